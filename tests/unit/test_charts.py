"""Which chart is chosen, what an address may change about it, and the figures it shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, Profile
from naru.data.query.core.chart_address import from_address, to_address
from naru.data.query.core.chart_steps import every_step
from naru.data.query.core.chart_tables import ChartData, bin_width, chart_data
from naru.data.query.core.charts import (
    Aggregation,
    ChartSpec,
    Grain,
    Kind,
    Sort,
    aggregation_of,
    choose_chart,
    suggestions,
    title,
)
from naru.data.query.core.column_families import ACROSS, family


def column(name: str, kind: str, distinct: int = 50, **facts: Any) -> Column:
    return Column(name=name, alias=facts.pop("alias", name), type=ColumnType(kind), distinct=distinct, **facts)


MONTH = column("기준월", "month", 24, alias="month")
FLIGHTS = column("운항", "integer", 400, unit="편", alias="flights")
PASSENGERS = column("여객", "integer", 900, unit="명", alias="passengers")
DELAY = column("지연율", "decimal", 300, unit="%", alias="delay", meaning=Meaning.PERCENTAGE)
AIRLINE = column("항공사", "text", 5, alias="airline", meaning=Meaning.CATEGORY)
DISTRICT = column("구군", "text", 16, alias="district", meaning=Meaning.DISTRICT_NAME)
LATITUDE = column("위도", "decimal", 900, alias="lat", meaning=Meaning.LATITUDE)
LONGITUDE = column("경도", "decimal", 900, alias="lon", meaning=Meaning.LONGITUDE)
NUMBER = column("연번", "integer", 1000, alias="no")
PHONE = column("전화번호", "text", 800, alias="phone", meaning=Meaning.PHONE)


@pytest.mark.parametrize(
    ("columns", "kind", "x", "y"),
    [
        ([MONTH, FLIGHTS], Kind.LINE, "month", ("flights",)),
        ([DISTRICT, FLIGHTS], Kind.BAR, "district", ("flights",)),
        ([DISTRICT, PHONE], Kind.BAR, "district", ()),
        ([NUMBER, FLIGHTS, DELAY], Kind.SCATTER, "flights", ("delay",)),
        ([NUMBER, FLIGHTS], Kind.HISTOGRAM, "flights", ()),
        ([LATITUDE, LONGITUDE, DISTRICT], Kind.MAP, None, ()),
        ([column("도형", "geometry", 16, alias="geometry"), FLIGHTS], Kind.MAP, None, ("flights",)),
        ([PHONE, NUMBER], Kind.TABLE, None, ()),
        ([], Kind.TABLE, None, ()),
    ],
)
def test_the_chart_follows_what_columns_mean(
    columns: list[Column], kind: Kind, x: str | None, y: tuple[str, ...]
) -> None:
    spec = choose_chart(columns, 1000)
    assert (spec.kind, spec.x, spec.y) == (kind, x, y)


def test_a_register_with_a_reference_date_is_not_a_time_series() -> None:
    reference = column("데이터기준일자", "date", 4, alias="reference")
    assert choose_chart([DISTRICT, FLIGHTS, reference], 1000).kind is Kind.BAR


def test_a_few_groups_with_several_rows_a_month_become_series() -> None:
    spec = choose_chart([MONTH, AIRLINE, FLIGHTS], 24 * 5)
    assert (spec.kind, spec.by, spec.aggregation) == (Kind.LINE, "airline", Aggregation.SUM)


def test_numbers_of_one_unit_share_a_line_chart() -> None:
    arrivals = column("도착", "integer", 300, unit="편", alias="arrivals")
    assert choose_chart([MONTH, FLIGHTS, arrivals, PASSENGERS], 24).y == ("flights", "arrivals")


def test_amounts_are_added_and_rates_averaged() -> None:
    assert aggregation_of(PASSENGERS) is Aggregation.SUM
    assert aggregation_of(DELAY) is Aggregation.MEAN
    assert aggregation_of(column("평균기온", "decimal")) is Aggregation.MEAN


def test_days_that_things_were_counted_on_are_a_time_series_though_called_reference_dates() -> None:
    day = column("기준일자", "date", 60, alias="day")
    assert choose_chart([day, DISTRICT, FLIGHTS], 960).kind is Kind.LINE


def test_what_stands_there_is_not_added_up_over_time() -> None:
    people = column("인구", "integer", 900, unit="명", alias="people")
    line, bars = suggestions([MONTH, DISTRICT, people], 24 * 16)[:2]
    assert line.aggregation is Aggregation.SUM  # of one month: the city's people
    assert bars.aggregation is Aggregation.MEAN  # of all months
    once = suggestions([DISTRICT, people], 100)[0]
    assert once.aggregation is Aggregation.SUM


def test_a_line_shows_what_moves_and_a_day_of_hours_its_mean() -> None:
    hour = column(
        "기준시각", "datetime", 504, alias="hour", profile=Profile(minimum="2025-01-01", maximum="2025-01-21")
    )
    hospital = column("기관명", "text", 6, alias="hospital", meaning=Meaning.CATEGORY)
    beds, free = column("총병상", "integer", 6, alias="beds"), column("가용병상", "integer", 39, alias="free")
    spec = choose_chart([hour, hospital, beds, free], 504 * 6)
    assert (spec.y, spec.by, spec.grain, spec.aggregation) == (("free",), "hospital", Grain.DAY, Aggregation.MEAN)


def test_a_change_is_not_drawn_beside_what_changes() -> None:
    people = column("인구 (명)", "integer", 900, unit="명", alias="people")
    change = column("전월대비 증감 (명)", "integer", 300, unit="명", alias="change")
    assert choose_chart([MONTH, people, change], 24).y == ("people",)


def test_of_a_column_a_year_the_latest_is_shown() -> None:
    years = [
        column(f"{year} / 수출 (천톤)", "integer", 10, unit="천톤", alias=f"y{year}") for year in (2023, 2024, 2025)
    ]
    assert choose_chart([DISTRICT, *years], 16).y == ("y2025",)


def test_a_code_is_never_measured_and_a_total_comes_before_its_parts() -> None:
    code = column("ELEC_CD", "integer", 3510, meaning=Meaning.IDENTIFIER)
    assert choose_chart([DISTRICT, code, column("선거구_cd", "integer", 90)], 3512).y == ()
    parts = [column(name, "integer", 90, alias=name) for name in ("2015년", "2016년", "소계")]
    assert choose_chart([DISTRICT, *parts], 16).y == ("소계",)


def test_a_number_that_is_hardly_filled_comes_last() -> None:
    premium = column("고급휘발유", "integer", 2, unit="원/리터", alias="premium", nulls=12)
    petrol = column("휘발유", "integer", 9, unit="원/리터", alias="petrol")
    assert choose_chart([DISTRICT, premium, petrol], 16).y == ("petrol",)


def test_names_of_the_statistics_office_read_as_they_are_meant() -> None:
    airline = column("항공사별(1)", "text", 13, alias="airline", meaning=Meaning.CATEGORY)
    assert title(choose_chart([airline, FLIGHTS], 300), [airline, FLIGHTS]).ko == "항공사별 운항 합계"


@pytest.mark.parametrize(
    "name",
    [
        "예금금리",
        "기대수명",
        "비중",
        "Life expectation age 0, males",
        "Share of deaths",
        "GDP per capita",
        "growth_rate_yearly",
        "price_index",
    ],
)
def test_a_rate_is_known_by_its_name_in_both_languages(name: str) -> None:
    assert aggregation_of(column(name, "decimal")) is Aggregation.MEAN


@pytest.mark.parametrize("name", ["people", "personnel", "shareholders", "rated capacity of plants", "대출 건수"])
def test_an_amount_is_not_taken_for_a_rate(name: str) -> None:
    assert aggregation_of(column(name, "integer")) is Aggregation.SUM


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("잔류염소 (mg/L)", "mg/L"),
        ("탁도", "NTU"),
        ("코스피", "1980.1.4=100"),
        ("발생률 (10만명당)", "10만명당"),
        ("지연율(%)", "%"),
    ],
)
def test_what_is_measured_per_something_is_averaged(name: str, unit: str) -> None:
    assert aggregation_of(column(name, "decimal", unit=unit)) is Aggregation.MEAN


MONTHS = [column(f"{month}월", "integer", 8, unit="명", alias=f"m{month}") for month in range(1, 13)]
NATION = column("국적", "text", 3, alias="nation")


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


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["05시-06시", "06시-07시", "07시-08시", "24시-25시"], Kind.LINE),
        (["2021", "2022년", "2023년", "2024년"], Kind.LINE),
        (["2024.01", "2024.02", "2024.03", "2024.04"], Kind.LINE),
        (["1분기", "2분기", "3분기", "4분기"], Kind.LINE),
        (["2013년도 이전", "2014년", "2015년", "2016년"], Kind.LINE),
        (["0-9세", "10대", "20대", "60세 이상"], Kind.BAR),
    ],
)
def test_columns_named_by_the_steps_of_a_scale_are_a_family(names: list[str], kind: Kind) -> None:
    assert choose_chart([column(name, "integer", 90) for name in names], 100).kind is kind


@pytest.mark.parametrize("names", [["1월", "2월", "3월"], ["2021 / 수출", "2021 / 수입", "2022 / 수출", "2022 / 수입"]])
def test_other_columns_are_none(names: list[str]) -> None:
    assert family([column(name, "integer", 90) for name in names]) is None


def test_a_family_survives_its_address_and_gives_way_to_another_choice() -> None:
    columns = [MONTH, NATION, *MONTHS]
    spec = choose_chart(columns, 300)
    address: dict[str, list[str]] = {}
    for name, value in to_address(spec):
        address.setdefault(name, []).append(value)
    assert from_address(address, columns, 300) == spec
    assert from_address({**address, "x": ["month"], "y": ["m3"]}, columns, 300).y == ("m3",)


def test_titles_say_it_in_both_languages() -> None:
    spec = choose_chart([DISTRICT, FLIGHTS], 1000)
    assert title(spec, [DISTRICT, FLIGHTS]).ko == "구군별 운항 합계"
    assert title(spec, [DISTRICT, FLIGHTS]).en == "Sum of 운항 by 구군"


COLUMNS = [MONTH, AIRLINE, DISTRICT, FLIGHTS, DELAY, LATITUDE, LONGITUDE]


def test_every_suggestion_survives_its_address() -> None:
    for spec in suggestions(COLUMNS, 1000):
        parameters: dict[str, list[str]] = {}
        for name, value in to_address(spec):
            parameters.setdefault(name, []).append(value)
        assert from_address(parameters, COLUMNS, 1000) == spec


@pytest.mark.parametrize(
    "parameters",
    [
        {"kind": ["bar"], "x": ["nothing"], "y": ["airline"], "limit": ["-5"], "agg": ["drop table"]},
        {"kind": ["line"], "x": ["district"], "grain": ["century"], "sort": ["<script>"]},
        {"kind": ["scatter"], "x": ["flights"], "y": ["flights", "flights"], "limit": ["9" * 400]},
        {"kind": ["histogram"], "x": ["district"], "y": ["__count"]},
        {"kind": ["map"], "x": ["district"], "by": ["lat"]},
        {"kind": ["pie"]},
    ],
)
def test_an_address_that_does_not_fit_still_gives_a_chart(parameters: dict[str, list[str]]) -> None:
    spec = from_address(parameters, COLUMNS, 1000)
    known = {one.alias for one in COLUMNS}
    assert spec.kind in set(Kind)
    assert {spec.x, *spec.y} - {None} <= known
    assert 1 <= spec.limit <= 100


def test_another_kind_begins_with_the_columns_that_suit_it() -> None:
    asked = {"kind": ["bar"], "was": ["line"], "x": ["month"], "y": ["flights"], "by": ["airline"], "agg": ["max"]}
    spec = from_address(asked, COLUMNS, 1000)
    assert (spec.kind, spec.x, spec.y, spec.by, spec.aggregation) == (
        Kind.BAR,
        "district",
        ("flights",),
        None,
        Aggregation.SUM,
    )


def test_columns_may_be_named_as_people_see_them() -> None:
    spec = from_address({"kind": ["bar"], "x": ["구군"], "y": ["운항"], "agg": ["max"]}, COLUMNS, 1000)
    assert (spec.x, spec.y, spec.aggregation) == ("district", ("flights",), Aggregation.MAXIMUM)


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


def test_the_span_of_dates_decides_the_step() -> None:
    days = column("일자", "date", 60, alias="day", profile=Profile(minimum="2021-01-01", maximum="2021-03-01"))
    years = column("일자", "date", 60, alias="day", profile=Profile(minimum="1950-01-01", maximum="2021-03-01"))
    assert choose_chart([days, FLIGHTS], 60).grain is Grain.DAY
    assert choose_chart([years, FLIGHTS], 60).grain is Grain.YEAR
