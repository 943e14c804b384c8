"""Rows are filtered, ordered, paged and grouped as people mean it; ten rows in, on the engine without a lake."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import orjson
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core import row_tables, rows

COLUMNS = (
    Column(name="번호", alias="beonho", type=ColumnType.INTEGER),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.DECIMAL, unit="원"),
    Column(name="기준월", alias="gijunwol", type=ColumnType.MONTH),
    Column(name="일시", alias="ilsi", type=ColumnType.DATETIME),
    Column(name="운영", alias="unyeong", type=ColumnType.BOOLEAN),
    Column(name="여는시각", alias="yeoneun", type=ColumnType.TIME),
    Column(name="연도", alias="yeondo", type=ColumnType.YEAR),
)
INSTANT = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
TIMES = ["09:00:00", "09:30:00", None, "24:00:00"]
TABLE = pa.table(
    {
        "beonho": list(range(10)),
        "gu": ["중구", "동구", None, "중구", "서구", "=1+1", "동구", "중구", "서구", None],
        "yogeum": [100.0, None, 300.0, 100.0, 250.5, 0.0, None, 100.0, 50.0, 10.0],
        "gijunwol": pa.array([date(2005, 1, 1)] * 10, pa.date32()),
        "ilsi": pa.array([INSTANT] * 10, pa.timestamp("us", "UTC")),
        "unyeong": [True, False] * 5,
        "yeoneun": [*TIMES, *([None] * 6)],
        "yeondo": pa.array([2020 + n % 2 for n in range(10)], pa.int32()),
        "naru_position": list(range(10)),
    }
)


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[ir.Table], list[dict[str, Any]]]]:
    engine = ibis.duckdb.connect()
    engine.raw_sql("set TimeZone = 'UTC'")
    yield lambda expression: engine.to_pyarrow(expression).to_pylist()
    engine.disconnect()


@pytest.fixture(scope="module")
def table() -> ir.Table:
    return ibis.memtable(TABLE)


def selection(**asked: Any) -> rows.Selection:
    return rows.parse_selection(COLUMNS, **{"names": "번호", "filters": (), "sort": None, **asked})


def sorted_numbers(run: Any, table: ir.Table, asked: rows.Selection) -> list[int]:
    return [row["beonho"] for row in run(row_tables.rows_expression(table, asked))]


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("구:eq:중구", [0, 3, 7]),
        ("gu:eq:중구", [0, 3, 7]),
        ("구:ne:중구", [1, 2, 4, 5, 6, 8, 9]),
        ("구:in:서구,동구", [1, 4, 6, 8]),
        ('구:in:["서구"]', [4, 8]),
        ("구:in:[]", []),
        ("구:contains:구", [0, 1, 3, 4, 6, 7, 8]),
        ("구:starts:중", [0, 3, 7]),
        ("구:starts:구", []),
        ("구:is_null:true", [2, 9]),
        ("구:is_null:false", [0, 1, 3, 4, 5, 6, 7, 8]),
        ("요금:gte:100", [0, 2, 3, 4, 7]),
        ("요금:gt:100", [2, 4]),
        ("요금:lt:50", [5, 9]),
        ("요금:lte:50", [5, 8, 9]),
        ("번호:lte:1", [0, 1]),
        ("번호:gt:8", [9]),
        ("기준월:eq:2005-01", list(range(10))),
        ("기준월:gt:2005-01", []),
        ("일시:eq:2026-11-23T00:30:00", list(range(10))),
        ("일시:lt:2026-11-22T15:30:00Z", []),
        ("일시:in:2026-11-22T15:30:00Z", list(range(10))),
        ("운영:eq:true", [0, 2, 4, 6, 8]),
        ("연도:eq:2020", [0, 2, 4, 6, 8]),
        ("구:eq:'; drop table t; --", []),
        ("여는시각:eq:09:00", [0]),
        ("여는시각:lte:9:30", [0, 1]),
        ("여는시각:gt:09:30:00", [3]),
        ("여는시각:in:09:00,24:00", [0, 3]),
        ("여는시각:starts:09:", [0, 1]),
    ],
)
def test_each_filter_finds_its_rows(run: Any, table: ir.Table, filter_: str, found: list[int]) -> None:
    asked = selection(filters=[filter_])
    assert sorted(sorted_numbers(run, table, asked)) == found
    assert run(row_tables.count_expression(table, asked)) == [{"rows": len(found)}]


def test_filters_hold_together(run: Any, table: ir.Table) -> None:
    asked = selection(filters=["구:eq:중구", "번호:gt:0"])
    assert sorted(sorted_numbers(run, table, asked)) == [3, 7]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("구", [5, 1, 6, 4, 8, 0, 3, 7, 2, 9]),
        ("-구", [0, 3, 7, 4, 8, 1, 6, 5, 2, 9]),
        ("요금", [5, 9, 8, 0, 3, 7, 4, 2, 1, 6]),
        ("-요금", [2, 4, 0, 3, 7, 8, 9, 5, 1, 6]),
        ("운영,-번호", [9, 7, 5, 3, 1, 8, 6, 4, 2, 0]),
        ("기준월", list(range(10))),
    ],
)
def test_rows_are_ordered_and_empty_cells_last(run: Any, table: ir.Table, sort: str, numbers: list[int]) -> None:
    assert sorted_numbers(run, table, selection(sort=sort)) == numbers


@pytest.mark.parametrize(
    ("sort", "filters"),
    [
        (None, []),
        (None, ["번호:gte:2"]),
        ("구", []),
        ("-구", ["번호:gt:0"]),
        ("요금,-번호", []),
        ("-요금", []),
        ("운영,구,-요금", []),
        ("-일시", []),
        ("기준월", []),
        ("연도,-여는시각", []),
    ],
)
def test_pages_laid_end_to_end_are_the_whole_order(
    run: Any, table: ir.Table, sort: str | None, filters: list[str]
) -> None:
    asked = selection(sort=sort, filters=filters)
    seen: list[int] = []
    after: list[Any] | None = None
    while page := run(row_tables.page_expression(table, asked, after=after, limit=3)):
        assert len(page) <= 3
        seen += [row["beonho"] for row in page]
        after = orjson.loads(orjson.dumps(row_tables.cursor_values(asked, page[-1])))
    assert seen == sorted_numbers(run, table, asked)


def test_a_page_holds_its_columns_its_keys_and_its_place(run: Any, table: ir.Table) -> None:
    asked = selection(names="구,번호", sort="-일시")
    [row] = run(row_tables.page_expression(table, asked, after=None, limit=1))
    assert row == {"gu": "중구", "beonho": 0, "naru_key_0": INSTANT, "naru_position": 0}
    assert row_tables.cursor_values(asked, row) == [INSTANT.isoformat(), 0]
    assert list(run(row_tables.rows_expression(table, asked))[0]) == ["gu", "beonho"]


def test_without_filter_or_sort_only_the_pages_own_rows_are_read(table: ir.Table) -> None:
    """Their positions are bounded from above, so that no other row group is opened."""
    bounded = [
        "<= 14" in ibis.to_sql(row_tables.page_expression(table, asked, after=after, limit=10))
        for asked, after in (
            (selection(), [4]),
            (selection(filters=["번호:gt:0"]), [4]),
            (selection(sort="번호"), [1, 4]),
        )
    ]
    assert bounded == [True, False, False]
    assert "<= 9" in ibis.to_sql(row_tables.page_expression(table, selection(), after=None, limit=10))


@pytest.mark.parametrize("asked", [{}, {"sort": "-번호"}, {"filters": ["번호:gte:2"]}, {"sort": "구"}])
@pytest.mark.parametrize(("offset", "limit"), [(0, 3), (1, 1), (4, 3), (9, 5), (10, 2)])
def test_a_jump_lands_on_the_row_counted_from_the_start(
    run: Any, table: ir.Table, asked: dict[str, Any], offset: int, limit: int
) -> None:
    chosen = selection(**asked)
    page = run(row_tables.jump_expression(table, chosen, offset=offset, limit=limit))
    assert [row["beonho"] for row in page] == sorted_numbers(run, table, chosen)[offset : offset + limit]


@pytest.mark.parametrize(
    "after",
    [[], ["중구"], ["중구", 0, 0], ["중구", "0"], ["중구", True], ["중구", -2], ["중구", 1 << 62], ["중구", None]],
)
def test_a_cursor_of_another_shape_is_refused(table: ir.Table, after: list[Any]) -> None:
    with pytest.raises(Refused) as told:
        row_tables.page_expression(table, selection(sort="구"), after=after, limit=1)
    assert told.value.code == "bad_cursor"


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (ColumnType.DECIMAL, float("nan"), "nan"),
        (ColumnType.DECIMAL, float("-inf"), "-inf"),
        (ColumnType.DECIMAL, 0.5, 0.5),
        (ColumnType.TEXT, "a\0", "a\0"),
        (ColumnType.TEXT, "nan", "nan"),
        (ColumnType.GEOMETRY, b"\x01\xab", "01ab"),
        (ColumnType.BOOLEAN, True, True),
        (ColumnType.DATE, date(1, 1, 1), "0001-01-01"),
        (ColumnType.DATETIME, INSTANT, "2026-11-22T15:30:00+00:00"),
        (ColumnType.INTEGER, (1 << 63) - 1, (1 << 63) - 1),
    ],
)
def test_a_cursor_keeps_whatever_a_cell_holds(kind: ColumnType, value: Any, kept: Any) -> None:
    column = Column(name="열", alias="c", type=kind)
    asked = rows.Selection(columns=(column,), sorts=(rows.Sort(column=column),))
    assert row_tables.cursor_values(asked, {"naru_key_0": value, "naru_position": 7}) == [kept, 7]
    assert str(row_tables._remembered(column, kept)) == str(value)


@pytest.mark.parametrize(
    ("kind", "last"), [(ColumnType.GEOMETRY, "0"), (ColumnType.GEOMETRY, 7), (ColumnType.INTEGER, "nan"), (ColumnType.DECIMAL, "x")]
)  # fmt: skip
def test_a_cursor_that_holds_no_such_cell_is_refused(kind: ColumnType, last: Any) -> None:
    with pytest.raises(Refused):
        row_tables._remembered(Column(name="열", alias="c", type=kind), last)


def test_a_cursor_reaches_from_before_the_first_row_to_the_last(run: Any, table: ir.Table) -> None:
    asked = selection()
    assert len(run(row_tables.page_expression(table, asked, after=[-1], limit=99))) == 10
    assert run(row_tables.page_expression(table, asked, after=[(1 << 62) - 1], limit=1)) == []


def test_an_ordering_is_named_by_its_filters_and_sorts() -> None:
    named = {
        row_tables.ordering(selection(sort=sort, filters=filters))
        for sort in (None, "구", "-구", "번호")
        for filters in ([], ["기준월:eq:2005-01"], ["기준월:in:2005-01,2005-02"], ["번호:eq:1"], ["번호:ne:1"])
    }
    assert len(named) == 20
    assert row_tables.ordering(selection(names="구")) == row_tables.ordering(selection())
    month = row_tables.ordering(selection(filters=["기준월:in:2005-01,2005-02"]))
    assert orjson.loads(month) == {"filters": [["gijunwol", "in", ["2005-01-01", "2005-02-01"]]], "sorts": []}


# --- groups ---


def groups(run: Any, table: ir.Table, *measures: str, **asked: Any) -> list[dict[str, Any]]:
    asked = {"groups": None, "filters": (), "sort": None, "limit": 99, **asked}
    return run(row_tables.aggregate_expression(table, rows.parse_aggregate(COLUMNS, measures=measures, **asked)))


def test_every_measure_is_taken(run: Any, table: ir.Table) -> None:
    measures = [f"{word}:요금" for word in ("count", "sum", "avg", "min", "max", "median", "distinct")]
    assert groups(run, table, "count", *measures) == [
        {
            "count": 10,
            "count_yogeum": 8,
            "sum_yogeum": 910.5,
            "avg_yogeum": 113.8125,
            "min_yogeum": 0.0,
            "max_yogeum": 300.0,
            "median_yogeum": 100.0,
            "distinct_yogeum": 6,
        }
    ]


def test_groups_are_measured_and_ordered(run: Any, table: ir.Table) -> None:
    assert groups(run, table, "count", "sum:요금", groups="구", sort="-count", limit=2) == [
        {"gu": "중구", "count": 3, "sum_yogeum": 300.0},
        {"gu": "동구", "count": 2, "sum_yogeum": None},
    ]
    assert groups(run, table, "count", groups="구", filters=["번호:lt:3"]) == [
        {"gu": "동구", "count": 1},
        {"gu": "중구", "count": 1},
        {"gu": None, "count": 1},
    ]


@pytest.mark.parametrize(
    ("sort", "districts"),
    [
        (None, ["=1+1", "동구", "서구", "중구", None]),
        ("구", ["=1+1", "동구", "서구", "중구", None]),
        ("-gu", ["중구", "서구", "동구", "=1+1", None]),
        ("count", ["=1+1", "동구", "서구", None, "중구"]),
        ("sum:요금", ["=1+1", "중구", "서구", None, "동구"]),
        ("-sum_yogeum", [None, "서구", "중구", "=1+1", "동구"]),
    ],
)
def test_groups_are_ordered_by_name_key_or_label(
    run: Any, table: ir.Table, sort: str | None, districts: list[str | None]
) -> None:
    found = groups(run, table, "count", "sum:요금", groups="구", sort=sort)
    assert [row["gu"] for row in found] == districts


def test_groups_are_not_ordered_by_what_they_lack(table: ir.Table) -> None:
    asked = rows.parse_aggregate(COLUMNS, groups="구", measures=["sum:요금"], filters=(), sort="-번호", limit=1)
    with pytest.raises(Refused) as told:
        row_tables.aggregate_expression(table, asked)
    assert (told.value.code, told.value.facts) == ("column_not_found", {"name": "번호", "names": "구, sum:요금"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("중구", [0, 3, 7]),
        ("중구 100", [0, 3, 7]),  # in two columns
        ("구 250", [4]),
        ("09:3", [1]),
        ("2005-01", list(range(10))),
        ("100%", []),  # no wildcard
        ("_", []),
        ("TRUE 서", [4, 8]),
        ("=1+1", [5]),
        ("' or 1=1 --", []),
        ("없음", []),
        ("  ", list(range(10))),
        ("", list(range(10))),
    ],
)
def test_every_word_stands_in_some_cell_of_the_row(run: Any, table: ir.Table, text: str, found: list[int]) -> None:
    assert sorted_numbers(run, table, selection(search=text)) == found
    assert run(row_tables.count_expression(table, selection(search=text))) == [{"rows": len(found)}]


def test_a_page_of_found_rows_goes_on_after_its_cursor(run: Any, table: ir.Table) -> None:
    asked = selection(search="중구")
    first = run(row_tables.page_expression(table, asked, after=None, limit=2))
    rest = run(row_tables.page_expression(table, asked, after=row_tables.cursor_values(asked, first[-1]), limit=2))
    assert [row["beonho"] for row in (*first, *rest)] == [0, 3, 7]
    jumped = run(row_tables.jump_expression(table, asked, offset=2, limit=2))
    assert [row["beonho"] for row in jumped] == [7]
    assert row_tables.ordering(asked) != row_tables.ordering(selection(search="서구"))
    assert row_tables.ordering(selection()) == row_tables.ordering(selection(search=" "))
