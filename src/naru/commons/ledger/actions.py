"""Open accounts, enter transfers, time holds out, take the trial balance.

Whoever enters does it inside the transaction of its own act and records that act in the trail; what is done here by hand is
recorded here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from naru.base.kit import crash
from naru.base.kit.actor import SYSTEM
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.ledger import reads
from naru.commons.ledger.core import rights
from naru.commons.ledger.core.accounts import Account, AccountKind, checked_code, checked_floor
from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.transfers import (
    Act,
    Hold,
    Payment,
    PostHold,
    Request,
    Transfer,
    TransferKind,
    VoidHold,
)
from naru.commons.ledger.core.trial import Trial
from naru.commons.ledger.models import Account as AccountRow
from naru.commons.ledger.models import OpenHold
from naru.commons.ledger.models import Transfer as TransferRow

EXPIRE_AT_ONCE = 500  # holds in one transaction
T = TypeVar("T")


@transaction.atomic
def open_account(
    code: str,
    kind: AccountKind,
    name: Words,
    *,
    floor_krw: int | None = 0,
    owner: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> Account:
    """The account, opened now or open already as just this one.

    Raises ``Refused``: ``account_code_refused``, ``floor_refused``, ``account_taken`` for a code that is another account's.
    Whether ``by`` may have one opened is the asking system's to know.
    """
    now = clock.now()
    wanted = {"name_ko": name.ko, "name_en": name.en, "kind": kind.value, "owner": owner}
    row, made = AccountRow.objects.get_or_create(
        code=checked_code(code), defaults=wanted | {"floor_krw": checked_floor(floor_krw), "opened": now, "moved": now}
    )
    if not made and (row.kind, row.owner) != (kind.value, owner):
        raise Refused("account_taken", account=code)
    if made:
        facts = {"name": name.ko, "kind": kind.value, "floor": floor_krw, "owner": owner}
        record(by.actor, "account.opened", code, facts=facts, clock=clock)
    return reads.account_value(row)


@transaction.atomic
def set_floor(code: str, floor_krw: int | None, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Account:
    """For officers. Raises ``Refused``: ``floor_refused``, ``no_such_account``, ``floor_above_balance``."""
    _require_keeper(by)
    before = _locked(code)
    after = replace(before, floor_krw=checked_floor(floor_krw))
    if after.is_below_floor:
        raise Refused("floor_above_balance", account=code, available=after.available_krw, floor=floor_krw)
    AccountRow.objects.filter(pk=code).update(floor_krw=floor_krw)
    record(by.actor, "account.floor_set", code, facts={"before": before.floor_krw, "floor": floor_krw}, clock=clock)
    return after


@transaction.atomic
def close_account(code: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Account:
    """Nothing enters it any more; closed already, it stays so. For officers.

    Raises ``Refused``: ``no_such_account``, ``account_not_empty``.
    """
    _require_keeper(by)
    account = _locked(code)
    if account.closed is not None:
        return account
    if account.balance_krw or account.held_krw or account.coming_krw:
        raise Refused("account_not_empty", account=code, balance=account.balance_krw)
    closed = clock.now()
    AccountRow.objects.filter(pk=code).update(closed=closed)
    record(by.actor, "account.closed", code, clock=clock)
    return replace(account, closed=closed)


def enter(*requests: Request, clock: Clock = SYSTEM_CLOCK) -> list[Transfer]:
    """Enter a group, all of it or nothing: its transfers, in its order. Asked again, the same transfers.

    It belongs inside the transaction of the act that the requests name. Raises ``Refused`` as ``Book.enter``.
    """
    [outcome] = enter_batch([requests], clock=clock)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def enter_batch(groups: Sequence[Sequence[Request]], *, clock: Clock = SYSTEM_CLOCK) -> list[list[Transfer] | Refused]:
    """Enter many groups in one transaction, each by itself: for each its transfers, or why it was refused."""
    return _again_once(lambda: _entered(groups, clock))


def _again_once(act: Callable[[], T]) -> T:
    """Two that enter one id at the same time over different accounts do not wait for each other's locks: the unique id
    lets one pass, and the other meets what it entered."""
    try:
        with transaction.atomic():
            return act()
    except IntegrityError:
        with transaction.atomic():
            return act()


def expire_holds(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Time out every hold whose end has come, some hundreds in a transaction; how many."""
    expired = 0
    while due := list(_first_due(clock.now(), Q())):
        codes = {code for row in due for code in (row.hold.debit_id, row.hold.credit_id)}
        with transaction.atomic():
            book = _locked_book([], codes, clock)
            expired += len(_save(book))
    return expired


def _entered(groups: Sequence[Sequence[Request]], clock: Clock) -> list[list[Transfer] | Refused]:
    book = _locked_book([request for group in groups for request in group], set(), clock)
    outcomes = [_outcome(book, group) for group in groups]
    numbers = _save(book)
    return [
        outcome
        if isinstance(outcome, Refused)
        else [replace(one, number=numbers.get(one.id, one.number)) for one in outcome]
        for outcome in outcomes
    ]


def _outcome(book: Book, group: Sequence[Request]) -> list[Transfer] | Refused:
    try:
        return book.enter(group)
    except Refused as refused:
        return refused


