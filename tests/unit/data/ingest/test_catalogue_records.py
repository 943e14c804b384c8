"""Catalogue records of a feed: lines in, records of one shape out."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest import refusals as _  # noqa: F401 - the sentences of the codes raised here
from naru.data.ingest.core.catalogue_records import is_record, looks_like_feed, normalise, read_feed

WHOLE = {"id": "1", "title": "주차장", "publisher": "부산", "description": "설명"}
NOTHING: dict[str, Any] = {
    "id": "1", "title": "주차장", "description": "", "publisher": "", "contact": "", "keywords": [], "licence": "",
    "landing_page": "", "issued": None, "modified": None, "distributions": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "record"),
    [
        (WHOLE, True),
        ({**WHOLE, "id": "", "identifier": 3}, True),
        ({**WHOLE, "id": None, "source_id": "x"}, True),
        ({**WHOLE, "id": ""}, False),
        ({**WHOLE, "title": "", "name": "x"}, True),
        ({**WHOLE, "title": ""}, False),
        ({**WHOLE, "publisher": "", "organisation": "x"}, True),
        ({**WHOLE, "publisher": "", "organization": "x"}, True),
        ({**WHOLE, "publisher": ""}, False),
        *(({"id": 1, "title": "a", "publisher": "b", key: None}, True) for key in ("description", "download_urls", "formats", "tags", "keywords")),
        ({"id": 1, "title": "a", "publisher": "b"}, False),
        ([WHOLE], False),
    ],
)  # fmt: skip
def test_object_is_a_catalogue_record(value: Any, record: bool) -> None:
    assert is_record(value) is record


@pytest.mark.parametrize(
    ("lines", "feed"),
    [([json.dumps(WHOLE).encode()], True), ([json.dumps(WHOLE).encode(), b"{}"], False), ([b"{"], False), ([], False)],
)
def test_first_lines_look_like_a_feed(lines: list[bytes], feed: bool) -> None:
    assert looks_like_feed(lines) is feed


def records(folder: Path, *values: Any) -> list[dict[str, Any]]:
    path, out = folder / "feed.jsonl", folder / "out.jsonl"
    path.write_text("\n".join(json.dumps(value, ensure_ascii=False) for value in values))
    normalise(path, "feed.jsonl", out)
    return [json.loads(line) for line in out.read_text().splitlines()]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({}, {}),
        ({"id": 7}, {"id": "7"}),
        ({"id": " ", "source_id": " x "}, {"id": "x"}),
        ({"id": "a" * 200}, {"id": "a" * 200}),
        ({"title": "가" * 501}, {"title": "가" * 500}),
        ({"description": "가" * 20_001}, {"description": "가" * 20_000}),
        ({"description": ["글"]}, {"description": ""}),
        ({"publisher": "가" * 201}, {"publisher": "가" * 200}),
        ({"organisation": "시", "publisher": "구"}, {"publisher": "시"}),
        ({"department": "가" * 301}, {"contact": "가" * 300}),
        ({"tags": "가, 나,"}, {"keywords": ["가", "나"]}),
        ({"tags": ["가" * 101, " ", 3]}, {"keywords": ["가" * 100, "3"]}),
        ({"tags": [], "keywords": [str(i) for i in range(51)]}, {"keywords": [str(i) for i in range(50)]}),
        ({"license": "가" * 201}, {"licence": "가" * 200}),
        ({"licence": "a", "license": "b"}, {"licence": "a"}),
        ({"url": "가" * 2001}, {"landing_page": "가" * 2000}),
        ({"landing_page": "a", "url": "b"}, {"landing_page": "a"}),
        ({"published": "2024-05-01T00:00"}, {"issued": "2024-05-01", "modified": "2024-05-01"}),
        ({"issued": "2024-05-01", "updated": "2024-06-01"}, {"issued": "2024-05-01", "modified": "2024-06-01"}),
        ({"modified": "2024-07-01", "updated": "2024-06-01"}, {"modified": "2024-07-01"}),
        ({"published": "1 May", "issued": "2024-05-01"}, {}),
        ({"formats": ["CSV", "가" * 21]}, {"distributions": [{"format": "csv", "url": ""}, {"format": "가" * 20, "url": ""}]}),
        ({"download_urls": ["ftp://a", "http://a", "https://b"]}, {"distributions": [{"format": "", "url": "http://a"}, {"format": "", "url": "https://b"}]}),
        ({"formats": "csv,XLS", "download_urls": "http://a,http://b,http://c"},
         {"distributions": [{"format": "csv", "url": "http://a"}, {"format": "xls", "url": "http://b"}, {"format": "xls", "url": "http://c"}]}),
        ({"download_urls": ["http://" + "a" * 2000]}, {"distributions": [{"format": "", "url": "http://" + "a" * 1993}]}),
    ],
)  # fmt: skip
def test_record_is_brought_into_shape(given: dict[str, Any], made: dict[str, Any], tmp_path: Path) -> None:
    assert records(tmp_path, {"id": "1", "title": "주차장", **given}) == [{**NOTHING, **made}]


def test_lines_that_are_no_records_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    lines = [
        json.dumps(WHOLE),
        "{",
        "[1]",
        '{"id": "", "title": "a"}',
        json.dumps({"id": "a" * 201, "title": "b"}),
        '{"id": 1}',
        '{"id": 1, "name": "c"}',
    ]
    path.write_text("\n".join(lines))
    found = normalise(path, "feed.jsonl", tmp_path / "out.jsonl")
    assert (found.records, found.left_out) == (2, 5)
    assert [(each.line, each.field) for each in found.examples] == [
        (2, "JSON"),
        (3, "JSON"),
        (4, "id"),
        (5, "id"),
        (6, "title"),
    ]
    assert found.to_json()["examples"][1] == {"line": 3, "field": "JSON", "raw": "[1]"}
    assert (found.to_json()["records"], found.to_json()["left_out"]) == (2, 5)


def test_a_thousand_examples_of_five_hundred_bytes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps(WHOLE) + ("\n" + "x" * 501) * 1_001)
    found = normalise(path, "feed.jsonl", tmp_path / "out.jsonl")
    assert (found.left_out, len(found.examples), found.examples[0].raw) == (1_001, 1_000, "x" * 500)


def test_feed_without_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        records(tmp_path, {"id": 1})
    assert (refused.value.code, refused.value.facts["file"]) == ("feed_is_empty", "feed.jsonl")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_feed_is_read_packed_or_not(pack: Any, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(pack(json.dumps(WHOLE).encode() + b"\n{}"))
    answer = read_feed({"path": str(path), "name": "feed.jsonl.gz", "out": str(tmp_path / "a" / "b")})
    assert (answer["records"], answer["left_out"]) == (1, 1)
    assert json.loads((tmp_path / "a" / "b" / "records.jsonl").read_text())["publisher"] == "부산"
