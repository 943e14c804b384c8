"""Conditions on a table's rows as people write them: ``column:operator:value``, the value read by the column's type.

Nothing that a person writes becomes SQL. ``row_conditions.py`` makes them expressions.
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
from naru.data.catalogue import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.catalogue.core.columns import Column, ColumnType, read_day


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """``value`` is of the column's type; a list of such for ``in``, a bool for ``is_null``."""

    column: Column
    operator: Operator
    value: Any


def parse_filter(columns: Sequence[Column], text: str) -> Filter:
    """``구:eq:중구``, ``요금:gte:1000``, ``구:in:중구,동구`` or ``구:in:["중구","동구"]``, ``요금:is_null:true``.

    Raises ``Refused``: ``filter_unreadable``, ``filter_needs_text``, ``filter_value``, ``column_not_found``."""
    name, _, rest = text.partition(":")
    operator, colon, value = rest.partition(":")
    if operator not in set(Operator) or not colon:
        raise Refused("filter_unreadable", filter=text, operators=", ".join(Operator))
    column = find_column(columns, name)
    return Filter(column=column, operator=Operator(operator), value=_operand(column, Operator(operator), value))


def find_column(columns: Sequence[Column], name: str) -> Column:
    """By the name people see, else by alias. Raises ``Refused`` (``column_not_found``)."""
    for column in columns:
        if column.name == name:
            return column
    for column in columns:
        if column.alias == name:
            return column
    raise Refused("column_not_found", name=name, names=", ".join(column.name for column in columns[:20]))


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
