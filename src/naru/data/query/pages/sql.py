"""SQL: ask, see the answer as a table, chart or map, share the question, take the answer away."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.column_words import TYPE_WORDS
from naru.data.catalogue.core.values import Table
from naru.data.query import actions, pictures, reads
from naru.data.query.core import code_samples, downloads
from naru.data.query.core.answers import Answer, read_answer
from naru.data.query.core.chart_address import from_address, kinds_possible
from naru.data.query.core.chart_measures import is_measure
from naru.data.query.core.chart_tables import chart_data
from naru.data.query.core.charts import Kind, title
from naru.data.query.core.choropleth import COUNT, choose_regions, coloured, district_figures
from naru.data.query.core.downloads import Format, Shape
from naru.data.query.core.places import FEATURES_MAXIMUM, Box, choose_map, classes, extent, places
from naru.data.query.core.values import Asked, SqlLimits, SqlResult
from naru.data.query.pages.charts import editor, picture, said
from naru.data.query.pages.explorer import display_rows
from naru.data.query.pages.maps import ground_of, legend
from naru.data.query.pages.parts import is_fragment

SHOWN = 200
WORDS = 60
EXAMPLES = 9
VIEWS = ("table", "chart", "map")
TAKEN_AWAY = {Format.CSV: "CSV", Format.XLSX: "Excel", Format.JSON: "JSON", Format.PARQUET: "Parquet"}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """``?q=<query>`` puts a query into the page, ``?table=<sql_name>`` the first question to a table; POST runs."""
    if request.method == "POST":
        return _run(request)
    person = person_of(request)
    table = request.GET.get("table", "")
    text = request.GET.get("q", "")
    if table and not text:
        text = code_samples.first_questions(table, ())[0][1]
    return render(request, "query/sql.html", _page(request, person, text, table=table))


def _run(request: HttpRequest) -> HttpResponse:
    """With HTMX the answer alone, else the page with it."""
    person, text = person_of(request), _text(request)
    context = _answered(request, person, text)
    status = context.pop("status")
    if is_fragment(request):
        return render(request, "query/_answer.html", context, status=status)
    return render(request, "query/sql.html", {**_page(request, person, text), **context}, status=status)


@require_safe
def shared(request: HttpRequest, query_id: str) -> HttpResponse:
    """A shared question: its text for everyone, its answer by the rights of whoever opens it."""
    question = reads.shared_query(query_id)
    return render(request, "query/sql.html", {**_page(request, person_of(request), question.text), "shared": question})


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """An address for the query: one of its own for people we know, one that carries the text for visitors."""
    person, text = person_of(request), _text(request)
    if person.is_anonymous:
        path = f"{reverse('query:sql')}?{urlencode({'q': text})}"
    else:
        path = reverse("query:sql_shared", args=[actions.share_query(text, person).id])
    if not is_fragment(request):
        return redirect(path)
    return render(request, "query/_share.html", {"address": request.build_absolute_uri(path)})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Kill one's own running query: 204, or 404 where there was none."""
    stopped = actions.stop_sql(_run_name(request), person_of(request))
    return HttpResponse(status=204 if stopped else 404)


@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """The whole answer as a file, under the limits of the API."""
    person, text = person_of(request), _text(request)
    wanted = request.POST.get("format", "csv")
    format_ = Format(wanted) if wanted in set(TAKEN_AWAY) else Format.CSV
    answer = _read(actions.run_sql(text, person, SqlLimits(rows=100_000, bytes=64 << 20)), text, person)
    shape = Shape(bom=True) if format_ is Format.CSV else Shape()
    downloads.check(format_, answer.columns, answer.rows)
    pieces = downloads.write(format_, answer.columns, iter(answer.table.to_batches()), shape)
    response = StreamingHttpResponse(pieces, content_type=downloads.MEDIA_TYPES[format_])
    response["Content-Disposition"] = downloads.content_disposition("naru-sql", format_)
    return response


