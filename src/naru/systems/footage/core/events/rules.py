"""A rule as data: who, where, how long, when, beside what."""

from dataclasses import dataclass
from typing import ClassVar

from naru.base.kit.words import Words
from naru.systems.footage.core.cameras.values import Hours, ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """The actor stays within ``reach_heights`` (of his box) of where he was ``over_s`` before."""

    name: ClassVar[str] = "still"
    over_s: float = 3.0
    reach_heights: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Something of ``classes`` is within ``reach_heights`` of the actor's middle."""

    name: ClassVar[str] = "beside"
    classes: tuple[str, ...]
    reach_heights: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideStill:
    """Something of ``classes`` that appeared while the camera looked and has stood for ``still_s`` is within reach.

    ``least_heights``: its size in heights of the actor.
    """

    name: ClassVar[str] = "beside_still"
    classes: tuple[str, ...]
    reach_heights: float = 2.0
    still_s: float = 5.0
    least_heights: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """At least ``people`` actors of the rule are in the zone at once."""

    name: ClassVar[str] = "company"
    people: int = 2


Relation = Still | Beside | BesideStill | Company
UNSUPPORTED = 0.3  # of the score of an event with a sign
RELATIONS: tuple[type[Relation], ...] = (Still, Beside, BesideStill, Company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``classes``: of the actors' tracks; ``modes``: or their means of movement, where ATTRIBUTES know it.

    ``least_s``: an event lasts at least this; ``sure_s``: its score grows to 1 until then. ``gap_s``: what is no further apart is one
    event. ``most_s``: an actor who goes on for longer, or is not seen to stop, does something else unless there is a sign.
    ``hours``: of the camera's clock, empty: always. ``zone_kinds``: where it looks; a zone's own ``acts`` narrow it.
    ``relations`` all hold while it happens. ``supports``: signs of which one at least holds too; a zone that was drawn for this very rule
    (its ``acts`` name it) needs none, but what nothing supports scores ``UNSUPPORTED`` as much.
    """

    id: str
    version: int
    name: Words
    sees: Words
    cannot_see: Words
    classes: tuple[str, ...]
    modes: tuple[str, ...] = ()
    zone_kinds: tuple[ZoneKind, ...] = (ZoneKind.PROHIBITED,)
    least_s: float = 1.0
    sure_s: float = 60.0
    gap_s: float = 10.0
    hours: tuple[Hours, ...] = ()
    most_s: float | None = None
    relations: tuple[Relation, ...] = ()
    supports: tuple[Relation, ...] = ()
