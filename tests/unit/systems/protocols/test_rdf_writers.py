"""One tree said in three syntaxes is one graph, whatever stands in its texts and addresses, and strict parsers read it."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.protocols.core import rdf_stream
from naru.systems.protocols.core.plain_text import plain, web_iri, xml_text
from naru.systems.protocols.core.rdf import Iri, Literal, Node, Syntax

FORMATS = {
    Syntax.TURTLE: ox.RdfFormat.TURTLE,
    Syntax.RDF_XML: ox.RdfFormat.RDF_XML,
    Syntax.JSON_LD: ox.RdfFormat.JSON_LD,
}


def graph(syntax: Syntax, *nodes: Node) -> ox.Dataset:
    found = ox.Dataset(ox.parse(b"".join(rdf_stream.document(syntax, nodes)), format=FORMATS[syntax]))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def tree(title: str, address: str = "https://a.example/#d") -> Node:
    place = Node("", "dct:Location", [("skos:prefLabel", Literal(title, "ko"))])
    maker = Node("https://a.example/p/", "foaf:Agent", [("foaf:name", Literal(title))])
    said = [
        ("dct:title", Literal(title, "ko")),
        ("dct:title", Literal(title, "en")),
        ("dct:issued", Literal("2026-11-03", datatype="xsd:date")),
        ("dcat:landingPage", Iri("https://a.example/d/")),
        ("dct:spatial", place),
        ("dct:publisher", maker),
    ]
    return Node(address, "dcat:Dataset", said)


@given(st.text(max_size=80))
def test_all_three_say_the_same_graph_of_any_text(title: str) -> None:
    node = tree(title)
    turtle = graph(Syntax.TURTLE, node)
    assert len(turtle) == 11
    assert graph(Syntax.RDF_XML, node) == turtle
    assert graph(Syntax.JSON_LD, node) == turtle
    said = {quad.object.value for quad in turtle if quad.predicate.value.endswith("title")}
    assert said == {plain(title)}


def test_a_document_without_nodes_is_one_that_parses() -> None:
    assert [len(graph(syntax)) for syntax in Syntax] == [0, 0, 0]


def test_a_named_node_within_another_is_said_once_in_turtle() -> None:
    text = b"".join(rdf_stream.document(Syntax.TURTLE, [tree("가")])).decode()
    assert text.count("\n<https://a.example/p/> ") == 1


@pytest.mark.parametrize("size", [1, 400])
def test_the_first_piece_comes_with_the_first_node(size: int) -> None:
    def nodes():  # type: ignore[no-untyped-def]
        yield tree("첫째")
        asked.append("second")
        for number in range(size):
            yield tree("가" * 400, f"https://a.example/{number}")

    asked: list[str] = []
    pieces = rdf_stream.document(Syntax.TURTLE, nodes())
    assert "첫째".encode() in next(pieces)
    assert asked == []
    assert sum(1 for _ in pieces) < 20


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a\x0bb\x00c\ud800d￾e", "abcde"),
        ("탭\t줄\n", "탭\t줄\n"),
        ("𐍈", "𐍈"),
    ],
)
def test_what_xml_forbids_never_leaves(said: str, written: str) -> None:
    assert plain(said) == written


def test_xml_text_is_fit_for_elements_and_attributes() -> None:
    assert xml_text('<a href="x">&\r') == "&lt;a href=&quot;x&quot;&gt;&amp;&#13;"


@pytest.mark.parametrize(
    ("said", "iri"),
    [
        ("https://a.example/가?나=다", "https://a.example/가?나=다"),
        ("https://a.example/a b>c", "https://a.example/a%20b%3Ec"),
        ('https://a.example/"{}|\\^`', "https://a.example/%22%7B%7D%7C%5C%5E%60"),
        ("HTTP://A.example/", "HTTP://A.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("file:///etc/passwd", ""),
        ("../../etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("www.a.example", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_addresses_leave_as_addresses_and_are_valid(said: str, iri: str) -> None:
    assert web_iri(said) == iri
    if iri:
        assert ox.NamedNode(iri).value == iri
