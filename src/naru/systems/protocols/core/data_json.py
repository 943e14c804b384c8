"""``data.json`` of DCAT-US 1.1 (Project Open Data): the whole catalogue as one JSON file, written as a stream.

Its required fields are said even where the catalogue has no value: the schema asks for a publisher, a contact and a date.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import orjson

from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.dcat import MAIL
from naru.systems.protocols.core.entry import Way
from naru.systems.protocols.core.plain_text import plain, web_iri

SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"
PERIODS = {
    "continuous": "R/PT1S",
    "hourly": "R/PT1H",
    "daily": "R/P1D",
    "weekly": "R/P1W",
    "monthly": "R/P1M",
    "quarterly": "R/P3M",
    "half-yearly": "R/P6M",
    "yearly": "R/P1Y",
    "two-yearly": "R/P2Y",
    "irregular": "irregular",
}
NO_MAIL = "mailto:no-reply@invalid"  # the schema wants an address; RFC 2606 keeps this one from reaching anybody
PIECE = 64 << 10


def document(found: Iterable[Listed], *, publisher: str, at: Addresses) -> Iterator[bytes]:
    """``publisher`` stands where a dataset names none."""
    head = {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@id": at.data_json,
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
    }
    waiting, size = [orjson.dumps(head)[:-1], b',"dataset":[\n'], PIECE
    for number, listed in enumerate(found):
        waiting += [b",\n" if number else b"", orjson.dumps(dataset(listed, publisher=publisher, at=at))]
        size += len(waiting[-1])
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join([*waiting, b"\n]}\n"])


def dataset(listed: Listed, *, publisher: str, at: Addresses) -> dict[str, Any]:
    it, said = listed.dataset, listed.dataset.description
    changed = entry.modified(listed) or entry.issued(listed)
    made: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": it.id,
        "title": plain(said.title),
        "description": plain(entry.description_text(said)),
        "keyword": [plain(keyword) for keyword in said.keywords] or [plain(said.title)],
        "modified": changed.isoformat(),
        "issued": entry.issued(listed).isoformat(),
        "publisher": {"@type": "org:Organization", "name": plain(it.publisher.ko or publisher)},
        "contactPoint": _contact(said.contact or publisher),
        "accessLevel": "public" if it.access is Access.OPEN else "restricted public",
        "license": LICENCES[said.licence].url if said.licence in LICENCES else None,
        "accrualPeriodicity": PERIODS.get(said.frequency),
        "spatial": plain(said.place) or None,
        "temporal": _period(it),
        "landingPage": web_iri(entry.landing_page(it, at)) or at.dataset(it.id),
        "language": ["ko"],
        "distribution": [_distribution(way) for way in entry.ways(listed, at) if web_iri(way.url)],
    }
    if it.access is not Access.OPEN:
        made["rights"] = "Signing in or an entitlement is needed; see the landing page."
    return {name: value for name, value in made.items() if value not in (None, [])}


def _contact(text: str) -> dict[str, str]:
    mail = MAIL.search(text)
    address = f"mailto:{mail[0]}" if mail else NO_MAIL
    return {"@type": "vcard:Contact", "fn": plain(text), "hasEmail": address}


def _period(it: Dataset) -> str | None:
    """Both ends, as the schema has it; one that is open is said as the other."""
    start, end = it.description.period_start, it.description.period_end
    ends = [day.isoformat() for day in (start or end, end or start) if isinstance(day, date)]
    return "/".join(ends) or None


def _distribution(way: Way) -> dict[str, Any]:
    made = {
        "@type": "dcat:Distribution",
        "title": plain(way.title),
        "downloadURL": web_iri(way.url),
        "mediaType": way.media_type or "application/octet-stream",
        "format": way.format.upper() or None,
    }
    return {name: value for name, value in made.items() if value}
