"""Pay by piece and hour with the minimum wage as its floor, tax withheld, paydays: on both sides of each rounding."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.work.core import pay
from naru.systems.work.core.job_rules import PayBy

HOUR = 3_600_000
LEAST = 10_320


@pytest.mark.parametrize(
    ("by", "won", "accepted", "answered", "worked_ms", "earned", "top_up", "hour"),
    [
        (PayBy.PIECE, 120, 86, 86, HOUR, 10_320, 0, 10_320),  # just the minimum wage
        (PayBy.PIECE, 120, 85, 85, HOUR, 10_200, 120, 10_200),  # one piece under it
        (PayBy.PIECE, 120, 87, 87, HOUR, 10_440, 0, 10_440),
        (PayBy.PIECE, 120, 43, 86, HOUR, 5_160, 0, 10_320),  # what is refused is not paid, and not its time
        (PayBy.PIECE, 120, 0, 86, HOUR, 0, 0, None),
        (PayBy.PIECE, 120, 0, 0, HOUR, 0, 0, None),
        (PayBy.PIECE, 120, 10, 10, 0, 1_200, 0, None),  # nothing was measured
        (PayBy.HOUR, 12_000, 20, 20, HOUR // 2, 6_000, 0, 12_000),
        (PayBy.HOUR, 12_000, 10, 20, HOUR, 6_000, 0, 12_000),
        (PayBy.HOUR, 10_030, 20, 20, HOUR, 10_030, 290, 10_030),  # the wage of the year before
    ],
)
def test_a_reward(
    by: PayBy, won: int, accepted: int, answered: int, worked_ms: int, earned: int, top_up: int, hour: int | None
) -> None:
    made = pay.reward(by, won, accepted=accepted, answered=answered, worked_ms=worked_ms, minimum_krw=LEAST)
    assert (made.earned_krw, made.top_up_krw, made.hour_krw) == (earned, top_up, hour)
    assert made.is_under == (top_up > 0)
    assert made.total_krw == earned + top_up


@given(
    by=st.sampled_from(PayBy),
    won=st.integers(1, 100_000),
    answered=st.integers(1, 500),
    refused=st.integers(0, 500),
    worked_ms=st.integers(0, 100 * HOUR),
    least=st.integers(1, 20_000),
)
def test_accepted_time_is_never_paid_under_the_minimum_wage(
    by: PayBy, won: int, answered: int, refused: int, worked_ms: int, least: int
) -> None:
    accepted = max(0, answered - refused)
    made = pay.reward(by, won, accepted=accepted, answered=answered, worked_ms=worked_ms, minimum_krw=least)
    accepted_ms = worked_ms * accepted // answered
    assert made.total_krw * HOUR >= least * accepted_ms
    assert made.top_up_krw == 0 or made.total_krw * HOUR < least * accepted_ms + HOUR  # and by no won more
    more = pay.reward(by, won + 1, accepted=accepted, answered=answered, worked_ms=worked_ms, minimum_krw=least)
    assert more.total_krw >= made.total_krw


@given(
    by=st.sampled_from(PayBy),
    won=st.integers(1, 100_000),
    pieces=st.integers(1, 500),
    minutes=st.integers(1, 600),
    least=st.integers(1, 20_000),
    data=st.data(),
)
def test_what_is_held_is_enough_for_whatever_the_lease_may_bring(
    by: PayBy, won: int, pieces: int, minutes: int, least: int, data: st.DataObject
) -> None:
    held = pay.most(by, won, pieces=pieces, lease_minutes=minutes, minimum_krw=least)
    worked_ms = data.draw(st.integers(0, minutes * 60_000))
    accepted = data.draw(st.integers(0, pieces))
    made = pay.reward(by, won, accepted=accepted, answered=pieces, worked_ms=worked_ms, minimum_krw=least)
    assert made.total_krw <= held


@pytest.mark.parametrize(
    ("won", "worked_ms", "paid"),
    [
        (10_320, HOUR, 10_320),
        (10_320, HOUR - 1, 10_320),
        (10_320, 1, 1),
        (10_320, 0, 0),
        (3_600, 1_000, 1),
        (3_600, 1_001, 2),
    ],
)
def test_an_hour_is_paid_to_the_won_in_favour_of_who_worked(won: int, worked_ms: int, paid: int) -> None:
    assert pay.hour_pay(won, worked_ms) == paid


@pytest.mark.parametrize(
    ("gross", "small", "income", "local"),
    [
        (100_000, 0, 3_000, 300),
        (33_666, 0, 1_000, 100),  # 1,009.98: down to ten won
        (33_333, 1_000, 0, 0),  # 999.99 is 990: under the small sum of the years before
        (33_334, 1_000, 1_000, 100),
        (33_333, 0, 990, 90),
        (300, 0, 0, 0),
        (333, 0, 0, 0),
        (334, 0, 10, 0),
        (0, 0, 0, 0),
    ],
)
def test_tax_is_withheld(gross: int, small: int, income: int, local: int) -> None:
    made = pay.withheld(gross, income_share=Decimal("0.03"), local_share=Decimal("0.1"), small_sum_krw=small)
    assert (made.income_tax_krw, made.local_tax_krw) == (income, local)
    assert made.net_krw + made.tax_krw == gross


@pytest.mark.parametrize(
    ("worked", "weekday", "paid"),
    [
        (date(2026, 11, 26), 4, date(2026, 11, 27)),  # Thursday → Friday
        (date(2026, 11, 27), 4, date(2026, 12, 4)),  # accepted on the payday: the next one
        (date(2026, 11, 28), 4, date(2026, 12, 4)),
        (date(2026, 11, 29), 0, date(2026, 11, 30)),
    ],
)
def test_the_payday(worked: date, weekday: int, paid: date) -> None:
    assert pay.payday(worked, weekday) == paid


def test_an_accepted_hour_over_batches() -> None:
    assert pay.accepted_hour([(1_000, HOUR // 10), (0, HOUR // 10)]) == 5_000
    assert pay.accepted_hour([(1_000, 0)]) is None
    assert pay.accepted_hour([]) is None
