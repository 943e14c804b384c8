"""Parquet: taken at its word, its schema brought to the types the lake knows.

The lake holds whole numbers of 64 bits and floats. Numbers of other kinds are brought to these where every one of the
column's values keeps all its digits; where one would not, the column is text, digit for digit. That is decided before the
rows are read, by a pass over those columns alone.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.cells import as_text
from naru.data.ingest.core.values import COLUMNS_LIMIT
from naru.data.tables.core.numbers import INT64

ROWS_LIMIT = 500_000_000
BATCH_ROWS = 65_536
BATCH_CELLS = 4 << 20  # a wide table's batches have fewer rows
ANYONE_ASKS = 64 << 20  # bytes at once
BUFFER_BYTES = 1 << 16  # of each column: a row group's columns are read along, not whole
SAFE_CODECS = frozenset(
    {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"}
)  # Brotli's pages overrun the engine's reader
INT64_DIGITS, FLOAT_DIGITS = 18, 15  # decimal digits that any such number keeps


def read_parquet(path: Path, name: str, *, as_they_are: Collection[str] = ()) -> pa.RecordBatchReader:
    """The file's rows in batches whose nested columns are written as JSON text; columns named in ``as_they_are`` come
    untouched.

    Raises ``Refused``: ``file_is_broken`` (also while the batches are read), ``codec_not_read``, ``table_too_wide``, ``no_table_found``;
    raises MemoryError where a sound file asks for more than there is."""
    try:
        file = pq.ParquetFile(
            path,
            buffer_size=BUFFER_BYTES,
            coerce_int96_timestamp_unit="us",  # nanoseconds end in 2262, and "without end" is 9999
            thrift_string_size_limit=64 << 20,
            thrift_container_size_limit=1_000_000,
        )
        schema = file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(name, error) from error
    if len(schema) > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=name, columns=len(schema), limit=COLUMNS_LIMIT)
    if not len(schema) or file.metadata.num_rows > ROWS_LIMIT:
        raise Refused("no_table_found", file=name)
    try:
        unsafe = sorted(codecs(path) - SAFE_CODECS)
    except duckdb.Error as error:
        raise broken(name, error) from error
    if unsafe:
        raise Refused("codec_not_read", file=name, codec=unsafe[0])
    rows = min(BATCH_ROWS, BATCH_CELLS // len(schema))
    with _explained(file, path, name):
        wanted = pa.schema(
            [field if field.name in as_they_are else _lake_field(file, i, field) for i, field in enumerate(schema)]
        )

    def batches() -> Iterator[pa.RecordBatch]:
        with _explained(file, path, name):
            for batch in file.iter_batches(batch_size=rows):
                batch.validate(full=True)
                columns = [_bring(batch.column(i), field.type) for i, field in enumerate(wanted)]
                yield pa.RecordBatch.from_arrays(columns, schema=wanted)

    return pa.RecordBatchReader.from_batches(wanted, batches())


def codecs(path: Path | str) -> set[str]:
    """How the file's columns are compressed, as its footer says: by the engine, for Arrow ends the process at an encrypted column.

    Raises ``duckdb.Error``."""
    with duckdb.connect(config={"threads": 1}) as engine:
        engine.execute(
            "set enable_geoparquet_conversion = false"
        )  # a footer that says half of a map's is read all the same
        found = engine.execute("select distinct compression from parquet_metadata(?)", [str(path)]).fetchall()
    return {codec for (codec,) in found}


@contextmanager
def _explained(file: pq.ParquetFile, path: Path, name: str) -> Iterator[None]:
    try:
        yield
    except pa.ArrowMemoryError as error:
        if _is_promised(error, path, file.metadata):
            raise MemoryError from error
        raise broken(name, error) from error
    except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
        raise broken(name, error) from error


def _is_promised(error: MemoryError, path: Path, metadata: pq.FileMetaData) -> bool:
    """Could a sound file have asked for so much at once? A damaged one asks for more than it says that it holds."""
    asked = max(map(int, re.findall(r"\d+", str(error))), default=0)
    groups: Iterator[int] = (metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    return asked <= max(ANYONE_ASKS, path.stat().st_size, *groups)


def broken(name: str, error: Exception) -> Refused:
    """The refusal ``file_is_broken`` with the first line of what the reader said."""
    reason = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
    return Refused("file_is_broken", file=name, format="Parquet", reason=reason)


def lake_type(kind: pa.DataType) -> pa.DataType | None:
    """The lake's type for one of Parquet's: 64-bit numbers, days, times, UTC instants and text; None where that depends
    on the values, for a number may have more digits than fit."""
    types = pa.types
    match kind:
        case _ if types.is_dictionary(kind):
            return lake_type(kind.value_type)
        case _ if types.is_uint64(kind):
            return None
        case _ if types.is_integer(kind):
            return pa.int64()
        case _ if types.is_floating(kind):
            return pa.float64()
        case _ if types.is_decimal(kind) and kind.scale == 0:
            return pa.int64() if kind.precision <= INT64_DIGITS else None
        case _ if types.is_decimal(kind):
            return pa.float64() if kind.scale > 0 and kind.precision <= FLOAT_DIGITS else None
        case _ if types.is_boolean(kind):
            return kind
        case _ if types.is_date(kind):
            return pa.date32()
        case _ if types.is_time(kind):
            return pa.time64("us")
        case _ if types.is_timestamp(kind):
            return pa.timestamp("us", "UTC" if kind.tz else None)
        case _:
            return pa.string()


def kept_as_text(path: Path) -> list[str]:
    """The columns of numbers that are read as text because a number of theirs has more digits than the lake's hold."""
    with pq.ParquetFile(path) as file:
        return [
            field.name
            for i, field in enumerate(file.schema_arrow)
            if lake_type(field.type) is None and pa.types.is_string(_lake_field(file, i, field).type)
        ]


