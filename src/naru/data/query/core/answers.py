"""An SQL answer as columns with types and meanings, so that it can be charted, mapped and downloaded like a table.

An answer's columns carry only names and engine types. A column named as one of a table that was asked has that column's
unit and meaning; a sum or mean of it (``sum(요금)``) has its unit.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import ibis
import pyarrow as pa

from naru.base.kit.clock import CITY_ZONE, in_city
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, Profile, read_day
from naru.data.query.core.values import SqlResult
from naru.data.tables.core import lexicon
from naru.data.tables.core.arrow_types import ARROW_TYPES

_AGGREGATE = re.compile(r'^(sum|avg|min|max|median|mean|any_value|round)\("?(?P<name>.*?)"?\)$', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as a small table; its columns' aliases are ``c1``, ``c2``, …"""

    columns: tuple[Column, ...]
    table: pa.Table

    @property
    def rows(self) -> int:
        return int(self.table.num_rows)

    def run(self, expression: Any) -> pa.Table:
        """Carry out an expression over ``expression()``, in an engine of its own without files or network, in UTC."""
        engine = ibis.duckdb.connect()
        try:
            engine.raw_sql("set enable_external_access = false")
            engine.raw_sql("set TimeZone = 'UTC'")
            return engine.to_pyarrow(expression)
        finally:
            engine.disconnect()

    def expression(self) -> Any:
        """The table for ``run`` and for charts, maps and downloads."""
        return ibis.memtable(self.table)


def read_answer(result: SqlResult, asked: Iterable[Column] = ()) -> Answer:
    """The answer with types and meanings; ``asked`` are the columns of the tables that the query named.

    Instants without an offset are the city's time. What does not fit the engine's type becomes text, never an error."""
    known = {column.name.casefold(): column for column in asked}
    cells = list(zip(*result.rows, strict=True)) or [()] * len(result.columns)
    columns, arrays = [], []
    for index, (column, values) in enumerate(zip(result.columns, cells, strict=True), start=1):
        type_, read = _typed(column.name, column.type, values)
        type_ = _period(type_, read, known.get(column.name.casefold()))
        columns.append(_described(column.name, f"c{index}", type_, read, known))
        arrays.append(pa.array(read, ARROW_TYPES[type_]))
    names = [column.alias for column in columns]
    return Answer(columns=tuple(columns), table=pa.table(arrays, names=names))


def _described(name: str, alias: str, type_: ColumnType, values: Sequence[Any], known: Mapping[str, Column]) -> Column:
    same = known.get(name.casefold())
    inner = _AGGREGATE.match(name)
    source = same or (known.get(inner["name"].casefold()) if inner else None)
    present = [value for value in values if value is not None]
    ends = (min(present), max(present)) if present and type_ in _DATED else None
    return Column(
        name=name,
        alias=alias,
        type=type_,
        unit=source.unit if source and type_ in _COUNTED else None,
        meaning=_meaning(name, type_, same),
        epsg=same.epsg if same else None,
        nulls=len(values) - len(present),
        distinct=len(set(present)),
        profile=Profile(minimum=ends[0].isoformat(), maximum=ends[1].isoformat()) if ends else None,
    )


def _meaning(name: str, type_: ColumnType, same: Column | None) -> Meaning | None:
    if same is not None and (same.type is type_ or {same.type, type_} <= _COUNTED):
        return same.meaning
    if type_ in _COUNTED and name.casefold() in lexicon.ANSWERED_LATITUDES:
        return Meaning.LATITUDE
    return Meaning.LONGITUDE if type_ in _COUNTED and name.casefold() in lexicon.ANSWERED_LONGITUDES else None


def _typed(name: str, kind: str, values: Sequence[Any]) -> tuple[ColumnType, list[Any]]:
    """The column's type with its values read; what does not fit the engine's type stays text."""
    try:
        match kind:
            case "integer" if lexicon.ANSWERED_YEAR.search(name) and all(
                v is None or 1000 <= v <= 2999 for v in values
            ):
                return ColumnType.YEAR, list(values)
            case "integer" if all(v is None or -(1 << 63) <= v < 1 << 63 for v in values):
                return ColumnType.INTEGER, list(values)
            case "integer" | "decimal":
                return ColumnType.DECIMAL, [None if v is None else float(v) for v in values]
            case "boolean":
                return ColumnType.BOOLEAN, list(values)
            case "date":
                return _days(name, [None if v is None else date.fromisoformat(v) for v in values])
            case "datetime":
                return _instants(name, [None if v is None else datetime.fromisoformat(v) for v in values])
    except (ValueError, TypeError, OverflowError):
        pass
    return ColumnType.TEXT, [_text(value) for value in values]


def _days(name: str, days: list[date | None]) -> tuple[ColumnType, list[Any]]:
    """First days of months or quarters under a name that says so are such."""
    named = (
        ColumnType.QUARTER
        if lexicon.QUARTER.search(name)
        else ColumnType.MONTH
        if lexicon.ANSWERED_MONTH.search(name)
        else None
    )
    return (named if named and _are_first(named, days) else ColumnType.DATE), days


def _are_first(kind: ColumnType, days: Sequence[date | None]) -> bool:
    return all(day is None or read_day(kind, day.isoformat()) == day for day in days)


def _period(type_: ColumnType, days: Sequence[Any], same: Column | None) -> ColumnType:
    """Days out of a column of months or quarters are such, unless the query made other days of them."""
    if type_ not in {ColumnType.DATE, ColumnType.MONTH} or same is None or same.type not in _PERIODS:
        return type_
    return same.type if _are_first(same.type, days) else type_


def _instants(name: str, moments: list[datetime | None]) -> tuple[ColumnType, list[Any]]:
    """City time where no offset is said; midnights alone are days, as ``date_trunc`` makes them."""
    local = [None if m is None else (in_city(m) if m.tzinfo else m.replace(tzinfo=CITY_ZONE)) for m in moments]
    if any(local) and all(m is None or m.time() == time(0) for m in local):
        return _days(name, [None if m is None else m.date() for m in local])
    return ColumnType.DATETIME, local


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


_COUNTED = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_PERIODS = frozenset({ColumnType.MONTH, ColumnType.QUARTER})
_DATED = _PERIODS | {ColumnType.DATE, ColumnType.DATETIME}
