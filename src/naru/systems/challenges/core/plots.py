"""Figures of a challenge as points in a box, for a template to draw: lines of scores over time, columns of days, bands of ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

WIDTH, HEIGHT = 640.0, 220.0
LINES_MOST = 6
Climb = Sequence[tuple[datetime, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``path`` is an SVG path of steps; ``end`` where the name stands."""

    name: str
    path: str
    points: Sequence[tuple[float, float]]
    end: tuple[float, float]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """``low`` and ``high`` are the scores at the bottom and the top of the box."""

    lines: Sequence[Line]
    low: float
    high: float
    first: datetime
    last: datetime


def lines(
    climbs: Mapping[str, Climb], order: Sequence[str], *, higher_is_better: bool, until: datetime
) -> Lines | None:
    """Of the first of ``order``; the better always stands higher. Scores far off the rest are cut at the edge."""
    chosen = [name for name in order if climbs.get(name)][:LINES_MOST]
    if not chosen:
        return None
    first = min(climbs[name][0][0] for name in chosen)
    whole = max((until - first).total_seconds(), 1.0)
    best = [climbs[name][-1][1] for name in chosen]
    every = sorted(score for name in chosen for _, score in climbs[name])
    worst = every[len(every) // 5] if higher_is_better else every[-1 - len(every) // 5]
    low, high = (worst, max(best)) if higher_is_better else (min(best), worst)
    room = (high - low) * 0.08 or 0.5
    low, high = low - room, high + room

    def point(at: datetime, score: float) -> tuple[float, float]:
        share = min(max((score - low) / (high - low), 0.0), 1.0)
        y = HEIGHT * (1 - share) if higher_is_better else HEIGHT * share
        return round(WIDTH * min((at - first).total_seconds() / whole, 1.0), 1), round(y, 1)

    drawn = [_line(name, [point(*each) for each in climbs[name]], climbs[name][-1][1]) for name in chosen]
    return Lines(lines=drawn, low=low, high=high, first=first, last=until)


def _line(name: str, points: Sequence[tuple[float, float]], score: float) -> Line:
    """A step at each improvement, and on to the right edge."""
    path = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:]) + f"H{WIDTH}"
    return Line(name=name, path=path, points=points, end=(WIDTH, points[-1][1]), score=score)


def columns(days: Sequence[tuple[date, int]], *, height: float = 120.0) -> list[Column]:
    """One a day, the whole width together; the busiest is as high as the box."""
    if not days:
        return []
    step, most = WIDTH / len(days), max(count for _, count in days) or 1
    return [
        Column(
            day=day,
            count=count,
            x=round(place * step, 2),
            y=round(height * (1 - count / most), 2),
            width=round(max(step * 0.8, 0.5), 2),
            height=round(height * count / most, 2),
        )
        for place, (day, count) in enumerate(days)
    ]


def band(low: int, high: int, teams: int) -> tuple[float, float]:
    """Where a band of ranks begins in a box of 100, and how long it is."""
    step = 100 / max(teams, 1)
    return round((low - 1) * step, 2), round((high - low + 1) * step, 2)
