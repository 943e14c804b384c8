"""Parts of dates as columns that a question may name: ``일자.month``, ``일시.hour``; a week begins on Monday (ISO 8601)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir

from naru.base.kit.clock import CITY_ZONE
from naru.data.catalogue.core.columns import Column, ColumnType

DATED = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.MONTH, ColumnType.QUARTER})
MARK = "."


class DatePart(StrEnum):
    """As it is written behind the column's name."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"  # 1 Monday to 7 Sunday
    HOUR = "hour"


def with_part_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns, and behind them what may be asked of the dates among them."""
    return [*columns, *(_part(column, part) for column in columns for part in _parts(column))]


def _parts(column: Column) -> list[DatePart]:
    if column.type not in DATED:
        return []
    return [part for part in DatePart if part is not DatePart.HOUR or column.type is ColumnType.DATETIME]


def _part(column: Column, part: DatePart) -> Column:
    return Column(name=f"{column.name}{MARK}{part}", alias=f"{column.alias}{MARK}{part}", type=ColumnType.INTEGER)


def with_parts(table: ir.Table, asked: Iterable[Column]) -> ir.Table:
    """The table with the parts that are asked for; instants are the city's time."""
    wanted = {column.alias: column for column in asked if MARK in column.alias and column.alias not in table.columns}
    return table.mutate(**{alias: _value(table, alias) for alias in wanted}) if wanted else table


def _value(table: ir.Table, alias: str) -> Any:
    source, _, part = alias.rpartition(MARK)
    moment = table[source]
    if moment.type().is_timestamp():
        moment = moment.cast("timestamp") + ibis.interval(minutes=_city_minutes())
    match DatePart(part):
        case DatePart.WEEKDAY:
            return (moment.day_of_week.index() + 1).cast("int64")
        case DatePart.HOUR:
            return moment.hour().cast("int64")
        case DatePart.DAY:
            return moment.day().cast("int64")
        case DatePart.MONTH:
            return moment.month().cast("int64")
        case DatePart.QUARTER:
            return moment.quarter().cast("int64")
        case DatePart.YEAR:
            return moment.year().cast("int64")


def _city_minutes() -> int:
    """East of UTC; the city's clock has not been moved since 1988."""
    offset = datetime(2000, 1, 1, tzinfo=CITY_ZONE).utcoffset() or timedelta(0)
    return int(offset.total_seconds() // 60)
