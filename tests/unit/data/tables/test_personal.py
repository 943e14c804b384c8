"""Personal data is found, counted and masked; office numbers are left in peace."""

from pathlib import Path

import pytest

from naru.data.catalogue.core.columns import Meaning
from naru.data.tables.core.meanings import is_business_number
from naru.data.tables.core.personal import is_card, is_foreigner, is_resident
from naru.data.tables.core.values import PersonalKind
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


@pytest.mark.parametrize(("name", "found"), [("법인등록번호", 0), ("법인(주민)등록번호", 3)])
def test_numbers_of_firms_are_not_those_of_people(name: str, found: int, tmp_path: Path) -> None:
    rows = "\n".join(_resident(f"{50 + i}0203134567") for i in range(3))
    assert sum(f.count for f in read_text(f"{name}\n{rows}\n", tmp_path).personal) == found


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
