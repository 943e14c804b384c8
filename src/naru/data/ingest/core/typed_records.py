"""Records whose source gave them types (Parquet, JSON, map layers), brought to the lake's types."""

import base64
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.clock import CITY_ZONE
from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import column_names
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.numbers import INT64

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
IN_MEMORY = 256 << 20  # of records that come in batches; more of them pass through a file


def source_of(
    records: pa.Table | pa.RecordBatchReader, scratch: Path, *, geometry: str | None, keep_text: bool
) -> Source:
    """The records as ``write_table`` takes them: in memory, or in a file in ``scratch`` from 256 MiB on.

    A row's line is its 1-based place. Timestamps without a zone are the city's clock and become UTC; integers beyond 64
    bits and nested values become text. ``geometry`` names a column of WKB."""
    batches = iter([records]) if isinstance(records, pa.Table) else map(pa.table, records)
    schema = records.schema
    given = column_names.distinct([column_names.joined([name]) for name in schema.names])
    kinds: list[ColumnType] = []

    def brought() -> Iterator[pa.Table]:
        start = 0
        first = next(batches, schema.empty_table())
        for batch in chain([first], batches):
            pairs = [_converted(batch.column(i), is_geometry=schema.names[i] == geometry) for i in range(len(schema))]
            kinds[:] = kinds or [kind for kind, _ in pairs]
            fields = {f"c{i}": _field(kind, values, keep_text) for i, (kind, values) in enumerate(pairs)}
            yield pa.table({**fields, "n": pa.array(np.arange(start, start + batch.num_rows))})
            start += batch.num_rows

    raw = _held(brought(), scratch / "raw.parquet")
    columns = [
        SourceColumn(
            field=f"c{i}",
            name=name,
            unit=column_names.unit_in_name(name),
            given_type=None if _is_open(kind, keep_text) else kind,
        )
        for i, (name, kind) in enumerate(zip(given, kinds, strict=True))
    ]
    return Source(
        raw=raw,
        rows=raw.num_rows if isinstance(raw, pa.Table) else pq.read_metadata(raw).num_rows,
        columns=columns,
        locate=lambda wanted: _located(raw, given, wanted),
        report={"header_rows": 0},
    )


def _is_open(kind: ColumnType, keep_text: bool) -> bool:
    """Is the column's type still to be decided by its values?"""
    return kind is ColumnType.TEXT and not keep_text


def _field(kind: ColumnType, values: pa.ChunkedArray, keep_text: bool) -> pa.ChunkedArray:
    return pc.fill_null(values, "") if _is_open(kind, keep_text) else values


def _held(tables: Iterator[pa.Table], path: Path) -> pa.Table | Path:
    """The tables in one, or in the file once they outgrow the memory meant for them."""
    held: list[pa.Table] = []
    size = 0
    for table in tables:
        held.append(table)
        size += table.nbytes
        if size > IN_MEMORY:
            return _written(held, tables, path)
    return pa.concat_tables(held)


def _written(held: list[pa.Table], tables: Iterator[pa.Table], path: Path) -> Path:
    with pq.ParquetWriter(path, held[0].schema, compression="lz4", use_dictionary=False) as writer:
        while held:
            writer.write_table(held.pop(0))
        for table in tables:
            writer.write_table(table)
    pa.default_memory_pool().release_unused()
    return path


def _located(raw: pa.Table | Path, given: Sequence[str], wanted: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Where rows stand, and their records as JSON."""
    batches = raw.to_batches() if isinstance(raw, pa.Table) else pq.ParquetFile(raw).iter_batches()
    asked = pa.array(sorted(wanted), pa.int64())
    return {
        row["n"]: (row["n"] + 1, _as_json({name: row[f"c{i}"] for i, name in enumerate(given)}))
        for batch in batches
        for row in batch.filter(pc.is_in(batch.column("n"), asked)).to_pylist()
    }


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
        return ColumnType.DECIMAL, values.cast(pa.string()).cast(pa.float64())  # Arrow's own cast is a hair off
    if pa.types.is_date(kind):
        return ColumnType.DATE, _within_calendar(values.cast(pa.date32(), safe=False))
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
    """Instants in UTC; a timestamp without a zone is the city's clock, but where its UTC lies before the year 1: there
    it is UTC itself, so that "without beginning" stays the day that it is. What no calendar holds is missing."""
    utc = ARROW_TYPES[ColumnType.DATETIME]
    values = _within_calendar(values.cast(pa.timestamp("us", values.type.tz), safe=False))
    if values.type.tz is not None:
        return values.cast(utc)
    city = pc.assume_timezone(values, CITY_ZONE.key, ambiguous="earliest", nonexistent="latest").cast(utc)
    return pc.if_else(pc.less(city, pa.scalar(FIRST, utc)), values.cast(utc), city)


def _within_calendar(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The days or moments of the years 1 to 9999, the others NULL."""
    first, last = (pa.scalar(edge, values.type) for edge in _edges(values.type))
    is_held = pc.and_(pc.greater_equal(values, first), pc.less_equal(values, last))
    return pc.if_else(is_held, values, pa.scalar(None, values.type))


def _edges(kind: pa.DataType) -> tuple[date, date]:
    """The first and the last such day or moment; without a zone they count as UTC."""
    if pa.types.is_date(kind):
        return date.min, date.max
    return (FIRST, LAST) if kind.tz else (FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None))


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
