"""What acts on agreements say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="document",
        words=Words("약정", "Agreements"),
        verbs={
            "document.proposed": Words(
                "약정의 {number}번째 판을 냈습니다. SHA-256: {sha256}",
                "Proposed version {number} of an agreement. SHA-256: {sha256}",
            ),
            "document.signed": Words(
                "약정의 {number}번째 판에 서명했습니다. SHA-256: {sha256} {note}",
                "Signed version {number} of an agreement. SHA-256: {sha256} {note}",
            ),
            "document.ended": Words(
                "약정을 {on}에 끝내기로 했습니다. 까닭: {reason}", "Ended an agreement on {on}: {reason}"
            ),
        },
    )
)
