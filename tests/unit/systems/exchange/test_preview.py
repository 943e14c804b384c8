"""A sample that gives nothing away: nobody rebuilds a row that stands alone."""

from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.systems.exchange.core.preview import HIDDEN, K, band, generalised, preview, rounded


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (7, "7"), (99, "99"), (100, "100–110"), (1234, "1,200–1,300"), (99_999, "99,000–100,000"), (-1234, "-1,300–-1,200"), (3.7, "3–4"), (float("nan"), HIDDEN), (float("inf"), HIDDEN)],
)  # fmt: skip
def test_numbers_are_shown_as_bands(value: float, shown: str) -> None:
    assert band(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (date(2026, 11, 29), "2026-11"), ("중구", "중구"), ("가" * 20, "가" * 20), ("가" * 21, HIDDEN), (b"wkb", HIDDEN)],
)  # fmt: skip
def test_other_values_are_generalised(value: Any, shown: str) -> None:
    assert generalised(value) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (99, 99), (101, 100), (12_345, 12_000)])
def test_counts_are_rounded(count: int, shown: int) -> None:
    assert rounded(count) == shown


CELLS = st.sampled_from(["가", "나", "다", "라"])
TABLES = st.lists(st.tuples(CELLS, CELLS, st.integers(0, 400)), max_size=120)


@given(TABLES)
@settings(max_examples=200)
def test_no_part_of_a_shown_row_is_shared_by_fewer_than_k_rows(rows: list[tuple[str, str, int]]) -> None:
    """Whoever knows some columns of somebody's row finds at least ``K`` rows behind each shown one that fits."""
    made = preview(rows, total=len(rows))
    general = [tuple(generalised(value) for value in row) for row in rows]
    places = [place for place in range(3) if place not in made.hidden]
    for size in (1, 2, 3):
        for known in combinations(places, size):
            if size not in {1, 2, len(places)}:
                continue
            counts = Counter(tuple(row[place] for place in known) for row in general)
            assert all(counts[tuple(row[place] for place in known)] >= K for row in made.rows)
    assert all(row[place] == HIDDEN for row in made.rows for place in made.hidden)


@given(TABLES, st.randoms(use_true_random=False))
def test_asking_again_or_in_another_order_shows_nothing_new(rows: list[tuple[str, str, int]], dice: Any) -> None:
    turned = list(rows)
    dice.shuffle(turned)
    assert preview(turned, total=len(rows)) == preview(rows, total=len(rows))


def test_the_table_cannot_be_rebuilt_from_what_is_shown() -> None:
    """An attacker who takes every shown cell as true gets no exact figure of the 400 there are, and no rare shop."""
    rows = [("중구", "한식", 1_000_000 + 17 * place) for place in range(399)] + [("중구", "유일한 가게", 5)]
    made = preview(rows, total=400)
    said = {cell for row in made.rows for cell in row}
    assert "유일한 가게" not in said
    assert not any(str(value) in said or f"{value:,}" in said for _, _, value in rows)
    assert len(made.rows) <= 8
