"""Statements of the bank taken in: every deposit once, matched with the order that it pays, or waiting for a person."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from naru.base.kit import crash
from naru.base.kit.child.parent import Limits, run_limited
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.parties import reads as parties
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions.completion import receive
from naru.systems.exchange.actions.rows import locked_order
from naru.systems.exchange.core.bank_statements import BankLine, from_json
from naru.systems.exchange.core.matching import Awaited, Match, MatchKind, match
from naru.systems.exchange.core.orders import OrderState, SourceKind
from naru.systems.exchange.models import BankLine as LineRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.reads import trades

READER = "naru.systems.exchange.core.bank_statements:read_in_child"
STATEMENT_BYTES_MOST = 8 << 20
LIMITS = Limits(memory_bytes=512 << 20, wall_s=20.0, file_bytes=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a statement brought: how many lines of each kind, and how many were there already."""

    lines: int
    known: int
    matched: int
    unmatched: int
    won: int


def take_statement(content: bytes, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Taken:
    """Take in a file, line by line: killed in the middle and taken in again, each line counts once. For officers.

    Raises ``Refused``: ``forbidden``, ``statement_too_long``, or as ``read_statement``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    if len(content) > STATEMENT_BYTES_MOST:
        raise Refused("statement_too_long", most=STATEMENT_BYTES_MOST)
    answer = run_limited(READER, {"content": content.hex()}, limits=LIMITS)
    if refused := answer.get("refused"):
        raise Refused(refused, **answer["facts"])
    lines = [from_json(each) for each in answer["lines"]]
    accounts.open_platform(clock=clock)
    waiting = _awaited(clock)
    taken = [_take(line, waiting, by=by, clock=clock) for line in lines]
    entered = [each for each in taken if each is not None]
    matched = sum(each.kind is not MatchKind.UNMATCHED for each in entered)
    won = sum(line.won for line, each in zip(lines, taken, strict=True) if each is not None)
    known = len(lines) - len(entered)
    return Taken(lines=len(lines), known=known, matched=matched, unmatched=len(entered) - matched, won=won)


@transaction.atomic
def _take(line: BankLine, waiting: dict[str, Awaited], *, by: Person, clock: Clock) -> Match | None:
    """None for a line that was taken in before. ``waiting`` follows what the line pays; whether an order still waits is
    looked at under its lock."""
    if LineRow.objects.filter(fingerprint=line.fingerprint).exists():
        return None
    found = match(line, tuple(waiting.values()))
    row = LineRow.objects.create(
        fingerprint=line.fingerprint,
        at=line.at,
        payer=line.payer[:200],
        memo=line.memo[:200],
        won=line.won,
        match=MatchKind.UNMATCHED.value,
        entered=clock.now(),
    )
    act = Act("bank.line_taken", row.id)
    entry = Payment(id=f"bank:{row.id}", debit=accounts.BANK, credit=accounts.UNMATCHED, won=line.won, act=act)
    ledger.enter(entry, clock=clock)
    record(by.actor, "bank.line_taken", row.id, facts={"won": line.won, "payer": row.payer}, clock=clock)
    crash.point("exchange.bank_line")
    if found.kind is MatchKind.UNMATCHED:
        return found
    try:
        left = _apply(row, found.order_id, by=by, clock=clock)
    except Refused as refused:
        if refused.code != "order_awaits_nothing":
            raise
        left, found = 0, replace(found, kind=MatchKind.UNMATCHED)
    if left:
        waiting[found.order_id] = replace(waiting[found.order_id], due_krw=left)
    else:
        del waiting[found.order_id]
    return found


@transaction.atomic
def assign_line(line_id: str, order_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """An officer says which order a deposit without an owner pays. Done already just so, it stays.

    Raises ``Refused``: ``forbidden``, ``not_found``, ``bank_line_matched``, ``order_awaits_nothing``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    row = LineRow.objects.select_for_update().filter(id=line_id).first()
    if row is None:
        raise Refused("not_found")
    if row.order_id == order_id:
        return
    if row.order_id is not None:
        raise Refused("bank_line_matched")
    _apply(row, order_id, by=by, clock=clock)


def _apply(row: LineRow, order_id: str, *, by: Person, clock: Clock) -> int:
    """The deposit to the order as far as it awaits money, what is over to the buyer's prepaid credit; what it still awaits.

    Raises ``Refused`` before anything is written: ``order_awaits_nothing``.
    """
    order = locked_order(order_id)
    due = trades.order_values([order])[0].awaited_krw
    if order.state != OrderState.OPEN or not due:
        raise Refused("order_awaits_nothing")
    applied = min(row.won, due)
    act = Act("bank.line_matched", row.id)
    buyer = order.contract.buyer
    moves = [("applied", accounts.own("deposit", buyer, clock=clock), applied)]
    if row.won > applied:
        moves.append(("excess", accounts.own("prepaid", buyer, clock=clock), row.won - applied))
    ledger.enter(
        *(
            Payment(id=f"bank:{row.id}:{name}", debit=accounts.UNMATCHED, credit=account, won=won, act=act)
            for name, account, won in moves
        ),
        clock=clock,
    )
    row.order, row.applied_krw, row.excess_krw = order, applied, row.won - applied
    kind = MatchKind.EXACT if row.won == due else MatchKind.PARTIAL if row.won < due else MatchKind.EXCESS
    row.match = kind.value
    row.save()
    facts = {"order": order.id, "applied": applied, "excess": row.excess_krw}
    record(by.actor, "bank.line_matched", row.id, facts=facts, clock=clock)
    receive(order, applied, by=by, clock=clock)
    return due - applied


def _awaited(clock: Clock) -> dict[str, Awaited]:
    """By order: looked up once a statement, however many lines it has."""
    waiting = Q(state=OrderState.OPEN.value, parts__kind=SourceKind.TRANSFER.value)
    values = trades.order_values(OrderRow.objects.select_related("contract").filter(waiting).distinct())
    awaited = {}
    for order in values:
        party = parties.party_of(order.buyer, clock=clock)
        names = (order.buyer_name.ko, *((party.name.ko,) if party else ()))
        if order.awaited_krw:
            awaited[order.id] = Awaited(order_id=order.id, code=order.code, due_krw=order.awaited_krw, names=names)
    return awaited
