"""A piece of RDF as one tree: a node, what is said of it, and the nodes that hang on it.

Predicates and classes are written with the prefixes below. Three writers say the same tree in Turtle, RDF/XML and JSON-LD,
each node by itself, so that a catalogue of any size is a stream and its first byte does not wait for its last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Iri(str):
    """An address that stands for a thing."""

    __slots__ = ()


@dataclass(slots=True)
class Literal:
    """A text; in a language (``ko``), or of a datatype (``xsd:date``), or neither."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(slots=True)
class Node:
    """A thing of a class; ``iri`` is "" where it has no name of its own. ``said`` are predicates with their objects."""

    iri: str
    kind: str  # "dcat:Dataset"; "" where no class is said
    said: list[tuple[str, "Term"]] = field(default_factory=list)


Term = Iri | Literal | Node


class Syntax(StrEnum):
    """As addresses end."""

    TURTLE = "ttl"
    RDF_XML = "rdf"
    JSON_LD = "jsonld"


MEDIA_TYPES = {
    Syntax.TURTLE: "text/turtle; charset=utf-8",
    Syntax.RDF_XML: "application/rdf+xml; charset=utf-8",
    Syntax.JSON_LD: "application/ld+json; charset=utf-8",
}


def text(value: str, language: str = "") -> Literal:
    return Literal(value, language)


def named_within(node: Node) -> Iterator[Node]:
    """The node's own named nodes, however deep, those that hang nearest first."""
    for _, term in node.said:
        if isinstance(term, Node):
            if term.iri:
                yield term
            yield from named_within(term)
