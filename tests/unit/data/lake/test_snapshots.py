"""A version read from its log alone: files, bounds and partitions as other protocols write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from naru.data.lake.snapshots import _json, _text, read_snapshot
from naru.data.lake.values import Snapshot

INSTANT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def snapshot(folder: Path, table: pa.Table, **options: Any) -> Snapshot:
    write_deltalake(folder / "t", table, **options)
    return read_snapshot(DeltaTable(folder / "t"))


def test_files_tell_their_rows_and_bounds(tmp_path: Path) -> None:
    table = pa.table(
        {"n": [3, None, 1], "day": [date(2026, 1, 2), date(2025, 1, 2), None], "price": [Decimal("1.5")] * 3}
    )
    made = snapshot(tmp_path, table, configuration={"delta.appendOnly": "true"})
    (file,) = made.files
    stats = orjson.loads(file.stats)
    assert (file.rows, stats["numRecords"]) == (3, 3)
    assert stats["minValues"] == {"n": 1, "day": "2025-01-02"}  # no decimals: their JSON may be smaller
    assert stats["maxValues"] == {"n": 3, "day": "2026-01-02"}
    assert stats["nullCount"]["n"] == 1
    assert file.size == (tmp_path / "t" / file.name).stat().st_size
    assert (made.partition_columns, made.configuration) == ((), {"delta.appendOnly": "true"})
    assert made.id == DeltaTable(tmp_path / "t").metadata().id
    assert [field["name"] for field in orjson.loads(made.schema)["fields"]] == ["n", "day", "price"]


def test_partitions_are_said_as_the_protocol_writes_them(tmp_path: Path) -> None:
    table = pa.table({"n": [1, 2, 3], "open": [True, False, None]})
    made = snapshot(tmp_path, table, partition_by=["open"])
    assert made.partition_columns == ("open",)
    said = {file.partition_values["open"]: file.rows for file in made.files}
    assert said == {"true": 1, "false": 1, None: 1}


def test_files_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    for number in range(3):
        write_deltalake(tmp_path / "t", pa.table({"n": [number] * (number + 1)}), mode="append")
    made = read_snapshot(DeltaTable(tmp_path / "t"))
    assert [file.modified_ms for file in made.files] == sorted(file.modified_ms for file in made.files)
    assert sum(file.rows for file in made.files) == 6


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (INSTANT, "2026-03-01T09:00:00.000000Z"),
        (INSTANT.date(), "2026-03-01"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (1.5, 1.5),
        (True, True),
        ("가", "가"),
        (b"x", None),
        (Decimal(1), None),
    ],
)
def test_a_bound_is_json_or_left_out(value: Any, expected: Any) -> None:
    assert _json(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("가", "가"),
        (True, "true"),
        (False, "false"),
        (INSTANT, "2026-03-01T09:00:00.000000Z"),
        (INSTANT.date(), "2026-03-01"),
        (7, "7"),
    ],
)
def test_a_partitions_value_is_text(value: Any, expected: str | None) -> None:
    assert _text(value) == expected
