"""Each operator over rows: which rows a condition gives, empty cells among them."""

from datetime import UTC, date, datetime

import ibis
import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_conditions import filtered
from naru.data.catalogue.core.row_filters import parse_filter

T = ColumnType
COLUMNS = [
    Column(name="번호", alias="n", type=T.INTEGER),
    Column(name="구", alias="gu", type=T.TEXT),
    Column(name="요금", alias="fee", type=T.DECIMAL),
    Column(name="운영", alias="open", type=T.BOOLEAN),
    Column(name="날", alias="day", type=T.DATE),
    Column(name="때", alias="at", type=T.DATETIME),
    Column(name="해", alias="year", type=T.YEAR),
]
ROWS = pa.table(
    {
        "n": [0, 1, 2, 3],
        "gu": ["중구", "동구", None, "중앙"],
        "fee": [1.5, 2.5, None, -1.0],
        "open": [True, False, None, True],
        "day": [date(2026, 3, 1), date(2026, 3, 2), None, date(2025, 1, 1)],
        "at": [
            datetime(2026, 3, 1, tzinfo=UTC),
            datetime(2026, 3, 2, tzinfo=UTC),
            None,
            datetime(1988, 7, 1, tzinfo=UTC),
        ],
        "year": pa.array([2026, 2025, None, 1988], pa.int32()),
    }
)


def given(*texts: str) -> list[int]:
    filters = [parse_filter(COLUMNS, text) for text in texts]
    return [row["n"] for row in filtered(ibis.memtable(ROWS), filters).order_by("n").to_pyarrow().to_pylist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("번호:eq:1", [1]),
        ("구:ne:중구", [1, 2, 3]),  # what is empty is not 중구 either
        ("요금:lt:1.5", [3]),
        ("요금:lte:1.5", [0, 3]),
        ("요금:gt:1.5", [1]),
        ("요금:gte:1.5", [0, 1]),
        ("구:in:중구,중앙", [0, 3]),
        ("번호:in:2", [2]),
        ("구:contains:구", [0, 1]),
        ("구:starts:중", [0, 3]),
        ("구:is_null:true", [2]),
        ("구:is_null:false", [0, 1, 3]),
        ("운영:eq:true", [0, 3]),
        ("날:gte:2026-03-02", [1]),
        ("때:lt:2026-03-01T09:00", [3]),  # the city's time: midnight UTC is nine
        ("때:lte:2026-03-01T09:00", [0, 3]),
        ("해:eq:1988", [3]),
    ],
)
def test_which_rows_a_condition_gives(text: str, expected: list[int]) -> None:
    assert given(text) == expected


def test_all_conditions_hold_and_none_gives_all() -> None:
    assert given("구:starts:중", "요금:gt:0") == [0]
    assert given() == [0, 1, 2, 3]


def test_a_value_is_never_sql() -> None:
    assert given("구:eq:중구' or 1=1 --") == []
