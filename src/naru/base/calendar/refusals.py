"""What the calendar may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "holiday_known": Sentence(
            ko="이미 공휴일로 올라 있습니다: {day}. `naru holiday list`로 그해의 공휴일을 확인해 주세요.",
            en="{day} is a holiday already. See `naru holiday list` with its year.",
            status=409,
        ),
    }
)
