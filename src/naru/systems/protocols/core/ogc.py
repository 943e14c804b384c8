"""What OGC API Features (parts 1 and 2) and Records (part 1) say beside their items: landing page, conformance, collections."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.core.vocabulary import EU, LICENCES, THEMES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.ogc_crs import CRS84, CRS_LIST, Box
from naru.systems.protocols.core.plain_text import plain, web_iri

GEOJSON, JSON, OPENAPI = "application/geo+json", "application/json", "application/vnd.oai.openapi+json;version=3.0"
LIMIT, LIMIT_MOST = 100, 10_000
FEATURES_CONFORM = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)
RECORDS_CONFORM = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json",
)
RECORD_CORE = "http://www.opengis.net/spec/ogcapi-records-1/1.0/req/record-core"
RECORDS = "datasets"
SCHEMA_TYPES = {
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.YEAR: {"type": "integer"},
    ColumnType.DECIMAL: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.DATETIME: {"type": "string", "format": "date-time"},
}


def link(address: str, relation: str, type_: str = JSON, title: str = "") -> dict[str, str]:
    made = {"href": address, "rel": relation, "type": type_}
    return {**made, "title": title} if title else made


def collection_address(base: str, name: str) -> str:
    return f"{base}/collections/{quote(name)}"


def landing(base: str, title: Words, description: Words) -> dict[str, Any]:
    return {
        "title": title.ko,
        "description": description.ko,
        "links": [
            link(base, "self"),
            link(f"{base}/api", "service-desc", OPENAPI),
            link(f"{base}/conformance", "conformance"),
            link(f"{base}/conformance", "http://www.opengis.net/def/rel/ogc/1.0/conformance"),
            link(f"{base}/collections", "data"),
        ],
    }


def feature_collection(table: Table, base: str, at: Addresses, extent: Box | None = None) -> dict[str, Any]:
    """A table with places; ``extent`` where it was worked out."""
    place = collection_address(base, table.sql_name)
    made: dict[str, Any] = {
        "id": table.sql_name,
        "title": plain(table.name),
        "description": plain(table.dataset_title),
        "itemType": "feature",
        "crs": list(CRS_LIST),
        "storageCrs": CRS84,
        "links": [
            link(place, "self"),
            link(f"{place}/items", "items", GEOJSON, plain(table.name)),
            link(f"{place}/queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json"),
            link(at.dataset(table.dataset_id), "describedby", "text/html"),
        ],
    }
    if extent:
        made["extent"] = {"spatial": {"bbox": [list(extent)], "crs": CRS84}}
    return made


def queryables(table: Table, base: str) -> dict[str, Any]:
    """The columns by which items may be narrowed, as a JSON Schema."""
    assert table.live is not None
    named = {column.name: _property(column) for column in table.live.columns if column.type is not ColumnType.GEOMETRY}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{collection_address(base, table.sql_name)}/queryables",
        "type": "object",
        "title": plain(table.name),
        "properties": {**named, "geometry": {"format": "geometry-any"}},
    }


def _property(column: Column) -> dict[str, Any]:
    unit = {"x-ogc-unit": column.unit} if column.unit else {}
    return {"title": plain(column.plain_name), **SCHEMA_TYPES.get(column.type, {"type": "string"}), **unit}


def record_collection(base: str, city: Words, total: int) -> dict[str, Any]:
    place = f"{base}/collections/{RECORDS}"
    return {
        "id": RECORDS,
        "title": f"{city.ko} 데이터 카탈로그",
        "description": f"{city.ko}의 데이터 목록입니다.",
        "itemType": "record",
        "type": "Collection",
        "crs": [CRS84],
        "numberOfRecords": total,
        "links": [link(place, "self"), link(f"{place}/items", "items", GEOJSON)],
    }


def items(
    features: Sequence[Any], links: Sequence[Mapping[str, str]], *, now: datetime, matched: int | None
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": list(features),
        "timeStamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberReturned": len(features),
        "links": list(links),
    }
    return made if matched is None else {**made, "numberMatched": matched}


def record(listed: Listed, base: str, at: Addresses) -> dict[str, Any]:
    """A dataset as a record (OGC 20-004r1, 8.2); its place has a name and no shape."""
    it, said = listed.dataset, listed.dataset.description
    address = f"{base}/collections/{RECORDS}/items/{it.id}"
    landing_page = web_iri(entry.landing_page(it, at)) or at.dataset(it.id)
    properties: dict[str, Any] = {
        "type": "dataset",
        "title": plain(said.title),
        "description": plain(entry.description_text(said)),
        "keywords": [plain(keyword) for keyword in said.keywords],
        "language": {"code": "ko", "name": "한국어"},
        "created": _instant(it.created),
        "updated": _instant(it.changed),
        "themes": _themes(said.themes),
        "contacts": _contacts(it.publisher.ko, said.contact),
        "license": LICENCES[said.licence].url if said.licence in LICENCES else None,
        "formats": [
            {"name": name.upper()} for name in dict.fromkeys(way.format for way in entry.ways(listed, at)) if name
        ],
        "externalIds": [{"scheme": at.site, "value": it.id}],
    }
    enclosures = [
        link(web_iri(way.url), "enclosure", way.media_type or "application/octet-stream", plain(way.title))
        for way in entry.ways(listed, at)
        if web_iri(way.url)
    ]
    return {
        "type": "Feature",
        "id": it.id,
        "conformsTo": [RECORD_CORE],
        "geometry": None,
        "time": _interval(listed),
        "properties": {name: value for name, value in properties.items() if value not in (None, [])},
        "links": [
            link(address, "self", GEOJSON),
            link(f"{base}/collections/{RECORDS}", "collection"),
            link(landing_page, "alternate", "text/html", plain(said.title)),
            link(at.dcat_dataset(it.id, "ttl"), "describedby", "text/turtle"),
            *enclosures,
        ],
    }


def _themes(codes: Sequence[str]) -> list[dict[str, Any]]:
    concepts = [{"id": THEMES[code].eu, "url": THEMES[code].uri} for code in codes if code in THEMES]
    return [{"concepts": concepts, "scheme": f"{EU}/data-theme"}] if concepts else []


def _contacts(publisher: str, contact: str) -> list[dict[str, Any]]:
    named = [(publisher, "publisher"), (contact, "pointOfContact")]
    return [{"organization": plain(name), "roles": [role]} for name, role in named if name]


def _interval(listed: Listed) -> dict[str, Any] | None:
    said = listed.dataset.description
    if said.period_start is None and said.period_end is None:
        return None
    return {"interval": [day.isoformat() if day else ".." for day in (said.period_start, said.period_end)]}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_api(base: str, title: str, *, has_crs: bool) -> dict[str, Any]:
    """The service's own OpenAPI document: what clients read limits and parameters from."""
    one = {"200": {"description": "OK"}, "404": {"description": "Not found"}}
    limit = {"type": "integer", "minimum": 1, "maximum": LIMIT_MOST, "default": LIMIT}
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    asked = [
        _query("limit", limit),
        _query("bbox", box),
        _query("datetime", {"type": "string"}),
        _query("offset", {"type": "integer", "minimum": 0}),
    ]
    asked += (
        [_query("crs", {"type": "string"}), _query("bbox-crs", {"type": "string"})]
        if has_crs
        else [_query("q", {"type": "string"})]
    )
    collection, item = _path("collectionId"), _path("itemId")

    def get(name: str, parameters: Sequence[Any] = ()) -> dict[str, Any]:
        return {"get": {"operationId": name, "parameters": list(parameters), "responses": one}}

    return {
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": base}],
        "paths": {
            "/": get("getLandingPage"),
            "/conformance": get("getConformance"),
            "/collections": get("getCollections"),
            "/collections/{collectionId}": get("describeCollection", [collection]),
            "/collections/{collectionId}/items": get("getItems", [collection, *asked]),
            "/collections/{collectionId}/items/{itemId}": get("getItem", [collection, item]),
        },
    }


def _query(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    style = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
    return {"name": name, "in": "query", "required": False, "schema": dict(schema), **style}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
