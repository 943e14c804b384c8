"""RDF in XML (W3C Recommendation 2014)."""

from naru.systems.protocols.core.plain_text import xml_text
from naru.systems.protocols.core.rdf import PREFIXES, Iri, Literal, Node, Term

NAMESPACES = " ".join(f'xmlns:{prefix}="{iri}"' for prefix, iri in PREFIXES.items())
HEAD = f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF {NAMESPACES}>\n'
TAIL = "</rdf:RDF>\n"


def write(node: Node) -> str:
    """The node with all that hangs on it inside."""
    return f"{_element(node)}\n"


def _element(node: Node) -> str:
    name = node.kind or "rdf:Description"
    about = f' rdf:about="{xml_text(node.iri)}"' if node.iri else ""
    said = "".join(_property(predicate, term) for predicate, term in node.said)
    return f"<{name}{about}>{said}</{name}>"


def _property(predicate: str, term: Term) -> str:
    match term:
        case Iri():
            return f'<{predicate} rdf:resource="{xml_text(term)}"/>'
        case Literal():
            return f"<{predicate}{_kind(term)}>{xml_text(term.value)}</{predicate}>"
        case Node():
            return f"<{predicate}>{_element(term)}</{predicate}>"


def _kind(literal: Literal) -> str:
    if literal.language:
        return f' xml:lang="{literal.language}"'
    if not literal.datatype:
        return ""
    prefix, _, name = literal.datatype.partition(":")
    return f' rdf:datatype="{PREFIXES[prefix]}{name}"'
