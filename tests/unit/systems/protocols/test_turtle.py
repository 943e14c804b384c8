"""Turtle, letter by letter; that parsers read it as the same graph, ``test_rdf_writers`` says."""

from naru.systems.protocols.core import turtle
from naru.systems.protocols.core.rdf import Iri, Literal, Node

NODE = Node(
    "https://a.example/#d",
    "dcat:Dataset",
    [
        ("dct:title", Literal('가 "나"\n<다>&\\', "ko")),
        ("dct:issued", Literal("2026-11-03", datatype="xsd:date")),
        ("dct:identifier", Literal("d")),
        ("dcat:landingPage", Iri("https://a.example/?a=1&b=2")),
        ("dct:spatial", Node("", "dct:Location", [("skos:prefLabel", Literal("부산", "ko"))])),
        ("dct:publisher", Node("https://a.example/p/", "foaf:Agent", [("foaf:name", Literal("시"))])),
        ("dct:publisher", Node("https://a.example/q/", "", [("foaf:name", Literal("구"))])),
    ],
)


def test_a_node_and_what_hangs_on_it() -> None:
    assert turtle.write(NODE) == (
        "\n<https://a.example/#d> a dcat:Dataset ;\n"
        '  dct:title "가 \\"나\\"\\n<다>&\\\\"@ko ;\n'
        '  dct:issued "2026-11-03"^^xsd:date ;\n'
        '  dct:identifier "d" ;\n'
        "  dcat:landingPage <https://a.example/?a=1&b=2> ;\n"
        '  dct:spatial [ a dct:Location ;\n  skos:prefLabel "부산"@ko ] ;\n'
        "  dct:publisher <https://a.example/p/> ;\n"
        "  dct:publisher <https://a.example/q/> .\n"
        '\n<https://a.example/p/> a foaf:Agent ;\n  foaf:name "시" .\n'
        '\n<https://a.example/q/> foaf:name "구" .\n'
    )


def test_its_head_names_every_prefix() -> None:
    assert "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n" in turtle.HEAD
    assert turtle.TAIL == ""
