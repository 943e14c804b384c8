"""What a plan matches and what it ranks first, over documents in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import tantivy

from naru.data.catalogue.core.query_plan import Plan, understood
from naru.data.catalogue.search import query_builder
from naru.data.catalogue.search.documents import Source, document
from naru.data.catalogue.search.schema import OURS, analyser, schema

PLAIN = Source(
    id="", titles=(), keywords=(), publisher="", publisher_slug="", texts=(), readers=("officers",), themes=(), formats=(),
    licence="", place="", access="open", state="published", changed=date(2024, 5, 1), issued=None, touched=0,
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


def matched(text: str, enough: int | None = None) -> set[str]:
    return set(found(query_builder.matching(SHAPE, understood(text), enough=enough)))


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
    ("enough", "ids"), [(1, {"fees", "places", "parking", "text", "dam"}), (2, {"fees", "text"}), (3, set())]
)
def test_some_words_are_enough_where_it_is_said_how_many(enough: int, ids: set[str]) -> None:
    assert matched("주차장 요금 수위", enough) == ids


def test_more_ways_than_can_be_written_out_match_the_same() -> None:
    words = [f"{letter}{letter}{letter}" for letter in "bcdfghj"]
    sources = [said(str(count), " ".join(words[:count])) for count in range(1, 8)]
    searcher = searcher_of(*sources)
    plan = understood(" ".join(words))
    for enough in range(1, 8):
        ids = set(found(query_builder.matching(SHAPE, plan, enough=enough), searcher))
        assert ids == {str(count) for count in range(enough, 8)}


def ranked(text: str, *, is_partial: bool = False, searcher: tantivy.Searcher = SEARCHER) -> list[str]:
    plan = understood(text)
    match = query_builder.matching(SHAPE, plan, enough=1 if is_partial else None)
    return found(query_builder.ranking(SHAPE, plan, match, is_partial=is_partial), searcher)


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
    assert ranked("주차장 요금", is_partial=True, searcher=searcher) == ["both", "one"]


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
        ("영주", {"fees", "text"}),
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
    empty = Plan(typed="", whole="", groups=(), helping=(), is_question=False)
    assert len(query_builder.scores(SHAPE, empty)) == 1
