"""Accounts, statements, balances at any instant, the trial balance and what an export is made of.

An instant is settled once no transaction that began before it still runs; each account's transfers stand in the order of
their instants, since an instant is taken under the account's lock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from naru.base.kit.cursors import Page, decode_cursor, encode_cursor
from naru.base.kit.databases import snapshot
from naru.base.kit.installed import collected
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail
from naru.commons.ledger.core import beancount, csv
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.seals import Seal, sealed
from naru.commons.ledger.core.sources import PaymentSource, Purchase, SpendingRule, sources_for
from naru.commons.ledger.core.transfers import MOVING, Transfer
from naru.commons.ledger.core.trial import Finding, Sums, Trial, tried
from naru.commons.ledger.models import Account as AccountRow
from naru.commons.ledger.models import OpenHold
from naru.commons.ledger.models import SpendingRule as RuleRow
from naru.commons.ledger.models import Transfer as TransferRow
from naru.commons.ledger.storage import ACCOUNT_FIELDS, TRANSFER_FIELDS, account_value, transfer_value


class ExportForm(StrEnum):
    BEANCOUNT = "beancount"
    CSV = "csv"


BALANCED = "ledger.balanced"
CHUNK = 2000
FINDINGS_MOST = 100  # of one kind
KINDS_MOVING = [kind.value for kind in MOVING]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A transfer as one account has it: ``change_krw`` of its balance, which is then ``balance_krw``."""

    transfer: Transfer
    other: str  # the other account's code
    change_krw: int
    balance_krw: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All accounts together; debits and credits are equal, or the ledger is broken."""

    accounts: int
    transfers: int
    open_holds: int
    debits_krw: int
    credits_krw: int

    @property
    def difference_krw(self) -> int:
        return self.debits_krw - self.credits_krw


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTrial:
    """What the last trial balance that was recorded said."""

    at: datetime
    accounts: int
    transfers: int
    is_sound: bool
    findings: Sequence[Finding]


def account(code: str) -> Account:
    """Raises ``Refused``: ``no_such_account``."""
    found = _accounts(AccountRow.objects.filter(pk=code))
    if not found:
        raise Refused("no_such_account", account=code)
    return found[0]


def accounts(*, owner: str | None = None) -> list[Account]:
    """By their codes; those of one organisation, "" for the platform's own, None for all."""
    rows = AccountRow.objects.order_by("code")
    return _accounts(rows if owner is None else rows.filter(owner=owner))


def accounts_page(
    *, text: str = "", kind: AccountKind | None = None, after: str | None = None, limit: int = 50
) -> Page[Account]:
    """By their codes; ``text`` is a part of the code or of a name. Raises ``Refused``: ``bad_cursor``."""
    ordering = f"ledger.accounts {text} {kind}"
    rows = AccountRow.objects.order_by("code")
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(name_ko__icontains=text) | Q(name_en__icontains=text))
    if kind:
        rows = rows.filter(kind=kind.value)
    if after:
        (code,) = decode_cursor(after, ordering=ordering)
        rows = rows.filter(code__gt=code)
    part = _accounts(rows[: limit + 1])
    more = len(part) > limit
    return Page(rows=part[:limit], next=encode_cursor([part[limit - 1].code], ordering=ordering) if more else None)


def names_of(codes: Iterable[str]) -> dict[str, Account]:
    """Those accounts by their codes, for what is shown beside a transfer."""
    return {account.code: account for account in _accounts(AccountRow.objects.filter(code__in=set(codes)))}


def payment_sources(buyer: str, purchase: Purchase) -> list[PaymentSource]:
    """What an organisation may pay the purchase from: its accounts with a spending rule, and what systems add to them."""
    rules = {row.account_id: row for row in RuleRow.objects.filter(account__owner=buyer)}
    ruled = [(each, _rule(rules[each.code])) for each in _accounts(AccountRow.objects.filter(pk__in=rules))]
    added = [source for sources in collected("payment_sources") for source in sources(buyer, purchase)]
    return [*sources_for(purchase, ruled), *added]


