"""Which chart is chosen, by what columns are and mean."""

from dataclasses import replace
from typing import Any

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, Profile
from naru.data.query.core.chart_measures import is_measure
from naru.data.query.core.charts import (
    AGGREGATION_WORDS,
    GRAIN_WORDS,
    KIND_WORDS,
    SORT_WORDS,
    Aggregation,
    ChartSpec,
    Grain,
    Kind,
    Sort,
    aggregation_of,
    choose_chart,
    grain_of,
    is_group,
    suggestions,
    title,
)
from naru.data.query.core.column_families import ACROSS
from tests.chart_columns import (
    AIRLINE,
    DELAY,
    DISTRICT,
    FLIGHTS,
    LATITUDE,
    LONGITUDE,
    MONTH,
    MONTHS,
    NATION,
    NUMBER,
    PASSENGERS,
    PHONE,
    column,
)


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
    assert title(choose_chart([airline, FLIGHTS], 300), [airline, FLIGHTS]).ko == "항공사별 운항 합계 (편)"


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


def test_titles_say_it_in_both_languages() -> None:
    spec = choose_chart([DISTRICT, FLIGHTS], 1000)
    assert title(spec, [DISTRICT, FLIGHTS]).ko == "구군별 운항 합계 (편)"
    assert title(spec, [DISTRICT, FLIGHTS]).en == "Sum of 운항 (편) by 구군"


def test_the_span_of_dates_decides_the_step() -> None:
    days = column("일자", "date", 60, alias="day", profile=Profile(minimum="2021-01-01", maximum="2021-03-01"))
    years = column("일자", "date", 60, alias="day", profile=Profile(minimum="1950-01-01", maximum="2021-03-01"))
    assert choose_chart([days, FLIGHTS], 60).grain is Grain.DAY
    assert choose_chart([years, FLIGHTS], 60).grain is Grain.YEAR


def span(kind: str, first: str, last: str) -> Column:
    return column("일자", kind, 60, alias="day", profile=Profile(minimum=first, maximum=last))


@pytest.mark.parametrize(
    ("time", "grain"),
    [
        (span("datetime", "2021-01-01T00:00:00", "2021-01-05T23:00:00"), Grain.HOUR),  # 4 days
        (span("datetime", "2021-01-01", "2021-01-06"), Grain.DAY),
        (span("date", "2021-01-01", "2021-01-05"), Grain.DAY),
        (span("date", "2021-01-01", "2021-01-22"), Grain.DAY),  # 21 days
        (span("date", "2021-01-01", "2021-07-20"), Grain.DAY),  # 200 days
        (span("date", "2021-01-01", "2021-07-21"), Grain.MONTH),
        (span("date", "2000-01-01", "2024-12-25"), Grain.MONTH),  # 9,125 days
        (span("date", "2000-01-01", "2024-12-26"), Grain.YEAR),
        (span("datetime", "2000-01-01", "2024-12-26"), Grain.YEAR),
        (span("date", "0001-01-01", "9999-12-31"), Grain.YEAR),
        (span("date", "1월", "2월"), Grain.MONTH),
        (column("일자", "date", 60), Grain.MONTH),
        (column("일자", "date", 60, profile=Profile(minimum=1.0, maximum="2021-01-01")), Grain.MONTH),
        (column("일자", "date", 60, profile=Profile(minimum="2021-01-01", maximum=1.0)), Grain.MONTH),
        (span("year", "2021-01-01", "2021-01-02"), Grain.YEAR),
        (span("month", "2021-01-01", "2021-01-02"), Grain.MONTH),
        (span("quarter", "2021-01-01", "2021-01-02"), Grain.QUARTER),
    ],
)
def test_a_step_gives_a_handful_to_a_few_hundred_points(time: Column, grain: Grain) -> None:
    assert grain_of(time) is grain


# --- panels: the same things told again at each moment ---

PEOPLE = column("인구", "integer", 900, unit="명", alias="people")


