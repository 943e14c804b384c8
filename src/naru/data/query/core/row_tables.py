"""The Ibis expressions that answer a question to one table's rows: a page, a count, groups, all that is selected.

*Theory of operation of a page.* Rows are ordered by the sort columns (empty cells last) and then by their position in
the version, so the order is total. A page's cursor holds the last row's sort values and position; the next page is what
comes after them. Without a sort the position alone decides and every page costs the same, however far into the table.
"""

import math
import operator
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import orjson
import shapely

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_conditions import condition, filtered, literal
from naru.data.catalogue.core.row_filters import Filter, Operator, read_value
from naru.data.lake.positions import POSITION
from naru.data.query.core.date_parts import with_parts
from naru.data.query.core.rows import (
    Aggregate,
    Measure,
    RowBox,
    RowSearch,
    Selection,
    measure_key,
    measure_label,
)


def rows_expression(table: ir.Table, selection: Selection) -> ir.Table:
    """All the selected rows in order, columns by alias, without their positions: what a download streams."""
    kept = _narrowed(with_parts(table, selection.asked), selection)
    ordered = kept.order_by(_order(kept, selection)) if selection.sorts else kept
    return ordered.select([column.alias for column in selection.columns])


def page_expression(table: ir.Table, selection: Selection, *, after: Sequence[Any] | None, limit: int) -> ir.Table:
    """One page with each row's sort values (``naru_key_0``, …) and position. Ask one row more than shown.

    ``table`` has positions; ``after`` is what ``cursor_values`` gave, else ``Refused`` ``bad_cursor`` is raised."""
    kept = _narrowed(with_parts(table, selection.asked), selection)
    if after is not None:
        kept = kept.filter(_comes_after(kept, selection, after))
    if not selection.narrows and not selection.sorts:  # the page's very rows: no other row group is opened
        last = -1 if after is None else after[0]
        kept = kept.filter(kept[POSITION] <= last + limit)
    keys = {f"naru_key_{index}": kept[sort.column.alias] for index, sort in enumerate(selection.sorts)}
    shown = [kept[column.alias] for column in selection.columns]
    ordered = kept.order_by(_order(kept, selection)).limit(limit)
    return ordered.select(*shown, **keys, naru_position=kept[POSITION])


def count_expression(table: ir.Table, selection: Selection) -> ir.Table:
    """One row with the column ``rows``: how many the filters leave."""
    return _narrowed(with_parts(table, selection.asked), selection).aggregate(rows=lambda kept: kept.count())


def jump_expression(table: ir.Table, selection: Selection, *, offset: int, limit: int) -> ir.Table:
    """The page that begins ``offset`` rows in; by position where nothing is filtered or sorted, else by counting."""
    if not selection.narrows and not selection.sorts:
        return page_expression(table, selection, after=[offset - 1], limit=limit)
    return page_expression(table, selection, after=None, limit=offset + limit).limit(limit, offset=offset)


def cursor_values(selection: Selection, row: dict[str, Any]) -> list[Any]:
    """What a cursor remembers of the last row shown: its sort values as JSON holds them, then its position."""
    keys = [_plain(row[f"naru_key_{index}"]) for index in range(len(selection.sorts))]
    return [*keys, row[POSITION]]


def ordering(selection: Selection) -> str:
    """The name of the question and its order, to which a cursor belongs."""
    return orjson.dumps(
        {
            "filters": [[one.column.alias, one.operator, _plain(one.value)] for one in selection.filters],
            **_more(selection),
            "sorts": [[sort.column.alias, sort.descending] for sort in selection.sorts],
            **({"search": selection.search.words} if selection.search else {}),
        },
        default=str,
    ).decode()


def _more(selection: Selection) -> dict[str, Any]:
    """What only some questions have, so that cursors of the others stay as they were."""
    box = selection.box
    either = [[one.column.alias, one.operator, _plain(one.value)] for one in selection.either]
    sides = [box.west, box.south, box.east, box.north] if box else []
    return {**({"either": either} if either else {}), **({"box": sides} if sides else {})}


def facet_expression(table: ir.Table, selection: Selection, column: Column, limit: int) -> ir.Table:
    """The column's values among the selected rows with how many ``rows`` have each, most first; ``value`` as in the lake."""
    kept = _narrowed(with_parts(table, [*selection.asked, column]), selection)
    counted = kept.group_by(value=kept[column.alias]).aggregate(rows=kept.count())
    return counted.order_by(counted["rows"].desc(), counted["value"].asc(nulls_first=False)).limit(limit)


