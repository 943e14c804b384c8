"""What data may be worth, worked out by hand for assumptions that a person can follow."""

from dataclasses import replace
from decimal import Decimal

import pytest

from naru.systems.exchange.core.valuation import Assumptions, Range, assumptions_from, valued
from tests.refusing import refuses

SIMPLE = Assumptions(
    hours=10,
    hour_krw=100,
    storage_krw_year=40,
    overhead=Decimal("0.2"),
    users=4,
    saved_krw_user=1000,
    captured=Decimal("0.5"),
    years=2,
    discount=Decimal(0),
    spread=Decimal("0.5"),
)


@pytest.mark.parametrize(
    ("assumed", "income", "cost"),
    [
        (SIMPLE, Range(low_krw=250, middle_krw=500, high_krw=750), Range(low_krw=80, middle_krw=160, high_krw=240)),
        (  # 500 a year, halved each: 250 and 125, over two years
            replace(SIMPLE, discount=Decimal(1), spread=Decimal(0)),
            Range(low_krw=187, middle_krw=187, high_krw=187),
            Range(low_krw=160, middle_krw=160, high_krw=160),
        ),
        (  # no years and no users: a year and a user
            replace(SIMPLE, years=0, users=0, spread=Decimal(2)),
            Range(low_krw=0, middle_krw=0, high_krw=0),
            Range(low_krw=0, middle_krw=1240, high_krw=3720),
        ),
    ],
)
def test_income_and_cost_follow_from_what_is_assumed(assumed: Assumptions, income: Range, cost: Range) -> None:
    valuation = valued(assumed, trades_krw_year=[])
    assert (valuation.income, valuation.cost) == (income, cost)


@pytest.mark.parametrize(
    ("trades", "market"),
    [
        ([], None),
        ([700], Range(low_krw=700, middle_krw=700, high_krw=700)),
        ([400, 800], Range(low_krw=500, middle_krw=600, high_krw=700)),
        ([500, 100, 200, 300, 400], Range(low_krw=200, middle_krw=300, high_krw=400)),
    ],
)
def test_the_market_is_the_middle_half_of_what_was_paid(trades: list[int], market: Range | None) -> None:
    valuation = valued(SIMPLE, trades_krw_year=trades)
    assert valuation.market == market
    assert valuation.comparables == len(trades)
    assert len(valuation.approaches) == (2 if market is None else 3)


@pytest.mark.parametrize(
    ("trades", "overall"),
    [
        ([], Range(low_krw=80, middle_krw=500, high_krw=750)),
        ([400], Range(low_krw=80, middle_krw=400, high_krw=750)),
        ([10, 10], Range(low_krw=10, middle_krw=160, high_krw=750)),
        ([2000], Range(low_krw=80, middle_krw=500, high_krw=2000)),
    ],
)
def test_overall_is_the_middle_one_between_the_ends(trades: list[int], overall: Range) -> None:
    assert valued(SIMPLE, trades_krw_year=trades).overall == overall


def test_assumptions_come_back_from_what_was_stored() -> None:
    assert assumptions_from(SIMPLE.to_json()) == SIMPLE
    assert assumptions_from({"unknown": "1", "hours": "", "users": None}) == Assumptions()


@pytest.mark.parametrize("value", [0, 10**12])
def test_an_assumption_may_be_from_nothing_to_a_trillion(value: int) -> None:
    assert assumptions_from({"hours": value}).hours == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("hours", -1), ("hours", 10**12 + 1), ("hours", "1.5"), ("spread", "much"), ("spread", "-0.1"), ("spread", "NaN")],
)
def test_what_nobody_can_assume_is_refused_by_its_name(name: str, value: int | str) -> None:
    with refuses("assumption_refused") as refused:
        assumptions_from({name: value})
    assert refused.value.facts["name"] == name
