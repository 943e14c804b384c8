"""OGC API Features: each table with places is a collection, each of its rows a feature."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_filters import Filter, Operator, find_column, read_value
from naru.data.query import metering
from naru.data.query.core.values import OpenTable
from naru.systems.protocols import features
from naru.systems.protocols.core import ogc, ogc_crs, parameters
from naru.systems.protocols.core.ogc import GEOJSON, link
from naru.systems.protocols.doors.answering import addresses, as_json, given
from naru.systems.protocols.features import FeatureQuestion

TITLE = Words("나루 공간 데이터", "Naru places")
ABOUT = Words("위치가 있는 표를 OGC API Features로 엽니다.", "Tables with places, as OGC API Features.")
OWN = frozenset({"limit", "offset", "after", "bbox", "bbox-crs", "crs", "datetime", "f"})
TIMES = (ColumnType.DATETIME, ColumnType.DATE)


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return as_json(ogc.landing(addresses(request).features, TITLE, ABOUT))


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    return as_json({"conformsTo": list(ogc.FEATURES_CONFORM)})


@require_safe
def open_api(request: HttpRequest) -> HttpResponse:
    return as_json(ogc.open_api(addresses(request).features, TITLE.ko, has_crs=True), type_=ogc.OPENAPI)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """Without extents, which each collection's own document says: working all of them out is not quick."""
    at = addresses(request)
    base = at.features
    found = [ogc.feature_collection(table, base, at) for table in features.collections(person_of(request))]
    links = [link(f"{base}/collections", "self"), link(base, "root")]
    return as_json({"links": links, "collections": found, "numberMatched": len(found), "numberReturned": len(found)})


@require_safe
def collection(request: HttpRequest, name: str) -> HttpResponse:
    at, person = addresses(request), person_of(request)
    opened = features.opened(name, person)
    table = catalogue.table(opened.id, person)
    return as_json(ogc.feature_collection(table, at.features, at, features.extent(opened)))


@require_safe
def queryables(request: HttpRequest, name: str) -> HttpResponse:
    person = person_of(request)
    table = catalogue.table(features.opened(name, person).id, person)
    return as_json(ogc.queryables(table, addresses(request).features), type_="application/schema+json")


@require_safe
def items(request: HttpRequest, name: str) -> HttpResponse:
    """A page of rows; any column narrows by its own name."""
    person, asked = person_of(request), given(request)
    table = features.opened(name, person)
    question = _question(table, asked)
    page = features.page(table, question)
    place = ogc.collection_address(addresses(request).features, table.sql_name)
    links = [link(request.build_absolute_uri(), "self", GEOJSON), link(place, "collection")]
    if page.last is not None:
        kept = {key: value for key, value in asked.items() if key != "offset"}
        links.append(link(f"{place}/items?{urlencode({**kept, 'after': page.last})}", "next", GEOJSON))
    metering.count(table, person, "ogc", rows=len(page.features))
    answer = ogc.items(page.features, links, now=SYSTEM_CLOCK.now(), matched=page.matched)
    return as_json(answer, type_=GEOJSON, headers={"Content-Crs": f"<{question.crs}>"})


@require_safe
def item(request: HttpRequest, name: str, number: int) -> HttpResponse:
    person, asked = person_of(request), given(request)
    parameters.only_known(asked, frozenset({"crs", "f"}))
    table = features.opened(name, person)
    crs = ogc_crs.known("crs", asked.get("crs", ""))
    found = features.feature(table, number, crs)
    place = ogc.collection_address(addresses(request).features, table.sql_name)
    links = [link(f"{place}/items/{number}", "self", GEOJSON), link(place, "collection")]
    metering.count(table, person, "ogc", rows=1)
    return as_json({**found, "links": links}, type_=GEOJSON, headers={"Content-Crs": f"<{crs}>"})


def _question(table: OpenTable, asked: Mapping[str, str]) -> FeatureQuestion:
    """Raises ``Refused``: ``parameter_unreadable``, ``parameter_not_known``, and as a filter of the rows API."""
    columns = [column for column in table.columns if column.type is not ColumnType.GEOMETRY]
    names = frozenset(column.name for column in columns) | frozenset(column.alias for column in columns)
    parameters.only_known(asked, OWN | names)
    filters = [_equals(columns, name, value) for name, value in asked.items() if name not in OWN]
    bbox_crs = ogc_crs.known("bbox-crs", asked.get("bbox-crs", ""))
    return FeatureQuestion(
        filters=(*filters, *_within(columns, asked.get("datetime", ""))),
        box=ogc_crs.read_box(asked["bbox"], bbox_crs) if asked.get("bbox") else None,
        after=parameters.number(asked, "after", default=0, most=1 << 60),
        offset=parameters.number(asked, "offset", default=0, most=1_000_000_000),
        limit=parameters.number(asked, "limit", default=ogc.LIMIT, least=1, most=ogc.LIMIT_MOST),
        crs=ogc_crs.known("crs", asked.get("crs", "")),
    )


def _equals(columns: Sequence[Column], name: str, value: str) -> Filter:
    column = find_column(columns, name)
    return Filter(column=column, operator=Operator.EQ, value=read_value(column, value))


def _within(columns: Sequence[Column], said: str) -> list[Filter]:
    """``datetime`` over the first column of instants, else of days; a table without either has no time to narrow by."""
    column = next((each for kind in TIMES for each in columns if each.type is kind), None)
    if not said or column is None:
        return []
    start, end = said.split("/", 1) if "/" in said else (said, said)
    ends = ((Operator.GTE, start, False), (Operator.LTE, end, True))
    return [
        Filter(column=column, operator=operator, value=_moment(column, text, is_end=is_end))
        for operator, text, is_end in ends
        if text not in {"", ".."}
    ]


def _moment(column: Column, text: str, *, is_end: bool) -> date:
    moment = parameters.instant("datetime", text, is_end=is_end)
    return moment.date() if column.type is ColumnType.DATE else moment
