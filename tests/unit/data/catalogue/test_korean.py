"""Korean text taken apart: initials, letters, words, morphemes, bigrams, and queries understood."""

import pytest

from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.highlight import highlighted
from naru.data.catalogue.core.key_terms import catchwords
from naru.data.catalogue.core.query_plan import retyped, understood


@pytest.mark.parametrize(
    ("typed", "keys"),
    [("주차장", "ㅈㅜㅊㅏㅈㅏㅇ"), ("주찾", "ㅈㅜㅊㅏㅈ"), ("주차ㅈ", "ㅈㅜㅊㅏㅈ"), ("값", "ㄱㅏㅂㅅ"), ("P1", "P1")],
)
def test_letters_are_the_keys_as_they_were_struck(typed, keys):
    assert jamo.letters(typed) == keys


def test_initials_of_a_word():
    assert jamo.initials("공영 주차장") == "ㄱㅇ ㅈㅊㅈ"
    assert jamo.is_initials("ㅈㅊㅈ")
    assert not jamo.is_initials("주ㅊㅈ")


@pytest.mark.parametrize(
    ("keys", "meant"), [("wnckwkd", "주차장"), ("qntks", "부산"), ("rhksrhkd", "관광"), ("ekfr", "닭")]
)
def test_english_keys_become_the_korean_that_was_meant(keys, meant):
    assert retyped(keys) == meant


def test_what_is_english_stays_english():
    assert retyped("parking") is None
    assert retyped("주차장") is None


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("주챠장", "주차장", 1), ("주차장", "주차장", 0), ("쥬챠장", "주차장", 2), ("학교", "주차장", 3)],
)
def test_distance_counts_wrong_keys(one, other, edits):
    assert jamo.distance(jamo.letters(one), jamo.letters(other), 2) == edits


@pytest.mark.parametrize("text", ["공영 주차장 P1", "공영주차장P1"])
def test_triples_ignore_spaces_and_keep_other_letters_whole(text):
    triples = korean.triples(korean.atoms(korean.words(text)))
    assert list(triples) == ["공영주", "영주차", "주차장", "차장p", "장p1"]


def test_pairs_stay_inside_words():
    assert [korean.pairs_of(word) for word in korean.words("일부 산지")] == [("일부",), ("산지",)]


@pytest.mark.parametrize(("word", "pairs"), [("댐", ("댐",)), ("csv", ("csv",)), ("장p1", ("p", "1", "장p", "p1"))])
def test_what_stands_alone_is_a_pair_by_itself(word, pairs):
    assert korean.pairs_of(word) == pairs


def test_particles_and_endings_fall_away():
    assert korean.content("주차장을") == ("주차장",)
    assert korean.content("싶어요") == ()
    assert korean.morphemes("코로나19") == ("코로나", "19")


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("hospitals", "hospital"),
        ("facilities", "facility"),
        ("buses", "bus"),
        ("series", "series"),
        ("beaches", "beach"),
        ("bus", "bus"),
        ("address", "address"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("gis", "gis"),
        ("주차장s", "주차장s"),
    ],
)
def test_english_words_stand_in_the_singular(plural, one):
    assert korean.singular(plural) == one


def test_plural_and_singular_are_looked_up_and_read_alike():
    assert korean.pairs_of("hospitals") == korean.pairs_of("hospital") == ("hospital",)
    assert korean.morphemes("hospitals") == ("hospital",)
    assert "병원" in understood("hospitals").groups[0].others


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("우리 동네 약국은 어디 있나요", ["약국"]),
        ("where can I find hospitals near me", ["hospital"]),
        ("population by region", ["population", "region"]),
    ],
)
def test_what_only_points_around_is_not_what_is_asked_for(question, about):
    assert [group.text for group in understood(question).groups] == about


def test_a_question_keeps_what_it_is_about():
    plan = understood("부산에 있는 공영주차장 요금을 알고 싶어요")
    assert [group.text for group in plan.groups] == ["부산", "공영주차장", "요금"]
    assert plan.is_question


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("도서관 데이터는 어디에서 볼 수 있나요?", ["도서관"]),
        ("전기차를 충전할 곳을 알고 싶어요", ["전기차", "충전"]),
        ("볼 치료", ["볼", "치료"]),
        ("어떤 기업들이 부산항을 이용하나요?", ["기업", "부산항"]),
        ("불법으로 설치된 CCTV", ["불법", "cctv"]),
    ],
)
def test_a_verb_of_the_question_is_not_what_it_asks_for(question, about):
    assert [group.text for group in understood(question).groups] == about


def test_words_that_wrap_a_question_count_only_when_alone():
    assert [group.text for group in understood("관광 데이터").groups] == ["관광"]
    assert [group.text for group in understood("데이터").groups] == ["데이터"]


def test_nothing_typed_is_an_empty_plan():
    assert understood("  ").is_empty
    assert understood("!?#").is_empty


def test_highlight_forgives_spacing():
    pieces = highlighted("부산 공영 주차장 현황", understood("공영주차장"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["공영 주차장"]


def test_highlight_cuts_a_window_around_the_first_hit():
    pieces = highlighted("가" * 500 + " 주차장 " + "나" * 500, understood("주차장"), 100)
    assert [piece.text for piece in pieces if piece.is_hit] == ["주차장"]
    assert sum(len(piece.text) for piece in pieces) <= 104


def test_catchwords_are_keywords_and_the_titles_nouns():
    assert catchwords(["서산시｜음식점현황"], ["모범 음식점"]) == [
        "모범 음식점",
        "서산시",
        "음식점",
        "현황",
        "음식점현황",
    ]
