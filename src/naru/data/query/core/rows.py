"""A question to one table's rows, as people write it: columns, filters, order, groups and measures.

Columns are named as people know them or by alias. Values come as text and are read by the column's type; nothing a
person writes becomes SQL. ``row_tables.py`` answers the question.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, read_day
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences

PAGE_LIMIT = 10_000
GROUP_LIMIT = 100_000
SEARCH_WORDS = 10


class Operator(StrEnum):
    """As it is written in an address."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    CONTAINS = "contains"
    STARTS = "starts"
    IS_NULL = "is_null"


class Measure(StrEnum):
    """As it is written in an address; of a column none of them counts empty cells."""

    COUNT = "count"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """``value`` is of the column's type; a list of such for ``in``, a bool for ``is_null``."""

    column: Column
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """Empty cells come last, whichever way it goes."""

    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSearch:
    """Every one of ``words`` stands in some cell of the row, in any of ``columns``; letter case makes no difference."""

    words: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which cells are asked for, and in what order."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()
    search: RowSearch | None = None

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.filters or self.search)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Groups, and what is measured in each; a measure without a column counts rows."""

    groups: tuple[Column, ...]
    measures: tuple[tuple[Measure, Column | None], ...]
    filters: tuple[Filter, ...] = ()
    sort: str | None = None  # an output column's key, with "-" for descending
    limit: int = 1_000


def parse_selection(
    columns: Sequence[Column], *, names: str | None, filters: Sequence[str], sort: str | None, search: str = ""
) -> Selection:
    """``names`` and ``sort`` are comma-separated, ``-`` for descending; a filter reads ``column:operator:value``.

    Without ``names`` all columns; ``search`` looks into all of them too. Raises ``Refused`` as ``find_column`` and ``parse_filter``."""
    chosen = tuple(find_column(columns, name) for name in _listed(names)) or tuple(columns)
    return Selection(
        columns=tuple(dict.fromkeys(chosen)),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sorts=_sorts(columns, sort),
        search=parse_search(columns, search),
    )


def parse_search(columns: Sequence[Column], text: str) -> RowSearch | None:
    """At most ten words, split at spaces, in the columns that can be read as text; None where nothing is looked for."""
    words = tuple(dict.fromkeys(text.replace("\0", "").casefold().split()))[:SEARCH_WORDS]
    searched = tuple(column for column in columns if column.type is not ColumnType.GEOMETRY)
    return RowSearch(words=words, columns=searched) if words and searched else None


def _sorts(columns: Sequence[Column], sort: str | None) -> tuple[Sort, ...]:
    """A column that is named again says nothing more."""
    sorts: dict[Column, Sort] = {}
    for name in _listed(sort):
        column = find_column(columns, name.removeprefix("-"))
        sorts.setdefault(column, Sort(column=column, descending=name.startswith("-")))
    return tuple(sorts.values())


def parse_filter(columns: Sequence[Column], text: str) -> Filter:
    """``구:eq:중구``, ``요금:gte:1000``, ``구:in:중구,동구`` or ``구:in:["중구","동구"]``, ``요금:is_null:true``.

    Raises ``Refused``: ``filter_unreadable``, ``filter_needs_text``, ``filter_value``, ``column_not_found``."""
    name, _, rest = text.partition(":")
    operator, colon, value = rest.partition(":")
    if operator not in set(Operator) or not colon:
        raise Refused("filter_unreadable", filter=text, operators=", ".join(Operator))
    column = find_column(columns, name)
    return Filter(column=column, operator=Operator(operator), value=_operand(column, Operator(operator), value))


def parse_aggregate(
    columns: Sequence[Column],
    *,
    groups: str | None,
    measures: Sequence[str],
    filters: Sequence[str],
    sort: str | None,
    limit: int,
) -> Aggregate:
    """A measure reads ``count`` or ``sum:요금``; without any, rows are counted.

    Raises ``Refused``: ``measure_unreadable``, ``measure_needs_numbers``, and as ``parse_filter``."""
    return Aggregate(
        groups=tuple(dict.fromkeys(find_column(columns, name) for name in _listed(groups))),
        measures=tuple(dict.fromkeys(_parse_measure(columns, text) for text in measures or ("count",))),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sort=sort or None,
        limit=limit,
    )


def find_column(columns: Sequence[Column], name: str) -> Column:
    """By the name people see, else by alias. Raises ``Refused`` (``column_not_found``)."""
    for column in columns:
        if column.name == name:
            return column
    for column in columns:
        if column.alias == name:
            return column
    raise Refused("column_not_found", name=name, names=", ".join(column.name for column in columns[:20]))


def measure_key(measure: Measure, column: Column | None) -> str:
    """The output column of a measure: ``count``, ``sum_fee``."""
    return measure.value if column is None else f"{measure}_{column.alias}"


NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR})


def _parse_measure(columns: Sequence[Column], text: str) -> tuple[Measure, Column | None]:
    word, _, name = text.partition(":")
    if word not in set(Measure) or (not name and word != Measure.COUNT):
        raise Refused("measure_unreadable", measure=text, measures=", ".join(Measure))
    column = find_column(columns, name) if name else None
    if column is not None and not _measures(Measure(word), column.type):
        raise Refused("measure_needs_numbers", measure=word, column=column.name)
    return Measure(word), column


def _measures(measure: Measure, type_: ColumnType) -> bool:
    match measure:
        case Measure.SUM | Measure.AVG | Measure.MEDIAN:
            return type_ in NUMERIC
        case Measure.MIN | Measure.MAX:
            return type_ is not ColumnType.GEOMETRY
        case _:
            return True


def measure_label(measure: Measure, column: Column | None) -> str:
    """As the measure is asked for: ``count``, ``sum:요금``."""
    return measure.value if column is None else f"{measure}:{column.name}"


def _operand(column: Column, operator: Operator, value: str) -> Any:
    match operator:
        case Operator.IS_NULL:
            if value not in {"true", "false"}:
                raise _unreadable(column, value, WRITTEN[ColumnType.BOOLEAN])
            return value == "true"
        case Operator.IN:
            return [read_value(column, one) for one in _members(value)]
        case Operator.CONTAINS | Operator.STARTS if column.type not in {ColumnType.TEXT, ColumnType.TIME}:
            raise Refused("filter_needs_text", column=column.name, operator=operator.value)
        case Operator.CONTAINS | Operator.STARTS:
            return read_value(replace(column, type=ColumnType.TEXT), value)
        case _:
            return read_value(column, value)


def _members(value: str) -> list[str]:
    if value.startswith("["):
        try:
            listed = orjson.loads(value)
        except orjson.JSONDecodeError:
            listed = None
        if isinstance(listed, list):
            return [one if isinstance(one, str) else orjson.dumps(one).decode() for one in listed]
    return value.split(",")


INT64 = range(-(1 << 63), 1 << 63)


def read_value(column: Column, text: str) -> Any:
    """The text as a value of the column's type; an instant without an offset is the city's time. Raises ``Refused``
    (``filter_value``), which says how it is written."""
    try:
        return _read(column.type, text)
    except (ValueError, OverflowError):
        raise _unreadable(column, text, WRITTEN[column.type]) from None


def _unreadable(column: Column, text: str, written: Words) -> Refused:
    return Refused("filter_value", column=column.name, value=text[:100], wanted_ko=written.ko, wanted_en=written.en)


WRITTEN = {
    ColumnType.INTEGER: Words("정수(1200)", "a whole number (1200)"),
    ColumnType.YEAR: Words("연도(2021)", "a year (2021)"),
    ColumnType.DECIMAL: Words("수(3.5)", "a number (3.5)"),
    ColumnType.BOOLEAN: Words("true 또는 false", "true or false"),
    ColumnType.DATE: Words("날짜(2021-08-12)", "a date (2021-08-12)"),
    ColumnType.MONTH: Words("연월(2021-08)", "a month (2021-08)"),
    ColumnType.QUARTER: Words("분기(2021-Q3)", "a quarter (2021-Q3)"),
    ColumnType.DATETIME: Words("일시(2021-08-12T09:30)", "a time (2021-08-12T09:30)"),
    ColumnType.TIME: Words("시각(09:30:00)", "a time of day (09:30:00)"),
    ColumnType.TEXT: Words("글자", "text"),
    ColumnType.GEOMETRY: Words("is_null 조건의 true 또는 false", "true or false, and that with is_null alone"),
}


def _read(type_: ColumnType, text: str) -> Any:
    match type_:
        case ColumnType.INTEGER | ColumnType.YEAR:
            return _checked(int(text), int(text) in INT64)
        case ColumnType.DECIMAL:
            return _checked(float(text), math.isfinite(float(text)))
        case ColumnType.BOOLEAN:
            return _checked(text == "true", text in {"true", "false"})
        case ColumnType.DATE | ColumnType.MONTH | ColumnType.QUARTER:
            return read_day(type_, text)
        case ColumnType.DATETIME:
            moment = datetime.fromisoformat(text)  # without an offset it is the city's time
            return moment if moment.tzinfo else moment.replace(tzinfo=CITY_ZONE)
        case ColumnType.TIME:
            return _clock(text)
        case ColumnType.TEXT:
            return _checked(text, "\0" not in text)
        case ColumnType.GEOMETRY:
            raise ValueError(text)


CLOCK = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?")


def _clock(text: str) -> str:
    """A time of day as the lake keeps it: "9:05" → "09:05:00", up to the end of the day, "24:00:00"."""
    found = CLOCK.fullmatch(text.strip())
    hour, minute, second = found.groups() if found else ("", "", "")
    clock = f"{hour:0>2}:{minute}:{second or '00'}"
    return str(_checked(clock, found is not None and clock <= "24:00:00"))


def _checked(value: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError(value)
    return value


def _listed(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]