def _rule(row: RuleRow) -> SpendingRule:
    return SpendingRule(
        categories=tuple(row.categories), share_most=row.share_most, until=row.until, payees=tuple(row.payees)
    )


def totals() -> Totals:
    """As the accounts say it now."""
    sums = AccountRow.objects.aggregate(
        accounts=Count("*"), debits_krw=Coalesce(Sum("debits_krw"), 0), credits_krw=Coalesce(Sum("credits_krw"), 0)
    )
    return Totals(**sums, transfers=TransferRow.objects.count(), open_holds=OpenHold.objects.count())


def transfer(id: str) -> Transfer:
    """Raises ``Refused``: ``no_such_transfer``."""
    found = _transfers(TransferRow.objects.filter(id=id))
    if not found:
        raise Refused("no_such_transfer", id=id)
    return found[0]


def group_of(one: Transfer) -> list[Transfer]:
    """Those that were entered together with it, and it; nothing where it was entered alone."""
    return _transfers(TransferRow.objects.filter(group=one.group).order_by("number")) if one.group else []


def ending_of(hold_id: str) -> Transfer | None:
    """What ended the hold; None while it is open."""
    return next(iter(_transfers(TransferRow.objects.filter(hold__id=hold_id))), None)


def accounts_like(prefix: str) -> list[Account]:
    """Those whose codes begin so, in the order of their codes."""
    return _accounts(AccountRow.objects.filter(pk__startswith=prefix).order_by("pk"))


def of_act(subject: str) -> list[Transfer]:
    """The transfers that name the subject of an act, in their order."""
    return _transfers(TransferRow.objects.filter(subject=subject).order_by("number"))


def balance_at(code: str, instant: datetime) -> int:
    """The account's balance in won at an instant, what happened in it included. Raises ``Refused``: ``no_such_account``."""
    found = account(code)
    return _balance(found, _touching(code).filter(at__lte=instant))


def statement(code: str, *, after: str | None = None, limit: int = 50) -> Page[StatementLine]:
    """Its transfers, the newest first; ``after`` is a page's cursor. Raises ``Refused``: ``no_such_account``, ``bad_cursor``."""
    found, ordering = account(code), f"ledger.statement {code}"
    rows = _touching(code).order_by("-number")
    if after:
        (number,) = decode_cursor(after, ordering=ordering)
        rows = rows.filter(number__lt=number)
    part = _transfers(rows[: limit + 1])
    shown = part[:limit]
    balance = _balance(found, _touching(code).filter(number__lte=shown[0].number)) if shown else 0
    lines = []
    for one in shown:
        change = _change(found, one)
        other = one.credit if one.debit == code else one.debit
        lines.append(StatementLine(transfer=one, other=other, change_krw=change, balance_krw=balance))
        balance -= change
    more = len(part) > limit
    return Page(rows=lines, next=encode_cursor([shown[-1].number], ordering=ordering) if more else None)


def _touching(code: str) -> "QuerySet[TransferRow]":
    return TransferRow.objects.filter(Q(debit_id=code) | Q(credit_id=code))


def _balance(found: Account, rows: "QuerySet[TransferRow]") -> int:
    signed = Case(When(debit_id=found.code, then=F("won")), default=-F("won"))
    posted: int = rows.filter(kind__in=KINDS_MOVING).aggregate(sum=Coalesce(Sum(signed), Value(0)))["sum"]
    return posted if found.kind.grows_when_debited else -posted


def _change(found: Account, one: Transfer) -> int:
    if not one.kind.moves_money:
        return 0
    return one.won if (one.debit == found.code) == found.kind.grows_when_debited else -one.won


