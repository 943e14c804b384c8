"""Indicator vectors that nobody here wrote the answers of anew: each case given is what the core answers."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from naru.systems.strategy.core import series
from naru.systems.strategy.core.budgets import Flow, Node, excesses, spent_krw, total_krw
from naru.systems.strategy.core.progress import NO_DATA, NOBODY, Direction, percent_or, progress, share_of, shown

FILE = Path(__file__).resolve().parents[5] / "shared/data/strategy/indicator-vectors.json"


def figures(given: dict[str, Any]) -> dict[str, Any]:
    number = {
        name: None if given.get(name) is None else Decimal(str(given[name])) for name in ("value", "target", "baseline")
    }
    direction = Direction(given["direction"])
    far = progress(number["value"], target=number["target"], baseline=number["baseline"], direction=direction)
    said = shown(number["value"], target=number["target"], direction=direction).ko
    return {
        "progress": None if far.share is None else round(float(far.share), 6),
        "met": far.is_met,
        "shown": said,
        "target_shown": str(given["target"]) in said,
    }


def budget(given: dict[str, Any]) -> dict[str, Any]:
    def node(name: str, said: dict[str, Any]) -> Node:
        children = tuple(node(f"{name}.{n}", child) for n, child in enumerate(said.get("children", [])))
        return Node(name=name, won=said.get("budget"), children=children)

    top = node("task", given["tree"]["task"])
    return {"total": total_krw(top), "error": next((each.code for each in excesses(top)), None)}


def same_thing(given: dict[str, Any]) -> dict[str, Any]:
    ids = {name: [given["dataset"]] for name in given["indicators"]}
    together = series.distinct(ids, [(name, "dataset") for name in ids])
    return {"each": len(ids[given["indicators"][0]]), "distinct_total": together["dataset"]}


def one_filter(given: dict[str, Any]) -> dict[str, Any]:
    chosen = series.of_year(given["facts"], given["year"], lambda row: row[0])
    total = sum(value for _, value in chosen)
    return {"card": total, "chart": max(value for _, value in chosen), "table": chosen[0][1]}


def late(given: dict[str, Any]) -> dict[str, Any]:
    as_of, at, recorded = (date.fromisoformat(given[name]) for name in ("as_of", "fact_dated", "recorded"))
    happened = [series.Happening(at=at, recorded=recorded)]
    then, now = series.known_then(happened, as_of), series.known_now(happened, as_of)
    restated = series.Restatement(then=then, now=now, late=now - then).is_restated
    return {"value_as_of_0630": then, "value_now": now, "restated": restated}


def flows(given: dict[str, Any]) -> dict[str, Any]:
    spent = spent_krw([Flow(payer=payer, payee=payee, won=won) for payer, payee, won in given["flows"]])
    return {"spent_by_programme": spent, "not_": sum(won for _, _, won in given["flows"])}


def of_nothing(given: dict[str, Any]) -> dict[str, Any]:
    share = share_of(given["num"], given["den"])
    return {"value": share, "shown": percent_or(share, NOBODY).ko}


ANSWERS = {
    "budget_two_levels": budget,
    "budget_two_levels_conflict": budget,
    "same_fact_two_indicators": same_thing,
    "year_filter_everywhere": one_filter,
    "late_fact": late,
    "transferred_budget_not_twice": flows,
    "percent_of_zero": of_nothing,
}


@pytest.mark.skipif(not FILE.exists(), reason="the shared material is not here")
def test_every_vector_is_answered_as_it_expects() -> None:
    faults = []
    cases = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    for case in cases:
        answered = ANSWERS.get(case["id"], figures)(case["given"])
        wrong = {name: answered.get(name) for name, value in case["expect"].items() if answered.get(name) != value}
        if wrong:
            faults.append((case["id"], wrong, case["expect"]))
    assert not faults
    assert len(cases) == 14


def test_what_has_no_figure_says_so() -> None:
    assert shown(None, target=Decimal(200), direction=Direction.UP) == NO_DATA
