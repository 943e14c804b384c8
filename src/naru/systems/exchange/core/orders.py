"""An order's states; a price split over sources of payment; what a refund gives back to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger.core.money import shares


class OrderState(StrEnum):
    OPEN = "open"  # to be paid
    PAID = "paid"
    DELIVERED = "delivered"  # the dispute window runs
    DISPUTED = "disputed"
    RELEASED = "released"  # the seller's, less the fee
    SETTLED = "settled"  # on a statement
    CANCELLED = "cancelled"
    REFUNDED = "refunded"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


S = OrderState
ORDER_STATES: dict[OrderState, frozenset[OrderState]] = {
    S.OPEN: frozenset({S.PAID, S.CANCELLED}),
    S.PAID: frozenset({S.DELIVERED, S.REFUNDED}),
    S.DELIVERED: frozenset({S.DISPUTED, S.RELEASED, S.REFUNDED}),
    S.DISPUTED: frozenset({S.DELIVERED, S.RELEASED, S.REFUNDED}),
    S.RELEASED: frozenset({S.SETTLED}),
    S.SETTLED: frozenset(),
    S.CANCELLED: frozenset(),
    S.REFUNDED: frozenset(),
}
STATE_WORDS = {
    S.OPEN: Words("결제 기다림", "To be paid"),
    S.PAID: Words("결제됨", "Paid"),
    S.DELIVERED: Words("인도됨", "Delivered"),
    S.DISPUTED: Words("분쟁 중", "In dispute"),
    S.RELEASED: Words("판매자 몫 확정", "Released to the seller"),
    S.SETTLED: Words("정산됨", "Settled"),
    S.CANCELLED: Words("취소됨", "Cancelled"),
    S.REFUNDED: Words("환불됨", "Refunded"),
}


class SourceKind(StrEnum):
    RULED = "ruled"  # an account with a spending rule: a voucher
    PREPAID = "prepaid"
    TRANSFER = "transfer"  # to the platform's bank account
    CARD = "card"

    @property
    def words(self) -> Words:
        return SOURCE_WORDS[self]

    @property
    def is_in_the_ledger(self) -> bool:
        """Whether the money lies here already and is held at checkout; the other comes from outside."""
        return self in {SourceKind.RULED, SourceKind.PREPAID}


SOURCE_WORDS = {
    SourceKind.RULED: Words("바우처", "Voucher"),
    SourceKind.PREPAID: Words("예치금", "Prepaid credit"),
    SourceKind.TRANSFER: Words("계좌 이체", "Bank transfer"),
    SourceKind.CARD: Words("카드", "Card"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one source pays of an order; ``refunded_krw`` is what went back to it."""

    kind: SourceKind
    account: str
    won: int
    refunded_krw: int = 0

    @property
    def left_krw(self) -> int:
        return self.won - self.refunded_krw


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A source that the buyer chose: it pays ``most`` at the most; None pays whatever is left."""

    kind: SourceKind
    account: str
    most: int | None = None


def moved(current: OrderState, wanted: OrderState) -> OrderState:
    """Raises ``Refused``: ``order_state_has_no_such_step``."""
    if wanted not in ORDER_STATES[current]:
        raise Refused(
            "order_state_has_no_such_step",
            state_ko=current.words.ko,
            state_en=current.words.en,
            wanted_ko=wanted.words.ko,
            wanted_en=wanted.words.en,
        )
    return wanted


def split(total_krw: int, choices: Sequence[Choice]) -> list[Part]:
    """The price over the sources, in their order: each pays what it can of what is left.

    Raises ``Refused``: ``sources_short``.
    """
    parts, left = [], total_krw
    for choice in choices:
        won = left if choice.most is None else min(left, choice.most)
        if won > 0:
            parts.append(Part(kind=choice.kind, account=choice.account, won=won))
            left -= won
    if left:
        raise Refused("sources_short", short=left, total=total_krw)
    return parts


def refund_shares(parts: Sequence[Part], won: int) -> list[int]:
    """What each source gets back of a refund, pro rata to what it has left in the order.

    Raises ``Refused``: ``refund_exceeds``.
    """
    left = [part.left_krw for part in parts]
    if not 0 < won <= sum(left):
        raise Refused("refund_exceeds", won=won, most=sum(left))
    return shares(won, left)
