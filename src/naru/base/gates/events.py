"""What is told when somebody decided about a hold."""

from dataclasses import dataclass
from typing import ClassVar

from naru.base.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased(Event):
    """``id`` is the hold's; the act may be done again now if no other hold stands."""

    NAME: ClassVar[str] = "gates.hold_released"
    KIND: ClassVar[str] = "hold"
    act: str
    thing_kind: str
    thing_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldDeclined(Event):
    """``id`` is the hold's; the act is refused until it is asked for with other facts."""

    NAME: ClassVar[str] = "gates.hold_declined"
    KIND: ClassVar[str] = "hold"
    act: str
    thing_kind: str
    thing_id: str


EVENTS = (HoldReleased, HoldDeclined)
