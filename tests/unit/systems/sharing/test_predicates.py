"""A predicate is read from JSON as a tree; one that makes no sense is taken for absent."""

import json
from datetime import date
from typing import Any

import pytest

from naru.systems.sharing.core.predicates import All, Column, Compare, Constant, IsNull, Not, json_predicate
from naru.systems.sharing.core.sql_hints import sql_predicate

TYPES = {"n": "long"}
N = {"op": "column", "name": "n", "valueType": "long"}


def literal(value: str, type_: str = "long") -> dict[str, Any]:
    return {"op": "literal", "value": value, "valueType": type_}


DAY = {"op": "column", "name": "day", "valueType": "date"}
COLUMN = Column("n", "long")


@pytest.mark.parametrize(
    ("said", "tree"),
    [
        ({"op": "equal", "children": [N, literal("7")]}, Compare("equal", COLUMN, 7)),
        ({"op": "lessThan", "children": [literal("7"), N]}, Compare("greaterThan", COLUMN, 7)),
        ({"op": "greaterThanOrEqual", "children": [literal("7"), N]}, Compare("lessThanOrEqual", COLUMN, 7)),
        ({"op": "equal", "children": [literal("7"), literal("8")]}, Constant(is_true=False)),
        ({"op": "not", "children": [{"op": "isNull", "children": [N]}]}, Not(IsNull(COLUMN))),
        ({"op": "and", "children": [{"op": "isNull", "children": [N]}] * 2}, All((IsNull(COLUMN), IsNull(COLUMN)))),
        (
            {"op": "equal", "children": [DAY, literal("2026-11-29", "date")]},
            Compare("equal", Column("day", "date"), date(2026, 11, 29)),
        ),
    ],
)
def test_a_predicate_is_read_with_its_column_on_the_left(said: dict[str, Any], tree: object) -> None:
    assert json_predicate(json.dumps(said)) == tree


@pytest.mark.parametrize(
    "said",
    [
        {"op": "equal", "children": [N, literal("seven")]},
        {"op": "equal", "children": [N, literal("7", "int")]},
        {"op": "equal", "children": [N, N]},
        {"op": "equal", "children": [N, literal(str(2**63))]},
        {"op": "and", "children": [{"op": "isNull", "children": [N]}]},
    ],
)
def test_what_makes_no_sense_is_taken_for_absent(said: dict[str, Any]) -> None:
    assert json_predicate(json.dumps(said)) is None


def test_deep_and_odd_predicates_are_taken_for_absent() -> None:
    deep = json.dumps({"op": "isNull", "children": [{"op": "column", "name": "n", "valueType": "long"}]})
    for _ in range(101):
        deep = '{"op":"not","children":[' + deep + "]}"
    for text in (deep, "[]", "1", "null", '{"op":"and","children":[]}', '{"op":"nope"}', "{"):
        assert json_predicate(text) is None
    assert sql_predicate(["(" * 101 + "n = 1" + ")" * 101], TYPES) is None
    assert sql_predicate(["n = " + "1" * 10_001], TYPES) is None
