"""Won at one level only."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.strategy.core.budgets import (
    Flow,
    Node,
    Spending,
    excesses,
    parts_krw,
    spent_krw,
    total_krw,
    unallotted_krw,
)
from naru.systems.strategy.core.progress import percent

FISCAL = Path(__file__).resolve().parents[5] / "shared/data/strategy/fiscal-data-package"


def node(won: int | None, *children: Node, name: str = "n") -> Node:
    return Node(name=name, won=won, children=children)


@pytest.mark.parametrize(
    ("tree", "total", "free", "codes"),
    [
        (node(100), 100, 0, []),
        (node(100, node(60), node(40)), 100, 0, []),
        (node(100, node(60), node(30)), 100, 10, []),
        (node(None, node(60), node(30)), 90, 0, []),
        (node(100, node(60), node(41)), 100, -1, ["children_sum_101_over_100"]),
        (node(100, node(None, node(70), node(31))), 100, -1, ["children_sum_101_over_100"]),
        (node(100, node(50, node(51))), 100, 50, ["children_sum_51_over_50"]),
        (node(None), 0, 0, []),
    ],
)
def test_parts_and_their_whole(tree: Node, total: int, free: int, codes: list[str]) -> None:
    assert total_krw(tree) == total
    assert unallotted_krw(tree) == free
    assert [each.code for each in excesses(tree)] == codes


trees = st.recursive(
    st.builds(node, st.integers(0, 10**9)),
    lambda below: st.builds(
        lambda won, children: node(won, *children), st.none() | st.integers(0, 10**9), st.lists(below, max_size=4)
    ),
)


@given(trees)
def test_a_total_counts_each_won_once(tree: Node) -> None:
    """Whatever is said above stands for all below; what is not said is the sum of what is."""

    def said(each: Node) -> list[int]:
        return [each.won] if each.won is not None else [won for child in each.children for won in said(child)]

    assert total_krw(tree) == sum(said(tree))
    if not excesses(tree) and tree.won is not None:
        assert parts_krw(tree.children) <= tree.won


@pytest.mark.parametrize(
    ("flows", "spent"),
    [
        ([("city", "tp", 17), ("tp", "firm", 9)], 17),
        ([("city", "tp", 17), ("state", "tp", 3), ("tp", "firm", 20)], 20),
        ([("city", "firm", 5), ("city", "firm", 6)], 11),
        ([], 0),
    ],
)
def test_money_passed_on_is_spent_once(flows: list[tuple[str, str, int]], spent: int) -> None:
    assert spent_krw([Flow(payer=payer, payee=payee, won=won) for payer, payee, won in flows]) == spent


@pytest.mark.parametrize(
    ("allotted", "committed", "paid", "breaches"),
    [
        (100, 100, 100, ()),
        (100, 101, 100, ("committed_over_allotted",)),
        (100, 99, 100, ("paid_over_committed",)),
        (100, None, 101, ("paid_over_allotted",)),
        (None, 50, 50, ()),
        (100, None, -5, ()),
        (None, None, None, ()),
    ],
)
def test_one_won_too_much_is_a_breach(
    allotted: int | None, committed: int | None, paid: int | None, breaches: tuple[str, ...]
) -> None:
    assert Spending(allotted_krw=allotted, committed_krw=committed, paid_krw=paid).breaches == breaches


@pytest.mark.skipif(not FISCAL.exists(), reason="the shared material is not here")
def test_the_example_budget_comes_out_as_it_expects() -> None:
    expect = json.loads((FISCAL / "expect.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader((FISCAL / "budget.csv").read_text(encoding="utf-8").splitlines()))
    of = {
        (row["세부사업명"], row["단계"]): sum(
            int(each["금액"]) for each in rows if (each["세부사업명"], each["단계"]) == (row["세부사업명"], row["단계"])
        )
        for row in rows
    }
    for phase, won in expect["totals"].items():
        assert sum(value for (_, which), value in of.items() if which == phase) == won
    shares = {}
    for project, said in expect["by_project"].items():
        spending = Spending(allotted_krw=of[project, "예산"], committed_krw=None, paid_krw=of[project, "집행"])
        assert (spending.allotted_krw, spending.paid_krw) == (said["budget"], said["spent"])
        assert spending.paid_share is not None
        shares[project] = (percent(spending.paid_share), spending.breaches)
    assert shares["어린이집 운영 지원"] == ("99.9 %", ())
    assert shares["데이터 인력 양성"] == ("100.1 %", ("paid_over_allotted",))
    assert shares["실시간 교통 데이터"] == ("−0.3 %", ())
    whole = Spending(allotted_krw=expect["totals"]["예산"], committed_krw=None, paid_krw=expect["totals"]["집행"])
    assert whole.paid_share is not None
    assert percent(whole.paid_share) == f"{expect['rate_pct']} %"
