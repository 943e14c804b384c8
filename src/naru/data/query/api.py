"""Tables through the API: their rows, groups and files, and SQL over all of them."""

from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Field, Query, Router, Schema
from ninja.params import Path as InPath

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.guard import person_of
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.query import actions, metering, ranges, reads, validators
from naru.data.query.core import downloads, rows
from naru.data.query.core.answers import read_answer
from naru.data.query.core.downloads import Format, Shape
from naru.data.query.core.values import OpenTable, SqlLimits, SqlResult
from naru.data.query.metering import Tally

router = Router(tags=["tables"])

FACETS = 10  # columns of one question
SQL_FILE_BYTES = 64 << 20

Name = Annotated[str, InPath(description="The table's SQL name, or its id.", max_length=200)]


class ColumnOut(Schema):
    name: str
    alias: str
    type: str
    unit: str | None
    meaning: str | None


class TableOut(Schema):
    name: str = Field(description="The name in SQL and in addresses.")
    title: str
    dataset_id: str
    dataset_title: str
    version: int
    rows: int
    columns: list[ColumnOut]
    zone: str = Field(
        description="The city's time zone, in which times without an offset are; JSON writes UTC with a Z."
    )


class TableName(Schema):
    name: str
    dataset_title: str


class RowsOut(Schema):
    columns: list[ColumnOut]
    rows: list[dict[str, Any]]
    total: int | None = Field(description="All rows; null with a filter or `q` unless `count=true`.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")
    version: int


class AggregateOut(Schema):
    rows: list[dict[str, Any]]
    version: int


class SqlIn(Schema):
    sql: str = Field(
        max_length=50_000,
        description='One SELECT. Columns by name in `main`, by alias in `ascii`; `"table@3"` cites version 3.',
    )
    limit: int = Field(default=1_000, ge=1, le=100_000, description="How many rows to answer with at most.")


class SqlColumn(Schema):
    name: str
    type: str


class SqlOut(Schema):
    columns: list[SqlColumn]
    rows: list[list[Any]]
    seconds: float
    truncated: bool


class Chosen(Schema):
    """What rows and downloads have in common."""

    columns: str | None = Field(None, description="Names or aliases, comma-separated; all without it.")
    filter: list[str] = Field(
        default=[],
        max_length=50,
        description="`column:operator:value`; operators eq ne lt lte gt gte in contains starts is_null.",
    )
    sort: str | None = Field(None, description="Columns, comma-separated; `-` before a name for descending.")
    q: str = Field("", max_length=300, description="Words that must all stand in the row, in whichever columns.")
    any: list[str] = Field(
        default=[], max_length=50, description="Conditions as `filter` has them, of which one at least must hold."
    )
    bbox: str | None = Field(
        None, max_length=200, description="`west,south,east,north` in degrees: rows whose place lies within."
    )
    version: int | None = Field(None, ge=1, le=2_000_000_000, description="A version to cite; the newest without it.")


class RowsIn(Chosen):
    limit: int = Field(100, ge=1, le=rows.PAGE_LIMIT)
    cursor: str | None = Field(
        None, max_length=4_000, description="`next` of the page before; it stays in that page's version."
    )
    offset: int | None = Field(None, ge=0, le=1_000_000_000_000, description="Rows to skip instead of a cursor.")
    count: bool = Field(False, description="Count the rows that the filters and `q` leave.")
    keys: str = Field("name", pattern="^(name|alias)$", description="Name the cells by `name` or by `alias`.")


class AggregateIn(Schema):
    group: str | None = Field(None, description="Columns to group by, comma-separated.")
    measure: list[str] = Field(
        default=[],
        max_length=50,
        description="`count`, or `sum|avg|min|max|median|p5|p10|p25|p75|p90|p95|p99|distinct|count` + `:column`.",
    )
    filter: list[str] = Field(default=[], max_length=50, description="As for rows.")
    any: list[str] = Field(default=[], max_length=50, description="As for rows.")
    having: list[str] = Field(
        default=[], max_length=20, description="`measure:operator:number`, of a measure that is asked for."
    )
    sort: str | None = Field(None, description="A group's column or a measure; `-` before it for descending.")
    limit: int = Field(1_000, ge=1, le=rows.GROUP_LIMIT)
    version: int | None = Field(None, ge=1, le=2_000_000_000)


class FacetsIn(Schema):
    columns: str | None = Field(
        None, max_length=2_000, description="Names or aliases, comma-separated; ten at most, the first ten without it."
    )
    filter: list[str] = Field(default=[], max_length=50, description="As for rows.")
    any: list[str] = Field(default=[], max_length=50, description="As for rows.")
    q: str = Field("", max_length=300, description="As for rows.")
    bbox: str | None = Field(None, max_length=200, description="As for rows.")
    limit: int = Field(20, ge=1, le=1_000, description="Values a column.")
    version: int | None = Field(None, ge=1, le=2_000_000_000)


