"""OGC APIs beside their items: landing pages, collections, queryables, records."""

from dataclasses import replace
from datetime import UTC, date, datetime

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description
from naru.systems.protocols.core import ogc
from tests.listed import AT, COLUMNS, dataset, everything, little, table, written

WORDS = Words("부산광역시", "Busan")


def test_a_record_with_every_field_and_one_with_as_few_as_can_be() -> None:
    expected = written("ogc.json")
    assert ogc.record(everything(), AT.records, AT) == expected["everything"]
    assert ogc.record(little(), AT.records, AT) == expected["little"]


def test_landing_pages_and_collections() -> None:
    expected = written("ogc.json")
    assert ogc.landing(AT.features, WORDS, Words("위치", "Places")) == expected["landing"]
    assert ogc.record_collection(AT.records, WORDS, 7) == expected["record_collection"]
    box = (129.0, 35.0, 129.3, 35.3)
    assert ogc.feature_collection(table(), AT.features, AT, box) == expected["feature_collection"]
    assert "extent" not in ogc.feature_collection(table(), AT.features, AT)
    assert ogc.open_api(AT.features, "부산", has_crs=True) == expected["open_api_of_features"]
    assert ogc.open_api(AT.records, "부산", has_crs=False) == expected["open_api_of_records"]


def test_queryables_are_columns_and_the_shape_is_one_geometry() -> None:
    shape = Column(name="모양", alias="moyang", type=ColumnType.GEOMETRY)
    said = ogc.queryables(table(columns=(*COLUMNS, shape)), AT.features)
    assert said == written("ogc.json")["queryables"]


def test_an_open_end_of_a_period_is_two_dots() -> None:
    said = Description(title="기간", period_start=date(2020, 1, 1))
    record = ogc.record(Listed(dataset=dataset(said)), AT.records, AT)
    assert record["time"] == {"interval": ["2020-01-01", ".."]}
    later = replace(said, period_start=None, period_end=date(2021, 1, 1))
    record = ogc.record(Listed(dataset=dataset(later)), AT.records, AT)
    assert record["time"] == {"interval": ["..", "2021-01-01"]}


def test_a_page_of_items_says_how_many_match_where_it_was_counted() -> None:
    now = datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)
    page = ogc.items([{"id": 1}], [{"rel": "self"}], now=now, matched=None)
    assert page == {
        "type": "FeatureCollection",
        "features": [{"id": 1}],
        "timeStamp": "2026-11-03T01:02:03Z",
        "numberReturned": 1,
        "links": [{"rel": "self"}],
    }
    assert ogc.items([], [], now=now, matched=0)["numberMatched"] == 0
