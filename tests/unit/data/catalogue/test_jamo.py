"""Hangul taken apart: initials, letters, keys, and how far one word is from another."""

import pytest

from naru.data.catalogue.core import jamo


@pytest.mark.parametrize(
    ("letter", "is_one"),
    [("가", True), ("힣", True), ("\uabff", False), ("\ud7a4", False), ("ㄱ", False), ("a", False)],
)
def test_a_syllable_is_one_of_11172(letter: str, is_one: bool) -> None:
    assert jamo.is_syllable(letter) is is_one


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("주차장", "ㅈㅜㅊㅏㅈㅏㅇ"),
        ("주찾", "ㅈㅜㅊㅏㅈ"),
        ("주차ㅈ", "ㅈㅜㅊㅏㅈ"),
        ("값", "ㄱㅏㅂㅅ"),
        ("P1", "P1"),
        ("가", "ㄱㅏ"),
        ("힣", "ㅎㅣㅎ"),
        ("깍", "ㄱㄱㅏㄱ"),
        ("괘", "ㄱㅗㅐ"),
        ("ㄳ", "ㄱㅅ"),
        ("", ""),
    ],
)
def test_letters_are_the_keys_as_they_were_struck(typed: str, keys: str) -> None:
    assert jamo.letters(typed) == keys


@pytest.mark.parametrize(("text", "initials"), [("공영 주차장", "ㄱㅇ ㅈㅊㅈ"), ("까힣P1", "ㄲㅎP1"), ("", "")])
def test_initials_of_a_word(text: str, initials: str) -> None:
    assert jamo.initials(text) == initials


@pytest.mark.parametrize(
    ("text", "are"),
    [("ㅈㅊㅈ", True), ("ㄱ", True), ("ㅎ", True), ("주ㅊㅈ", False), ("ㅈㅏ", False), ("", False), ("ㅈ ㅊ", False)],
)
def test_initials_are_single_consonants_and_nothing_else(text: str, are: bool) -> None:
    assert jamo.is_initials(text) is are


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("wnckwkd", "주차장"),
        ("qntks", "부산"),
        ("rhksrhkd", "관광"),
        ("ekfr", "닭"),
        ("RkWl", "까찌"),
        ("rkqtdl", "값이"),
        ("rkqti", "갑시ㅑ".replace("시ㅑ", "샤")),
        ("dml", "의"),
        ("dhks", "완"),
        ("rr", "ㄱㄱ"),
        ("k", "ㅏ"),
        ("rk1", "rk1"),
        ("OP", "ㅒㅖ"),
        ("dO", "얘"),
        ("", ""),
    ],
)
def test_english_keys_are_what_a_korean_keyboard_makes_of_them(keys: str, meant: str) -> None:
    assert jamo.from_keys(keys) == meant


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        ("ㄱㅏㅂㅅ", "값"),
        ("ㄱㅏㅂㅅㅏ", "갑사"),
        ("ㄱㅏㅂㅏ", "가바"),
        ("ㄱㅏㄸㅏ", "가따"),
        ("ㄱㅏㄲ", "갂"),
        ("ㄱㅏㄸ", "가ㄸ"),
        ("ㄱㅗㅏ", "과"),
        ("ㄱㅗㅏㄴ", "관"),
        ("ㄱㅏㅏ", "가ㅏ"),
        ("ㄱ", "ㄱ"),
        ("ㄱㄴㅏ", "ㄱ나"),
        ("ㅏㄱㅏ", "ㅏ가"),
        ("ㅎㅣㅎ", "힣"),
        ("aㄱㅏ", "a가"),
    ],
)
def test_letters_are_composed_as_an_input_method_does(stream: str, text: str) -> None:
    assert jamo.compose(stream) == text


@pytest.mark.parametrize(
    ("one", "other", "most", "edits"),
    [
        ("abc", "abc", 2, 0),
        ("abc", "abd", 2, 1),
        ("abc", "ab", 2, 1),
        ("ab", "abc", 2, 1),
        ("abc", "acb", 2, 1),
        ("abcd", "badc", 2, 2),
        ("bac", "abc", 1, 1),
        ("ca", "abc", 3, 3),
        ("abc", "xyz", 3, 3),
        ("abc", "xyz", 2, 3),
        ("abcde", "vwxyz", 2, 3),
        ("abc", "abcxy", 2, 2),
        ("abc", "abcxyz", 2, 3),
        ("", "ab", 2, 2),
        ("", "", 0, 0),
        ("a", "b", 0, 1),
        ("kitten", "sitting", 3, 3),
        ("aab", "aba", 2, 1),
    ],
)
def test_distance_counts_wrong_keys_up_to_one_more_than_asked(one: str, other: str, most: int, edits: int) -> None:
    assert jamo.distance(one, other, most) == jamo.distance(other, one, most) == edits
