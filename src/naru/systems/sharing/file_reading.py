"""What a trace reads of a stranger's file: its columns of numbers. CSV in UTF-8 or CP949, or Parquet."""

from codecs import getincrementaldecoder
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.fingerprint import Figures

PARQUET_MAGIC = b"PAR1"
HEAD_BYTES = 4 << 20


def figures_of(path: Path) -> dict[str, Figures]:
    """By column, without nulls and NaN. Raises ``Refused``: ``trace_unreadable``."""
    try:
        table = _table(path)
    except (pa.ArrowException, OSError, UnicodeError):
        raise Refused("trace_unreadable", file=path.name) from None
    figures = {name: _figures(table[name]) for name in dict.fromkeys(table.column_names) if _is_number(table, name)}
    if not figures:
        raise Refused("trace_unreadable", file=path.name)
    return figures


def _table(path: Path) -> pa.Table:
    with path.open("rb") as file:
        is_parquet = file.read(len(PARQUET_MAGIC)) == PARQUET_MAGIC
    if is_parquet:
        return pq.read_table(path, columns=_flat_columns(path))
    return pacsv.read_csv(path, read_options=pacsv.ReadOptions(encoding=_encoding(path)))


def _encoding(path: Path) -> str:
    """By its first 4 MiB, whose last character may be cut off."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"


def _flat_columns(path: Path) -> list[str]:
    schema = pq.read_schema(path)
    return [field.name for field in schema if pa.types.is_integer(field.type) or pa.types.is_floating(field.type)]


def _is_number(table: pa.Table, name: str) -> bool:
    if table.column_names.count(name) > 1:
        return False
    kind = table.schema.field(name).type
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _figures(column: pa.ChunkedArray) -> Figures:
    wide = pa.int64() if pa.types.is_integer(column.type) else pa.float64()
    cells: Figures = pc.drop_null(column.combine_chunks()).cast(wide, safe=False).to_numpy(zero_copy_only=False)
    return cells[np.isfinite(cells)]
