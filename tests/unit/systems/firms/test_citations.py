"""What a figure was made from, and what says that it comes out the same."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.firms.core.citations import Citation, answer_digest, outdated, versions_of


def cited(name: str, number: int) -> Citation:
    return Citation(name=name, table_id=f"id of {name}", number=number)


def test_a_citation_reads_back() -> None:
    assert Citation.from_json(cited("주차", 3).to_json()) == cited("주차", 3)


def test_a_name_that_cites_itself_is_left_to_the_text() -> None:
    assert versions_of([cited("parking", 3), cited("parking@2", 2)]) == {"parking": 3}


@pytest.mark.parametrize(
    ("citations", "newest", "old"),
    [
        ([cited("a", 3)], {"id of a": 3}, []),
        ([cited("a", 3)], {"id of a": 4}, ["a"]),
        ([cited("a", 3)], {}, ["a"]),  # gone, or no longer to be read
        ([cited("a@3", 3)], {"id of a@3": 9}, []),
        ([], {"id of a": 1}, []),
    ],
)
def test_what_has_a_newer_version(citations: list[Citation], newest: dict[str, int], old: list[str]) -> None:
    assert [each.name for each in outdated(citations, newest)] == old


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([[1, "가"], [2, "나"]], [[2, "나"], [1, "가"]], True),  # no order was asked for
        ([[1]], [[1.0]], True),
        ([[0.1 + 0.2]], [[0.3]], True),
        ([[0.3]], [[0.30001]], False),
        ([["1"]], [[1]], False),
        ([[None]], [["None"]], False),
        ([[True]], [[1]], False),
        ([[1]], [[1], [1]], False),
        ([[2**70]], [[2**70 + 1]], False),
    ],
)
def test_answers_that_are_the_same(one: list[list[Any]], other: list[list[Any]], same: bool) -> None:
    assert (answer_digest(["x"], one) == answer_digest(["x"], other)) is same


def test_another_column_is_another_answer() -> None:
    assert answer_digest(["x"], [[1]]) != answer_digest(["y"], [[1]])


cells = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=4))


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6), st.integers(0, 9))
def test_the_order_of_rows_says_nothing(rows: list[list[Any]], seed: int) -> None:
    shuffled = Random(seed).sample(rows, len(rows))
    assert answer_digest(["x", "y"], shuffled) == answer_digest(["x", "y"], rows)
