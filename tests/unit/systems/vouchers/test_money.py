"""A price split between voucher and firm, and amounts by their sources: to the won, on both sides of each rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.vouchers.core import money

SHARES = st.decimals(min_value=0, max_value=Decimal("0.99"), places=4)


@pytest.mark.parametrize(
    ("price", "own_share", "subsidy", "own"),
    [
        (1_000_000, "0.25", 750_000, 250_000),
        (1_000_001, "0.25", 750_000, 250_001),  # the won that does not divide is the firm's
        (1_000_004, "0.25", 750_003, 250_001),
        (1, "0.25", 0, 1),
        (1, "0", 1, 0),
    ],
)
def test_a_price_splits(price: int, own_share: str, subsidy: int, own: int) -> None:
    made = money.split(price, Decimal(own_share))
    assert (made.subsidy_krw, made.own_krw, made.price_krw) == (subsidy, own, price)


@pytest.mark.parametrize("price", [0, -1])
def test_nothing_is_no_price(price: int) -> None:
    with pytest.raises(Refused) as refused:
        money.split(price, Decimal("0.1"))
    assert refused.value.code == "price_refused"


@pytest.mark.parametrize(
    ("subsidy", "own_share", "own"),
    [(750_000, "0.25", 250_000), (750_001, "0.25", 250_001), (0, "0.25", 0), (10, "0", 0)],
)
def test_what_the_firm_adds_to_spend_an_award(subsidy: int, own_share: str, own: int) -> None:
    assert money.own_for(subsidy, Decimal(own_share)) == own


@given(st.integers(1, 10**12), SHARES)
def test_with_what_the_firm_adds_the_whole_award_is_spent_and_with_a_won_less_it_is_not(
    subsidy: int, own_share: Decimal
) -> None:
    own = money.own_for(subsidy, own_share)
    assert money.split(subsidy + own, own_share).subsidy_krw == subsidy
    assert money.split(max(subsidy + own - 1, 1), own_share).subsidy_krw < subsidy or subsidy + own == 1


@pytest.mark.parametrize(
    ("won", "weights", "parts"),
    [
        (100, [70, 30], [70, 30]),
        (1, [70, 30], [0, 1]),
        (10, [0, 0], [0, 10]),
        (10, [1], [10]),
        (0, [], []),
        (7, [1, 1, 1], [2, 2, 3]),
    ],
)
def test_an_amount_by_its_sources(won: int, weights: list[int], parts: list[int]) -> None:
    assert money.parts(won, weights) == parts


@given(st.lists(st.integers(0, 10**6), max_size=12), st.lists(st.integers(0, 10**9), min_size=1, max_size=4))
def test_what_comes_back_in_steps_is_what_comes_back_at_once(steps: list[int], weights: list[int]) -> None:
    before, totals = 0, [0] * len(weights)
    for won in steps:
        parts = money.step(before, won, weights)
        assert min(parts) >= 0
        assert sum(parts) == won
        totals = [total + part for total, part in zip(totals, parts, strict=True)]
        before += won
    assert totals == money.parts(before, weights)


def test_accounts_never_share_a_name() -> None:
    names = [
        money.appropriation(2026, "city"), money.fund("p", "city"), money.award("p"), money.own("p"),
        money.receivable("p"), money.clawback("p"), money.TREASURY,
    ]  # fmt: skip
    assert len(set(names)) == len(names)
