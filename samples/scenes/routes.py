"""Where somebody is at an instant: a way in metres and seconds."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, hypot

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A rest on the way."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody at an instant: where, how fast, facing where (radians from x), and how far they have come."""

    x: float
    y: float
    speed_m_s: float
    heading: float
    walked_m: float


@dataclass(frozen=True, slots=True)
class Route:
    """Straight pieces between ``spots``, reached at ``times_s``; before the first and after the last there is nobody."""

    spots: tuple[Spot, ...]
    times_s: tuple[float, ...]

    @property
    def begin_s(self) -> float:
        return self.times_s[0]

    @property
    def end_s(self) -> float:
        return self.times_s[-1]

    def at(self, t_s: float) -> Place | None:
        if not self.begin_s <= t_s <= self.end_s:
            return None
        piece = min(bisect_right(self.times_s, t_s), len(self.spots) - 1) - 1
        (x0, y0), (x1, y1) = self.spots[piece], self.spots[piece + 1]
        t0, t1 = self.times_s[piece], self.times_s[piece + 1]
        share = (t_s - t0) / (t1 - t0)
        walked = sum(_length(self.spots, each) for each in range(piece)) + share * _length(self.spots, piece)
        return Place(
            x=x0 + share * (x1 - x0),
            y=y0 + share * (y1 - y0),
            speed_m_s=hypot(x1 - x0, y1 - y0) / (t1 - t0),
            heading=self._heading(piece),
            walked_m=walked,
        )

    def _heading(self, piece: int) -> float:
        """Of the piece, or where somebody rests, of the last one walked."""
        for each in [*range(piece, -1, -1), *range(piece + 1, len(self.spots) - 1)]:
            (x0, y0), (x1, y1) = self.spots[each], self.spots[each + 1]
            if (x0, y0) != (x1, y1):
                return atan2(y1 - y0, x1 - x0)
        return 0.0


def route(*steps: Spot | Stop, begin_s: float, speed_m_s: float) -> Route:
    """Along the spots at one speed, resting where a ``Stop`` stands."""
    first, *rest = steps
    assert isinstance(first, tuple), "a route begins at a spot"
    spots, times = [first], [begin_s]
    for step in rest:
        here, now = spots[-1], times[-1]
        if isinstance(step, Stop):
            spots.append(here)
            times.append(now + step.seconds)
        elif step != here:
            spots.append(step)
            times.append(now + hypot(step[0] - here[0], step[1] - here[1]) / speed_m_s)
    if len(spots) == 1:
        raise ValueError("a route needs a second spot or a stop")
    return Route(tuple(spots), tuple(times))


def beside(way: Route, offset_m: float, *, later_s: float = 0.0) -> Route:
    """The same way walked by a companion, to the right of it by ``offset_m`` along x and half of that along y."""
    spots = tuple((x + offset_m, y + offset_m / 2) for x, y in way.spots)
    return Route(spots, tuple(time + later_s for time in way.times_s))


def _length(spots: tuple[Spot, ...], piece: int) -> float:
    (x0, y0), (x1, y1) = spots[piece], spots[piece + 1]
    return hypot(x1 - x0, y1 - y0)


def waiting(spot: Spot, *, begin_s: float, end_s: float) -> Route:
    """Staying on one spot."""
    return route(spot, Stop(seconds=end_s - begin_s), begin_s=begin_s, speed_m_s=1.0)


def joined(ways: Iterable[Route]) -> Route:
    """Several ways one after another, each beginning when and where the one before ends or later."""
    spots: list[Spot] = []
    times: list[float] = []
    for way in ways:
        for spot, time in zip(way.spots, way.times_s, strict=True):
            if not times or time > times[-1]:
                spots.append(spot)
                times.append(time)
    return Route(tuple(spots), tuple(times))
