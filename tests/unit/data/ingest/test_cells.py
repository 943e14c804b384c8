"""A sheet's cells as text."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from naru.data.ingest.core.cells import as_text, filled
from naru.data.ingest.core.values import Cell, Grid, Merge


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        ("글", "글"),
        (7, "7"),
        (3.0, "3"),
        (2.5, "2.5"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (-1e15, "-1000000000000000.0"),
        (float("inf"), ""),
        (float("nan"), ""),
        (Decimal("1E+3"), "1000"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001
        (datetime(2024, 5, 1, 0, 0, 1), "2024-05-01 00:00:01"),  # noqa: DTZ001
        (datetime(2024, 5, 1, tzinfo=UTC), "2024-05-01 00:00:00+00:00"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=25, minutes=61, seconds=62), "26:02:02"),
        (timedelta(seconds=59), "00:00:59"),
        (timedelta(minutes=59, seconds=60), "01:00:00"),
    ],
)
def test_cell_is_written_plainly(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


def fill(rows: list[list[Cell]], *merges: Merge) -> list[list[str]]:
    return filled(Grid(name="표", rows=rows, merges=merges))


def test_rows_are_padded_to_the_widest() -> None:
    assert fill([["가"], ["나", 1, None]]) == [["가", "", ""], ["나", "1", ""]]
    assert fill([]) == []


def test_every_cell_of_a_merged_range_says_what_its_first_one_says() -> None:
    rows: list[list[Cell]] = [["가", None, "끝"], [None, "제값", None], [None, None, None]]
    assert fill(rows, Merge(0, 0, 1, 1)) == [["가", "가", "끝"], ["가", "제값", ""], ["", "", ""]]


@pytest.mark.parametrize("merge", [Merge(2, 0, 3, 0), Merge(0, 2, 0, 3)])
def test_a_range_outside_of_the_cells_changes_nothing(merge: Merge) -> None:
    assert fill([["가", "나"], ["다", None]], merge) == [["가", "나"], ["다", ""]]


def test_a_range_that_reaches_out_fills_what_there_is() -> None:
    assert fill([["가", "나"], ["다", None]], Merge(1, 0, 9, 9)) == [["가", "나"], ["다", "다"]]
