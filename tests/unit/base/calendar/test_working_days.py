"""Working days, counted around a small invented week of holidays."""

from datetime import date

import pytest

from naru.base.calendar.core.working_days import Calendar

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 9, day) for day in (4, 5, 6, 7))
CALENDAR = Calendar(frozenset({date(2026, 9, 9), date(2026, 9, 10)}))  # Wednesday and Thursday


@pytest.mark.parametrize(
    ("day", "worked"),
    [(FRIDAY, True), (SATURDAY, False), (SUNDAY, False), (MONDAY, True), (date(2026, 9, 9), False)],
)
def test_weekends_and_holidays_are_not_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("day", "moved"),
    [(FRIDAY, FRIDAY), (SATURDAY, MONDAY), (SUNDAY, MONDAY), (date(2026, 9, 9), date(2026, 9, 11))],
)
def test_what_ends_on_a_day_off_ends_on_the_next_working_day(day: date, moved: date) -> None:
    assert CALENDAR.next_working_day(day) == moved


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (MONDAY, 1, date(2026, 9, 8)),
        (MONDAY, 2, date(2026, 9, 11)),
        (MONDAY, 3, date(2026, 9, 14)),
        (MONDAY, -1, FRIDAY),
        (date(2026, 9, 11), -1, date(2026, 9, 8)),
        (date(2026, 9, 11), -2, MONDAY),
    ],
)
def test_the_first_day_is_not_counted(start: date, n: int, end: date) -> None:
    assert CALENDAR.add(start, n) == end


def test_no_days_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="no working days"):
        CALENDAR.add(MONDAY, 0)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (FRIDAY, MONDAY, 1),
        (MONDAY, date(2026, 9, 11), 2),
        (MONDAY, MONDAY, 0),
        (MONDAY, FRIDAY, 0),
        (SATURDAY, SUNDAY, 0),
    ],
)
def test_working_days_between_two_days(start: date, end: date, days: int) -> None:
    assert CALENDAR.count(start, end) == days
