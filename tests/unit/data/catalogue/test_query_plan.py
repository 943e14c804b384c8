"""What a person typed, understood: what must be found, what merely helps, and what else it may be called."""

import pytest

from naru.data.catalogue.core.places import place_of
from naru.data.catalogue.core.query_plan import NEEDED, Group, named_by_initials, opened, retyped, understood


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("우리 동네 약국은 어디 있나요", ["약국"]),
        ("where can I find hospitals near me", ["hospital"]),
        ("population by region", ["population", "region"]),
        ("자전거 사고 통계 엑셀 파일 다운로드", ["자전거", "사고"]),
        ("올해 출생아 수 추이를 비교한 보고서", ["출생아"]),
        ("음식점 표준데이터 전체 목록", ["음식점"]),
    ],
)
def test_what_only_points_around_is_not_what_is_asked_for(question, about):
    assert [group.text for group in understood(question).groups] == about


def test_a_question_keeps_what_it_is_about():
    plan = understood("부산에 있는 공영주차장 요금을 알고 싶어요")
    assert [group.text for group in plan.groups] == ["부산", "공영주차장", "요금"]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("도서관 데이터는 어디에서 볼 수 있나요?", ["도서관"]),
        ("전기차를 충전할 곳을 알고 싶어요", ["전기차", "충전"]),
        ("볼 치료", ["볼", "치료"]),
        ("어떤 기업들이 부산항을 이용하나요?", ["기업", "부산항"]),
        ("주차할 만한 곳", ["주차"]),
        ("댐 수위", ["댐", "수위"]),
        ("비트코인 댐", ["비트코인", "댐"]),
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
    assert plan.groups[0].others == ("parking",)
    assert understood("데이터").helping == ()


def test_plurals_have_the_synonyms_of_the_singular():
    assert "병원" in understood("hospitals").groups[0].others
    assert "물류" in understood("logistics").groups[0].others


@pytest.mark.parametrize(
    ("text", "groups", "helping"),
    [
        ("이용하는 방법", ["이용"], ["방법"]),
        ("버스 이용하는", ["버스"], ["이용"]),
        ("버스 이용", ["버스", "이용"], []),
        ("단속하는 버스", ["단속", "버스"], []),
    ],
)
def test_what_anybody_does_with_anything_only_helps(text, groups, helping):
    plan = understood(text)
    assert (texts(plan.groups), texts(plan.helping)) == (groups, helping)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("목록", ["목록"]),
        ("어디 목록", ["목록"]),  # a form says more than a question
        ("이용하는 목록", ["이용"]),  # and a doing more than a form
        ("어디 누구", ["어디", "누구"]),
    ],
)
def test_words_that_say_little_are_asked_for_where_nothing_else_is(text, said):
    assert texts(understood(text).groups) == said


def test_a_verb_asks_by_the_nouns_that_records_use():
    needed = understood("버려지는 가전").groups[0]
    assert (needed.text, needed.others, needed.weight) == ("폐기", ("배출", "폐기물"), NEEDED)
    assert texts(understood("쓰레기봉투 파는곳").groups) == ["쓰레기봉투", "판매"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("쓰레기 봉투", ["쓰레기봉투"]),
        ("자동 심장 충격기", ["자동", "심장충격기"]),
        ("쓰레기를 봉투", ["쓰레기", "봉투"]),
        ("버스 봉투", ["버스", "봉투"]),
    ],
)
def test_two_words_that_are_one_with_synonyms_are_one(text, groups):
    assert texts(understood(text).groups) == groups


@pytest.mark.parametrize(
    ("text", "parts"),
    [("단속현황", ("단속",)), ("공영주차장", ("공영", "주차장")), ("현황", ("현황",)), ("정보통신", ("정보", "통신"))],
)
def test_a_form_at_the_end_of_a_compound_is_no_part_of_what_is_asked(text, parts):
    assert understood(text).groups[0].parts == parts


def test_a_place_is_where_and_not_what():
    plan = understood("강릉에서 정육점")
    assert texts(plan.subjects) == ["정육점"]
    assert plan.places == (place_of("강릉시"),)
    alone = understood("강릉")
    assert texts(alone.subjects) == ["강릉"]
    assert alone.places == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("미세먼지 농도와 호흡기 환자", [["미세먼지", "농도"], ["호흡기", "환자"]]),
        ("버스랑 택시 및 기차", [["버스"], ["택시"], ["기차"]]),
        ("버스 택시", []),
        ("버스와", []),
    ],
)
def test_topics_are_listed_by_particles_and_words(text, topics):
    plan = understood(text)
    assert [texts(topic) for topic in plan.topics] == topics


def test_a_plan_of_one_topic_keeps_the_place():
    plan = understood("강릉의 버스와 택시")
    assert texts(plan.of(plan.topics[1]).groups) == ["강릉", "택시"]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ({"당진", "화력"}, ("당진", "화력")),
        ({"당진"}, ("당진화력",)),
        ({"당진화력", "당진", "화력"}, ("당진화력",)),
        (set(), ("당진화력",)),
    ],
)
def test_a_long_word_that_nothing_says_is_looked_for_in_two(said, parts):
    plan = understood("당진화력")
    assert opened(plan, said.__contains__).groups[0].parts == parts


def test_a_short_word_is_not_opened():
    assert opened(understood("주차장"), {"주", "차장", "주차", "장"}.__contains__) == understood("주차장")


def test_initials_stand_for_any_word_that_has_them():
    plan = named_by_initials(["주차장", "주차증"])
    assert plan.groups == (Group(text="주차장", parts=("주차장",), others=("주차증",)),)
    assert (plan.helping, plan.whole) == ((), "주차장")
    assert named_by_initials(["부산 데이터"]).helping == ()


def test_nothing_is_nothing_and_something_is_not():
    assert not understood("버스").is_empty
