"""A table with columns whose personal values are covered."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.readers import read_records
from naru.data.ingest.core.values import TableReport
from naru.data.tables.core.masking import mask
from naru.data.tables.core.personal import kinds_in


def masked(report: TableReport, columns: Collection[str], out: Path) -> TableReport:
    """The report's table with these columns (by their names) masked and profiled anew, without their findings.

    The rows go to ``out/masked.parquet``; the columns become text and keep their names and order, so a finding in
    a name (a first row that was taken for the header) stays. Without any such column the report itself."""
    aliases = {column.alias for column in report.columns if column.name in set(columns)}
    if not aliases:
        return report
    kinds = {alias: {each.kind for each in report.personal if each.alias == alias} for alias in aliases}
    table = pq.read_table(report.parquet)
    covered = pa.table(
        {
            name: pa.array([mask(value, kinds[name]) for value in table[name].to_pylist()], pa.string())
            if name in aliases
            else table[name]
            for name in table.column_names
        }
    )
    again = read_records(covered, out, name=report.name, geometry=report.geometry, keep_text=True)
    profiled = {column.name: column for column in again.columns}
    typed = tuple(
        replace(
            column,
            type=ColumnType.TEXT,
            nulls=profiled[column.alias].nulls,
            distinct=profiled[column.alias].distinct,
            profile=profiled[column.alias].profile,
        )
        if column.alias in aliases
        else column
        for column in report.columns
    )
    renamed = pq.read_table(again.parquet).rename_columns([column.alias for column in report.columns])
    target = out / "masked.parquet"
    pq.write_table(renamed, target, compression="zstd", row_group_size=122_880)
    left = tuple(
        finding
        for finding in report.personal
        if finding.alias not in aliases or finding.kind in kinds_in(finding.column)
    )
    return replace(report, parquet=str(target), columns=typed, personal=left)
