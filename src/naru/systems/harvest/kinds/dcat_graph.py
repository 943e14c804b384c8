"""Datasets in an RDF graph, streamed and grouped by subject, blank nodes with what hangs on them.

Read leniently: a bad language tag, an address with spaces or two in one cost the value, never the record. Internal
entities of a DOCTYPE are refused before anything is expanded; contexts of JSON-LD are shipped, never fetched.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.harvest.core import fields
from naru.systems.harvest.core.json_text import looks_like_html
from naru.systems.harvest.core.values import Finding, Harvested
from naru.systems.harvest.kinds.described import distribution, harvested
from naru.systems.harvest.kinds.json_ld import local_context

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DCAT, DCT, FOAF = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
VCARD, ADMS, SCHEMA = "http://www.w3.org/2006/vcard/ns#", "http://www.w3.org/ns/adms#", "http://schema.org/"
HYDRA, SKOS = "http://www.w3.org/ns/hydra/core#", "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = f"{RDF}type"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/n3": ox.RdfFormat.N3,
}
TRIPLES_MOST = 20_000_000
DOCTYPE = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Said = dict[str, list[Term]]


@dataclass(slots=True)
class Graph:
    """What is said of each subject: predicate → objects, in the document's order."""

    subjects: dict[str, Said] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    base: str = ""

    def of(self, term: Term) -> Mapping[str, list[Term]]:
        return self.subjects.get(_key(term), {})

    def typed(self, *kinds: str) -> Iterator[str]:
        """The subjects of these types, each once, in the document's order."""
        for subject, said in self.subjects.items():
            if any(each.value in kinds for each in said.get(TYPE, ())):
                yield subject


def _key(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def format_of(media_type: str, body: bytes) -> "ox.RdfFormat | None":
    """By its media type, else by how it begins."""
    if media_type in FORMATS:
        return FORMATS[media_type]
    head = body[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"{", b"[")):
        return ox.RdfFormat.JSON_LD if b'"@' in body[:100_000] else None
    if head.startswith(b"<?xml") or b"<rdf:RDF" in head or b":RDF" in head[:1000]:
        return ox.RdfFormat.RDF_XML
    if re.match(rb"(#[^\n]*\n|\s)*(@prefix|@base|PREFIX|BASE|<[^>\s]+>\s|_:)", head, re.IGNORECASE):
        return ox.RdfFormat.TURTLE
    return None


def read_graph(body: bytes, media_type: str, url: str, where: str) -> Graph:
    """Raises ``Refused``: ``harvest_rdf_broken`` with line and column, ``harvest_xml_entities``, ``harvest_answer_is_html``."""
    kind = format_of(media_type, body)
    if looks_like_html(body):
        raise Refused("harvest_answer_is_html", where=where)
    if kind is None:
        raise Refused("harvest_not_understood", where=where, kind="RDF")
    if kind is ox.RdfFormat.RDF_XML:
        if DOCTYPE.search(body):
            raise Refused("harvest_xml_entities", where=where)
        body = CONTROL.sub(b"", body)
    if kind is ox.RdfFormat.JSON_LD:
        body = local_context(body, where)
    graph = Graph(base=url)
    try:
        for number, triple in enumerate(ox.parse(body, format=kind, base_iri=_base(url), lenient=True)):
            if number >= TRIPLES_MOST:
                raise Refused("harvest_rdf_broken", where=where, reason=f"> {TRIPLES_MOST} triples")
            graph.subjects[_key(triple.subject)][triple.predicate.value].append(triple.object)
    except (SyntaxError, ValueError) as error:
        line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
        place = f"line {line}, column {column}: " if line else ""
        raise Refused("harvest_rdf_broken", where=where, reason=f"{place}{error}"[:300]) from None
    return graph


def _base(url: str) -> str:
    return url.split("#")[0].split("?")[0]


# --- datasets ---


def dataset_records(graph: Graph) -> list[Harvested]:
    """Each ``dcat:Dataset`` once: a catalogue record of the same address lends it nothing but its name."""
    catalogues = set(graph.typed(f"{DCAT}Catalog"))
    return [
        _record(graph, subject)
        for subject in graph.typed(f"{DCAT}Dataset", f"{SCHEMA}Dataset", "https://schema.org/Dataset")
        if subject not in catalogues
    ]


def _record(graph: Graph, subject: str) -> Harvested:
    said = graph.subjects[subject]
    title, title_en = _both(said, f"{DCT}title", f"{SCHEMA}name", f"{RDFS}label")
    description, description_en = _both(said, f"{DCT}description", f"{SCHEMA}description")
    start, end = _period(graph, said)
    findings: list[Finding] = []
    uri = "" if subject.startswith("_:") or not subject.startswith(("http", "urn:")) else subject
    distributions = _distributions(graph, said, findings)
    licences = [*_values(said, f"{DCT}license"), *_values(said, f"{DCT}rights"), *_licences(graph, said)]
    return harvested(
        {
            "title": title,
            "title_en": title_en,
            "description": description,
            "description_en": description_en,
            "publisher": _name(graph, said, f"{DCT}publisher", f"{DCT}creator", f"{SCHEMA}publisher"),
            "keywords": _keywords(said),
            "themes": _values(said, f"{DCAT}theme"),
            "licence": [each for each in licences if each],
            "frequency": _first(said, f"{DCT}accrualPeriodicity"),
            "place": _name(graph, said, f"{DCT}spatial"),
            "contact": _name(graph, said, f"{DCAT}contactPoint"),
            "landing_page": _first(said, f"{DCAT}landingPage", f"{FOAF}page") or uri,
            "issued": _first(said, f"{DCT}issued", f"{SCHEMA}datePublished"),
            "modified": _first(said, f"{DCT}modified", f"{SCHEMA}dateModified"),
            "period_start": start,
            "period_end": end,
        },
        distributions,
        identifier=_identifier(graph, said),
        uri=uri,
        global_ids=_values(said, f"{DCT}identifier"),
        findings=findings,
    )


