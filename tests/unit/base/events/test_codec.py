"""An event is the same after it has waited in the database; older and newer shapes of it can be read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import pytest

from naru.base.events.core.codec import decode, encode
from naru.base.kit.events import Event

AT = datetime(2026, 5, 1, 3, 4, 5, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    name: str
    tonnes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moored(Event):
    NAME: ClassVar[str] = "boats.moored"
    KIND: ClassVar[str] = "boat"
    number: int
    colour: Colour = Colour.RED
    until: date | None = None
    cargo: tuple[Cargo, ...] = ()


@pytest.mark.parametrize(
    "event",
    [
        Moored(id="a", at=AT, number=1),
        Moored(id="배", at=AT, number=-1, until=date(2026, 12, 31), cargo=(Cargo(name="쌀", tonnes=1.5),)),
    ],
    ids=["bare", "full"],
)
def test_an_event_is_read_as_it_was_published(event: Moored) -> None:
    assert decode(Moored, encode(event)) == event


def test_dates_and_codes_are_written_as_text() -> None:
    said = encode(Moored(id="a", at=AT, number=1, until=date(2026, 12, 31)))
    assert (said["at"], said["until"], said["colour"]) == ("2026-05-01T03:04:05Z", "2026-12-31", "red")


@pytest.mark.parametrize("extra", [{}, {"gone": "a field of an older release"}])
def test_what_an_older_release_published_can_be_read(extra: dict[str, Any]) -> None:
    assert decode(Moored, {"id": "a", "at": "2026-05-01T03:04:05Z", "number": 1, **extra}) == Moored(
        id="a", at=AT, number=1
    )
