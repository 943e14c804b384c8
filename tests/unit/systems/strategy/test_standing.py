"""Who is behind, and why."""

from datetime import date
from decimal import Decimal

import pytest

from naru.systems.strategy.core.changes import Change, month_ends, quarter_end_before, quarter_ends
from naru.systems.strategy.core.progress import Direction, progress
from naru.systems.strategy.core.standing import Standing, elapsed, sentence, standing

D = Decimal


@pytest.mark.parametrize(
    ("value", "target", "gone", "stands"),
    [
        (None, "100", "0.5", Standing.NO_DATA),
        ("50", None, "0.5", Standing.NO_TARGET),
        ("100", "100", "0.1", Standing.MET),
        ("-1", "100", "0.1", Standing.WORSE),
        ("0", "100", "0.1", Standing.ON_TRACK),
        ("0", "100", "0.11", Standing.BEHIND),
        ("40", "100", "0.5", Standing.ON_TRACK),
        ("39", "100", "0.5", Standing.BEHIND),
        ("99", "100", "1", Standing.BEHIND),
        ("99", "100", None, Standing.BEHIND),
    ],
)
def test_standing_by_the_time_that_is_gone(
    value: str | None, target: str | None, gone: str | None, stands: Standing
) -> None:
    figure, aim, time = (None if each is None else D(each) for each in (value, target, gone))
    far = progress(figure, target=aim, baseline=D(0), direction=Direction.UP)
    assert standing(figure, aim, far, time) is stands
    assert sentence(stands, far, time).ko
    assert sentence(stands, far, time).en


def test_the_sentence_says_time_and_way() -> None:
    far = progress(D(30), target=D(100), baseline=D(0), direction=Direction.UP)
    assert sentence(Standing.BEHIND, far, D("0.5")).ko == "시간은 50 % 지났고 목표까지 30 % 왔습니다."


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2021, 12, 31), 0),
        (date(2022, 1, 1), 0),
        (date(2022, 1, 2), "0.1"),
        (date(2022, 1, 11), 1),
        (date(2030, 1, 1), 1),
    ],
)
def test_elapsed_stays_between_0_and_1(today: date, share: object) -> None:
    assert elapsed(date(2022, 1, 1), date(2022, 1, 11), today) == D(str(share))


def test_no_time_at_all_is_over() -> None:
    assert elapsed(date(2022, 1, 1), date(2022, 1, 1), date(2021, 1, 1)) == 1


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 11, 29), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 6, 30)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2026, 3, 31)),
    ],
)
def test_the_last_quarter_ended(today: date, end: date) -> None:
    assert quarter_end_before(today) == end


def test_quarters_and_months_between_two_days() -> None:
    assert quarter_ends(date(2026, 3, 31), date(2026, 9, 30)) == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
    ]
    assert quarter_ends(date(2026, 4, 1), date(2026, 9, 29)) == [date(2026, 6, 30)]
    assert month_ends(date(2023, 12, 31), date(2024, 3, 31)) == [
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2024, 2, 29),
    ]
    assert month_ends(date(2024, 1, 1), date(2024, 1, 31)) == []


@pytest.mark.parametrize(
    ("before", "now", "direction", "is_new", "difference", "better"),
    [
        ("5", "7", Direction.UP, False, 2, True),
        ("5", "7", Direction.DOWN, False, 2, False),
        ("7", "5", Direction.DOWN, False, -2, True),
        ("5", "5", Direction.UP, False, 0, None),
        (None, "5", Direction.UP, False, None, None),
        ("5", None, Direction.UP, False, None, None),
        ("5", "7", Direction.UP, True, None, None),
    ],
)
def test_a_change_is_told_within_one_definition(
    before: str | None, now: str | None, direction: Direction, is_new: bool, difference: int | None, better: bool | None
) -> None:
    change = Change(
        before=before and D(before),  # type: ignore[arg-type]
        now=now and D(now),  # type: ignore[arg-type]
        direction=direction,
        is_new_series=is_new,
    )
    assert change.difference == difference
    assert change.is_better is better
