"""What happens to holds, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="hold",
        words=Words("확인 대기", "Holds"),
        verbs={
            "hold.raised": Words("확인할 때까지 멈추어 두었습니다: {reason_ko}", "Held for a decision: {reason_en}"),
            "hold.released": Words("멈추어 둔 것을 풀었습니다: {note}", "Released a hold: {note}"),
            "hold.declined": Words("멈추어 둔 것을 돌려보냈습니다: {note}", "Declined what was held: {note}"),
        },
    )
)
