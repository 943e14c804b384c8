"""What declaring a holiday says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="holiday",
        words=Words("공휴일", "Holidays"),
        verbs={
            "holiday.declared": Words(
                "‘{name}’을(를) 공휴일로 올렸습니다. 다시 셀 기한: {moved}건",
                "Declared “{name}” a holiday. Deadlines to be reckoned anew: {moved}.",
            ),
        },
    )
)
