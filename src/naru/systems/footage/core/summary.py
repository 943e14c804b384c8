"""What one camera's tables come to: everything that a site's page and its report say, as one value kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from naru.systems.footage.core.figures.audit import Accuracy

WEEK, DAY = 7, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its 95 % interval; ``value`` is None where too little was seen, or a group too small is kept back."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Estimate":
        return Estimate(**stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveStep:
    """Of all visits, the ``share`` that lasts longer than ``seconds``, with its interval (Kaplan and Meier, 1958)."""

    seconds: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigures:
    zone_id: str
    visits: int
    visitors: int  # tracks that stayed
    passers: int  # tracks that only went through
    dwell_s: Estimate  # the median
    curve: tuple[CurveStep, ...] = ()

    @property
    def stay_share(self) -> float | None:
        """Of those who came in, the share that stayed."""
        came = self.visitors + self.passers
        return self.visitors / came if came else None

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "ZoneFigures":
        curve = tuple(CurveStep(**step) for step in stored["curve"])
        return ZoneFigures(**{**stored, "dwell_s": Estimate.from_json(stored["dwell_s"]), "curve": curve})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """``inward`` and ``outward`` count every crossing; of those inward ``entries`` are no U-turn and nobody who had just gone out.
    ``most_inside``: at once; ``entries_missed`` and ``exits_missed``: the least that the count of who is inside has drifted."""

    line_id: str
    inward: int
    outward: int
    entries: int = 0
    reentries: int = 0
    uturns: int = 0
    most_inside: int = 0
    entries_missed: int = 0
    exits_missed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFigures:
    """A shop's door: who went in, came out, and walked past it."""

    zone_id: str
    entries: int
    exits: int
    passing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySize:
    people: int
    parties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """``day``: ISO 8601, of the camera's clock."""

    day: str
    people: int
    seen_minutes: float
    due_minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    from_zone: str
    to_zone: str
    tracks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Passers of one kind: a sex, an age band, a means of movement."""

    name: str
    share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Seconds that people stood in each cell, row by row from the top; ``extent`` is x, y, width and height in the grid's unit."""

    columns: int
    rows: int
    extent: tuple[float, float, float, float]
    seconds: tuple[float, ...]

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Grid":
        return Grid(**{**stored, "extent": tuple(stored["extent"]), "seconds": tuple(stored["seconds"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSummary:
    """Instants in µs UTC; hours and weekdays (0 Monday) in the camera's time zone."""

    camera_id: str
    first_us: int
    last_us: int
    clips: int
    frames: int
    damaged: int
    seen_minutes: float
    due_minutes: float  # between the first and the last frame, within the camera's hours
    people: int  # tracks of persons and riders
    hours: tuple[tuple[float | None, ...], ...]  # people a minute seen: 7 days × 24 hours; None where nothing was seen
    quarters: tuple[tuple[int, int], ...]  # begin of a quarter of an hour, people in it
    zones: tuple[ZoneFigures, ...]
    lines: tuple[LineFigures, ...]
    flows: tuple[Flow, ...]
    modes: tuple[Group, ...]
    sexes: tuple[Group, ...]
    ages: tuple[Group, ...]
    heat: Grid  # on the picture, in pixels
    ground: Grid | None = None  # on the ground, in metres
    doors: tuple[DoorFigures, ...] = ()
    parties: tuple[PartySize, ...] = ()
    days: tuple[DayCount, ...] = ()
    audit: Accuracy | None = None  # counts by hand beside the machine's
    crowded_minutes: int = 0  # in which people hide each other so much that tracks are not valid
    crowded_people: float = 0.0  # a picture, in those minutes

    @property
    def coverage(self) -> float:
        return min(1.0, self.seen_minutes / self.due_minutes) if self.due_minutes else 0.0

    def to_json(self) -> dict[str, Any]:
        """Its fields by their names; ``from_json`` answers the same value."""
        return asdict(self)

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "CameraSummary":
        many = {
            "hours": tuple(tuple(day) for day in stored["hours"]),
            "quarters": tuple((begin, people) for begin, people in stored["quarters"]),
            "zones": tuple(map(ZoneFigures.from_json, stored["zones"])),
            "lines": tuple(LineFigures(**line) for line in stored["lines"]),
            "flows": tuple(Flow(**flow) for flow in stored["flows"]),
            "heat": Grid.from_json(stored["heat"]),
            "ground": Grid.from_json(stored["ground"]) if stored["ground"] else None,
            "doors": tuple(DoorFigures(**door) for door in stored.get("doors", ())),
            "parties": tuple(PartySize(**party) for party in stored.get("parties", ())),
            "days": tuple(DayCount(**day) for day in stored.get("days", ())),
            "audit": Accuracy(**stored["audit"]) if stored.get("audit") else None,
        }
        groups = {
            key: tuple(Group(name=group["name"], share=Estimate(**group["share"])) for group in stored[key])
            for key in ("modes", "sexes", "ages")
        }
        return CameraSummary(**{**stored, **many, **groups})
