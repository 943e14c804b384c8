from datetime import date

import pytest

from naru.systems.academy.core.retention import retention_day


@pytest.mark.parametrize(
    ("hired", "months", "day"),
    [
        (date(2026, 3, 6), 6, date(2026, 9, 6)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_it_is_the_same_day_or_that_months_last(hired: date, months: int, day: date) -> None:
    assert retention_day(hired, months) == day
