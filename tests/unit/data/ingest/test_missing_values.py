"""What is missing everywhere, and what only among numbers and dates."""

import pytest

from naru.data.ingest.core.missing_values import ALWAYS, LONGEST, WHERE_TYPED, WHITESPACE, is_missing


@pytest.mark.parametrize(
    ("text", "always", "where_typed"),
    [
        ("", True, True), ("-", True, True), ("…", True, True), ("N/A", True, True), ("#N/A", True, True),
        ("NA", False, True), ("X", False, True), ("·", False, True), ("없음", False, True), ("미정", False, True),
        ("알수없음", False, True), ("#DIV/0!", False, True), ("?", False, True), ("0000-00-00", False, True),
        ("0", False, False), ("가", False, False),
    ],
)  # fmt: skip
def test_mark_stands_for_a_missing_value(text: str, always: bool, where_typed: bool) -> None:
    assert (text in ALWAYS, text in WHERE_TYPED) == (always, where_typed)


def test_white_space_holds_what_spreadsheets_and_web_pages_put_around_values() -> None:
    assert set(WHITESPACE) == set(" \t\r\n\v\f\xa0\u3000\u200b\ufeff\u2007\u2009\u202f\u2060\u200e\u200f")


@pytest.mark.parametrize(
    "text",
    [
        "점검중", "점검 중", "(점검중)", "<결측>", "통신 장애", "측정불가", "해당사항 없음", "[자료없음]", "n.a.", "N.A.", "N/A", ".", "....",
        "****", "----", "\\N", "None", "(null)", "<NA>", "NaN", "없음", "미정", "####", "?", "-", "휴점", "미개장", "집계중", "정비중", "센서 교체중", "전원장애", "기록 없음",
    ],
)  # fmt: skip
def test_what_stands_for_nothing_among_numbers_is_known(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "정상",
        "점검중입니다",
        "0",
        "-1",
        "*1",
        "가*",
        "*-",
        "N",
        "-" * (LONGEST + 1),
        "미측정 3",
        "불검출",  # less than can be measured: an answer
        "미검출",
        "미국",
        "미술관",
        "미얀마",
        "개통예정",
        "공사",
        "중",
        "A",
    ],
)
def test_other_words_are_values(text: str) -> None:
    assert not is_missing(text)
