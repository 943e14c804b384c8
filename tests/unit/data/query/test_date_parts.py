"""Parts of dates as columns: which there are, and what they say."""

from datetime import UTC, date, datetime

import ibis
import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core.date_parts import with_part_columns, with_parts

PARTS = ["year", "quarter", "month", "day", "weekday"]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (ColumnType.DATE, PARTS),
        (ColumnType.MONTH, PARTS),
        (ColumnType.QUARTER, PARTS),
        (ColumnType.DATETIME, [*PARTS, "hour"]),
        (ColumnType.YEAR, []),
        (ColumnType.TEXT, []),
        (ColumnType.INTEGER, []),
    ],
)
def test_a_date_has_parts_behind_the_columns(kind: ColumnType, parts: list[str]) -> None:
    column = Column(name="일자", alias="day", type=kind)
    first, *more = with_part_columns([column])
    assert first == column
    assert [(each.name, each.alias, each.type) for each in more] == [
        (f"일자.{part}", f"day.{part}", ColumnType.INTEGER) for part in parts
    ]


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (date(2026, 11, 30), ColumnType.DATE, [2026, 4, 11, 30, 1]),  # a Monday
        (date(2026, 3, 1), ColumnType.DATE, [2026, 1, 3, 1, 7]),
        (date(2026, 4, 1), ColumnType.DATE, [2026, 2, 4, 1, 3]),
        (datetime(2026, 12, 31, 14, 59, tzinfo=UTC), ColumnType.DATETIME, [2026, 4, 12, 31, 4, 23]),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), ColumnType.DATETIME, [2027, 1, 1, 1, 5, 0]),  # midnight in the city
    ],
)
def test_parts_are_those_of_the_citys_calendar(value: date, kind: ColumnType, said: list[int]) -> None:
    _, *parts = with_part_columns([Column(name="일자", alias="day", type=kind)])
    table = with_parts(ibis.memtable(pa.table({"day": [value]})), parts)
    [row] = ibis.duckdb.connect().to_pyarrow(table).to_pylist()
    assert [row[part.alias] for part in parts] == said


def test_what_nobody_asks_for_is_not_worked_out() -> None:
    column = Column(name="일자", alias="day", type=ColumnType.DATE)
    table = ibis.memtable(pa.table({"day": [date(2026, 1, 1)]}))
    assert with_parts(table, [column]).columns == ("day",)
    assert with_parts(table, with_part_columns([column])[3:4]).columns == ("day", "day.month")
