"""A dataset in schema.org's words, as search engines read it out of a page (https://schema.org/Dataset)."""

from typing import Any

import orjson

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.entry import Way
from naru.systems.protocols.core.plain_text import plain, web_iri

COLUMNS_MOST = 200
TEXT_MOST = 5_000  # as Google reads it


def dataset(listed: Listed, columns: list[Column], *, city: Words, at: Addresses) -> dict[str, Any]:
    """``columns``: those of its tables that may be named."""
    it, said = listed.dataset, listed.dataset.description
    page = at.dataset(it.id)
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": at.dataset_iri(it.id),
        "identifier": it.id,
        "url": page,
        "name": _in_both(said.title, said.title_en),
        "description": _in_both(entry.description_text(said)[:TEXT_MOST], said.description_en[:TEXT_MOST]),
        "inLanguage": ["ko", "en"] if said.title_en else ["ko"],
        "keywords": list(map(plain, said.keywords)),
        "isAccessibleForFree": it.access is Access.OPEN,
        "license": LICENCES[said.licence].url if said.licence in LICENCES else None,
        "publisher": _publisher(it, at),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": f"나루 {city.ko}", "url": f"{at.site}/"},
        "datePublished": entry.issued(listed).isoformat(),
        "dateModified": day.isoformat() if (day := entry.modified(listed)) else None,
        "temporalCoverage": _period(it),
        "spatialCoverage": {"@type": "Place", "name": plain(said.place)} if said.place else None,
        "sameAs": web_iri(said.landing_page) or None,
        "variableMeasured": [_variable(column) for column in columns[:COLUMNS_MOST]],
        "distribution": [_download(way) for way in entry.ways(listed, at)],
        "version": str(max(table.version for table in listed.tables)) if listed.tables else None,
    }
    return {name: value for name, value in made.items() if value not in (None, [], "")}


def in_page(value: dict[str, Any]) -> str:
    """As it stands in a ``script`` element: nothing in it can end the element (HTML 4.12.1.3)."""
    text = orjson.dumps(value).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _in_both(korean: str, english: str) -> Any:
    if not english or english == korean:
        return plain(korean)
    return [{"@language": "ko", "@value": plain(korean)}, {"@language": "en", "@value": plain(english)}]


def _publisher(it: Dataset, at: Addresses) -> dict[str, Any] | None:
    if not it.publisher_slug:
        return None
    return {"@type": "Organization", "name": plain(it.publisher.ko), "url": at.publisher(it.publisher_slug)}


def _period(it: Dataset) -> str:
    """ISO 8601's interval; ``..`` for an end that is open."""
    said = it.description
    if said.period_start is None and said.period_end is None:
        return ""
    start, end = (day.isoformat() if day else ".." for day in (said.period_start, said.period_end))
    return f"{start}/{end}"


def _variable(column: Column) -> dict[str, Any]:
    made = {"@type": "PropertyValue", "name": plain(column.plain_name), "unitText": column.unit}
    return {name: value for name, value in made.items() if value}


def _download(way: Way) -> dict[str, Any]:
    made = {
        "@type": "DataDownload",
        "name": plain(way.title),
        "contentUrl": web_iri(way.url),
        "url": web_iri(way.page),
        "encodingFormat": way.media_type or way.format,
        "contentSize": f"{way.bytes} B" if way.bytes is not None else "",
    }
    return {name: value for name, value in made.items() if value}