def _lake_field(file: pq.ParquetFile, at: int, field: pa.Field) -> pa.Field:
    kind = lake_type(field.type)
    if kind is None:
        likely = pa.float64() if pa.types.is_decimal(field.type) and field.type.scale > 0 else pa.int64()
        kind = likely if all(_keep_their_digits(values, likely) for values in _column(file, field)) else pa.string()
    return pa.field(field.name, kind)


def _column(file: pq.ParquetFile, field: pa.Field) -> Iterator[pa.Array]:
    for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=[field.name]):
        values = batch.column(0)
        yield values.dictionary_decode() if pa.types.is_dictionary(values.type) else values


def _keep_their_digits(values: pa.Array, likely: pa.DataType) -> bool:
    """Are these numbers, brought to that type and back, the same?"""
    if pa.types.is_int64(likely):
        bounds = pc.min_max(values).as_py()
        return all(bound is None or int(bound) in INT64 for bound in bounds.values())
    try:
        there_and_back = as_floats(values).cast(pa.string()).cast(values.type)
    except pa.ArrowInvalid:
        return False
    return bool(pc.all(pc.equal(values, there_and_back)).as_py() in (True, None))


def _bring(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    source = column.type
    if source == kind:
        return column
    if pa.types.is_floating(kind) and not pa.types.is_float64(source):
        return as_floats(column)
    if pa.types.is_string(kind) and not _casts_to_text(source):
        return pa.array([None if value is None else _as_text(value) for value in column.to_pylist()], pa.string())
    return pc.cast(column, kind, safe=False)


def as_floats(values: pa.Array) -> pa.Array:
    """Decimals and shorter floats as the floats that are written the same: 0.1 is 0.1, not 0.10000000149. By way of
    their digits, for Arrow's own casts are a hair off (0.0065 becomes 0.006500000000000001)."""
    if pa.types.is_float16(values.type):
        values = values.cast(pa.float32())
    return values.cast(pa.string()).cast(pa.float64())


def _casts_to_text(kind: pa.DataType) -> bool:
    types = pa.types
    checks = (types.is_large_string, types.is_string_view, types.is_integer, types.is_decimal)
    return any(check(kind) for check in checks)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.hex()
    if isinstance(value, list | dict | tuple):
        import orjson

        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    return as_text(value) if isinstance(value, timedelta) else str(value)
