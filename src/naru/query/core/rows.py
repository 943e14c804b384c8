"""A question to one table's rows: filters, order, page, groups; and the Ibis expression that answers it.

Columns are named as people know them or by alias. Values come as text, are read by the column's type and become
literals of the expression; nothing a person writes becomes SQL.

*Theory of operation of a page.* Rows are ordered by the sort columns (empty cells last) and then by their position in
the version, so the order is total. A page's cursor holds the last row's sort values and position; the next page is what
comes after them. Without a sort the position alone decides and every page costs the same, however far into the table.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir
import orjson

from naru.catalogue.core.columns import Column, ColumnType, read_day
from naru.kit.clock import CITY_ZONE
from naru.kit.refusals import Refused
from naru.kit.words import Words
from naru.lake.positions import POSITION
from naru.query import refusals as _refusals  # noqa: F401 - declares the sentences

PAGE_LIMIT = 10_000
GROUP_LIMIT = 100_000


class Operator(StrEnum):
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
    COUNT = "count"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    column: Column
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which cells are asked for, and in what order."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Groups, and what is measured in each; a measure without a column counts rows."""

    groups: tuple[Column, ...]
    measures: tuple[tuple[Measure, Column | None], ...]
    filters: tuple[Filter, ...] = ()
    sort: str | None = None  # an output column's key, with "-" for descending
    limit: int = 1_000


def parse_selection(
    columns: Sequence[Column], *, names: str | None, filters: Sequence[str], sort: str | None
) -> Selection:
    """``names`` and ``sort`` are comma-separated; a filter reads ``column:operator:value``."""
    chosen = tuple(find_column(columns, name) for name in _listed(names)) or tuple(columns)
    return Selection(
        columns=tuple(dict.fromkeys(chosen)),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sorts=tuple(
            Sort(column=find_column(columns, name.removeprefix("-")), descending=name.startswith("-"))
            for name in _listed(sort)
        ),
    )


def parse_filter(columns: Sequence[Column], text: str) -> Filter:
    """``구:eq:중구``, ``요금:gte:1000``, ``구:in:중구,동구`` or ``구:in:["중구","동구"]``, ``요금:is_null:true``."""
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
    """A measure reads ``count`` or ``sum:요금``."""
    return Aggregate(
        groups=tuple(dict.fromkeys(find_column(columns, name) for name in _listed(groups))),
        measures=tuple(dict.fromkeys(_parse_measure(columns, text) for text in measures or ("count",))),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sort=sort or None,
        limit=limit,
    )


def find_column(columns: Sequence[Column], name: str) -> Column:
    """By the name people see, else by alias."""
    for column in columns:
        if column.name == name:
            return column
    for column in columns:
        if column.alias == name:
            return column
    raise Refused("column_not_found", name=name, names=", ".join(column.name for column in columns[:20]))


def rows_expression(table: ir.Table, selection: Selection) -> ir.Table:
    """All the selected rows in order, columns by alias, without their positions: what a download streams."""
    kept = _filtered(table, selection.filters)
    ordered = kept.order_by(_order(kept, selection)) if selection.sorts else kept
    return ordered.select([column.alias for column in selection.columns])


def page_expression(table: ir.Table, selection: Selection, *, after: Sequence[Any] | None, limit: int) -> ir.Table:
    """One page and the sort values and position of each row; ``table`` has positions. Ask one row more than shown."""
    kept = _filtered(table, selection.filters)
    if after is not None:
        kept = kept.filter(_comes_after(kept, selection, after))
    if not selection.filters and not selection.sorts:  # the page's very rows: no other row group is opened
        last = -1 if after is None else after[0]
        kept = kept.filter(kept[POSITION] <= last + limit)
    keys = {f"naru_key_{index}": kept[sort.column.alias] for index, sort in enumerate(selection.sorts)}
    shown = [kept[column.alias] for column in selection.columns]
    ordered = kept.order_by(_order(kept, selection)).limit(limit)
    return ordered.select(*shown, **keys, naru_position=kept[POSITION])


def count_expression(table: ir.Table, selection: Selection) -> ir.Table:
    return _filtered(table, selection.filters).aggregate(rows=lambda kept: kept.count())


def jump_expression(table: ir.Table, selection: Selection, *, offset: int, limit: int) -> ir.Table:
    """The page that begins ``offset`` rows in; by position where nothing is filtered or sorted, else by counting."""
    if not selection.filters and not selection.sorts:
        return page_expression(table, selection, after=[offset - 1], limit=limit)
    return page_expression(table, selection, after=None, limit=offset + limit).limit(limit, offset=offset)


def cursor_values(selection: Selection, row: dict[str, Any]) -> list[Any]:
    """What a cursor remembers of the last row shown."""
    keys = [_plain(row[f"naru_key_{index}"]) for index in range(len(selection.sorts))]
    return [*keys, row[POSITION]]


