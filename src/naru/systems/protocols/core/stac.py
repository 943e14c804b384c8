"""STAC API 1.0 (core, collections, features, item search) over what is pictures and footage in the catalogue.

A dataset with such files is a collection, each of its files an item. Where they were taken the catalogue does not know: items
have no geometry, which STAC allows, and no box finds them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from naru.base.kit.words import Words
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.entry import Way
from naru.systems.protocols.core.ogc import GEOJSON, JSON, OPENAPI, link
from naru.systems.protocols.core.plain_text import plain, web_iri

VERSION = "1.1.0"
MEDIA_FORMATS = ("avi", "gif", "jp2", "jpeg", "jpg", "mkv", "mov", "mp4", "png", "tif", "tiff", "webm", "webp")
CONFORMS = (
    "https://api.stacspec.org/v1.0.0/core",
    "https://api.stacspec.org/v1.0.0/collections",
    "https://api.stacspec.org/v1.0.0/ogcapi-features",
    "https://api.stacspec.org/v1.0.0/item-search",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)
SPDX = {code: code.upper() for code in LICENCES if code.startswith("cc")}
EVERYWHERE = [-180.0, -90.0, 180.0, 90.0]


def landing(base: str, city: Words, collections: Sequence[Listed]) -> dict[str, Any]:
    children = [
        link(f"{base}/collections/{each.dataset.id}", "child", JSON, plain(each.dataset.title)) for each in collections
    ]
    return {
        "type": "Catalog",
        "stac_version": VERSION,
        "id": "naru",
        "title": f"{city.ko} 영상",
        "description": f"{city.ko}의 영상과 사진입니다.",
        "conformsTo": list(CONFORMS),
        "links": [
            link(base, "self"),
            link(base, "root"),
            link(f"{base}/api", "service-desc", OPENAPI),
            link(f"{base}/conformance", "conformance"),
            link(f"{base}/collections", "data"),
            {**link(f"{base}/search", "search", GEOJSON), "method": "GET"},
            {**link(f"{base}/search", "search", GEOJSON), "method": "POST"},
            *children,
        ],
    }


def collection(listed: Listed, base: str, at: Addresses) -> dict[str, Any]:
    it, said = listed.dataset, listed.dataset.description
    place = f"{base}/collections/{it.id}"
    licence = LICENCES.get(said.licence)
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "id": it.id,
        "title": plain(said.title),
        "description": plain(entry.description_text(said)),
        "keywords": [plain(keyword) for keyword in said.keywords],
        "license": SPDX.get(said.licence, "other"),
        "providers": [{"name": plain(it.publisher.ko), "roles": ["producer"]}] if it.publisher.ko else [],
        "extent": {
            "spatial": {"bbox": [EVERYWHERE]},
            "temporal": {"interval": [[_start(said.period_start), _end(said.period_end)]]},
        },
        "links": [
            link(place, "self"),
            link(base, "root"),
            link(base, "parent"),
            link(f"{place}/items", "items", GEOJSON),
            link(at.dataset(it.id), "about", "text/html"),
            *([link(licence.url, "license", "text/html")] if licence else []),
        ],
    }


def media(listed: Listed, at: Addresses) -> Iterator[Way]:
    """Its pictures and footage that have an address."""
    return (way for way in entry.ways(listed, at) if way.format in MEDIA_FORMATS and web_iri(way.url))


def item(listed: Listed, way: Way, base: str) -> dict[str, Any]:
    it = listed.dataset
    place = f"{base}/collections/{it.id}"
    asset = {"href": web_iri(way.url), "title": plain(way.title), "type": way.media_type, "roles": ["data"]}
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "id": way.id,
        "collection": it.id,
        "geometry": None,
        "properties": {"title": plain(way.title), **_moment(listed)},
        "assets": {"data": {name: value for name, value in asset.items() if value}},
        "links": [
            link(f"{place}/items/{way.id}", "self", GEOJSON),
            link(base, "root"),
            link(place, "parent"),
            link(place, "collection"),
        ],
    }


def _moment(listed: Listed) -> Mapping[str, Any]:
    """The period that its dataset covers, where both ends are known; else the day it was first published."""
    said = listed.dataset.description
    if said.period_start and said.period_end:
        ends = {"start_datetime": _start(said.period_start), "end_datetime": _end(said.period_end)}
        return {"datetime": None, **ends}
    return {"datetime": _start(entry.issued(listed))}


def _start(day: date | None) -> str | None:
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if day else None


def _end(day: date | None) -> str | None:
    """Its last second: the day belongs to the period."""
    return datetime.combine(day, time(23, 59, 59), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if day else None
