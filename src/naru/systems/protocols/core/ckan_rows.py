"""``datastore_search`` and its answer, over a table's own columns: what is asked becomes a selection, never SQL."""

from collections.abc import Mapping
from typing import Any

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_filters import Filter, Operator, find_column, read_value
from naru.data.query.core.rows import Selection, Sort, parse_search

LIMIT_MOST = 10_000
TYPES = {
    ColumnType.INTEGER: "int8",
    ColumnType.DECIMAL: "float8",
    ColumnType.BOOLEAN: "bool",
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "timestamptz",
    ColumnType.YEAR: "int4",
    ColumnType.TIME: "time",
    ColumnType.GEOMETRY: "json",
}


def fields(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": column.name,
            "type": TYPES.get(column.type, "text"),
            "info": {"label": column.plain_name, "unit": column.unit or "", "alias": column.alias},
        }
        for column in columns
    ]


def selection(columns: tuple[Column, ...], asked: Mapping[str, Any]) -> Selection:
    """``filters`` {column: value or values}, ``q``, ``fields``, ``sort`` ("요금 desc, 구"). Raises ``Refused`` as the rows API."""
    chosen = [find_column(columns, name) for name in names(asked.get("fields"))]
    return Selection(
        columns=tuple(dict.fromkeys(chosen)) or columns,
        filters=tuple(_filters(columns, asked.get("filters") or {})),
        sorts=tuple(_sorts(columns, asked.get("sort"))),
        search=parse_search(columns, str(asked.get("q") or "")),
    )


def names(value: Any) -> list[str]:
    """A list, or a text with commas."""
    listed = value if isinstance(value, list) else str(value or "").split(",")
    return [name for each in listed if (name := str(each).strip().strip('"'))]


def _filters(columns: tuple[Column, ...], given: Any) -> list[Filter]:
    if not isinstance(given, dict):
        raise Refused("ckan_query_unreadable", part="filters")
    found = []
    for name, wanted in given.items():
        column = find_column(columns, str(name))
        if isinstance(wanted, list):
            values = [read_value(column, _text(each)) for each in wanted]
            found.append(Filter(column=column, operator=Operator.IN, value=values))
        elif wanted is None:
            found.append(Filter(column=column, operator=Operator.IS_NULL, value=True))
        else:
            found.append(Filter(column=column, operator=Operator.EQ, value=read_value(column, _text(wanted))))
    return found


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _sorts(columns: tuple[Column, ...], value: Any) -> list[Sort]:
    found = []
    for part in names(value):
        name, _, way = part.rpartition(" ") if part.lower().endswith((" asc", " desc")) else (part, "", "")
        found.append(Sort(column=find_column(columns, name.strip().strip('"')), descending=way.lower() == "desc"))
    return found
