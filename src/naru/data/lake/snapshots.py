"""A version as a value, read from its log: what protocols that lend files out say of a table and of each of its files."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

import orjson
import pyarrow as pa
from deltalake import DeltaTable

from naru.data.lake.values import DataFile, Snapshot

PARTITION = "partition"


def read_snapshot(table: DeltaTable) -> Snapshot:
    """Only the log is read. Bounds of decimals are left out: a JSON number may be smaller than the value it stands for."""
    protocol, about = table.protocol(), table.metadata()
    adds = add_actions(table, flatten=False)
    order = [("modification_time", "ascending"), ("path", "ascending")]
    return Snapshot(
        id=str(about.id),
        schema=table.schema().to_json(),
        partition_columns=tuple(about.partition_columns),
        configuration=dict(about.configuration),
        reader_version=int(protocol.min_reader_version),
        reader_features=frozenset(protocol.reader_features or ()),
        files=tuple(_file(add) for add in adds.sort_by(order).to_pylist()),
    )


def add_actions(table: DeltaTable, *, flatten: bool) -> pa.Table:
    """What the log says of each file, one a row. ``pa.table`` would import pandas first, which costs the first reader 0.7 s."""
    return pa.RecordBatchReader.from_stream(table.get_add_actions(flatten=flatten)).read_all()


def _file(add: Mapping[str, Any]) -> DataFile:
    rows = add.get("num_records")
    return DataFile(
        name=add["path"],
        size=add["size_bytes"],
        modified_ms=add["modification_time"],
        rows=rows or 0,
        stats="" if rows is None else _stats(rows, add),
        partition_values={name: _text(value) for name, value in (add.get(PARTITION) or {}).items()},
    )


def _stats(rows: int, add: Mapping[str, Any]) -> str:
    parts = {"minValues": "min", "maxValues": "max", "nullCount": "null_count"}
    bounds = {name: _known(add.get(part) or {}) for name, part in parts.items()}
    return orjson.dumps({"numRecords": rows, **bounds}).decode()


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, as JSON; what is silent stays so."""
    said = {name: _known(value) if isinstance(value, Mapping) else _json(value) for name, value in values.items()}
    return {name: value for name, value in said.items() if value not in (None, {})}


def _json(value: Any) -> Any:
    match value:
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case float() if not isfinite(value):
            return f"{'-' if value < 0 else ''}Infinity"
        case bytes() | Decimal():
            return None
        case _:
            return value


def _text(value: Any) -> str | None:
    """A partition's value as the Delta protocol writes it."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
