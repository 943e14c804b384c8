"""Polygons that cross themselves, lines without a length, points outside the picture."""

from collections.abc import Sequence
from itertools import pairwise

from shapely import Polygon

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Pixel


def check_inside(points: Sequence[Pixel], *, width: int, height: int, place: str) -> None:
    """The far edges belong to the picture: an outline may run along them."""
    for number, (x, y) in enumerate(points):
        if not (0 <= x <= width and 0 <= y <= height):
            raise Refused(
                "camera_point_outside", place=f"{place}[{number}]", x=f"{x:g}", y=f"{y:g}", width=width, height=height
            )


def check_polygon(points: Sequence[Pixel], *, place: str) -> None:
    """A simple polygon with an area, of three points or more, not closed."""
    if len(set(points)) < 3:
        raise Refused("camera_polygon_flat", place=place)
    polygon = Polygon(points)
    if not polygon.is_valid:
        raise Refused("camera_polygon_flat" if polygon.convex_hull.area == 0 else "camera_polygon_crosses", place=place)
    if polygon.area == 0:
        raise Refused("camera_polygon_flat", place=place)


def check_line(points: Sequence[Pixel], *, place: str) -> None:
    if len(set(points)) < 2 or any(a == b for a, b in pairwise(points)):
        raise Refused("camera_line_short", place=place)
