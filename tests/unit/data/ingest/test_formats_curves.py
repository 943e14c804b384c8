"""Curved shapes in WKB in, straight ones out."""

import math
import struct

import numpy as np
import pytest
import shapely

from naru.data.ingest.core.formats.curves import straightened

Places = list[tuple[float, ...]]


def head(kind: int, count: int) -> bytes:
    return struct.pack("<BII", 1, kind, count)


def path(kind: int, places: Places) -> bytes:
    return head(kind, len(places)) + b"".join(struct.pack(f"<{len(place)}d", *place) for place in places)


HALF: Places = [(0, 0), (1, 1), (2, 0)]
CIRCLE: Places = [(0, 0), (2, 0), (0, 0)]
ARC, BACK = path(8, HALF), path(2, [(2, 0), (0, 0)])


def test_half_a_circle_is_followed() -> None:
    line = straightened(ARC)
    places = shapely.get_coordinates(line)
    assert np.hypot(places[:, 0] - 1, places[:, 1]) == pytest.approx(1)
    assert (places[0].tolist(), places[-1].tolist(), len(places)) == ([0, 0], [2, 0], 46)  # chords of four degrees
    assert line.length == pytest.approx(math.pi, abs=0.001)


@pytest.mark.parametrize(
    ("places", "length"),
    [
        ([(0, 0), (1, -1), (2, 0)], math.pi),  # the other way round
        (CIRCLE, 2 * math.pi),
        ([(0, 0), (1, 0), (2, 0)], 2),  # on a line
        ([(0, 0), (1, 1), (2, 0), (3, -1), (4, 0)], 2 * math.pi),
    ],
)
def test_arcs_go_the_way_of_their_middle(places: Places, length: float) -> None:
    assert straightened(path(8, places)).length == pytest.approx(length, abs=0.01)


@pytest.mark.parametrize(
    ("wkb", "kind", "area"),
    [
        (head(9, 2) + ARC + BACK, "LineString", 0),
        (head(10, 1) + head(9, 2) + ARC + BACK, "Polygon", math.pi / 2),
        (head(10, 1) + path(8, CIRCLE), "Polygon", math.pi),
        (head(11, 2) + ARC + BACK, "MultiLineString", 0),
        (head(12, 1) + head(10, 1) + path(8, CIRCLE), "MultiPolygon", math.pi),
        (head(10, 0), "Polygon", 0),
        (head(7, 1) + ARC, "GeometryCollection", 0),
        (head(16, 1) + head(17, 1) + path(2, [(0, 0), (1, 0), (1, 1), (0, 0)])[5:], "MultiPolygon", 0.5),
    ],
)
def test_shapes_made_of_curves_are_straight_ones(wkb: bytes, kind: str, area: float) -> None:
    shape = straightened(wkb)
    assert (shape.geom_type, shape.is_valid) == (kind, True)
    assert shape.area == pytest.approx(area, abs=0.01)


@pytest.mark.parametrize("kind", [1008, 2008, 8 | 0x8000_0000, 8 | 0x4000_0000])
def test_heights_and_measures_are_left_out(kind: int) -> None:
    line = straightened(path(kind, [(0, 0, 9), (1, 1, 9), (2, 0, 9)]))
    assert (line.has_z, line.length) == (False, pytest.approx(math.pi, abs=0.001))


@pytest.mark.parametrize("wkb", [b"", b"\1", ARC[:20], head(99, 0), head(8, 4_000_000_000), head(12, 1) + ARC])
def test_broken_bytes_are_no_shape(wkb: bytes) -> None:
    assert straightened(wkb) is None
