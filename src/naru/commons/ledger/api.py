"""The ledger in the API: accounts, statements, transfers, the last trial balance. Nothing here moves money."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from naru.base.kit.guard import person_of, require_auditor_or_officer, require_signed_in
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.commons.ledger import reads
from naru.commons.ledger.core import rights
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.transfers import Transfer, TransferKind

router = Router(tags=["ledger"])

Cursor = Annotated[str | None, Field(max_length=400)]
Limit = Annotated[int, Field(ge=1, le=500)]
Text = Annotated[str, Field(max_length=120)]


class AccountOut(Schema):
    code: str
    name_ko: str
    name_en: str
    kind: AccountKind
    owner: str = Field(description="The organisation whose money it counts; empty for the platform's own.")
    floor_krw: int | None = Field(description="The least that is to stay available; null for no floor.")
    balance_krw: int
    held_krw: int = Field(description="What holds may yet take from the balance.")
    coming_krw: int = Field(description="What holds may yet add to it.")
    available_krw: int
    opened: datetime
    closed: datetime | None

    @classmethod
    def of(cls, account: Account) -> "AccountOut":
        return cls(
            code=account.code,
            name_ko=account.name.ko,
            name_en=account.name.en,
            kind=account.kind,
            owner=account.owner,
            floor_krw=account.floor_krw,
            balance_krw=account.balance_krw,
            held_krw=account.held_krw,
            coming_krw=account.coming_krw,
            available_krw=account.available_krw,
            opened=account.opened,
            closed=account.closed,
        )


class AccountsOut(Schema):
    accounts: list[AccountOut]
    next: str | None


class TransferOut(Schema):
    number: int
    id: str
    kind: TransferKind
    debit: str
    credit: str
    won: int
    at: datetime
    verb: str = Field(description="The act behind it, as the trail has it.")
    subject: str
    reason: str
    hold: str = Field(description="The hold that it ends.")
    group: str = Field(description="The first of those entered together with it.")
    expires: datetime | None

    @classmethod
    def of(cls, one: Transfer) -> "TransferOut":
        return cls(
            number=one.number,
            id=one.id,
            kind=one.kind,
            debit=one.debit,
            credit=one.credit,
            won=one.won,
            at=one.at,
            verb=one.act.verb,
            subject=one.act.subject,
            reason=one.reason,
            hold=one.hold,
            group=one.group,
            expires=one.expires,
        )


class LineOut(Schema):
    at: datetime
    kind: TransferKind
    transfer: str
    won: int
    reason: str
    change_krw: int
    balance_krw: int


class StatementOut(Schema):
    lines: list[LineOut]
    next: str | None


class BalanceOut(Schema):
    at: datetime
    balance_krw: int


class FindingOut(Schema):
    code: str
    place: str
    expected: int
    actual: int


class TrialOut(Schema):
    at: datetime
    accounts: int
    transfers: int
    sound: bool
    findings: list[FindingOut]


class AccountsIn(Schema):
    text: Text = ""
    kind: AccountKind | None = None
    after: Cursor = None
    limit: Limit = 100


class StatementIn(Schema):
    after: Cursor = None
    limit: Limit = 100


class TransfersIn(Schema):
    id: Annotated[str, Field(max_length=120)] = ""
    subject: Annotated[str, Field(max_length=200)] = ""


@router.get("/ledger/accounts", response=AccountsOut, url_name="ledger_accounts", summary="Accounts of the ledger")
def ledger_accounts(request: HttpRequest, asked: Query[AccountsIn]) -> AccountsOut:
    require_auditor_or_officer(person_of(request))
    page = reads.accounts_page(text=asked.text.strip(), kind=asked.kind, after=asked.after, limit=asked.limit)
    return AccountsOut(accounts=[AccountOut.of(each) for each in page.rows], next=page.next)


@router.get("/ledger/accounts/{code}", response=AccountOut, url_name="ledger_account", summary="One account")
def ledger_account(request: HttpRequest, code: str) -> AccountOut:
    return AccountOut.of(_readable(code, person_of(request)))


@router.get(
    "/ledger/accounts/{code}/balance",
    response=BalanceOut,
    url_name="ledger_balance",
    summary="Its balance at an instant",
)
def ledger_balance(request: HttpRequest, code: str, at: datetime) -> BalanceOut:
    if at.tzinfo is None:
        raise Refused("instant_without_zone", at=at.isoformat())
    _readable(code, person_of(request))
    return BalanceOut(at=at, balance_krw=reads.balance_at(code, at))


@router.get(
    "/ledger/accounts/{code}/statement",
    response=StatementOut,
    url_name="ledger_statement",
    summary="Its transfers, newest first",
)
def ledger_statement(request: HttpRequest, code: str, asked: Query[StatementIn]) -> StatementOut:
    _readable(code, person_of(request))
    page = reads.statement(code, after=asked.after, limit=asked.limit)
    lines = [
        LineOut(
            at=line.transfer.at,
            kind=line.transfer.kind,
            transfer=line.transfer.id,
            won=line.transfer.won,
            reason=line.transfer.reason,
            change_krw=line.change_krw,
            balance_krw=line.balance_krw,
        )
        for line in page.rows
    ]
    return StatementOut(lines=lines, next=page.next)


@router.get(
    "/ledger/transfers",
    response=list[TransferOut],
    url_name="ledger_transfers",
    summary="A transfer by its id, or those of an act by its subject",
)
def ledger_transfers(request: HttpRequest, asked: Query[TransfersIn]) -> list[TransferOut]:
    require_auditor_or_officer(person_of(request))
    if asked.id:
        return [TransferOut.of(reads.transfer(asked.id))]
    return [TransferOut.of(one) for one in reads.of_act(asked.subject)] if asked.subject else []


@router.get(
    "/ledger/trial-balance", response=TrialOut | None, url_name="ledger_trial", summary="The last night's trial balance"
)
def ledger_trial(request: HttpRequest) -> TrialOut | None:
    require_auditor_or_officer(person_of(request))
    last = reads.last_trial()
    if last is None:
        return None
    findings = [
        FindingOut(code=each.code, place=each.place, expected=each.expected, actual=each.actual)
        for each in last.findings
    ]
    return TrialOut(
        at=last.at, accounts=last.accounts, transfers=last.transfers, sound=last.is_sound, findings=findings
    )


def _readable(code: str, person: Person) -> Account:
    """For whoever may not read it, it is not there."""
    require_signed_in(person)
    account = reads.account(code)
    if not rights.may_read_account(person, account.owner):
        raise Refused("not_found")
    return account
