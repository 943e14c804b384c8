"""A column's values as people and programs expect them: in JSON, and as text in CSV and spreadsheets.

JSON keeps instants in UTC; text shows the city's time. A month reads ``2005-01`` in both,
a quarter ``2017-Q1``.
"""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from naru.base.kit.clock import CITY_ZONE, LAST_INSTANT, in_city
from naru.data.catalogue.core.columns import Column, ColumnType, written_day

FORMULA_STARTS = "^[=+\\-@\\t\\r]"


def json_values(column: Column, values: pa.Array) -> list[Any]:
    """What ``orjson`` writes of a column; a geometry is GeoJSON written already (``orjson.Fragment``).

    NaN and the infinities become None, instants UTC with a ``Z``."""
    match column.type:
        case ColumnType.DATE | ColumnType.MONTH | ColumnType.QUARTER:
            return [None if value is None else written_day(column.type, value) for value in values.to_pylist()]
        case ColumnType.DATETIME:
            return [None if value is None else _utc(value) for value in values.to_pylist()]
        case ColumnType.DECIMAL:
            return [value if value is None or math.isfinite(value) else None for value in values.to_pylist()]
        case ColumnType.GEOMETRY:
            return [None if text is None else orjson.Fragment(text) for text in shapely.to_geojson(_shapes(values))]
        case _:
            return values.to_pylist()  # type: ignore[no-any-return]


def json_rows(columns: Sequence[Column], batch: pa.RecordBatch, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The batch's rows as objects; its columns lie in the order of ``columns``."""
    cells = [json_values(column, batch.column(index)) for index, column in enumerate(columns)]
    return [dict(zip(keys, row, strict=True)) for row in zip(*cells, strict=True)]


def text_batch(columns: Sequence[Column], batch: pa.RecordBatch, names: Sequence[str], *, safe: bool) -> pa.RecordBatch:
    """The batch as a CSV writer should print it; ``safe`` keeps a spreadsheet from reading text as a formula."""
    arrays = [_text(column, batch.column(index), safe=safe) for index, column in enumerate(columns)]
    return pa.RecordBatch.from_arrays(arrays, names=[_defused(name) if safe else name for name in names])


def _text(column: Column, values: pa.Array, *, safe: bool) -> pa.Array:
    match column.type:
        case ColumnType.MONTH:
            return pc.strftime(values, "%Y-%m")
        case ColumnType.QUARTER:
            return pa.array(json_values(column, values), pa.string())
        case ColumnType.DATETIME:
            last = pa.scalar(LAST_INSTANT, values.type)
            known = pc.if_else(pc.greater(values, last), last, values)
            seconds = pc.floor_temporal(known.cast(pa.timestamp("us")), unit="second").cast(pa.timestamp("s"))
            return pc.strftime(seconds.cast(pa.timestamp("s", CITY_ZONE.key)), "%Y-%m-%d %H:%M:%S")
        case ColumnType.GEOMETRY:
            return pa.array(shapely.to_wkt(_shapes(values), trim=True), pa.string())
        case ColumnType.TEXT if safe:
            risky = pc.match_substring_regex(values, FORMULA_STARTS)
            return pc.if_else(pc.fill_null(risky, False), pc.binary_join_element_wise("'", values, ""), values)
        case _:
            return values


def sheet_value(column: Column, value: Any) -> Any:
    """A value as a spreadsheet's cell: numbers and dates as such, instants in the city's time without a zone, the rest
    as text that is cut to what a cell holds."""
    match column.type:
        case _ if value is None:
            return None
        case ColumnType.DATETIME:
            return in_city(value).replace(tzinfo=None)
        case ColumnType.QUARTER:
            return written_day(column.type, value)
        case ColumnType.GEOMETRY:
            return _wkt(value)[:32_000]
        case ColumnType.INTEGER:
            return value if abs(value) < 10**15 else str(value)  # a sheet's numbers carry 15 digits
        case ColumnType.DECIMAL:
            return value if math.isfinite(value) else None
        case ColumnType.TEXT | ColumnType.TIME:
            return value[:32_767]
        case _:
            return value


def _defused(name: str) -> str:
    return f"'{name}" if name[:1] in {"=", "+", "-", "@", "\t", "\r"} else name


def _utc(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _shapes(values: pa.Array) -> Any:
    """The geometries of a column in WKB, None where there is none."""
    return shapely.from_wkb(values.to_numpy(zero_copy_only=False))


def _wkt(wkb: bytes) -> str:
    return str(shapely.to_wkt(shapely.from_wkb(wkb), trim=True))
