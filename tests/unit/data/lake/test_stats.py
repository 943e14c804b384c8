"""What a Delta log says of a file's rows: rows in, statistics out."""

import math
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.lake.stats import footer_stats

INTEGER, DECIMAL, TEXT, DAY, INSTANT = pa.int64(), pa.float64(), pa.string(), pa.date32(), pa.timestamp("us", "UTC")
LAST = "\U0010ffff"


def stats_of(folder: Path, table: pa.Table, **options: Any) -> dict[str, Any]:
    pq.write_table(table, folder / "t.parquet", **options)
    rows, stats = footer_stats(folder / "t.parquet")
    said: dict[str, Any] = orjson.loads(stats)
    assert rows == said["numRecords"] == table.num_rows
    return said


BOUNDS: list[tuple[pa.DataType, list[Any], Any, Any]] = [
    (INTEGER, [3, 1, 2], 1, 3),
    (INTEGER, [2**63 - 1, None, -(2**63)], -(2**63), 2**63 - 1),
    (INTEGER, [0], 0, 0),
    (pa.int32(), [2026, 1999], 1999, 2026),
    (pa.bool_(), [True, False, True], False, True),
    (pa.bool_(), [True], True, True),
    (DECIMAL, [1.5, -2.5], -2.5, "Infinity"),
    (DECIMAL, [math.nan, 1.0], 1.0, "Infinity"),
    (DECIMAL, [-math.inf, math.inf], "-Infinity", "Infinity"),
    (DECIMAL, [math.inf], "-Infinity", "Infinity"),
    (DECIMAL, [math.nan], "-Infinity", "Infinity"),
    (DAY, [date(1970, 1, 1), date(1969, 12, 31)], "1969-12-31", "1970-01-01"),
    (DAY, [date(1, 1, 1), date(9999, 12, 31)], "0001-01-01", "9999-12-31"),
    (
        INSTANT,
        [datetime(1988, 7, 1, 0, 0, 0, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)],
        "0001-01-01T00:00:00.000000Z",
        "1988-07-01T00:00:00.000001Z",
    ),
    (TEXT, ["나", "", "가"], "", "나"),
    (TEXT, ["z", "가", "\U0001f600"], "z", "\U0001f600"),
    (TEXT, ["가" * 32], "가" * 32, "가" * 32),
    (TEXT, ["가" * 33], "가" * 32, "가" * 32 + LAST),
    (TEXT, ["a" * 40, "b" * 40], "a" * 32, "b" * 32 + LAST),
    (TEXT, ["a" * 32 + LAST * 2], "a" * 32, "a" * 32 + LAST * 2),
    (TEXT, ["가" * 3000, "나" * 3000], "가" * 32, "나" * 32 + LAST),  # more than a footer holds
]


@pytest.mark.parametrize("footers", [True, False], ids=["footer", "rows"])
@pytest.mark.parametrize(("kind", "values", "low", "high"), BOUNDS)
def test_bounds_of_a_column_hold_every_value(
    kind: pa.DataType, values: list[Any], low: Any, high: Any, footers: bool, tmp_path: Path
) -> None:
    table = pa.table({"c": pa.array([*values, None], kind)})
    for group_rows in (1, 100):
        said = stats_of(tmp_path, table, write_statistics=footers, row_group_size=group_rows)
        assert (said["minValues"], said["maxValues"]) == ({"c": low}, {"c": high})
        assert said["nullCount"] == {"c": 1 + values.count(None)}


def test_zero_is_written_so_that_both_zeros_are_within(tmp_path: Path) -> None:
    for written in (True, False):
        said = stats_of(tmp_path, pa.table({"c": [0.0, -0.0]}), write_statistics=written)
        assert math.copysign(1, said["minValues"]["c"]) == -1


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (INTEGER, [None, None]),
        (TEXT, [None]),
        (TEXT, []),
        (DECIMAL, []),
        (pa.binary(), [b"a", b"b"]),
        (pa.decimal128(5, 2), [None]),
    ],
)
@pytest.mark.parametrize("footers", [True, False])
def test_a_column_without_values_or_order_has_none(
    kind: pa.DataType, values: list[Any], footers: bool, tmp_path: Path
) -> None:
    said = stats_of(tmp_path, pa.table({"c": pa.array(values, kind)}), write_statistics=footers)
    assert (said["minValues"], said["maxValues"]) == ({}, {})
    assert said["nullCount"] == {"c": values.count(None)}


def test_a_group_without_values_takes_nothing_from_the_others(tmp_path: Path) -> None:
    said = stats_of(tmp_path, pa.table({"c": [None, None, 7, 8], "d": ["a", "b", None, None]}), row_group_size=2)
    assert (said["minValues"], said["maxValues"]) == ({"c": 7, "d": "a"}, {"c": 8, "d": "b"})
    assert said["nullCount"] == {"c": 2, "d": 2}


def test_of_nested_columns_nothing_but_the_number_of_rows_is_said(tmp_path: Path) -> None:
    said = stats_of(tmp_path, pa.table({"c": [{"a": 1, "b": 2}]}))
    assert said == {"numRecords": 1, "minValues": {}, "maxValues": {}, "nullCount": {}}
