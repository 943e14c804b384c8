"""Boxes: what is one, how two people's are matched, when they say the same."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.work.core.boxes import BOXES_MOST, Box, are_alike, checked_boxes, matched, overlap

LABELS = ("car", "bus")
A: Box = [0, 0, 10, 10, "car"]


@pytest.mark.parametrize(
    ("said", "boxes"),
    [
        ([], []),
        ([[5, 5, 7, 7, "bus"], A], [A, [5, 5, 7, 7, "bus"]]),
        ([[0, 0, 20, 10, "car"]], [[0, 0, 20, 10, "car"]]),
        ([[0, 0, 21, 10, "car"]], None),
        ([[0, 0, 20, 11, "car"]], None),
        ([[-1, 0, 20, 10, "car"]], None),
        ([[0, -1, 20, 10, "car"]], None),
        ([[5, 5, 6, 7, "car"]], None),
        ([[5, 5, 7, 6, "car"]], None),
        ([[5, 5, 7, 7, "tram"]], None),
        ([[5, 5, 7, 7]], None),
        ([[5, 5, 7, True, "car"]], None),
        ([[5.0, 5, 7, 7, "car"]], None),
        (["box"], None),
        ("box", None),
        ([[0, 0, 2, 2, "car"]] * BOXES_MOST, [[0, 0, 2, 2, "car"]] * BOXES_MOST),
        ([[0, 0, 2, 2, "car"]] * (BOXES_MOST + 1), None),
    ],
)
def test_what_is_a_list_of_boxes(said: Any, boxes: list[Box] | None) -> None:
    assert checked_boxes(said, LABELS, width=20, height=10) == boxes


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (A, "1"),
        ([10, 0, 20, 10, "car"], "0"),  # side by side
        ([0, 10, 10, 20, "car"], "0"),
        ([0, 0, 10, 5, "car"], "0.5"),
        ([5, 0, 15, 10, "bus"], "0.3333"),
        ([2, 2, 7, 7, "car"], "0.25"),
    ],
)
def test_overlap(other: Box, share: str) -> None:
    assert round(overlap(A, other), 4) == Decimal(share)


def test_the_best_pairs_are_matched_first_and_every_box_once() -> None:
    near, nearer, far = [0, 0, 10, 6, "bus"], [0, 0, 10, 9, "car"], [50, 50, 60, 60, "car"]
    assert matched([A], [near, nearer, far]) == [(A, nearer), (None, near), (None, far)]
    assert matched([A, near], [nearer]) == [(A, nearer), (near, None)]
    assert matched([A], [[0, 0, 10, 5, "car"]]) == [(A, [0, 0, 10, 5, "car"])]  # half is enough
    assert matched([[0, 0, 100, 100, "car"]], [[0, 0, 100, 49, "car"]])[0][1] is None


@pytest.mark.parametrize(
    ("others", "alike"),
    [
        ([A], True),
        ([[0, 0, 10, 7, "car"]], True),
        ([[0, 0, 10, 6, "car"]], False),
        ([[0, 0, 10, 10, "bus"]], False),
        ([], False),
        ([A, [30, 30, 40, 40, "car"]], False),
    ],
)
def test_who_says_the_same(others: list[Box], alike: bool) -> None:
    assert are_alike([A], others, Decimal("0.7")) is alike


BOXES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(2, 9), st.integers(2, 9), st.sampled_from(LABELS)).map(
        lambda each: [each[0], each[1], each[0] + each[2], each[1] + each[3], each[4]]
    ),
    max_size=6,
)


@given(BOXES, BOXES)
def test_each_box_is_in_one_pair_and_likeness_is_mutual(ones: list[Box], others: list[Box]) -> None:
    pairs = matched(ones, others)
    assert [one for one, _ in pairs if one is not None] == ones
    assert sorted(other for _, other in pairs if other is not None) == sorted(others)
    assert are_alike(ones, ones, Decimal("0.99"))
    assert are_alike(ones, others, Decimal("0.7")) == are_alike(others, ones, Decimal("0.7"))
