"""What columns mean, and which of them may tell rows apart."""

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.ingest.core import column_names
from naru.data.tables.core.changes import likely_key
from naru.data.tables.core.meanings import Facts, is_business_number, meaning_of, names_place, names_system, projection

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


# --- texts: how many of twenty values must look like it ---


def some(count: int, good: str, bad: str = "?", of: int = 20) -> tuple[str, ...]:
    return tuple((good if n < count else bad).format(n=n) for n in range(of))


def business(count: int, shown: int = 20, shape: str = "{0}-{1}-{2}") -> tuple[str, ...]:
    """Twenty values: the first ``count`` have their check digit, the first ``shown`` the shape."""
    found = []
    for n in range(20):
        true = next(d for d in range(10) if is_business_number(f"12481{n:04}{d}"))
        last = true if n < count else (true + 1) % 10
        found.append(shape.format("124", "81", f"{n:04}{last}") if n < shown else "?")
    return tuple(found)


M = Meaning
LOOKS = [
    ("법정동코드", some(19, "26110{n:03}00"), M.LEGAL_DISTRICT_CODE),
    ("법정동코드", some(18, "26110{n:03}00"), M.IDENTIFIER),
    ("구역", some(20, "2611010{n:03}"), M.LEGAL_DISTRICT_CODE),
    ("구역", some(20, "2611049{n:03}"), M.LEGAL_DISTRICT_CODE),
    ("구역", some(20, "2611050{n:03}"), None),
    ("구역", some(20, "2611009{n:03}"), None),
    ("구역", some(10, "2611010{n:03}", "2611050{n:03}"), M.LEGAL_DISTRICT_CODE),
    ("구역", some(9, "2611010{n:03}", "2611050{n:03}"), None),
    ("구역", some(20, "10110101{n:02}"), None),
    ("구역", some(20, "261105{n:02}00"), M.ADMIN_DISTRICT_CODE),
    ("구역", some(19, "261105{n:02}00", "2611050001"), None),
    ("행정동코드", some(19, "26110{n:03}00"), M.ADMIN_DISTRICT_CODE),
    ("행정동코드", some(20, "2611010{n:03}"), M.ADMIN_DISTRICT_CODE),
    ("행정동코드", some(18, "26110{n:03}00"), M.IDENTIFIER),
    ("행정동코드", some(19, "1101{n:03}"), M.ADMIN_DISTRICT_CODE),
    ("행정동코드", some(19, "51010{n:03}"), M.ADMIN_DISTRICT_CODE),
    ("행정동코드", some(18, "1101{n:03}"), M.IDENTIFIER),
    ("행정동코드", some(20, "6101{n:03}"), M.IDENTIFIER),
    ("행정동코드", some(20, "110{n:03}"), M.IDENTIFIER),
    ("코드", some(20, "1101{n:03}"), M.IDENTIFIER),
    ("시군구코드", some(19, "26{n:03}"), M.ADMIN_DISTRICT_CODE),
    ("시군구코드", some(18, "26{n:03}"), M.IDENTIFIER),
    ("시군구코드", some(20, "26{n:02}"), M.IDENTIFIER),
    ("사업자등록번호", business(8, 16, "{0}{1}{2}"), M.BUSINESS_NUMBER),
    ("사업자등록번호", business(7, 16, "{0}{1}{2}"), M.IDENTIFIER),
    ("사업자등록번호", business(15, 15, "{0}{1}{2}"), None),
    ("거래처", business(19), M.BUSINESS_NUMBER),
    ("거래처", business(18), None),
    ("거래처", business(20, 16), M.BUSINESS_NUMBER),
    ("거래처", business(20, 15), None),
    ("거래처", business(20, shape="{0}{1}{2}"), None),
    ("거래처", (*business(20)[:19], business(20, shape="{0}{1}{2}")[19]), None),
    ("담당", some(16, "minji.{n}@example.org"), M.EMAIL),
    ("담당", some(15, "minji.{n}@example.org"), None),
    ("담당", some(20, "minji.{n}@example"), None),
    ("안내", some(16, "https://example.org/{n}"), M.URL),
    ("안내", some(15, "http://example.org/{n}"), None),
    ("안내", some(20, "www.example.org/{n}"), M.URL),
    ("안내", some(20, "example.org/{n}"), None),
    ("문의", some(18, "051-100-10{n:02}"), M.PHONE),
    ("문의", some(17, "051-100-10{n:02}"), None),
    ("전화", some(10, "051-100-10{n:02}"), M.PHONE),
    ("전화", some(9, "051-100-10{n:02}"), None),
    ("문의", some(20, "1588-10{n:02}"), M.PHONE),
    ("문의", some(20, "1488-10{n:02}"), None),
    ("소재지", some(6, "광복로 {n}"), M.ADDRESS),
    ("소재지", some(5, "광복로 {n}", "모름 {n}"), None),
    ("소재지", some(6, "동광동 {n}"), M.ADDRESS),
    ("소재지", some(10, "부산 모처{n}"), M.ADDRESS),
    ("소재지", some(9, "부산 모처{n}"), None),
    ("비고", some(18, "부산 중구 광복로 {n}"), M.ADDRESS),
    ("비고", some(17, "부산 중구 광복로 {n}"), None),
    ("비고", some(16, "부산 중구 광복로 {n}", "광복로 {n}"), M.ADDRESS),
    ("비고", some(15, "부산 중구 광복로 {n}", "광복로 {n}"), None),
    ("동", some(12, "남포{n}동"), M.DISTRICT_NAME),
    ("동", some(11, "남포{n}동"), None),
    ("구역", some(19, "가{n}구"), M.DISTRICT_NAME),
    ("구역", some(18, "가{n}구"), None),
    ("구역", some(10, "가{n}구", "남포{n}동"), M.DISTRICT_NAME),
    ("구역", some(9, "가{n}구", "남포{n}동"), None),
    ("관리번호", some(16, "B-{n}", "!"), M.IDENTIFIER),
    ("관리번호", some(15, "B-{n}", "!"), None),
    ("Station_Cd", some(20, "B-{n}"), M.IDENTIFIER),
    ("관리", some(21, "B-{n:02}", of=21), M.IDENTIFIER),
    ("관리", some(20, "B-{n:02}"), None),
    ("관리", some(21, "B{n:02}", of=21), None),
    ("시설명", some(21, "B-{n:02}", of=21), M.NAME),
    ("관리", some(38, "B-{n:02}", "나-다-{n}!", of=40), M.IDENTIFIER),
    ("관리", some(37, "B-{n:02}", "나-다-{n}!", of=40), None),
    ("관리", some(19, "1{n:02}.5", "B-{n:02}", of=40), M.IDENTIFIER),
    ("관리", some(20, "1{n:02}.5", "B-{n:02}", of=40), None),
    ("관리", some(20, "10{n:02}명", "B-{n:02}", of=40), None),
    ("관리", some(40, "10{n:02}", of=40), M.IDENTIFIER),
    ("시설명", (), None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "wanted"), LOOKS)
