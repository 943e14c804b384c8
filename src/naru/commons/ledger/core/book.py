"""Accounts under lock as a value: enters requests, all of a group or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from naru.base.kit.refusals import Refused
from naru.commons.ledger.core.accounts import Account
from naru.commons.ledger.core.transfers import (
    EXPIRED,
    Hold,
    Payment,
    PostHold,
    Request,
    Transfer,
    TransferKind,
    VoidHold,
    checked,
    digest_of,
)

SUMS = ("debits_krw", "credits_krw", "debits_pending_krw", "credits_pending_krw")


@dataclass(slots=True)
class Book:
    """The accounts that a batch may touch, as they stand; ``entered`` are the transfers that came of it.

    ``known`` are transfers whose ids the batch names, ``open_holds`` the holds that it may end and those that are due.
    """

    at: datetime
    accounts: dict[str, Account]
    known: dict[str, Transfer] = field(default_factory=dict)
    open_holds: dict[str, Transfer] = field(default_factory=dict)
    entered: list[Transfer] = field(default_factory=list)
    before: Mapping[str, Account] = field(init=False)

    def __post_init__(self) -> None:
        self.before = dict(self.accounts)

    def expire_due(self) -> None:
        """Time out every open hold whose end has come."""
        due = [hold for hold in self.open_holds.values() if hold.expires is not None and hold.expires <= self.at]
        for hold in due:
            expiry = _ending(hold, TransferKind.EXPIRY, self.at, id=hold.id + EXPIRED, won=hold.won)
            self._keep([expiry], [hold.id], _applied(self.accounts, [expiry], self.open_holds))

    def enter(self, requests: Sequence[Request]) -> list[Transfer]:
        """The transfers of the group; those of its first entry where it was entered before.

        Raises ``Refused`` and changes nothing: as ``checked``, and ``transfer_id_taken``, ``no_such_account``,
        ``account_closed``, ``hold_expires_too_soon``, ``no_such_hold``, ``hold_ended``, ``hold_exceeded``, ``below_floor``.
        """
        digest = digest_of(checked(requests))
        if before := self._entered_before(requests, digest):
            return before
        group = requests[0].id if len(requests) > 1 else ""
        accounts, holds = dict(self.accounts), dict(self.open_holds)
        made: list[Transfer] = []
        for request in requests:
            transfer = replace(_transfer(request, accounts, holds, self.known, self.at), digest=digest, group=group)
            accounts |= _applied(accounts, [transfer], holds)
            _require_floors(transfer, accounts)
            if transfer.kind is TransferKind.HOLD:
                holds[transfer.id] = transfer
            holds.pop(transfer.hold, None)
            made.append(transfer)
        self._keep(made, [transfer.hold for transfer in made if transfer.hold], accounts)
        return made

    def changes(self) -> dict[str, dict[str, int]]:
        """By how much the sums of each account that was touched differ from what they were."""
        touched = {code for transfer in self.entered for code in (transfer.debit, transfer.credit)}
        return {
            code: {name: getattr(self.accounts[code], name) - getattr(self.before[code], name) for name in SUMS}
            for code in sorted(touched)
        }

    def _entered_before(self, requests: Sequence[Request], digest: str) -> list[Transfer]:
        before = [self.known[request.id] for request in requests if request.id in self.known]
        for transfer in before:
            if transfer.digest != digest:
                raise Refused("transfer_id_taken", id=transfer.id)
        return before

    def _keep(self, made: Sequence[Transfer], ended: Iterable[str], accounts: Mapping[str, Account]) -> None:
        self.accounts |= accounts
        self.known |= {transfer.id: transfer for transfer in made}
        self.open_holds |= {transfer.id: transfer for transfer in made if transfer.kind is TransferKind.HOLD}
        for hold in ended:
            self.open_holds.pop(hold, None)
        self.entered.extend(made)


def _transfer(
    request: Request,
    accounts: Mapping[str, Account],
    holds: Mapping[str, Transfer],
    known: Mapping[str, Transfer],
    at: datetime,
) -> Transfer:
    """What the request would enter, without its group."""
    match request:
        case Payment() | Hold():
            _require_open(request.debit, accounts)
            _require_open(request.credit, accounts)
            is_hold = isinstance(request, Hold)
            if isinstance(request, Hold) and request.expires is not None and request.expires <= at:
                raise Refused("hold_expires_too_soon", id=request.id)
            return Transfer(
                id=request.id,
                kind=TransferKind.HOLD if is_hold else TransferKind.PAYMENT,
                debit=request.debit,
                credit=request.credit,
                won=request.won,
                at=at,
                act=request.act,
                digest="",
                reason=request.reason,
                expires=request.expires if isinstance(request, Hold) else None,
            )
        case PostHold() | VoidHold():
            hold = _open_hold(request.hold, holds, known)
            won = hold.won if isinstance(request, VoidHold) or request.won is None else request.won
            if won > hold.won:
                raise Refused("hold_exceeded", id=request.id, hold=hold.id, won=won, held=hold.won)
            kind = TransferKind.VOID if isinstance(request, VoidHold) else TransferKind.POST
            made = _ending(hold, kind, at, id=request.id, won=won)
            return replace(made, act=request.act, reason=request.reason)


def _ending(hold: Transfer, kind: TransferKind, at: datetime, *, id: str, won: int) -> Transfer:
    return replace(
        hold, id=id, kind=kind, won=won, at=at, hold=hold.id, group="", expires=None, number=0, reason="", digest=""
    )


def _require_open(code: str, accounts: Mapping[str, Account]) -> None:
    account = accounts.get(code)
    if account is None:
        raise Refused("no_such_account", account=code)
    if account.closed is not None:
        raise Refused("account_closed", account=code)


def _open_hold(id: str, holds: Mapping[str, Transfer], known: Mapping[str, Transfer]) -> Transfer:
    if hold := holds.get(id):
        return hold
    before = known.get(id)
    raise Refused("hold_ended" if before and before.kind is TransferKind.HOLD else "no_such_hold", hold=id)


def _applied(
    accounts: Mapping[str, Account], transfers: Sequence[Transfer], holds: Mapping[str, Transfer]
) -> dict[str, Account]:
    """The two accounts of each transfer as they stand after it."""
    changed: dict[str, Account] = {}
    for transfer in transfers:
        posted = transfer.won if transfer.kind.moves_money else 0
        pending = transfer.won if transfer.kind is TransferKind.HOLD else 0
        freed = holds[transfer.hold].won if transfer.hold else 0
        debit = changed.get(transfer.debit, accounts[transfer.debit])
        credit = changed.get(transfer.credit, accounts[transfer.credit])
        changed[transfer.debit] = replace(
            debit,
            debits_krw=debit.debits_krw + posted,
            debits_pending_krw=debit.debits_pending_krw + pending - freed,
            moved=transfer.at,
        )
        changed[transfer.credit] = replace(
            credit,
            credits_krw=credit.credits_krw + posted,
            credits_pending_krw=credit.credits_pending_krw + pending - freed,
            moved=transfer.at,
        )
    return changed


def _require_floors(transfer: Transfer, accounts: Mapping[str, Account]) -> None:
    for code in (transfer.debit, transfer.credit):
        if (account := accounts[code]).is_below_floor:
            raise Refused("below_floor", account=code, won=transfer.won, short=-_room(account))


def _room(account: Account) -> int:
    assert account.floor_krw is not None
    return account.available_krw - account.floor_krw
