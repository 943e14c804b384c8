"""What XML forbids and what is no address never leaves."""

import pyoxigraph as ox
import pytest

from naru.systems.protocols.core.plain_text import plain, web_iri, xml_text


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
