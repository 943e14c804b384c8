"""A dataset and the catalogue in DCAT-AP 3.0.1 (SEMIC), as trees for the RDF writers.

Mandatory, recommended and those optional properties are said that the catalogue has a value for; nothing is made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from naru.base.kit.words import Words
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.entry import Way
from naru.systems.protocols.core.plain_text import web_iri
from naru.systems.protocols.core.rdf import Iri, Literal, Node, Term
from naru.systems.protocols.core.vocabularies import LANGUAGES, access_right, file_type, iana

MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")
Said = list[tuple[str, Term]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueHead:
    """Who publishes the catalogue; ``page`` is Hydra's view where the document is one page of it."""

    city: Words
    page: "HydraPage | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HydraPage:
    """``total`` counts what whoever asks may read; ``next`` is "" on the last page."""

    address: str
    first: str
    next: str
    total: int


class Concepts:
    """Things that many datasets point to: described where one document first names them, afterwards only named."""

    def __init__(self) -> None:
        self._described: set[str] = set()

    def __call__(self, iri: str, kind: str, said: Said | None = None) -> Term:
        if iri in self._described:
            return Iri(iri)
        self._described.add(iri)
        return Node(iri, kind, said or [])


def catalogue_nodes(head: CatalogueHead, concepts: Concepts, at: Addresses) -> Iterator[Node]:
    """The catalogue itself; which datasets it has, each dataset's own nodes say."""
    yield Node(
        catalogue_iri(at),
        "dcat:Catalog",
        [
            *both("dct:title", Words(f"{head.city.ko} 데이터 카탈로그", f"{head.city.en} data catalogue")),
            *both("dct:description", Words(f"{head.city.ko}의 데이터 목록입니다.", f"The data of {head.city.en}.")),
            ("dct:publisher", Node(f"{at.site}/#city", "foaf:Agent", both("foaf:name", head.city))),
            ("foaf:homepage", Node(f"{at.site}/", "foaf:Document")),
            *(("dct:language", concepts(iri, LINGUISTIC)) for iri in LANGUAGES.values()),
            ("dcat:themeTaxonomy", Node(THEME_SCHEME, "skos:ConceptScheme", [THEME_SCHEME_TITLE])),
            ("dcat:service", service(at)),
        ],
    )
    if head.page:
        yield _hydra(head.page, at)


def catalogue_iri(at: Addresses) -> str:
    return f"{at.site}/#catalog"


def service(at: Addresses) -> Node:
    """The API that answers for every table."""
    return Node(
        f"{at.api}/#service",
        "dcat:DataService",
        [
            ("dct:title", Literal("나루 API", "ko")),
            ("dct:title", Literal("Naru API", "en")),
            ("dcat:endpointURL", Iri(at.api)),
            ("dcat:endpointDescription", Iri(f"{at.api}/openapi.json")),
        ],
    )


def dataset_nodes(listed: Listed, concepts: Concepts, at: Addresses) -> Iterator[Node]:
    """The dataset with all that hangs on it, its record, and that the catalogue has both."""
    dataset = dataset_node(listed, concepts, at)
    record = _record(listed.dataset, at)
    yield dataset
    yield record
    yield Node(catalogue_iri(at), "", [("dcat:dataset", Iri(dataset.iri)), ("dcat:record", Iri(record.iri))])


def dataset_node(listed: Listed, concepts: Concepts, at: Addresses) -> Node:
    dataset, said = listed.dataset, listed.dataset.description
    properties: Said = [
        ("dct:identifier", Literal(dataset.id)),
        *both("dct:title", Words(said.title, said.title_en)),
        *both("dct:description", Words(entry.description_text(said), said.description_en)),
        *(("dcat:keyword", Literal(keyword, "ko")) for keyword in said.keywords),
        *_themes(said.themes, concepts, at),
        ("dct:accessRights", concepts(access_right(dataset.access), "dct:RightsStatement")),
        ("dct:issued", _day(entry.issued(listed))),
        ("dct:language", concepts(LANGUAGES["ko"], LINGUISTIC)),
    ]
    if changed := entry.modified(listed):
        properties.append(("dct:modified", _day(changed)))
    if dataset.publisher_slug:
        iri = at.publisher(dataset.publisher_slug)
        properties.append(("dct:publisher", concepts(iri, "foaf:Agent", both("foaf:name", dataset.publisher))))
    if said.frequency in FREQUENCIES:
        frequency = concepts(FREQUENCIES[said.frequency].uri, "dct:Frequency")
        properties.append(("dct:accrualPeriodicity", frequency))
    if said.place:
        properties.append(("dct:spatial", Node("", "dct:Location", [("skos:prefLabel", Literal(said.place, "ko"))])))
    properties += [*_period(said.period_start, said.period_end), *_contact(said.contact), *_pages(dataset, at)]
    properties += _licence(said.licence, concepts)
    for number, way in enumerate(entry.ways(listed, at), start=1):
        made = _distribution(way, f"{at.dataset(dataset.id)}#distribution-{number}", concepts, at)
        if said.licence in LICENCES:
            made.said.append(("dct:license", Iri(LICENCES[said.licence].url)))
        properties.append(("dcat:distribution", made))
    return Node(at.dataset_iri(dataset.id), "dcat:Dataset", properties)


