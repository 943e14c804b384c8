"""A voucher's won: however a price is split and whatever comes back in however many steps, nothing is lost and nobody gains."""

from decimal import Decimal
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from naru.systems.vouchers.core.money import own_for, parts, split, step

WON = st.integers(1, 10**12)
SHARES = st.integers(0, 9999).map(lambda part: Decimal(part) / 10_000)
WEIGHTS = st.lists(st.integers(0, 10**10), min_size=1, max_size=5).filter(lambda weights: sum(weights) > 0)


@given(price=WON, share=SHARES)
def test_the_won_that_does_not_divide_is_the_firms(price: int, share: Decimal) -> None:
    divided = split(price, share)
    assert divided.price_krw == price
    assert 0 <= divided.own_krw - price * share < 1


@given(subsidy=WON, share=SHARES)
def test_what_the_firm_adds_is_the_least_with_which_the_award_is_spent(subsidy: int, share: Decimal) -> None:
    price = subsidy + own_for(subsidy, share)
    assert split(price, share).subsidy_krw >= subsidy
    assert price == subsidy or split(price - 1, share).subsidy_krw < subsidy


@given(won=st.integers(0, 10**12), weights=WEIGHTS)
def test_parts_sum_to_the_whole_and_none_is_off_by_more_than_its_place(won: int, weights: list[int]) -> None:
    found = parts(won, weights)
    assert sum(found) == won
    for place, (part, weight) in enumerate(zip(found, weights, strict=True)):
        assert abs(part - Decimal(won) * weight / sum(weights)) < place + 1


@given(steps=st.lists(st.integers(0, 10**9), max_size=8), weights=WEIGHTS)
def test_many_steps_return_what_one_would_and_none_takes_back(steps: list[int], weights: list[int]) -> None:
    before = [0, *accumulate(steps)]
    moved = [step(so_far, won, weights) for so_far, won in zip(before, steps, strict=False)]
    assert all(part >= 0 for each in moved for part in each)
    assert [sum(column) for column in zip(*moved, strict=True)] == (parts(sum(steps), weights) if steps else [])