def ordering(selection: Selection) -> str:
    """The name of the question and its order, to which a cursor belongs."""
    return orjson.dumps(
        {
            "filters": [[one.column.alias, one.operator, _plain(one.value)] for one in selection.filters],
            "sorts": [[sort.column.alias, sort.descending] for sort in selection.sorts],
        },
        default=str,
    ).decode()


def aggregate_expression(table: ir.Table, asked: Aggregate) -> ir.Table:
    kept = _filtered(table, asked.filters)
    measured = {measure_key(measure, column): _measured(kept, measure, column) for measure, column in asked.measures}
    groups = [kept[column.alias] for column in asked.groups]
    answer = kept.group_by(groups).aggregate(**measured) if groups else kept.aggregate(**measured)
    return answer.order_by(_aggregate_order(answer, asked)).limit(asked.limit)


def measure_key(measure: Measure, column: Column | None) -> str:
    """The output column of a measure: ``count``, ``sum_fee``."""
    return measure.value if column is None else f"{measure}_{column.alias}"


def _filtered(table: ir.Table, filters: Sequence[Filter]) -> ir.Table:
    return table.filter([_predicate(table[one.column.alias], one) for one in filters]) if filters else table


def _predicate(cell: Any, asked: Filter) -> Any:
    value = asked.value
    if asked.operator not in {Operator.IN, Operator.IS_NULL}:
        value = _literal(asked.column, value)
    match asked.operator:
        case Operator.EQ:
            return cell == value
        case Operator.NE:
            return (cell != value) | cell.isnull()
        case Operator.LT:
            return cell < value
        case Operator.LTE:
            return cell <= value
        case Operator.GT:
            return cell > value
        case Operator.GTE:
            return cell >= value
        case Operator.IN:
            return cell.isin([_literal(asked.column, one) for one in value])
        case Operator.CONTAINS:
            return cell.contains(value)
        case Operator.STARTS:
            return cell.startswith(value)
        case Operator.IS_NULL:
            return cell.isnull() if value else cell.notnull()


def _order(table: ir.Table, selection: Selection) -> list[Any]:
    keys: list[Any] = []
    for sort in selection.sorts:
        cell = table[sort.column.alias]
        keys.append(cell.desc(nulls_first=False) if sort.descending else cell.asc(nulls_first=False))
    return [*keys, table[POSITION].asc()]


def _comes_after(table: ir.Table, selection: Selection, after: Sequence[Any]) -> Any:
    """The rows behind the cursor in the lexicographic order of sort values, then position; empty cells come last."""
    if len(after) != len(selection.sorts) + 1 or not _is_position(after[-1]):
        raise Refused("bad_cursor")
    behind: Any = table[POSITION] > after[-1]
    for sort, last in reversed(list(zip(selection.sorts, after[:-1], strict=True))):
        cell = table[sort.column.alias]
        if last is None:
            behind = cell.isnull() & behind
            continue
        value = _literal(sort.column, read_value(sort.column, _told(last)))
        further = cell < value if sort.descending else cell > value
        behind = further | cell.isnull() | ((cell == value) & behind)
    return behind


def _told(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_position(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -1 <= value < 1 << 62


def _measured(table: ir.Table, measure: Measure, column: Column | None) -> Any:
    if column is None:
        return table.count()
    cell = table[column.alias]
    match measure:
        case Measure.COUNT:
            return cell.count()
        case Measure.SUM:
            return cell.sum()
        case Measure.AVG:
            return cell.mean()
        case Measure.MIN:
            return cell.min()
        case Measure.MAX:
            return cell.max()
        case Measure.MEDIAN:
            return cell.median()
        case Measure.DISTINCT:
            return cell.nunique()


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


def _aggregate_order(answer: ir.Table, asked: Aggregate) -> list[Any]:
    groups = [answer[column.alias].asc(nulls_first=False) for column in asked.groups]
    if asked.sort is None:
        return groups or [answer[answer.columns[0]].asc()]
    key = asked.sort.removeprefix("-")
    named = {column.name: column.alias for column in asked.groups}
    labelled = {measure_label(measure, column): measure_key(measure, column) for measure, column in asked.measures}
    found = {**named, **labelled}.get(key, key)
    if found not in answer.columns:
        raise Refused("column_not_found", name=key, names=", ".join([*named, *labelled]))
    cell = answer[found]
    return [cell.desc(nulls_first=False) if asked.sort.startswith("-") else cell.asc(nulls_first=False), *groups]


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
    """The text as a value of the column's type."""
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
        case ColumnType.TEXT | ColumnType.TIME:
            return _checked(text, "\0" not in text)
        case ColumnType.GEOMETRY:
            raise ValueError(text)


def _checked(value: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError(value)
    return value


LITERALS = {
    ColumnType.INTEGER: "int64",
    ColumnType.YEAR: "int64",
    ColumnType.DECIMAL: "float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.MONTH: "date",
    ColumnType.QUARTER: "date",
    ColumnType.DATETIME: "timestamp('UTC')",
}


def _literal(column: Column, value: Any) -> Any:
    return ibis.literal(value, LITERALS.get(column.type, "string"))


def _plain(value: Any) -> Any:
    """A value as a cursor keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _listed(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]
