"""What the calendar may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "holiday_known": Sentence(
            ko="{day}은 이미 공휴일로 올라 있습니다. `naru holiday list {day}`의 해로 확인해 주세요.",
            en="{day} is a holiday already. See `naru holiday list` for its year.",
            status=409,
        ),
    }
)