@pytest.mark.parametrize(("rows", "bars"), [(36, Aggregation.SUM), (37, Aggregation.MEAN), (384, Aggregation.MEAN)])
def test_more_than_one_and_a_half_rows_a_moment_make_a_panel(rows: int, bars: Aggregation) -> None:
    """24 months: what stands there at each of them cannot be added up from 37 rows on."""
    chosen = next(spec for spec in suggestions([MONTH, DISTRICT, PEOPLE], rows) if spec.kind is Kind.BAR)
    assert chosen.aggregation is bars


@pytest.mark.parametrize(("rows", "by"), [(36, None), (37, "airline")])
def test_a_line_is_split_where_a_moment_has_several_rows(rows: int, by: str | None) -> None:
    spec = choose_chart([MONTH, AIRLINE, FLIGHTS], rows)
    assert (spec.kind, spec.by) == (Kind.LINE, by)


def test_moments_of_the_administration_make_no_panel() -> None:
    updated = column("데이터기준일자", "date", 4, alias="reference")
    chosen = next(spec for spec in suggestions([updated, DISTRICT, PEOPLE], 1000) if spec.kind is Kind.BAR)
    assert chosen.aggregation is Aggregation.SUM


def test_two_moments_are_no_time_and_make_no_panel() -> None:
    two, three = replace(MONTH, distinct=2), replace(MONTH, distinct=3)
    assert choose_chart([two, DISTRICT, PEOPLE], 32).kind is Kind.BAR
    assert choose_chart([two, DISTRICT, PEOPLE], 32).aggregation is Aggregation.SUM
    assert choose_chart([three, DISTRICT, PEOPLE], 48).kind is Kind.LINE


@pytest.mark.parametrize(("rows", "how"), [(36, Aggregation.SUM), (37, Aggregation.MEAN)])
def test_columns_across_are_averaged_in_a_panel(rows: int, how: Aggregation) -> None:
    standing = [column(f"{hour}시(가용)", "integer", 8, unit="가용", alias=f"h{hour}") for hour in range(1, 5)]
    spec = choose_chart([MONTH, *standing], rows)
    assert (spec.x, spec.aggregation, spec.sort) == (ACROSS, how, Sort.NAME)


# --- which numbers, which groups ---


@pytest.mark.parametrize(
    ("one", "is_measured"),
    [
        (FLIGHTS, True),
        (replace(FLIGHTS, distinct=2), True),
        (replace(FLIGHTS, distinct=1), False),
        (replace(FLIGHTS, type=ColumnType.YEAR), False),
        (replace(FLIGHTS, type=ColumnType.TEXT), False),
        *((replace(FLIGHTS, meaning=meaning), False) for meaning in (Meaning.LATITUDE, Meaning.LONGITUDE)),
        *((replace(FLIGHTS, meaning=meaning), False) for meaning in (Meaning.EASTING, Meaning.NORTHING)),
        *((replace(FLIGHTS, meaning=meaning), False) for meaning in (Meaning.PHONE, Meaning.BUSINESS_NUMBER)),
        *((replace(FLIGHTS, meaning=meaning), False) for meaning in (Meaning.CATEGORY, Meaning.IDENTIFIER)),
        (replace(FLIGHTS, meaning=Meaning.LEGAL_DISTRICT_CODE), False),
        (replace(FLIGHTS, meaning=Meaning.ADMIN_DISTRICT_CODE), False),
        (replace(FLIGHTS, meaning=Meaning.MONEY), True),
        (NUMBER, False),
        (replace(NUMBER, unit="명"), True),
        (column("월", "integer", 12), False),
        (column("월", "integer", 12, unit="개"), True),
    ],
)
def test_a_number_is_measured_where_it_is_no_code(one: Column, is_measured: bool) -> None:
    assert is_measure(one) is is_measured


