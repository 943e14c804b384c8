"""Conditions on rows as Ibis expressions over columns named by alias."""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_filters import Filter, Operator


def filtered(table: ir.Table, filters: Sequence[Filter]) -> ir.Table:
    return table.filter([condition(table[one.column.alias], one) for one in filters]) if filters else table


def condition(cell: Any, asked: Filter) -> Any:
    value = asked.value
    if asked.operator not in {Operator.IN, Operator.IS_NULL}:
        value = literal(asked.column, value)
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
            return cell.isin([literal(asked.column, one) for one in value])
        case Operator.CONTAINS:
            return cell.contains(value)
        case Operator.STARTS:
            return cell.startswith(value)
        case Operator.IS_NULL:
            return cell.isnull() if value else cell.notnull()


LITERALS = {
    ColumnType.INTEGER: "int64",
    ColumnType.YEAR: "int64",
    ColumnType.DECIMAL: "float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.MONTH: "date",
    ColumnType.QUARTER: "date",
    ColumnType.DATETIME: "timestamp('UTC')",
    ColumnType.GEOMETRY: "binary",
}


def literal(column: Column, value: Any) -> Any:
    return ibis.literal(value, LITERALS.get(column.type, "string"))
