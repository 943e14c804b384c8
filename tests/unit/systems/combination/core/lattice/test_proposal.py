"""A plan proposed: ranges that double, the least loss that passes, and no solution where there is none."""

from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.lattice.proposal import (
    hierarchy_for,
    nice_width,
    propose,
    range_text,
    ranges_of,
)
from naru.systems.combination.core.risk.thresholds import Thresholds
from tests.refusing import refuses


@pytest.mark.parametrize(
    ("width", "expected"),
    [(1.0, 1.0), (1.01, 2.0), (2.0, 2.0), (2.1, 5.0), (5.1, 10.0), (0.03, 0.05), (70.0, 100.0), (10.0, 10.0)],
)
def test_widths_are_one_two_five_or_ten(width: float, expected: float) -> None:
    assert nice_width(width) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("number", "width", "whole", "text"),
    [
        (0.0, 5.0, True, "0–4"),
        (4.0, 5.0, True, "0–4"),
        (5.0, 5.0, True, "5–9"),
        (-1.0, 5.0, True, "-5–-1"),
        (0.3, 0.5, False, "0–0.5"),
    ],
)
def test_a_range_is_said_by_its_ends(number: float, width: float, whole: bool, text: str) -> None:
    assert range_text(number, width, whole=whole) == text


def test_ranges_double_until_nothing_is_said() -> None:
    hierarchy = ranges_of("age", [0, 31, 80])
    assert hierarchy.rows[1] == ("31", "30–34", "30–39", "20–39", "0–39", "*")
    assert ranges_of("x", [0, 1]).rows[0][1] == "0–1"  # whole numbers: two at least
    assert ranges_of("x", [0.0, 0.5]).rows[1][1] == "0.5–0.55"


def a_column(
    name: str, role: Role = Role.QUASI, *, party: str = "a", hierarchy: tuple[tuple[str, ...], ...] = ()
) -> Column:
    return Column(name=name, role=role, party=party, hierarchy=hierarchy)


@pytest.mark.parametrize(
    ("column", "cells", "rows"),
    [
        (a_column("c"), ["a", "b"], [("a", "*"), ("b", "*")]),
        (a_column("c"), [], [("", "*")]),
        (a_column("c"), [1, 2], [("1", "*"), ("2", "*")]),  # two numbers are no range
        (a_column("c", hierarchy=(("a", "x", "*"),)), ["a"], [("a", "x", "*")]),
        (a_column("c", hierarchy=(("a", "x", "*"),)), ["a", None], [("a", "x", "*"), ("", "", "*")]),
    ],
)
def test_a_column_has_its_own_hierarchy_or_all_or_nothing(
    column: Column, cells: list[Any], rows: list[tuple[str, ...]]
) -> None:
    kind = pa.int64() if cells and isinstance(cells[0], int) else pa.string()
    counted = pa.table({"c": pa.array(cells, kind)})
    assert hierarchy_for(counted, Columns(all=(column,)), "c").rows == tuple(rows)


def test_numbers_have_ranges_and_missing_ones_stay_missing_below_the_top() -> None:
    made = hierarchy_for(pa.table({"c": [1, 2, 3, None]}), Columns(all=(a_column("c"),)), "c")
    assert made.rows[-1] == ("", "", "", "", "", "*")
    assert made.height == 5


DISTRICT = a_column(
    "gu", hierarchy=(("중구", "도심", "*"), ("동구", "도심", "*"), ("강서구", "서부", "*"), ("사상구", "서부", "*"))
)


def proposed(cells: list[str], k: int, **rules: Any) -> Any:
    table = ibis.memtable(pa.table({"gu": cells}))
    return propose(table, Columns(all=(DISTRICT,)), thresholds=Thresholds.from_json({"k": k, **rules}))


def test_no_more_is_lifted_than_has_to_be() -> None:
    whole = proposed(["중구"] * 3 + ["동구"] * 3, 3)
    assert whole.plan.steps == ()
    lifted = proposed(["중구"] * 2 + ["동구"] * 2 + ["강서구"] * 2 + ["사상구"] * 2, 3)
    (step,) = lifted.plan.steps
    assert (step.do, step.columns, dict(step.options)) == ("generalise", ("gu",), {"level": 1})
    assert lifted.frontier["chosen"] == 3


def test_the_frontier_loses_more_for_larger_classes() -> None:
    points = proposed(["중구"] * 2 + ["동구"] * 2 + ["강서구"] * 2 + ["사상구"] * 2, 2).frontier["points"]
    assert [point["k"] for point in points] == [2, 3, 5]
    losses = [point["loss"] for point in points]
    assert losses == sorted(losses)
    assert points[0]["prosecutor"] == 0.5
    assert points[0]["levels"] == {"gu": 0}


def test_what_nothing_reaches_has_no_solution() -> None:
    with refuses("no_solution"):
        proposed(["중구"] * 2, 3)
