"""Open accounts, enter transfers, time holds out, take the trial balance.

Whoever enters does it inside the transaction of its own act and records that act in the trail; what is done here by hand is
recorded here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TypeVar

from django.db import IntegrityError, connection, transaction

from naru.base.kit.actor import SYSTEM
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.ledger import reads, storage
from naru.commons.ledger.core import rights
from naru.commons.ledger.core.accounts import Account, AccountKind, checked_code, checked_floor
from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.sources import SpendingRule, checked_rule
from naru.commons.ledger.core.transfers import (
    Act,
    Hold,
    Payment,
    PostHold,
    Request,
    Transfer,
    VoidHold,
)
from naru.commons.ledger.core.trial import Trial
from naru.commons.ledger.models import Account as AccountRow
from naru.commons.ledger.models import SpendingRule as RuleRow
from naru.commons.ledger.models import Transfer as TransferRow

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
    return reads.account(code)


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
def set_spending_rule(code: str, rule: SpendingRule, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What the account may pay by itself, in place of what was said before. For officers.

    Raises ``Refused``: ``no_such_account``, ``spending_rule_refused``.
    """
    _require_keeper(by)
    checked, account = checked_rule(rule), _locked(code)
    RuleRow.objects.update_or_create(
        account_id=account.code,
        defaults={
            "categories": list(checked.categories),
            "share_most": checked.share_most,
            "until": checked.until,
            "payees": list(checked.payees),
        },
    )
    facts = {
        "categories": list(checked.categories),
        "share": str(checked.share_most),
        "until": checked.until.isoformat() if checked.until else "",
    }
    record(by.actor, "account.spending_rule_set", code, facts=facts, clock=clock)


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
    while due := storage.due_holds(clock.now()):
        with transaction.atomic():
            expired += len(storage.save(_locked_book([], due, clock)))
    return expired


def _entered(groups: Sequence[Sequence[Request]], clock: Clock) -> list[list[Transfer] | Refused]:
    book = _locked_book([request for group in groups for request in group], [], clock)
    outcomes = [_outcome(book, group) for group in groups]
    numbers = storage.save(book)
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


def _locked_book(requests: Sequence[Request], due: Sequence[Transfer], clock: Clock) -> Book:
    """All accounts that the requests and the holds touch, locked; then the instant is taken, what these ids are and which
    holds are still open is read, and those that are due are timed out."""
    named = [request.hold for request in requests if isinstance(request, PostHold | VoidHold)]
    holds = storage.transfers_by_id(named)
    codes = _codes_of(requests) | {code for hold in holds.values() for code in (hold.debit, hold.credit)}
    due = [*due, *(storage.due_holds(clock.now(), sorted(codes)) if codes else ())]
    accounts = storage.locked_accounts(codes | {code for hold in due for code in (hold.debit, hold.credit)})
    book = Book(
        at=max([clock.now(), *(account.moved for account in accounts.values())]),
        accounts=accounts,
        known=holds | storage.transfers_by_id([request.id for request in requests]),
        open_holds=storage.open_holds([*named, *(hold.id for hold in due)]),
    )
    book.expire_due()
    return book


def _codes_of(requests: Iterable[Request]) -> set[str]:
    pairs = [(request.debit, request.credit) for request in requests if isinstance(request, Payment | Hold)]
    return {code for pair in pairs for code in pair}


def _locked(code: str) -> Account:
    found = storage.locked_accounts([code])
    if code not in found:
        raise Refused("no_such_account", account=code)
    return found[code]


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
