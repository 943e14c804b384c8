"""Personal data as it is: what never, what is said first, and who the second person is."""

import pytest

from naru.base.kit.person import ANONYMOUS, SYSTEM, Person, PersonId, Scope
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.disclosure import (
    DISCLOSURE_STATES,
    TEXT_LONGEST,
    DisclosureRequest,
    DisclosureState,
    PersonalColumn,
    checked,
    columns_of,
    moved,
    require_disclosable,
    require_second,
)

S = DisclosureState
PHONE = PersonalColumn(column="연락처", kind="mobile_phone", is_identity=False)
NUMBER = PersonalColumn(column="주민등록번호", kind="resident_number", is_identity=True)


def officer(id_: str, **more: object) -> Person:
    return Person(**{"id": PersonId(id_), "name": id_, "is_officer": True, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("personal", "stays"),
    [([], ""), ([PHONE], ""), ([PHONE, NUMBER], "주민등록번호"), ([NUMBER, NUMBER], "주민등록번호")],
)
def test_numbers_of_identity_are_never_disclosed(personal: list[PersonalColumn], stays: str) -> None:
    if not stays:
        require_disclosable(personal)
        return
    with pytest.raises(Refused) as refused:
        require_disclosable(personal)
    assert (refused.value.code, refused.value.facts["columns"]) == ("identity_numbers_stay", stays)


@pytest.mark.parametrize(
    ("reason", "basis", "text", "code"),
    [
        ("알림", "consent", "동의서", None),
        ("", "consent", "동의서", "disclosure_needs_reason"),
        ("  ", "consent", "동의서", "disclosure_needs_reason"),
        ("알림", "", "동의서", "disclosure_needs_basis"),
        ("알림", "because", "동의서", "disclosure_needs_basis"),
        ("알림", "statute", " ", "disclosure_needs_basis"),
    ],
)
def test_a_reason_and_a_basis_are_said(reason: str, basis: str, text: str, code: str | None) -> None:
    request = DisclosureRequest(reason=reason, basis=basis, basis_text=text)
    if code is None:
        assert checked(request) == request
        return
    with pytest.raises(Refused) as refused:
        checked(request)
    assert refused.value.code == code


def test_long_words_are_cut() -> None:
    said = checked(DisclosureRequest(reason="가" * (TEXT_LONGEST + 1), basis="consent", basis_text=" 나 "))
    assert (len(said.reason), said.basis_text) == (TEXT_LONGEST, "나")


@pytest.mark.parametrize(
    ("by", "is_second"),
    [
        (officer("도현"), True),
        (officer("민지"), False),
        (officer("도현", is_officer=False), False),
        (officer("도현", scopes=frozenset({Scope.READ})), False),
        (SYSTEM, False),
        (ANONYMOUS, False),
    ],
)
def test_the_second_person_is_another_officer(by: Person, is_second: bool) -> None:
    if is_second:
        require_second("민지", by)
        return
    with pytest.raises(Refused) as refused:
        require_second("민지", by)
    assert refused.value.code == "second_person_needed"


@pytest.mark.parametrize("wanted", S)
@pytest.mark.parametrize("current", S)
def test_a_request_ends_once(current: S, wanted: S) -> None:
    if (current, wanted) in {(S.ASKED, S.APPROVED), (S.ASKED, S.DECLINED), (S.ASKED, S.LAPSED)}:
        assert moved(current, wanted) is wanted
        return
    with pytest.raises(Refused) as refused:
        moved(current, wanted)
    assert refused.value.code == "disclosure_is_over"
    assert wanted not in DISCLOSURE_STATES[current]


def test_columns_are_named_once_and_come_back_from_json() -> None:
    assert columns_of([PHONE, NUMBER, PHONE]) == "연락처, 주민등록번호"
    assert PersonalColumn.from_json(NUMBER.to_json()) == NUMBER
