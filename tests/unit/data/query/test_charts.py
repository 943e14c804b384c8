"""Which chart is chosen, by what columns are and mean."""

import pytest

from naru.data.catalogue.core.columns import Column, Meaning, Profile
from naru.data.query.core.charts import (
    Aggregation,
    Grain,
    Kind,
    aggregation_of,
    choose_chart,
    suggestions,
    title,
)
from tests.chart_columns import (
    AIRLINE,
    DELAY,
    DISTRICT,
    FLIGHTS,
    LATITUDE,
    LONGITUDE,
    MONTH,
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


def test_titles_say_it_in_both_languages() -> None:
    spec = choose_chart([DISTRICT, FLIGHTS], 1000)
    assert title(spec, [DISTRICT, FLIGHTS]).ko == "구군별 운항 합계"
    assert title(spec, [DISTRICT, FLIGHTS]).en == "Sum of 운항 by 구군"


def test_the_span_of_dates_decides_the_step() -> None:
    days = column("일자", "date", 60, alias="day", profile=Profile(minimum="2021-01-01", maximum="2021-03-01"))
    years = column("일자", "date", 60, alias="day", profile=Profile(minimum="1950-01-01", maximum="2021-03-01"))
    assert choose_chart([days, FLIGHTS], 60).grain is Grain.DAY
    assert choose_chart([years, FLIGHTS], 60).grain is Grain.YEAR
