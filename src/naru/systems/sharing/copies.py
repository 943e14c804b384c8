"""A recipient's own copy of a version: rows and columns as far as the right goes, instants in UTC, and their mark.

Rows run through in batches, so that a copy of any size is made in the same memory; only a column that is to bear a mark is
held whole, once, while its mark is planned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import CITY_ZONE
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.lake.values import TableRef
from naru.systems.sharing.core import fingerprint
from naru.systems.sharing.core.fingerprint import MarkedColumn
from naru.systems.sharing.core.marked_batches import marked_batch
from naru.systems.sharing.entitlements import TableRight

BATCH_ROWS = 131_072
UTC_TIME = pa.timestamp("us", "UTC")
NAIVE = '"timestamp_ntz"'  # as Delta's schema writes an instant without a zone, which Parquet clients cannot read


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What makes a copy another table than its source. Without anything of it the lake's own files are lent."""

    scope: str = ""  # the right's key
    columns: tuple[str, ...] = ()  # to be marked
    in_utc: bool = False

    @property
    def is_needed(self) -> bool:
        return self != Recipe()

    def key(self) -> str:
        return sha256_of([self.scope, sorted(self.columns), self.in_utc])


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySource:
    """A version, and what of it is copied for whom."""

    ref: TableRef
    columns: Sequence[Column]  # all of the version's
    right: TableRight
    number: int  # of the version, as the catalogue counts


def recipe_of(right: TableRight, number: int, *, marked: Sequence[str], schema: str) -> Recipe:
    """``schema`` is the version's, as Delta writes it."""
    return Recipe(scope=right.key(number), columns=tuple(marked), in_utc=NAIVE in schema)


def can_bear_mark(column: Column, key: Sequence[str]) -> bool:
    """A measure that is no key: decimals, and sums of money in whole numbers. Counts and codes are never touched."""
    if column.alias in key or column.meaning in {Meaning.IDENTIFIER, Meaning.BUSINESS_NUMBER, Meaning.NAME}:
        return False
    return column.type is ColumnType.DECIMAL or (column.type is ColumnType.INTEGER and column.meaning is Meaning.MONEY)


def planned(source: CopySource, names: Sequence[str], before: Mapping[str, MarkedColumn]) -> tuple[MarkedColumn, ...]:
    """How the columns can be marked; as in the version before wherever that still fits, so that equal figures stay equal."""
    table = _scoped(source)
    made = (_planned(table, name, before.get(name)) for name in names if name in table.columns)
    return tuple(column for column in made if column is not None)


def _planned(table: ir.Table, name: str, before: MarkedColumn | None) -> MarkedColumn | None:
    batches = catalogue.engine().stream(table.select(name), BATCH_ROWS)
    pieces = [figures for batch in batches if (figures := _figures(batch.column(0))) is not None]
    column = fingerprint.planned(name, np.concatenate(pieces)) if pieces else None
    if column is None or before is None or column.decimals != before.decimals:
        return column
    return MarkedColumn(**asdict(column) | {"every": before.every})


def write(source: CopySource, target: Path, columns: Sequence[MarkedColumn], key: bytes) -> int:
    """The copy as one Parquet file; how many rows it has."""
    table, rows = _scoped(source), 0
    shape = _in_utc(table.schema().to_pyarrow())
    with pq.ParquetWriter(target, shape, compression="zstd") as writer:
        for batch in _batches(table):
            writer.write_batch(marked_batch(_utc_batch(batch, shape), columns, key))
            rows += batch.num_rows
    return rows


def as_json(columns: Sequence[MarkedColumn]) -> list[dict[str, Any]]:
    return [asdict(column) for column in columns]


def from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[MarkedColumn, ...]:
    return tuple(MarkedColumn(**each) for each in stored)


def _scoped(source: CopySource) -> ir.Table:
    return source.right.rows(catalogue.engine().table(source.ref), source.columns, source.number)


def _batches(table: ir.Table) -> Iterator[pa.RecordBatch]:
    return catalogue.engine().stream(table, BATCH_ROWS)


def _figures(cells: pa.Array) -> fingerprint.Figures | None:
    """Those that are neither null nor NaN; None where the column holds no numbers."""
    if not (pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type)):
        return None
    wide = pa.float64() if pa.types.is_floating(cells.type) else pa.int64()
    figures: fingerprint.Figures = pc.drop_null(cells).cast(wide).to_numpy(zero_copy_only=False)
    return figures[np.isfinite(figures)]


def _in_utc(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_type(UTC_TIME) if _is_naive(field.type) else field for field in schema])


def _utc_batch(batch: pa.RecordBatch, shape: pa.Schema) -> pa.RecordBatch:
    """An instant without a zone is read on the city's clock."""
    zone = str(CITY_ZONE)
    cells = [
        pc.assume_timezone(column, zone, ambiguous="earliest", nonexistent="latest")
        if _is_naive(column.type)
        else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(
        [cell.cast(field.type) for cell, field in zip(cells, shape, strict=True)], schema=shape
    )


def _is_naive(kind: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(kind) and kind.tz is None)
