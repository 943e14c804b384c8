"""OGC API Records: the catalogue as one collection, each dataset a record."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed, ListingFilter
from naru.data.catalogue.core.search_values import DEEPEST, SearchRequest
from naru.data.catalogue.core.states import State
from naru.data.catalogue.search import search
from naru.systems.protocols import reads
from naru.systems.protocols.core import ogc, ogc_crs, parameters
from naru.systems.protocols.core.ogc import GEOJSON, RECORDS, link
from naru.systems.protocols.doors.answering import addresses, as_json, city, given

TITLE = Words("나루 데이터 카탈로그", "Naru data catalogue")
ABOUT = Words("데이터 목록을 OGC API Records로 엽니다.", "The catalogue, as OGC API Records.")
KNOWN = frozenset({"q", "limit", "offset", "bbox", "bbox-crs", "type", "ids", "externalIds", "f"})
SEARCHED_MOST = 100  # records of one page of a search


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return as_json(ogc.landing(addresses(request).records, TITLE, ABOUT))


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    return as_json({"conformsTo": list(ogc.RECORDS_CONFORM)})


@require_safe
def open_api(request: HttpRequest) -> HttpResponse:
    return as_json(ogc.open_api(addresses(request).records, TITLE.ko, has_crs=False), type_=ogc.OPENAPI)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    base = addresses(request).records
    found = [ogc.record_collection(base, city(), catalogue.count_listed(person_of(request)))]
    return as_json({"links": [link(f"{base}/collections", "self")], "collections": found})


@require_safe
def collection(request: HttpRequest) -> HttpResponse:
    base = addresses(request).records
    return as_json(ogc.record_collection(base, city(), catalogue.count_listed(person_of(request))))


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    person, asked, at = person_of(request), given(request), addresses(request)
    parameters.only_known(asked, KNOWN)
    limit = parameters.number(asked, "limit", default=10, least=1, most=1_000)
    offset = parameters.number(asked, "offset", default=0, most=10_000_000)
    total, found = _found(person, asked, offset=offset, limit=limit)
    place = f"{at.records}/collections/{RECORDS}"
    links = [link(request.build_absolute_uri(), "self", GEOJSON), link(place, "collection")]
    if offset + len(found) < total and found:
        links.append(link(f"{place}/items?{urlencode({**asked, 'offset': offset + len(found)})}", "next", GEOJSON))
    if offset:
        back = max(0, offset - limit)
        links.append(link(f"{place}/items?{urlencode({**asked, 'offset': back})}", "prev", GEOJSON))
    records = [ogc.record(each, at.records, at) for each in found]
    return as_json(ogc.items(records, links, now=SYSTEM_CLOCK.now(), matched=total), type_=GEOJSON)


@require_safe
def item(request: HttpRequest, dataset_id: str) -> HttpResponse:
    at = addresses(request)
    listed = reads.whole(dataset_id, person_of(request)).listed
    return as_json(ogc.record(listed, at.records, at), type_=GEOJSON)


def _found(person: Person, asked: Mapping[str, str], *, offset: int, limit: int) -> tuple[int, list[Listed]]:
    """A record has no shape: no box holds one. All that is here is a dataset."""
    if asked.get("bbox"):
        ogc_crs.read_box(asked["bbox"], ogc_crs.known("bbox-crs", asked.get("bbox-crs", "")))
        return 0, []
    if asked.get("type", "dataset") != "dataset":
        return 0, []
    ids = [name for key in ("ids", "externalIds") for name in asked.get(key, "").replace("\0", "").split(",") if name]
    text = asked.get("q", "").replace("\0", "").strip()
    if text and ids:
        raise Refused("parameter_not_known", name="ids", names="q")
    if text:
        return _searched(person, text, offset=offset, limit=min(limit, SEARCHED_MOST))
    wanted = ListingFilter(ids=tuple(each.rpartition(":")[2] for each in ids)) if ids else ListingFilter()
    found = catalogue.listed_at(person, wanted, sort="id", offset=offset, limit=limit)
    return catalogue.count_listed(person, wanted), found


def _searched(person: Person, text: str, *, offset: int, limit: int) -> tuple[int, list[Listed]]:
    """As far as the search pages."""
    asked = SearchRequest(
        text=text,
        facets={"state": (State.PUBLISHED.value,)},
        offset=offset,
        limit=limit,
        with_facets=False,
    )
    result = search.search(asked, person)
    ids = tuple(hit.dataset.id for hit in result.hits)
    by_id = {each.dataset.id: each for each in catalogue.listed_at(person, ListingFilter(ids=ids), limit=len(ids) or 1)}
    return min(result.total, DEEPEST), [by_id[id_] for id_ in ids if id_ in by_id]
