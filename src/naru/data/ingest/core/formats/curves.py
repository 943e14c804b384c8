"""Curved shapes as straight ones: circular arcs, and what is made of them, out of WKB (ISO 13249-3), which the shapes'
library does not read. An arc becomes chords of four degrees, as GDAL's own."""

import math
import struct
from typing import Any

import numpy as np
import shapely

CHORD_DEGREES = 4.0
WITH_Z, WITH_M, WITH_SRID = 0x8000_0000, 0x4000_0000, 0x2000_0000  # PostGIS's flags


def straightened(wkb: bytes) -> Any:
    """The shape in two dimensions without curves; None for bytes that are no shape."""
    try:
        return _Reader(wkb).shape()
    except (struct.error, ValueError, IndexError, shapely.errors.ShapelyError):
        return None


class _Reader:
    def __init__(self, wkb: bytes) -> None:
        self.wkb = wkb
        self.at = 0

    def shape(self) -> Any:
        order = "<" if self.wkb[self.at] else ">"
        self.at += 1
        code = self._count(order)
        size = 2 + bool(code & WITH_Z) + bool(code & WITH_M) + (0, 1, 1, 2)[(code & 0xFFFF) // 1000 % 4]
        if code & WITH_SRID:
            self._count(order)
        return self._of((code & 0xFFFF) % 1000, order, size)

    def _of(self, kind: int, order: str, size: int) -> Any:
        match kind:  # as the standard numbers them
            case 1:
                return shapely.Point(self._places(1, order, size)[0])
            case 2:
                return shapely.LineString(self._places(self._count(order), order, size))
            case 3 | 17:
                return _polygon([self._places(self._count(order), order, size) for _ in range(self._count(order))])
            case 8:
                return shapely.LineString(_stroked(self._places(self._count(order), order, size)))
        return _made_of([self.shape() for _ in range(self._count(order))], kind)

    def _count(self, order: str) -> int:
        [count] = struct.unpack_from(f"{order}I", self.wkb, self.at)
        self.at += 4
        return int(count)

    def _places(self, count: int, order: str, size: int) -> np.ndarray:
        places = np.frombuffer(self.wkb, f"{order}f8", count * size, self.at).reshape(count, size)
        self.at += places.nbytes
        return places[:, :2].astype(float)


def _made_of(parts: list[Any], kind: int) -> Any:
    match kind:
        case 4:
            return shapely.MultiPoint(parts)
        case 5 | 11:
            return shapely.MultiLineString(parts)
        case 6 | 12 | 15 | 16:
            return shapely.MultiPolygon(parts)
        case 7:
            return shapely.GeometryCollection(parts)
        case 9:
            return shapely.LineString(np.concatenate([shapely.get_coordinates(part) for part in parts]))
        case 10:
            return _polygon([shapely.get_coordinates(part) for part in parts])
    raise ValueError(f"no kind of shape: {kind}")


def _polygon(rings: list[np.ndarray]) -> Any:
    return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()


def _stroked(places: np.ndarray) -> np.ndarray:
    """The chords of arcs that go from the first place over the second to the third, on to the fifth and so on."""
    arcs = [_arc(*places[i : i + 3]) for i in range(0, len(places) - 2, 2)]
    return np.concatenate([*(arc[:-1] for arc in arcs), places[-1:]]) if arcs else places


def _arc(start: np.ndarray, middle: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Places along one arc, both ends among them; a whole circle where the ends are one."""
    centre = (start + middle) / 2 if np.array_equal(start, end) else _centre(start, middle, end)
    if centre is None:
        return np.array([start, middle, end])
    first, over, last = (math.atan2(*(place - centre)[::-1]) for place in (start, middle, end))
    turn = (last - first) % math.tau or math.tau
    if (over - first) % math.tau > turn:  # the middle lies the other way round
        turn -= math.tau
    steps = max(2, math.ceil(abs(turn) / math.radians(CHORD_DEGREES)))
    angles = first + turn * np.arange(1, steps) / steps
    radius = math.dist(start, centre)
    inner = centre + radius * np.column_stack([np.cos(angles), np.sin(angles)])
    return np.concatenate([[start], inner, [end]])


def _centre(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray | None:
    """The centre of the circle through three places; None where they lie on a line."""
    ab, ac = b - a, c - a
    cross = 2 * (ab[0] * ac[1] - ab[1] * ac[0])
    if abs(cross) < 1e-12 * max(float(ab @ ab), float(ac @ ac), 1e-300):
        return None
    offset = np.array([ac[1] * (ab @ ab) - ab[1] * (ac @ ac), ab[0] * (ac @ ac) - ac[0] * (ab @ ab)]) / cross
    centre: np.ndarray = a + offset
    return centre