def aggregate_expression(table: ir.Table, asked: Aggregate) -> ir.Table:
    """A row for each group, columns by alias and ``measure_key``; one row where nothing is grouped.

    Raises ``Refused`` (``column_not_found``) for a sort by anything else."""
    kept = _one_of(filtered(with_parts(table, asked.asked), asked.filters), asked.either)
    measured = {measure_key(measure, column): _measured(kept, measure, column) for measure, column in asked.measures}
    groups = [kept[column.alias] for column in asked.groups]
    answer = kept.group_by(groups).aggregate(**measured) if groups else kept.aggregate(**measured)
    for one in asked.having:
        answer = answer.filter(COMPARISONS[one.operator](answer[one.key], one.value))
    return answer.order_by(_aggregate_order(answer, asked)).limit(asked.limit)


def _narrowed(table: ir.Table, selection: Selection) -> ir.Table:
    kept = _one_of(filtered(table, selection.filters), selection.either)
    if selection.box is not None:
        kept = kept.filter(_within(kept, selection.box))
    return kept.filter(_said(kept, selection.search)) if selection.search else kept


def _one_of(table: ir.Table, either: Sequence[Filter]) -> ir.Table:
    """One of the conditions holds, where there are any."""
    return table.filter(ibis.or_(*(condition(table[one.column.alias], one) for one in either))) if either else table


def _within(table: ir.Table, box: RowBox) -> Any:
    """A point within the box, or a geometry whose own box meets it."""
    if len(box.placed) == 1:
        corners = [(box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north)]
        frame = shapely.to_wkb(shapely.Polygon(corners))
        return _meets(_geometry(table[box.placed[0].alias]), _geometry(ibis.literal(frame, "binary")))
    x, y = (table[column.alias].cast("float64") for column in box.placed)
    return x.between(box.west, box.east) & y.between(box.south, box.north) & ((x != 0) | (y != 0))


@ibis.udf.scalar.builtin(name="st_geomfromwkb")  # type: ignore[untyped-decorator]
def _geometry(wkb: dt.binary) -> dt.binary:
    """The engine's geometry of a WKB."""


@ibis.udf.scalar.builtin(name="st_intersects_extent")  # type: ignore[untyped-decorator]
def _meets(one: dt.binary, other: dt.binary) -> dt.boolean:
    """Whether the boxes about two geometries meet."""


COMPARISONS = {
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
}


def _said(table: ir.Table, search: RowSearch) -> list[Any]:
    """One condition a word: it stands in a cell as the cell is written."""
    cells = [table[column.alias].cast("string").lower().fill_null("") for column in search.columns]
    return [ibis.or_(*(cell.contains(ibis.literal(word, "string")) for cell in cells)) for word in search.words]


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
        value = literal(sort.column, _remembered(sort.column, last))
        further = cell < value if sort.descending else cell > value
        behind = further | cell.isnull() | ((cell == value) & behind)
    return behind


def _remembered(column: Column, last: Any) -> Any:
    """A sort value out of a cursor: whatever a cell can hold, also what no filter may name."""
    match column.type:
        case ColumnType.DECIMAL if last in {"nan", "inf", "-inf"}:
            return float(last)
        case ColumnType.TEXT:
            return str(last)
        case ColumnType.GEOMETRY if isinstance(last, str) and HEXADECIMAL.fullmatch(last):
            return bytes.fromhex(last)
    return read_value(column, str(last).lower() if isinstance(last, bool) else str(last))


HEXADECIMAL = re.compile(r"(?:[0-9a-f]{2})*")


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
        case _:
            assert measure.share is not None
            return cell.quantile(measure.share)


def _aggregate_order(answer: ir.Table, asked: Aggregate) -> list[Any]:
    groups = {column.alias: answer[column.alias].asc(nulls_first=False) for column in asked.groups}
    if asked.sort is None:
        return [*groups.values()] or [answer[answer.columns[0]].asc()]
    key = asked.sort.removeprefix("-")
    named = {column.name: column.alias for column in asked.groups}
    labelled = {measure_label(measure, column): measure_key(measure, column) for measure, column in asked.measures}
    found = {**named, **labelled}.get(key, key)
    if found not in answer.columns:
        raise Refused("column_not_found", name=key, names=", ".join([*named, *labelled]))
    cell = answer[found]
    first = cell.desc(nulls_first=False) if asked.sort.startswith("-") else cell.asc(nulls_first=False)
    return [first, *(order for alias, order in groups.items() if alias != found)]


def _plain(value: Any) -> Any:
    """A value as a cursor keeps it; JSON has no infinities and no bytes."""
    match value:
        case date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return str(value)
        case bytes():
            return value.hex()
        case list():
            return [_plain(one) for one in value]
    return value
