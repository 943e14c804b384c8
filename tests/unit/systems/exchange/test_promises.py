"""Promised versions: their days, which came late, and what that credits."""

from datetime import date
from decimal import Decimal

import pytest

from naru.systems.exchange.core.promises import Breach, breaches, credit_krw, due_days
from naru.systems.exchange.core.term_blocks import Blocks, Frequency, Purpose


def promised(frequency: Frequency, grace_days: int = 0) -> Blocks:
    return Blocks(purposes=(Purpose.RESEARCH,), frequency=frequency, grace_days=grace_days)


START = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("blocks", "until", "expected"),
    [
        (promised(Frequency.NONE), date(2030, 1, 1), []),
        (promised(Frequency.WEEKLY), date(2026, 2, 13), [date(2026, 2, 7)]),
        (promised(Frequency.WEEKLY), date(2026, 2, 14), [date(2026, 2, 7), date(2026, 2, 14)]),
        (promised(Frequency.MONTHLY), date(2026, 4, 29), [date(2026, 2, 28), date(2026, 3, 31)]),
        (promised(Frequency.MONTHLY, 5), date(2026, 3, 4), []),
        (promised(Frequency.MONTHLY, 5), date(2026, 3, 5), [date(2026, 3, 5)]),
        (promised(Frequency.QUARTERLY), date(2026, 7, 31), [date(2026, 4, 30), date(2026, 7, 31)]),
    ],
)
def test_days_by_which_versions_are_due(blocks: Blocks, until: date, expected: list[date]) -> None:
    assert due_days(blocks, START, until) == expected


FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("came", "today", "expected"),
    [
        ([], FEBRUARY, []),  # its last day is not over
        ([], date(2026, 3, 1), [Breach(number=1, due=FEBRUARY, came=None)]),
        ([FEBRUARY], date(2026, 3, 1), []),
        ([date(2026, 3, 1)], date(2026, 3, 1), [Breach(number=1, due=FEBRUARY, came=date(2026, 3, 1))]),
        ([START], date(2026, 3, 1), [Breach(number=1, due=FEBRUARY, came=None)]),  # what was there already
        ([date(2026, 2, 1)], date(2026, 3, 1), []),
        ([date(2026, 2, 2), date(2026, 2, 1)], date(2026, 4, 1), []),  # the second came early
        (
            [date(2026, 4, 2), date(2026, 3, 2)],
            date(2026, 4, 3),
            [Breach(number=1, due=FEBRUARY, came=date(2026, 3, 2)), Breach(number=2, due=MARCH, came=date(2026, 4, 2))],
        ),
    ],
)
def test_versions_that_were_not_there_on_their_day(came: list[date], today: date, expected: list[Breach]) -> None:
    assert breaches(promised(Frequency.MONTHLY), START, came=came, today=today) == expected


@pytest.mark.parametrize(
    ("price", "share", "already", "expected"),
    [
        (1000, "0.1", 0, 100),
        (1009, "0.1", 0, 100),
        (1000, "0.1", 900, 100),
        (1000, "0.1", 901, 99),
        (1000, "0.1", 1000, 0),
        (1000, "2", 0, 1000),
    ],
)
def test_credits_never_pass_the_price(price: int, share: str, already: int, expected: int) -> None:
    assert credit_krw(price, Decimal(share), already) == expected
