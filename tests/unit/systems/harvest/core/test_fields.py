"""What sources write is read to what it is sure to mean; the rest is left out."""

from datetime import date

import pytest

from naru.systems.harvest.core import fields

DAYS = {
    "2011-05-17T10:17:37.163230": date(2011, 5, 17),
    "17.05.2011": date(2011, 5, 17),
    "20240102": date(2024, 1, 2),
    "2024. 1. 2.": None,
    "2024/1/2": date(2024, 1, 2),
    "1904": None,
    "": None,
    "2011-02-30": None,
    "Date changed Thu, 2015-06-25": date(2015, 6, 25),
}


@pytest.mark.parametrize("said", DAYS)
def test_day(said: str) -> None:
    assert fields.day(said) == DAYS[said]


ADDRESSES = {
    "https://a.example/b c.csv": "https://a.example/b%20c.csv",
    "www.example.com/a": "https://www.example.com/a",
    "https://a/x https://b/y": "",
    "file:///etc/passwd": "",
    "../../etc/passwd": "",
    "javascript:alert(1)": "",
    "data/a.csv": "https://base.example/pkg/data/a.csv",
    "urn:uuid:1": "",
    "https://[bad": "",
    "https://예시.한국/자료": "https://예시.한국/자료",
    "": "",
}


@pytest.mark.parametrize("said", ADDRESSES)
def test_address(said: str) -> None:
    assert fields.address(said, "https://base.example/pkg/datapackage.json") == ADDRESSES[said]


LICENCES = {
    "cc-by": "cc-by-4.0",
    "http://creativecommons.org/licenses/by/4.0/": "cc-by-4.0",
    "https://creativecommons.org/licenses/by/3.0/": "",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/": "cc-by-nc-sa-4.0",
    "공공누리 제1유형": "kogl-1",
    "https://www.kogl.or.kr/info/licenseType2.do": "kogl-2",
    "http://publications.europa.eu/resource/authority/licence/CC0": "cc0-1.0",
    "이용허락범위 제한 없음": "",
    "": "",
}


@pytest.mark.parametrize("said", LICENCES)
def test_licence_is_never_guessed(said: str) -> None:
    assert fields.licence(said) == LICENCES[said]


def test_the_first_licence_that_is_known_stands() -> None:
    assert fields.licence("", "other", "cc-zero") == "cc0-1.0"


FORMATS = {
    "text/csv": "csv",
    "CSV": "csv",
    ".xlsx": "xlsx",
    "ftype/JSON": "json",
    "http://publications.europa.eu/resource/authority/file-type/CSV": "csv",
    "https://www.iana.org/assignments/media-types/text/csv": "csv",
    "application/geo+json; charset=utf-8": "geojson",
    "": "",
}


@pytest.mark.parametrize("said", FORMATS)
def test_format(said: str) -> None:
    assert fields.media_format(said) == FORMATS[said]


@pytest.mark.parametrize(("said", "code"), [("R/P1Y", "yearly"), ("매월", "monthly"), ("sometimes", ""), (None, "")])
def test_frequency(said: str | None, code: str) -> None:
    assert fields.frequency(said) == code


def test_marks_of_html_and_control_characters_are_left_out() -> None:
    assert fields.line("<p>공영\x0b주차장</p>") == "공영주차장"
    assert fields.texts("a, b;a") == ("a", "b")
    assert (fields.size("12.0"), fields.size("many"), fields.size(None)) == (12, None, None)
