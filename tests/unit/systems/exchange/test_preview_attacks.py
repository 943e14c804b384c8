"""An attacker who sees every sample of a table, under every choice of columns and listed again and again, rebuilds nothing of it."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from naru.systems.exchange.core.preview import HIDDEN, ColumnFigures, K, figures, generalised, preview

NAMES = ("구", "업종", "나이", "월", "매출", "상호")
GU, TRADES = ("중구", "동래구", "해운대구", "기장군"), ("한식", "커피", "편의점", "서점")
ROWS = 200


def table(seed: int) -> list[tuple[Any, ...]]:
    """Shops of four districts; names and amounts are their own, and one shop is alone in its district and trade."""
    dice = random.Random(seed)
    rows = [
        (
            dice.choice(GU[:3]),
            dice.choice(TRADES[:3]),
            dice.randrange(20, 70),
            date(2026, dice.randrange(1, 11), dice.randrange(1, 28)),
            dice.randrange(100_000, 90_000_000),
            f"가게 {number}",
        )
        for number in range(ROWS - 1)
    ]
    return [*rows, (GU[3], TRADES[3], 91, date(2025, 1, 1), 7, "외딴 서점")]


def samples(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[tuple[int, ...], list[tuple[str, ...]]]]:
    """(columns, shown rows) of an offer of each choice of columns."""
    for size in range(1, len(NAMES) + 1):
        for places in combinations(range(len(NAMES)), size):
            part = [tuple(row[place] for place in places) for row in rows]
            yield places, list(preview(part, total=len(rows)).rows)


@pytest.mark.parametrize("seed", range(2))
def test_what_every_sample_together_shows_fits_k_rows_wherever_it_is_joined(seed: int) -> None:
    """Each shown row alone, over all 63 choices of columns: no one is singled out by what it shows."""
    rows = table(seed)
    general = [tuple(generalised(value) for value in row) for row in rows]
    for places, shown in samples(rows):
        for cells in shown:
            known = [(place, cell) for place, cell in zip(places, cells, strict=True) if cell != HIDDEN]
            fits = sum(all(row[place] == cell for place, cell in known) for row in general)
            assert fits >= K, (places, cells)


@pytest.mark.parametrize("seed", range(2))
def test_no_amount_and_no_name_can_be_read_and_the_lonely_shop_is_seen_nowhere(seed: int) -> None:
    rows = table(seed)
    seen = {cell for _, shown in samples(rows) for cells in shown for cell in cells}
    told = {text for each in figures(rows) for text in texts(each)}
    for row in rows:
        assert f"{row[4]:,}" not in seen | told
        assert row[5] not in seen | told
    assert not {GU[3], TRADES[3], "2025-01"} & (seen | told)


def texts(each: ColumnFigures) -> list[str]:
    return [each.low, each.high, *(value for value, _ in each.common)]


@pytest.mark.parametrize("seed", range(2))
def test_guessing_a_cell_is_no_easier_with_the_sample_than_with_the_rounded_figures(seed: int) -> None:
    """For each column the best guess is its most common value: the rows that are shown raise no guess above what k rows share."""
    rows = table(seed)
    general = [tuple(generalised(value) for value in row) for row in rows]
    shown = preview(rows, total=len(rows)).rows
    for place in range(len(NAMES)):
        counts = Counter(row[place] for row in general)
        guesses = {cells[place] for cells in shown if cells[place] != HIDDEN}
        assert all(counts[guess] >= K for guess in guesses)


def test_listing_it_again_after_one_row_came_shows_no_difference_to_that_row() -> None:
    """An attacker who knows all rows but one compares the samples of before and after."""
    rows = table(0)
    alone = rows[-1]
    before, after = preview(rows[:-1], total=len(rows) - 1), preview(rows, total=len(rows))
    assert before.rows == after.rows
    assert [each.low for each in figures(rows[:-1])] == [each.low for each in figures(rows)]
    assert not any(generalised(value) in cells for cells in after.rows for value in alone)


@pytest.mark.parametrize(
    ("column", "low", "high", "common"),
    [
        (list(range(1000, 2000)), "1,000–1,100", "1,900–2,000", ()),
        ([1] * 9, "", "", (("1", 100),)),
        ([1] * 10, "1", "1", ()),
        (["가"] * 12 + ["나"] * 4, "", "", (("가", 75),)),
        (["가"] * 11 + ["나"] * 5, "", "", (("가", 70), ("나", 30))),
        ([None] * 10, "", "", ()),
    ],
)
def test_figures_of_a_column(column: list[Any], low: str, high: str, common: tuple[tuple[str, int], ...]) -> None:
    [found] = figures([(value,) for value in column])
    assert (found.low, found.high, found.common) == (low, high, common)


def test_a_table_of_fewer_than_k_rows_has_no_figures() -> None:
    assert figures([("가",)] * (K - 1)) == []
    assert len(figures([("가",)] * K)) == 1
