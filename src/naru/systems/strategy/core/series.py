"""Measurements in time: where the definition changed the line breaks; what was known on a day; what is restated.

A point belongs to the definition by which it was measured. Points of two definitions stand side by side and are never
joined, compared or forecast together.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from naru.base.kit.words import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """``definition`` is a digest; ``known`` when it was measured, for the day ``on``."""

    on: date
    value: Decimal
    definition: str
    known: datetime


def segments(points: Iterable[Point]) -> list[list[Point]]:
    """In time, each with one definition; of several points for one day and definition the one measured last."""
    last = {(point.definition, point.on): point for point in sorted(points, key=lambda point: point.known)}
    ordered = sorted(last.values(), key=lambda point: (point.on, point.known))
    return [list(run) for _, run in groupby(ordered, key=lambda point: point.definition)]


def of_year(rows: Iterable[T], year: int, year_of: Callable[[T], int]) -> list[T]:
    """The one filter from which the figure, the chart and the table of a year are all made."""
    return [row for row in rows if year_of(row) == year]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something counted from ``at`` on, of which one knew from ``recorded`` on."""

    at: date
    recorded: date
    amount: int = 1


def known_then(happenings: Iterable[Happening], as_of: date) -> int:
    """As it could be said on that day."""
    return sum(each.amount for each in happenings if each.at <= as_of and each.recorded <= as_of)


def known_now(happenings: Iterable[Happening], as_of: date) -> int:
    """For that day, with all that was recorded since."""
    return sum(each.amount for each in happenings if each.at <= as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """A past day's figure as it was measured then and as it comes out now. ``late`` was recorded after, ``gone`` is the rest."""

    then: int
    now: int
    late: int

    @property
    def is_restated(self) -> bool:
        return self.then != self.now

    @property
    def gone(self) -> int:
        return self.then + self.late - self.now

    @property
    def words(self) -> Words:
        if not self.is_restated:
            return Words("그날 측정값과 같습니다.", "The same as was measured on that day.")
        ko = [f"그날은 {self.then:,}, 지금 다시 세면 {self.now:,}입니다."]
        en = [f"{self.then:,} on that day, {self.now:,} when counted again now."]
        if self.late:
            ko.append(f"그 뒤에 늦게 기록된 것이 {self.late:,}입니다.")
            en.append(f"{self.late:,} were recorded later.")
        if self.gone:
            ko.append(f"그 뒤에 고치거나 지운 것이 {self.gone:,}입니다.".replace("-", "−"))
            en.append(f"{self.gone:,} were corrected or removed since.".replace("-", "−"))
        return Words(" ".join(ko), " ".join(en))


def distinct(ids_by_fact: Mapping[str, Iterable[Hashable]], facts: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many things facts counted together, by dedup key: ``facts`` are (name, key); what two of them count is one thing."""
    things: dict[str, set[Hashable]] = {}
    for name, key in facts:
        things.setdefault(key, set()).update(ids_by_fact[name])
    return {key: len(found) for key, found in things.items()}


def at_or_before(points: Sequence[Point], day: date) -> Point | None:
    """The last of that definition's points, which the last point of all has, not after the day."""
    found = [point for point in points if point.on <= day]
    return found[-1] if found else None
