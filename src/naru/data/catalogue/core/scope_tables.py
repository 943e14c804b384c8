"""A table as a reader of parts sees it: rows outside the scope are gone, and cells outside it are empty.

It comes before anything else that is asked of a relation, so that no filter, order, group, join or position of the
reader's own ever meets a value outside the scope.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.entitlement import ReadScope, TableScope
from naru.data.catalogue.core.row_conditions import condition
from naru.data.catalogue.core.row_filters import parse_filter
from naru.data.lake.positions import POSITION

NOTHING = False


def scoped(table: ir.Table, columns: Sequence[Column], scope: ReadScope) -> ir.Table:
    """``columns`` are all of the version's, by alias in ``table``; positions, where it has them, run on from 0.

    A condition that no longer reads, because its column is gone or of another type, gives nothing.
    """
    if scope.is_whole:
        return table
    given = [(part, _holds(table, columns, part)) for part in scope.parts]
    numbered = POSITION in table.columns
    order = {POSITION: ibis.row_number().over(order_by=table[POSITION])} if numbered else {}
    kept = table.filter(ibis.or_(*(holds for _, holds in given)))
    cells = {column.alias: _cell(table, column, given) for column in scope.columns(columns)}
    return kept.select(**{**cells, **order})


def scoped_sql(columns: Sequence[Column], scope: ReadScope, schema: ibis.Schema, *, source: str, within: str) -> str:
    """The same as one SELECT for DuckDB, from the relation ``within.source`` that has this ``schema``."""
    relation = scoped(ibis.table(schema, name=source, database=within), columns, scope)
    return str(ibis.to_sql(relation, dialect="duckdb"))


def _cell(table: ir.Table, column: Column, given: Sequence[tuple[TableScope, Any]]) -> Any:
    """The cell where a part that gives its row gives it; else empty."""
    cell = table[column.alias]
    giving = [holds for part, holds in given if part.gives(column)]
    if len(giving) == len(given):
        return cell
    return ibis.ifelse(ibis.or_(*giving), cell, ibis.null(cell.type()))


def _holds(table: ir.Table, columns: Sequence[Column], part: TableScope) -> Any:
    try:
        filters = [parse_filter(columns, text) for text in part.rows]
    except Refused:
        return ibis.literal(NOTHING)
    met = [condition(table[each.column.alias], each).fill_null(NOTHING) for each in filters]
    return ibis.and_(ibis.literal(not NOTHING), *met)
