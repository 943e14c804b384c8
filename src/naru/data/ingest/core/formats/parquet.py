"""Parquet: taken at its word, its schema brought to the types the lake knows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.values import COLUMNS_LIMIT

ROWS_LIMIT = 500_000_000
BATCH_ROWS = 65_536
BATCH_CELLS = 4 << 20  # a wide table's batches have fewer rows
ANYONE_ASKS = 64 << 20  # bytes at once
BUFFER_BYTES = 1 << 16  # of each column: a row group's columns are read along, not whole


def read_parquet(path: Path, name: str) -> pa.RecordBatchReader:
    """The file's rows in batches whose nested columns are written as JSON text.

    Raises ``Refused``: ``file_is_broken`` (also while the batches are read), ``table_too_wide``, ``no_table_found``;
    raises MemoryError where a sound file asks for more than there is."""
    try:
        file = pq.ParquetFile(
            path, buffer_size=BUFFER_BYTES, thrift_string_size_limit=64 << 20, thrift_container_size_limit=1_000_000
        )
        schema = file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(name, error) from error
    if len(schema) > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=name, columns=len(schema), limit=COLUMNS_LIMIT)
    if not len(schema) or file.metadata.num_rows > ROWS_LIMIT:
        raise Refused("no_table_found", file=name)
    rows = min(BATCH_ROWS, BATCH_CELLS // len(schema))
    wanted = pa.schema([pa.field(field.name, lake_type(field.type)) for field in schema])

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            for batch in file.iter_batches(batch_size=rows):
                batch.validate(full=True)
                columns = [_bring(batch.column(i), field.type) for i, field in enumerate(wanted)]
                yield pa.RecordBatch.from_arrays(columns, schema=wanted)
        except pa.ArrowMemoryError as error:
            if _is_promised(error, path, file.metadata):
                raise MemoryError from error
            raise broken(name, error) from error
        except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
            raise broken(name, error) from error

    return pa.RecordBatchReader.from_batches(wanted, batches())


def _is_promised(error: MemoryError, path: Path, metadata: pq.FileMetaData) -> bool:
    """Could a sound file have asked for so much at once? A damaged one asks for more than it says that it holds."""
    asked = max(map(int, re.findall(r"\d+", str(error))), default=0)
    groups: Iterator[int] = (metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    return asked <= max(ANYONE_ASKS, path.stat().st_size, *groups)


def broken(name: str, error: Exception) -> Refused:
    """The refusal ``file_is_broken`` with the first line of what the reader said."""
    reason = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
    return Refused("file_is_broken", file=name, format="Parquet", reason=reason)


def lake_type(kind: pa.DataType) -> pa.DataType:
    """The lake's type for one of Parquet's: 64-bit numbers, days, UTC instants and text."""
    types = pa.types
    match kind:
        case _ if types.is_dictionary(kind):
            return lake_type(kind.value_type)
        case _ if types.is_uint64(kind):
            return pa.float64()
        case _ if types.is_integer(kind):
            return pa.int64()
        case _ if types.is_floating(kind) or types.is_decimal(kind):
            return pa.float64()
        case _ if types.is_boolean(kind):
            return kind
        case _ if types.is_date(kind):
            return pa.date32()
        case _ if types.is_timestamp(kind):
            return pa.timestamp("us", "UTC" if kind.tz else None)
        case _:
            return pa.string()


def _bring(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if column.type == kind:
        return column
    source = column.type
    if pa.types.is_string(kind) and not (pa.types.is_large_string(source) or pa.types.is_string_view(source)):
        return pa.array([None if value is None else _as_text(value) for value in column.to_pylist()], pa.string())
    return pc.cast(column, kind, safe=False)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.hex()
    if isinstance(value, list | dict | tuple):
        import orjson

        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    return str(value)