@pytest.mark.parametrize(
    ("one", "is_grouped"),
    [
        (AIRLINE, True),
        (column("운영", "boolean", 2), True),
        (column("여는시각", "time", 9), True),
        (column("월", "integer", 12), True),
        (column("등급", "integer", 5, meaning=Meaning.CATEGORY), True),
        (FLIGHTS, False),
        (column("월", "decimal", 12), False),
        (MONTH, False),
        *((replace(AIRLINE, meaning=meaning), False) for meaning in (Meaning.ADDRESS, Meaning.PHONE, Meaning.EMAIL)),
        *((replace(AIRLINE, meaning=meaning), False) for meaning in (Meaning.URL, Meaning.IDENTIFIER)),
        (replace(AIRLINE, meaning=Meaning.BUSINESS_NUMBER), False),
        (replace(AIRLINE, meaning=Meaning.NAME), True),
    ],
)
def test_rows_are_grouped_by_what_repeats(one: Column, is_grouped: bool) -> None:
    assert is_group(one) is is_grouped


@pytest.mark.parametrize(
    ("distinct", "rows", "measures", "is_shown"),
    [
        (1, 100, [FLIGHTS], False),
        (2, 1, [], True),
        (3, 4, [], False),
        (50, 100, [], True),
        (51, 100, [], False),
        (60, 60, [FLIGHTS], True),
        (60, 60, [], False),
        (61, 61, [FLIGHTS], False),
    ],
)
def test_bars_compare_few_values(distinct: int, rows: int, measures: list[Column], is_shown: bool) -> None:
    kinds = {spec.kind for spec in suggestions([replace(DISTRICT, distinct=distinct), *measures], rows)}
    assert (Kind.BAR in kinds) is is_shown


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ((3, None), (2, Meaning.CATEGORY), "a"),
        ((40, None), (41, Meaning.CATEGORY), "a"),
        ((5, None), (5, Meaning.CATEGORY), "b"),
        ((5, None), (5, Meaning.DISTRICT_NAME), "b"),
        ((5, None), (6, None), "b"),
        ((60, None), (50, None), "b"),
    ],
)
def test_the_group_that_says_most_comes_first(first: Any, second: Any, chosen: str) -> None:
    columns = [
        column(alias, "text", distinct, alias=alias, meaning=meaning)
        for alias, (distinct, meaning) in zip("ab", (first, second), strict=True)
    ]
    assert choose_chart(columns, 1000).x == chosen


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (FLIGHTS, replace(PASSENGERS, nulls=501), "flights"),
        (replace(FLIGHTS, nulls=500), PASSENGERS, "flights"),
        (replace(FLIGHTS, nulls=501), PASSENGERS, "passengers"),
        (replace(FLIGHTS, unit=None), PASSENGERS, "passengers"),
        (replace(FLIGHTS, unit=None, meaning=Meaning.MONEY), PASSENGERS, "passengers"),
        (replace(FLIGHTS, unit=None), replace(PASSENGERS, unit="원", meaning=Meaning.MONEY), "passengers"),
        (DELAY, PASSENGERS, "passengers"),
    ],
)
def test_the_number_that_says_most_comes_first(first: Column, second: Column, chosen: str) -> None:
    assert choose_chart([DISTRICT, first, second], 1000).y == (chosen,)


def test_series_split_a_line_up_to_eight() -> None:
    by = {count: choose_chart([MONTH, replace(AIRLINE, distinct=count), FLIGHTS], 24 * 9).by for count in (2, 8, 9)}
    assert by == {2: "airline", 8: "airline", 9: None}
    across = {count: choose_chart([replace(NATION, distinct=count), *MONTHS], 99).by for count in (8, 9)}
    assert across == {8: "nation", 9: None}


def test_of_several_groups_the_one_that_tells_rows_apart_splits() -> None:
    two, five = replace(NATION, distinct=2), AIRLINE
    assert choose_chart([MONTH, two, five, FLIGHTS], 24 * 5).by == "airline"
    assert choose_chart([MONTH, two, five, FLIGHTS], 24 * 2).by == "nation"


def test_at_most_three_numbers_share_a_line() -> None:
    four = [column(f"수{n}", "integer", 100, unit="편", alias=f"n{n}") for n in range(4)]
    assert choose_chart([MONTH, *four], 24).y == ("n0", "n1", "n2")
    assert choose_chart([MONTH, *(replace(one, unit=None) for one in four)], 24).y == ("n0",)


