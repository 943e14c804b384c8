"""Lines crossed, each once; entries without U-turns and re-entries.

*Theory of operation.* A track crosses where the way between two of its foot points meets the line (a segment test: speed and
picture rate do not matter). Points in a narrow band around the line say nothing and are left out, all but a track's first and
last, between which alone nothing is crossed: who waits on the line and trembles has crossed when he leaves on the other side. What comes back within ``flicker_s`` is taken back.
"""

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from naru.systems.footage.core.cameras.values import Camera, Line, Pixel
from naru.systems.footage.core.figures.visits import microseconds
from naru.systems.footage.core.figures.zones import foot_points

PASSING = ("camera_id", "line_id", "track_id")
Segment = tuple[Pixel, Pixel]


def crossings(tracks: ir.Table, cameras: Sequence[Camera], *, margin: float = 0.05, flicker_s: float = 1.0) -> ir.Table:
    """TRACKS → CROSSINGS; ``t_us`` is the first instant seen beyond the line.

    ``margin``: half the width of the band around a line, in heights of the box.
    """
    points = foot_points(tracks)
    raw = [
        _meetings(points.filter(points.camera_id == camera.id).drop("camera_id"), line, margin).mutate(
            camera_id=ibis.literal(camera.id), line_id=ibis.literal(line.id)
        )
        for camera in cameras
        for line in camera.lines
    ]
    if not raw:
        nobody = points.filter(ibis.literal(False))
        return nobody.select("camera_id", "track_id", "t_us", line_id=ibis.literal(""), direction=ibis.literal("in"))
    return _netted(ibis.union(*raw), microseconds(flicker_s))


def segments(line: Line) -> list[Segment]:
    return list(zip(line.points[:-1], line.points[1:], strict=True))


def _meetings(points: ir.Table, line: Line, margin: float) -> ir.Table:
    """Every meeting of one camera's ways with the line: track_id, t_us, step (1 in, -1 out)."""
    ways = segments(line)
    sides = {f"side_{n}": side(points.x, points.y, way) for n, way in enumerate(ways)}
    ranges = {f"{name}_{end}": getattr(of, end)() for name, of in sides.items() for end in ("min", "max")}
    lives = points.group_by("track_id").agg(born_us=points.t_us.min(), gone_us=points.t_us.max(), **ranges)
    both = [(lives[f"{name}_min"] < 0) & (lives[f"{name}_max"] >= 0) for name in sides]
    candidates = lives.filter(_any(both)).select("track_id", "born_us", "gone_us")
    near = points.inner_join(candidates, "track_id")
    banded = near.mutate(in_band=_any([_in_band(near, way, margin) for way in ways]))
    is_end = (banded.t_us == banded.born_us) | (banded.t_us == banded.gone_us)
    telling = banded.filter(is_end | ~banded.in_band)
    order = ibis.window(group_by="track_id", order_by=telling.t_us)
    before = {f"{name}0": telling[name].lag().over(order) for name in ("x", "y", "in_band")}
    moved = telling.mutate(**before)
    moved = moved.filter(~(moved.in_band & moved.in_band0))
    met = moved.select("track_id", "t_us", step=_steps(moved, ways))
    return met.filter(met.step != 0)


def side(x: ir.Value, y: ir.Value, way: Segment) -> ir.NumericValue:
    """Negative left of the way as the picture shows it (y grows downwards), positive right of it; length × distance in pixels."""
    (ax, ay), (bx, by) = way
    return (y - ay) * (bx - ax) - (x - ax) * (by - ay)


def _in_band(points: ir.Table, way: Segment, margin: float) -> ir.BooleanValue:
    (ax, ay), (bx, by) = way
    square = (bx - ax) ** 2 + (by - ay) ** 2
    length = square**0.5
    across = side(points.x, points.y, way).abs()
    along = (points.x - ax) * (bx - ax) + (points.y - ay) * (by - ay)
    reach = points.height * (margin * length)
    return (across <= reach) & (along >= -reach) & (along <= reach + square)


def _steps(moved: ir.Table, ways: Sequence[Segment]) -> ir.NumericValue:
    return reduce(lambda one, other: one + other, [_step(moved, way) for way in ways]).cast("int64")


def _step(moved: ir.Table, way: Segment) -> ir.NumericValue:
    """1 where the way from (x0, y0) to (x, y) passes from left to right, -1 from right to left, else 0. Half-open on both: a joint of
    a polyline is passed once, and a point on the line is on its right."""
    before, after = side(moved.x0, moved.y0, way) >= 0, side(moved.x, moved.y, way) >= 0
    ends = [(ay - moved.y0) * (moved.x - moved.x0) - (ax - moved.x0) * (moved.y - moved.y0) >= 0 for ax, ay in way]
    meets = ends[0] != ends[1]
    return ibis.cases((meets & ~before & after, 1), (meets & before & ~after, -1), else_=0)


def _netted(raw: ir.Table, flicker_us: int) -> ir.Table:
    """Meetings no further apart than the flicker are one: what they come to in sum."""
    order = ibis.window(group_by=PASSING, order_by=raw.t_us)
    apart = (raw.t_us - raw.t_us.lag().over(order)).fill_null(flicker_us + 1) > flicker_us
    marked = raw.mutate(begins=apart.cast("int64"))
    running = ibis.cumulative_window(group_by=PASSING, order_by=marked.t_us)
    numbered = marked.mutate(run=marked.begins.sum().over(running))
    runs = numbered.group_by([*PASSING, "run"]).agg(net=numbered.step.sum(), t_us=numbered.t_us.max())
    counted = runs.filter(runs.net != 0)
    return counted.select(*PASSING, "t_us", direction=ibis.ifelse(counted.net > 0, "in", "out"))


def _any(flags: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda one, other: one | other, flags)


def entries(crossings: ir.Table, *, uturn_s: float, reentry_s: float) -> ir.Table:
    """CROSSINGS and ``kind``: "uturn" where a track comes back over the line within ``uturn_s`` (both ways), "reentry" where it goes
    in again within ``reentry_s`` of having gone out, else "entry" or "exit". Visitors are the entries."""
    order = ibis.window(group_by=PASSING, order_by=crossings.t_us)
    near = crossings.mutate(
        before=crossings.t_us - crossings.t_us.lag().over(order),
        after=crossings.t_us.lead().over(order) - crossings.t_us,
        turned=crossings.direction.lag().over(order) != crossings.direction,
        turns=crossings.direction.lead().over(order) != crossings.direction,
    )
    uturn_us, reentry_us = microseconds(uturn_s), microseconds(reentry_s)
    goes_in = near.direction == "in"
    back = (goes_in & near.turns & (near.after <= uturn_us)) | (~goes_in & near.turned & (near.before <= uturn_us))
    again = goes_in & near.turned & (near.before <= reentry_us)
    kind = ibis.cases(
        (back.fill_null(False), "uturn"), (again.fill_null(False), "reentry"), (goes_in, "entry"), else_="exit"
    )
    return near.mutate(kind=kind).drop("before", "after", "turned", "turns")
