"""Parquet files larger than memory, whole or damaged, and records that pass through a file."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.data.ingest.core import table_writer, typed_records
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.formats import parquet
from naru.data.ingest.core.formats.parquet import lake_type, read_parquet
from naru.data.ingest.core.values import TableReport


def read(path: Path, out: Path) -> tuple[TableReport, list[dict[str, object]], list[dict[str, object]]]:
    [table] = parse({"path": str(path), "name": path.name, "out": str(out)})["tables"]
    report = TableReport.from_json(table)
    aside = pq.read_table(report.quarantine).to_pylist() if report.quarantine else []
    return report, pq.read_table(report.parquet).to_pylist(), aside


def test_whole_file_that_needs_more_memory_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MemoryError):
        read_asking(983_104, tmp_path, monkeypatch)


def test_damaged_file_that_asks_for_more_than_it_holds_is_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused) as refused:
        read_asking(99_000_000_000, tmp_path, monkeypatch)
    assert refused.value.code == "file_is_broken"


def read_asking(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a file for whose next batch there is no memory."""

    def fail(*_: object, **__: object) -> Iterator[pa.RecordBatch]:
        raise pa.ArrowMemoryError(f"malloc of size {count} failed")

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", fail)
    path = folder / "목록.parquet"
    pq.write_table(pa.table({"구": ["중구"]}), path)
    read(path, folder / "out")


def test_more_rows_than_memory_holds_are_read_as_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "목록.parquet"
    table = pa.table({f"열{i}": pa.array(range(500)) for i in range(130)} | {"이름": [f"값{i}" for i in range(500)]})
    pq.write_table(table, path, row_group_size=100)
    in_memory = read(path, tmp_path / "memory")
    monkeypatch.setattr(typed_records, "IN_MEMORY", 1)
    through_a_file = read(path, tmp_path / "file")
    assert through_a_file[0].columns == in_memory[0].columns
    assert through_a_file[1] == in_memory[1]


def test_panels_of_a_wide_table_are_joined_a_group_of_rows_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_records, "IN_MEMORY", 1)
    monkeypatch.setattr(table_writer, "FEW_ROWS", 0)
    monkeypatch.setattr(table_writer, "JOINED_CELLS", 1)
    path = tmp_path / "목록.parquet"
    pq.write_table(pa.table({f"열{i}": pa.array(range(i, i + 5_000)) for i in range(130)}), path)
    report, rows, _ = read(path, tmp_path / "out")
    groups = pq.read_metadata(report.parquet)
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [2_048, 2_048, 904]
    assert [list(row.values())[::129] for row in rows[::2_000]] == [[0, 129], [2_000, 2_129], [4_000, 4_129]]


def test_records_kept_aside_are_found_again_in_the_file_they_passed_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_records, "IN_MEMORY", 1)
    path = tmp_path / "목록.jsonl"
    records = [{"구": "중구", "인구": "1,200" if i != 70 else "모름"} for i in range(200)]
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records))
    report, rows, aside = read(path, tmp_path / "out")
    assert (report.rows, rows[0]["ingu"]) == (199, 1200)
    assert [(row["line"], json.loads(row["raw"])["인구"]) for row in aside] == [(71, "모름")]


TEXT, UTC_US = pa.string(), pa.timestamp("us", "UTC")


