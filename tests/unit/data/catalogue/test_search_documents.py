"""A dataset's rows turned into a document of the index."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.key_terms import catchwords
from naru.data.catalogue.core.search_values import Suggestion
from naru.data.catalogue.core.vocabulary import THEMES
from naru.data.catalogue.search import documents, facets, suggestions
from naru.data.catalogue.search.documents import LiveTable, Source
from naru.data.catalogue.search.facets import FACET_WORDS, as_kept, described
from naru.data.catalogue.search.schema import packed, unpacked

ROW = {
    "id": "d1",
    "title": "공영 주차장",
    "title_en": "",
    "keywords": ["요금"],
    "publisher__name": "부산광역시",
    "publisher__name_en": "Busan",
    "publisher__slug": "부산광역시",
    "description": "면수",
    "description_en": "",
    "place": "",
    "themes": ["transport"],
    "licence": "kogl-1",
    "access": "granted",
    "state": "published",
    "organisation_id": "seller",
    "modified": None,
    "issued": date(2023, 1, 2),
    "changed": datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC),
}
TABLES = [LiveTable("요금표", [{"name": "면수"}], "요금.zip", "shp"), LiveTable("위치", [], "위치.CSV", None)]


def source(**changes: object) -> Source:
    return documents._source({**ROW, **changes}, ["csv", "", "hwp"], TABLES)


def test_a_source_holds_what_its_rows_say() -> None:
    assert source() == Source(
        id="d1",
        titles=("공영 주차장",),
        keywords=("요금",),
        publisher="부산광역시",
        publisher_slug="부산광역시",
        texts=("면수", "Busan", "요금표", "위치", "면수"),
        readers=("dataset:d1", "officers", "org:seller"),
        themes=("transport",),
        formats=("csv", "hwp", "shp"),
        licence="kogl-1",
        place="부산광역시",
        access="granted",
        state="published",
        changed=date(2023, 1, 2),
        issued=date(2023, 1, 2),
        touched=1795309323,
        tables=2,
    )
    assert source(place="대구").place == "대구"
    assert source(modified=date(2024, 1, 2)).changed == date(2024, 1, 2)
    assert source(organisation_id=None).readers == ("dataset:d1", "officers")
    assert (
        source(publisher__name=None, publisher__slug=None).publisher,
        source(publisher__slug=None).publisher_slug,
    ) == ("", "")


@pytest.mark.parametrize(
    ("file", "inside", "format_"),
    [
        ("a.CSV", None, "csv"),
        ("a.csv", "xlsx", "csv"),
        ("a.zip", "shp", "shp"),
        ("a.csv.gz", "csv", "csv"),
        ("a.zip", None, "zip"),
        ("a", "csv", ""),
        ("", None, ""),
    ],
)
def test_a_format_is_the_files_or_that_of_the_file_inside(file: str, inside: str | None, format_: str) -> None:
    assert documents._format(LiveTable("", [], file, inside)) == format_


def test_the_stamp_changes_with_anything_that_the_document_is_made_of() -> None:
    first = source()
    others = [replace(first, titles=("다른",)), replace(first, touched=1), replace(first, readers=())]
    assert len({first.stamp, *(other.stamp for other in others)}) == 4
    assert source().stamp == first.stamp
    assert len(first.stamp) == 24


def test_a_document_has_its_facets_rights_and_times() -> None:
    fields = documents.fields(source())
    assert {name: fields[name] for name in FACET_WORDS} == {
        "theme": ["transport"],
        "publisher": ["부산광역시"],
        "region": ["26"],
        "format": ["csv", "hwp", "shp"],
        "year": ["2023"],
        "licence": ["kogl-1"],
        "access": ["granted"],
        "state": ["published"],
    }
    assert fields["readers"] == ["dataset:d1", "officers", "org:seller"]
    assert (fields["formats"], fields["tables"]) == ("csv,hwp,shp", "2")
    assert fields["scope"] == ["26", "in 26"]
    assert fields["changed"] == fields["issued"] == int(datetime(2023, 1, 2, tzinfo=UTC).timestamp())
    assert fields["title_exact"] == ["공영주차장"]
    assert "공영주" in str(fields["triples"]).split()
    assert "장요금" not in str(fields["triples"]), "none runs from one text into the next"


def test_what_is_not_said_is_of_no_facet_and_old_times_are_the_first() -> None:
    bare = replace(
        source(), publisher_slug="", licence="", place="바다", changed=None, issued=None, touched=86400 * 366
    )
    fields = documents.fields(bare)
    assert (fields["publisher"], fields["licence"], fields["region"], fields["year"]) == ([], [], [], ["1971"])
    assert fields["issued"] == fields["changed"] == 86400 * 366
    assert documents.fields(replace(bare, changed=date(1960, 1, 1)))["changed"] == 0


def test_only_so_much_of_a_text_is_kept() -> None:
    long = replace(source(), texts=("가나 " * 6666 + "다라마바",))  # 19,998 characters and two more
    pairs = str(documents.fields(long)["pairs"]).split()
    assert "다라" in pairs
    assert "라마" not in pairs


def test_suggestions_are_typed_by_keys_or_initials_and_shown_as_they_are() -> None:
    assert documents._suggested(["모범 음식점", "csv"]) == {
        "keys": ["ㅁㅗㅂㅓㅁㅇㅡㅁㅅㅣㄱㅈㅓㅁ\x1f모범 음식점", "csv\x1fcsv"],
        "starts": ["ㅁㅂㅇㅅㅈ\x1f모범 음식점", "csv\x1fcsv"],
        "letters": ["ㅁㅗㅂㅓㅁㅇㅡㅁㅅㅣㄱㅈㅓㅁ", "csv"],
    }
    assert catchwords([], ["모범 음식점"]) == ["모범 음식점"]


def test_facets_lie_side_by_side_in_two_texts() -> None:
    values = {name: [name, f"{name}2"] if name == "theme" else [] for name in FACET_WORDS}
    values["region"] = ["26"]
    said = packed(values)
    assert set(said) == {"who", "what"}
    assert unpacked("who", said["who"]) == (("region", "26"),)
    assert unpacked("what", said["what"]) == (("theme", "theme"), ("theme", "theme2"))


# --- facets in words ---


def test_chosen_values_are_as_the_index_keeps_them() -> None:
    assert as_kept("format", ["CSV", "csv", "Shp"]) == ("csv", "shp")
    assert as_kept("publisher", ["A", "a", "A"]) == ("A", "a")


@pytest.mark.parametrize(
    ("facet", "value", "words"),
    [
        ("theme", "finance", THEMES["finance"].words),
        ("theme", "gone", Words("gone", "gone")),
        ("publisher", "busan", Words("부산", "Busan")),
        ("publisher", "gone", Words("gone", "gone")),
        ("region", "26", Words("부산", "Busan")),
        ("licence", "kogl-1", Words("공공누리 제1유형 (출처표시)", "KOGL type 1 (attribution)")),
        ("format", "csv", Words("CSV", "CSV")),
        ("year", "2024", Words("2024", "2024")),
        ("access", "open", Words("누구나", "Everyone")),
        ("state", "draft", Words("초안", "Draft")),
        ("state", "open", Words("open", "open")),
    ],
)
def test_a_facets_value_has_words(facet: str, value: str, words: Words) -> None:
    assert facets._words(facet, value, {"busan": Words("부산", "Busan")}) == words


def shown(name: str, counted: dict[str, int], *chosen: str) -> list[tuple[str, int, bool]]:
    told = described({name: counted}, {name: chosen} if chosen else {}, {})
    return [(each.value, each.count, each.is_chosen) for facet in told if facet.name == name for each in facet.values]


def test_the_chosen_come_first_then_the_most_then_by_name() -> None:
    assert shown("theme", {"b": 2, "a": 2, "c": 3, "d": 1}, "d", "e") == [
        ("d", 1, True),
        ("e", 0, True),
        ("c", 3, False),
        ("a", 2, False),
        ("b", 2, False),
    ]


def test_years_are_the_newest_first() -> None:
    assert [value for value, *_ in shown("year", {"2022": 9, "2024": 1, "2023": 5}, "2022")] == ["2024", "2023", "2022"]


def test_at_most_fifty_values_are_shown_and_the_chosen_always_among_them() -> None:
    counted = {f"{number:03}": 100 - number for number in range(60)}
    assert len(shown("theme", counted)) == 50
    assert ("059", 41, True) in shown("theme", counted, "059")


@pytest.mark.parametrize(
    ("name", "counted", "chosen", "is_shown"),
    [
        ("access", {"open": 3}, (), False),
        ("access", {"open": 3}, ("open",), True),
        ("access", {"open": 3, "granted": 1}, (), True),
        ("state", {"draft": 3}, (), False),
        ("theme", {"finance": 3}, (), True),
        ("theme", {}, (), False),
    ],
)
def test_a_facet_that_tells_nothing_apart_is_left_out(
    name: str, counted: dict[str, int], chosen: tuple[str, ...], is_shown: bool
) -> None:
    assert bool(shown(name, counted, *chosen)) is is_shown


# --- what is meant by half a word ---


@pytest.mark.parametrize(
    ("text", "typed", "words", "meant"),
    [
        ("ㅈㅊ", "ㅈㅊ", ["주차"], ""),
        ("주차", "주차", ["주차장", "주차 요금"], "주차장"),
        ("주차 장", "주차장", ["주차요금", "주차 장"], "주차 장"),
        ("주차", "주차", [], "주차"),
        ("주ㅊ", "주ㅊ", [], ""),
    ],
)
def test_what_is_typed_is_meant_if_it_is_a_word_else_what_it_may_become(
    text: str, typed: str, words: list[str], meant: str
) -> None:
    assert suggestions._meant(text, typed, [Suggestion(text=word, count=1) for word in words]) == meant
