"""RDF in Turtle (W3C Recommendation 2014)."""

import re

from naru.systems.protocols.core.plain_text import plain
from naru.systems.protocols.core.rdf import PREFIXES, Iri, Literal, Node, Term, named_within

ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
NEEDS_ESCAPE = re.compile(r'[\\"\n\r]')
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
TAIL = ""


def write(node: Node) -> str:
    """The node and all that hangs on it, each named thing once."""
    blocks = {(each.iri, each.kind): each for each in (node, *named_within(node))}
    return "".join(map(_block, blocks.values()))


def _block(node: Node) -> str:
    return f"\n<{node.iri}> {_said(node)} .\n"


def _said(node: Node) -> str:
    said = [f"{predicate} {_term(term)}" for predicate, term in node.said]
    return " ;\n  ".join([f"a {node.kind}", *said] if node.kind else said)


def _term(term: Term) -> str:
    match term:
        case Iri():
            return f"<{term}>"
        case Literal():
            return _literal(term)
        case Node():
            return f"<{term.iri}>" if term.iri else f"[ {_said(term)} ]"


def _literal(literal: Literal) -> str:
    value = plain(literal.value)
    if NEEDS_ESCAPE.search(value):
        value = value.translate(ESCAPES)
    if literal.language:
        return f'"{value}"@{literal.language}'
    return f'"{value}"^^{literal.datatype}' if literal.datatype else f'"{value}"'
