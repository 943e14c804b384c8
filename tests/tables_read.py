"""Reading small tables in tests: text or rows in, report and rows out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from naru.data.catalogue.core.columns import Column
from naru.data.ingest.core.readers import read_delimited, read_grid
from naru.data.ingest.core.values import NO_HINTS, Cell, Grid, Hints, Merge, TableReport


def read_text(text: str | bytes, folder: Path, *, encoding: str = "utf-8", hints: Hints = NO_HINTS) -> TableReport:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_delimited(path, folder / "out", hints)


def read_cells(rows: Sequence[Sequence[Cell]], folder: Path, merges: Sequence[Merge] = ()) -> TableReport:
    return read_grid(Grid(name="표", rows=rows, merges=merges), folder / "out")


def rows_of(report: TableReport) -> list[dict[str, Any]]:
    """The typed rows, by the names people see."""
    table = pq.read_table(report.parquet)
    assert table.column_names == [column.alias for column in report.columns]
    return table.rename_columns([column.name for column in report.columns]).to_pylist()


def aside_of(report: TableReport) -> list[dict[str, Any]]:
    return pq.read_table(report.quarantine).to_pylist() if report.quarantine else []


def column(report: TableReport, name: str) -> Column:
    return next(column for column in report.columns if column.name == name)
