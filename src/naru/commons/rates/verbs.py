"""What entering a figure says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="rate",
        words=Words("요율과 법정 수치", "Rates and legal figures"),
        verbs={
            "rate.entered": Words(
                "{since}부터의 값을 넣었습니다: {value}. 근거: {source}. 다시 볼 결정: {late}건",
                "Entered the value from {since}: {value}. Source: {source}. Decisions to look at again: {late}.",
            ),
        },
    )
)
