"""XML and JSON under check: structure, lines, rows, and documents made to hurt a reader."""

from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors import refusals as _refusals  # noqa: F401 - the sentences
from naru.systems.sectors.core import json_documents as documents
from naru.systems.sectors.core.profiles import Extract
from naru.systems.sectors.core.values import Status
from naru.systems.sectors.core.xml_documents import XmlReading, read_xml
from naru.systems.sectors.core.xml_schema import Schema, SchemaError, read_schema

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" elementFormDefault="qualified">
<xs:element name="Order" type="Order"/>
<xs:complexType name="Order"><xs:sequence>
  <xs:element name="Id" type="Id"/>
  <xs:choice><xs:element name="Day" type="xs:date"/><xs:element name="Time" type="xs:dateTime"/></xs:choice>
  <xs:element name="Line" type="Line" minOccurs="1" maxOccurs="3"/>
  <xs:element name="Note" type="xs:string" minOccurs="0"/>
</xs:sequence></xs:complexType>
<xs:complexType name="Line"><xs:simpleContent><xs:extension base="Won">
  <xs:attribute name="Ccy" type="Ccy" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:simpleType name="Id"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Won"><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/><xs:totalDigits value="6"/>
  <xs:minInclusive value="0"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Ccy"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType>
</xs:schema>"""
LINE = '<Line Ccy="KRW">10</Line>'
ROWS = Extract(table="lines", each="Order/Line", columns={"won": ".", "currency": "@Ccy", "order": "../Id"})


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("xsd") / "t.xsd"
    path.write_text(XSD, encoding="utf-8")
    return read_schema(path)


def read(tmp_path: Path, schema: Schema, body: str) -> XmlReading:
    path = tmp_path / "order.xml"
    path.write_text(body, encoding="utf-8")
    return read_xml(path, [ROWS], lambda namespace: schema if namespace == "urn:t" else Words("없음", "none"))


def order(inside: str) -> str:
    return f'<Order xmlns="urn:t">\n{inside}\n</Order>'


@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        (f"<Id>1</Id><Day>2026-02-28</Day>{LINE}", 0),
        (f"<Id>1</Id><Time>2026-02-28T10:00:00+09:00</Time>{LINE * 3}<Note/>", 0),
        (f"<Id>12345</Id><Day>2026-02-28</Day>{LINE}", 0),
        (f"<Id>123456</Id><Day>2026-02-28</Day>{LINE}", 1),
        (f"<Id>1</Id><Day>2026-02-30</Day>{LINE}", 1),
        (f"<Day>2026-02-28</Day>{LINE}", 1),
        (f"<Id>1</Id>{LINE}", 1),
        ("<Id>1</Id><Day>2026-02-28</Day>", 1),
        (f"<Id>1</Id><Day>2026-02-28</Day>{LINE * 4}", 1),
        (f"<Id>1</Id><Day>2026-02-28</Day>{LINE}<Note/><Note/>", 1),
        ("<Id>1</Id><Day>2026-02-28</Day><Line>10</Line>", 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="won">10</Line>', 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="KRW" x="1">10</Line>', 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="KRW">1.234</Line>', 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="KRW">12345.67</Line>', 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="KRW">-1</Line>', 1),
        ('<Id>1</Id><Day>2026-02-28</Day><Line Ccy="KRW">ten</Line>', 1),
        (f"<Id>1</Id>words<Day>2026-02-28</Day>{LINE}", 1),
    ],
)
def test_each_fault_of_structure_is_told_once(tmp_path: Path, schema: Schema, inside: str, faults: int) -> None:
    assert read(tmp_path, schema, order(inside)).faults == faults


def test_a_fault_has_its_line_and_rows_have_theirs(tmp_path: Path, schema: Schema) -> None:
    reading = read(tmp_path, schema, order(f"<Id>7</Id>\n<Day>2026-13-01</Day>\n{LINE}\n{LINE}"))
    assert [(each.line, each.where, each.value) for each in reading.findings] == [(3, "Order/Day", "2026-13-01")]
    assert reading.rows["lines"] == [(4, ["10", "KRW", "7"]), (5, ["10", "KRW", "7"])]


def test_a_namespace_without_a_schema_is_not_checked(tmp_path: Path, schema: Schema) -> None:
    result = read(tmp_path, schema, '<Order xmlns="urn:other"><Id>1</Id></Order>').result()
    assert result.status is Status.NOT_CHECKED


BOMB = '<!DOCTYPE a [<!ENTITY b "1234567890"><!ENTITY c "&b;&b;&b;&b;">]><Order xmlns="urn:t">&c;</Order>'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BOMB, "sectors_document_hostile"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "sectors_document_hostile"),
        ("<a>" * 200 + "</a>" * 200, "sectors_document_hostile"),
        ("<a><b></a>", "sectors_file_unreadable"),
        ("", "sectors_file_unreadable"),
    ],
)
def test_xml_made_to_hurt_is_refused(tmp_path: Path, schema: Schema, body: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, schema, body)
    assert refused.value.code == code


def test_a_schema_that_says_more_than_is_held_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "t.xsd"
    path.write_text(XSD.replace("</xs:schema>", "<xs:group name='g'/></xs:schema>"), encoding="utf-8")
    with pytest.raises(SchemaError, match="group"):
        read_schema(path)


# --- JSON ---


def read_text(tmp_path: Path, text: str) -> documents.JsonReading:
    path = tmp_path / "d.json"
    path.write_text(text, encoding="utf-8")
    return documents.read_json(path)


def test_rows_of_json_have_their_lines(tmp_path: Path) -> None:
    text = '{"a": {"items": [\n {"id": 1, "in": {"x": "가"}},\n\n {"id": true, "in": {"x": ["나", "다"]}}\n]}}'
    extract = Extract(table="t", each="a/items", columns={"id": "id", "x": "in/x", "no": "no"})
    assert documents.rows_of(read_text(tmp_path, text), extract) == [(2, ["1", "가", ""]), (4, ["true", "나, 다", ""])]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 201 + "]" * 201, "sectors_document_hostile"),
        ('{"a":' * 100_000, "sectors_document_hostile"),
        ('{"a": 1', "sectors_file_unreadable"),
        ("", "sectors_file_unreadable"),
    ],
)
def test_json_made_to_hurt_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(tmp_path, text)
    assert refused.value.code == code


def test_depth_inside_strings_is_no_depth(tmp_path: Path) -> None:
    assert read_text(tmp_path, '{"a": "' + "[" * 500 + '"}').documents


def test_a_name_twice_is_told(tmp_path: Path) -> None:
    result = documents.unique_names(read_text(tmp_path, '{"a": 1, "a": 2}'))
    assert (result.failed, result.first[0].where) == (1, "a")


@pytest.mark.parametrize(
    ("text", "is_zoned"),
    [
        ("2026-02-28T10:00:00Z", True),
        ("2026-02-28T10:00:00.123+09:00", True),
        ("2026-02-30T10:00:00Z", False),
        ("2026-02-28T10:00:00", False),
        ("2026-02-28T10:00:00 KST", False),
        ("2026-02-28T10:00:00+24:00", False),
        ("2026-02-28", False),
    ],
)
def test_a_time_needs_its_zone(text: str, is_zoned: bool) -> None:
    assert documents.is_zoned(text) is is_zoned
