"""A table's rows to look through: filtered, sorted, a page at a time, as a page or inside a dataset's page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query import metering
from naru.data.query.core.cells import text_batch
from naru.data.query.core.charts import has_place
from naru.data.query.core.row_tables import count_expression, jump_expression
from naru.data.query.core.rows import Operator, Selection, parse_filter, parse_selection
from naru.data.query.core.values import OpenTable
from naru.data.query.pages.parts import OPERATOR_WORDS, condition, is_fragment
from naru.data.query.reads import open_table, relation

PAGE = 50
DEEPEST = 100_000  # of a filtered or sorted table, whose pages are found by counting
COLUMNS_SHOWN = 60
WORDS_LONGEST = 300  # of what is looked for in the rows


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """``?table=<sql_name>&q=<words>&where=<column>:<operator>:<value>&sort=-<column>&from=<row>``"""
    table = open_table(request.GET.get("table", ""), person_of(request))
    where, wrong = _filters(request, table.columns)
    sort = request.GET.get("sort", "")
    words = _words(request)
    order = sort if _fits(sort, table) else None
    selection = parse_selection(table.columns, names=None, filters=where, sort=order, search=words)
    engine, numbered = catalogue.engine(), relation(table, numbered=True)
    found = table.rows
    if selection.narrows:
        found = int(engine.execute(count_expression(numbered, selection)).column("rows")[0].as_py())
    start = _start(request.GET.get("from", ""), found, ordered=bool(selection.narrows or selection.sorts))
    answer = engine.execute(jump_expression(numbered, selection, offset=start, limit=PAGE))
    metering.count(table, person_of(request), "page", rows=answer.num_rows)
    shown = table.columns[:COLUMNS_SHOWN]
    context = {
        "table": table,
        "wrong": wrong,
        "rows": display_rows(shown, answer.select([column.alias for column in shown])),
        "headers": [_header(request, column, selection, where) for column in shown],
        "hidden_columns": len(table.columns) - len(shown),
        "columns": table.columns,
        "operators": [(one.value, words) for one, words in OPERATOR_WORDS.items()],
        "conditions": [_condition(request, text, table.columns, where) for text in where],
        "sort": sort,
        "words": words,
        "without_words": _address(request, where, words=""),
        "found": found,
        "all_rows": table.rows,
        "first": start + 1,
        "last": min(start + PAGE, found),
        "previous": _address(request, where, start=max(0, start - PAGE)) if start else "",
        "next": _address(request, where, start=start + PAGE) if start + PAGE < found else "",
        "clear": _address(request, [], words=""),
        "chart": f"{reverse('query:chart')}?{urlencode([('table', table.sql_name), *(('where', one) for one in where)])}",
        "download": urlencode([*(("filter", one) for one in where), *([("q", words)] if words else [])]),
        "placed": has_place(table.columns),
        "push": "false" if is_fragment(request) else "true",
    }
    return render(request, "query/_rows.html" if is_fragment(request) else "query/rows.html", context)


def display_rows(columns: Sequence[Column], table: Any) -> list[list[tuple[str, str]]]:
    """(text, class) of every cell: city times, quantities with thousands apart, texts of at most 400 characters."""
    texts: list[list[list[Any]]] = []
    for batch in table.to_batches():
        written = text_batch(columns, batch, [column.alias for column in columns], safe=False)
        texts.append([written.column(index).to_pylist() for index in range(len(columns))])
    return [
        [(display(column, value), _class(column, value)) for column, value in zip(columns, row, strict=True)]
        for part in texts
        for row in zip(*part, strict=True)
    ]


def display(column: Column, value: Any) -> str:
    """A value as a page shows it, at most 400 characters; quantities with thousands apart, codes and years without."""
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "–"
        case int() if column.type is ColumnType.INTEGER and column.meaning is None:
            return f"{value:,}"
        case int() if column.unit:
            return f"{value:,}"
        case float():
            return f"{value:,.10g}"
        case _:
            return str(value)[:400]


def _class(column: Column, value: Any) -> str:
    number = ["number"] if column.type in {ColumnType.INTEGER, ColumnType.DECIMAL} else []
    return " ".join([*number, "null"] if value is None else number)


def _filters(request: HttpRequest, columns: Sequence[Column]) -> tuple[list[str], Refused | None]:
    """Those of the address that can be read, with the one being added; what is wrong with that one."""
    where = []
    for text in request.GET.getlist("where")[:20]:
        try:
            parse_filter(columns, text)
            where.append(text)
        except Refused:
            continue
    column, value = request.GET.get("column", ""), request.GET.get("value", "")
    operator = request.GET.get("operator", "eq")
    if not column or (not value and operator != Operator.IS_NULL):
        return where, None
    added = f"{column}:{operator}:{'true' if operator == Operator.IS_NULL else value}"
    try:
        parse_filter(columns, added)
    except Refused as refused:
        return where, refused
    return [*where, added], None


def _fits(sort: str, table: OpenTable) -> bool:
    return sort.removeprefix("-") in {
        column.alias for column in table.columns if column.type is not ColumnType.GEOMETRY
    }


def _start(text: str, found: int, *, ordered: bool) -> int:
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    last = max(0, (found - 1) // PAGE * PAGE)
    return min(start, last, DEEPEST) if ordered else min(start, last)


def _header(request: HttpRequest, column: Column, selection: Selection, where: Sequence[str]) -> dict[str, Any]:
    """A heading sorts by its column: once upwards, once more downwards, then as loaded."""
    sorted_by = next((one for one in selection.sorts if one.column == column), None)
    step = column.alias if sorted_by is None else "" if sorted_by.descending else f"-{column.alias}"
    return {
        "column": column,
        "address": "" if column.type is ColumnType.GEOMETRY else _address(request, where, sort=step),
        "direction": "" if sorted_by is None else "descending" if sorted_by.descending else "ascending",
        "number": column.type in {ColumnType.INTEGER, ColumnType.DECIMAL},
    }


def _condition(request: HttpRequest, text: str, columns: Sequence[Column], where: Sequence[str]) -> dict[str, Any]:
    return {**condition(columns, text), "without": _address(request, [one for one in where if one != text])}


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "")[:WORDS_LONGEST].strip()


def _address(
    request: HttpRequest, where: Sequence[str], *, start: int = 0, sort: str | None = None, words: str | None = None
) -> str:
    sort = request.GET.get("sort", "") if sort is None else sort
    words = _words(request) if words is None else words
    pairs = [("table", request.GET.get("table", "")), *(("where", one) for one in where)]
    pairs += [("q", words)] if words else []
    pairs += [("sort", sort)] if sort else []
    pairs += [("from", str(start))] if start else []
    return f"{reverse('query:rows')}?{urlencode(pairs)}"