class FacetOut(Schema):
    value: Any
    count: int


class FacetsOut(Schema):
    facets: dict[str, list[FacetOut]]
    version: int


class SqlAsked(Schema):
    q: str = Field(max_length=6_000, description="One SELECT, as for POST.")
    format: str = Field(
        "json", pattern="^(json|csv|parquet|arrow|feather|xlsx|jsonl)$", description="The answer's form."
    )
    limit: int = Field(default=1_000, ge=1, le=100_000, description="How many rows to answer with at most.")


class DownloadIn(Chosen):
    keys: str = Field("name", pattern="^(name|alias)$")
    bom: bool = Field(False, description="CSV with a byte-order mark, as Excel wants it.")
    safe: bool = Field(False, description="CSV whose text no spreadsheet reads as a formula.")


@router.get("/tables", response=list[TableName], operation_id="listTables", summary="Tables one may ask")
def list_tables(
    request: HttpRequest,
    containing: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Any:
    found = catalogue.table_names(person_of(request), containing.replace("\0", ""), limit)
    return [{"name": name, "dataset_title": title.ko} for name, title in found]


@router.get("/tables/{name}", response=TableOut, operation_id="getTable", summary="A table and its columns")
def get_table(
    request: HttpRequest, name: Name, version: Annotated[int | None, Query(ge=1, le=2_000_000_000)] = None
) -> Any:
    table = _open(request, name, version)
    return {
        "name": table.sql_name,
        "title": table.name,
        "dataset_id": table.dataset_id,
        "dataset_title": table.dataset_title,
        "version": table.version,
        "rows": table.rows,
        "columns": [column_out(column) for column in table.columns],
        "zone": CITY_ZONE.key,
    }


@router.get("/tables/{name}/rows", response=RowsOut, operation_id="getRows", summary="A page of rows")
def get_rows(request: HttpRequest, name: Name, asked: Query[RowsIn]) -> HttpResponse:
    _only_known(request, RowsIn)
    table = _open(request, name, asked.version or reads.cursor_version(asked.cursor))
    if (same := validators.unchanged(request, table)) is not None:
        return same  # type: ignore[no-any-return]
    page = reads.page(
        table,
        _selection(table, asked),
        cursor=asked.cursor,
        offset=asked.offset,
        limit=asked.limit,
        count=asked.count,
        by_alias=asked.keys == "alias",
    )
    answer = as_json(
        {
            "columns": [column_out(column) for column in page.columns],
            "rows": page.rows,
            "total": page.total,
            "next": page.next,
            "version": table.version,
        }
    )
    metering.count(table, person_of(request), "rows", rows=len(page.rows), bytes_=len(answer.content))
    return validators.stamped(validators.with_next(answer, request, page.next), request, table)  # type: ignore[no-any-return]


@router.get(
    "/tables/{name}/aggregate", response=AggregateOut, operation_id="aggregateRows", summary="Groups and their measures"
)
def aggregate_rows(request: HttpRequest, name: Name, asked: Query[AggregateIn]) -> HttpResponse:
    _only_known(request, AggregateIn)
    table = _open(request, name, asked.version)
    if (same := validators.unchanged(request, table)) is not None:
        return same  # type: ignore[no-any-return]
    wanted = rows.parse_aggregate(
        table.columns,
        groups=asked.group,
        measures=asked.measure,
        filters=asked.filter,
        either=asked.any,
        having=asked.having,
        sort=asked.sort,
        limit=asked.limit,
    )
    groups = reads.aggregate(table, wanted)
    answer = as_json({"rows": groups, "version": table.version})
    metering.count(table, person_of(request), "groups", rows=len(groups), bytes_=len(answer.content))
    return validators.stamped(answer, request, table)  # type: ignore[no-any-return]


@router.get(
    "/tables/{name}/facets", response=FacetsOut, operation_id="facetRows", summary="The values of columns, counted"
)
def facet_rows(request: HttpRequest, name: Name, asked: Query[FacetsIn]) -> HttpResponse:
    _only_known(request, FacetsIn)
    table = _open(request, name, asked.version)
    if (same := validators.unchanged(request, table)) is not None:
        return same  # type: ignore[no-any-return]
    selection = rows.parse_selection(
        table.columns, names=None, filters=asked.filter, sort=None, search=asked.q, either=asked.any, box=asked.bbox
    )
    named = rows.parse_selection(table.columns, names=asked.columns, filters=(), sort=None).columns[:FACETS]
    found = reads.facets(table, selection, named, asked.limit)
    answer = as_json({"facets": found, "version": table.version})
    counted = sum(len(values) for values in found.values())
    metering.count(table, person_of(request), "groups", rows=counted, bytes_=len(answer.content))
    return validators.stamped(answer, request, table)  # type: ignore[no-any-return]


@router.get(
    "/tables/{name}/download.{format}",
    operation_id="downloadTable",
    summary="All selected rows as a file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file, streamed.",
                "content": {
                    media: {"schema": {"type": "string", "format": "binary"}}
                    for media in downloads.MEDIA_TYPES.values()
                },
            }
        }
    },
)
def download_table(request: HttpRequest, name: Name, format: Format, asked: Query[DownloadIn]) -> HttpResponseBase:
    _only_known(request, DownloadIn)
    table = _open(request, name, asked.version)
    if (same := validators.unchanged(request, table)) is not None:
        return same  # type: ignore[no-any-return]
    shape = Shape(by_alias=asked.keys == "alias", bom=asked.bom, safe=asked.safe)
    person, selection = person_of(request), _selection(table, asked)
    named = downloads.content_disposition(table.name or table.sql_name, format)
    if (answer := ranges.answered(request, table, selection, format, shape)) is None:
        tally = Tally(table, person, "download")
        pieces = reads.download(table, selection, format, shape, tally, by=person)
        answer = StreamingHttpResponse(pieces, content_type=downloads.MEDIA_TYPES[format])
    answer.headers["Content-Disposition"] = named
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return validators.stamped(answer, request, table)  # type: ignore[no-any-return]