def _licence(code: str, concepts: Concepts) -> Said:
    """DCAT-AP looks for it at distributions; a dataset that has none yet says it itself, as DCAT has it."""
    return [("dct:license", concepts(LICENCES[code].url, "dct:LicenseDocument"))] if code in LICENCES else []


def both(predicate: str, words: Words) -> Said:
    """In Korean, and in English where that is something else."""
    english = [(predicate, Literal(words.en, "en"))] if words.en and words.en != words.ko else []
    return [(predicate, Literal(words.ko, "ko")), *english]


def _themes(codes: tuple[str, ...], concepts: Concepts, at: Addresses) -> Said:
    """The EU's themes, each once, and our own, of which there are more."""
    known = [THEMES[code] for code in codes if code in THEMES]
    european = {theme.uri: [("skos:prefLabel", Literal(theme.eu, "en"))] for theme in known}
    ours = {at.theme(theme.code): both("skos:prefLabel", theme.words) for theme in known}
    return [("dcat:theme", concepts(iri, "skos:Concept", list(said))) for iri, said in (european | ours).items()]


THEME_SCHEME = "http://publications.europa.eu/resource/authority/data-theme"
THEME_SCHEME_TITLE = ("dct:title", Literal("Data theme", "en"))
LINGUISTIC = "dct:LinguisticSystem"


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype="xsd:date")


def _instant(moment: datetime) -> Literal:
    return Literal(moment.astimezone(UTC).isoformat(timespec="microseconds"), datatype="xsd:dateTime")


def _period(start: date | None, end: date | None) -> Said:
    if start is None and end is None:
        return []
    ends = [("dcat:startDate", start), ("dcat:endDate", end)]
    said: Said = [(predicate, _day(day)) for predicate, day in ends if day]
    return [("dct:temporal", Node("", "dct:PeriodOfTime", said))]


def _contact(text: str) -> Said:
    if not text:
        return []
    said: Said = [("vcard:fn", Literal(text))]
    if (mail := MAIL.search(text)) and (address := web_iri(f"mailto:{mail[0]}")):
        said.append(("vcard:hasEmail", Iri(address)))
    return [("dcat:contactPoint", Node("", "vcard:Kind", said))]


def _pages(dataset: Dataset, at: Addresses) -> Said:
    """Its page at the source and ours; ours alone where the source has none."""
    ours = at.dataset(dataset.id)
    landing = web_iri(entry.landing_page(dataset, at)) or ours
    said: Said = [("dcat:landingPage", Node(landing, "foaf:Document"))]
    return said if landing == ours else [*said, ("foaf:page", Node(ours, "foaf:Document"))]


def _distribution(way: Way, iri: str, concepts: Concepts, at: Addresses) -> Node:
    said: Said = [("dct:title", Literal(way.title, "ko")), ("dcat:accessURL", Iri(web_iri(way.page) or at.site))]
    if address := web_iri(way.url):
        said.append(("dcat:downloadURL", Iri(address)))
    said += _format(way.format, concepts)
    if way.bytes is not None:
        said.append(("dcat:byteSize", Literal(str(way.bytes), datatype="xsd:nonNegativeInteger")))
    if way.table:
        said += [("dct:modified", _instant(way.table.at)), ("dcat:accessService", Iri(f"{at.api}/#service"))]
    return Node(iri, "dcat:Distribution", said)


def _format(name: str, concepts: Concepts) -> Said:
    if not name:
        return []
    said: Said = []
    if iri := file_type(name):
        said.append(("dct:format", concepts(iri, "dct:MediaTypeOrExtent")))
    else:
        label: Said = [("rdfs:label", Literal(name.upper()))]
        said.append(("dct:format", Node("", "dct:MediaTypeOrExtent", label)))
    if media := iana(name):
        said.append(("dcat:mediaType", concepts(media, "dct:MediaType")))
    return said


def _record(dataset: Dataset, at: Addresses) -> Node:
    """When the description itself came and changed: by this, copies keep in step."""
    iri = at.dataset_iri(dataset.id)
    return Node(
        f"{at.dataset(dataset.id)}#record",
        "dcat:CatalogRecord",
        [
            ("foaf:primaryTopic", Iri(iri)),
            ("dct:identifier", Literal(dataset.id)),
            ("dct:issued", _instant(dataset.created)),
            ("dct:modified", _instant(dataset.changed)),
        ],
    )


def _hydra(page: HydraPage, at: Addresses) -> Node:
    said: Said = [
        ("hydra:totalItems", Literal(str(page.total), datatype="xsd:integer")),
        ("hydra:first", Iri(page.first)),
    ]
    if page.next:
        said.append(("hydra:next", Iri(page.next)))
    return Node(page.address, "hydra:PartialCollectionView", said)
