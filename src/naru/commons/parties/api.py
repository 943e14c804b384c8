"""Parties in the API: the list, one of them, registering."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from naru.base.kit.guard import person_of, require_auditor_or_officer, require_signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties import actions, reads
from naru.commons.parties.core import rights
from naru.commons.parties.core.values import Details, Party, PartyKind

router = Router(tags=["parties"])
Line = Annotated[str, Field(max_length=300)]


class PartyOut(Schema):
    id: str
    kind: PartyKind
    business_number: str = Field(description="Ten digits; empty for a person.")
    corporate_number: str = Field(description="Thirteen digits; only a company has one.")
    name_ko: str
    name_en: str
    representative: str
    address: str
    bank: str
    account_number: str
    since: date = Field(description="From when it is called so.")
    registered: datetime
    closed: date | None

    @classmethod
    def of(cls, party: Party) -> "PartyOut":
        said = party.details
        return cls(
            id=party.id,
            kind=party.kind,
            business_number=party.business_number,
            corporate_number=party.corporate_number,
            name_ko=said.name.ko,
            name_en=said.name.en,
            representative=said.representative,
            address=said.address,
            bank=said.bank,
            account_number=said.account_number,
            since=said.since,
            registered=party.registered,
            closed=party.closed,
        )


class PartiesOut(Schema):
    parties: list[PartyOut]
    next: str | None


class PartiesIn(Schema):
    text: Annotated[str, Field(max_length=120)] = ""
    after: Annotated[str | None, Field(max_length=400)] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class PartyIn(Schema):
    kind: PartyKind
    name_ko: Line
    name_en: Line = ""
    since: date
    business_number: Annotated[str, Field(max_length=20)] = ""
    corporate_number: Annotated[str, Field(max_length=20)] = ""
    representative: Line = ""
    address: Line = ""
    bank: Line = ""
    account_number: Annotated[str, Field(max_length=40)] = ""


@router.get("/parties", response=PartiesOut, url_name="parties", summary="Parties by name or number")
def parties(request: HttpRequest, asked: Query[PartiesIn]) -> PartiesOut:
    require_auditor_or_officer(person_of(request))
    page = reads.parties(text=asked.text.strip(), after=asked.after, limit=asked.limit)
    return PartiesOut(parties=[PartyOut.of(each) for each in page.rows], next=page.next)


@router.post("/parties", response={201: PartyOut}, url_name="parties", summary="Register a party")
def register_party(request: HttpRequest, asked: PartyIn) -> Status[PartyOut]:
    details = Details(
        name=Words(asked.name_ko, asked.name_en),
        since=asked.since,
        representative=asked.representative,
        address=asked.address,
        bank=asked.bank,
        account_number=asked.account_number,
    )
    made = actions.register_party(
        asked.kind,
        details,
        business_number=asked.business_number,
        corporate_number=asked.corporate_number,
        by=person_of(request),
    )
    return Status(201, PartyOut.of(made))


@router.get("/parties/{party_id}", response=PartyOut, url_name="party", summary="A party as it is called on a day")
def party(request: HttpRequest, party_id: str, on: date | None = None) -> PartyOut:
    person = person_of(request)
    require_signed_in(person)
    found = reads.party(party_id, on=on)
    if not rights.may_read_party(person, found.organisation):
        raise Refused("not_found")
    return PartyOut.of(found)
