"""Conditions as people write them: read by the column's type, and what cannot be read is said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_filters import WRITTEN, Operator, find_column, parse_filter, read_value
from tests.refusing import refuses

T = ColumnType


def a_column(kind: T, name: str = "열", alias: str = "c") -> Column:
    return Column(name=name, alias=alias, type=kind)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (T.INTEGER, "1200", 1200),
        (T.INTEGER, str(2**63 - 1), 2**63 - 1),
        (T.INTEGER, str(-(2**63)), -(2**63)),
        (T.YEAR, "2021", 2021),
        (T.DECIMAL, "3.5", 3.5),
        (T.BOOLEAN, "true", True),
        (T.BOOLEAN, "false", False),
        (T.DATE, "2021-08-12", date(2021, 8, 12)),
        (T.MONTH, "2021-08", date(2021, 8, 1)),
        (T.MONTH, "2021-08-31", date(2021, 8, 1)),
        (T.QUARTER, "2021-Q3", date(2021, 7, 1)),
        (T.DATETIME, "2021-08-12T09:30+00:00", datetime(2021, 8, 12, 9, 30, tzinfo=UTC)),
        (T.DATETIME, "2021-08-12T09:30", datetime(2021, 8, 12, 0, 30, tzinfo=UTC)),
        (T.TIME, "9:05", "09:05:00"),
        (T.TIME, " 23:59:59 ", "23:59:59"),
        (T.TIME, "24:00", "24:00:00"),
        (T.TEXT, " 중구 ", " 중구 "),
        (T.TEXT, "", ""),
    ],
)
def test_a_value_is_of_the_columns_type(kind: T, text: str, value: Any) -> None:
    read = read_value(a_column(kind), text)
    assert (read, type(read)) == (value, type(value))
    if isinstance(read, datetime):
        assert read.utcoffset() in {timedelta(0), timedelta(hours=9)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (T.INTEGER, "1.5"),
        (T.INTEGER, str(2**63)),
        (T.INTEGER, str(-(2**63) - 1)),
        (T.DECIMAL, "nan"),
        (T.DECIMAL, "1e999"),
        (T.BOOLEAN, "True"),
        (T.BOOLEAN, "1"),
        (T.DATE, "2021-13-01"),
        (T.QUARTER, "2021-Q5"),
        (T.DATETIME, "yesterday"),
        (T.TIME, "24:01"),
        (T.TIME, "24:00:01"),
        (T.TIME, "25:00"),
        (T.TIME, "9"),
        (T.TEXT, "a\0b"),
        (T.GEOMETRY, "POINT(0 0)"),
    ],
)
def test_what_is_no_such_value_says_how_one_is_written(kind: T, text: str) -> None:
    with refuses("filter_value") as refused:
        read_value(a_column(kind), text)
    assert refused.value.facts["wanted_en"] == WRITTEN[kind].en
    assert refused.value.facts["value"] == text


def test_a_long_value_is_said_by_its_first_hundred_letters() -> None:
    for length, said in ((100, 100), (101, 100)):
        with pytest.raises(Refused) as refused:
            read_value(a_column(T.INTEGER), "x" * length)
        assert len(refused.value.facts["value"]) == said


@pytest.mark.parametrize(
    ("kind", "text", "operator", "value"),
    [
        (T.TEXT, "열:eq:a:b", Operator.EQ, "a:b"),
        (T.TEXT, "열:in:중구,동구", Operator.IN, ["중구", "동구"]),
        (T.TEXT, '열:in:["중구,서","동구"]', Operator.IN, ["중구,서", "동구"]),
        (T.TEXT, "열:in:[a,b]", Operator.IN, ["[a", "b]"]),
        (T.INTEGER, "열:in:[1,2]", Operator.IN, [1, 2]),
        (T.INTEGER, "c:is_null:true", Operator.IS_NULL, True),
        (T.GEOMETRY, "열:is_null:false", Operator.IS_NULL, False),
        (T.TEXT, "열:contains:", Operator.CONTAINS, ""),
        (T.TIME, "열:starts:09", Operator.STARTS, "09"),
    ],
)
def test_a_condition_is_read(kind: T, text: str, operator: Operator, value: Any) -> None:
    parsed = parse_filter([a_column(kind)], text)
    assert (parsed.operator, parsed.value, parsed.column.name) == (operator, value, "열")


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (T.TEXT, "열", "filter_unreadable"),
        (T.TEXT, "열:eq", "filter_unreadable"),
        (T.TEXT, "열:like:a", "filter_unreadable"),
        (T.TEXT, "다른:eq:a", "column_not_found"),
        (T.INTEGER, "열:contains:1", "filter_needs_text"),
        (T.DATE, "열:starts:2021", "filter_needs_text"),
        (T.INTEGER, "열:is_null:yes", "filter_value"),
        (T.INTEGER, "열:in:1,x", "filter_value"),
        (T.INTEGER, '열:in:{"a":1}', "filter_value"),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(kind: T, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_filter([a_column(kind)], text)
    assert refused.value.code == code


def test_a_column_is_found_by_its_name_before_another_ones_alias() -> None:
    first, second = a_column(T.TEXT, "이름", "gu"), a_column(T.TEXT, "gu", "other")
    assert find_column([first, second], "gu") == second
    assert find_column([first], "gu") == first
    many = [a_column(T.TEXT, str(number)) for number in range(21)]
    with pytest.raises(Refused) as refused:
        find_column(many, "x")
    assert refused.value.facts["names"] == ", ".join(str(number) for number in range(20))
