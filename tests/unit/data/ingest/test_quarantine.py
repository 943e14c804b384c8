"""Rows kept aside: in the file's order, legible, not endless, counted by reason."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from naru.data.ingest.core.mixed_encodings import BROKEN
from naru.data.ingest.core.quarantine import (
    QuarantinedRow,
    add_quarantined,
    counted,
    legible,
    write_quarantine,
)
from naru.data.ingest.core.values import QuarantineReason, TableReport


def row(line: int, reason: str = "wrong_type", **cells: Any) -> QuarantinedRow:
    return QuarantinedRow(line=line, raw=f"줄 {line}", reason=reason, **cells)


def report(folder: Path, **known: Any) -> TableReport:
    return TableReport(name="표", parquet=str(folder / "table.parquet"), rows=1, columns=(), **known)


def stored(path: Path | str) -> list[dict[str, Any]]:
    return pq.read_table(path).to_pylist()


def test_rows_are_written_by_line_with_broken_bytes_in_digits(tmp_path: Path) -> None:
    path = tmp_path / "q.parquet"
    broken = QuarantinedRow(line=3, raw=f"가{BROKEN}B1", reason="broken_bytes", value=f"{BROKEN}FF", column="구")
    write_quarantine([broken, row(2)], path)
    assert stored(path) == [
        {"line": 2, "raw": "줄 2", "reason": "wrong_type", "column": None, "value": None},
        {"line": 3, "raw": "가\\xB1", "reason": "broken_bytes", "column": "구", "value": "\\xFF"},
    ]
    assert legible("가") == "가"


def test_a_rows_text_is_kept_up_to_twenty_thousand_letters(tmp_path: Path) -> None:
    path = tmp_path / "q.parquet"
    write_quarantine([QuarantinedRow(line=1, raw="가" * 20_001, reason="broken_bytes")], path)
    assert len(stored(path)[0]["raw"]) == 20_000


def test_reasons_are_counted_by_column_most_first() -> None:
    rows = [row(1, column="가"), row(2, column="나"), row(3, column="나"), row(4, "too_few_cells")]
    assert counted(rows) == (
        QuarantineReason(code="wrong_type", column="나", count=2),
        QuarantineReason(code="wrong_type", column="가", count=1),
        QuarantineReason(code="too_few_cells", column=None, count=1),
    )


def test_nothing_added_leaves_the_report_as_it_is(tmp_path: Path) -> None:
    plain = report(tmp_path)
    assert add_quarantined(plain, []) is plain


def test_what_was_no_row_joins_what_did_not_fit(tmp_path: Path) -> None:
    first = add_quarantined(report(tmp_path), [row(9, "not_a_record")])
    assert first.quarantine == str(tmp_path / "quarantine.parquet")
    both = add_quarantined(first, [row(4, "not_a_record"), row(5, "not_a_record")])
    assert [kept["line"] for kept in stored(both.quarantine or "")] == [4, 5, 9]
    assert (both.quarantined, both.quarantine) == (3, first.quarantine)
    assert [(reason.code, reason.count) for reason in both.quarantine_reasons] == [
        ("not_a_record", 1), ("not_a_record", 2),
    ]  # fmt: skip
