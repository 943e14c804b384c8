"""What the reader finds in every file of ``../shared/data``: header rows, types, units, meanings, and what it keeps aside.

    python -m bench.types [FOLDER …] [--columns]

Folders are those of ``../shared/data`` (korean, packages, linkage, geo, badfiles/csv …); without any, all with tables.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.values import TableReport

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FOLDERS = ("korean", "packages", "linkage", "geo", "badfiles/csv")
SUFFIXES = {".csv", ".tsv", ".xls", ".xlsx", ".json", ".geojson", ".parquet", ".zip"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    parser.add_argument("--columns", action="store_true", help="every column of every table")
    asked = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"no {DATA} beside this checkout")
    for folder in asked.folders:
        show(folder, columns=asked.columns)


def show(folder: str, *, columns: bool) -> None:
    kinds: Counter[str] = Counter()
    files = rows = aside = refused = 0
    print(f"\n== {folder}")
    for path in files_of(folder):
        files += 1
        try:
            reports = read(path)
        except Refused as refusal:
            refused += 1
            print(f"{path.name[:56]:56} refused: {refusal.code}")
            continue
        for report in reports:
            rows, aside = rows + report.rows, aside + report.quarantined
            kinds.update(column.type.value for column in report.columns)
            show_table(path, report, columns=columns)
    print(
        f"-- {files} files, {refused} refused, {rows:,} rows, {aside} kept aside; columns: {dict(kinds.most_common())}"
    )


def files_of(folder: str) -> Iterator[Path]:
    found = (path for path in sorted((DATA / folder).rglob("*")) if path.suffix.lower() in SUFFIXES)
    return (path for path in found if path.name != "datapackage.json" and not _is_expectation(path))


def _is_expectation(path: Path) -> bool:
    """The JSON that says what the CSV beside it holds."""
    return path.suffix == ".json" and path.with_suffix(".csv").exists()


def read(path: Path) -> list[TableReport]:
    with tempfile.TemporaryDirectory() as out:
        answer = parse({"path": str(path), "name": path.name, "out": out})
        return [TableReport.from_json(table) for table in answer["tables"]]


def show_table(path: Path, report: TableReport, *, columns: bool) -> None:
    kinds = Counter(column.type.value for column in report.columns)
    print(
        f"{path.name[:56]:56} {report.encoding or '-':8} {report.encoding_confidence or '':<6} header {report.header_line or '-'}"
        f"+{report.header_rows}  rows {report.rows:>7,}  {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}"
    )
    for reason in report.quarantine_reasons:
        print(f"    aside {reason.count}: {reason.code}{f' ({reason.column})' if reason.column else ''}")
    for finding in report.personal:
        print(f"    personal {finding.kind.value} ×{finding.count} in {finding.column}: {', '.join(finding.examples)}")
    for note in report.notes:
        print(f"    note at {note.line}: {note.text[:80]}")
    if columns:
        for column in report.columns:
            unit, meaning = column.unit or "", column.meaning.value if column.meaning else ""
            print(
                f"    {column.name[:40]:40} {column.alias[:34]:34} {column.type.value:9} {unit:10} {meaning} {column.epsg or ''}"
            )


if __name__ == "__main__":
    main()