def test_texts_mean_what_enough_of_them_look_like(name: str, values: tuple[str, ...], wanted: Meaning | None) -> None:
    assert meaning_of(facts(name, ColumnType.TEXT, values)) is wanted


@pytest.mark.parametrize(
    ("distinct", "rows", "wanted"),
    [(50, 150, M.CATEGORY), (51, 300, None), (50, 149, None), (2, 6, M.CATEGORY), (2, 5, None)],
)
def test_few_values_that_repeat_are_a_category(distinct: int, rows: int, wanted: Meaning | None) -> None:
    values = tuple(f"{n}번째" for n in range(distinct))
    asked = Facts(name="등급", type=ColumnType.TEXT, unit=None, rows=rows, distinct=distinct, values=values)
    assert meaning_of(asked) is wanted


def test_codes_that_repeat_tell_no_rows_apart() -> None:
    values = tuple(f"B-{n:02}" for n in range(60))
    known = {"name": "관리", "type": ColumnType.TEXT, "unit": None, "values": values}
    assert [meaning_of(Facts(**known, rows=rows, distinct=60)) for rows in (60, 61)] == [M.IDENTIFIER, None]  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "wanted"), [(ColumnType.BOOLEAN, M.CATEGORY), (ColumnType.DATE, None)])
def test_truths_are_categories_and_days_mean_nothing_more(kind: ColumnType, wanted: Meaning | None) -> None:
    assert meaning_of(Facts(name="시설명", type=kind, unit=None, rows=1, distinct=1, values=("가",))) is wanted


