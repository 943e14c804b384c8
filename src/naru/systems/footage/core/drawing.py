"""From figures to the shapes of an SVG picture: all in the picture's own units, rounded to a tenth.

Colours and words belong to the template; here is only where things lie.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naru.systems.footage.core.cameras.values import Pixel
from naru.systems.footage.core.summary import DAY, CameraSummary, CurveStep, Flow

STEPS = 5  # classes of a heat map
TIMES = (1, 2, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400)  # seconds that an axis may name
LABEL_ROOM = 0.16  # of an axis, for one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One hour of a week; ``step`` is 1…5 by share of the busiest hour, 0 where nobody came, None where nothing was seen."""

    weekday: int
    hour: int
    value: float | None
    step: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A flow from zone to zone: a curve bowed to its left, so that both directions can be told apart."""

    path: str
    width: float
    flow: Flow
    label: Pixel


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A staircase and the band around it."""

    line: str
    band: str
    ticks: tuple[tuple[float, str], ...]  # where, and what time: "30초"-free seconds as text


def hour_cells(summary: CameraSummary) -> list[list[Cell]]:
    """7 rows of 24."""
    most = max((value for day in summary.hours for value in day if value is not None), default=0.0)
    return [
        [Cell(weekday=day, hour=hour, value=value, step=_step(value, most)) for hour, value in enumerate(hours)]
        for day, hours in enumerate(summary.hours)
    ]


def _step(value: float | None, most: float) -> int | None:
    if value is None:
        return None
    return 0 if value <= 0 or most <= 0 else min(STEPS, math.ceil(STEPS * value / most))


def day_profile(summary: CameraSummary) -> list[float | None]:
    """People a minute by hour, the mean of the days on which that hour was seen."""
    by_hour = [[day[hour] for day in summary.hours if day[hour] is not None] for hour in range(DAY)]
    return [sum(seen) / len(seen) if seen else None for seen in by_hour]  # type: ignore[arg-type]


def centre(points: Sequence[Pixel]) -> Pixel:
    """The centroid of a simple polygon; the mean of the points of one without area."""
    pairs = list(zip(points, [*points[1:], points[0]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    area = sum(crosses) / 2
    if abs(area) < 1e-9:
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    x = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairs, crosses, strict=True)) / (6 * area)
    y = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairs, crosses, strict=True)) / (6 * area)
    return x, y


def arcs(flows: Iterable[Flow], zones: Mapping[str, Sequence[Pixel]], *, widest: float = 14.0) -> list[Arc]:
    """One for each flow between two known zones, the strongest last, so that it lies on top."""
    known = sorted(
        (
            flow
            for flow in flows
            if flow.from_zone in zones and flow.to_zone in zones and flow.from_zone != flow.to_zone
        ),
        key=lambda flow: flow.tracks,
    )
    most = known[-1].tracks if known else 1
    return [
        _arc(flow, centre(zones[flow.from_zone]), centre(zones[flow.to_zone]), widest * flow.tracks / most)
        for flow in known
    ]


def _arc(flow: Flow, start: Pixel, end: Pixel, width: float) -> Arc:
    dx, dy = end[0] - start[0], end[1] - start[1]
    bow = (start[0] + end[0]) / 2 + dy / 5, (start[1] + end[1]) / 2 - dx / 5
    middle = (start[0] + 2 * bow[0] + end[0]) / 4, (start[1] + 2 * bow[1] + end[1]) / 4
    path = f"M{_n(*start)} Q{_n(*bow)} {_n(*end)}"
    return Arc(path=path, width=round(max(1.5, width), 1), flow=flow, label=(round(middle[0], 1), round(middle[1], 1)))


def polygon(points: Iterable[Pixel]) -> str:
    """The ``points`` of an SVG polygon or polyline."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def survival(steps: Sequence[CurveStep], width: float, height: float) -> Curve:
    """The curve of ``steps`` (times rising) in a box; time on a root scale, because most visits are short."""
    last = max((step.seconds for step in steps), default=1.0) or 1.0

    def across(seconds: float) -> float:
        return width * math.sqrt(seconds / last)

    def stairs(values: Sequence[float]) -> list[Pixel]:
        corners, level = [(0.0, 0.0)], 1.0
        for step, value in zip(steps, values, strict=True):
            corners += [(across(step.seconds), height * (1 - level)), (across(step.seconds), height * (1 - value))]
            level = value
        return [*corners, (width, height * (1 - level))]

    low, high = stairs([step.low for step in steps]), stairs([step.high for step in steps])
    return Curve(
        line=polygon(stairs([step.share for step in steps])),
        band=polygon([*high, *reversed(low)]),
        ticks=tuple((round(across(at), 1), _clock(at)) for at in _ticks(last)),
    )


def _ticks(last: float) -> list[float]:
    """Round times up to ``last``, so far from each other and from 0 on the root scale that their labels do not touch."""
    chosen: list[float] = []
    end = math.inf
    for at in reversed([each for each in TIMES if each <= last]):
        place = math.sqrt(at / last)
        if min(place, end - place) >= LABEL_ROOM:
            chosen.insert(0, at)
            end = place
    return chosen


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _n(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"