def _identifier(graph: Graph, said: Said) -> str:
    """``dct:identifier``, else what ``adms:identifier`` notes."""
    if given := _first(said, f"{DCT}identifier"):
        return given
    for node in said.get(f"{ADMS}identifier", ()):
        if noted := _first(graph.of(node), f"{SKOS}notation"):
            return noted
    return ""


def _distributions(graph: Graph, said: Said, findings: list[Finding]) -> list[DistributionIn]:
    found = []
    for node in [*said.get(f"{DCAT}distribution", ()), *said.get(f"{SCHEMA}distribution", ())]:
        its = graph.of(node)
        written = _first(its, f"{DCAT}downloadURL", f"{SCHEMA}contentUrl") or _first(its, f"{DCAT}accessURL")
        each = distribution(
            written,
            title=_both(its, f"{DCT}title", f"{DCT}description")[0],
            format=[*_named(graph, its, f"{DCT}format"), *_named(graph, its, f"{DCAT}mediaType")],
            size=_first(its, f"{DCAT}byteSize"),
            base=graph.base,
        )
        if written and not each.url:
            findings.append(Finding(code="address_unusable", where=each.title, facts={"said": written[:200]}))
        found.append(each)
    return found


def _licences(graph: Graph, said: Said) -> Iterator[str]:
    """Those of the distributions, and what a licence's own node says of itself."""
    for node in said.get(f"{DCT}license", ()):
        yield from _values(graph.of(node), f"{DCT}identifier", f"{DCT}title", f"{RDFS}label")
    for node in said.get(f"{DCAT}distribution", ()):
        yield from _values(graph.of(node), f"{DCT}license")


def _period(graph: Graph, said: Said) -> tuple[str, str]:
    for node in said.get(f"{DCT}temporal", ()):
        its = graph.of(node)
        start = _first(its, f"{DCAT}startDate", f"{SCHEMA}startDate")
        end = _first(its, f"{DCAT}endDate", f"{SCHEMA}endDate")
        if start or end:
            return start, end
    return "", ""


def _keywords(said: Said) -> list[str]:
    return list(dict.fromkeys(each.value for each in said.get(f"{DCAT}keyword", ()) if each.value.strip()))


def _both(said: Mapping[str, Sequence[Term]], *predicates: str) -> tuple[str, str]:
    """What stands for Korean, and the English one beside it, where there are two."""
    for predicate in predicates:
        literals = [each for each in said.get(predicate, ()) if isinstance(each, ox.Literal) and each.value.strip()]
        if not literals:
            continue
        tagged = {(each.language or "").split("-")[0].lower(): each.value for each in reversed(literals)}
        main = tagged.get("ko") or tagged.get("") or tagged.get("en") or literals[0].value
        return main, tagged.get("en", "") if tagged.get("en") != main else ""
    return "", ""


def _first(said: Mapping[str, Sequence[Term]], *predicates: str) -> str:
    return next(iter(_values(said, *predicates)), "")


def _values(said: Mapping[str, Sequence[Term]], *predicates: str) -> list[str]:
    """Literals and addresses that say something; a blank node says nothing by itself."""
    return [
        each.value.strip()
        for predicate in predicates
        for each in said.get(predicate, ())
        if not isinstance(each, ox.BlankNode) and each.value.strip()
    ]


NAMES = (
    f"{FOAF}name", f"{VCARD}fn", f"{VCARD}organization-name", f"{SKOS}prefLabel", f"{RDFS}label", f"{DCT}title",
    f"{SCHEMA}name", f"{VCARD}hasEmail", f"{FOAF}mbox",
)  # fmt: skip


def _name(graph: Graph, said: Mapping[str, Sequence[Term]], *predicates: str) -> str:
    """Of the node that a predicate leads to: a name, else a literal as it stands; an address is no name."""
    for predicate in predicates:
        for node in said.get(predicate, ()):
            if isinstance(node, ox.Literal):
                return node.value
            main, _ = _both(graph.of(node), *NAMES)
            if main:
                return main
            if mail := _first(graph.of(node), f"{VCARD}hasEmail", f"{FOAF}mbox"):
                return mail.removeprefix("mailto:")
    return ""


def _named(graph: Graph, said: Mapping[str, Sequence[Term]], predicate: str) -> Iterable[str]:
    """A format as an address, a literal, or a node with a label."""
    for node in said.get(predicate, ()):
        if isinstance(node, ox.BlankNode):
            yield _first(graph.of(node), f"{RDFS}label", f"{RDF}value", f"{DCT}identifier", f"{SKOS}notation")
        else:
            yield node.value


# --- paging ---


def next_page(graph: Graph) -> tuple[str, int | None]:
    """The next page and how many items there are, in both Hydra vocabularies; "" and None where nothing is said."""
    total, following = None, ""
    for said in graph.subjects.values():
        kinds = {each.value for each in said.get(TYPE, ())}
        if kinds & {f"{HYDRA}PagedCollection", f"{HYDRA}PartialCollectionView", f"{HYDRA}Collection"} or any(
            predicate.startswith(HYDRA) for predicate in said
        ):
            following = following or _first(said, f"{HYDRA}nextPage", f"{HYDRA}next")
            items = _first(said, f"{HYDRA}totalItems")
            total = int(items) if items.isdigit() else total
    return fields.address(following, graph.base), total