@router.get(
    "/sql",
    operation_id="querySql",
    summary="One SELECT by its address",
    openapi_extra={
        "responses": {
            200: {
                "description": "The answer in the form that was asked for.",
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/SqlOut"}},
                    **{
                        downloads.MEDIA_TYPES[one]: {"schema": {"type": "string", "format": "binary"}}
                        for one in (Format.CSV, Format.PARQUET, Format.ARROW, Format.FEATHER, Format.XLSX, Format.JSONL)
                    },
                },
            }
        }
    },
)
def query_sql(request: HttpRequest, asked: Query[SqlAsked]) -> HttpResponseBase:
    """An address that may be shared: whoever opens it asks with their own rights."""
    _only_known(request, SqlAsked)
    person = person_of(request)
    result = actions.run_sql(asked.q, person, SqlLimits(rows=asked.limit, bytes=SQL_FILE_BYTES))
    if asked.format == "json":
        return as_json(result.to_json())
    return sql_file(result, asked.q, person, Format(asked.format))


def sql_file(result: SqlResult, text: str, person: Person, format_: Format) -> StreamingHttpResponse:
    """The answer to a question as a file. Raises ``Refused`` as ``downloads.check``."""
    named = reads.tables_named_in(text, person)
    answer = read_answer(result, [column for table in named.values() for column in table.columns])
    shape = Shape(bom=False)
    downloads.check(format_, answer.columns, answer.rows)
    pieces = downloads.write(format_, answer.columns, iter(answer.table.to_batches()), shape)
    response = StreamingHttpResponse(pieces, content_type=downloads.MEDIA_TYPES[format_])
    response.headers["Content-Disposition"] = downloads.content_disposition("naru-sql", format_)
    if result.truncated:
        response.headers["Naru-Truncated"] = "true"
    return response


@router.post("/sql", response=SqlOut, operation_id="runSql", summary="One SELECT over any tables one may read")
def run_sql(request: HttpRequest, asked: SqlIn) -> HttpResponse:
    if request.content_type != "application/json":  # a form of another site cannot send this without asking first
        raise Refused("json_wanted")
    result = actions.run_sql(asked.sql, person_of(request), SqlLimits(rows=asked.limit))
    return as_json(result.to_json())


def column_out(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "alias": column.alias,
        "type": column.type,
        "unit": column.unit,
        "meaning": column.meaning,
    }


def as_json(value: Any) -> HttpResponse:
    """Already made of JSON values: straight to bytes."""
    return HttpResponse(orjson.dumps(value), content_type="application/json")


def _only_known(request: HttpRequest, asked: type[Schema]) -> None:
    """A filter that is overlooked because its name is misspelt would answer with the wrong rows."""
    names = [*asked.model_fields, "lang"]
    for name in request.GET:
        if name not in names:
            raise Refused("parameter_unknown", name=name[:100], names=", ".join(names))


def _open(request: HttpRequest, name: str, version: int | None) -> OpenTable:
    return reads.open_table(name, person_of(request), version)


def _selection(table: OpenTable, asked: Chosen) -> rows.Selection:
    return rows.parse_selection(
        table.columns,
        names=asked.columns,
        filters=asked.filter,
        sort=asked.sort,
        search=asked.q,
        either=asked.any,
        box=asked.bbox,
    )
