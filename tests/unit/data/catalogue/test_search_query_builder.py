"""What a plan matches and what it ranks first, over documents in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.query_plan import Plan, understood
from naru.data.catalogue.search import query_builder
from naru.data.catalogue.search.documents import Source, document
from naru.data.catalogue.search.rarity import rarity_in
from naru.data.catalogue.search.schema import OURS, analyser, schema

PLAIN = Source(
    id="", titles=(), keywords=(), publisher="", publisher_slug="", texts=(), readers=("officers",), themes=(), formats=(),
    licence="", place="", access="open", state="published", changed=date(2024, 5, 1), issued=None, touched=0, tables=0,
)  # fmt: skip
SHAPE = schema()
Ask = Callable[[tantivy.Query], list[str]]


def searcher_of(*sources: Source) -> tantivy.Searcher:
    index = tantivy.Index(SHAPE)
    index.register_tokenizer(OURS, analyser())
    writer = index.writer(15_000_000, 1)
    for source in sources:
        writer.add_document(document(source))
    writer.commit()
    index.reload()
    return index.searcher()


def said(id_: str, title: str = "", text: str = "", **more: object) -> Source:
    return replace(PLAIN, id=id_, titles=(title,) if title else (), texts=(text,) if text else (), **more)  # type: ignore[arg-type]


CITY = (
    said("fees", "공영주차장 요금표", readers=("anyone", "officers"), themes=("transport",), formats=("csv",)),
    said("places", "공영 주차장 위치", readers=("org:a",), themes=("transport", "safety"), formats=("xlsx",)),
    said("parking", "parking lots", readers=("signed-in",), formats=("csv",)),
    said("text", "시설 목록", "공영주차장과 요금"),
    said("dam", "댐 수위"),
)
SEARCHER = searcher_of(*CITY)


def found(query: tantivy.Query, searcher: tantivy.Searcher = SEARCHER) -> list[str]:
    hits = searcher.search(query, limit=20).hits
    return [str(searcher.doc(address).get_first("id")) for _, address in hits]


def matched(text: str) -> set[str]:
    return set(found(query_builder.matching(SHAPE, understood(text))))


def touched(text: str, searcher: tantivy.Searcher = SEARCHER) -> set[str]:
    return set(found(query_builder.touching(SHAPE, understood(text)), searcher))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("공영주차장", {"fees", "places", "text"}),
        ("공영 주차장", {"fees", "places", "text"}),
        ("주차장 요금", {"fees", "text"}),
        ("요금", {"fees", "text"}),
        ("댐", {"dam"}),
        ("수", set()),
        ("장요금표", {"fees"}),
        ("없는말이다", set()),
        ("", {"fees", "places", "parking", "text", "dam"}),
    ],
)
def test_what_matches_says_every_word_or_the_whole(text: str, ids: set[str]) -> None:
    assert matched(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("주차장 요금 수위", {"fees", "places", "parking", "text", "dam"}),
        ("요금 비트코인", {"fees", "text"}),
        ("공영수영장", {"fees", "places", "text"}),  # by a part of it
        ("비트코인", set()),
        ("공영주차장 목록", {"fees", "places", "text"}),  # 목록 only helps
    ],
)
def test_any_word_or_part_of_one_brings_a_record(text: str, ids: set[str]) -> None:
    assert touched(text) == ids


WORDS = st.lists(
    st.sampled_from(["주차장", "요금", "수위", "공영주차장", "비트코인", "댐", "강릉", "위치"]), max_size=4
)


@given(WORDS, WORDS)
def test_a_word_more_never_loses_a_record(words: list[str], more: list[str]) -> None:
    plan = understood(" ".join(words))
    if plan.places or understood(" ".join((*words, *more))).places or plan.is_empty:
        return  # a place alone is a subject, and beside one it only lifts
    assert touched(" ".join(words)) <= touched(" ".join((*words, *more)))


@given(st.sampled_from([*CITY]))
def test_any_content_word_of_a_record_finds_it(source: Source) -> None:
    for text in source.every_text:
        for word in korean.words(text):
            assert korean.content(word) == () or source.id in touched(word) | matched(word)


def ranked(text: str, *, searcher: tantivy.Searcher = SEARCHER) -> list[str]:
    plan = understood(text)
    return found(query_builder.ranking(SHAPE, plan, query_builder.matching(SHAPE, plan)), searcher)


def loosely(text: str, searcher: tantivy.Searcher) -> list[str]:
    return found(query_builder.loose_ranking(SHAPE, understood(text), rarity_in(searcher)), searcher)


RANKED = searcher_of(
    said("body", "목록", "주차장"),
    said("publisher", "목록", publisher="주차장공단"),
    said("tags", "목록", keywords=("주차장",)),
    said("title", "시내 주차장 안내 목록"),
    said("exact", "주차장"),
)


def test_a_title_that_is_the_query_stands_before_one_that_holds_it_before_keywords_publisher_and_text() -> None:
    assert ranked("주차장", searcher=RANKED) == ["exact", "title", "tags", "publisher", "body"]


def test_what_says_every_word_stands_before_what_says_one_in_its_title() -> None:
    searcher = searcher_of(said("one", "요금", keywords=("요금",)), said("both", "목록", "주차장과 요금"))
    assert loosely("주차장 요금", searcher) == ["both", "one"]


def test_a_rare_word_brings_more_than_a_common_one() -> None:
    common = [said(f"common{count}", "버스 안내") for count in range(5)]
    searcher = searcher_of(*common, said("rare", "안내", "저상 차량"))
    assert loosely("버스 저상", searcher)[0] == "rare"


def test_a_district_stands_before_its_province_the_nation_and_elsewhere() -> None:
    searcher = searcher_of(
        said("elsewhere", "캠핑장", "캠핑장 위치", place="경상북도 영천시"),
        said("neighbour", "캠핑장", "캠핑장 위치", place="부산광역시 사하구"),
        said("nation", "캠핑장", place="한국관광공사"),
        said("province", "캠핑장", place="부산광역시"),
        said("here", "야영장", place="부산광역시 기장군"),
        said("other", "경로당", place="부산광역시 기장군"),
        *(said(f"else{count}", "도서관 위치" if count % 2 else "박물관") for count in range(30)),
    )
    found_ = loosely("기장군 캠핑장 위치", searcher)
    assert found_[:3] == ["here", "province", "nation"]
    assert set(found_[3:5]) == {"neighbour", "elsewhere"}
    assert "other" not in found_


def test_a_word_that_helps_lifts_and_brings_nothing() -> None:
    searcher = searcher_of(said("plain", "주차장"), said("sheet", "주차장", formats=("xlsx",)), said("none", "엑셀"))
    assert loosely("주차장 엑셀", searcher) == ["sheet", "plain"]


def test_what_nothing_says_weighs_nothing() -> None:
    rarity = rarity_in(SEARCHER)
    plan = understood("비트코인 주차장 댐")
    assert [round(rarity(group), 2) for group in plan.groups] == [0.0, 0.29, 1.39]


def test_an_empty_plan_ranks_nothing() -> None:
    assert set(ranked("")) == {source.id for source in CITY}


@pytest.mark.parametrize(
    ("passes", "ids"),
    [
        ({"anyone"}, {"fees"}),
        ({"anyone", "signed-in"}, {"fees", "parking"}),
        ({"org:a"}, {"places"}),
        ({"org:b"}, set()),
        ({"officers"}, {"fees", "text", "dam"}),
    ],
)
def test_only_documents_that_share_a_mark_are_allowed(passes: set[str], ids: set[str]) -> None:
    assert set(found(query_builder.allowed(SHAPE, passes))) == ids


@pytest.mark.parametrize(
    ("facets", "ids"),
    [
        ({"theme": ("transport",)}, {"fees", "places"}),
        ({"theme": ("safety", "transport")}, {"fees", "places"}),
        ({"theme": ("transport",), "format": ("csv",)}, {"fees"}),
        ({"theme": (), "format": ("csv",)}, {"fees", "parking"}),
        ({}, {"fees", "places", "parking", "text", "dam"}),
    ],
)
def test_values_of_one_facet_are_alternatives_and_facets_are_not(
    facets: dict[str, tuple[str, ...]], ids: set[str]
) -> None:
    assert set(found(query_builder.together(query_builder.chosen(SHAPE, facets)))) == ids


def test_documents_are_named_by_their_ids() -> None:
    assert set(found(query_builder.these(SHAPE, ["fees", "dam", "gone"]))) == {"fees", "dam"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("영주차", {"fees", "places", "text"}),
        ("영주", set()),  # the city is no part of 공영주차장
        ("공영", {"fees", "places", "text"}),
        ("!", set()),
    ],
)
def test_a_text_is_contained_spaces_ignored_and_two_letters_only_inside_a_word(text: str, ids: set[str]) -> None:
    assert set(found(query_builder.contains(SHAPE, text))) == ids


@pytest.mark.parametrize(
    ("text", "is_one"), [("주차장", True), ("주차", True), ("공영주차", False), ("부산 주차장", False)]
)
def test_a_score_is_one_terms_where_all_is_three_syllables_at_most(text: str, is_one: bool) -> None:
    assert query_builder.is_of_terms(understood(text)) is is_one


def test_a_plan_of_nothing_has_no_scores_but_its_own() -> None:
    empty = Plan(typed="", whole="", groups=(), helping=())
    assert len(query_builder.scores(SHAPE, empty)) == 1
