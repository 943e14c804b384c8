"""Plans: what use costs, and periods that touch and never overlap."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core.plans import (
    Period,
    Plan,
    PlanKind,
    Tier,
    checked,
    metered_krw,
    months_later,
    period_on,
    periods,
    plan_from,
    price_words,
    tiers_from,
    tiers_text,
)

TIERS = (Tier(up_to=1000, won=30, per=100), Tier(up_to=5000, won=10, per=100), Tier(up_to=None, won=1, per=100))
METERED = Plan(kind=PlanKind.METERED, price_krw=500, tiers=TIERS, cap_krw=1300)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("used", "won"),
    [(0, 500), (1, 500), (3, 500), (4, 501), (1000, 800), (1001, 800), (1010, 801), (5000, 1200), (5099, 1200), (5100, 1201), (15000, 1300), (15100, 1300), (10**9, 1300)],
)  # fmt: skip
def test_each_unit_costs_what_its_tier_says_and_no_more_than_the_cap(used: int, won: int) -> None:
    assert metered_krw(METERED, used) == won


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_use_never_costs_less(used: int, more: int) -> None:
    assert metered_krw(METERED, used) <= metered_krw(METERED, used + more)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_periods_are_anchored_to_the_first_day() -> None:
    plan = Plan(kind=PlanKind.MONTHLY, price_krw=1)
    assert list(periods(plan, date(2026, 1, 31), date(2026, 4, 1))) == [
        Period(number=1, starts=date(2026, 1, 31), ends=date(2026, 2, 28)),
        Period(number=2, starts=date(2026, 2, 28), ends=date(2026, 3, 31)),
        Period(number=3, starts=date(2026, 3, 31), ends=date(2026, 4, 1)),
    ]
    once = Plan(kind=PlanKind.ONCE, price_krw=1)
    assert list(periods(once, date(2026, 1, 1), None)) == [Period(number=1, starts=date(2026, 1, 1), ends=None)]


@given(DAYS, st.integers(0, 400), st.sampled_from([PlanKind.MONTHLY, PlanKind.YEARLY, PlanKind.METERED]))
def test_every_day_of_a_contract_is_in_exactly_one_period(starts: date, after: int, kind: PlanKind) -> None:
    plan, day = Plan(kind=kind, price_krw=1), starts + timedelta(days=after)
    some = list(islice(periods(plan, starts, None), 16))
    assert all(earlier.ends == later.starts for earlier, later in pairwise(some))
    assert [period for period in some if period.holds(day)] == [period_on(plan, starts, None, day)]
    assert period_on(plan, starts, None, starts - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan(kind=PlanKind.MONTHLY, price_krw=1), ""),
        (Plan(kind=PlanKind.MONTHLY, price_krw=0), "plan_price_refused"),
        (Plan(kind=PlanKind.MONTHLY, price_krw=10**11), ""),
        (Plan(kind=PlanKind.MONTHLY, price_krw=10**11 + 1), "plan_price_refused"),
        (Plan(kind=PlanKind.FREE), ""),
        (Plan(kind=PlanKind.FREE, price_krw=1), "plan_price_refused"),
        (Plan(kind=PlanKind.QUOTE), ""),
        (METERED, ""),
        (Plan(kind=PlanKind.METERED), "plan_tiers_refused"),
        (Plan(kind=PlanKind.METERED, tiers=TIERS[:2]), "plan_tiers_refused"),
        (Plan(kind=PlanKind.METERED, tiers=(TIERS[1], TIERS[0], TIERS[2])), "plan_tiers_refused"),
        (Plan(kind=PlanKind.METERED, price_krw=2, tiers=TIERS, cap_krw=1), "plan_tiers_refused"),
        (Plan(kind=PlanKind.METERED, price_krw=2, tiers=TIERS, cap_krw=2), ""),
    ],
)
def test_a_plan_is_taken_or_refused(plan: Plan, code: str) -> None:
    if code:
        with pytest.raises(Refused) as refused:
            checked(plan)
        assert refused.value.code == code
    else:
        assert plan_from(checked(plan).to_json()) == plan


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("*: 10", (Tier(up_to=None, won=10, per=1000),)),
        ("100,000: 30\n\n*:10", (Tier(up_to=100_000, won=30, per=1000), Tier(up_to=None, won=10, per=1000))),
        ("", ()),
    ],
)
def test_tiers_are_typed_a_line_each_and_come_back_as_they_were(text: str, tiers: tuple[Tier, ...]) -> None:
    assert tiers_from(text) == tiers
    assert tiers_from(tiers_text(tiers)) == tiers


@pytest.mark.parametrize("text", ["10", "*: x", "a: 10", "-1: 10", ": 10", "*: 1.5"])
def test_tiers_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        tiers_from(text)
    assert refused.value.code == "plan_tiers_refused"


@pytest.mark.parametrize(
    ("plan", "ko"),
    [
        (Plan(kind=PlanKind.FREE), "무료"),
        (Plan(kind=PlanKind.MONTHLY, price_krw=300_000), "매월 300,000원 (부가가치세 별도)"),
        (METERED, "매월 기본 500원과 1,000행까지 100행마다 30원, 5,000행까지 100행마다 10원, 그 위로 100행마다 1원, 한 달 최대 1,300원 (부가가치세 별도)"),
    ],
)  # fmt: skip
def test_a_price_is_said_in_a_sentence(plan: Plan, ko: str) -> None:
    assert price_words(plan).ko == ko
