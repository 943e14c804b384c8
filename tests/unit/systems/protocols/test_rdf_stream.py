"""A document of nodes is a stream: its first byte does not wait for its last."""

import pytest

from naru.systems.protocols.core import rdf_stream
from naru.systems.protocols.core.rdf import Literal, Node, Syntax


def tree(title: str, address: str) -> Node:
    return Node(address, "dcat:Dataset", [("dct:title", Literal(title, "ko"))])


@pytest.mark.parametrize("size", [1, 400])
def test_the_first_piece_comes_with_the_first_node(size: int) -> None:
    def nodes():  # type: ignore[no-untyped-def]
        yield tree("첫째", "https://a.example/")
        asked.append("second")
        for number in range(size):
            yield tree("가" * 400, f"https://a.example/{number}")

    asked: list[str] = []
    pieces = rdf_stream.document(Syntax.TURTLE, nodes())
    assert "첫째".encode() in next(pieces)
    assert asked == []
    assert sum(1 for _ in pieces) < 20


@pytest.mark.parametrize("syntax", Syntax)
def test_pieces_put_together_are_the_whole_document(syntax: Syntax) -> None:
    found = [tree("가" * 30_000, f"https://a.example/{number}") for number in range(5)]
    writer = rdf_stream.WRITERS[syntax]
    between = getattr(writer, "BETWEEN", "")
    whole = writer.HEAD + between.join(map(writer.write, found)) + writer.TAIL
    pieces = list(rdf_stream.document(syntax, found))
    assert b"".join(pieces).decode() == whole
    assert [piece.count("가".encode() * 30_000) for piece in pieces] == [1, 3, 1]
    assert b"".join(rdf_stream.document(syntax, [])).decode() == writer.HEAD + writer.TAIL
