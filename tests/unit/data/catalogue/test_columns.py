"""A table's columns as the catalogue describes them."""

from datetime import date
from typing import Any

import pytest

from naru.data.catalogue.core.column_words import MEANING_WORDS, TYPE_WORDS
from naru.data.catalogue.core.columns import Bin, Column, ColumnType, Meaning, Profile, placing, read_day, written_day

DAY, MONTH, QUARTER = ColumnType.DATE, ColumnType.MONTH, ColumnType.QUARTER


@pytest.mark.parametrize(
    ("name", "unit", "plain"),
    [
        ("이용객(명)", "명", "이용객"),
        ("이용객 （명）", "명", "이용객"),
        ("이용객[명]", "명", "이용객"),
        ("이용객( 명 )", "명", "이용객"),
        ("length (in km)", "km", "length"),
        ("이용객(명)/월", "명", "이용객/월"),
        ("이용객(명)합계", "명", "이용객(명)합계"),
        ("면적_m2", "m2", "면적"),
        ("m2_면적", "m2", "m2_면적"),
        ("길이km", "km", "길이"),
        ("lengthkm", "km", "lengthkm"),
        ("이용명", "명", "이용명"),
        ("km", "km", "km"),
        ("(명)", "명", "(명)"),
        ("비율(%)", "%", "비율"),
        ("이용객(명)", None, "이용객(명)"),
    ],
)
def test_a_plain_name_is_without_the_unit_written_behind_it(name: str, unit: str | None, plain: str) -> None:
    assert Column(name=name, alias="c", type=ColumnType.INTEGER, unit=unit).plain_name == plain


def test_a_column_comes_back_from_its_json() -> None:
    import json

    profile = Profile(
        minimum=1,
        maximum=9.5,
        mean=3.0,
        quantiles=(1, 2, 3, 4, 5),
        top=(("가", 3), ("나", 1)),
        histogram=(Bin(low=0, high=5, count=2), Bin(low=5, high=10, count=1)),
        length_minimum=1,
        length_maximum=2,
    )
    full = Column(
        name="요금", alias="fee", type=ColumnType.DECIMAL, unit="원", meaning=Meaning.MONEY, epsg=5179, nulls=1, distinct=2,
        profile=profile,
    )  # fmt: skip
    sums = Column(name="구", alias="gu", type=ColumnType.TEXT, totals=("합계", "소계"))
    for column in (full, sums, Column(name="이름", alias="name", type=ColumnType.TEXT)):
        assert Column.from_json(json.loads(json.dumps(column.to_json()))) == column
    assert full.to_json()["profile"]["histogram"][1] == {"low": 5, "high": 10, "count": 1}


@pytest.mark.parametrize(
    ("kind", "day", "text"),
    [
        (DAY, date(2005, 1, 31), "2005-01-31"),
        (MONTH, date(2005, 1, 31), "2005-01"),
        *((QUARTER, date(2017, month, 1), f"2017-Q{(month - 1) // 3 + 1}") for month in range(1, 13)),
    ],
)
def test_a_day_is_written_as_its_column_says_it(kind: ColumnType, day: date, text: str) -> None:
    assert written_day(kind, day) == text


@pytest.mark.parametrize(
    ("kind", "text", "day"),
    [
        (DAY, "2005-01-31", date(2005, 1, 31)),
        (MONTH, "2005-01", date(2005, 1, 1)),
        (MONTH, "2005-01-31", date(2005, 1, 1)),
        (QUARTER, "2017-Q1", date(2017, 1, 1)),
        (QUARTER, "2017q4", date(2017, 10, 1)),
        (QUARTER, "2017-03-31", date(2017, 1, 1)),
        (QUARTER, "2017-04-01", date(2017, 4, 1)),
        (QUARTER, "2017-12-31", date(2017, 10, 1)),
    ],
)
def test_a_written_day_is_read(kind: ColumnType, text: str, day: date) -> None:
    assert read_day(kind, text) == day


@pytest.mark.parametrize(
    ("kind", "text"),
    [(QUARTER, "2017-Q0"), (QUARTER, "2017-Q5"), (QUARTER, "x2017-Q1"), (DAY, "2017-Q1"), (MONTH, "x")],
)
def test_what_is_no_such_day_is_an_error(kind: ColumnType, text: str) -> None:
    with pytest.raises(ValueError):
        read_day(kind, text)


def column(alias: str, kind: ColumnType, meaning: Meaning | None = None, epsg: int | None = None) -> Column:
    return Column(name=alias, alias=alias, type=kind, meaning=meaning, epsg=epsg)


SHAPE, NAME = column("shape", ColumnType.GEOMETRY), column("name", ColumnType.TEXT)
LAT, LON = column("lat", ColumnType.DECIMAL, Meaning.LATITUDE), column("lon", ColumnType.INTEGER, Meaning.LONGITUDE)
EAST, NORTH = (
    column("x", ColumnType.DECIMAL, Meaning.EASTING, 5179),
    column("y", ColumnType.DECIMAL, Meaning.NORTHING, 5179),
)


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ([NAME], ()),
        ([LAT, LON, EAST, NORTH, SHAPE], ("shape",)),
        ([EAST, NORTH, LAT, LON], ("lon", "lat")),
        ([LAT, NAME], ()),
        ([LON], ()),
        ([LAT, column("lon", ColumnType.TEXT, Meaning.LONGITUDE)], ()),
        ([column("lat2", ColumnType.DECIMAL, Meaning.LATITUDE), LAT, LON], ("lon", "lat2")),
        ([EAST, NORTH], ("x", "y")),
        ([EAST], ()),
        ([NORTH], ()),
        ([column("x", ColumnType.DECIMAL, Meaning.EASTING), NORTH], ()),
        ([LAT, EAST, NORTH], ("x", "y")),
    ],
)
def test_what_places_a_row(columns: list[Column], places: tuple[str, ...]) -> None:
    assert tuple(each.alias for each in placing(columns)) == places


def test_every_type_and_meaning_has_words() -> None:
    words: list[dict[Any, Any]] = [TYPE_WORDS, MEANING_WORDS]
    assert [set(each) for each in words] == [set(ColumnType), set(Meaning)]
    assert len({each.ko for each in MEANING_WORDS.values()}) == len(Meaning)
