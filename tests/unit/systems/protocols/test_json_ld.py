"""JSON-LD, member by member."""

import json

from naru.systems.protocols.core import json_ld
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
    assert json.loads(json_ld.write(NODE)) == {
        "@id": "https://a.example/#d",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": '가 "나"\n<다>&\\', "@language": "ko"},
        "dct:issued": {"@value": "2026-11-03", "@type": "xsd:date"},
        "dct:identifier": "d",
        "dcat:landingPage": {"@id": "https://a.example/?a=1&b=2"},
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": {"@value": "부산", "@language": "ko"}},
        "dct:publisher": [
            {"@id": "https://a.example/p/", "@type": "foaf:Agent", "foaf:name": "시"},
            {"@id": "https://a.example/q/", "foaf:name": "구"},
        ],
    }


def test_a_document_has_its_context_in_it() -> None:
    said = json.loads(json_ld.HEAD + json_ld.BETWEEN.join([json_ld.write(NODE)] * 2) + json_ld.TAIL)
    assert said["@context"]["dct"] == "http://purl.org/dc/terms/"
    assert len(said["@graph"]) == 2
