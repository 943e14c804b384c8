"""Use added up by period; which bills are due."""

from datetime import date

import pytest

from naru.data.usage.core.values import Sum
from naru.systems.exchange.core.metering import (
    Bill,
    by_period,
    expected_units,
    latest,
    period_of,
    periods_to_bill,
    units,
    use_krw,
)
from naru.systems.exchange.core.plans import Period, Plan, PlanKind, Tier, Unit

PLAN = Plan(kind=PlanKind.METERED, price_krw=500, tiers=(Tier(up_to=None, won=10, per=1),), cap_krw=1500)
STARTS, ENDS = date(2026, 1, 31), date(2026, 4, 30)


@pytest.mark.parametrize(("unit", "used"), [(Unit.ROWS, 5), (Unit.CALLS, 2), (Unit.BYTES, 70)])
def test_a_sum_has_each_unit(unit: Unit, used: int) -> None:
    assert units(unit, Sum(reads=2, rows=5, bytes=70)) == used


@pytest.mark.parametrize(
    ("day", "ends", "period"),
    [
        (date(2026, 1, 30), ENDS, None),
        (date(2026, 1, 31), ENDS, 1),
        (date(2026, 2, 27), ENDS, 1),
        (date(2026, 2, 28), ENDS, 2),
        (date(2026, 4, 29), ENDS, 3),
        (date(2026, 4, 30), ENDS, 3),
        (date(2026, 5, 1), ENDS, None),
        (date(2026, 3, 5), date(2026, 3, 5), 2),
        (date(2026, 3, 6), date(2026, 3, 5), None),
    ],
)
def test_a_day_is_of_one_period_and_the_last_day_of_the_last(day: date, ends: date, period: int | None) -> None:
    found = period_of(PLAN, STARTS, ends, day)
    assert (found.number if found else None) == period


def test_what_lies_outside_is_in_no_period() -> None:
    days = {date(2026, 1, 1): Sum(rows=9), date(2026, 2, 1): Sum(rows=1), date(2026, 2, 2): Sum(rows=2), date(2026, 3, 1): Sum(rows=4)}  # fmt: skip
    assert by_period(PLAN, STARTS, ENDS, days) == {1: 3, 2: 4}


@pytest.mark.parametrize(
    ("today", "ends", "billed", "due"),
    [
        (date(2026, 2, 27), ENDS, set(), []),
        (date(2026, 2, 28), ENDS, set(), [1]),
        (date(2026, 2, 28), ENDS, {1}, []),
        (date(2026, 4, 30), ENDS, {1}, [2]),
        (date(2026, 5, 1), ENDS, {1}, [2, 3]),
        (date(2026, 3, 5), date(2026, 3, 5), {1}, []),
        (date(2026, 3, 6), date(2026, 3, 5), {1}, [2]),
    ],
)
def test_a_period_is_billed_when_its_last_day_of_use_is_over(
    today: date, ends: date, billed: set[int], due: list[int]
) -> None:
    assert [period.number for period in periods_to_bill(PLAN, STARTS, ends, today=today, billed=billed)] == due


@pytest.mark.parametrize(
    ("used", "billed", "won"),
    [(0, 0, 0), (1, 0, 10), (100, 0, 1000), (101, 0, 1000), (60, 20, 400), (200, 90, 100), (200, 100, 0)],
)
def test_use_costs_above_the_base_and_less_what_was_billed(used: int, billed: int, won: int) -> None:
    assert use_krw(PLAN, used, billed_used=billed) == won


def test_the_last_bill_of_a_period_counts() -> None:
    first, second, other = (Bill(period=p, part=n, used=u, won=0) for p, n, u in ((1, 1, 5), (1, 2, 8), (2, 1, 3)))
    assert latest([second, other, first]) == {1: second, 2: other}


@pytest.mark.parametrize(
    ("today", "used"),
    [(date(2026, 11, 1), 300), (date(2026, 11, 10), 30), (date(2026, 11, 30), 10), (date(2026, 12, 5), 10)],
)
def test_the_pace_goes_on(today: date, used: int) -> None:
    period = Period(number=1, starts=date(2026, 11, 1), ends=date(2026, 12, 1))
    assert expected_units(10, period, today) == used
    assert expected_units(10, Period(number=1, starts=date(2026, 11, 1), ends=None), today) == 10
