"""Text decoded wrongly and saved again is put right; text that only looks strange is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.double_encoding import has_words, is_suspect, repaired
from tests.tables_read import read_text, rows_of

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)
USUAL = st.text(st.sampled_from("가나다라마바사아자차카타파하중구도서관체육문화회관"), min_size=2, max_size=8)


def once_too_often(text: str, wrong: str) -> str:
    """The text's bytes in UTF-8 read as ``wrong``, byte for byte where that knows none."""
    return "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in text.encode())


@given(HANGUL, st.sampled_from(["latin-1", "cp1252"]), st.integers(1, 3))
def test_hangul_read_as_western_letters_comes_back(text: str, wrong: str, times: int) -> None:
    spoilt = text
    for _ in range(times):
        spoilt = once_too_often(spoilt, wrong)
    assert repaired(spoilt) == (text, 1)


@given(USUAL)
def test_words_of_cp949_read_as_western_letters_come_back(text: str) -> None:
    spoilt = text.encode("cp949").decode("latin-1")
    assert has_words(spoilt)
    assert repaired(spoilt) == (text, 1)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from("aZ19 ,.-·※㎡℃…“”→漢字")))
def test_korean_text_is_left_as_it_is(text: str) -> None:
    assert repaired(text, trusts_short=True) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "café, déjà vu",
        "Ærøskøbing Ÿ",
        "25°C ±0.5 µg/㎥ ½ ¼",
        "«Über» São João",
        "大韓民國 釜山廣域市 水營區",
        "金泳三·李舜臣",
        "Ã",
    ],
)
def test_rare_letters_are_left_as_they_are(text: str) -> None:
    assert repaired(text) == (text, 0)


def test_korean_read_as_cp949_comes_back_where_nothing_was_lost() -> None:
    assert repaired("중구".encode().decode("cp949")) == ("중구", 1)


@pytest.mark.parametrize(
    ("text", "trusts", "wanted"), [("°¡", False, "°¡"), ("°¡", True, "가"), ("Áß±¸", False, "중구")]
)
def test_a_single_syllable_is_believed_beside_words(text: str, trusts: bool, wanted: str) -> None:
    assert repaired(text, trusts_short=trusts)[0] == wanted


@pytest.mark.parametrize(("text", "yes"), [("가나다,1", False), ("ì¤", True), ("大", True), ("→※", False)])
def test_suspects_are_told_by_their_bytes(text: str, yes: bool) -> None:
    assert is_suspect(text.encode()) is yes


TABLE = "구,시설\n중구,도서관\n동구,체육관\n서구,가\n"


@pytest.mark.parametrize(
    "text",
    [
        once_too_often(TABLE, "latin-1"),
        once_too_often(TABLE, "cp1252"),
        once_too_often(once_too_often(TABLE, "cp1252"), "cp1252"),
        TABLE.encode("cp949").decode("latin-1"),
        "\n".join(f"{a},{once_too_often(b, 'cp1252')}" for a, b in (line.split(",") for line in TABLE.split())),
        "\n".join(f"{a},{b.encode('cp949').decode('latin-1')}" for a, b in (line.split(",") for line in TABLE.split())),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_a_table_is_put_right_and_told(text: str, codec: str, tmp_path: Path) -> None:
    report = read_text(text, tmp_path, encoding=codec)
    assert [column.name for column in report.columns] == ["구", "시설"]
    assert [tuple(row.values()) for row in rows_of(report)] == [("중구", "도서관"), ("동구", "체육관"), ("서구", "가")]
    assert report.warnings == ("encoded_twice",)


def test_a_long_run_of_strange_letters_is_read_in_no_time() -> None:
    text = "é" * 300_000
    assert repaired(text) == (text, 0)
