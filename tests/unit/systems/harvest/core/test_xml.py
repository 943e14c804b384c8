"""XML without entities, comments anywhere, faults by line and column; JSON as portals write it."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.json_text import read_json
from naru.systems.harvest.core.xml import first, read_xml, said, says_each

BOMB = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
REFUSED = {
    "an entity bomb": (BOMB, "harvest_xml_entities"),
    "a file of ours": (OUTSIDE, "harvest_xml_entities"),
    "cut off": (b"<a><b>", "harvest_xml_broken"),
    "nothing": (b"", "harvest_xml_broken"),
    "a page for people": (b"<html><body>hi</body></html>", "harvest_answer_is_html"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="x-none"?><a/>', "harvest_xml_broken"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    body, code = REFUSED[case]
    with pytest.raises(Refused) as refused:
        read_xml(body, "x")
    assert refused.value.code == code


def test_comments_and_control_characters_are_survived() -> None:
    root = read_xml(b"<!-- a --><r xmlns:x='urn:x'><!-- b --><x:t>1\x0b2<!-- c -->3</x:t><?pi?><x:t> </x:t></r>", "x")
    assert says_each(root, "t") == ["123"]
    assert said(root, "t") == "123"
    assert first(root, "none", "t") is None


def test_json_faults_are_named_by_line_and_column() -> None:
    with pytest.raises(Refused) as refused:
        read_json(b'{"dataset": [\n {"a": 1},\n]}', "x")
    assert (refused.value.code, refused.value.facts["line"]) == ("harvest_json_broken", 3)


JSON = {
    b'\xef\xbb\xbf{"a": 1}': {"a": 1},
    b'{"a": "x\ty"}': {"a": "x\ty"},
    '{err:"20",errMsg:"누락"}'.encode(): {"err": "20", "errMsg": "누락"},
}


@pytest.mark.parametrize("body", JSON, ids=["a byte order mark", "a raw tab", "no JSON at all"])
def test_json_as_portals_write_it(body: bytes) -> None:
    assert read_json(body, "x") == JSON[body]


def test_depth_is_survived() -> None:
    with pytest.raises(Refused):
        read_json(b"[" * 200_000, "x")
