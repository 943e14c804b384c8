"""Cameras → the tables CAMERAS and ZONES."""

from collections.abc import Sequence

import pyarrow as pa

from naru.systems.footage.core.cameras.ground import homography
from naru.systems.footage.core.cameras.values import Camera, Pixel
from naru.systems.footage.core.tables import CAMERAS, ZONES


def camera_rows(cameras: Sequence[Camera]) -> pa.Table:
    """One row a camera."""
    rows = [
        {
            "camera_id": camera.id,
            "site_id": camera.site_id,
            "site_kind": str(camera.site_kind),
            "longitude": camera.longitude,
            "latitude": camera.latitude,
            "width": camera.width,
            "height": camera.height,
            "time_zone": camera.time_zone,
            "homography": list(homography(camera)),
        }
        for camera in cameras
    ]
    return pa.Table.from_pylist(rows, schema=CAMERAS)


def zone_rows(cameras: Sequence[Camera]) -> pa.Table:
    """One row a zone and one a line, in the order of the file."""
    rows = []
    for camera in cameras:
        named = [(zone.id, str(zone.kind), zone.points) for zone in camera.zones]
        named += [(line.id, "line", line.points) for line in camera.lines]
        rows += [
            {"camera_id": camera.id, "zone_id": id, "kind": kind, "points": _points(points)}
            for id, kind, points in named
        ]
    return pa.Table.from_pylist(rows, schema=ZONES)


def _points(points: Sequence[Pixel]) -> list[dict[str, float]]:
    return [{"x": x, "y": y} for x, y in points]
