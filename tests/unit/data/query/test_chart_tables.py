"""The figures of a chart: rows in, labels and series out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.query.core.chart_steps import every_step
from naru.data.query.core.chart_tables import ChartData, bin_width, chart_data
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


def figures(rows: dict[str, Any], spec: ChartSpec, columns: list[Column], **facts: Any) -> ChartData:
    engine = ibis.duckdb.connect()
    engine.raw_sql("set TimeZone = 'UTC'")
    return chart_data(ibis.memtable(pa.table(rows)), spec, columns, engine.to_pyarrow, **facts)


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


def test_series_are_those_with_the_most_rows() -> None:
    rows = {"district": ["가", "가", "나"] * 20, "airline": [f"항공{n % 12}" for n in range(60)], "flights": [1] * 60}
    spec = ChartSpec(kind=Kind.BAR, x="district", y=("flights",), by="airline", aggregation=Aggregation.SUM)
    shown = figures(rows, spec, COLUMNS)
    assert len(shown.series) == 8
    assert shown.series_left_out == 4
    assert all(len(series.values) == 2 for series in shown.series)


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
    assert title(spec, [NATION, *MONTHS]) == Words("월별 합계 (국적별)", "Sum by month and 국적")
    rows = {"nation": ["가", "나", None], **{one.alias: [n, 10 * n, 100] for n, one in enumerate(MONTHS)}}
    found = figures(rows, spec, [NATION, *MONTHS])
    assert found.labels == tuple(f"{month}월" for month in range(1, 13))
    assert [(one.name, one.values[:3]) for one in found.series] == [("나", (0, 10, 20)), ("가", (0, 1, 2))]
    whole = figures(rows, replace(spec, by=None), [NATION, *MONTHS])
    assert [one.values[:2] for one in whole.series] == [(100, 111)]