@require_safe
def words(request: HttpRequest) -> JsonResponse:
    """What may complete ``prefix``: at most 60 tables one may ask, and the columns of each ``table`` given, up to ten.

    ``{words: [{label, apply, type, detail}]}``; ``schema=ascii`` names columns by alias,
    ``columns=only`` leaves tables out."""
    person = person_of(request)
    prefix = request.GET.get("prefix", "")[:100].replace("\0", "")
    schema, language = request.GET.get("schema", "main"), get_language() or "ko"
    found = []
    for table in reads.tables_called(request.GET.getlist("table")[:10], person):
        for column in table.live.columns if table.live else ():
            name = column.alias if schema == "ascii" else column.name
            detail = " ".join(filter(None, [TYPE_WORDS[column.type].in_(language), column.unit, table.sql_name]))
            found.append({"label": name, "apply": code_samples.quoted(name), "type": "column", "detail": detail})
    if request.GET.get("columns") != "only":
        found += [
            {
                "label": name,
                "apply": code_samples.quoted(name),
                "type": "table",
                "detail": title_.in_(language),
            }
            for name, title_ in catalogue.table_names(person, prefix, WORDS)
        ]
    response = JsonResponse({"words": found})
    response.headers["Cache-Control"] = "private, max-age=60" if person.is_anonymous else "no-store"
    return response


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """The list beside the editor: tables by a part of their name, and the columns of one."""
    person, containing = person_of(request), request.GET.get("containing", "")[:100].replace("\0", "")
    return render(request, "query/_tables.html", _tables(person, containing, request.GET.get("table", "")))


def _text(request: HttpRequest) -> str:
    """The query as typed: browsers send lines with a carriage return of their own."""
    return request.POST.get("q", "").replace("\r\n", "\n")


def _run_name(request: HttpRequest) -> str:
    return request.POST.get("run", "")[:80].replace("\0", "")


def _page(request: HttpRequest, person: Person, text: str, *, table: str = "") -> dict[str, Any]:
    opened = reads.tables_called([table], person) if table else []
    return {
        "text": text,
        "questions": _questions(opened) if opened else _questions_of_many(person),
        "history": _once(reads.asked_by(person, 60))[:20],
        **_tables(person, "", table),
    }


def _once(asked: Sequence[Asked]) -> list[Asked]:
    """Each question once, as it was asked last: who looks at an answer as a table, chart and map asks it three times."""
    return list({line.text: line for line in reversed(asked)}.values())[::-1]


def _questions(tables: Sequence[Table]) -> list[tuple[Table, Words, str]]:
    return [
        (table, said, sql)
        for table in tables
        if table.live is not None
        for said, sql in code_samples.first_questions(table.sql_name, table.live.columns)
    ]


def _questions_of_many(person: Person) -> list[tuple[Table, Words, str]]:
    """One question to each of some tables, each of another kind than the one before."""
    names = [name for name, _ in catalogue.table_names(person, limit=EXAMPLES)]
    by_table = [_questions([table]) for table in catalogue.tables_readable(person, names)]
    return [asked[1 + place % (len(asked) - 1)] for place, asked in enumerate(by_table) if len(asked) > 1]


def _tables(person: Person, containing: str, open_name: str) -> dict[str, Any]:
    opened = reads.tables_called([open_name], person) if open_name else []
    return {
        "tables": catalogue.table_names(person, containing, 30),
        "containing": containing,
        "opened": opened[0] if opened else None,
        "opened_columns": [(column, code_samples.quoted(column.name)) for column in opened[0].live.columns]
        if opened and opened[0].live
        else [],
    }


