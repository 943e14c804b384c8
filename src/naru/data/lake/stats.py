"""What a Parquet file's footer says of its rows, as a Delta log's ``stats`` (Delta protocol, per-file statistics).

A reader skips a file by its bounds, so a wrong one loses rows in silence. So does a missing one: deltalake's dataset takes
the silence for a file without such rows. Every column of an ordered type has bounds in every file in which it has values:

- Texts are cut off after 32 characters, as Spark does: a prefix is no greater than its text, and a prefix with the last
  of all characters behind it is greater.
- Numbers with a point have no greatest one that a footer would tell: it leaves out NaN, which Spark and DuckDB hold greater
  than any number. They may reach to infinity, written as Spark writes it.
- What a footer does not tell (no writer needs to; pyarrow does not of a text of 4 KB) is read from the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TEXT_LONGEST = 32  # of a bound, in characters
LAST_CHARACTER = "\U0010ffff"
INFINITY = "Infinity"


@dataclass(frozen=True, slots=True)
class _Column:
    nulls: int
    low: Any = None  # None where there is no value
    high: Any = None


def footer_stats(path: Path) -> tuple[int, str]:
    """The number of rows, and the stats as JSON."""
    footer = pq.read_metadata(path)
    schema = footer.schema.to_arrow_schema()
    minima: dict[str, Any] = {}
    maxima: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    for index, field in enumerate(schema if len(schema) == footer.num_columns else ()):  # of flat tables alone
        chunks = [footer.row_group(group).column(index) for group in range(footer.num_row_groups)]
        ordered = _is_ordered(field.type)
        column = _from_footer(chunks) if all(_is_told(chunk, ordered) for chunk in chunks) else _from_rows(path, field)
        nulls[field.name] = column.nulls
        if ordered and column.low is not None:
            minima[field.name], maxima[field.name] = _lower(column.low), _upper(column.high)
    stats = {"numRecords": footer.num_rows, "minValues": minima, "maxValues": maxima, "nullCount": nulls}
    return footer.num_rows, orjson.dumps(stats).decode()


_ORDERED = (
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_date,
    pa.types.is_timestamp,
    pa.types.is_string,
    pa.types.is_large_string,
)


def _is_ordered(kind: pa.DataType) -> bool:
    return any(is_of(kind) for is_of in _ORDERED)


def _is_told(chunk: Any, ordered: bool) -> bool:
    told = chunk.statistics
    if told is None or not told.has_null_count:
        return False
    return not ordered or told.has_min_max or told.null_count == chunk.num_values


def _from_footer(chunks: Sequence[Any]) -> _Column:
    told = [chunk.statistics for chunk in chunks]
    valued = [each for each in told if each.has_min_max]
    return _Column(
        sum(each.null_count for each in told),
        min((each.min for each in valued), default=None),
        max((each.max for each in valued), default=None),
    )


def _from_rows(path: Path, field: pa.Field) -> _Column:
    column = pq.read_table(path, columns=[field.name]).column(0)
    if not _is_ordered(field.type):
        return _Column(column.null_count)
    bounds = pc.min_max(column).as_py()
    return _Column(column.null_count, bounds["min"], bounds["max"])


def _lower(value: Any) -> Any:
    match value:
        case str():
            return value[:TEXT_LONGEST]
        case float():
            return value or -0.0 if isfinite(value) else f"-{INFINITY}"
        case _:
            return _json(value)


def _upper(value: Any) -> Any:
    match value:
        case float():
            return INFINITY
        case str() if len(value) > TEXT_LONGEST:
            return value if value[TEXT_LONGEST] == LAST_CHARACTER else value[:TEXT_LONGEST] + LAST_CHARACTER
        case _:
            return _json(value)


def _json(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        case date():
            return value.isoformat()
        case _:
            return value
