"""The three ways in: delimited text, a grid of cells, records that are typed already."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.catalogue.core.columns import Column, ColumnType
from naru.ingest.core.values import NO_HINTS, Grid, Hints, Progress, TableReport, silent


def read_delimited(
    path: Path, out: Path, hints: Hints = NO_HINTS, *, name: str | None = None, on_progress: Progress = silent
) -> TableReport:
    """Read delimited text of any encoding into typed Parquet in the folder ``out``.

    Raises Refused when there is no table in the file."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows: list[list[str]] = list(csv.reader(text))
    return read_grid(Grid(name=name or path.stem, rows=rows), out, hints, on_progress=on_progress)


def read_grid(grid: Grid, out: Path, hints: Hints = NO_HINTS, *, on_progress: Progress = silent) -> TableReport:
    """Read a sheet's cells, title rows, merged headers and footnotes included, into typed Parquet in ``out``."""
    names, *rows = grid.rows
    columns = [[None if row[i] is None else str(row[i]) for row in rows] for i in range(len(names))]
    table = pa.table({f"c{i}": pa.array(values, pa.string()) for i, values in enumerate(columns)})
    return read_records(table, out, hints, name=grid.name, on_progress=on_progress)


def read_records(
    records: pa.Table | pa.RecordBatchReader,
    out: Path,
    hints: Hints = NO_HINTS,
    *,
    name: str,
    geometry: str | None = None,
    keep_text: bool = False,
    on_progress: Progress = silent,
) -> TableReport:
    """Read records whose columns have names, and maybe types, already.

    ``geometry`` names a binary column of WKB in EPSG:4326. Text columns are typed by their values ("1,395" in a JSON
    answer) unless ``keep_text`` says that the source's types are to be taken at their word (Parquet)."""
    table = records.read_all() if isinstance(records, pa.RecordBatchReader) else records
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, out / "table.parquet")
    columns = tuple(Column(name=c, alias=c, type=ColumnType.TEXT) for c in table.column_names)
    return TableReport(name=name, parquet=str(out / "table.parquet"), rows=table.num_rows, columns=columns)
