"""The tools. Each answer names the dataset, the table and the version it rests on, with an address to cite."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, placing
from naru.data.catalogue.core.search_values import Hit, SearchRequest
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, Table
from naru.data.catalogue.core.vocabulary import LICENCES, THEMES
from naru.data.catalogue.search import search as catalogue_search
from naru.data.query import actions, metering, pictures
from naru.data.query import reads as query_reads
from naru.data.query.core.chart_address import to_address
from naru.data.query.core.charts import Aggregation, ChartSpec, Kind, suggestions
from naru.data.query.core.values import OpenTable, SqlLimits
from naru.systems.protocols import reads
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.mcp_protocol import Json, Tool, ToolAnswer

ROWS, ROWS_MOST = 50, 500
HITS_MOST = 50
COLUMNS_MOST = 200
DRAWN = frozenset({Kind.LINE, Kind.BAR, Kind.SCATTER, Kind.HISTOGRAM})  # kinds that have figures
TEXT_MOST = 60_000  # characters of an answer that a model reads
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who asks, and where this site is."""

    person: Person
    at: Addresses


def _takes(required: Sequence[str], **properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _text(description: str, **more: Any) -> Json:
    return {"type": "string", "description": description, **more}


def _whole(description: str, default: int, most: int) -> Json:
    return {"type": "integer", "description": description, "default": default, "minimum": 1, "maximum": most}


SEARCH = Tool(
    name="search",
    title="데이터 찾기 · Find data",
    description="Find the city's datasets by words, in Korean or English. Answers what whoever asks may read, best first, "
    "with each dataset's tables. Use describe for columns before you query.",
    takes=_takes(
        ["query"],
        query=_text("Words to look for, e.g. 주차장 요금; empty for the newest."),
        theme=_text("Only this theme.", enum=list(THEMES)),
        limit=_whole("How many datasets at most.", 10, HITS_MOST),
    ),
)
DESCRIBE = Tool(
    name="describe",
    title="데이터 살펴보기 · Describe a dataset or table",
    description="What a dataset is, its licence, and the columns of its tables: names as SQL needs them, types, units, "
    "ranges. Give a dataset's id or a table's SQL name.",
    takes=_takes(["name"], name=_text("A dataset's id, or a table's SQL name.")),
)
QUERY = Tool(
    name="query",
    title="SQL로 묻기 · Ask in SQL",
    description="Run one SELECT (DuckDB's SQL) over any tables one may read. Tables by SQL name; quote names with "
    'double quotes where they are not plain words: SELECT "구", avg("요금") FROM "주차장" GROUP BY 1. "표@3" is version 3. '
    "Cite what the answer cites.",
    takes=_takes(["sql"], sql=_text("One SELECT."), limit=_whole("How many rows at most.", ROWS, ROWS_MOST)),
)
CHART = Tool(
    name="chart",
    title="차트 그리기 · Chart a table",
    description="The figures of a chart of one table, and the address of the drawn chart to show to people. Without kind "
    "the chart that suits the table.",
    takes=_takes(
        ["table"],
        table=_text("The table's SQL name."),
        kind=_text("Which chart.", enum=[kind.value for kind in Kind]),
        x=_text("The column along x."),
        y={"type": "array", "items": {"type": "string"}, "description": "Columns to measure."},
        by=_text("A series for each value of this column."),
        aggregation=_text("How values are put together.", enum=[each.value for each in Aggregation]),
        filters={
            "type": "array",
            "items": {"type": "string"},
            "description": "column:operator:value, e.g. 구:eq:중구; operators eq ne lt lte gt gte in contains starts is_null.",
        },
    ),
)


def search(given: Given, desk: Desk) -> ToolAnswer:
    theme = given.get("theme")
    chosen: dict[str, tuple[str, ...]] = {"state": (State.PUBLISHED.value,)}
    if theme:
        chosen["theme"] = (str(theme),)
    asked = SearchRequest(
        text=str(given.get("query", "")).replace("\0", "")[:300],
        facets=chosen,
        limit=_number(given, "limit", 10, HITS_MOST),
        with_facets=False,
    )
    found = catalogue_search.search(asked, desk.person)
    value = {"total": found.total, "datasets": [_hit(hit, desk) for hit in found.hits]}
    return _answer(value)


def _hit(hit: Hit, desk: Desk) -> Json:
    it = hit.dataset
    tables = [
        {"name": table.sql_name, "title": table.name, "version": table.live.number, "rows": table.live.rows}
        for table in catalogue.tables_of(it.id, desk.person)
        if table.live
    ]
    return {**_cited(it, desk), "description": it.description.description[:500], "tables": tables}


def _cited(it: Dataset, desk: Desk) -> Json:
    """What to say of a dataset that one rests on."""
    licence = LICENCES.get(it.description.licence)
    return {
        "id": it.id,
        "title": it.title,
        "title_en": it.description.title_en,
        "publisher": it.publisher.ko,
        "licence": licence.words.en if licence else "not stated",
        "url": desk.at.dataset(it.id),
    }


def describe(given: Given, desk: Desk) -> ToolAnswer:
    name = str(given.get("name", "")).replace("\0", "")
    try:
        found = reads.whole(name, desk.person)
    except Refused:
        table = catalogue.table(name, desk.person)
        found = reads.whole(table.dataset_id, desk.person)
        found = reads.Whole(listed=found.listed, tables=tuple(each for each in found.tables if each.id == table.id))
    it = found.listed.dataset
    changed = entry.modified(found.listed)
    value = {
        **_cited(it, desk),
        "description": it.description.description,
        "keywords": list(it.description.keywords),
        "frequency": it.description.frequency,
        "place": it.description.place,
        "modified": changed.isoformat() if changed else None,
        "tables": [_table(table) for table in found.tables],
        "files": [
            {"title": way.title, "format": way.format, "url": way.url} for way in entry.ways(found.listed, desk.at)
        ],
    }
    return _answer(value, [_source(it, table, desk) for table in found.tables])


def _table(table: Table) -> Json:
    assert table.live is not None
    columns = table.live.columns
    return {
        "name": table.sql_name,
        "title": table.name,
        "version": table.live.number,
        "rows": table.live.rows,
        "columns": [_column(column, is_whole=table.live.scope.is_whole) for column in columns[:COLUMNS_MOST]],
        "columns_left_out": max(0, len(columns) - COLUMNS_MOST),
    }


def _column(column: Column, *, is_whole: bool) -> Json:
    """Ranges are counted over all rows: who reads a part of them is not told."""
    made: Json = {"name": column.name, "alias": column.alias, "type": column.type.value, "unit": column.unit}
    if is_whole and column.profile:
        made["range"] = [column.profile.minimum, column.profile.maximum]
        made["top"] = [value for value, _ in column.profile.top[:5]]
    return {name: value for name, value in made.items() if value not in (None, [], [None, None])}


def query(given: Given, desk: Desk) -> ToolAnswer:
    text = str(given.get("sql", ""))
    answer = actions.run_sql(text, desk.person, SqlLimits(rows=_number(given, "limit", ROWS, ROWS_MOST)))
    value = {
        "columns": [column.name for column in answer.columns],
        "types": [column.type for column in answer.columns],
        "rows": answer.rows,
        "truncated": answer.truncated,
    }
    opened = query_reads.tables_named_in(text, desk.person).values()
    return _answer(value, [_source_of(table, desk) for table in opened])


def chart(given: Given, desk: Desk) -> ToolAnswer:
    table = query_reads.open_table(str(given.get("table", "")), desk.person)
    spec = _spec(given, table)
    filters = [str(each) for each in given.get("filters") or ()]
    figures = pictures.figures(table, spec, filters)
    metering.count(table, desk.person, "mcp", rows=figures.rows)
    asked = [("table", table.sql_name), *to_address(spec), *(("filter", each) for each in filters)]
    value = {
        "kind": spec.kind.value,
        "x": figures.x.name,
        "labels": list(figures.labels),
        "series": [{"name": each.name, "unit": each.unit, "values": list(each.values)} for each in figures.series],
        "points": [list(point) for point in figures.points],
        "rows": figures.rows,
        "groups": figures.groups,
        "chart_url": f"{desk.at.site}/charts/?{urlencode(asked)}",
        **({"map_url": f"{desk.at.site}/maps/?{urlencode(asked[:1])}"} if placing(table.columns) else {}),
    }
    return _answer(value, [_source_of(table, desk)])


def _spec(given: Given, table: OpenTable) -> ChartSpec:
    """As asked for; where no kind is, the first that has figures to tell, which a map has not."""
    spec = pictures.spec_of(_parameters(given), table)
    if given.get("kind") or spec.kind in DRAWN:
        return spec
    return next((each for each in suggestions(table.columns, table.rows, table.subject) if each.kind in DRAWN), spec)


def _parameters(given: Given) -> Mapping[str, list[str]]:
    """As the chart's address says them."""
    said = {"kind": given.get("kind"), "x": given.get("x"), "by": given.get("by"), "agg": given.get("aggregation")}
    found = {name: [str(value)] for name, value in said.items() if value}
    return {**found, "y": [str(each) for each in given.get("y") or ()]}


def _source(it: Dataset, table: Table, desk: Desk) -> Json:
    assert table.live is not None
    return {
        "dataset": it.title,
        "dataset_id": it.id,
        "table": table.sql_name,
        "version": table.live.number,
        "publisher": it.publisher.ko,
        "url": desk.at.table(it.id, table.sql_name),
    }


def _source_of(table: OpenTable, desk: Desk) -> Json:
    it = catalogue.dataset(table.dataset_id, desk.person)
    return {
        "dataset": it.title,
        "dataset_id": it.id,
        "table": table.sql_name,
        "version": table.version,
        "publisher": it.publisher.ko,
        "url": desk.at.table(it.id, table.sql_name),
    }


def _answer(value: Json, sources: Sequence[Json] = ()) -> ToolAnswer:
    whole = {**value, "sources": list(sources)} if sources else value
    text = orjson.dumps(whole, option=orjson.OPT_INDENT_2, default=str).decode()
    if len(text) > TEXT_MOST:
        text = text[:TEXT_MOST] + "\n… (cut: ask for fewer rows or columns)"
    return ToolAnswer(text=text, value=orjson.loads(orjson.dumps(whole, default=str)))


def _number(given: Given, name: str, default: int, most: int) -> int:
    value = given.get(name, default)
    return min(max(1, value), most) if isinstance(value, int) else default


TOOLS: Mapping[str, tuple[Tool, Callable[[Given, Desk], ToolAnswer]]] = {
    SEARCH.name: (SEARCH, search),
    DESCRIBE.name: (DESCRIBE, describe),
    QUERY.name: (QUERY, query),
    CHART.name: (CHART, chart),
}
