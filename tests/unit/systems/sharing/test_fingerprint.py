"""A mark is found in one row of a hundred, and nobody is named who was never sold a copy."""

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from naru.systems.sharing.core.fingerprint import (
    ERROR,
    Evidence,
    Mark,
    MarkedColumn,
    evidence,
    mark_key,
    marked,
    planned,
    traced,
)

SECRET = b"secret" * 8
ROWS = 100_000
COLUMN = MarkedColumn(name="price", decimals=2, every=1, low=-(2**40), high=2**40)


def figures(seed: int = 1, rows: int = ROWS) -> dict[str, np.ndarray]:
    dice = np.random.default_rng(seed)
    return {
        "price": np.round(dice.lognormal(9, 1, rows), 2),
        "won": dice.lognormal(13, 1, rows).astype(np.int64),
        "mean": dice.normal(100, 20, rows),
    }


def marks_of(columns: dict[str, np.ndarray], recipients: int = 20) -> list[Mark]:
    plan = tuple(column for name, cells in columns.items() if (column := planned(name, cells)) is not None)
    return [
        Mark(subject=f"r{number}", key=mark_key(SECRET, f"r{number}", "t"), columns=plan)
        for number in range(recipients)
    ]


def copy_of(columns: dict[str, np.ndarray], mark: Mark) -> dict[str, np.ndarray]:
    plan = {column.name: column for column in mark.columns}
    return {name: marked(cells, plan[name], mark.key) if name in plan else cells for name, cells in columns.items()}


@pytest.mark.parametrize(
    ("share", "kept"),
    [
        (1.0, ("price", "won", "mean")),
        (0.01, ("price", "won", "mean")),
        (0.01, ("price",)),
        (0.01, ("won",)),
        (0.01, ("mean",)),
    ],
)
def test_one_row_of_a_hundred_in_any_order_and_with_half_the_columns_names_the_recipient(
    share: float, kept: tuple[str, ...]
) -> None:
    columns = figures()
    marks = marks_of(columns)
    rows = np.random.default_rng(2).permutation(ROWS)[: int(ROWS * share)]
    leaked = {name: cells[rows] for name, cells in copy_of(columns, marks[7]).items() if name in kept}
    found = traced(leaked, marks)
    assert found is not None
    assert (found.subject, found.columns) == ("r7", kept)
    assert found.error < ERROR


def test_renamed_columns_are_found_too() -> None:
    columns = figures()
    marks = marks_of(columns)
    found = traced({"b": copy_of(columns, marks[3])["price"][:2_000]}, marks)
    assert found is not None
    assert found.subject == "r3"


def test_the_source_and_files_never_sold_name_nobody() -> None:
    columns = figures()
    marks = marks_of(columns)
    assert traced(columns, marks) is None
    for seed in range(10, 40):
        assert traced(figures(seed, 2_000), marks) is None
    assert traced({}, marks) is None
    assert traced(columns, []) is None


def test_a_copy_rounded_to_whole_ones_names_nobody() -> None:
    columns = figures()
    marks = marks_of(columns)
    leaked = {"price": np.round(copy_of(columns, marks[1])["price"])}
    assert traced(leaked, marks) is None


def test_what_a_mark_changes() -> None:
    columns = figures()
    [mark, *_] = marks_of(columns)
    steps = {column.name: 10.0**-column.decimals for column in mark.columns}
    for name, cells in copy_of(columns, mark).items():
        moved = np.abs(cells - columns[name])
        assert moved.max() <= steps[name] * 1.01
        assert 0 < (moved > 0).mean() < 0.5
        assert (cells.min(), cells.max()) == (columns[name].min(), columns[name].max())
        assert cells.dtype == columns[name].dtype
    assert (np.round(copy_of(columns, mark)["price"], 2) == copy_of(columns, mark)["price"]).all()


def test_equal_figures_stay_equal_and_versions_are_marked_alike() -> None:
    cells = np.round(np.random.default_rng(3).choice([1234.56, 7890.12, 3456.78, 999.99], 1_000), 2)
    once = marked(cells, COLUMN, b"k")
    assert len(np.unique(once)) == 4
    assert (marked(cells[::-1], COLUMN, b"k")[::-1] == once).all()
    assert (marked(once, COLUMN, b"k") == once).all()


@pytest.mark.parametrize(
    ("name", "cells", "is_marked"),
    [
        ("counts", np.arange(1_000) % 7, False),  # one is more than a thousandth of three
        ("thousand", np.arange(901, 1_101), True),
        ("less", np.arange(898, 1_098), False),
        ("shares", np.round(np.linspace(0, 1, 1_000), 2), False),
        ("huge", np.array([2**53, 2**54]), False),
        ("none", np.array([], dtype=np.float64), False),
    ],
)
def test_only_a_last_decimal_that_hardly_counts_bears_a_mark(name: str, cells: np.ndarray, is_marked: bool) -> None:
    assert (planned(name, cells) is not None) is is_marked


@pytest.mark.parametrize(("total", "weight", "bound"), [(0, 10, 0.0), (-5, 10, 0.0), (10, 10, -5.0), (10, 0, 0.0)])
def test_the_bound_is_hoeffdings(total: float, weight: float, bound: float) -> None:
    assert Evidence(total, weight, 1).log_bound == pytest.approx(bound)


def test_an_accusation_needs_the_bound_times_all_tests_below_the_error() -> None:
    wanted = 2 * -log(ERROR)
    cells = marked(np.arange(2.0, 2 * wanted * 3, 2.0) * 100, COLUMN, b"k")
    key = Mark(subject="one", key=b"k", columns=(COLUMN,))
    for rows in range(1, len(cells)):
        seen = evidence(cells[:rows], COLUMN, b"k")
        is_named = traced({"price": cells[:rows]}, [key]) is not None
        assert is_named is (exp(-seen.total / 2) < ERROR)  # every vote is for the mark: total and weight are equal


@given(arrays(np.float64, st.integers(0, 60), elements=st.floats(allow_nan=True, allow_infinity=True)), st.binary())
def test_marking_moves_no_figure_by_more_than_one_step(cells: np.ndarray, key: bytes) -> None:
    moved = marked(cells, COLUMN, key)
    same = np.isnan(cells) | np.isinf(cells) | (np.abs(cells) >= 2**52 / 100)
    assert np.array_equal(moved[same], cells[same], equal_nan=True)
    assert (np.abs(moved[~same] - cells[~same]) <= 0.0101 + np.abs(cells[~same]) * 1e-15).all()


@given(st.integers(0, 2**32), st.integers(1, 400))
def test_under_any_key_a_file_speaks_for_a_stranger_no_more_than_the_bound_says(seed: int, rows: int) -> None:
    dice = np.random.default_rng(seed)
    cells = np.round(dice.lognormal(5, 2, rows), 2)
    stranger = Mark(subject="x", key=dice.bytes(32), columns=(COLUMN,))
    assert traced({"price": cells}, [stranger]) is None
