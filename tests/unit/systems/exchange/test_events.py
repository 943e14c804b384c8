"""What is told of an order waits in the database under names that are for ever, and is read as it was published."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from naru.base.events.core.codec import decode, encode
from naru.systems.exchange.core.events import EVENTS, OrderPaid

PAID = OrderPaid(id="01m8n16qbdeqg82g8kdqs6tzk4", at=datetime(2026, 11, 2, 1, 0, tzinfo=UTC))


def test_a_payment_is_read_as_it_was_published() -> None:
    assert encode(PAID) == {"id": "01m8n16qbdeqg82g8kdqs6tzk4", "at": "2026-11-02T01:00:00Z"}
    assert decode(OrderPaid, encode(PAID)) == PAID


def test_what_was_told_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PAID.id = "another"  # type: ignore[misc]


def test_its_name_and_kind_are_for_ever() -> None:
    assert [(event.NAME, event.KIND) for event in EVENTS] == [("exchange.order_paid", "order")]


def test_what_it_tells_is_named() -> None:
    with pytest.raises(TypeError):
        OrderPaid("01m8n16qbdeqg82g8kdqs6tzk4", PAID.at)  # type: ignore[misc]