def _answered(request: HttpRequest, person: Person, text: str) -> dict[str, Any]:
    try:
        result = actions.run_sql(text, person, run=_run_name(request))
    except Refused as refused:
        facts = refused.facts
        place = {"line": facts["line"], "column": facts["column"]} if "line" in facts and "column" in facts else None
        return {"refused": refused, "place": place, "status": refused.sentence.status}
    answer = _read(result, text, person)
    is_placed = choose_map(answer.columns) is not None or choose_regions(answer.columns, answer.rows) is not None
    kinds = [kind for kind in kinds_possible(answer.columns) if kind is not Kind.MAP]
    possible = {"table": True, "chart": bool(kinds) and answer.rows > 0, "map": is_placed and answer.rows > 0}
    view = next((one for one in reversed(request.POST.getlist("view")) if possible.get(one)), "table")
    origin = request.build_absolute_uri("/").rstrip("/")
    return {
        "status": 200,
        "result": result,
        "view": view,
        "views": [one for one in VIEWS if possible[one]],
        "columns": answer.columns,
        "rows": display_rows(answer.columns, answer.table.slice(0, SHOWN)) if view == "table" else [],
        "row_count": answer.rows,
        "shown": min(SHOWN, answer.rows),
        "formats": [(one.value, name) for one, name in TAKEN_AWAY.items()],
        "codes": [
            ("python", "Python", code_samples.python_code(text, origin)),
            ("r", "R", code_samples.r_code(text, origin)),
            ("bash", "curl", code_samples.curl_code(text, origin)),
        ],
        **(_chart(request, answer) if view == "chart" else {}),
        **(_map(answer, request.POST.get("value")) if view == "map" else {}),
    }


def _read(result: SqlResult, text: str, person: Person) -> Answer:
    named = reads.tables_named_in(text, person)
    return read_answer(result, [column for table in named.values() for column in table.columns])


def _chart(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    chosen = {name: [value for value in request.POST.getlist(name) if value] for name in request.POST}
    kinds = [kind for kind in kinds_possible(answer.columns) if kind is not Kind.MAP]
    spec = from_address(chosen, answer.columns, answer.rows)
    if spec.kind not in kinds:
        spec = from_address({"kind": [kinds[0].value]}, answer.columns, answer.rows)
    found = said(chart_data(answer.expression(), spec, answer.columns, answer.run), spec, answer.columns)
    return {
        "spec": spec,
        "found": found,
        "picture": picture(found, spec),
        "heading": title(spec, answer.columns),
        "form": editor(spec, answer.columns),
        "tied": mark_safe(' form="sql-form" data-submit'),
    }


def _map(answer: Answer, value: str | None) -> dict[str, Any]:
    spec = choose_map(answer.columns, value)
    if spec is None:
        return _districts(answer, value)
    rows = answer.expression()
    box = extent(rows, spec, answer.run)
    breaks = classes(rows, spec.value, answer.run) if spec.value else ()
    found = places(rows.limit(FEATURES_MAXIMUM), spec, answer.columns, Box(), 22.0, answer.run)
    named = {column.alias: column for column in answer.columns}
    return {
        "value": named.get(spec.value or ""),
        "box": orjson.dumps([box.west, box.south, box.east, box.north]).decode() if box else "",
        "breaks": orjson.dumps(breaks).decode(),
        "legend": legend(breaks) if spec.value else [],
        "given": orjson.loads(found.to_geojson()),
        "listed": _listed(found.features),
        **ground_of(),
        "values": [column for column in answer.columns if is_measure(column)],
    }


def _districts(answer: Answer, value: str | None) -> dict[str, Any]:
    """The answer's districts coloured; without a map where the ground knows too few of them."""
    spec = choose_regions(answer.columns, answer.rows, value=value)
    assert spec is not None
    figures, at = district_figures(answer.expression(), spec, answer.columns, answer.run)
    atlas = pictures.region_atlas(spec, figures, at)
    if atlas is None or atlas.regions is None or atlas.box is None:
        return {"nowhere": True}
    named = {column.alias: column for column in answer.columns}
    coloured_by = named.get(spec.value or "")
    name, unit = (coloured_by.plain_name, coloured_by.unit) if coloured_by else (COUNT, None)
    box, found = atlas.box, coloured(atlas.regions, Box(), 12.0, name, unit)
    return {
        "value": coloured_by,
        "regions": atlas.regions,
        "box": orjson.dumps([box.west, box.south, box.east, box.north]).decode(),
        "breaks": orjson.dumps(atlas.breaks).decode(),
        "legend": legend(atlas.breaks),
        "given": orjson.loads(found.to_geojson()),
        "listed": _listed(found.features),
        **ground_of(),
        "values": [column for column in answer.columns if is_measure(column)],
    }


def _listed(features: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in features[:50]]