def trial_balance() -> Trial:
    """Everything added up anew and compared, from the first transfer on; writes nothing."""
    with snapshot():
        others = [*_missing_acts(), *_broken_seals()]
        return tried(accounts(), _sums(), transfers=TransferRow.objects.count(), others=others)


def _sums() -> dict[str, Sums]:
    moved = TransferRow.objects.filter(kind__in=KINDS_MOVING)
    held = TransferRow.objects.filter(Exists(OpenHold.objects.filter(hold_id=OuterRef("id"))))
    parts = {
        f"{side}s{pending}_krw": dict(rows.order_by().values_list(f"{side}_id").annotate(Sum("won")))
        for side in ("debit", "credit")
        for pending, rows in (("", moved), ("_pending", held))
    }
    codes = {code for part in parts.values() for code in part}
    return {code: Sums(**{name: part.get(code, 0) for name, part in parts.items()}) for code in codes}


def _missing_acts() -> Iterator[Finding]:
    """Transfers whose act is not in the trail."""
    acts = TransferRow.objects.order_by().values_list("verb", "subject").distinct()
    for verb, subject in islice(trail.unrecorded(acts.iterator(chunk_size=CHUNK)), FINDINGS_MOST):
        first = TransferRow.objects.filter(verb=verb, subject=subject).order_by("number").values_list("id", flat=True)
        yield Finding(code="act_missing", place=first[0])


def seals() -> Iterator[Seal]:
    """Those that the trail holds, from the first on."""
    for record in trail.of_verb(BALANCED):
        yield Seal(**{name: record.facts[name] for name in ("after", "through", "sha256")})


def _broken_seals() -> Iterator[Finding]:
    for seal in seals():
        if seal_over(after=seal.after, through=seal.through) != seal:
            yield Finding(code="seal_broken", place=f"{seal.through}")


def seal_over(*, after: int, through: int) -> Seal:
    """The digest of the transfers as they lie now, after one number up to and with another."""
    rows = TransferRow.objects.filter(number__gt=after, number__lte=through).order_by("number")
    return sealed(_streamed(rows), after=after, through=through)


def last_number() -> int:
    """Of the transfer that was entered last; 0 before the first."""
    return TransferRow.objects.order_by("-number").values_list("number", flat=True).first() or 0


def last_trial() -> LastTrial | None:
    """None before the first was recorded."""
    record = trail.last_of_verb(BALANCED)
    if record is None:
        return None
    facts = record.facts
    return LastTrial(
        at=record.at,
        accounts=facts["accounts"],
        transfers=facts["transfers"],
        is_sound=facts["sound"],
        findings=[Finding(**said) for said in facts["findings"]],
    )


def transfers(*, through: int | None = None) -> Iterator[Transfer]:
    """All of them in their order, up to and with a number."""
    rows = TransferRow.objects.order_by("number")
    return _streamed(rows if through is None else rows.filter(number__lte=through))


def export_lines(form: ExportForm, *, title: str) -> Iterator[str]:
    """The whole ledger as of one moment; ``title`` is what beancount calls it. Nothing of an account is left out."""
    with snapshot():
        match form:
            case ExportForm.CSV:
                yield from csv.lines(transfers())
            case ExportForm.BEANCOUNT:
                listed = accounts()
                if listed:
                    until = beancount.day_of(max(each.moved for each in listed))
                    yield from beancount.lines(listed, transfers(), title=title, until=until)


def _accounts(rows: "QuerySet[AccountRow]") -> list[Account]:
    return [account_value(row) for row in rows.values_list(*ACCOUNT_FIELDS)]


def _transfers(rows: "QuerySet[TransferRow]") -> list[Transfer]:
    return [transfer_value(row) for row in rows.values_list(*TRANSFER_FIELDS)]


def _streamed(rows: "QuerySet[TransferRow]") -> Iterator[Transfer]:
    return map(transfer_value, rows.values_list(*TRANSFER_FIELDS).iterator(chunk_size=CHUNK))
