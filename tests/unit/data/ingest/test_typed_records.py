"""Records whose source gave them types, brought to the lake's."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import typed_records
from naru.data.ingest.core.source import Source
from naru.data.ingest.core.typed_records import source_of

T = ColumnType
NOON = datetime.fromisoformat("2021-08-12T12:00:00")


def brought(values: list[Any], type_: pa.DataType, folder: Path, **more: Any) -> tuple[ColumnType | None, list[Any]]:
    source = source_of(
        pa.table({"값": pa.array(values, type_)}), folder, **{"geometry": None, "keep_text": True, **more}
    )
    assert isinstance(source.raw, pa.Table)
    return source.columns[0].given_type, source.raw.column("c0").to_pylist()


@pytest.mark.parametrize(
    ("values", "type_", "kind", "lie"),
    [
        ([True, None], pa.bool_(), T.BOOLEAN, [True, None]),
        ([7, None], pa.int8(), T.INTEGER, [7, None]),
        ([(1 << 63) - 1], pa.uint64(), T.INTEGER, [(1 << 63) - 1]),
        ([1 << 63, None], pa.uint64(), T.TEXT, ["9223372036854775808", None]),
        ([None], pa.uint64(), T.INTEGER, [None]),
        ([1.5], pa.float32(), T.DECIMAL, [1.5]),
        ([Decimal("1.25")], pa.decimal128(9, 2), T.DECIMAL, [1.25]),
        ([date(2021, 8, 12)], pa.date32(), T.DATE, [date(2021, 8, 12)]),
        ([date(2021, 8, 12)], pa.date64(), T.DATE, [date(2021, 8, 12)]),
        ([NOON], pa.timestamp("ns"), T.DATETIME, [datetime(2021, 8, 12, 3, tzinfo=UTC)]),
        ([1_500], pa.timestamp("ns", "UTC"), T.DATETIME, [datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC)]),
        ([NOON], pa.timestamp("ms", "UTC"), T.DATETIME, [NOON.replace(tzinfo=UTC)]),
        ([time(9, 30, 5, 7), None], pa.time64("us"), T.TIME, ["09:30:05", None]),
        (["가", None], pa.string(), T.TEXT, ["가", None]),
        (["가", None], pa.large_string(), T.TEXT, ["가", None]),
        (["가", None], pa.string_view(), T.TEXT, ["가", None]),
        ([None, None], pa.null(), T.TEXT, [None, None]),
        (["가", "가", None], pa.dictionary(pa.int32(), pa.string()), T.TEXT, ["가", "가", None]),
        ([7, 7], pa.dictionary(pa.int32(), pa.int16()), T.INTEGER, [7, 7]),
        ([b"\x00\xff", None], pa.binary(), T.TEXT, ['"AP8="', None]),
        ([[1, None], None], pa.list_(pa.int64()), T.TEXT, ["[1,null]", None]),
        ([{"가": 1}], pa.struct({"가": pa.int64()}), T.TEXT, ['{"가":1}']),
        ([[b"\x00"]], pa.list_(pa.binary()), T.TEXT, ['["AA=="]']),
        ([[(1, "가")]], pa.map_(pa.int64(), pa.string()), T.TEXT, ['[[1,"가"]]']),
        ([[time(9, 30)]], pa.list_(pa.time64("us")), T.TEXT, ['["09:30:00"]']),
        ([[Decimal("1.5")]], pa.list_(pa.decimal128(9, 1)), T.TEXT, ['["1.5"]']),
    ],
)
def test_each_type_becomes_the_lakes(
    values: list[Any], type_: pa.DataType, kind: ColumnType, lie: list[Any], tmp_path: Path
) -> None:
    assert brought(values, type_, tmp_path) == (kind, lie)


def test_hours_that_the_citys_clock_had_twice_or_never_are_read(tmp_path: Path) -> None:
    """In 1988 summer time began on 8 May at 2 o'clock, and ended on 9 October at 3 o'clock."""
    hours = [datetime.fromisoformat(hour) for hour in ("1988-05-08T02:30:00", "1988-10-09T02:30:00")]
    _, instants = brought(hours, pa.timestamp("us"), tmp_path)
    assert instants == [datetime(1988, 5, 7, 17, tzinfo=UTC), datetime(1988, 10, 8, 16, 30, tzinfo=UTC)]


def test_text_is_open_unless_it_is_kept(tmp_path: Path) -> None:
    assert brought(["1", None], pa.string(), tmp_path, keep_text=False) == (None, ["1", ""])
    assert brought([1, None], pa.int64(), tmp_path, keep_text=False) == (T.INTEGER, [1, None])


def test_a_geometry_stays_binary(tmp_path: Path) -> None:
    assert brought([b"\x01", None], pa.binary(), tmp_path, geometry="값") == (T.GEOMETRY, [b"\x01", None])
    assert brought([b"\x01"], pa.large_binary(), tmp_path, geometry="값") == (T.GEOMETRY, [b"\x01"])


def batches(*parts: list[int]) -> pa.RecordBatchReader:
    schema = pa.schema({"요금(원)": pa.int32(), "비고": pa.string()})
    found = [
        pa.record_batch({"요금(원)": pa.array(part, pa.int32()), "비고": [str(n) for n in part]}) for part in parts
    ]
    return pa.RecordBatchReader.from_batches(schema, found)


def read(source: Source) -> pa.Table:
    return source.raw if isinstance(source.raw, pa.Table) else pq.read_table(source.raw)


@pytest.mark.parametrize(("most", "is_in_memory"), [(1 << 20, True), (0, False), (50, False)])
def test_batches_are_one_table_numbered_through(
    most: int, is_in_memory: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_records, "IN_MEMORY", most)
    source = source_of(batches([7, 8], [9], [10]), tmp_path, geometry=None, keep_text=True)
    assert isinstance(source.raw, pa.Table) is is_in_memory
    assert read(source).to_pydict() == {"c0": [7, 8, 9, 10], "c1": ["7", "8", "9", "10"], "n": [0, 1, 2, 3]}
    assert (source.rows, source.report) == (4, {"header_rows": 0})
    assert [(c.field, c.name, c.unit, c.given_type) for c in source.columns] == [
        ("c0", "요금(원)", "원", T.INTEGER),
        ("c1", "비고", None, T.TEXT),
    ]
    assert source.locate([3, 1]) == {1: (2, '{"요금(원)":8,"비고":"8"}'), 3: (4, '{"요금(원)":10,"비고":"10"}')}
    assert source.locate([]) == {}


def test_what_just_fits_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = source_of(batches([7, 8]), tmp_path, geometry=None, keep_text=True)
    for most, is_in_memory in ((read(one).nbytes, True), (read(one).nbytes - 1, False)):
        monkeypatch.setattr(typed_records, "IN_MEMORY", most)
        again = source_of(batches([7, 8]), tmp_path, geometry=None, keep_text=True)
        assert isinstance(again.raw, pa.Table) is is_in_memory


def test_no_rows_have_their_columns_still(tmp_path: Path) -> None:
    source = source_of(batches(), tmp_path, geometry=None, keep_text=True)
    assert (source.rows, [column.given_type for column in source.columns]) == (0, [T.INTEGER, T.TEXT])


def test_names_alike_are_made_distinct(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["가", "가"])
    source = source_of(table, tmp_path, geometry=None, keep_text=True)
    assert len({column.name for column in source.columns}) == 2
