"""Which things of other kinds stand beside datasets, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.findable import FindableThing
from naru.base.kit.words import Words
from naru.data.catalogue.core.query_plan import understood
from naru.data.catalogue.core.things_beside import LOOKED_AT, SHOWN, things_beside


def thing(title: str, text: str = "", english: str = "") -> FindableThing:
    return FindableThing(title=Words(title, english or title), text=Words(text, text), note=Words("", ""), address="/")


MARKET = [
    thing("카드 매출 월 구독", "구와 업종별", "Monthly card spending"),
    thing("배달 주문", "카드 매출과 함께 봅니다"),
    thing("공영주차장 이용", "시간대별 입차와 출차"),
    thing("카드 발급", "연령별"),
]


@pytest.mark.parametrize(
    ("text", "titles", "total"),
    [
        ("카드 매출", ["카드 매출 월 구독", "배달 주문"], 2),  # the title before the text; what says a half stays away
        ("매출카드", ["카드 매출 월 구독", "배달 주문"], 2),  # the parts of a compound
        ("카드매출", ["카드 매출 월 구독", "배달 주문"], 2),
        ("card spending", ["카드 매출 월 구독"], 1),
        ("카드 발급 건수 추이", ["카드 발급"], 1),  # words for form and figure are no conditions
        ("부산 카드 매출", ["카드 매출 월 구독", "배달 주문"], 2),  # nor is a place
        ("카드 지하철", ["카드 매출 월 구독", "카드 발급", "배달 주문"], 3),  # a half, where nothing says all
        ("지하철 버스 카드", [], 0),  # a third
        ("주차장과 카드 발급", ["카드 발급", "공영주차장 이용"], 2),  # all of either topic
        ("주차장", ["공영주차장 이용"], 1),
        ("비트코인", [], 0),
        ("", [], 0),
    ],
)
def test_what_says_all_of_it_is_found_before_what_says_half(text: str, titles: list[str], total: int) -> None:
    plan = understood(text)
    count, hits = things_beside(plan, MARKET, language="ko") if not plan.is_empty else (0, ())
    assert (count, [hit.thing.title.ko for hit in hits]) == (total, titles)


def test_no_more_are_shown_than_fit_a_glance_and_all_are_counted() -> None:
    many = [thing(f"카드 매출 {i}") for i in range(SHOWN + 2)]
    count, hits = things_beside(understood("카드 매출"), many, language="ko")
    assert (count, [hit.thing for hit in hits]) == (SHOWN + 2, many[:SHOWN])


def test_a_kind_of_very_many_is_looked_through_from_its_beginning() -> None:
    count, _ = things_beside(understood("카드"), (thing("카드") for _ in range(LOOKED_AT + 1)), language="ko")
    assert count == LOOKED_AT


@pytest.mark.parametrize(("language", "title"), [("ko", "카드 매출 월 구독"), ("en", "Monthly card spending")])
def test_a_title_is_marked_in_the_visitors_language(language: str, title: str) -> None:
    _, (hit, *_) = things_beside(understood("카드 매출"), MARKET, language=language)
    assert "".join(piece.text for piece in hit.title) == title
    assert [reason.asked for reason in hit.why.reasons] == ["카드매출"]


WORD = st.sampled_from(["카드", "인구", "주차장", "배달", "도서관"])


@given(st.lists(WORD, min_size=1, max_size=4, unique=True), st.lists(st.lists(WORD, max_size=4), max_size=8))
def test_one_word_more_never_puts_a_thing_behind_one_with_less(asked: list[str], texts: list[list[str]]) -> None:
    things = [thing(" ".join(words) or "없음") for words in texts]
    _, hits = things_beside(understood(" ".join(asked)), things, language="ko")
    said = [len(set(asked) & set(hit.thing.title.ko.split())) for hit in hits]
    assert said == sorted(said, reverse=True)
    assert all(2 * count >= len(asked) for count in said)
