"""OGC API Features and Records: collections of features, and records among them, page by page.

A server's "next" is followed; where it is missing though more is said to be there, the walk goes on by offset.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.harvest.core.values import Finding, Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session, asking

ACCEPT = "application/geo+json, application/json;q=0.9"


class OgcFeatures:
    """A service: each of its collections is a dataset, its items the way to the data."""

    name = "ogc_features"
    words = Words("OGC API Features", "OGC API Features")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        value = _object(answer)
        if isinstance(value.get("collections"), list) and "links" in value:
            return True
        return any("conformance" in str(link.get("rel", "")) for link in _links(value)) and "stac_version" not in value

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        base = config.address.split("?")[0].rstrip("/").removesuffix("/collections")
        answer = session.get(f"{base}/collections?f=json", accept="application/json")
        value = answer.json()
        if not isinstance(value, dict) or not isinstance(value.get("collections"), list):
            raise Refused("harvest_not_understood", where=answer.where, kind="OGC API Features")
        records = [collection(each, base) for each in value["collections"] if isinstance(each, dict)]
        total = value.get("numberMatched")
        yield Page(
            address=answer.where,
            records=records,
            cursor=None,
            total=total if isinstance(total, int) else None,
            digest=digest(each.remote_id for each in records),
        )


class OgcRecords:
    """A catalogue: each item of a record collection is a dataset. ``options``: {collection}."""

    name = "ogc_records"
    words = Words("OGC API Records", "OGC API Records")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        features = _object(answer).get("features")
        return isinstance(features, list) and any("title" in _properties(each) for each in features[:3])

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        size = config.page_size
        place = cursor if isinstance(cursor, dict) else {}
        url = str(place.get("next") or asking(config.address, f="json", limit=size))
        came = int(str(place.get("came", 0)))
        while url:
            answer = session.get(url, accept=ACCEPT)
            page, found = _items(answer, came, config, size)
            came += found
            yield page
            url = str(page.cursor["next"]) if isinstance(page.cursor, dict) else ""


def _items(answer: Answer, came: int, config: SourceConfig, size: int) -> tuple[Page, int]:
    value = answer.json()
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise Refused("harvest_not_understood", where=answer.where, kind="OGC API Records")
    records = [item(each, answer.url) for each in features if isinstance(each, dict)]
    total = value.get("numberMatched") if isinstance(value.get("numberMatched"), int) else None
    following = _next(value, answer.url)
    findings: tuple[Finding, ...] = ()
    if not following and features and total is not None and came + len(features) < total:
        following = asking(config.address, f="json", limit=size, offset=came + len(features))
        findings = (Finding(code="next_page_missing", where=answer.where),)
    after: JSON = {"next": following, "came": came + len(features)} if following and features else None
    page = Page(
        address=answer.where,
        records=records,
        cursor=after,
        total=total,
        unread=len(features) - len(records),
        findings=findings,
        digest=digest(each.remote_id for each in records),
    )
    return page, len(features)


def _object(answer: Answer) -> Mapping[str, Any]:
    try:
        value = answer.json()
    except Refused:
        return {}
    return value if isinstance(value, dict) else {}


def _links(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = value.get("links")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _next(value: Mapping[str, Any], url: str) -> str:
    """The next page; a server that forgets ``f=json`` there would answer a page for people."""
    found = next((str(link.get("href")) for link in _links(value) if link.get("rel") == "next"), "")
    return asking(found, f="json") if found and "f=json" in url and "f=" not in found else found


def _properties(feature: Any) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def item(feature: Mapping[str, Any], base: str) -> Harvested:
    """A record as a GeoJSON feature."""
    said = _properties(feature)
    start, end = _interval(feature.get("time") or said.get("time"))
    return harvested(
        {
            "title": said.get("title"),
            "description": said.get("description"),
            "publisher": _organisation(said, "publisher") or _organisation(said, ""),
            "keywords": _keywords(said.get("keywords")),
            "licence": [said.get("license"), said.get("rights")],
            "contact": _organisation(said, "pointOfContact"),
            "landing_page": _page_of(feature),
            "issued": said.get("created"),
            "modified": said.get("updated"),
            "period_start": start,
            "period_end": end,
        },
        _files(_links(feature), base),
        identifier=feature.get("id"),
        global_ids=[str(each.get("value")) for each in said.get("externalIds") or [] if isinstance(each, dict)],
    )


def collection(said: Mapping[str, Any], base: str) -> Harvested:
    """A collection of a features service."""
    name = str(said.get("id") or said.get("name") or "")
    extent = said.get("extent")
    temporal = extent.get("temporal") if isinstance(extent, dict) else None
    interval = temporal.get("interval") if isinstance(temporal, dict) else None
    start, end = _interval({"interval": interval[0]} if isinstance(interval, list) and interval else None)
    links = _links(said)
    files = [
        distribution(link.get("href"), title=link.get("title") or name, format=(link.get("type"),), base=f"{base}/")
        for link in links
        if link.get("rel") in {"items", "enclosure", "http://www.opengis.net/def/rel/ogc/1.0/items"}
    ]
    files = files or [distribution(f"{base}/collections/{name}/items", title=name, format=("geojson",))]
    return harvested(
        {
            "title": said.get("title") or name,
            "description": said.get("description"),
            "keywords": _keywords(said.get("keywords")),
            "licence": next((link.get("href") for link in links if link.get("rel") == "license"), None),
            "landing_page": f"{base}/collections/{name}",
            "period_start": start,
            "period_end": end,
        },
        files,
        identifier=name,
    )


def _interval(value: Any) -> tuple[Any, Any]:
    interval = value.get("interval") if isinstance(value, dict) else None
    if not isinstance(interval, list) or len(interval) < 2:
        return None, None
    start, end = interval[0], interval[1]
    return (None if start == ".." else start), (None if end == ".." else end)


def _organisation(said: Mapping[str, Any], role: str) -> str:
    for each in said.get("contacts") or said.get("providers") or []:
        if isinstance(each, dict) and (not role or role in (each.get("roles") or [])):
            return str(each.get("organization") or each.get("name") or "")
    return ""


def _keywords(value: Any) -> list[Any]:
    return [each.get("name") or each.get("id") if isinstance(each, dict) else each for each in value or []]


def _page_of(feature: Mapping[str, Any]) -> Any:
    for relation in ("alternate", "canonical", "about"):
        for link in _links(feature):
            if link.get("rel") == relation and "html" in str(link.get("type", "html")):
                return link.get("href")
    return None


def _files(links: Sequence[Mapping[str, Any]], base: str) -> list[DistributionIn]:
    named = {"item", "items", "enclosure", "data", "service", "download"}
    return [
        distribution(link.get("href"), title=link.get("title"), format=(link.get("type"),), base=base)
        for link in links
        if link.get("rel") in named
    ]
