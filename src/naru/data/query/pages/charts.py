"""A chart of a table: the page with its editor, the fragment in a dataset's page, the frame in somebody else's."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query import metering, pictures
from naru.data.query.core.chart_address import kinds_possible, to_address, x_choices, y_choices
from naru.data.query.core.chart_labels import in_words
from naru.data.query.core.chart_tables import STEPS_MAXIMUM, ChartData
from naru.data.query.core.charts import (
    AGGREGATION_WORDS,
    GRAIN_WORDS,
    KIND_WORDS,
    SORT_WORDS,
    Aggregation,
    ChartSpec,
    Kind,
    is_group,
    suggestions,
    title,
)
from naru.data.query.core.column_families import ACROSS
from naru.data.query.core.values import OpenTable
from naru.data.query.pages.parts import condition, is_fragment, parameters
from naru.data.query.reads import open_table

ADDED = {Aggregation.SUM, Aggregation.COUNT}
NUMBERS = {"short": Words("만·억으로 줄여", "Short (K, M)"), "plain": Words("모든 자리", "All digits")}


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """``?table=<sql_name>`` and the chart's choices; as a part of another page only the picture."""
    table = open_table(request.GET.get("table", ""), person_of(request))
    spec = pictures.spec_of(parameters(request), table)
    if spec.kind is Kind.MAP and ("kind" not in request.GET or is_fragment(request)):
        spec = _drawn(table, spec)
    context = _context(request, table, spec)
    if is_fragment(request) and context["found"] is None:
        return HttpResponse()  # nothing to draw: the page that asked shows no empty frame
    response = render(request, "query/_chart.html" if is_fragment(request) else "query/chart.html", context)
    if "was" in request.GET:
        response.headers["HX-Push-Url"] = context["address"]  # whole and without the editor's own parameter
    return response


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
@require_safe
def embed(request: HttpRequest, name: str) -> HttpResponse:
    """The chart alone, for a frame in any page. It shows what everyone may read, whoever looks."""
    table = _open_to_everyone(name)
    spec = pictures.spec_of(parameters(request), table)
    if spec.kind is Kind.MAP:
        spec = _drawn(table, spec)
    return render(request, "query/embed.html", _context(request, table, spec))


def _open_to_everyone(name: str) -> OpenTable:
    """A frame in another's page has nobody to sign in: what would need that is not there."""
    try:
        return open_table(name, ANONYMOUS)
    except Refused as refused:
        raise Refused("not_found") if refused.sentence.status == 401 else refused from None


@require_safe
def figures(request: HttpRequest, name: str) -> HttpResponse:
    """The chart's figures as JSON."""
    table = open_table(name, person_of(request))
    spec = pictures.spec_of(parameters(request), table)
    found = pictures.figures(table, spec, request.GET.getlist("where"))
    metering.count(table, person_of(request), "chart", rows=_shown(found))
    return JsonResponse({"title": title(spec, table.columns).ko, **found.to_json()})


def _drawn(table: OpenTable, spec: ChartSpec) -> ChartSpec:
    """The first of the table's charts that is none on a map."""
    return next(
        (one for one in suggestions(table.columns, table.rows, table.subject) if one.kind is not Kind.MAP), spec
    )


def _context(request: HttpRequest, table: OpenTable, spec: ChartSpec) -> dict[str, Any]:
    where = request.GET.getlist("where")
    numbers = request.GET.get("numbers") if request.GET.get("numbers") in NUMBERS else "short"
    drawn = spec.kind not in {Kind.MAP, Kind.TABLE}
    found = pictures.figures(table, spec, where) if drawn else None
    found = said(found, spec, table.columns) if found else None
    metering.count(table, person_of(request), "chart", rows=_shown(found) if found else 0)
    pairs = [
        ("table", table.sql_name),
        *to_address(spec),
        ("numbers", numbers),
        *(("where", one) for one in where),
    ]
    frame = reverse("query:chart_embed", args=[table.sql_name])
    return {
        "table": table,
        "spec": spec,
        "found": found,
        "picture": picture(found, spec) if found else None,
        "heading": title(spec, table.columns),
        "numbers": numbers,
        "where": where,
        "conditions": [condition(table.columns, one) for one in where] if found else [],
        "whole": f"{reverse('query:chart')}?{urlencode([one for one in pairs if one[0] != 'where'])}",
        "query": urlencode(pairs[1:]),
        "address": f"{reverse('query:chart')}?{urlencode(pairs)}",
        "frame": request.build_absolute_uri(f"{frame}?{urlencode(pairs[1:])}")
        if pictures.is_open(table.sql_name)
        else "",
        "others": [
            {
                "words": title(one, table.columns),
                "kind": one.kind.value,
                "here": one == spec,
                "query": urlencode(to_address(one)),
            }
            for one in suggestions(table.columns, table.rows, table.subject)
            if one.kind not in {Kind.MAP, Kind.TABLE}
        ],
        "form": editor(spec, table.columns),
        "number_styles": NUMBERS.items(),
    }


def _shown(found: ChartData) -> int:
    """How many rows of figures leave with the chart."""
    return max(len(found.labels), len(found.points))


def said(found: ChartData, spec: ChartSpec, columns: Sequence[Column]) -> ChartData:
    """The figures in the visitor's language."""
    by = next((column for column in columns if column.alias == spec.by), None)
    by_truth = by is not None and by.type is ColumnType.BOOLEAN
    return in_words(found, get_language() or "ko", by_truth=by_truth)


def picture(found: ChartData, spec: ChartSpec) -> dict[str, Any]:
    """What the drawing script and the table beside it need; ``left_out``, ``thinned`` and
    ``cut`` say what it does not show."""
    many = found.groups - len(found.labels)
    return {
        "figures": found.to_json(),
        "rows": list(zip(found.labels, zip(*(one.values for one in found.series), strict=True), strict=True)),
        "points": found.points[:100],
        "left_out": max(0, many) if spec.kind is Kind.BAR else 0,
        "thinned": spec.kind is Kind.SCATTER and found.rows > len(found.points),
        "cut": spec.kind is Kind.LINE and found.groups > STEPS_MAXIMUM,
    }


def editor(spec: ChartSpec, columns: Sequence[Column]) -> dict[str, Any]:
    """The editor's choices for this kind of chart."""
    grouped = spec.kind in {Kind.LINE, Kind.BAR}
    across = spec.x == ACROSS
    measures = [] if across else y_choices(columns)
    y = [*spec.y, ""] if grouped and spec.y and not spec.by and len(spec.y) < 4 else [*spec.y] or [""]
    return {
        "kinds": [(kind.value, KIND_WORDS[kind]) for kind in kinds_possible(columns) if kind is not Kind.MAP],
        "x": x_choices(spec.kind, columns),
        "y": measures if spec.kind is not Kind.HISTOGRAM else [],
        "chosen_y": y,
        "by": [column for column in columns if is_group(column) and column.distinct > 1] if grouped else [],
        "aggregations": [(one.value, words) for one, words in AGGREGATION_WORDS.items()] if grouped else [],
        "grains": [(one.value, words) for one, words in GRAIN_WORDS.items()]
        if spec.kind is Kind.LINE and not across
        else [],
        "sorts": [(one.value, words) for one, words in SORT_WORDS.items()]
        if spec.kind is Kind.BAR and not across
        else [],
        "stacks": spec.kind is Kind.BAR and spec.by is not None and spec.aggregation in ADDED,
        "draws_line": grouped,
        "limits": (5, 10, 20, 30, 50, 100) if spec.kind is Kind.BAR and not across else (),
    }