def test_time_alone_is_counted_and_a_calendar_keeps_its_order() -> None:
    assert choose_chart([MONTH], 100) == ChartSpec(kind=Kind.LINE, x="month", grain=Grain.MONTH)
    hours = column("시간대", "text", 24, alias="hours")
    assert choose_chart([hours, FLIGHTS], 999).sort is Sort.NAME
    assert choose_chart([hours], 999).sort is Sort.NAME
    assert choose_chart([DISTRICT, FLIGHTS], 999).sort is Sort.LARGEST


@pytest.mark.parametrize(
    ("spec", "ko", "en"),
    [
        (ChartSpec(kind=Kind.SCATTER, x="flights", y=("passengers",)), "운항과 여객의 관계", "여객 against 운항"),
        (ChartSpec(kind=Kind.SCATTER, x="delay", y=("flights",)), "지연율과 운항의 관계", "운항 against 지연율"),
        (ChartSpec(kind=Kind.HISTOGRAM, x="flights"), "운항의 분포 (편)", "Distribution of 운항 (편)"),
        (ChartSpec(kind=Kind.MAP), "지도", "Map"),
        (ChartSpec(kind=Kind.MAP, y=("flights",)), "운항 지도 (편)", "Map of 운항 (편)"),
        (ChartSpec(kind=Kind.TABLE), "표", "Table"),
        (ChartSpec(kind=Kind.BAR, x="district"), "구군별 건수", "Count by 구군"),
        (
            ChartSpec(kind=Kind.LINE, x="month", y=("flights",), by="airline", aggregation=Aggregation.MEAN),
            "기준월·항공사별 운항 평균 (편)",
            "Mean of 운항 (편) by 기준월 and 항공사",
        ),
    ],
)
def test_a_title_says_what_is_shown(spec: ChartSpec, ko: str, en: str) -> None:
    assert title(spec, [MONTH, AIRLINE, DISTRICT, FLIGHTS, PASSENGERS, DELAY]) == Words(ko, en)


@pytest.mark.parametrize(
    ("name", "joined"),
    [("수", "수와"), ("물", "물과"), ("x", "x와(과)"), ("", "와(과)"), ("힣", "힣과"), ("가", "가와")],
)
def test_a_name_is_joined_by_its_last_sound(name: str, joined: str) -> None:
    columns = [replace(FLIGHTS, name=name), PASSENGERS]
    assert title(ChartSpec(kind=Kind.SCATTER, x="flights", y=("passengers",)), columns).ko == f"{joined} 여객의 관계"


def test_every_choice_has_its_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert set(AGGREGATION_WORDS) == set(Aggregation)
    assert set(GRAIN_WORDS) == set(Grain)
    assert set(SORT_WORDS) == set(Sort)


# --- what a table is about ---

SPACES = column("주차구획수", "integer", 300, alias="spaces")
FEE = column("10분 요금(원)", "integer", 4, unit="원", alias="fee", meaning=Meaning.MONEY)
VISITORS = column("연간방문객(명)", "integer", 16, unit="명", alias="visitors")
TICKET = column("입장료(원)", "integer", 3, unit="원", alias="ticket", meaning=Meaning.MONEY)
LIMIT = column("제한", "integer", 2, alias="limit")
MARK = column("만족도 (점)", "integer", 5, unit="점", alias="mark")
ISSUE = column("접수번호", "text", 4000, alias="issue", meaning=Meaning.IDENTIFIER)
DAY = column("접수일", "date", 300, alias="day", profile=Profile(minimum="2025-01-01", maximum="2025-12-31"))
RATE = column("수검률 (%)", "decimal", 100, unit="%", alias="rate", meaning=Meaning.PERCENTAGE)
EXAMINED = column("수검인원 (명)", "integer", 190, unit="명", alias="examined")


