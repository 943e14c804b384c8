"""One tree said in three syntaxes is one graph, whatever stands in its texts and addresses, and strict parsers read it."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.protocols.core import rdf_stream
from naru.systems.protocols.core.plain_text import plain
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
