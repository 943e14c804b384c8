"""What may be asked of the ledger, and what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger.core.accounts import WON_MAX

ID = re.compile(r"[A-Za-z0-9._:/-]{1,100}")
EXPIRED = "#expired"  # after a hold's id, the id of the transfer that times it out; no caller's id has a #
REASON_LONGEST = 200


class TransferKind(StrEnum):
    PAYMENT = "payment"
    HOLD = "hold"
    POST = "post"
    VOID = "void"
    EXPIRY = "expiry"

    @property
    def moves_money(self) -> bool:
        """Whether it changes balances; the others only what is pending."""
        return self in MOVING

    @property
    def words(self) -> Words:
        return KIND_WORDS[self]


MOVING = (TransferKind.PAYMENT, TransferKind.POST)
ENDING = (TransferKind.POST, TransferKind.VOID, TransferKind.EXPIRY)  # of a hold
KIND_WORDS = {
    TransferKind.PAYMENT: Words("이체", "Payment"),
    TransferKind.HOLD: Words("예약", "Hold"),
    TransferKind.POST: Words("예약 확정", "Hold posted"),
    TransferKind.VOID: Words("예약 취소", "Hold voided"),
    TransferKind.EXPIRY: Words("예약 만료", "Hold timed out"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """The act whose money this is, as the trail has it: ``Act("order.paid", order_id)``."""

    verb: str
    subject: str

    @property
    def stream(self) -> str:
        return self.verb.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Debit one account and credit another, now. ``id`` is the caller's own, and the same in every retry."""

    id: str
    debit: str
    credit: str
    won: int
    act: Act
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Set the money apart until it is posted or voided, or until ``expires``; None for no such end."""

    id: str
    debit: str
    credit: str
    won: int
    act: Act
    reason: str = ""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHold:
    """Move what was held, or ``won`` of it; the rest is free again. None means the whole."""

    id: str
    hold: str
    act: Act
    won: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidHold:
    """Move nothing: all of it is free again."""

    id: str
    hold: str
    act: Act
    reason: str = ""


Request: TypeAlias = Payment | Hold | PostHold | VoidHold


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One line of the ledger, as it stands for ever.

    ``number`` tells the order of entry, 0 before it is saved. ``hold`` is the id of the hold that it ends, ``group`` the id
    of the first of those that were entered together, each "" for none. ``won`` of a void or an expiry is what it frees.
    ``digest`` is over the whole group as it was asked for (SHA-256, hex).
    """

    id: str
    kind: TransferKind
    debit: str
    credit: str
    won: int
    at: datetime
    act: Act
    digest: str
    reason: str = ""
    hold: str = ""
    group: str = ""
    expires: datetime | None = None
    number: int = 0


def checked(requests: Sequence[Request]) -> Sequence[Request]:
    """A group that could be entered somewhere: ids and amounts as they must be, no id twice.

    Raises ``Refused``: ``transfer_id_refused``, ``transfer_id_twice``, ``won_refused``, ``same_account``, ``reason_too_long``.
    """
    assert requests, "a group has a request"
    for request in requests:
        _check(request)
    ids = [request.id for request in requests]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise Refused("transfer_id_twice", id=twice)
    return requests


def _check(request: Request) -> None:
    if not ID.fullmatch(request.id):
        raise Refused("transfer_id_refused", id=request.id)
    if len(request.reason) > REASON_LONGEST:
        raise Refused("reason_too_long", id=request.id, longest=REASON_LONGEST)
    if not isinstance(request, VoidHold) and request.won is not None and not 0 < request.won <= WON_MAX:
        raise Refused("won_refused", id=request.id, won=request.won, most=WON_MAX)
    if isinstance(request, Payment | Hold) and request.debit == request.credit:
        raise Refused("same_account", id=request.id, account=request.debit)


def digest_of(requests: Sequence[Request]) -> str:
    """What a group asked for, by which a retry is told from another request under the same id."""
    return sha256_of([_content(request) for request in requests])


def _content(request: Request) -> Mapping[str, JSON]:
    said: dict[str, JSON] = {"kind": type(request).__name__}
    for field in fields(request):
        value = getattr(request, field.name)
        match value:
            case Act():
                said[field.name] = [value.verb, value.subject]
            case datetime():
                said[field.name] = value.astimezone(UTC).isoformat()
            case _:
                said[field.name] = value
    return said
