"""Which numbers each kind of party has, what is said of it, and which of it holds on a day."""

from dataclasses import replace
from datetime import date

import pytest

from naru.base.kit.person import OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.parties.core import rights
from naru.commons.parties.core.values import Details, PartyKind, checked_details, checked_numbers, details_on

BUSINESS, CORPORATE = "176-83-70349", "113779-1146220"
NAMED = Details(name=Words("나루카드", ""), since=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "business", "corporate", "code"),
    [
        (PartyKind.COMPANY, BUSINESS, CORPORATE, ""),
        (PartyKind.COMPANY, BUSINESS, "", "party_number_missing"),
        (PartyKind.COMPANY, "", CORPORATE, "party_number_missing"),
        (PartyKind.SOLE_TRADER, BUSINESS, "", ""),
        (PartyKind.SOLE_TRADER, BUSINESS, CORPORATE, "party_number_unexpected"),
        (PartyKind.PUBLIC_BODY, BUSINESS, "", ""),
        (PartyKind.PUBLIC_BODY, "", "", "party_number_missing"),
        (PartyKind.PERSON, "", "", ""),
        (PartyKind.PERSON, BUSINESS, "", "party_number_unexpected"),
        (PartyKind.SOLE_TRADER, "176-83-70348", "", "number_check_digit"),
    ],
)
def test_each_kind_has_its_numbers(kind: PartyKind, business: str, corporate: str, code: str) -> None:
    if code:
        with pytest.raises(Refused) as refused:
            checked_numbers(kind, business, corporate)
        assert refused.value.code == code
        return
    assert checked_numbers(kind, business, corporate) == (business.replace("-", ""), corporate.replace("-", ""))


def test_texts_are_trimmed_and_an_english_name_is_there() -> None:
    said = checked_details(
        replace(NAMED, name=Words(" 나루카드 ", " "), address=" 중앙대로 1 ", account_number=" 110-123-456789 ")
    )
    assert (said.name, said.address, said.account_number) == (
        Words("나루카드", "나루카드"),
        "중앙대로 1",
        "110123456789",
    )
    assert checked_details(replace(NAMED, name=Words("가", "A"))).name == Words("가", "A")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": Words(" ", "A")}, "party_text_refused"),
        ({"name": Words("가" * 121, "")}, "party_text_refused"),
        ({"representative": "가" * 81}, "party_text_refused"),
        ({"address": "가\n나"}, "party_text_refused"),
        ({"address": "\u202e주소"}, "party_text_refused"),
        ({"account_number": "123"}, "bank_account_refused"),
    ],
)
def test_what_cannot_be_said_is_refused(change: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_details(replace(NAMED, **change))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 1, 1), "처음"),
        (date(2020, 1, 1), "처음"),
        (date(2023, 12, 31), "처음"),
        (date(2024, 1, 1), "바로잡음"),
        (date(2030, 1, 1), "바로잡음"),
    ],
)
def test_a_party_is_called_as_on_the_day(day: date, name: str) -> None:
    said = [
        Details(name=Words("처음", ""), since=date(2020, 1, 1)),
        Details(name=Words("나중", ""), since=date(2024, 1, 1)),
        Details(name=Words("바로잡음", ""), since=date(2024, 1, 1)),
    ]
    assert details_on(said, day).name.ko == name


FIRM = OrganisationId("firm")


@pytest.mark.parametrize(
    ("person", "all_of_them", "own", "keeps"),
    [
        (Person(id=PersonId("p"), name=""), False, False, False),
        (Person(id=PersonId("p"), name="", roles={FIRM: Role.MEMBER}), False, False, False),
        (Person(id=PersonId("p"), name="", roles={FIRM: Role.STEWARD}), False, True, False),
        (Person(id=PersonId("p"), name="", is_auditor=True), True, True, False),
        (Person(id=PersonId("p"), name="", is_officer=True), True, True, True),
        (Person(id=PersonId("p"), name="", is_officer=True, scopes=frozenset({Scope.WRITE})), True, True, False),
    ],
)
def test_who_reads_and_keeps_parties(person: Person, all_of_them: bool, own: bool, keeps: bool) -> None:
    assert rights.may_read_parties(person) is all_of_them
    assert rights.may_read_party(person, FIRM) is own
    assert rights.may_read_party(person, "") is all_of_them
    assert rights.may_keep_parties(person) is keeps