@pytest.mark.parametrize(
    ("number", "is_true"),
    [
        ("124-81-00998", True),
        ("1248100998", True),
        ("220-81-62517", True),
        ("220-81-62516", False),
        ("120-81-47521", True),
        ("120-81-47520", False),
        ("120-81-47522", False),
        ("124-81-0099", False),
        ("124-81-009980", False),
    ],
)
def test_business_numbers_end_in_their_check_digit(number: str, is_true: bool) -> None:
    assert is_business_number(number) is is_true


# --- numbers: names, ranges, units ---

RANGES: list[tuple[str, float | None, float | None, str | None, Meaning | None]] = [
    ("위도", -90, 90, None, M.LATITUDE),
    ("위도", -90.5, 90, None, None),
    ("위도", -90, 90.5, None, None),
    ("위도", None, 90, None, None),
    ("위도", 35, None, None, None),
    ("경도", -180, 180, None, M.LONGITUDE),
    ("경도", -180.5, 180, None, None),
    ("경도", -180, 180.5, None, None),
    ("X좌표", 124, 132, None, M.LONGITUDE),
    ("X좌표", 123.9, 132, None, None),
    ("X좌표", 124, 132.5, None, None),
    ("X좌표", 10_000, 1_500_000, None, M.EASTING),
    ("X좌표", 9_999, 1_500_000, None, None),
    ("X좌표", 10_000, 1_500_001, None, None),
    ("Y좌표", 32, 43.1, None, M.LATITUDE),
    ("Y좌표", 31.9, 43.1, None, M.NORTHING),
    ("Y좌표", 32, 43.2, None, M.NORTHING),
    ("Y좌표", -100_000, 2_300_000, None, M.NORTHING),
    ("Y좌표", -100_001, 2_300_000, None, None),
    ("Y좌표", -100_000, 2_300_001, None, None),
    ("높이", 35, 36, None, None),
    ("높이", 124, 132, None, None),
    ("높이", 10_000, 20_000, None, None),
    ("높이", 0, 1, "%", M.PERCENTAGE),
    ("높이", 0, 1, "%p", M.PERCENTAGE),
    ("높이", 0, 1, "m", None),
    ("이용률", -1000, 1000, None, M.PERCENTAGE),
    ("이용률", -1000.5, 1000, None, None),
    ("이용률", -1000, 1000.5, None, None),
    ("이용률", 0, 1, "명", None),
    ("높이", 0, 1, "억달러", M.MONEY),
    ("높이", 0, 1, "불", M.MONEY),
    ("높이", 0, 1, "USD", M.MONEY),
    ("높이", 0, 1, "천명", None),
    ("높이", 0, 1, "리터/원", None),
    ("금액", 0, 1, None, M.MONEY),
    ("금액", 0, 1, "건", None),
    ("금액 지수", 0, 1, None, None),
]


@pytest.mark.parametrize(("name", "low", "high", "unit", "wanted"), RANGES)
def test_numbers_mean_what_their_name_range_and_unit_say(
    name: str, low: float | None, high: float | None, unit: str | None, wanted: Meaning | None
) -> None:
    asked = Facts(name=name, type=ColumnType.DECIMAL, unit=unit, rows=9, distinct=9, low=low, high=high)
    assert meaning_of(asked) is wanted


def test_only_whole_numbers_are_identifiers() -> None:
    assert meaning_of(facts("관리번호", ColumnType.DECIMAL)) is None
    assert meaning_of(facts("Station_Cd", ColumnType.INTEGER)) is Meaning.IDENTIFIER


@pytest.mark.parametrize(
    ("name", "is_place"),
    [("위도", True), ("lon", True), ("X좌표", True), ("Y좌표", True), ("높이", False), ("", False)],
)
def test_names_of_coordinates(name: str, is_place: bool) -> None:
    assert names_place(name) is is_place


