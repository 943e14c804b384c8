"""Foot points, and whether one stands in a polygon."""

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from naru.systems.footage.core.cameras.values import Camera, Pixel, Zone


def foot_points(tracks: ir.Table) -> ir.Table:
    """camera_id, track_id, t_us, x, y (the middle of the box's lower edge, in doubles), height; rows without a valid track are left out."""
    x1, y1, x2, y2 = (tracks[edge].cast("float64") for edge in ("x1", "y1", "x2", "y2"))
    known = tracks.filter(tracks.track_id >= 0)
    return known.select("camera_id", "track_id", "t_us", x=(x1 + x2) / 2, y=y2, height=y2 - y1)


def inside(points: ir.Table, cameras: Sequence[Camera]) -> ir.Table:
    """Foot points in zones: camera_id, zone_id, track_id, t_us; a row for every zone that a point stands in."""
    stands = [
        points.filter(points.camera_id == camera.id, contains(points.x, points.y, zone.points)).select(
            "camera_id", "track_id", "t_us", zone_id=ibis.literal(zone.id)
        )
        for camera, zone in zones_of(cameras)
    ]
    return ibis.union(*stands) if stands else _nobody(points)


def zones_of(cameras: Sequence[Camera]) -> list[tuple[Camera, Zone]]:
    return [(camera, zone) for camera in cameras for zone in camera.zones]


def _nobody(points: ir.Table) -> ir.Table:
    return points.filter(ibis.literal(False)).select("camera_id", "track_id", "t_us", zone_id=ibis.literal(""))


def contains(x: ir.Value, y: ir.Value, polygon: Sequence[Pixel]) -> ir.BooleanValue:
    """Even–odd rule, half-open: of two polygons that share an edge, a point on it stands in exactly one.

    Exact where coordinates are exact in binary (pixels and their halves are); no division is made.
    """
    xs, ys = [point[0] for point in polygon], [point[1] for point in polygon]
    box = (x >= min(xs)) & (x <= max(xs)) & (y >= min(ys)) & (y < max(ys))
    edges = zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    passed = [_is_left_of(x, y, *edge).cast("int8") for edge in edges if edge[0][1] != edge[1][1]]
    if not passed:
        return box & ibis.literal(False)  # a polygon without height holds nobody
    return box & (reduce(lambda one, other: one + other, passed) % 2 == 1)


def _is_left_of(x: ir.Value, y: ir.Value, start: Pixel, end: Pixel) -> ir.BooleanValue:
    """On the edge's height, its lower end included, and strictly left of it."""
    low, high = sorted((start, end), key=lambda point: point[1])
    at_height = (y >= low[1]) & (y < high[1])
    return at_height & ((x - low[0]) * (high[1] - low[1]) < (y - low[1]) * (high[0] - low[0]))
