"""What is odd about a table: a report in, doubts out, on both sides of every number."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Profile
from naru.data.ingest.core import sanity
from naru.data.ingest.core.sanity import Doubt, doubts
from naru.data.ingest.core.values import PlaceCounts, TableReport
from naru.data.ingest.report_view import DOUBT_WORDS

T = ColumnType


def column(name: str = "구", kind: ColumnType = T.TEXT, **facts: object) -> Column:
    return Column(name=name, alias="a", type=kind, **facts)  # type: ignore[arg-type]


def measured(unit: str, low: float, high: float, *, name: str = "값", kind: ColumnType = T.DECIMAL) -> Column:
    return column(name, kind, unit=unit, profile=Profile(minimum=low, maximum=high))


def said(*values: str, name: str = "구") -> Column:
    return column(name, profile=Profile(top=tuple((value, 1) for value in values)))


def report_of(*columns: Column, **facts: object) -> TableReport:
    about = {"name": "인구", "parquet": "a.parquet", "rows": 100, "columns": columns or (column(),), **facts}
    return TableReport(**about)  # type: ignore[arg-type]


def codes(report: TableReport) -> list[tuple[str, bool]]:
    return [(doubt.code, doubt.is_grave) for doubt in doubts(report)]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        (None, []),
        (PlaceCounts(), []),
        (PlaceCounts(total=100), []),
        (PlaceCounts(total=100, outside=1), [("places_outside", False)]),
        (PlaceCounts(total=100, outside=20), [("places_outside", False)]),
        (PlaceCounts(total=100, outside=21), [("places_outside", True)]),
        (PlaceCounts(total=100, outside=11, exchanged=10), [("places_outside", True), ("places_exchanged", True)]),
        (PlaceCounts(total=100, exchanged=3, at_zero=1), [("places_exchanged", False), ("places_at_zero", False)]),
        (PlaceCounts(total=100, at_zero=100), [("places_at_zero", False)]),
    ],
)
def test_places_outside_the_country_are_said_and_many_hold(
    places: PlaceCounts | None, found: list[tuple[str, bool]]
) -> None:
    assert codes(report_of(places=places)) == found


@pytest.mark.parametrize(
    ("rows", "quarantined", "is_odd"),
    [(80, 20, False), (79, 21, True), (0, 5, True), (1, 4, False), (100, 0, False)],
)
def test_more_than_a_fifth_aside_holds(rows: int, quarantined: int, is_odd: bool) -> None:
    assert codes(report_of(rows=rows, quarantined=quarantined)) == ([("many_aside", True)] if is_odd else [])


@pytest.mark.parametrize(
    ("name", "columns", "is_odd"),
    [
        ("인구", (said("Áß±¸", name="±¸"),), True),
        ("인구", (said("\ufffd\ufffd", name="gu"),), True),
        ("population", (said("Áß±¸", name="±¸"),), False),  # nobody said that it is Korean
        ("인구", (said("중구 café", name="gu"),), False),
        ("인구", (said("Busan", name="gu"),), False),  # English is no broken Korean
        ("인구", (said("釜山 é", name="gu"),), False),
        ("인구", (column("±¸", T.INTEGER),), True),
    ],
)
def test_korean_file_without_hangul_holds(name: str, columns: tuple[Column, ...], is_odd: bool) -> None:
    assert codes(report_of(*columns, name=name)) == ([("no_hangul", True)] if is_odd else [])


@pytest.mark.parametrize(
    ("names", "is_odd"), [(("열 1", "열 2"), True), (("열 1", "구"), False), (("열 가",), False), (("열 1 2",), False)]
)
def test_header_that_was_made_up_is_said(names: tuple[str, ...], is_odd: bool) -> None:
    assert codes(report_of(*map(column, names))) == ([("header_invented", False)] if is_odd else [])


@pytest.mark.parametrize(("rows", "nulls", "is_odd"), [(100, 100, True), (100, 99, False), (0, 0, False)])
def test_column_without_a_value_is_said(rows: int, nulls: int, is_odd: bool) -> None:
    found = codes(report_of(column(nulls=nulls), rows=rows))
    assert found == ([("columns_empty", False)] if is_odd else [])


@pytest.mark.parametrize(
    ("tested", "is_odd"),
    [
        (measured("%", 0, 1), True), (measured("%", 0, 1.1), False), (measured("%", 0, 1, kind=T.INTEGER), False),
        (measured("%", 0, 1_000), False), (measured("%", 0, 1_001), True), (measured("%", -1_001, 5), True),
        (measured("세", 0, 150), False), (measured("세", 0, 151), True), (measured("살", -1, 5), True),
        (measured("명", 1.5, 3), True), (measured("명", 1, 3.5), True), (measured("명", 1, 3), False),
        (measured("명", 1.5, 3, name="평균 가구원수"), False), (measured("명", 1.5, 3, name="1인당"), False),
        (measured("km", 1.5, 3), False), (column(unit="명"), False),
        (column(unit="명", profile=Profile(minimum="가", maximum="나")), False),
    ],
)  # fmt: skip
def test_unit_that_its_values_contradict_is_said(tested: Column, is_odd: bool) -> None:
    assert codes(report_of(tested)) == ([("unit_contradicted", False)] if is_odd else [])


def test_the_grave_stand_first_and_what_was_put_aside_holds_no_more() -> None:
    report = report_of(column(nulls=100), rows=100, quarantined=50, places=PlaceCounts(total=9, outside=9))
    assert [doubt.is_grave for doubt in doubts(report)] == [True, True, False]
    assert [doubt.code for doubt in sanity.grave([report, replace(report, places=None)])] == [
        "places_outside", "many_aside", "many_aside",
    ]  # fmt: skip
    assert [doubt.code for doubt in sanity.grave([report], ["many_aside"])] == ["places_outside"]


def test_few_names_are_said_and_the_rest_counted() -> None:
    [doubt] = doubts(report_of(*(column(f"열 {i}") for i in range(1, 8))))
    assert doubt == Doubt(code="header_invented", what="열 1, 열 2, 열 3, 열 4, 열 5 (+2)")


def test_every_doubt_has_its_sentence() -> None:
    assert {"places_outside", "places_exchanged", "places_at_zero", "many_aside", "no_hangul", "header_invented",
            "columns_empty", "unit_contradicted"} == set(DOUBT_WORDS)  # fmt: skip
    assert set(sanity.GRAVE_NAMES) <= set(DOUBT_WORDS)
    assert all("{what}" in words.ko for code, words in DOUBT_WORDS.items() if code != "no_hangul")