@pytest.mark.parametrize(
    ("kind", "lake"),
    [
        (pa.int8(), pa.int64()), (pa.uint32(), pa.int64()), (pa.uint64(), None), (pa.float32(), pa.float64()),
        (pa.decimal128(15, 2), pa.float64()), (pa.decimal128(16, 2), None), (pa.decimal128(18, 0), pa.int64()),
        (pa.decimal128(19, 0), None), (pa.decimal256(60, 2), None), (pa.bool_(), pa.bool_()), (pa.date64(), pa.date32()),
        (pa.timestamp("ns"), pa.timestamp("us")), (pa.timestamp("ms", "Asia/Seoul"), UTC_US), (pa.time32("s"), pa.time64("us")),
        (pa.binary(), TEXT), (pa.list_(pa.int64()), TEXT), (pa.dictionary(pa.int8(), pa.int8()), pa.int64()), (TEXT, TEXT),
    ],
)  # fmt: skip
def test_type_is_brought_to_the_lakes(kind: pa.DataType, lake: pa.DataType | None) -> None:
    assert lake_type(kind) == lake


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        (pa.array([b"\xea\xb0\x80", b"\xff", None]), ["가", "ff", None]),
        (pa.array([[1, 2], [], None]), ["[1,2]", "[]", None]),
        (pa.array([{"a": 1}]), ['{"a":1}']),
        (pa.array(["가"]).dictionary_encode(), ["가"]),
        (pa.array(["가"], pa.large_string()), ["가"]),
        (pa.array([2**63], pa.uint64()), [str(2**63)]),
        (pa.array([2**63 - 1, None], pa.uint64()), [2**63 - 1, None]),
        (pa.array([Decimal(2**63)], pa.decimal128(38, 0)), [str(2**63)]),
        (pa.array([Decimal(-(2**63))], pa.decimal128(38, 0)), [-(2**63)]),
        (pa.array([Decimal("9007199254740993.25")], pa.decimal128(20, 2)), ["9007199254740993.25"]),
        (pa.array([Decimal("90071992547409.25"), None], pa.decimal128(20, 2)), [90071992547409.25, None]),
        (pa.array([None], pa.decimal128(20, 2)), [None]),
        (pa.array([0.1, None], pa.float32()), [0.1, None]),
        (pa.array([np.float16(0.5)], pa.float16()), [0.5]),
        (pa.array([timedelta(days=1, hours=1)]), ["25:00:00"]),
        (pa.array([3], pa.int8()), [3]),
    ],
)
def test_values_are_brought_to_the_lakes(values: pa.Array, rows: list[object], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": values}), path)
    assert read_parquet(path, "a").read_all().column("a").to_pylist() == rows


@pytest.mark.parametrize(("columns", "code"), [(4_096, ""), (4_097, "table_too_wide"), (0, "no_table_found")])
def test_file_has_at_most_as_many_columns_as_a_table(columns: int, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({f"c{i}": pa.array([1], pa.int8()) for i in range(columns)}), path)
    assert refusal_of(path) == code


@pytest.mark.parametrize(("limit", "code"), [(2, ""), (1, "no_table_found")])
def test_file_has_at_most_as_many_rows_as_the_lake_takes(
    limit: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parquet.ROWS_LIMIT == 500_000_000
    monkeypatch.setattr(parquet, "ROWS_LIMIT", limit)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [1, 2]}), path)
    assert refusal_of(path) == code


def refusal_of(path: Path) -> str:
    try:
        read_parquet(path, "a").read_all()
    except Refused as refused:
        return refused.code
    return ""


def test_damaged_file_is_told_with_a_short_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + b"x" * 50 + b"PAR1")
    with pytest.raises(Refused) as refused:
        read_parquet(path, "a")
    assert refused.value.code == "file_is_broken"
    assert parquet.broken("a", ValueError("x" * 300 + "\ny")).facts["reason"] == "x" * 160
    assert parquet.broken("a", ValueError()).facts["reason"] == "ValueError"


