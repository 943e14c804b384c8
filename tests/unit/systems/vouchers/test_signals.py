"""What looks wrong in a voucher programme: both sides of every bound, and a name for every kind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from naru.commons.cases.core.interests import Ties
from naru.systems.vouchers.core import signals
from naru.systems.vouchers.core.signals import Proposal, Signal, Spending

AGREED = date(2026, 5, 4)
CLAIM = Spending(
    id="c", label="C", holder="가", supplier="나", price_krw=100, kind="purchase", began=AGREED, agreed=AGREED,
    ties=(Ties(), Ties()),
)  # fmt: skip


def proposal(name: str, words: str, *, documents: str = "", origin: str = "") -> Proposal:
    runs = signals.runs_of(words.split())
    return Proposal(
        id=name, label=name, runs=runs, documents=frozenset(documents), origins=frozenset(origin), ties=Ties()
    )


ONE, HALF = proposal("하나", "a b c d e"), proposal("둘", "a b c d f")  # two runs of three are one's and the other's


@pytest.mark.parametrize(("least", "evidence"), [("0.5", ["하나 · 둘: 2 / 4"]), ("0.51", [])])
def test_texts_are_alike_from_the_share_of_their_runs_on(least: str, evidence: list[str]) -> None:
    assert [each.evidence for each in signals.alike([ONE, HALF], least=Decimal(least))] == evidence


def test_a_text_too_short_to_compare_is_like_none() -> None:
    assert signals.alike([proposal("가", "a b"), proposal("나", "a b")], least=Decimal("0.1")) == []


@pytest.mark.parametrize(("began", "count"), [(date(2026, 5, 3), 1), (AGREED, 0), (None, 0)])
def test_work_before_the_day_of_the_agreement_is_early(began: date | None, count: int) -> None:
    assert len(signals.early_work([replace(CLAIM, began=began)])) == count


@pytest.mark.parametrize(
    ("prices", "count"), [((100, 100, 100, 301), 1), ((100, 100, 100, 300), 0), ((100, 100, 900), 0)]
)
def test_a_price_is_dear_above_so_many_times_the_median_of_at_least_four(prices: tuple[int, ...], count: int) -> None:
    claims = [replace(CLAIM, id=f"{number}", price_krw=price) for number, price in enumerate(prices)]
    assert len(signals.dear(claims, times=Decimal(3))) == count


@pytest.mark.parametrize(
    ("ways", "ids"),
    [
        ([("가", "나")], []),
        ([("가", "나"), ("나", "가")], ["0", "1"]),
        ([("가", "나"), ("나", "다"), ("다", "가"), ("다", "라")], ["0", "1", "2"]),
    ],
)
def test_money_that_comes_round_is_seen_over_any_number_of_firms(ways: list[tuple[str, str]], ids: list[str]) -> None:
    claims = [replace(CLAIM, id=f"{n}", holder=holder, supplier=to) for n, (holder, to) in enumerate(ways)]
    assert [thing for each in signals.circular(claims) for thing in each.things] == ids


def test_one_file_or_device_of_two_applications_is_seen() -> None:
    both = [proposal("가", "", documents="xy", origin="q"), proposal("나", "", documents="y", origin="q")]
    assert [each.things for each in signals.reused_documents(both)] == [("가", "나")]
    assert [each.things for each in signals.same_origin(both)] == [("가", "나")]
    assert signals.reused_documents(both[:1]) == []


@pytest.mark.parametrize("kind", sorted(signals.KINDS))
def test_every_kind_has_a_name_in_both_languages(kind: str) -> None:
    name = Signal(kind=kind, words=signals.KINDS[kind], things=(), evidence="").name
    assert name.ko
    assert name.en
