"""Korean text taken apart: words, morphemes, atoms, pairs and triples."""

import pytest

from naru.data.catalogue.core import korean


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("공영 주차장", ["공영", "주차장"]),
        ("ＣＳＶ·㎡_a", ["csv", "m2", "a"]),
        ("ㅈㅊㅈ", ["ㅈㅊㅈ"]),
        ("가" * 61, ["가" * 60]),
        ("A-1 (b)", ["a", "1", "b"]),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, words):
    assert korean.words(text) == words
    assert korean.squeezed(text) == "".join(words)


def test_compatibility_forms_are_unified_and_single_letters_stay():
    assert korean.normalised("Ⅳ ㅈㅊ ｱ") == "iv ㅈㅊ ア"
    assert korean.normalised("Ａㅏ") == "aㅏ"


@pytest.mark.parametrize(
    ("word", "is_one"), [("가", True), ("힣", True), ("a가", True), ("ㄱ", False), ("csv", False), ("", False)]
)
def test_hangul_is_any_syllable(word, is_one):
    assert korean.is_hangul(word) is is_one


@pytest.mark.parametrize(
    ("words", "atoms"),
    [
        (["공영", "p1"], ["공", "영", "p", "1"]),
        (["cars"], ["car"]),
        (["gas"], ["gas"]),
        (["12ab"], ["12", "ab"]),
        ([], []),
    ],
)
def test_a_text_is_counted_in_syllables_and_runs_of_other_letters(words, atoms):
    assert korean.atoms(words) == atoms


@pytest.mark.parametrize(
    ("word", "one"),
    [("cars", "car"), ("bus", "bus"), ("gas", "gas"), ("ies", "ies"), ("ties", "tie"), ("cities", "city"),
     ("boxes", "box"), ("classes", "class"), ("dishes", "dish"), ("cafés", "cafés"), ("gases", "gas"), ("news", "news")],
)  # fmt: skip
def test_a_plural_ends_by_rule(word, one):
    assert korean.singular(word) == one


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("댐", ("댐",)),
        ("주차장을", ("주차장",)),
        ("p1", ("p1", "p", "1")),
        ("hospitals", ("hospital",)),
        ("2024", ("2024",)),
        ("설치된", ("설치",)),
        ("먹는", ("먹",)),
        ("넓은", ("넓",)),
    ],
)
def test_morphemes_are_what_a_word_says_without_its_particles(word, said):
    assert korean.morphemes(word) == said


def test_runs_of_three_stand_once_and_in_order():
    assert list(korean.triples(["가", "나", "다", "가", "나", "다"])) == ["가나다", "나다가", "다가나"]
    assert list(korean.triples(["가", "나"])) == []


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        (("볼", "수", "있나요"), {"볼", "있나요"}),
        (("볼", "치료"), set()),
        (("주차장", "찾기"), {"찾기"}),
        (("달리는", "기차"), {"달리는"}),
    ],
)
def test_verbs_are_words_that_say_nothing_else_where_they_stand(words, verbs):
    assert korean.verbs(words) == verbs


def test_words_learnt_together_are_analysed_as_each_by_itself(monkeypatch):
    monkeypatch.setattr(korean, "_known", {})
    korean.learn(["도서관에서 책을", "csv 2024"])
    assert set(korean._known) == {"도서관에서", "책을"}
    learnt = dict(korean._known)
    korean._known.clear()
    assert {word: korean.analysis(word) for word in learnt} == learnt


@pytest.mark.parametrize(("kept", "left"), [(3, 3), (2, 1)])
def test_what_is_kept_is_forgotten_where_there_is_no_room(monkeypatch, kept, left):
    monkeypatch.setattr(korean, "KEPT", kept)
    monkeypatch.setattr(korean, "_known", {"가나": (), "다라": ()})
    korean.analysis("주차장")
    assert len(korean._known) == left


def test_the_analysers_memory_can_be_given_back_and_words_stay_known(monkeypatch):
    monkeypatch.setattr(korean, "_kiwi", object())
    korean.release()
    assert korean._kiwi is None


def test_a_word_without_hangul_is_a_foreign_word_or_a_number():
    assert korean.analysis("p1") == (("p1", "SL"), ("p", "SL"), ("1", "SN"))
    assert korean.analysis("2024") == (("2024", "SN"),)
