"""A hierarchy: levels that nest, what each loses, and cells that it does not know."""

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.lattice.hierarchy import Hierarchy, levels_of, places_in, read_hierarchy
from tests.refusing import refuses

ROWS = [("a", "1", "*"), ("b", "1", "*"), ("c", "2", "*")]


def test_levels_are_numbered_and_what_they_lose_is_counted() -> None:
    hierarchy = read_hierarchy("c", ROWS)
    assert (hierarchy.height, hierarchy.values, hierarchy.at(1)) == (2, ("a", "b", "c"), {"a": "1", "b": "1", "c": "2"})
    levels = levels_of(hierarchy)
    assert (levels.height, levels.domain) == (2, (3, 2, 1))
    assert [each.tolist() for each in levels.code] == [[0, 1, 2], [0, 0, 1], [0, 0, 0]]
    assert [each.tolist() for each in levels.lost] == [[0, 0, 0], [0.5, 0.5, 0], [1, 1, 1]]


def test_one_value_loses_nothing() -> None:
    levels = levels_of(read_hierarchy("c", [("a", "*")]))
    assert [each.tolist() for each in levels.lost] == [[0], [0]]


@pytest.mark.parametrize(
    ("rows", "code", "facts"),
    [
        ([], "hierarchy_empty", {"column": "c"}),
        ([()], "hierarchy_empty", {"column": "c"}),
        ([("a", "*"), ("b",)], "hierarchy_ragged", {"column": "c", "row": 2}),
        ([("a", "*"), ("b", "*", "*")], "hierarchy_ragged", {"column": "c", "row": 2}),
        ([("a", "*"), ("a", "*")], "hierarchy_repeats", {"column": "c"}),
        ([("a", "1", "x"), ("b", "1", "y")], "hierarchy_not_nested", {"column": "c", "level": 1}),
        ([("a", "1", "x", "p"), ("b", "2", "x", "q")], "hierarchy_not_nested", {"column": "c", "level": 2}),
    ],
)
def test_what_is_no_hierarchy_is_refused(rows: list[tuple[str, ...]], code: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        read_hierarchy("c", rows)
    assert (refused.value.code, dict(refused.value.facts)) == (code, facts)


@pytest.mark.parametrize(("cells", "places"), [(["c", "a", "a"], [2, 0, 0]), ([], [])])
def test_cells_have_their_places(cells: list[str], places: list[int]) -> None:
    column = pa.chunked_array([pa.array(cells, pa.string())])
    assert places_in(read_hierarchy("c", ROWS), column).tolist() == places


def test_a_missing_cell_is_an_empty_value_and_another_is_refused_by_how_many() -> None:
    known = Hierarchy(column="c", rows=(("a", "*"), ("", "*")))
    assert places_in(known, pa.chunked_array([["a", None]])).tolist() == [0, 1]
    with refuses("value_outside_hierarchy") as refused:
        places_in(read_hierarchy("c", ROWS), pa.chunked_array([["a", "z", None, "z"]]))
    assert refused.value.facts["rows"] == 3
