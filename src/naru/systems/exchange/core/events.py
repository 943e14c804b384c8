"""What the exchange tells itself and the packages above it."""

from dataclasses import dataclass
from typing import ClassVar

from naru.base.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaid(Event):
    """The price of an order lies at the exchange, and its data is open to the buyer."""

    NAME: ClassVar[str] = "exchange.order_paid"
    KIND: ClassVar[str] = "order"


EVENTS = (OrderPaid,)
