"""A web page as tags and the text between them."""

import pytest

from naru.data.ingest.core.formats.tags import Tag, tags


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("", [("", "", "")]),
        ("글", [("글", "", "")]),
        ("a<TD>b</td>c", [("a", "td", ""), ("b", "/td", ""), ("c", "", "")]),
        ('<td a="x>y" b>c', [("", "td", ' a="x>y" b'), ("c", "", "")]),
        ("<td a='x>y'>c", [("", "td", " a='x>y'"), ("c", "", "")]),
        ('<td a="x>c', [("", "td", ' a="x'), ("c", "", "")]),
        ("a &amp; b &lt;<br>", [("a & b <", "br", ""), ("", "", "")]),
        ("a<!-- <td> -->b<td>", [("ab", "td", ""), ("", "", "")]),
        ("a<!-- <td>", [("a", "", "")]),
        ("a<!DOCTYPE html>b<?xml?>c", [("abc", "", "")]),
        ("a<script>if (a < b) '<td>'</SCRIPT >b<td>", [("ab", "td", ""), ("", "", "")]),
        ("a<style>td", [("a", "", "")]),
        ("a<title>b</title>c<template>d</template>e<xml>f</xml>g", [("aceg", "", "")]),
        ("a</script>b", [("a", "/script", ""), ("b", "", "")]),
        ("a < b <td", [("a < b <td", "", "")]),
        ("<br/>", [("", "br", "/"), ("", "", "")]),
        ("<o:p>a", [("", "o:p", ""), ("a", "", "")]),
    ],
)
def test_page_is_parted(page: str, found: list[Tag]) -> None:
    assert list(tags(page)) == found
