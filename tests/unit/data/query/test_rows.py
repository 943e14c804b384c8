"""A question to a table's rows as people write it, and what cannot be read."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core import row_filters
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core import rows
from naru.data.query.core.rows import Aggregate, Filter, Measure, Operator, Selection, Sort

T = ColumnType
NUMBER = Column(name="번호", alias="beonho", type=T.INTEGER)
DISTRICT = Column(name="구", alias="gu", type=T.TEXT)
FEE = Column(name="요금", alias="yogeum", type=T.DECIMAL)
SHADOW = Column(name="gu", alias="other", type=T.TEXT)
OPEN = Column(name="운영", alias="open", type=T.BOOLEAN)
SHAPE = Column(name="도형", alias="shape", type=T.GEOMETRY)
DAY = Column(name="날", alias="day", type=T.DATE)
COLUMNS = (NUMBER, DISTRICT, FEE, SHADOW, OPEN, SHAPE, DAY)


def refused(act: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as told:
        act()
    return told.value.code, told.value.facts


# --- what is asked ---


def test_columns_are_named_as_people_see_them_before_their_aliases() -> None:
    assert rows.find_column(COLUMNS, "번호") == NUMBER
    assert rows.find_column(COLUMNS, "beonho") == NUMBER
    assert rows.find_column(COLUMNS, "gu") == SHADOW
    many = [Column(name=f"{n}", alias=f"c{n}", type=T.TEXT) for n in range(21)]
    assert refused(lambda: rows.find_column(many, "x")) == (
        "column_not_found",
        {"name": "x", "names": ", ".join(str(n) for n in range(20))},
    )


@pytest.mark.parametrize(
    ("names", "sort", "columns", "sorts"),
    [
        (None, None, COLUMNS, ()),
        ("", " ", COLUMNS, ()),
        (" 요금 , 번호,", "번호, -요금", (FEE, NUMBER), (Sort(column=NUMBER), Sort(column=FEE, descending=True))),
        ("번호,beonho", "-번호", (NUMBER,), (Sort(column=NUMBER, descending=True),)),
        ("번호", "-번호,요금,beonho", (NUMBER,), (Sort(column=NUMBER, descending=True), Sort(column=FEE))),
    ],
)
def test_a_selection_is_read(
    names: str | None, sort: str | None, columns: tuple[Column, ...], sorts: tuple[Sort, ...]
) -> None:
    asked = rows.parse_selection(COLUMNS, names=names, filters=["번호:gt:1"], sort=sort)
    only = Filter(column=NUMBER, operator=Operator.GT, value=1)
    assert asked == Selection(columns=columns, filters=(only,), sorts=sorts)


@pytest.mark.parametrize(
    ("text", "column", "operator", "value"),
    [
        *((f"번호:{one}:7", NUMBER, one, 7) for one in ("eq", "ne", "lt", "lte", "gt", "gte")),
        ("구:eq:a:b", DISTRICT, "eq", "a:b"),
        ("구:eq:", DISTRICT, "eq", ""),
        ("구:contains:a,b", DISTRICT, "contains", "a,b"),
        ("구:starts:중", DISTRICT, "starts", "중"),
        ("구:in:중구,동구", DISTRICT, "in", ["중구", "동구"]),
        ('구:in:["중구","동구, 남"]', DISTRICT, "in", ["중구", "동구, 남"]),
        ("구:in:[중구,동구", DISTRICT, "in", ["[중구", "동구"]),
        ("번호:in:[1,2]", NUMBER, "in", [1, 2]),
        ("번호:in:[]", NUMBER, "in", []),
        ("구:is_null:true", DISTRICT, "is_null", True),
        ("도형:is_null:false", SHAPE, "is_null", False),
    ],
)
def test_a_filter_is_read(text: str, column: Column, operator: str, value: Any) -> None:
    assert rows.parse_filter(COLUMNS, text) == Filter(column=column, operator=Operator(operator), value=value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("구", "filter_unreadable"),
        ("구:eq", "filter_unreadable"),
        ("구:like:x", "filter_unreadable"),
        ("없음:eq:1", "column_not_found"),
        ("번호:contains:1", "filter_needs_text"),
        ("요금:starts:1", "filter_needs_text"),
        ("구:is_null:maybe", "filter_value"),
        ("도형:eq:POINT (1 2)", "filter_value"),
        ("구:contains:\0", "filter_value"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(text: str, code: str) -> None:
    assert refused(lambda: rows.parse_filter(COLUMNS, text))[0] == code


def test_a_refusal_says_what_would_be_read() -> None:
    assert refused(lambda: rows.parse_filter(COLUMNS, f"번호:eq:{'x' * 101}")) == (
        "filter_value",
        {"column": "번호", "value": "x" * 100, "wanted_ko": "정수(1200)", "wanted_en": "a whole number (1200)"},
    )
    _, facts = refused(lambda: rows.parse_filter(COLUMNS, "요금:is_null:1"))
    assert facts["wanted_en"] == "true or false"
    assert set(row_filters.WRITTEN) == set(T)


# --- values ---


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (T.INTEGER, "-9223372036854775808", -(1 << 63)),
        (T.INTEGER, "9223372036854775807", (1 << 63) - 1),
        (T.YEAR, "2021", 2021),
        (T.DECIMAL, "3.5", 3.5),
        (T.DECIMAL, "1e308", 1e308),
        (T.BOOLEAN, "true", True),
        (T.BOOLEAN, "false", False),
        (T.DATE, "2021-08-12", date(2021, 8, 12)),
        (T.DATE, "0001-01-01", date(1, 1, 1)),
        (T.MONTH, "2021-08", date(2021, 8, 1)),
        (T.QUARTER, "2021-Q3", date(2021, 7, 1)),
        (T.DATETIME, "2021-08-12T09:30", datetime(2021, 8, 12, 9, 30, tzinfo=CITY_ZONE)),
        (T.DATETIME, "2021-08-12T09:30:00Z", datetime(2021, 8, 12, 9, 30, tzinfo=UTC)),
        (T.TIME, "9:05", "09:05:00"),
        (T.TIME, " 09:05:07 ", "09:05:07"),
        (T.TIME, "0:00", "00:00:00"),
        (T.TIME, "19:59:59", "19:59:59"),
        (T.TIME, "24:00", "24:00:00"),
        (T.TEXT, "", ""),
        (T.TEXT, "가", "가"),
    ],
)
def test_a_value_is_read_by_its_columns_type(kind: ColumnType, text: str, value: Any) -> None:
    read = rows.read_value(Column(name="열", alias="c", type=kind), text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (T.INTEGER, "9223372036854775808"),
        (T.INTEGER, "-9223372036854775809"),
        (T.INTEGER, "1.5"),
        (T.YEAR, "x"),
        (T.DECIMAL, "nan"),
        (T.DECIMAL, "-inf"),
        (T.DECIMAL, "1e309"),
        (T.BOOLEAN, "yes"),
        (T.DATE, "2021-02-29"),
        (T.MONTH, "2021-13"),
        (T.QUARTER, "2021-Q5"),
        (T.DATETIME, "어제"),
        (T.TIME, "24:01"),
        (T.TIME, "24:00:01"),
        (T.TIME, "25:00"),
        (T.TIME, "09:60"),
        (T.TIME, "9"),
        (T.TEXT, "a\0b"),
        (T.GEOMETRY, "POINT (1 2)"),
    ],
)
def test_what_is_no_value_of_the_type_is_refused(kind: ColumnType, text: str) -> None:
    code, facts = refused(lambda: rows.read_value(Column(name="열", alias="c", type=kind), text))
    assert code == "filter_value"
    assert facts["wanted_en"] == row_filters.WRITTEN[kind].en


# --- groups ---


def aggregate(*measures: str, groups: str | None = None, sort: str | None = None) -> Aggregate:
    return rows.parse_aggregate(COLUMNS, groups=groups, measures=measures, filters=["번호:gt:1"], sort=sort, limit=7)


def test_groups_and_measures_are_read() -> None:
    only = Filter(column=NUMBER, operator=Operator.GT, value=1)
    count = (Measure.COUNT, None)
    assert aggregate(groups="구, 번호,구") == Aggregate(
        groups=(DISTRICT, NUMBER), measures=(count,), filters=(only,), limit=7
    )
    assert aggregate("sum:요금", "count", "sum:요금", sort="-count") == Aggregate(
        groups=(), measures=((Measure.SUM, FEE), count), filters=(only,), sort="-count", limit=7
    )
    assert aggregate(sort="").sort is None


@pytest.mark.parametrize(
    ("measure", "columns"),
    [
        ("count", "번호 구 요금 운영 도형 날"),
        ("distinct", "번호 구 요금 운영 도형 날"),
        ("min", "번호 구 요금 운영 날"),
        ("max", "번호 구 요금 운영 날"),
        ("sum", "번호 요금"),
        ("avg", "번호 요금"),
        ("median", "번호 요금"),
    ],
)
def test_a_measure_takes_columns_it_can_measure(measure: str, columns: str) -> None:
    for name in ["번호", "구", "요금", "운영", "도형", "날"]:
        if name in columns.split():
            assert aggregate(f"{measure}:{name}").measures == ((Measure(measure), rows.find_column(COLUMNS, name)),)
        else:
            refusal = ("measure_needs_numbers", {"measure": measure, "column": name})
            assert refused(lambda name=name: aggregate(f"{measure}:{name}")) == refusal
    year = Column(name="해", alias="y", type=T.YEAR)
    assert rows.parse_aggregate((year,), groups="해", measures=["sum:해"], filters=(), sort=None, limit=1).measures


@pytest.mark.parametrize("measure", ["sum", "total:요금", "", "sum:"])
def test_a_measure_that_cannot_be_read_is_refused(measure: str) -> None:
    code, facts = refused(lambda: aggregate(measure))
    assert (code, facts["measure"]) == ("measure_unreadable", measure)


def test_a_measure_has_a_key_and_a_label() -> None:
    assert rows.measure_key(Measure.COUNT, None) == rows.measure_label(Measure.COUNT, None) == "count"
    assert rows.measure_key(Measure.SUM, FEE) == "sum_yogeum"
    assert rows.measure_label(Measure.SUM, FEE) == "sum:요금"


def test_no_page_or_group_is_endless() -> None:
    assert (rows.PAGE_LIMIT, rows.GROUP_LIMIT) == (10_000, 100_000)
    assert Aggregate(groups=(), measures=()).limit == 1_000
