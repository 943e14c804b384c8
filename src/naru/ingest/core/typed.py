"""Records whose source gave them types (Parquet, JSON, map layers), brought to the lake's types."""

import base64
from datetime import UTC, datetime, time
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from naru.catalogue.core.columns import ColumnType
from naru.ingest.core import names
from naru.ingest.core.decide import ARROW
from naru.ingest.core.numbers import INT64
from naru.ingest.core.settle import Source, SourceColumn
from naru.kit.clock import CITY_ZONE


def source_of(records: pa.Table | pa.RecordBatchReader, *, geometry: str | None, keep_text: bool) -> Source:
    table = records.read_all() if isinstance(records, pa.RecordBatchReader) else records
    given = names.distinct([names.joined([str(name)]) for name in table.column_names])
    columns, fields = [], {}
    for i, (name, values) in enumerate(zip(given, table.columns, strict=True)):
        kind, converted = _converted(values, is_geometry=table.column_names[i] == geometry)
        is_open = kind is ColumnType.TEXT and not keep_text
        if is_open:
            converted = pc.fill_null(converted, "")
        fields[f"c{i}"] = converted
        settled = None if is_open else kind
        columns.append(SourceColumn(field=f"c{i}", name=name, unit=names.unit_in_name(name), settled=settled))
    fields["n"] = pa.array(range(table.num_rows), pa.int64())
    raw = pa.table(fields)
    return Source(
        raw=raw,
        rows=table.num_rows,
        columns=columns,
        locate=lambda wanted: {n: (n + 1, _as_json(table.slice(n, 1).to_pylist()[0])) for n in wanted},
        report={"header_rows": 0},
    )


def _converted(values: pa.ChunkedArray, *, is_geometry: bool) -> tuple[ColumnType, pa.ChunkedArray]:
    kind = values.type
    if is_geometry:
        return ColumnType.GEOMETRY, values.cast(pa.binary())
    if pa.types.is_dictionary(kind):
        return _converted(values.cast(kind.value_type), is_geometry=False)
    if pa.types.is_boolean(kind):
        return ColumnType.BOOLEAN, values
    if pa.types.is_integer(kind):
        return _whole(values)
    if pa.types.is_floating(kind):
        return ColumnType.DECIMAL, values.cast(pa.float64())
    if pa.types.is_decimal(kind):
        return ColumnType.DECIMAL, values.cast(pa.float64(), safe=False)
    if pa.types.is_date(kind):
        return ColumnType.DATE, values.cast(pa.date32(), safe=False)
    if pa.types.is_timestamp(kind):
        return ColumnType.DATETIME, _instants(values)
    if pa.types.is_time(kind):
        return ColumnType.TIME, _as_text(values, lambda value: value.isoformat(timespec="seconds"))
    return ColumnType.TEXT, _text(values)


def _whole(values: pa.ChunkedArray) -> tuple[ColumnType, pa.ChunkedArray]:
    high = pc.max(values).as_py()
    if high is not None and high not in INT64:
        return ColumnType.TEXT, values.cast(pa.string())
    return ColumnType.INTEGER, values.cast(pa.int64())


def _instants(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Instants in UTC; a timestamp without a zone is the city's clock."""
    if values.type.tz is None:
        values = pc.assume_timezone(values, CITY_ZONE.key, ambiguous="earliest", nonexistent="latest")
    return values.cast(ARROW[ColumnType.DATETIME], safe=False)


def _text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = values.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return values.cast(pa.string())
    if pa.types.is_null(kind):
        return values.cast(pa.string())
    return _as_text(values, _as_json)


def _as_text(values: pa.ChunkedArray, write: Any) -> pa.ChunkedArray:
    written = [None if value is None else write(value) for value in values.to_pylist()]
    return pa.chunked_array([pa.array(written, pa.string())])


def _as_json(value: Any) -> str:
    """Nested values stay whole, as JSON text."""
    return (
        value
        if isinstance(value, str)
        else orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS).decode()
    )


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, time) else str(value)
