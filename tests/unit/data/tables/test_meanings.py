"""What columns mean, and which of them may tell rows apart."""

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.ingest.core import column_names
from naru.data.tables.core.changes import likely_key
from naru.data.tables.core.meanings import Facts, meaning_of, projection

MANY = tuple(str(1_000 + 37 * i) for i in range(60))


def facts(
    name: str, kind: ColumnType, values: tuple[str, ...] = MANY, *, unit: str | None = None, repeated: int = 1
) -> Facts:
    low, high = (
        (float(min(values, key=float)), float(max(values, key=float))) if kind is not ColumnType.TEXT else (None, None)
    )
    return Facts(
        name=name, type=kind, unit=unit, rows=len(values) * repeated, distinct=len(set(values)), low=low, high=high, values=values
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["세대수", "이용객", "이용객(명)", "관람객 수", "지번", "covid", "grid", "prepaid", "전화 건수"]
)
@pytest.mark.parametrize("kind", [ColumnType.INTEGER, ColumnType.DECIMAL])
def test_numbers_that_differ_in_every_row_are_no_identifiers(name: str, kind: ColumnType) -> None:
    meaning = meaning_of(facts(name, kind))
    assert meaning is not Meaning.IDENTIFIER
    column = Column(name=name, alias="c", type=kind, meaning=meaning, distinct=60)
    assert likely_key([column], 60) == ()


@pytest.mark.parametrize(
    "name", ["관리번호", "시설코드", "대여소ID", "station_id", "stationId", "일련번호", "코드(내부)", "ELEC_CD", "no"]
)
def test_a_name_that_says_code_makes_numbers_an_identifier(name: str) -> None:
    assert meaning_of(facts(name, ColumnType.INTEGER)) is Meaning.IDENTIFIER


def test_amounts_in_words_are_no_identifiers() -> None:
    values = tuple(f"{i}억{i}천만" for i in range(1, 41))
    assert meaning_of(facts("예산", ColumnType.TEXT, values)) is not Meaning.IDENTIFIER
    assert meaning_of(facts("관리", ColumnType.TEXT, tuple(f"B-{i:05d}" for i in range(40)))) is Meaning.IDENTIFIER


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("소비자물가지수변화율(서비스)", Meaning.PERCENTAGE),
        ("Bronchitis - % of Deaths", Meaning.PERCENTAGE),
        ("Percentage literate", Meaning.PERCENTAGE),
        ("2.5th percentile", None),
        ("Share of wealth held by top 1%", None),
        ("매출지수", None),
        ("매출액", Meaning.MONEY),
        ("결제금액", Meaning.MONEY),
        ("결제건수", None),
    ],
)
def test_rates_and_amounts_are_told_by_their_names(name: str, wanted: Meaning | None) -> None:
    assert meaning_of(facts(name, ColumnType.DECIMAL, ("1.5", "20.25", "43.5"))) is wanted


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("시군구코드", ("26110", "26140", "26170"), Meaning.ADMIN_DISTRICT_CODE),
        ("sgg", ("11110", "26140", "41111"), Meaning.ADMIN_DISTRICT_CODE),
        ("sido", ("11", "26", "41"), Meaning.ADMIN_DISTRICT_CODE),
        ("동", ("남포동", "부전제1동", "우1동"), Meaning.DISTRICT_NAME),
        ("ELEC_GU", ("종로구", "수원시장안구", "춘천시"), Meaning.DISTRICT_NAME),
        ("name_eng", ("Jongno-gu", "Jung-gu", "Yongsan-gu"), Meaning.NAME),
    ],
)
def test_places_are_told_by_name_and_values(name: str, values: tuple[str, ...], wanted: Meaning) -> None:
    assert meaning_of(facts(name, ColumnType.TEXT, values)) is wanted


@pytest.mark.parametrize(
    ("name", "unit", "plain"),
    [
        ("운항 (편)", "편", "운항"),
        ("건설기성액(실질)(십억원)", "십억원", "건설기성액(실질)"),
        ("탁도 (NTU)", "NTU", "탁도"),
        ("발생률 (10만명당)", "10만명당", "발생률"),
        ("길이km", "km", "길이"),
        ("면적_m2", "m2", "면적"),
        ("예산_천원", "천원", "예산"),
        ("Share of firms (in %)", "%", "Share of firms"),
        ("resources (million US$)", "million US$", "resources"),
        ("관련기관명", None, "관련기관명"),
        ("등급(A)", None, "등급(A)"),
    ],
)
def test_units_are_read_from_names(name: str, unit: str | None, plain: str) -> None:
    assert column_names.unit_in_name(name) == unit
    assert Column(name=name, alias="c", type=ColumnType.DECIMAL, unit=unit).plain_name == plain


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("시설명", "어린이집{i}", Meaning.NAME),
        ("업소명(국문)", "식당{i}", Meaning.NAME),
        ("법정동명", "부산광역시 중구 동광동{i}가", Meaning.DISTRICT_NAME),
        ("소재지", "부산광역시 중구 동광동2가 {i}", Meaning.ADDRESS),
    ],
)
def test_names_that_end_in_numbers_are_neither_codes_nor_lots(name: str, value: str, wanted: Meaning) -> None:
    assert meaning_of(facts(name, ColumnType.TEXT, tuple(value.format(i=i) for i in range(1, 40)))) is wanted


@pytest.mark.parametrize("unit", ["원", "백만원", "million US$", "천불", "billion USD", "원/리터"])
def test_units_of_currency_mean_money(unit: str) -> None:
    assert meaning_of(facts("징수", ColumnType.INTEGER, unit=unit)) is Meaning.MONEY


def test_places_of_the_licence_data_are_on_bessels_ellipsoid() -> None:
    easts, norths = ("384000.5", "384100.5"), ("178000.1", "178300.1")
    east, north = facts("좌표정보(X)", ColumnType.DECIMAL, easts), facts("좌표정보(Y)", ColumnType.DECIMAL, norths)
    assert projection(east, north, ["부산광역시 중구 광복로 1"]) == 5174
