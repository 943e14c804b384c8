"""Won shared out and taxed: the cases that nobody here made, and what must hold of any amount."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.commons.ledger.core.money import Taxed, floor_won, shares, taxed_on_top, taxed_within

CASES = Path(__file__).resolve().parents[5] / "shared/data/exchange/money-vectors.json"
TENTH = Decimal("0.10")


@pytest.mark.skipif(not CASES.exists(), reason="no ../shared/data/exchange beside this checkout")
def test_every_known_case_comes_out() -> None:
    wrong, seen = [], 0
    for case in json.loads(CASES.read_text())["cases"]:
        match case["op"]:
            case "vat_exclusive":
                taxed = taxed_on_top(case["supply_krw"], Decimal(case["rate"]))
                came, wanted = (taxed.vat_krw, taxed.total_krw), (case["vat_krw"], case["total_krw"])
            case "vat_inclusive":
                within = taxed_within(case["total_krw"], Decimal(case["rate"]))
                came, wanted = (within.supply_krw, within.vat_krw), (case["supply_krw"], case["vat_krw"])
            case "split_largest_remainder":
                came, wanted = tuple(shares(case["total_krw"], case["weights"])), tuple(case["parts_krw"])
            case _:
                continue
        seen += 1
        wrong += [(case["id"], came)] if came != wanted else []
    assert seen > 70
    assert not wrong


@pytest.mark.parametrize(
    ("supply", "vat"), [(0, 0), (9, 0), (10, 1), (19, 1), (99, 9), (100, 10), (1_000_000, 100_000)]
)
def test_tax_on_top_falls_to_whole_won(supply: int, vat: int) -> None:
    assert taxed_on_top(supply, TENTH) == Taxed(supply_krw=supply, vat_krw=vat)


@pytest.mark.parametrize(("total", "supply"), [(1, 1), (5, 5), (6, 5), (10, 9), (11, 10), (1_100_000, 1_000_000)])
def test_tax_within_is_what_the_rounded_supply_leaves(total: int, supply: int) -> None:
    taxed = taxed_within(total, TENTH)
    assert (taxed.supply_krw, taxed.total_krw) == (supply, total)


@pytest.mark.parametrize(("amount", "won"), [("0.99", 0), ("1", 1), ("1.01", 1), ("-0.01", -1)])
def test_a_fraction_of_a_won_falls_away(amount: str, won: int) -> None:
    assert floor_won(Decimal(amount)) == won


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [(10, [1, 1, 1], [4, 3, 3]), (11, [1, 1, 1], [4, 4, 3]), (0, [1, 2], [0, 0]), (7, [0, 1], [0, 7]), (1, [1], [1])],
)
def test_of_equals_the_earlier_gets_the_won(total: int, weights: list[int], parts: list[int]) -> None:
    assert shares(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(Refused, match="weights"):
        shares(1, weights)


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any))
def test_shares_sum_to_the_total_and_each_is_within_a_won_of_its_part(total: int, weights: list[int]) -> None:
    parts = shares(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


@given(st.integers(0, 10**15), st.decimals("0", "0.5", places=4))
def test_supply_and_tax_sum_to_the_total(total: int, rate: Decimal) -> None:
    taxed = taxed_within(total, rate)
    assert taxed.total_krw == total
    assert taxed.vat_krw >= 0
