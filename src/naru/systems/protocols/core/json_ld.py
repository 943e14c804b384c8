"""RDF in JSON-LD 1.1: one graph whose context is in it, so that nobody need fetch one."""

from typing import Any

import orjson

from naru.systems.protocols.core.plain_text import plain
from naru.systems.protocols.core.rdf import PREFIXES, Iri, Literal, Node, Term

HEAD = f'{{"@context":{orjson.dumps(PREFIXES).decode()},"@graph":[\n'
TAIL = "]}\n"
BETWEEN = ",\n"


def write(node: Node) -> str:
    """One member of the graph; ``BETWEEN`` stands between two."""
    return orjson.dumps(_object(node)).decode()


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": node.iri} if node.iri else {}
    if node.kind:
        made["@type"] = node.kind
    for predicate, term in node.said:
        made.setdefault(predicate, []).append(_term(term))
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in made.items()}


def _term(term: Term) -> Any:
    match term:
        case Iri():
            return {"@id": str(term)}
        case Literal(language=""):
            value = plain(term.value)
            return {"@value": value, "@type": term.datatype} if term.datatype else value
        case Literal():
            return {"@value": plain(term.value), "@language": term.language}
        case Node():
            return _object(term)
