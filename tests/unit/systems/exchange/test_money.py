"""A price split over sources, refunds pro rata, releases: by tables, by the money vectors and by properties."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.commons.ledger import refusals as _ledger  # noqa: F401 - makes the codes known
from naru.commons.ledger.core.money import shares, taxed_on_top, taxed_within
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core.orders import Choice, Part, SourceKind, refund_shares, split
from naru.systems.exchange.core.settlement import Release, release, release_of_rest

R, P, T = SourceKind.RULED, SourceKind.PREPAID, SourceKind.TRANSFER
VECTORS = Path(__file__).parents[5] / "shared/data/exchange/money-vectors.json"


def choice(kind: SourceKind, most: int | None) -> Choice:
    return Choice(kind=kind, account=kind.value, most=most)


@pytest.mark.parametrize(
    ("total", "choices", "parts"),
    [
        (1000, [choice(R, 700), choice(P, 100), choice(T, None)], [(R, 700), (P, 100), (T, 200)]),
        (1000, [choice(R, 1000), choice(T, None)], [(R, 1000)]),
        (1000, [choice(R, 1001), choice(T, None)], [(R, 1000)]),
        (1000, [choice(R, 0), choice(T, None)], [(T, 1000)]),
        (1000, [choice(P, 999), choice(T, None)], [(P, 999), (T, 1)]),
        (0, [choice(T, None)], []),
    ],
)
def test_each_source_pays_what_it_can_of_what_is_left(
    total: int, choices: list[Choice], parts: list[tuple[SourceKind, int]]
) -> None:
    assert [(part.kind, part.won) for part in split(total, choices)] == parts


def test_sources_that_do_not_reach_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        split(1000, [choice(R, 700), choice(P, 299)])
    assert (refused.value.code, refused.value.facts["short"]) == ("sources_short", 1)


def part(won: int, refunded: int = 0) -> Part:
    return Part(kind=P, account="a", won=won, refunded_krw=refunded)


@pytest.mark.parametrize(
    ("parts", "won", "back"),
    [
        ([part(700), part(300)], 1000, [700, 300]),
        ([part(700), part(300)], 1, [1, 0]),
        ([part(700), part(300)], 333, [233, 100]),
        ([part(700, 700), part(300)], 300, [0, 300]),
        ([part(1), part(1), part(1)], 2, [1, 1, 0]),
    ],
)
def test_a_refund_goes_back_pro_rata(parts: list[Part], won: int, back: list[int]) -> None:
    assert refund_shares(parts, won) == back


@pytest.mark.parametrize("won", [0, -1, 1001])
def test_no_more_goes_back_than_was_paid(won: int) -> None:
    with pytest.raises(Refused) as refused:
        refund_shares([part(700), part(300)], won)
    assert refused.value.code == "refund_exceeds"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=5), st.data())
def test_refunds_in_any_steps_give_every_source_back_exactly_its_own(paid: list[int], data: st.DataObject) -> None:
    refunded, left = [0] * len(paid), sum(paid)
    while left:
        won = data.draw(st.integers(1, left)) if left < 10 or data.draw(st.booleans()) else left
        back = refund_shares([part(each, gone) for each, gone in zip(paid, refunded, strict=True)], won)
        refunded = [gone + each for gone, each in zip(refunded, back, strict=True)]
        assert all(gone <= each for gone, each in zip(refunded, paid, strict=True))
        left -= won
    assert refunded == paid


FEE, VAT = Decimal("0.05"), Decimal("0.10")


@pytest.mark.parametrize(
    ("supply", "total", "seller", "fee", "fee_vat"),
    [(1_000_000, 1_100_000, 1_045_000, 50_000, 5_000), (1, 1, 1, 0, 0), (19, 20, 20, 0, 0), (20, 22, 21, 1, 0), (199, 218, 209, 9, 0), (200, 220, 209, 10, 1)],
)  # fmt: skip
def test_the_fee_is_a_share_of_the_supply_with_tax_on_top(
    supply: int, total: int, seller: int, fee: int, fee_vat: int
) -> None:
    assert release(supply, total, fee_share=FEE, vat=VAT) == Release(
        seller_krw=seller, fee_krw=fee, fee_vat_krw=fee_vat
    )


@given(st.integers(1, 10**9), st.data())
def test_what_is_released_and_what_went_back_are_what_was_paid(supply: int, data: st.DataObject) -> None:
    total = taxed_on_top(supply, VAT).total_krw
    refunded = data.draw(st.integers(0, total))
    shared = release_of_rest(supply, total, refunded, fee_share=FEE, vat=VAT)
    assert shared.total_krw + refunded == total
    assert min(shared.seller_krw, shared.fee_krw, shared.fee_vat_krw) >= 0


@pytest.mark.skipif(not VECTORS.exists(), reason="the money vectors are not here")
def test_the_money_vectors() -> None:
    for case in json.loads(VECTORS.read_text())["cases"]:
        match case["op"]:
            case "vat_exclusive":
                taxed = taxed_on_top(case["supply_krw"], Decimal(case["rate"]))
                assert (taxed.vat_krw, taxed.total_krw) == (case["vat_krw"], case["total_krw"]), case["id"]
            case "vat_inclusive":
                taxed = taxed_within(case["total_krw"], Decimal(case["rate"]))
                assert (taxed.supply_krw, taxed.vat_krw) == (case["supply_krw"], case["vat_krw"]), case["id"]
            case "split_largest_remainder":
                assert shares(case["total_krw"], case["weights"]) == case["parts_krw"], case["id"]
