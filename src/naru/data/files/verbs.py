"""What people do to assets, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

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
