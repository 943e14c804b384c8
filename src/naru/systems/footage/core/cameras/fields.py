"""One field of a mapping at a time: text, numbers, points, hours; a refusal names the place in the file.

A file's reader may hand numbers over as text (``"640"``), a page as numbers; both are read.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Hours, Pixel

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_GIVEN = 60  # characters of a wrong value that a refusal repeats
Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and the way to it."""

    value: object
    place: str

    def field(self, name: str) -> "Node":
        """Raises ``camera_field_missing``."""
        found = self.optional(name)
        if found is None:
            raise Refused("camera_field_missing", place=f"{self.place}.{name}".removeprefix("."))
        return found

    def optional(self, name: str) -> "Node | None":
        value = self.mapping().get(name)
        return None if value in (None, "") else Node(value, f"{self.place}.{name}".removeprefix("."))

    def only(self, *names: str) -> None:
        """Raises ``camera_field_unknown`` for a field of any other name: a word mistyped is not passed over."""
        for name in self.mapping():
            if name not in names:
                place = f"{self.place}.{name}".removeprefix(".")
                raise Refused("camera_field_unknown", place=place, known=", ".join(names))

    def mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self.unusable("이름과 값의 묶음", "fields with names")
        return self.value

    def items(self) -> Iterator["Node"]:
        if not isinstance(self.value, list | tuple):
            raise self.unusable("목록", "a list")
        for number, item in enumerate(self.value):
            yield Node(item, f"{self.place}[{number}]")

    def unusable(self, ko_wanted: str, en_wanted: str) -> Refused:
        given = str(self.value)
        short = given if len(given) <= LONGEST_GIVEN else given[:LONGEST_GIVEN] + "…"
        return Refused("camera_field_unusable", place=self.place, given=short, ko_wanted=ko_wanted, en_wanted=en_wanted)

    def text(self) -> str:
        if not isinstance(self.value, str | int) or isinstance(self.value, bool) or not str(self.value).strip():
            raise self.unusable("글", "text")
        return str(self.value).strip()

    def number(self, low: float, high: float) -> float:
        """Finite, from ``low`` to ``high``."""
        wanted = (f"{low:g}부터 {high:g}까지의 수", f"a number from {low:g} to {high:g}")
        if not isinstance(self.value, str | int | float) or isinstance(self.value, bool):
            raise self.unusable(*wanted)
        try:
            read = float(self.value)
        except ValueError:
            raise self.unusable(*wanted) from None
        if not math.isfinite(read) or not low <= read <= high:
            raise self.unusable(*wanted)
        return read

    def whole(self, low: int, high: int) -> int:
        read = self.number(low, high)
        if not read.is_integer():
            raise self.unusable("정수", "a whole number")
        return int(read)

    def kind(self, kinds: type[Kind]) -> Kind:
        try:
            return kinds(str(self.value))
        except ValueError:
            names = ", ".join(kinds)
            raise self.unusable(f"{names} 가운데 하나", f"one of {names}") from None

    def pair(self, far: float) -> Pixel:
        """Two numbers, neither beyond ``far`` from zero."""
        numbers = list(self.items())
        if len(numbers) != 2:
            raise self.unusable("두 수 [x, y]", "two numbers [x, y]")
        return numbers[0].number(-far, far), numbers[1].number(-far, far)

    def clock(self) -> time:
        try:
            return time.fromisoformat(str(self.value))
        except ValueError:
            raise self.unusable("22:00 같은 시각", "a time of day such as 22:00") from None

    def local_instant(self) -> datetime:
        """Of the camera's clock, hence without a zone."""
        try:
            read = datetime.fromisoformat(str(self.value))
        except ValueError:
            read = None
        if read is None or read.tzinfo is not None:
            raise self.unusable("2026-05-09T10:00 같은 날짜와 시각", "a date and time such as 2026-05-09T10:00")
        return read

    def day(self) -> date:
        try:
            return date.fromisoformat(str(self.value))
        except ValueError:
            raise self.unusable("2026-05-09 같은 날짜", "a date such as 2026-05-09") from None


def hours(node: Node) -> Hours:
    """``{weekdays: [sat, sun], from: "22:00", until: "06:00", first_day: …, last_day: …}``, each of them optional."""
    node.only("weekdays", "from", "until", "first_day", "last_day")
    weekdays, begin, until = node.optional("weekdays"), node.optional("from"), node.optional("until")
    first, last = node.optional("first_day"), node.optional("last_day")
    return Hours(
        weekdays=frozenset(_weekday(each) for each in weekdays.items()) if weekdays else frozenset(range(7)),
        begin=begin.clock() if begin else time(0),
        end=until.clock() if until else time(0),
        first_day=first.day() if first else None,
        last_day=last.day() if last else None,
    )


def _weekday(node: Node) -> int:
    if node.value not in WEEKDAYS:
        raise node.unusable(f"{', '.join(WEEKDAYS)} 가운데 하나", f"one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(str(node.value))
