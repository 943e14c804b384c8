"""What a person typed, understood: what must be found, what merely helps, and what else it may be called."""

import pytest

from naru.data.catalogue.core.query_plan import Group, Plan, named_by_initials, retyped, understood


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


def texts(groups):
    return [group.text for group in groups]


@pytest.mark.parametrize(("keys", "meant"), [("wnckwkd", "주차장"), ("qntks durtks", "부산 역산"), ("ekfr", "닭")])
def test_english_keys_become_the_korean_that_was_meant(keys, meant):
    assert retyped(keys) == meant


@pytest.mark.parametrize("text", ["parking", "주차장", "wnck wk1", "", "rr"])
def test_what_makes_no_whole_syllables_stays_as_it_is(text):
    assert retyped(text) is None


@pytest.mark.parametrize(("groups", "enough"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (0, 0)])
def test_two_thirds_of_the_words_are_enough(groups, enough):
    words = tuple(Group(text=str(number), parts=("x",)) for number in range(groups))
    assert Plan(typed="", whole="", groups=words, helping=(), is_question=False).enough() == enough


def test_a_query_is_cut_off_after_300_letters_and_20_words():
    assert understood("가" * 301).typed == "가" * 300
    assert understood(" " + "a" * 400).typed == "a" * 299
    plan = understood(" ".join(f"{letter}{letter}x" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert len(plan.groups) == 20
    assert plan.whole.endswith("ttx")


@pytest.mark.parametrize(
    "typed",
    [
        "요금을(를)",
        "요금를(을)",
        "요금이(가)",
        "요금가(이)",
        "요금은(는)",
        "요금는(은)",
        "요금와(과)",
        "요금과(와)",
        "요금(으)로",
    ],
)
def test_particles_in_both_forms_are_none_of_the_word(typed):
    assert texts(understood(typed).groups) == ["요금"]


def test_the_same_word_is_asked_for_once():
    plan = understood("버스 버스")
    assert texts(plan.groups) == ["버스"]
    assert plan.whole == "버스버스"


def test_what_wraps_helps_and_synonyms_are_known():
    plan = understood("주차장 데이터")
    assert (texts(plan.groups), texts(plan.helping)) == (["주차장"], ["데이터"])
    assert plan.groups[0].others[:2] == ("주차", "parking")
    assert understood("데이터").helping == ()


def test_plurals_have_the_synonyms_of_the_singular():
    assert "병원" in understood("hospitals").groups[0].others
    assert "물류" in understood("logistics").groups[0].others


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("부산에 있는 공영주차장 요금을 알고 싶어요", True),
        ("부산 공영주차장 요금", False),
        ("주차장을 요금", False),
        ("부산에 주차장", False),
    ],
)
def test_three_things_and_a_particle_are_a_question(text, is_question):
    assert understood(text).is_question is is_question


@pytest.mark.parametrize(
    ("text", "groups", "helping"),
    [
        ("이용하는 방법", ["이용"], ["방법"]),
        ("버스 이용하는", ["버스", "이용"], []),
        ("버스 지하철 이용하는", ["버스", "지하철"], ["이용"]),
    ],
)
def test_what_is_done_helps_where_two_things_are_asked_for(text, groups, helping):
    plan = understood(text)
    assert (texts(plan.groups), texts(plan.helping)) == (groups, helping)


def test_in_parts_every_morpheme_is_a_word_of_its_own():
    plan = understood("공영주차장요금 요금")
    parts = plan.in_parts()
    assert len(parts.groups) > len(plan.groups)
    assert len(set(texts(parts.groups))) == len(parts.groups)
    assert parts.typed == plan.typed


def test_initials_stand_for_any_word_that_has_them():
    plan = named_by_initials(["주차장", "주차증"])
    assert plan.groups == (Group(text="주차장", parts=("주차장",), others=("주차증",)),)
    assert (plan.helping, plan.whole) == ((), "주차장")
    assert named_by_initials(["부산 데이터"]).helping == ()


def test_nothing_is_nothing_and_something_is_not():
    assert not understood("버스").is_empty
