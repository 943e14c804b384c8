"""A party, what is said of it from a day on, and which numbers each kind has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties.core.numbers import (
    bank_account,
    business_number,
    corporate_number,
    written_business,
    written_corporate,
)

LONGEST = {"name_ko": 120, "name_en": 120, "representative": 80, "address": 300, "bank": 40}


class PartyKind(StrEnum):
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    PUBLIC_BODY = "public_body"
    PERSON = "person"

    @property
    def words(self) -> Words:
        return KIND_WORDS[self]

    @property
    def has_business_number(self) -> bool:
        return self is not PartyKind.PERSON

    @property
    def has_corporate_number(self) -> bool:
        return self is PartyKind.COMPANY


KIND_WORDS = {
    PartyKind.COMPANY: Words("법인", "Company"),
    PartyKind.SOLE_TRADER: Words("개인사업자", "Sole trader"),
    PartyKind.PUBLIC_BODY: Words("공공기관", "Public body"),
    PartyKind.PERSON: Words("개인", "Person"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a party is called and where it is found, from ``since`` on; ``account_number`` is digits, or ""."""

    name: Words
    since: date
    representative: str = ""
    address: str = ""
    bank: str = ""
    account_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Numbers are digits, "" for none; ``organisation`` is the id of the one that acts for it here, "" for none."""

    id: str
    kind: PartyKind
    business_number: str
    corporate_number: str
    organisation: str
    registered: datetime
    closed: date | None
    details: Details

    @property
    def name(self) -> Words:
        return self.details.name

    @property
    def business_written(self) -> str:
        return written_business(self.business_number)

    @property
    def corporate_written(self) -> str:
        return written_corporate(self.corporate_number)

    def is_closed(self, on: date) -> bool:
        """Whether its business has ended by that day."""
        return self.closed is not None and self.closed <= on


def checked_numbers(kind: PartyKind, business: str, corporate: str) -> tuple[str, str]:
    """The numbers that a kind has, as digits, each "" where it has none.

    Raises ``Refused``: ``party_number_missing``, ``party_number_unexpected``, or as ``core.numbers``.
    """
    for has, number, which in (
        (kind.has_business_number, business, "business"),
        (kind.has_corporate_number, corporate, "corporate"),
    ):
        if has != bool(number):
            raise Refused("party_number_missing" if has else "party_number_unexpected", kind=kind.value, which=which)
    return business_number(business) if business else "", corporate_number(corporate) if corporate else ""


def checked_details(details: Details) -> Details:
    """Texts trimmed, an English name where none is given. Raises ``Refused``: ``party_text_refused``, ``bank_account_refused``."""
    ko, en = details.name.ko.strip(), details.name.en.strip()
    said = {
        "name_ko": ko,
        "name_en": en or ko,
        "representative": details.representative.strip(),
        "address": details.address.strip(),
        "bank": details.bank.strip(),
    }
    for field, text in said.items():
        if len(text) > LONGEST[field] or (field == "name_ko" and not text) or not text.isprintable():
            raise Refused("party_text_refused", field=field, longest=LONGEST[field])
    return Details(
        name=Words(ko, said["name_en"]),
        since=details.since,
        representative=said["representative"],
        address=said["address"],
        bank=said["bank"],
        account_number=bank_account(details.account_number.strip()) if details.account_number.strip() else "",
    )


def details_on(known: Iterable[Details], day: date) -> Details:
    """What was said for the day, in the order in which it was entered: the latest that has begun, or the first of all."""
    listed = list(known)
    assert listed, "a party has details"
    begun = [details for details in listed if details.since <= day]
    latest = max((details.since for details in begun), default=None)
    return (
        [details for details in begun if details.since == latest][-1]
        if begun
        else min(listed, key=lambda each: each.since)
    )
