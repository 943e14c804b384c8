"""Rows kept aside: where each stood, its text, why, and the Parquet file that holds them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.ingest.core.mixed_encodings import BROKEN
from naru.data.ingest.core.values import QuarantineReason, TableReport

RAW_LONGEST = 20_000  # characters of a row's text that are kept

SCHEMA = pa.schema(
    [
        ("line", pa.int64()),
        ("raw", pa.string()),
        ("reason", pa.string()),
        ("column", pa.string()),
        ("value", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRow:
    """One row kept aside, by its 1-based line; ``column`` and ``value`` are the cell that did not fit, if one did."""

    line: int
    raw: str
    reason: str
    column: str | None = None
    value: str | None = None


def write_quarantine(rows: Sequence[QuarantinedRow], path: Path) -> None:
    """Parquet of ``SCHEMA`` in the order of lines; texts are cut at 20,000 characters, broken bytes legible."""
    ordered = sorted(rows, key=lambda row: row.line)
    pq.write_table(
        pa.table(
            {
                "line": [row.line for row in ordered],
                "raw": [legible(row.raw)[:RAW_LONGEST] for row in ordered],
                "reason": [row.reason for row in ordered],
                "column": [row.column for row in ordered],
                "value": [None if row.value is None else legible(row.value) for row in ordered],
            },
            schema=SCHEMA,
        ),
        path,
        compression="zstd",
    )


def counted(rows: Sequence[QuarantinedRow]) -> tuple[QuarantineReason, ...]:
    """How many rows for each reason and column, most first."""
    counts = Counter((row.reason, row.column) for row in rows)
    return tuple(QuarantineReason(code=code, column=column, count=n) for (code, column), n in counts.most_common())


def add_quarantined(report: TableReport, rows: Sequence[QuarantinedRow]) -> TableReport:
    """The report with what was no row at all added to what the typing kept aside, in the same file."""
    if not rows:
        return report
    before = pq.read_table(report.quarantine).to_pylist() if report.quarantine else []
    target = report.quarantine or str(Path(report.parquet).with_name("quarantine.parquet"))
    write_quarantine([*(QuarantinedRow(**row) for row in before), *rows], Path(target))
    return replace(
        report,
        quarantine=target,
        quarantined=report.quarantined + len(rows),
        quarantine_reasons=(*report.quarantine_reasons, *counted(rows)),
    )


def legible(text: str) -> str:
    """Broken bytes as backslash, x and their two digits."""
    return text.replace(BROKEN, "\\x")
