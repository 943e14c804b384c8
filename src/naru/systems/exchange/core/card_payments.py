"""A card payment's states, and the gateway's events that move it: in any order, and each as often as it comes."""

from dataclasses import dataclass
from enum import StrEnum

import orjson

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class CardState(StrEnum):
    ASKED = "asked"  # the buyer is at the gateway
    PAID = "paid"
    FAILED = "failed"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


STATE_WORDS = {
    CardState.ASKED: Words("카드 결제 중", "At the card gateway"),
    CardState.PAID: Words("카드 결제됨", "Paid by card"),
    CardState.FAILED: Words("카드 결제 안 됨", "Card payment failed"),
}
KINDS = {"payment.paid": CardState.PAID, "payment.failed": CardState.FAILED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvent:
    payment: str
    state: CardState
    won: int


def event_from(body: bytes) -> CardEvent:
    """``{"type": "payment.paid", "data": {"payment": id, "won": 330000}}``. Raises ``Refused``: ``card_event_malformed``."""
    try:
        said = orjson.loads(body)
        data = said["data"]
        payment, won = data["payment"], data["won"]
        state = KINDS[said["type"]]
    except (ValueError, KeyError, TypeError):
        raise Refused("card_event_malformed") from None
    if not isinstance(payment, str) or not isinstance(won, int) or isinstance(won, bool) or won <= 0:
        raise Refused("card_event_malformed")
    return CardEvent(payment=payment, state=state, won=won)


def moved(current: CardState, event: CardEvent, *, won: int) -> CardState:
    """Paid stays paid, whatever comes after; a payment that failed may be tried again and succeed.

    Raises ``Refused``: ``card_amount_differs``.
    """
    if current is CardState.PAID:
        return current
    if event.state is CardState.PAID and event.won != won:
        raise Refused("card_amount_differs", won=event.won, wanted=won)
    return event.state
