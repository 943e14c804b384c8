"""The columns of numbers in a stranger's file, CSV in UTF-8 or CP949 or Parquet; called in the limited child.

Figures leave the child as raw eight-byte numbers, one file a column, so that whoever reads them parses nothing.
"""

from codecs import getincrementaldecoder
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from naru.systems.sharing.core.fingerprint import Figures

PARQUET_MAGIC = b"PAR1"
HEAD_BYTES = 4 << 20


def write_figures(asked: Mapping[str, str]) -> list[list[str]]:
    """Write the numbers of ``asked["path"]`` into the folder ``asked["out"]`` as ``0``, ``1``, …: without nulls and NaN.

    Answers each file's [column, "int64" or "float64"], in their order; [] where the file cannot be read or has no numbers.
    """
    try:
        table = _table(Path(asked["path"]))
    except (pa.ArrowException, OSError, UnicodeError):
        return []
    written: list[list[str]] = []
    for name in table.column_names:
        if _is_number(table, name):
            figures = _figures(table[name])
            figures.tofile(Path(asked["out"]) / str(len(written)))
            written.append([name, figures.dtype.name])
    return written


def _table(path: Path) -> pa.Table:
    with path.open("rb") as file:
        is_parquet = file.read(len(PARQUET_MAGIC)) == PARQUET_MAGIC
    if is_parquet:
        with pq.ParquetFile(path) as parquet:
            return parquet.read(columns=_number_columns(parquet.schema_arrow))
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


def _number_columns(schema: pa.Schema) -> list[str]:
    return [field.name for field in schema if pa.types.is_integer(field.type) or pa.types.is_floating(field.type)]


def _is_number(table: pa.Table, name: str) -> bool:
    return table.column_names.count(name) == 1 and bool(_number_columns(table.select([name]).schema))


def _figures(column: pa.ChunkedArray) -> Figures:
    wide = pa.int64() if pa.types.is_integer(column.type) else pa.float64()
    cells: Figures = pc.drop_null(column.combine_chunks()).cast(wide, safe=False).to_numpy(zero_copy_only=False)
    return cells[np.isfinite(cells)]
