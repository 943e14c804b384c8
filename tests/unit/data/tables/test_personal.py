"""Personal data is found, counted and masked; office numbers are left in peace."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import Meaning
from naru.data.tables.core.identity_numbers import is_card, is_foreigner, is_resident
from naru.data.tables.core.meanings import is_business_number
from naru.data.tables.core.personal import TOGETHER, covered, find_personal, names_personal
from naru.data.tables.core.personal_searches import SEARCHES
from naru.data.tables.core.values import PersonalFinding, PersonalKind
from tests.tables_read import column, read_text


def _resident(first: str) -> str:
    """A made-up number with a true check digit."""
    digits = next(first + str(d) for d in range(10) if is_resident(first + str(d)))
    return f"{digits[:6]}-{digits[6:]}"


FOUND = {
    PersonalKind.RESIDENT_NUMBER: _resident("850203123456"),
    PersonalKind.MOBILE_PHONE: "010-1234-5678",
    PersonalKind.CARD: "4111-1111-1111-1111",
    PersonalKind.PLATE: "12가 3456",
    PersonalKind.EMAIL: "minji.kim@example.org",
    PersonalKind.PASSPORT: "M123A4567",
}


@pytest.mark.parametrize("kind", FOUND)
def test_value_is_found_inside_a_remark(kind: PersonalKind, tmp_path: Path) -> None:
    lines = [f"{i},비고 {i}" for i in range(2000)]
    lines[1777] = f"1777,연락 {FOUND[kind]} 참고"
    [finding] = read_text("번호,비고\n" + "\n".join(lines) + "\n", tmp_path).personal
    assert (finding.kind, finding.count, finding.column) == (kind, 1, "비고")
    assert FOUND[kind] not in finding.examples[0]


def test_office_numbers_are_telephones_and_not_personal(tmp_path: Path) -> None:
    rows = "\n".join(f"{i},051-{200 + i}-{4000 + i}" for i in range(50))
    report = read_text(f"번호,전화번호\n{rows}\n", tmp_path)
    assert report.personal == ()
    assert column(report, "전화번호").meaning is Meaning.PHONE


def test_resident_numbers_lost_in_a_column_of_digits_are_found(tmp_path: Path) -> None:
    bare = [_resident(f"{50 + i}0203{'1' if i % 2 else '2'}34567").replace("-", "") for i in range(40)]
    report = read_text("n,주민번호\n" + "\n".join(f"{i},{value}" for i, value in enumerate(bare)) + "\n", tmp_path)
    assert [(f.kind, f.count) for f in report.personal] == [(PersonalKind.RESIDENT_NUMBER, 40)]


def test_numbers_that_a_spreadsheet_has_shortened_are_found(tmp_path: Path) -> None:
    young = [_resident(f"0{i}0203{'3' if i % 2 else '4'}34567").replace("-", "").lstrip("0") for i in range(9)]
    rows = "\n".join(f"{value},10{12345678 + i}" for i, value in enumerate(young))
    report = read_text(f"주민번호,연락처\n{rows}\n", tmp_path)
    assert [(f.kind, f.count) for f in report.personal] == [
        (PersonalKind.RESIDENT_NUMBER, 9),
        (PersonalKind.MOBILE_PHONE, 9),
    ]


def test_old_mobile_numbers_without_marks_are_found(tmp_path: Path) -> None:
    report = read_text("n,휴대폰\n1,0111234567\n2,0191234567\n", tmp_path)
    assert [(f.kind, f.count) for f in report.personal] == [(PersonalKind.MOBILE_PHONE, 2)]


def test_office_numbers_without_their_zero_are_not_personal(tmp_path: Path) -> None:
    assert read_text("n,전화번호\n1,518881234\n2,518881235\n3,15881234\n", tmp_path).personal == ()


FIRMS = [f"{number[:6]}-{number[6:]}" for number in ("1101110012349", "1801110034561", "1345110098768")]


@pytest.mark.parametrize(
    ("name", "numbers", "found"),
    [
        ("법인등록번호", "firms", 0),
        ("법인등록번호", "people", 3),  # the values prove the name wrong
        ("법인등록번호", "two people", 0),
        ("법인(주민)등록번호", "people", 3),
    ],
)
def test_numbers_of_firms_are_not_those_of_people(name: str, numbers: str, found: int, tmp_path: Path) -> None:
    people = [_resident(f"{50 + i}0203134567") for i in range(3)]
    values = {"people": people, "two people": people[:2], "firms": FIRMS}[numbers]
    assert sum(f.count for f in read_text(f"{name}\n" + "\n".join(values) + "\n", tmp_path).personal) == found


def test_long_identifiers_are_no_cards(tmp_path: Path) -> None:
    rows = "\n".join(f"{i},{4000_0000_0000_0000 + i * 7919}" for i in range(200))
    assert read_text(f"n,관리번호\n{rows}\n", tmp_path).personal == ()


def test_check_digits() -> None:
    assert is_resident("201105-3123456")  # given out after October 2020: no check digit
    assert not is_resident("850203-1234560") or not is_resident("850203-1234561")
    assert not is_resident("851303-1234567")
    assert is_foreigner("201105-7123456")
    assert is_card("4111 1111 1111 1111")
    assert not is_card("4111 1111 1111 1112")
    assert is_business_number("124-81-00998")
    assert not is_business_number("124-81-00999")


# --- every kind: what is one, and what only looks like one ---

K = PersonalKind


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("850203-1234569", True),
        ("850203-1234568", False),
        ("850203 2234561", True),
        ("0002293234563", True),
        ("000229-1234563", False),
        ("050203-4234561", True),
        ("030130-3333333", False),
        ("850203-5234560", False),
        ("850203-0234560", False),
        ("850203-123456", False),
        ("850203-12345690", False),
        ("850230-1234569", False),
        ("201001-3123456", True),
        ("201001-4123457", True),
        ("200930-3234560", True),
        ("200930-3234561", False),
    ],
)
def test_resident_numbers_have_a_day_a_sex_and_a_check_digit(number: str, is_one: bool) -> None:
    assert is_resident(number) is is_one


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("850203-5234560", True),
        ("850203-5234562", True),
        ("850203-5234561", False),
        ("850203-6234562", True),
        ("850203-6234564", True),
        ("000229-7234564", True),
        ("000229-5234564", False),
        ("050203-8234562", True),
        ("050203-8234563", False),
        ("850203-1234569", False),
        ("201001-7123456", True),
        ("201001-8123450", True),
        ("200930-7234561", True),
        ("200930-7234562", False),
        ("850203-523456", False),
    ],
)
def test_foreigners_numbers_have_their_own_sexes_and_check_digit(number: str, is_one: bool) -> None:
    assert is_foreigner(number) is is_one


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("4123456789012349", True),
        ("4123456789012348", False),
        ("5112345678901235", True),
        ("5512345678901231", True),
        ("5012345678901236", False),
        ("5612345678901230", False),
        ("2212345678901231", True),
        ("2712345678901236", True),
        ("2112345678901232", False),
        ("2812345678901235", False),
        ("341234567890127", True),
        ("371234567890120", True),
        ("331234567890129", False),
        ("3512345678901236", True),
        ("3612345678901235", False),
        ("6012345678901234", True),
        ("6212345678901232", True),
        ("6512345678901239", True),
        ("6112345678901233", False),
        ("9012345678901238", True),
        ("9912345678901239", True),
        ("41234567890120", False),
        ("41234567890123458", False),
        ("0000000000000000", False),
    ],
)
def test_cards_have_a_known_beginning_a_length_and_a_check_digit(number: str, is_one: bool) -> None:
    assert is_card(number) is is_one


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def found(con: Any, name: str, values: list[str]) -> tuple[PersonalFinding, ...]:
    """In a column of these values: by SQL over the rows, and the same by their tally."""
    con.register("final", pa.table({"c": values, "other": ["평범"] * len(values)}))
    by_rows = find_personal(con, {"c": name, "other": "비고"}, {})
    counts = pa.array(values, pa.string()).value_counts()
    tally = pa.table({"v": counts.field("values"), "n": counts.field("counts")})
    by_tally = find_personal(con, {"c": name}, {"c": tally})
    assert [(one.kind, one.count) for one in by_rows] == [(one.kind, one.count) for one in by_tally]
    return by_tally


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("850203-1234569", K.RESIDENT_NUMBER),
        ("번호 850203 1234569 임", K.RESIDENT_NUMBER),
        ("850203-1234568", None),
        ("1850203-1234569", None),
        ("850203-12345690", None),
        ("850203-5234560", K.FOREIGNER_NUMBER),
        ("850203-5234561", None),
        ("1850203-5234560", None),
        ("850203-9234560", None),
        ("010-123-4567", K.MOBILE_PHONE),
        ("01012345678", K.MOBILE_PHONE),
        ("+82-010-1234-5678", K.MOBILE_PHONE),
        ("019.123.4567", K.MOBILE_PHONE),
        ("010)1234-5678", K.MOBILE_PHONE),
        ("010--1234-5678", K.MOBILE_PHONE),
        ("010---1234-5678", None),
        ("012-345-6789", None),
        ("1010-1234-5678", None),
        ("010-1234-56789", None),
        ("010-12-4567", None),
        ("4111-1111-1111-1111", K.CARD),
        ("3412-345678-90127", K.CARD),
        ("4111-1111-1111-1112", None),
        ("-4111-1111-1111-1111", None),
        ("4111-1111-1111-1111.5", None),
        ("850203 - 1234569", K.RESIDENT_NUMBER),
        ("850203–1234569", K.RESIDENT_NUMBER),
        ("８５０２０３－１２３４５６９", K.RESIDENT_NUMBER),
        ("850203.1234569", None),
        ("880104-3123456", None),
        ("０１０－１２３４－５６７８", K.MOBILE_PHONE),
        ("여권 M12345678 소지", K.PASSPORT),
        ("passport no. AB1234567", K.PASSPORT),
        ("11-05-123456-78", K.DRIVER_LICENCE),
        ("28-05-123456-78", K.DRIVER_LICENCE),
        ("29-05-123456-78", None),
        ("10-05-123456-78", None),
        ("서울 05-123456-78", K.DRIVER_LICENCE),
        ("110512345678", None),
        ("국민은행 123456-12-123456", K.ACCOUNT),
        ("계좌: 110123456789 (신한)", K.ACCOUNT),
        ("국민은행 02-1234-5678", None),
        ("국민은행 124-81-00998", None),
        ("국민은행 2024-01-15", None),
        ("110-123-456789", None),
        ("M123A4567", K.PASSPORT),
        ("R123Z4567", K.PASSPORT),
        ("M12345678", None),
        ("X123A4567", None),
        ("M123A45678", None),
        ("AM123A4567", None),
        ("12가3456", K.PLATE),
        ("123하 3456", K.PLATE),
        ("12각3456", None),
        ("1가3456", None),
        ("1234가3456", None),
        ("12가34567", None),
        ("minji@example.org", K.EMAIL),
        ("minji@example", None),
        ("@example.org", None),
    ],
)
def test_one_text_is_of_one_kind_or_none(text: str, kind: PersonalKind | None, con: Any) -> None:
    assert [finding.kind for finding in found(con, "비고", ["평범", text])] == ([kind] if kind else [])


BARE = ["8502031234569", "8502032234561", "8502031234568", "8502032234562"]  # two pass


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("비고", BARE, 2),
        ("비고", [*BARE, BARE[3]], 0),
        ("비고", [*BARE, BARE[3], "850203-1234569"], 3),
        ("비고", [*BARE, BARE[2], BARE[3], "850203-1234569"], 1),
        ("주민번호", [*BARE, BARE[3]], 2),
        ("법인번호", BARE, 0),
        ("법인(주민)번호", BARE, 2),
        ("법인번호", ["850203-5234560"], 0),
        ("외국인법인번호", ["850203-5234560"], 1),
        ("관리번호", ["11-05-123456-78"], 0),
        ("운전면허번호", ["110512345678"], 1),
        ("계좌번호", ["110-123-456789", "1002-123-456789"], 2),
        ("계좌번호", ["110123456789"], 1),
        ("계좌번호", ["없음", "12345"], 0),
        ("계좌 잔액", ["1101234567890"], 0),
        ("주민번호뒷자리", ["1234569", "2234561"], 2),
        ("주민등록인구", ["1234569", "2234561"], 0),
        ("850203-1234569", ["평범"], 1),  # a first row taken for a header
        ("비고", ["M12345678"] * 3, 0),
        ("여권번호", ["M12345678"] * 3, 3),
        ("카드번호", ["4111111111111111", "4111111111111112", "4111111111111113"], 1),
        ("번호", ["4111111111111111", "4111111111111112", "4111111111111113"], 0),
        ("주민번호", ["1013234560"], 1),
        ("비고", ["1013234560"], 0),
        ("주민번호", ["502034234561"], 1),
        ("외국인번호", ["2297234564"], 1),
        ("연락처", ["1012345678"], 1),
        ("연락처", ["10-1234-5678", "10.123.4567"], 2),
        ("비고", ["10-1234-5678", "10.123.4567"], 0),
        ("비고", ["1012345678"], 0),
    ],
)
def test_chance_is_ruled_out_by_marks_by_most_of_the_column_or_by_its_name(
    name: str, values: list[str], count: int, con: Any
) -> None:
    assert sum(finding.count for finding in found(con, name, values)) == count


def test_three_masked_examples_are_shown(con: Any) -> None:
    [finding] = found(con, "비고", [f"010-1234-567{n} 또는 010-1234-000{n}" for n in range(4)])
    assert (finding.column, finding.alias, finding.count) == ("비고", "c", 4)
    assert finding.examples == ("010-****-****",) * 3


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("123456789", "123456789"),
        ("1234567890", "0001234567890"),
        ("123456789012", "0123456789012"),
        ("1234567890123", "1234567890123"),
        ("0123456789", "0123456789"),
        ("12345-6789", "12345-6789"),
    ],
)
def test_at_most_three_lost_zeros_are_put_back(text: str, restored: str) -> None:
    assert SEARCHES[K.RESIDENT_NUMBER].restored(text) == restored
    assert SEARCHES[K.CARD].restored(text) == text


@pytest.mark.parametrize(
    ("column", "says_so"),
    [
        ("주민번호", True),
        ("외국인 번호", True),
        ("휴대폰", True),
        ("카드번호", False),
        ("여권", True),
        ("계좌번호", True),
        ("계좌 잔액", False),
        ("이름", False),
    ],
)
def test_names_that_say_personal_numbers(column: str, says_so: bool) -> None:
    assert names_personal(column) is says_so


def test_values_are_covered_wherever_they_stand() -> None:
    text = "민지 010-1234-5678, 준호 010-2222-3333, minji@example.org"
    assert covered(text, [K.MOBILE_PHONE]) == "민지 010-****-****, 준호 010-****-****, minji@example.org"
    assert covered(text, [K.MOBILE_PHONE, K.EMAIL]).endswith("m****@example.org")
    assert covered(text, []) == text


@pytest.mark.parametrize(
    ("name", "source", "values", "count"),
    [
        ("번호", "여권번호", ["M12345678"], 1),
        ("여권번호", "번호", ["M12345678"], 1),
        ("법인번호", "주민번호", ["850203-1234569"], 1),
        ("법인번호", "번호", ["850203-1234569"], 1),
        ("번호", "법인번호", ["850203-1234569"], 0),
    ],
)
def test_no_new_name_hides_what_is_in_a_column(name: str, source: str, values: list[str], count: int, con: Any) -> None:
    con.register("final", pa.table({"c": values}))
    findings = find_personal(con, {"c": name}, {}, sources={"c": source})
    assert [(finding.column, finding.count) for finding in findings] == ([(name, count)] if count else [])


def test_every_kind_is_asked_for_once() -> None:
    assert sorted(kind for kinds in TOGETHER for kind in kinds) == sorted(SEARCHES)
