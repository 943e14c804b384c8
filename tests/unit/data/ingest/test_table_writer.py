"""From a cut table to the finished one: types, rows kept aside, panels side by side, and the report."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.ingest.core import table_writer, type_plan
from naru.data.ingest.core.quarantine import QuarantinedRow
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.table_writer import scratch_in, write_table
from naru.data.ingest.core.values import NO_HINTS, Note, TableReport, silent

T = ColumnType


def columns(**values: list[Any]) -> dict[str, list[Any]]:
    return values


def write(named: dict[str, list[Any]], folder: Path, *, in_file: bool = False, **more: Any) -> TableReport:
    rows = len(next(iter(named.values())))
    fields = {f"c{i}": pa.array(values) for i, values in enumerate(named.values())}
    raw: pa.Table | Path = pa.table({**fields, "n": pa.array(range(rows), pa.int64())})
    if in_file:
        pq.write_table(raw, folder / "raw.parquet")
        raw = folder / "raw.parquet"
    given = more.pop("given", {})
    source = Source(
        raw=raw,
        rows=rows,
        columns=[SourceColumn(field=f"c{i}", name=name, given_type=given.get(name)) for i, name in enumerate(named)],
        locate=lambda wanted: {n: (n + 2, f"row {n}") for n in wanted},
        **more,
    )
    out = folder / "out"
    with scratch_in(out) as scratch:
        return write_table(source, out, scratch, NO_HINTS, name="표", on_progress=silent)


def rows_of(report: TableReport) -> list[list[Any]]:
    return [list(row.values()) for row in pq.read_table(report.parquet).to_pylist()]


@pytest.fixture(params=[(False, False), (False, True), (True, False), (True, True)])
def way(request: Any, monkeypatch: pytest.MonkeyPatch) -> bool:
    """In memory or in a file, few rows or many."""
    in_file, is_many = request.param
    if is_many:
        monkeypatch.setattr(table_writer, "FEW_ROWS", 0)
    return bool(in_file)


def test_rows_are_typed_and_keep_their_order(way: bool, tmp_path: Path) -> None:
    names = [f"시설 {n:03}" for n in range(300)]
    amounts = [*(str(n) for n in range(298)), "3억", "△2"]
    report = write(columns(시설명=names, 인원=amounts), tmp_path, in_file=way)
    assert rows_of(report) == [[name, n] for name, n in zip(names, [*range(298), 300_000_000, -2], strict=True)]
    assert (report.name, report.rows, report.quarantine, report.quarantined) == ("표", 300, None, 0)
    assert [(column.name, column.type) for column in report.columns] == [("시설명", T.TEXT), ("인원", T.INTEGER)]
    assert pq.read_schema(report.parquet).types == [pa.string(), pa.int64()]
    assert (report.warnings, report.personal, report.geometry) == ((), (), None)


def test_rows_with_misfits_are_kept_aside(way: bool, tmp_path: Path) -> None:
    values = [*map(str, range(400)), "가"]
    aside = QuarantinedRow(line=7, raw="x", reason="wrong_width")
    report = write(columns(인원=values, 건수=values), tmp_path, in_file=way, quarantined=[aside])
    assert rows_of(report) == [[n, n] for n in range(400)]
    assert (report.rows, report.quarantined) == (400, 2)
    assert {(one.code, one.count) for one in report.quarantine_reasons} == {("wrong_type", 1), ("wrong_width", 1)}
    assert report.quarantine is not None
    found = pq.read_table(report.quarantine).to_pylist()
    assert [(row["line"], row["raw"], row["reason"]) for row in found] == [
        (7, "x", "wrong_width"),
        (402, "row 400", "wrong_type"),
    ]
    assert (found[1]["column"], found[1]["value"]) == ("인원", "가")


def test_many_columns_are_written_in_panels_side_by_side(
    way: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_plan, "PANEL", 2)
    monkeypatch.setattr(type_plan, "PANEL_OF_A_FILE", 2)
    monkeypatch.setattr(table_writer, "JOINED_CELLS", 1)
    named = {f"값{i}": [str(n * 5 + i) for n in range(5_000)] for i in range(5)}
    report = write(named, tmp_path, in_file=way)
    assert rows_of(report) == [[n * 5 + i for i in range(5)] for n in range(5_000)]
    assert len(report.columns) == 5
    file = pq.ParquetFile(report.parquet)
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [2048, 2048, 904]
    assert not list((tmp_path / "out").glob(".scratch-*"))


@pytest.mark.parametrize(
    ("widths", "rows"),
    [([50], None), ([50, 50], 83_886 // 2_048 * 2_048), ([2048, 2048], 2_048), ([4097, 4097], 2_048)],
)
def test_panels_are_joined_by_whole_vectors(widths: list[int], rows: int | None) -> None:
    parts = [
        type_plan.Panel(columns=[SourceColumn(field="c", name="c")] * width, names=[], aliases=[]) for width in widths
    ]
    assert table_writer._group_rows(parts) == rows


def test_the_report_says_what_the_reader_knows(tmp_path: Path) -> None:
    note = Note(line=1, text="출처")
    report = write(
        columns(징수=["100", "200"], 비고=["연락 010-1234-5678", "합계"]),
        tmp_path,
        stated_unit="천원",
        notes=[note],
        report={"header_rows": 3},
    )
    assert (report.columns[0].unit, report.columns[0].meaning) == ("천원", Meaning.MONEY)
    assert (report.notes, report.header_rows) == ((note,), 3)
    assert [(finding.column, finding.count) for finding in report.personal] == [("비고", 1)]
    assert report.warnings == ("totals_among_rows",)


def test_a_geometry_is_named_and_typed_columns_stay(tmp_path: Path) -> None:
    given = {"모양": T.GEOMETRY, "값": T.DECIMAL}
    report = write(columns(값=[1.5, None], 모양=[b"\x01", None]), tmp_path, given=given)
    assert rows_of(report) == [[1.5, b"\x01"], [None, None]]
    assert report.geometry == report.columns[1].alias


def test_columns_without_a_value_are_empty_texts(way: bool, tmp_path: Path) -> None:
    assert rows_of(write(columns(값=["", "-"], 이름=["가", "나"]), tmp_path, in_file=way)) == [
        [None, "가"],
        [None, "나"],
    ]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    raw = pa.table({"c0": ["1", "2"], "n": [0, 1]})
    source = Source(raw=raw, rows=2, columns=[SourceColumn(field="c0", name="값")])
    with scratch_in(tmp_path / "a" / "out") as scratch:
        write_table(
            source, tmp_path / "a" / "out", scratch, NO_HINTS, name="", on_progress=lambda *one: told.append(one)
        )
    assert told == [(0, 2, "typing"), (0, 2, "writing"), (0, 2, "profiling"), (2, 2, "profiling")]


def test_odd_writings_alone_are_read(way: bool, tmp_path: Path) -> None:
    report = write(columns(증감=["△2", "▲3", ""], 이름=["가", "나", "다"]), tmp_path, in_file=way)
    assert rows_of(report) == [[-2, "가"], [-3, "나"], [None, "다"]]


def test_tables_are_compressed_alike(way: bool, tmp_path: Path) -> None:
    file = pq.ParquetFile(write(columns(값=["1", "2"]), tmp_path, in_file=way).parquet)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_joined_panels_are_compressed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_plan, "PANEL", 1)
    file = pq.ParquetFile(write(columns(값=["1", "2"], 수=["3", "4"]), tmp_path).parquet)
    assert {file.metadata.row_group(0).column(i).compression for i in range(2)} == {"ZSTD"}


@pytest.mark.parametrize(("few", "is_arrows"), [(2, True), (1, False)])
def test_few_rows_spare_the_engines_writer(
    few: int, is_arrows: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_writer, "FEW_ROWS", few)
    found = pq.ParquetFile(write(columns(값=["1", "2"]), tmp_path).parquet).metadata.created_by
    assert ("arrow" in found.lower()) is is_arrows


def test_nothing_is_located_or_kept_aside_where_all_fits(tmp_path: Path) -> None:
    write(columns(값=["1", "2"]), tmp_path)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["table.parquet"]


def test_a_quote_in_a_path_is_no_end_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_writer, "FEW_ROWS", 0)
    folder = tmp_path / "it's"
    folder.mkdir()
    assert rows_of(write(columns(값=["1", "2"]), folder, in_file=True)) == [[1], [2]]