@pytest.mark.parametrize(("asked", "promised"), [(64 << 20, True), ((64 << 20) + 1, False)])
def test_any_file_may_ask_for_64_mebibytes(asked: int, promised: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    error = MemoryError(f"malloc of size {asked} failed")
    assert parquet._is_promised(error, path, pq.read_metadata(path)) is promised


def column_of(values: pa.Array, folder: Path, **options: object) -> tuple[TableReport, list[object]]:
    path = folder / "a.parquet"
    pq.write_table(pa.table({"값": values}), path, **options)  # type: ignore[arg-type]
    report, rows, _ = read(path, folder / "out")
    return report, [row[report.columns[0].alias] for row in rows]


@pytest.mark.parametrize(
    ("values", "warnings"),
    [
        (pa.array([2**64 - 1], pa.uint64()), ("digits_kept_as_text:값",)),
        (pa.array([1], pa.uint64()), ()),
        (pa.array([Decimal("0.1234567890123456789")], pa.decimal128(20, 19)), ("digits_kept_as_text:값",)),
    ],
)
def test_numbers_that_become_text_are_said(values: pa.Array, warnings: tuple[str, ...], tmp_path: Path) -> None:
    assert column_of(values, tmp_path)[0].warnings == warnings


def test_one_long_number_in_a_late_group_of_rows_makes_the_column_text(tmp_path: Path) -> None:
    values = pa.array([*range(1_000), 2**64 - 1], pa.uint64())
    report, read_ = column_of(values, tmp_path, row_group_size=100)
    assert (report.columns[0].type.value, read_[0], read_[-1]) == ("text", "0", str(2**64 - 1))


FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - the city's clock


@pytest.mark.parametrize(
    ("values", "held"),
    [
        (pa.array([FIRST, LAST]), [FIRST.replace(tzinfo=UTC), LAST.replace(tzinfo=UTC) - timedelta(hours=9)]),
        (pa.array([LAST.replace(tzinfo=UTC)]), [LAST.replace(tzinfo=UTC)]),
        (pa.array([253_402_300_800, -62_135_596_801], pa.timestamp("s")), [None, None]),
        (pa.array([date.min, date.max]), [date.min, date.max]),
        (pa.array([2_932_897, -719_163], pa.int32()).cast(pa.date32()), [None, None]),
        (pa.array([time(13, 5), None]), ["13:05:00", None]),
    ],
)
def test_the_calendars_ends_are_kept_and_what_lies_beyond_is_missing(
    values: pa.Array, held: list[object], tmp_path: Path
) -> None:
    assert column_of(values, tmp_path)[1] == held


def test_old_timestamps_in_twelve_bytes_reach_the_calendars_end(tmp_path: Path) -> None:
    values = pa.array([datetime(2200, 12, 31), LAST])  # noqa: DTZ001
    read_ = column_of(values, tmp_path, use_deprecated_int96_timestamps=True)[1]
    assert read_ == [datetime(2200, 12, 30, 15, tzinfo=UTC), LAST.replace(tzinfo=UTC) - timedelta(hours=9)]


NUMBERS = st.lists(st.decimals(-(10**18), 10**18, places=4), min_size=1, max_size=5)


@given(numbers=NUMBERS)
def test_no_digit_of_a_decimal_is_lost(numbers: list[Decimal], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("decimals") / "a.parquet"
    pq.write_table(pa.table({"a": pa.array(numbers, pa.decimal128(24, 4))}), path)
    held = read_parquet(path, "a").read_all().column("a").to_pylist()
    assert [Decimal(value if isinstance(value, str) else repr(value)) for value in held] == numbers


@pytest.mark.parametrize(
    ("codec", "is_read"),
    [("zstd", True), ("snappy", True), ("gzip", True), ("lz4", True), ("none", True), ("brotli", False)],
)
def test_only_codecs_that_are_read_safely_are_read(tmp_path: Path, codec: str, is_read: bool) -> None:
    path = tmp_path / "표.parquet"
    pq.write_table(pa.table({"a": [1, 2], "b": ["가", "나"]}), path, compression={"a": "zstd", "b": codec})
    if is_read:
        assert read_parquet(path, path.name).read_all().num_rows == 2
        return
    with pytest.raises(Refused) as refused:
        read_parquet(path, path.name)
    assert (refused.value.code, refused.value.facts["codec"]) == ("codec_not_read", "BROTLI")
