"""A card payment's states."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core.card_payments import CardEvent, CardState, event_from, moved

ASKED, PAID, FAILED = CardState


@pytest.mark.parametrize(
    ("current", "told", "won", "state"),
    [
        (ASKED, PAID, 100, PAID),
        (ASKED, FAILED, 100, FAILED),
        (ASKED, FAILED, 99, FAILED),
        (FAILED, PAID, 100, PAID),
        (PAID, FAILED, 100, PAID),
        (PAID, PAID, 99, PAID),
    ],
)
def test_an_event_moves_a_payment(current: CardState, told: CardState, won: int, state: CardState) -> None:
    assert moved(current, CardEvent(payment="p", state=told, won=won), won=100) is state


@pytest.mark.parametrize("won", [99, 101])
def test_another_amount_is_no_payment(won: int) -> None:
    with pytest.raises(Refused) as refused:
        moved(ASKED, CardEvent(payment="p", state=PAID, won=won), won=100)
    assert refused.value.code == "card_amount_differs"


def test_an_event_is_read() -> None:
    assert event_from(b'{"type":"payment.paid","data":{"payment":"p","won":1}}') == CardEvent(
        payment="p", state=PAID, won=1
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"type":"payment.paid"}',
        b'{"type":"payment.lost","data":{"payment":"p","won":1}}',
        b'{"type":"payment.paid","data":{"payment":1,"won":1}}',
        b'{"type":"payment.paid","data":{"payment":"p","won":0}}',
        b'{"type":"payment.paid","data":{"payment":"p","won":true}}',
        b'{"type":"payment.paid","data":{"payment":"p","won":1.5}}',
    ],
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        event_from(body)
    assert refused.value.code == "card_event_malformed"
