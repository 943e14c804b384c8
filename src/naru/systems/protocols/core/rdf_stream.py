"""Nodes as a document, piece by piece, in any of the three syntaxes."""

from collections.abc import Iterable, Iterator
from types import ModuleType

from naru.systems.protocols.core import json_ld, rdf_xml, turtle
from naru.systems.protocols.core.rdf import Node, Syntax

WRITERS: dict[Syntax, ModuleType] = {Syntax.TURTLE: turtle, Syntax.RDF_XML: rdf_xml, Syntax.JSON_LD: json_ld}
PIECE = 64 << 10  # characters, about


def document(syntax: Syntax, nodes: Iterable[Node]) -> Iterator[bytes]:
    """The first piece holds the first node; those behind are put together to save writes."""
    writer = WRITERS[syntax]
    between = getattr(writer, "BETWEEN", "")
    waiting, size, is_first = [writer.HEAD], PIECE, True
    for node in nodes:
        waiting += [writer.write(node)] if is_first else [between, writer.write(node)]
        size += len(waiting[-1])
        is_first = False
        if size >= PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join([*waiting, writer.TAIL]).encode()
