"""A camera as its file says."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

Pixel = tuple[float, float]
Metres = tuple[float, float]


class SiteKind(StrEnum):
    TRADE_AREA = "trade_area"
    PARK = "park"


class ZoneKind(StrEnum):
    AREA = "area"
    SHOP = "shop"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a zone or a rule holds, in the camera's time zone: weekdays (0 Monday), from and until (over midnight where until ≤ from)."""

    weekdays: frozenset[int] = frozenset(range(7))
    begin: time = time(0)
    end: time = time(0)
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """``points``: a simple polygon in pixels, not closed."""

    id: str
    name_ko: str
    name_en: str
    kind: ZoneKind
    points: tuple[Pixel, ...]
    hours: tuple[Hours, ...] = ()  # empty: always
    acts: tuple[str, ...] = ()  # ids of the event rules that look here; empty: all that look at zones of its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``points``: a polyline in pixels; who walks from its left to its right goes in."""

    id: str
    name_ko: str
    name_en: str
    points: tuple[Pixel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedByHand:
    """How many a person counted over a line, both ways together, from ``begin`` (the camera's clock) on: what says how far the machine is off."""

    line_id: str
    begin: datetime
    minutes: float
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A market day, a ball game: its count is set against what such a weekday would have had."""

    day: date
    name_ko: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    id: str
    site_id: str
    site_ko: str
    site_en: str
    site_kind: SiteKind
    longitude: float
    latitude: float
    width: int
    height: int
    time_zone: str
    operator: str
    legal_basis: str
    retention_days: int
    ground_points: tuple[tuple[Pixel, Metres], ...] = ()  # at least four, or none
    zones: tuple[Zone, ...] = ()
    lines: tuple[Line, ...] = ()
    hours: tuple[Hours, ...] = ()  # when it is to record; empty: always
    hand_counts: tuple[CountedByHand, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