@pytest.mark.parametrize(
    ("subject", "columns", "rows", "y", "how"),
    [
        ("공영주차장 현황", [DISTRICT, FEE, SPACES], 433, ("spaces",), Aggregation.SUM),
        ("주차 요금", [DISTRICT, FEE, SPACES], 433, ("fee",), Aggregation.MEAN),
        ("공영주차장 10분 요금", [DISTRICT, FEE, SPACES], 433, ("fee",), Aggregation.MEAN),
        ("관광지 현황", [DISTRICT, TICKET, VISITORS], 90, ("visitors",), Aggregation.SUM),
        ("어린이 보호구역", [DISTRICT, LIMIT], 140, (), Aggregation.COUNT),
        ("제한 속도", [DISTRICT, LIMIT], 140, ("limit",), Aggregation.MEAN),
        ("", [DISTRICT, LIMIT], 140, ("limit",), Aggregation.MEAN),
        ("건강검진 수검률", [DISTRICT, EXAMINED, RATE], 90, ("rate",), Aggregation.MEAN),
        ("건강검진 실적", [DISTRICT, EXAMINED, RATE], 90, ("examined",), Aggregation.SUM),
    ],
)
def test_a_table_is_about_what_its_title_says(
    subject: str, columns: list[Column], rows: int, y: tuple[str, ...], how: Aggregation
) -> None:
    spec = choose_chart(columns, rows, subject)
    assert (spec.kind, spec.y, spec.aggregation) == (Kind.BAR, y, how)


def test_events_are_counted_and_what_is_measured_at_each_moment_is_not() -> None:
    counted = choose_chart([ISSUE, DAY, DISTRICT, MARK], 4000, "전자민원 접수 현황")
    assert (counted.kind, counted.x, counted.y) == (Kind.LINE, "day", ())
    station = column("측정소", "text", 4, alias="station", meaning=Meaning.CATEGORY)
    measured = choose_chart([DAY, station, MARK], 1200, "정수장 검사 결과")
    assert (measured.y, measured.by) == (("mark",), "station")


@pytest.mark.parametrize(("distinct", "by"), [(8, "district"), (9, "district"), (24, "district"), (25, None)])
def test_rates_of_up_to_twenty_four_are_drawn_each_for_itself(distinct: int, by: str | None) -> None:
    year = column("연도", "year", 12, alias="year")
    spec = choose_chart([year, replace(DISTRICT, distinct=distinct), RATE], 12 * distinct, "건강검진 수검률")
    assert (spec.kind, spec.by) == (Kind.LINE, by)


def test_the_steps_of_a_scale_are_no_measures_of_their_own() -> None:
    found = suggestions([NATION, *MONTHS], 8, "외국인 관광객")
    assert [(spec.kind, spec.x, spec.by) for spec in found] == [(Kind.LINE, ACROSS, "nation")]


@pytest.mark.parametrize(
    ("rows", "meaning", "x"),
    [(30, Meaning.NAME, "name"), (31, Meaning.NAME, "district"), (30, None, "district")],
)
def test_a_short_list_of_things_is_compared_by_their_names(rows: int, meaning: Meaning | None, x: str) -> None:
    name = column("관광지명", "text", rows, alias="name", meaning=meaning)
    bars = [
        spec for spec in suggestions([name, replace(DISTRICT, distinct=9), VISITORS], rows) if spec.kind is Kind.BAR
    ]
    assert bars[0].x == x


@pytest.mark.parametrize(
    ("values", "sort"),
    [
        (("10대", "20대", "60세 이상"), Sort.NAME),
        (("1급지", "2급지", "3급지"), Sort.NAME),
        (("가", "나"), Sort.LARGEST),
    ],
)
def test_what_has_an_order_keeps_it(values: tuple[str, ...], sort: Sort) -> None:
    group = column("구분", "text", len(values), alias="g", profile=Profile(top=tuple((value, 1) for value in values)))
    assert choose_chart([group, FLIGHTS], 100).sort is sort


def test_a_heading_of_ones_own_stands_instead_of_the_title() -> None:
    assert title(ChartSpec(kind=Kind.BAR, x="district", heading="우리 구"), [DISTRICT]) == Words("우리 구", "우리 구")
