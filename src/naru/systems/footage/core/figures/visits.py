"""Stays in zones: with a gap that does not end them, and a time from which they count."""

from collections.abc import Sequence
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from naru.systems.footage.core.cameras.values import Camera, ZoneKind
from naru.systems.footage.core.figures.zones import contains, foot_points, inside, zones_of

TRACK = ("camera_id", "track_id")
STAY = ("camera_id", "zone_id", "track_id")
SECOND_US = 1_000_000
NOWHERE = ibis.literal("")


def microseconds(seconds: float) -> int:
    return round(seconds * SECOND_US)


def visits(tracks: ir.Table, cameras: Sequence[Camera], *, gap_s: float = 2.0, enter_s: float = 0.5) -> ir.Table:
    """TRACKS → VISITS.

    A foot point in the zone is a sign of the visit. Signs no further apart than ``gap_s`` are one visit (a flicker, a step outside, a
    post in front); a visit shorter than ``enter_s`` is none. ``end_us`` is the last instant seen inside. A visit that holds its track's
    first or last instant is censored on that side: it began before, or went on after, what was seen.
    """
    points = foot_points(tracks)
    stays = _stays(points, cameras, microseconds(gap_s))
    long_enough = stays.filter(stays.end_us - stays.start_us >= microseconds(enter_s))
    lives = points.group_by(TRACK).agg(born_us=points.t_us.min(), gone_us=points.t_us.max())
    seen = long_enough.inner_join(lives, TRACK)
    order = ibis.window(group_by=STAY, order_by=seen.start_us)
    return seen.select(
        *STAY,
        visit=(ibis.row_number().over(order) + 1).cast("int32"),
        start_us=seen.start_us,
        end_us=seen.end_us,
        left_censored=seen.start_us <= seen.born_us,
        right_censored=seen.end_us >= seen.gone_us,
    )


def _stays(points: ir.Table, cameras: Sequence[Camera], gap_us: int) -> ir.Table:
    """Zone by zone, so that windows sort by track and time alone."""
    runs = [
        _runs(points.filter(points.camera_id == camera.id, contains(points.x, points.y, zone.points)), gap_us).mutate(
            camera_id=ibis.literal(camera.id), zone_id=ibis.literal(zone.id)
        )
        for camera, zone in zones_of(cameras)
    ]
    return ibis.union(*runs) if runs else _runs(inside(points, ()), gap_us).mutate(camera_id=NOWHERE, zone_id=NOWHERE)


def _runs(signs: ir.Table, gap_us: int) -> ir.Table:
    """track_id, start_us, end_us: only a run's two ends leave the first window, so that the second sorts few rows."""
    signs = signs.select("track_id", "t_us")
    order = ibis.window(group_by="track_id", order_by=signs.t_us)
    near = signs.mutate(before=signs.t_us.lag().over(order), after=signs.t_us.lead().over(order))
    begins = near.before.isnull() | (near.t_us - near.before > gap_us)
    ends = near.after.isnull() | (near.after - near.t_us > gap_us)
    edges = near.mutate(begins=begins, ends=ends).filter(begins | ends)
    order = ibis.window(group_by="track_id", order_by=edges.t_us)
    paired = edges.mutate(next_us=edges.t_us.lead().over(order))
    starts = paired.filter(paired.begins)
    return starts.select("track_id", start_us=starts.t_us, end_us=ibis.ifelse(starts.ends, starts.t_us, starts.next_us))


def stays(visits: ir.Table, *, stay_s: float) -> ir.Table:
    """VISITS and ``kind``: "visiting" from ``stay_s`` on, else "passing"; a short visit seen in part is "unknown": it may have lasted."""
    long_enough = visits.end_us - visits.start_us >= microseconds(stay_s)
    in_part = visits.left_censored | visits.right_censored
    kind = ibis.cases((long_enough, "visiting"), (in_part, "unknown"), else_="passing")
    return visits.mutate(kind=kind)


def shop_visits(tracks: ir.Table, cameras: Sequence[Camera]) -> ir.Table:
    """Who goes in and comes out at shop doors: camera_id, zone_id, track_id, t_us, kind.

    A shop's zone is its door. A track that ends there and began elsewhere is an "entry" at its last instant; one that begins there and
    ends elsewhere an "exit" at its first; one that began and ended elsewhere and stood in it is "passing", at the middle of its stay.
    A track that never left the door is none of them (a dummy in the window, someone who serves).
    """
    points = foot_points(tracks)
    with_doors = [_with_doors_only(camera) for camera in cameras]
    stood = inside(points, with_doors)
    stood = stood.group_by(STAY).agg(middle_us=(stood.t_us.min() + stood.t_us.max()) // 2)
    ends = _ends_at_doors(points, with_doors)
    if ends is None:
        return stood.select(*STAY, t_us=stood.middle_us, kind=ibis.literal("passing"))
    seen = ends.inner_join(stood, STAY)
    goes_in, comes_out = seen.gone_here & ~seen.born_here, seen.born_here & ~seen.gone_here
    kind = ibis.cases((goes_in, "entry"), (comes_out, "exit"), else_="passing")
    t_us = ibis.cases((goes_in, seen.gone_us), (comes_out, seen.born_us), else_=seen.middle_us)
    return seen.filter(~(seen.born_here & seen.gone_here)).select(*STAY, t_us=t_us, kind=kind)


def _ends_at_doors(points: ir.Table, cameras: Sequence[Camera]) -> ir.Table | None:
    """Of each track and each door of its camera: first and last instant, and whether it then stood there; ``None`` without doors."""
    lives = points.group_by(TRACK).agg(
        born_us=points.t_us.min(),
        gone_us=points.t_us.max(),
        **{f"born_{axis}": points[axis].argmin(points.t_us) for axis in ("x", "y")},
        **{f"gone_{axis}": points[axis].argmax(points.t_us) for axis in ("x", "y")},
    )
    at_doors = [
        lives.filter(lives.camera_id == camera.id).mutate(
            zone_id=ibis.literal(zone.id),
            born_here=contains(lives.born_x, lives.born_y, zone.points),
            gone_here=contains(lives.gone_x, lives.gone_y, zone.points),
        )
        for camera, zone in zones_of(cameras)
    ]
    return ibis.union(*at_doors) if at_doors else None


def _with_doors_only(camera: Camera) -> Camera:
    return replace(camera, zones=tuple(zone for zone in camera.zones if zone.kind is ZoneKind.SHOP))
