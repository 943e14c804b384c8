"""The figures of a chart: rows in, labels and series out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.query.core.chart_steps import every_step
from naru.data.query.core.chart_tables import Axis, ChartData, Series, bin_width, chart_data
from naru.data.query.core.charts import (
    Aggregation,
    ChartSpec,
    Grain,
    Kind,
    Sort,
    choose_chart,
    title,
)
from naru.data.query.core.column_families import ACROSS
from tests.chart_columns import (
    COLUMNS,
    MONTHS,
    NATION,
    column,
)


@cache
def engine() -> Any:
    """One for all: an engine is slower to open than a chart to draw."""
    connection = ibis.duckdb.connect()
    connection.raw_sql("set TimeZone = 'UTC'")
    return connection


@pytest.fixture(scope="module", autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    engine().disconnect()
    engine.cache_clear()


def figures(rows: dict[str, Any], spec: ChartSpec, columns: list[Column], **facts: Any) -> ChartData:
    return chart_data(ibis.memtable(pa.table(rows)), spec, columns, engine().to_pyarrow, **facts)


def test_bars_show_the_largest_and_say_how_many_there_are() -> None:
    rows = {"district": ["해운대구", "중구", "해운대구", None, "금정구"], "flights": [1, 10, 2, 4, None]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, limit=3)
    shown = figures(rows, spec, COLUMNS)
    assert shown.labels == ("중구", None, "해운대구")
    assert shown.series[0].values == (10.0, 4.0, 3.0)
    assert (shown.groups, shown.rows, shown.y.unit) == (4, 5, "편")


def test_months_without_rows_are_gaps_in_a_line() -> None:
    rows = {"month": [date(2021, 11, 1), date(2022, 2, 1)], "flights": [3, 4]}
    spec = ChartSpec(kind=Kind.LINE, x="month", y=("flights",), aggregation=Aggregation.SUM, grain=Grain.MONTH)
    shown = figures(rows, spec, COLUMNS)
    assert shown.labels == ("2021-11", "2021-12", "2022-01", "2022-02")
    assert shown.series[0].values == (3.0, None, None, 4.0)


def test_the_hours_until_the_end_of_9999_are_not_all_written_down() -> None:
    """That day says "without end"; anyone may ask for hours, of which there are seventy million until then."""
    day = column("기한", "date", alias="until")
    rows = {"until": [date(2021, 1, 1), date(9999, 12, 31)]}
    shown = figures(rows, ChartSpec(kind=Kind.LINE, x="until", grain=Grain.HOUR), [day])
    assert shown.labels == ("2021-01-01 00:00", "9999-12-31 00:00")
    assert isinstance(every_step(shown.labels, Grain.HOUR), Iterator), "no step is made before it is asked for"


def test_a_day_begins_when_it_begins_in_the_city() -> None:
    moment = column("시각", "datetime", alias="at")
    rows = {"at": pa.array([datetime(2021, 12, 31, 14, 59, tzinfo=UTC), datetime(2021, 12, 31, 15, 0, tzinfo=UTC)])}
    spec = ChartSpec(kind=Kind.LINE, x="at", grain=Grain.DAY)
    shown = figures(rows, spec, [moment], utc_offset=timedelta(hours=9))
    assert shown.labels == ("2021-12-31", "2022-01-01")
    assert shown.series[0].values == (1.0, 1.0)


def test_what_has_no_end_in_utc_stands_on_the_last_day_in_the_city() -> None:
    moment = column("시각", "datetime", alias="at")
    rows = {"at": pa.array([datetime(2021, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), None])}
    spec = ChartSpec(kind=Kind.LINE, x="at", grain=Grain.DAY)
    shown = figures(rows, spec, [moment], utc_offset=timedelta(hours=9))
    assert (shown.labels, shown.rows) == (("2021-01-01", "9999-12-31"), 2)


@pytest.mark.parametrize(
    ("grain", "labels"),
    [
        (Grain.HOUR, ("2021-01-01 09:00", "2021-01-01 10:00")),
        (Grain.QUARTER, ("2021-Q1",)),
        (Grain.YEAR, ("2021",)),
    ],
)
def test_steps_of_time_are_written_in_iso(grain: Grain, labels: tuple[str, ...]) -> None:
    moment = column("시각", "datetime", alias="at")
    rows = {"at": pa.array([datetime(2021, 1, 1, 9, 5, tzinfo=UTC), datetime(2021, 1, 1, 10, 59, tzinfo=UTC)])}
    assert figures(rows, ChartSpec(kind=Kind.LINE, x="at", grain=grain), [moment]).labels == labels


def test_years_stand_on_a_line_without_holes() -> None:
    year = column("연도", "year", 2, alias="year")
    rows = {"year": pa.array([2018, 2020], pa.int32())}
    assert figures(rows, ChartSpec(kind=Kind.LINE, x="year", grain=Grain.YEAR), [year]).labels == (
        "2018",
        "2019",
        "2020",
    )


def test_bars_of_more_than_eight_series_keep_the_rest_together() -> None:
    flights = [n % 12 for n in range(60)]
    rows = {
        "district": ["가", "가", "나"] * 20,
        "airline": [f"항공{n % 12:02d}" for n in range(60)],
        "flights": flights,
    }
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), by="airline", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, COLUMNS)
    assert [one.name for one in shown.series] == [*(f"항공{n:02d}" for n in range(11, 4, -1)), ""]
    assert ([one.is_rest for one in shown.series][-2:], shown.series_left_out) == ([False, True], 5)
    assert sum(value or 0 for one in shown.series for value in one.values) == sum(flights)
    mean = figures(rows, replace(spec, aggregation=Aggregation.MEAN), COLUMNS)
    assert (len(mean.series), any(one.is_rest for one in mean.series), mean.series_left_out) == (8, False, 4)


@pytest.mark.parametrize(
    ("series", "drawn", "are_multiples", "has_rest"),
    [(8, 8, False, False), (9, 9, True, False), (24, 24, True, False), (25, 8, False, True)],
)
def test_nine_lines_and_more_are_drawn_each_for_itself(
    series: int, drawn: int, are_multiples: bool, has_rest: bool
) -> None:
    months = [date(2021, 1, 1), date(2021, 2, 1)] * series
    rows = {"month": months, "airline": [f"항공{n // 2:02d}" for n in range(2 * series)], "flights": [1] * 2 * series}
    spec = ChartSpec(kind=Kind.LINE, x="month", y=("flights",), by="airline", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, COLUMNS)
    assert (len(shown.series), shown.are_multiples, shown.series[-1].is_rest) == (drawn, are_multiples, has_rest)


def test_series_and_bars_of_a_scale_keep_its_order() -> None:
    ages = ["60세 이상", "10대", "9세 이하", "20대"]
    rows = {"airline": ages, "district": ["10호선", "2호선", "10호선", "2호선"], "flights": [9, 1, 5, 7]}
    spec = ChartSpec(kind=Kind.BAR, x="airline", y=("flights",), aggregation=Aggregation.SUM, sort=Sort.NAME)
    assert figures(rows, spec, COLUMNS).labels == ("9세 이하", "10대", "20대", "60세 이상")
    split = replace(spec, x="district", by="airline")
    drawn = figures(rows, split, COLUMNS)
    assert drawn.labels == ("2호선", "10호선")
    assert [one.name for one in drawn.series] == ["9세 이하", "10대", "20대", "60세 이상"]


def test_rows_without_a_time_are_told() -> None:
    rows = {"month": [date(2021, 1, 1), None, None], "flights": [1, 2, 3]}
    spec = ChartSpec(kind=Kind.LINE, x="month", y=("flights",), aggregation=Aggregation.SUM)
    drawn = figures(rows, spec, COLUMNS)
    assert (drawn.labels, drawn.rows, drawn.empty_left_out) == (("2021-01",), 1, 2)


def test_a_million_points_are_thinned_evenly_and_always_alike() -> None:
    rows = {"flights": list(range(20_000)), "delay": [value * 2.0 for value in range(20_000)]}
    spec = ChartSpec(kind=Kind.SCATTER, x="flights", y=("delay",))
    shown = figures(rows, spec, COLUMNS)
    assert len(shown.points) == 2_000
    assert (shown.points[0], shown.rows) == ((0.0, 0.0), 20_000)
    assert figures(rows, spec, COLUMNS) == shown


def test_a_histogram_counts_every_row_in_round_bins() -> None:
    rows = {"delay": [0.0, 0.1, 4.9, 5.0, 99.9, float("nan"), None]}
    shown = figures(rows, ChartSpec(kind=Kind.HISTOGRAM, x="delay"), COLUMNS)
    assert shown.labels[:2] == ("0 – 5", "5 – 10")
    assert sum(value or 0 for value in shown.series[0].values) == 5


@pytest.mark.parametrize(
    ("low", "high", "whole", "width"),
    [(0, 100, False, 5.0), (0, 1, False, 0.05), (1, 12, True, 1.0), (3, 3, False, 0.3), (0, 0, True, 1.0)],
)
def test_bins_have_round_widths(low: float, high: float, whole: bool, width: float) -> None:
    assert bin_width(low, high, whole=whole) == pytest.approx(width)


def test_an_empty_table_gives_an_empty_chart() -> None:
    rows = {"flights": pa.array([], pa.int64()), "district": pa.array([], pa.string())}
    for spec in (ChartSpec(kind=Kind.HISTOGRAM, x="flights"), ChartSpec(kind=Kind.BAR, x="district")):
        assert figures(rows, spec, COLUMNS).is_empty


def test_smallest_first_and_by_name_are_kept() -> None:
    rows = {"district": ["나", "가", "다"], "flights": [1, 2, 3]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, sort=Sort.SMALLEST)
    assert figures(rows, spec, COLUMNS).labels == ("나", "가", "다")
    by_name = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, sort=Sort.NAME)
    assert figures(rows, by_name, COLUMNS).labels == ("가", "나", "다")


def test_months_that_stand_as_columns_lie_along_the_chart() -> None:
    spec = choose_chart([NATION, *MONTHS], 3)
    assert (spec.kind, spec.x, spec.by, spec.aggregation) == (Kind.LINE, ACROSS, "nation", Aggregation.SUM)
    assert title(spec, [NATION, *MONTHS]) == Words("월·국적별 합계 (명)", "Sum (명) by month and 국적")
    rows = {"nation": ["가", "나", None], **{one.alias: [n, 10 * n, 100] for n, one in enumerate(MONTHS)}}
    found = figures(rows, spec, [NATION, *MONTHS])
    assert found.labels == tuple(f"{month}월" for month in range(1, 13))
    assert [(one.name, one.values[:3]) for one in found.series] == [("나", (0, 10, 20)), ("가", (0, 1, 2))]
    whole = figures(rows, replace(spec, by=None), [NATION, *MONTHS])
    assert [one.values[:2] for one in whole.series] == [(100, 111)]


# --- each aggregation, each axis ---

DISTRICT_ROWS = {"district": ["가", "가", "가", "나"], "flights": [1, 2, 6, None], "delay": [0.1, 0.2, 0.3, None]}


@pytest.mark.parametrize(
    ("how", "values", "whole"),
    [
        (Aggregation.COUNT, (3, 1), True),
        (Aggregation.SUM, (9, None), True),
        (Aggregation.MEAN, (3, None), False),
        (Aggregation.MEDIAN, (2, None), True),
        (Aggregation.MINIMUM, (1, None), True),
        (Aggregation.MAXIMUM, (6, None), True),
    ],
)
def test_every_aggregation_is_taken(how: Aggregation, values: tuple[float | None, ...], whole: bool) -> None:
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=how)
    shown = figures(DISTRICT_ROWS, spec, COLUMNS)
    assert (shown.labels, shown.series[0].values) == (("가", "나"), values)
    assert (shown.y.whole, shown.y.name) == (whole, "" if how is Aggregation.COUNT else "운항")
    assert shown.x == Axis(name="구군", type="category")


def test_sums_lose_the_digits_that_only_binary_fractions_put_there() -> None:
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("delay",), aggregation=Aggregation.SUM)
    shown = figures(DISTRICT_ROWS, spec, COLUMNS)
    assert shown.series[0] == Series(name="지연율", values=(0.6, None), unit="%")
    assert not shown.y.whole


def test_numbers_of_different_units_share_no_unit() -> None:
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights", "delay"), aggregation=Aggregation.MEAN)
    shown = figures(DISTRICT_ROWS, spec, COLUMNS)
    assert (shown.y.name, shown.y.unit) == ("운항, 지연율", None)
    assert [one.unit for one in shown.series] == ["편", "%"]


def test_rows_are_counted_where_no_number_is_named() -> None:
    for asked in ({"y": ("없음",)}, {"y": ()}, {"y": ("flights",), "aggregation": Aggregation.COUNT}):
        shown = figures(DISTRICT_ROWS, ChartSpec(kind=Kind.BAR, x="district", **asked), COLUMNS)
        assert [one.values for one in shown.series] == [(3, 1)]
        assert shown.y == Axis(name="", type="number", whole=True)


@pytest.mark.parametrize(("limit", "labels"), [(1, ("다",)), (2, ("다", "나")), (3, ("다", "나", "가"))])
def test_bars_are_cut_at_their_limit(limit: int, labels: tuple[str, ...]) -> None:
    rows = {"district": ["가", "나", "다"], "flights": [1, 2, 3]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, limit=limit)
    shown = figures(rows, spec, COLUMNS)
    assert (shown.labels, shown.groups, shown.rows) == (labels, 3, 3)


@pytest.mark.parametrize(
    ("sort", "labels"),
    [
        (Sort.LARGEST, ("가", "나", "다", None, "라")),
        (Sort.SMALLEST, ("다", "가", "나", None, "라")),
        (Sort.NAME, ("가", "나", "다", "라", None)),
    ],
)
def test_what_has_no_number_comes_last_and_equal_ones_by_name(sort: Sort, labels: tuple[str | None, ...]) -> None:
    rows = {"district": ["나", "가", "다", "라", None], "flights": [3, 3, 1, None, None]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, sort=sort)
    assert figures(rows, spec, COLUMNS).labels == labels


def test_whole_numbers_along_x_are_ordered_as_numbers() -> None:
    hour = column("시", "integer", 24, alias="hour")
    rows = {"hour": [10, 9, 2]}
    shown = figures(rows, ChartSpec(kind=Kind.BAR, x="hour", sort=Sort.NAME), [hour])
    assert shown.labels == ("2", "9", "10")


# --- time ---


def test_steps_without_rows_are_nought_where_rows_are_counted() -> None:
    rows = {"month": [date(2021, 11, 1), date(2022, 1, 1), None]}
    shown = figures(rows, ChartSpec(kind=Kind.LINE, x="month"), COLUMNS)
    assert (shown.labels, shown.series[0].values) == (("2021-11", "2021-12", "2022-01"), (1, 0, 1))
    assert (shown.x.type, shown.rows, shown.groups) == ("time", 2, 2)


@pytest.mark.parametrize(("days", "is_filled"), [(1_999, True), (2_000, False)])
def test_at_most_two_thousand_steps_are_written_down(days: int, is_filled: bool) -> None:
    day = column("일자", "date", alias="day")
    rows = {"day": [date(2000, 1, 1), date(2000, 1, 1) + timedelta(days=days)]}
    shown = figures(rows, ChartSpec(kind=Kind.LINE, x="day", grain=Grain.DAY), [day])
    assert len(shown.labels) == (days + 1 if is_filled else 2)


def test_the_first_two_thousand_steps_are_shown() -> None:
    day = column("일자", "date", alias="day")
    rows = {"day": [date(2000, 1, 1) + timedelta(days=n) for n in range(2_001)]}
    shown = figures(rows, ChartSpec(kind=Kind.LINE, x="day", grain=Grain.DAY), [day])
    assert (len(shown.labels), shown.groups, shown.labels[0]) == (2_000, 2_001, "2000-01-01")


@pytest.mark.parametrize(
    ("at", "label"),
    [
        (datetime(1969, 12, 31, 14, 59, 59, tzinfo=UTC), "1969-12-31"),
        (datetime(1969, 12, 31, 15, 0, tzinfo=UTC), "1970-01-01"),
        (datetime(1988, 12, 31, 15, 0, tzinfo=UTC), "1989-01-01"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01"),
    ],
)
def test_instants_long_ago_stand_on_their_day_in_the_city(at: datetime, label: str) -> None:
    moment = column("시각", "datetime", alias="at")
    spec = ChartSpec(kind=Kind.LINE, x="at", grain=Grain.DAY)
    rows = {"at": pa.array([at], pa.timestamp("us", "UTC"))}
    assert figures(rows, spec, [moment], utc_offset=timedelta(hours=9)).labels == (label,)


@pytest.mark.parametrize(
    ("kind", "grain", "label"),
    [
        ("date", None, "2021-05"),
        ("date", Grain.DAY, "2021-05-07"),
        ("date", Grain.QUARTER, "2021-Q2"),
        ("month", None, "2021-05"),
        ("quarter", None, "2021-Q2"),
        ("datetime", Grain.YEAR, "2021"),
    ],
)
def test_a_line_has_the_step_of_its_column(kind: str, grain: Grain | None, label: str) -> None:
    when = column("때", kind, alias="when")
    type_ = pa.timestamp("us", "UTC") if kind == "datetime" else pa.date32()
    rows = {"when": pa.array([datetime(2021, 5, 7, tzinfo=UTC) if kind == "datetime" else date(2021, 5, 7)], type_)}
    assert figures(rows, ChartSpec(kind=Kind.LINE, x="when", grain=grain), [when]).labels == (label,)
    bars = figures(rows, ChartSpec(kind=Kind.BAR, x="when", grain=grain), [when])
    assert bars.labels[0] is not None
    assert (bars.labels[0][:10], bars.x.type) == ("2021-05-07", "category")


# --- series ---


def test_a_series_has_gaps_where_it_has_no_rows() -> None:
    rows = {
        "month": [date(2021, 1, 1), date(2021, 3, 1), date(2021, 1, 1), None],
        "airline": ["가", "가", "나", "나"],
        "flights": [1, 2, 3, 4],
    }
    spec = ChartSpec(kind=Kind.LINE, x="month", y=("flights",), by="airline", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, COLUMNS)
    assert [(one.name, one.values, one.unit) for one in shown.series] == [
        ("가", (1, None, 2), "편"),
        ("나", (3, None, None), "편"),
    ]
    assert (shown.labels, shown.series_left_out) == (("2021-01", "2021-02", "2021-03"), 0)


def test_a_series_without_a_name_is_left_out() -> None:
    rows = {"district": ["가", "가"], "airline": [None, "나"], "flights": [1, 2]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), by="airline", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, COLUMNS)
    assert ([one.name for one in shown.series], shown.series_left_out) == (["나"], 1)
    alone = figures({**rows, "airline": pa.array([None, None], pa.string())}, spec, COLUMNS)
    assert (alone.series, alone.is_empty) == ((), True)
    same = figures(rows, replace(spec, by="district"), COLUMNS)
    assert [one.name for one in same.series] == ["운항"]


def test_series_across_are_the_largest() -> None:
    rows = {"nation": [f"나라{n}" for n in range(9)], **{one.alias: list(range(9)) for one in MONTHS}}
    spec = ChartSpec(kind=Kind.BAR, x=ACROSS, by="nation", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, [NATION, *MONTHS])
    assert [one.name for one in shown.series] == [*(f"나라{n}" for n in range(8, 1, -1)), ""]
    assert (shown.series[-1].values[0], shown.series[-1].is_rest) == (1, True)
    assert (shown.series_left_out, shown.rows, shown.groups) == (2, 9, 12)
    lines = figures(rows, replace(spec, kind=Kind.LINE), [NATION, *MONTHS])
    assert (len(lines.series), lines.are_multiples) == (9, True)
    assert shown.y == Axis(name="1월 – 12월", unit="명", type="number", whole=True)
    assert shown.x == Axis(name="1월 – 12월", type="category")
    alone = figures(rows, replace(spec, by=None), [NATION, *MONTHS])
    assert ([one.name for one in alone.series], alone.series_left_out) == (["1월 – 12월"], 0)


# --- points and bins ---


def test_points_are_pairs_of_numbers() -> None:
    rows = {"flights": [2, 1, None, 4, 5], "delay": [1.0, 2.0, 3.0, None, float("inf")]}
    shown = figures(rows, ChartSpec(kind=Kind.SCATTER, x="flights", y=("delay",)), COLUMNS)
    assert (shown.points, shown.rows, shown.groups) == (((1.0, 2.0), (2.0, 1.0)), 3, 3)
    assert shown.x == Axis(name="운항", unit="편", type="number", whole=True)
    assert shown.y == Axis(name="지연율", unit="%", type="number")
    assert not shown.is_empty


@pytest.mark.parametrize(("rows", "points"), [(2_000, 2_000), (2_001, 1_001), (4_001, 1_334)])
def test_at_most_two_thousand_points_are_sent(rows: int, points: int) -> None:
    given = {"flights": list(range(rows)), "delay": [1.0] * rows}
    shown = figures(given, ChartSpec(kind=Kind.SCATTER, x="flights", y=("delay",)), COLUMNS)
    assert (len(shown.points), shown.rows) == (points, rows)


@pytest.mark.parametrize(
    ("values", "kind", "labels", "counts"),
    [
        ([1, 1, 3], "integer", ("1", "2", "3"), (2, 0, 1)),
        ([-3, 0], "integer", ("-3", "-2", "-1", "0"), (1, 0, 0, 1)),
        ([0, 25], "integer", tuple(f"{n} – {n + 2}" for n in range(0, 26, 2)), (1, *([0] * 11), 1)),
        ([0.5, 0.5], "decimal", ("0.5 – 0.55",), (2,)),
        ([1_000_000.0], "decimal", ("1,000,000 – 1,100,000",), (1,)),
    ],
)
def test_bins_are_named_by_their_edges(values: Any, kind: str, labels: tuple[str, ...], counts: Any) -> None:
    one = column("수", kind, alias="n", unit="개")
    shown = figures({"n": values}, ChartSpec(kind=Kind.HISTOGRAM, x="n"), [one])
    assert (shown.labels, shown.series) == (labels, (Series(name="", values=counts),))
    assert (shown.groups, shown.rows, shown.x.unit, shown.y.whole) == (len(labels), len(values), "개", True)


@pytest.mark.parametrize(
    ("low", "high", "whole", "width"),
    [
        (0, 24, False, 1.0),
        (0, 25, False, 2.0),
        (0, 49, False, 2.5),
        (0, 61, False, 5.0),
        (0, 121, False, 10.0),
        (0, 24, True, 1.0),
        (0, 25, True, 2.0),
        (0, 49, True, 3.0),
        (-12, 12, True, 1.0),
        (5, 5, True, 1.0),
        (-5, -5, False, 0.5),
        (0, 0, False, 1.0),
        (1, 0, True, 1.0),
    ],
)
def test_a_bin_is_one_two_two_and_a_half_or_five_wide(low: float, high: float, whole: bool, width: float) -> None:
    assert bin_width(low, high, whole=whole) == pytest.approx(width)


@pytest.mark.parametrize(
    "spec",
    [
        ChartSpec(kind=Kind.MAP, y=("flights",)),
        ChartSpec(kind=Kind.BAR, x="없음"),
        ChartSpec(kind=Kind.SCATTER, x="flights"),
        ChartSpec(kind=Kind.SCATTER, x="없음", y=("flights",)),
        ChartSpec(kind=Kind.HISTOGRAM, x="없음"),
        ChartSpec(kind=Kind.LINE, x=ACROSS),
    ],
)
def test_what_cannot_be_drawn_is_empty(spec: ChartSpec) -> None:
    shown = figures(DISTRICT_ROWS, spec, COLUMNS)
    assert (shown.kind, shown.x, shown.is_empty) == (spec.kind, Axis(name=""), True)


def test_a_chart_is_sent_as_json() -> None:
    shown = figures(DISTRICT_ROWS, ChartSpec(kind=Kind.BAR, x="district"), COLUMNS).to_json()
    assert (shown["kind"], shown["series"]) == (
        "bar",
        ({"name": "", "values": (3.0, 1.0), "unit": None, "is_rest": False},),
    )


TOTALS = [replace(each, totals=("합계",)) if each.alias == "district" else each for each in COLUMNS]


def test_rows_of_totals_are_left_out_and_said() -> None:
    rows = {"district": ["중구", "동구", None, "합계"], "flights": [1, 2, 4, 7]}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), aggregation=Aggregation.SUM, limit=9)
    drawn = figures(rows, spec, TOTALS)
    assert (drawn.labels, drawn.rows, drawn.totals_left_out) == ((None, "동구", "중구"), 3, ("합계",))
    assert figures(rows, spec, COLUMNS).labels[0] == "합계"


def test_totals_of_a_column_that_is_not_drawn_are_left_out_of_sums() -> None:
    rows = {"district": ["중구", "동구", "합계"], "flights": [1, 2, 3]}
    histogram = figures(rows, ChartSpec(kind=Kind.HISTOGRAM, x="flights"), TOTALS)
    assert histogram.rows == 2
