"""Which type a column is of: values in, types out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.type_rules import (
    Evidence,
    Value,
    allowed,
    names_number,
    parsed,
    period_of,
    value_as,
)

T = ColumnType


@pytest.mark.parametrize(
    ("values", "aside"),
    [(0, 0), (1, 0), (20, 0), (199, 0), (200, 1), (201, 1), (999, 1), (1_000, 1), (1_999, 1), (2_000, 2), (10_000, 10)],
)
def test_one_in_a_thousand_may_be_put_aside_and_one_from_two_hundred_on(values: int, aside: int) -> None:
    assert allowed(values) == aside


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("관리번호", True), ("행정동코드", True), ("순번", True), ("연번", True), ("아이디", True), ("user_id", True),
        ("id", True), ("NO", False), ("no", True), ("userId", True), ("itemCode", True), ("SIDO_CD", False),
        ("sido_cd", True), ("keyword", False), ("건수", False), ("번호판", False), ("grid", False),
    ],
)  # fmt: skip
def test_name_tells_things_apart(name: str, number: bool) -> None:
    assert names_number(name) is number


@pytest.mark.parametrize(
    ("name", "given", "kind"),
    [
        ("연도", T.INTEGER, T.YEAR), ("회계년도", T.INTEGER, T.YEAR), ("year", T.INTEGER, T.YEAR),
        ("건수", T.INTEGER, None), ("분기", T.DATE, T.QUARTER), ("기준월", T.DATE, T.MONTH), ("stat_ym", T.DATE, T.MONTH),
        ("일자", T.DATE, None), ("연도", T.DATE, None), ("분기", T.INTEGER, None), ("연도", T.TEXT, None),
    ],
)  # fmt: skip
def test_period_by_a_columns_name(name: str, given: ColumnType, kind: ColumnType | None) -> None:
    assert period_of(name, given) is kind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (T.BOOLEAN, "Y", True), (T.BOOLEAN, " 아니요 ", False), (T.BOOLEAN, "1", None),
        (T.INTEGER, "1,395", 1395), (T.INTEGER, "1.5", None), (T.INTEGER, "가", None),
        (T.INTEGER, str(2**63 - 1), 2**63 - 1), (T.INTEGER, str(2**63), None), (T.INTEGER, str(-(2**63)), -(2**63)),
        (T.DECIMAL, "9007199254740992", 2.0**53), (T.DECIMAL, "9007199254740993", None), (T.DECIMAL, "1.5", 1.5), (T.DECIMAL, "3", 3.0), (T.DECIMAL, str(10**19), 1e19), (T.DECIMAL, str(2**63), None),
        (T.DECIMAL, str(2**63 + 1), None), (T.DECIMAL, "2,500천원", 2_500_000.0),
        (T.DATE, "2024-05-01", date(2024, 5, 1)), (T.DATE, "2024-05", None),
        (T.DATETIME, "2024-05-01", datetime(2024, 4, 30, 15, tzinfo=UTC)),
        (T.DATETIME, "2024-05", None), (T.DATETIME, "2024-05-01 09:00", datetime(2024, 5, 1, 0, tzinfo=UTC)),
        (T.MONTH, "2024-05", date(2024, 5, 1)), (T.QUARTER, "2024년 2분기", date(2024, 4, 1)),
        (T.YEAR, "2024", 2024), (T.YEAR, "2024-05", None),
        (T.TIME, "9:05", "09:05:00"), (T.TIME, "24:00", "24:00:00"), (T.TIME, "2024", None),
    ],
)  # fmt: skip
def test_value_as_its_type_holds_it(kind: ColumnType, text: str, value: Value | None) -> None:
    found = value_as(kind, parsed(text))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("12", 1000, 12_000),
        ("12", None, None),
        ("0", None, 0),
        ("12원", None, 12),
        ("12원", 1000, 12),
        ("3만", None, 30_000),
    ],
)
def test_bare_numbers_take_their_columns_scale(text: str, scale: int | None, value: int | None) -> None:
    assert value_as(T.INTEGER, parsed(text), scale) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("007", True), ("0", False), ("00", True), ("12", False), ("1234567890123456789", False),
        ("9999999999999999999", True), ("10000000000000000000", False), ("-9999999999999999999", True), ("0.5", False),
        ("9007199254740993.1234", True), ("9007199254740992", False), ("4503599627370497.5", False), ("1e+100", False),
        ("-90,071,992,547,409,931.25", True), ("37.566535123456789012", False),
    ],
)  # fmt: skip
def test_digits_that_no_number_keeps_are_a_code(text: str, code: bool) -> None:
    assert (parsed(text).code and not (text in {"007", "00"} and not parsed(text).code)) is code


@pytest.mark.parametrize(
    ("text", "plain"),
    [("가", True), ("1", False), ("2024-05-01", False), ("Y", False), ("없음", False), ("  -  ", False)],
)
def test_text_that_is_nothing_else_is_plain(text: str, plain: bool) -> None:
    assert parsed(text).is_plain is plain


def best(
    texts: Sequence[str] | Mapping[str, int],
    name: str = "",
    limit: int = 0,
    given: Mapping[ColumnType, int] | None = None,
    **known: ColumnType | str | None,
) -> list[ColumnType]:
    values = texts if isinstance(texts, Mapping) else dict.fromkeys(texts, 1)
    return Evidence(values, given or {}, name, **known).possible(limit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "texts", "kinds"),
    [
        ("", ["1", "2"], [T.INTEGER, T.DECIMAL]),
        ("", ["1", "2.5"], [T.DECIMAL]),
        ("", ["1", "가"], []),
        ("", ["가"], []),
        ("", ["", "-"], []),
        ("", ["없음"], []),
        ("", ["1", "없음"], [T.INTEGER, T.DECIMAL]),
        ("", ["01", "2"], []),
        ("", ["3명", "4명"], [T.INTEGER, T.DECIMAL]),
        ("", ["3명", "4개"], []),
        ("", ["Y", "N"], [T.BOOLEAN]),
        ("", ["Y", "Y"], []),
        ("개방여부", ["Y"], [T.BOOLEAN]),
        ("is_open", ["no"], [T.BOOLEAN]),
        ("", ["X", "Y"], []),
        ("", ["O", "X"], [T.BOOLEAN]),
        ("", ["예", "N"], [T.BOOLEAN]),
        ("개방여부", ["1"], [T.INTEGER, T.DECIMAL]),
        ("", ["1.1", "1.10"], []),
        ("", ["1.1", "1.2", "1.10", "10.1"], []),
        ("", {"1.1": 1, "1.10": 2}, [T.DECIMAL]),  # a measured value comes again
        ("", ["1.10", "1.9"], [T.DECIMAL]),
        ("", ["1.100", "1.1"], [T.DECIMAL]),
        ("", ["101.1", "101.10"], [T.DECIMAL]),
        ("펌웨어 버전", ["1.9", "1.10"], []),
        ("version", ["10.1.2", "10.1.3"], []),
        ("버전", ["1", "2", "미정"], [T.INTEGER, T.DECIMAL]),
        ("지번", ["1999-12", "1999-11"], []),
        ("시점", ["1999-12", "1999-11"], [T.MONTH]),
        ("경기결과", ["2:1", "0:3"], []),
        ("출발", ["10:30", "9:05"], [T.TIME]),
        ("모델", ["5E1", "9E42"], []),
        ("값", ["5E+1", "9.5E4"], [T.DECIMAL]),
        ("", ["1", "점검중"], [T.INTEGER, T.DECIMAL]),
        ("", ["1", "정상"], []),
        ("분류코드", ["1.1", "1.10"], []),
        ("분류코드", ["1", "2"], [T.INTEGER, T.DECIMAL]),
        ("", ["2024-05-01"], [T.DATE]),
        ("", ["2024-05-01 09:00", "2024-05-01"], [T.DATETIME]),
        ("", ["2019", "2020", "2021"], [T.INTEGER, T.DECIMAL]),
        ("연도", ["2019"], [T.YEAR, T.INTEGER, T.DECIMAL]),
        ("연도", ["1899", "2101"], [T.YEAR, T.INTEGER, T.DECIMAL]),
        ("", ["2019년"], [T.YEAR]),
        ("", ["2019년", "2020"], [T.YEAR]),
        ("", ["20240101", "20240102"], [T.INTEGER, T.DECIMAL]),
        (
            "",
            ["20240101", "20240102", "20240103"],
            [
                T.DATE,
                T.INTEGER,
                T.DECIMAL,
            ],
        ),
        ("관리번호", ["20240101", "20240102", "20240103"], [T.INTEGER, T.DECIMAL]),
        ("", ["18991231", "20240102", "20240103"], [T.INTEGER, T.DECIMAL]),
        ("", ["19000101", "20240102", "21001231"], [T.DATE, T.INTEGER, T.DECIMAL]),
        ("", ["21010101", "20240102", "20240103"], [T.INTEGER, T.DECIMAL]),
        ("일자", ["20240101"], [T.DATE]),
        ("일자", ["20240101", "2024-01-02"], [T.DATE]),
        ("", ["20240101", "2024-01-02"], [T.DATE]),
        ("기준월", ["2024.01"], [T.MONTH, T.DECIMAL]),
        ("", ["2024.01", "2024.02", "2024.03", "2024.04", "2024.05"], [T.DECIMAL]),
        ("", ["2024.01", "2024.02", "2024.03", "2024.04", "2024.05", "2024.06"], [T.MONTH, T.DECIMAL]),
        ("", ["2024.1", "2024.02", "2024.03", "2024.04", "2024.05", "2024.06"], [T.DECIMAL]),
        ("", ["202401011230", "202401021315", "202401030900"], [T.DATETIME, T.INTEGER, T.DECIMAL]),
        ("", ["2024010112", "2024010213", "2024010309"], [T.INTEGER, T.DECIMAL]),
        ("측정일시", ["2024010112"], [T.DATETIME, T.INTEGER, T.DECIMAL]),
        ("설치일자", ["32874", "54788"], [T.DATE]),
        ("설치일자", ["32873", "54788"], [T.INTEGER, T.DECIMAL]),
        ("설치일자", ["32874", "54789"], [T.INTEGER, T.DECIMAL]),
        ("설치일자", ["45292.5"], [T.DATETIME]),
        ("점검일시", ["45292.5", "45292"], [T.DATETIME]),
        ("점검일시", ["45292.5", "12.5"], [T.DECIMAL]),
        ("면적", ["45292.5"], [T.DECIMAL]),
        ("설치일자", ["45292", "미정"], [T.DATE]),
        ("설치일자", ["45292", "2024-01-02"], [T.DATE]),
        ("면적", ["45292"], [T.INTEGER, T.DECIMAL]),
        ("측정값", ["3", "4", "점검중", "통신두절"], [T.INTEGER, T.DECIMAL]),
        ("폐업일", {"운영중": 95, "2024-01-02": 5}, [T.DATE]),
        ("상태", {"운영중": 90, "휴업": 5, "공사중": 4, "3": 1}, []),  # states, and somebody's number
    ],
)
def test_types_that_fit_every_value(name: str, texts: list[str] | dict[str, int], kinds: list[ColumnType]) -> None:
    found = best(texts, name)
    assert found[: len(kinds)] == kinds
    assert bool(found) == bool(kinds)


@pytest.mark.parametrize(("bad", "limit", "kinds"), [(1, 1, [T.INTEGER, T.DECIMAL]), (2, 1, []), (1, 0, [])])
def test_a_type_may_leave_out_as_many_rows_as_allowed(bad: int, limit: int, kinds: list[ColumnType]) -> None:
    assert best({"1": 500, "오타": bad}, limit=limit) == kinds
    assert best({"1": 500, "2024-05-01": bad}, limit=limit) == kinds


def test_the_type_with_the_fewest_misfits_wins_whatever_its_width() -> None:
    assert best({"1": 10, "1.5": 1}, limit=1) == [T.DECIMAL, T.INTEGER]


@pytest.mark.parametrize(
    ("days", "bad", "kinds"), [(99, 1, [T.DATE]), (98, 2, [T.INTEGER, T.DECIMAL]), (0, 2, [T.INTEGER, T.DECIMAL])]
)
def test_days_in_digits_may_hold_one_impossible_day_in_a_hundred(days: int, bad: int, kinds: list[ColumnType]) -> None:
    values = {f"202401{day + 1:02}": 1 for day in range(9)} | {"20240110": days - 9} if days else {}
    assert best({**values, "20240231": bad}, "신고일자", limit=1)[: len(kinds)] == kinds


def test_only_days_of_near_years_speak_for_days() -> None:
    assert best(["19000101", "21001231"], "일자")[0] is T.DATE
    assert best(["18991231", "18991230"], "일자")[0] is T.INTEGER
    assert best(["21010101", "21010102"], "일자")[0] is T.INTEGER


def test_rows_known_already_count_for_their_type() -> None:
    assert best({"1천": 1}, given={T.INTEGER: 5}) == [T.INTEGER]
    assert best({"1천": 1}, given={T.DECIMAL: 5}) == [T.DECIMAL]
    assert best({}, given={T.DATE: 5}) == [T.DATE]
    evidence = Evidence({"1": 2, "가": 3, "없음": 4, "": 5}, {T.INTEGER: 10})
    assert (evidence.held, evidence.cost(T.INTEGER), evidence.cost(T.DECIMAL)) == (15, 3, 13)
    assert evidence.misfits(T.INTEGER) == ["가"]


def test_what_is_missing_among_numbers_is_a_misfit_of_truths_alone() -> None:
    evidence = Evidence({"x": 1, "o": 1, "없음": 1})
    assert (evidence.misfits(T.BOOLEAN), evidence.misfits(T.INTEGER)) == ([], ["o"])


@pytest.mark.parametrize(
    ("texts", "unit", "scale"),
    [
        (["3", "4"], "천원", 1), (["3명"], None, 1), (["3천원", "4"], None, None), (["3천원", "4"], "천원", 1_000),
        (["3천원", "4"], "명", None),
    ],
)  # fmt: skip
def test_bare_numbers_beside_money_need_the_headers_unit(texts: list[str], unit: str | None, scale: int | None) -> None:
    evidence = Evidence(dict.fromkeys(texts, 1), unit=unit)
    assert evidence.bare_scale() == scale
    assert evidence.units() == ({"원"} if "3천원" in texts else {"명"} if "3명" in texts else set())


@pytest.mark.parametrize(("wanted", "text"), [(T.DATE, "설치"), (None, "설치일자")])
def test_days_as_spreadsheets_count_them(wanted: ColumnType | None, text: str) -> None:
    evidence = Evidence({"45292": 1}, name=text, wanted=wanted)
    assert value_as(T.DATE, evidence.reads["45292"]) == date(2024, 1, 1)
    assert evidence.reads["45292"].number is None


def test_a_person_who_wants_numbers_gets_them_in_a_column_of_days() -> None:
    evidence = Evidence({"45292": 1, "1": 1}, name="설치일자", wanted=T.INTEGER)
    assert value_as(T.INTEGER, evidence.reads["45292"]) == 45292
    dates = Evidence({"45292": 1, "1": 1}, name="", wanted=T.DATE)
    assert dates.misfits(T.DATE) == ["1"]
