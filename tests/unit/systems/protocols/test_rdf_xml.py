"""RDF/XML, letter by letter."""

from naru.systems.protocols.core import rdf_xml
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


def test_a_node_with_all_that_hangs_on_it_inside() -> None:
    assert rdf_xml.write(NODE) == (
        '<dcat:Dataset rdf:about="https://a.example/#d">'
        '<dct:title xml:lang="ko">가 &quot;나&quot;\n&lt;다&gt;&amp;\\</dct:title>'
        '<dct:issued rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2026-11-03</dct:issued>'
        "<dct:identifier>d</dct:identifier>"
        '<dcat:landingPage rdf:resource="https://a.example/?a=1&amp;b=2"/>'
        '<dct:spatial><dct:Location><skos:prefLabel xml:lang="ko">부산</skos:prefLabel></dct:Location></dct:spatial>'
        '<dct:publisher><foaf:Agent rdf:about="https://a.example/p/"><foaf:name>시</foaf:name></foaf:Agent></dct:publisher>'
        '<dct:publisher><rdf:Description rdf:about="https://a.example/q/"><foaf:name>구</foaf:name></rdf:Description>'
        "</dct:publisher></dcat:Dataset>\n"
    )


def test_its_head_is_closed_by_its_tail() -> None:
    assert rdf_xml.HEAD.startswith(
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:adms="http://www.w3.org/ns/adms#" '
    )
    assert rdf_xml.TAIL == "</rdf:RDF>\n"