def _locked_book(requests: Sequence[Request], codes: set[str], clock: Clock) -> Book:
    """The accounts of ``codes`` and those that the requests touch, locked in their order, with holds that are due timed
    out; the instant is taken once all are locked."""
    named = [request.hold for request in requests if isinstance(request, PostHold | VoidHold)]
    holds = list(TransferRow.objects.filter(id__in=named)) if named else []
    wanted = codes | {code for hold in holds for code in (hold.debit_id, hold.credit_id)} | _codes_of(requests)
    due = _first_due(clock.now(), Q(hold__debit__in=wanted) | Q(hold__credit__in=wanted))
    accounts = _locked_accounts(wanted | {code for row in due for code in (row.hold.debit_id, row.hold.credit_id)})
    at = max([clock.now(), *(account.moved for account in accounts.values())])
    known = TransferRow.objects.filter(id__in=[request.id for request in requests]) if requests else []
    open_holds = OpenHold.objects.filter(hold__in=[*named, *(row.hold_id for row in due)]).select_related("hold")
    book = Book(
        at=at,
        accounts=accounts,
        known={row.id: reads.transfer_value(row) for row in [*holds, *known]},
        open_holds={row.hold_id: reads.transfer_value(row.hold) for row in open_holds} if named or due else {},
    )
    book.expire_due()
    return book


def _codes_of(requests: Iterable[Request]) -> set[str]:
    pairs = [(request.debit, request.credit) for request in requests if isinstance(request, Payment | Hold)]
    return {code for pair in pairs for code in pair}


def _first_due(now: datetime, which: Q) -> list[OpenHold]:
    rows = OpenHold.objects.filter(which, expires__lte=now).order_by("expires", "hold")
    return list(rows.select_related("hold")[:EXPIRE_AT_ONCE])


def _locked_accounts(codes: Iterable[str]) -> dict[str, Account]:
    rows = AccountRow.objects.select_for_update(no_key=True).filter(code__in=sorted(codes)).order_by("code")
    return {row.code: reads.account_value(row) for row in rows}


def _locked(code: str) -> Account:
    found = _locked_accounts([code])
    if code not in found:
        raise Refused("no_such_account", account=code)
    return found[code]


def _save(book: Book) -> dict[str, int]:
    """Write what came of the book; the numbers that its new transfers got, by their ids."""
    if not book.entered:
        return {}
    crash.point("ledger.decided")
    rows = TransferRow.objects.bulk_create([_row(one) for one in book.entered])
    crash.point("ledger.entered")
    for code, change in book.changes().items():
        sums = {name: F(name) + won for name, won in change.items() if won}
        AccountRow.objects.filter(pk=code).update(moved=book.at, **sums)
    crash.point("ledger.summed")
    _save_holds(book.entered)
    crash.point("ledger.held")
    return {row.id: row.number for row in rows}


def _save_holds(entered: Sequence[Transfer]) -> None:
    """A hold that the same batch made and ended was never open."""
    ended = {one.hold for one in entered if one.hold}
    made = [one for one in entered if one.kind is TransferKind.HOLD]
    OpenHold.objects.bulk_create(OpenHold(hold_id=one.id, expires=one.expires) for one in made if one.id not in ended)
    stored = ended - {one.id for one in made}
    if stored:
        gone, _ = OpenHold.objects.filter(hold__in=sorted(stored)).delete()
        assert gone == len(stored), "a hold was ended that was not open"


def _row(one: Transfer) -> TransferRow:
    return TransferRow(
        id=one.id,
        kind=one.kind.value,
        debit_id=one.debit,
        credit_id=one.credit,
        won=one.won,
        at=one.at,
        verb=one.act.verb,
        subject=one.act.subject,
        digest=one.digest,
        reason=one.reason,
        hold_id=one.hold or None,
        group=one.group,
        expires=one.expires,
    )


@transaction.atomic
def enter_by_hand(request: Payment | PostHold | VoidHold, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Transfer:
    """What no system's act does: a correction, money of another system. For officers; the transfer is its own act.

    Raises ``Refused`` as ``Book.enter``.
    """
    _require_keeper(by)
    already = TransferRow.objects.filter(id=request.id).exists()
    [made] = enter(replace(request, act=Act(BY_HAND[type(request)], request.id)), clock=clock)
    if not already:
        facts = {"debit": made.debit, "credit": made.credit, "won": made.won, "reason": made.reason, "hold": made.hold}
        record(by.actor, made.act.verb, made.id, facts=facts, clock=clock)
    return made


BY_HAND = {Payment: "transfer.entered", PostHold: "transfer.hold_posted", VoidHold: "transfer.hold_voided"}


def export(form: reads.ExportForm, *, title: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Iterator[str]:
    """The lines of the whole ledger; that they were taken is in the trail. For officers and auditors."""
    require(rights.may_read_ledger(by), by)
    record(by.actor, "ledger.exported", "ledger", facts={"format": form.value}, clock=clock)
    return reads.export_lines(form, title=title)


def balance_books(*, clock: Clock = SYSTEM_CLOCK) -> Trial:
    """Take the trial balance, seal the transfers that came since the last one, and record both in the trail."""
    trial = reads.trial_balance()
    seal = reads.seal_over(after=max((seal.through for seal in reads.seals()), default=0), through=_settled_number())
    facts = {
        "accounts": trial.accounts,
        "transfers": trial.transfers,
        "debits": trial.debits_krw,
        "credits": trial.credits_krw,
        "sound": trial.is_sound,
        "findings": [asdict(finding) for finding in trial.findings[: reads.FINDINGS_MOST]],
        **asdict(seal),
    }
    record(SYSTEM, reads.BALANCED, str(seal.through), facts=facts, clock=clock)
    return trial


@transaction.atomic
def _settled_number() -> int:
    """The last transfer's number once nobody writes: no smaller one is still to come."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_transfer IN SHARE MODE")
    return reads.last_number()


def _require_keeper(by: Person) -> None:
    require(rights.may_keep_accounts(by), by, scope=Scope.ADMIN)
