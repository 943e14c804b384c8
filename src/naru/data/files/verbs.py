"""What people do to assets, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="erasure",
        words=Words("파기", "Erasures"),
        verbs={
            "erasure.decided": Words(
                "되살릴 수 없게 지우기로 했습니다({thing}). 근거: {basis} · 까닭: {reason}",
                "Decided to destroy {thing} for good. Basis: {basis} · reason: {reason}",
            ),
            "erasure.done": Words(
                "열쇠와 내용을 없애고 읽히지 않음을 확인했습니다({thing}). 증명: {certificate}",
                "Destroyed {thing}, its bytes and keys, and tried in vain to read it. Certificate: {certificate}",
            ),
        },
    )
)
declare(
    Stream(
        name="asset",
        words=Words("딸린 파일", "Assets"),
        verbs={
            "asset.added": Words(
                "{owner_kind} {owner_id}에 파일을 붙였습니다({media_type}, {bytes}바이트).",
                "Attached a file to {owner_kind} {owner_id} ({media_type}, {bytes} bytes).",
            ),
            "asset.erased": Words(
                "{owner_kind} {owner_id}의 파일을 지웠습니다. 까닭: {why}",
                "Erased a file of {owner_kind} {owner_id}. Reason: {why}",
            ),
        },
    )
)
