"""What every protocol says alike of a dataset."""

from dataclasses import replace
from datetime import date

from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description
from naru.systems.protocols.core import entry
from tests.listed import AT, EVERYTHING, dataset, everything, little


def test_the_source_says_when_it_changed_else_the_newest_table_does_by_the_citys_day() -> None:
    full = everything()
    assert entry.modified(full) == date(2026, 4, 5)
    unsaid = replace(full, dataset=dataset(replace(EVERYTHING, modified=None)))
    assert entry.modified(unsaid) == date(2026, 5, 6)
    assert entry.modified(little()) is None


def test_the_source_says_when_it_was_issued_else_the_day_it_came() -> None:
    assert entry.issued(everything()) == date(2024, 3, 2)
    assert entry.issued(little()) == date(2026, 5, 2)


def test_ways_are_tables_in_each_format_then_files_each_with_a_page() -> None:
    ways = entry.ways(everything(), AT)
    assert [(way.id, way.format, way.media_type) for way in ways] == [
        ("t1.csv", "csv", "text/csv"),
        ("t1.parquet", "parquet", "application/vnd.apache.parquet"),
        ("f1", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("f2", "hwp", "application/x-hwp"),
    ]
    assert [way.page for way in ways[2:]] == ["https://source.example/a%20b.xlsx", "https://source.example/parking"]
    bad_page = Description(title="가", landing_page="javascript:alert(1)")
    nowhere = Listed(dataset=dataset(bad_page), distributions=everything().distributions[1:])
    assert entry.ways(nowhere, AT)[0].page == "https://city.example/datasets/d1/"


def test_a_dataset_without_a_description_is_described_by_its_title() -> None:
    assert entry.description_text(Description(title="가")) == "가"
    assert entry.description_text(Description(title="가", description="나")) == "나"
    assert entry.landing_page(little().dataset, AT) == "https://city.example/datasets/d2/"