# --- projections ---


@pytest.mark.parametrize(
    ("name", "epsg"),
    [("X좌표(EPSG:5186)", 5186), ("x_5174", 5174), ("Y epsg 5187", 5187), ("X5180", None), ("X", None)],
)
def test_a_columns_name_may_give_its_system(name: str, epsg: int | None) -> None:
    assert names_system(name) == epsg


def place(name: str, low: float | None, high: float | None) -> Facts:
    return Facts(name=name, type=ColumnType.DECIMAL, unit=None, rows=9, distinct=9, low=low, high=high)


MIDDLE = 500_000 + (35.18 - 38) * 110_950 + 50_000  # where 부산 is between the two origins: 237,121


@pytest.mark.parametrize(
    ("east", "north", "places", "epsg"),
    [
        (place("X(5181)", 1, 2), place("Y", 1, 2), [], 5181),
        (place("X", 1, 2), place("Y(5186)", 1, 2), [], 5186),
        (place("X", 700_000, 1_450_000), place("Y", 1_300_000, 2_150_000), [], 5179),
        (place("X", 699_999.5, 1_450_000), place("Y", 1_300_000, 2_150_000), [], None),
        (place("X", 700_000, 1_450_000.5), place("Y", 1_300_000, 2_150_000), [], None),
        (place("X", 700_000, 1_450_000), place("Y", 1_299_999.5, 2_150_000), [], None),
        (place("X", 700_000, 1_450_000), place("Y", 1_300_000, 2_150_000.5), [], None),
        (place("X", 50_000, 650_000), place("Y", 568_000, 600_000), [], 5186),
        (place("X", 50_000, 650_000), place("Y", 567_999.5, 600_000), [], None),
        (place("X", 49_999.5, 650_000), place("Y", 568_000, 600_000), [], None),
        (place("X", 50_000, 650_000.5), place("Y", 568_000, 600_000), [], None),
        (place("X", 50_000, 650_000), place("Y", None, 600_000), [], None),
        (place("X", 50_000, 650_000), place("Y", 568_000, None), [], None),
        (place("X", 200_000, 210_000), place("Y", MIDDLE - 100.2, MIDDLE + 99.8), ["부산 중구"], 5181),
        (place("X", 200_000, 210_000), place("Y", MIDDLE - 99.8, MIDDLE + 100.2), ["부산 중구"], 5186),
        (place("X", 200_000, 210_000), place("Y보정", 180_000, 190_000), ["부산 중구"], 5174),
        (place("X보정", 200_000, 210_000), place("Y", 280_000, 290_000), ["부산 중구"], 5186),
        (place("X", 200_000, 210_000), place("Y", 280_000, 290_000), ["부산 중구", "모름"], 5186),
        (place("X", 200_000, 210_000), place("Y", 280_000, 290_000), ["부산 중구", "모름", "모름"], None),
        (place("X", 200_000, 210_000), place("Y", 450_000, 460_000), ["서울"] * 3 + ["부산"] * 2, 5181),
        (place("X", 200_000, 210_000), place("Y", 280_000, 290_000), ["서울"] * 2 + ["부산"] * 3, 5186),
    ],
)  # fmt: skip
def test_plane_coordinates_are_told_by_names_ranges_and_addresses(
    east: Facts, north: Facts, places: list[str], epsg: int | None
) -> None:
    assert projection(east, north, places) == epsg


@pytest.mark.parametrize(
    ("province", "latitude"),
    [("서울", 37.56), ("부산", 35.18), ("세종", 36.48), ("강원", 37.8), ("충남", 36.6), ("전북", 35.8), ("전라남", 34.9), ("제주", 33.4)],
)  # fmt: skip
def test_a_province_lies_at_its_latitude(province: str, latitude: float) -> None:
    middle = 500_000 + (latitude - 38) * 110_950 + 50_000
    found = [
        projection(place("X", 200_000, 210_000), place("Y", north, north), [f"{province} 어디"])
        for north in (middle - 1, middle + 1)
    ]
    assert found == [5181, 5186]
