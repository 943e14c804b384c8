"""STAC API: what is pictures and footage in the catalogue, by whichever system it came there."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed, ListingFilter
from naru.systems.protocols.core import ogc, ogc_crs, parameters, stac
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.ogc import GEOJSON, link
from naru.systems.protocols.doors.answering import addresses, as_json, body_object, city, given

ITEMS_MOST = 1_000
CHILDREN = 1_000
MEDIA = ListingFilter(formats=stac.MEDIA_FORMATS)
KNOWN = frozenset({"collections", "ids", "bbox", "limit", "offset"})


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    found = catalogue.listed_at(person_of(request), MEDIA, limit=CHILDREN)
    return as_json(stac.landing(addresses(request).stac, city(), found))


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    return as_json({"conformsTo": list(stac.CONFORMS)})


@require_safe
def open_api(request: HttpRequest) -> HttpResponse:
    return as_json(ogc.open_api(addresses(request).stac, "STAC", has_crs=False), type_=ogc.OPENAPI)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    at = addresses(request)
    found = catalogue.listed_at(person_of(request), MEDIA, limit=CHILDREN)
    links = [link(f"{at.stac}/collections", "self"), link(at.stac, "root"), link(at.stac, "parent")]
    return as_json({"collections": [stac.collection(each, at.stac, at) for each in found], "links": links})


@require_safe
def collection(request: HttpRequest, dataset_id: str) -> HttpResponse:
    at = addresses(request)
    return as_json(stac.collection(_one(dataset_id, person_of(request)), at.stac, at))


@require_safe
def items(request: HttpRequest, dataset_id: str) -> HttpResponse:
    listed = _one(dataset_id, person_of(request))
    at, asked = addresses(request), {**given(request), "collections": listed.dataset.id}
    return _page(request, asked, f"{at.stac}/collections/{listed.dataset.id}/items", at)


@require_safe
def item(request: HttpRequest, dataset_id: str, item_id: str) -> HttpResponse:
    at, listed = addresses(request), _one(dataset_id, person_of(request))
    found = next((way for way in stac.media(listed, at) if way.id == item_id), None)
    if found is None:
        raise Refused("not_found")
    return as_json(stac.item(listed, found, at.stac), type_=GEOJSON)


@csrf_exempt  # a session's POST is checked under /api/ like any other
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    at = addresses(request)
    asked = {**given(request), **(_flat(body_object(request)) if request.method == "POST" else {})}
    return _page(request, asked, f"{at.stac}/search", at)


def _flat(value: Mapping[str, Any]) -> dict[str, str]:
    """A POST's lists as an address has them."""
    return {
        name: ",".join(map(str, each)) if isinstance(each, list) else str(each)
        for name, each in value.items()
        if each is not None
    }


def _page(request: HttpRequest, asked: Mapping[str, str], address: str, at: Addresses) -> HttpResponse:
    parameters.only_known(asked, KNOWN)
    limit = parameters.number(asked, "limit", default=10, least=1, most=ITEMS_MOST)
    offset = parameters.number(asked, "offset", default=0, most=1_000_000)
    found = list(islice(_items(person_of(request), asked, at), offset, offset + limit + 1))
    links = [link(request.build_absolute_uri(), "self", GEOJSON), link(at.stac, "root")]
    if len(found) > limit:
        links.append(link(f"{address}?{urlencode({**asked, 'offset': offset + limit})}", "next", GEOJSON))
    return as_json(ogc.items(found[:limit], links, now=SYSTEM_CLOCK.now(), matched=None), type_=GEOJSON)


def _items(person: Person, asked: Mapping[str, str], at: Addresses) -> Iterator[dict[str, Any]]:
    """In the order of their datasets' change; no box holds an item without a shape."""
    if asked.get("bbox"):
        ogc_crs.read_box(asked["bbox"], ogc_crs.CRS84)
        return
    of = tuple(name for name in asked.get("collections", "").replace("\0", "").split(",") if name)
    ids = set(filter(None, asked.get("ids", "").split(",")))
    wanted = ListingFilter(formats=stac.MEDIA_FORMATS, ids=of or None)
    for listed in catalogue.walked(person, wanted):
        for way in stac.media(listed, at):
            if not ids or way.id in ids:
                yield stac.item(listed, way, at.stac)


def _one(dataset_id: str, person: Person) -> Listed:
    """A published dataset with such files. Raises ``Refused``: ``not_found``."""
    wanted = ListingFilter(formats=stac.MEDIA_FORMATS, ids=(dataset_id.replace("\0", ""),))
    found = catalogue.listed(person, wanted, limit=1)
    if not found:
        raise Refused("not_found")
    return found[0]
