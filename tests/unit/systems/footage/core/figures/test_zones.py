"""Who stands in a zone: as shapely says, and an edge shared by two zones belongs to one."""

import ibis
import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.systems.footage.core.cameras.values import Pixel
from naru.systems.footage.core.figures.zones import contains, foot_points, inside
from tests.footage_rows import camera, lazy, rows, square, tracks, zone


def holds(points: np.ndarray, polygon: list[Pixel]) -> np.ndarray:
    table = ibis.memtable(pa.table({"n": range(len(points)), "x": points[:, 0], "y": points[:, 1]}))
    answer = table.select("n", held=contains(table.x, table.y, polygon)).order_by("n").to_pyarrow()
    return answer["held"].to_numpy(zero_copy_only=False)


def star(seed: int, corners: int) -> list[Pixel]:
    random = np.random.default_rng(seed)
    angles = np.sort(random.uniform(0, 2 * np.pi, corners))
    radii = random.uniform(100, 500, corners)
    return [(float(640 + r * np.cos(a)), float(360 + r * np.sin(a))) for a, r in zip(angles, radii, strict=True)]


@pytest.mark.parametrize("corners", [3, 4, 7, 12, 40])
def test_twenty_thousand_points_stand_where_shapely_says(corners: int) -> None:
    random = np.random.default_rng(corners)
    polygon = star(corners, corners)
    points = random.uniform((0, 0), (1280, 720), (20_000, 2))
    assert (holds(points, polygon) == shapely.contains_xy(shapely.Polygon(polygon), points[:, 0], points[:, 1])).all()


def test_points_beside_the_edges_stand_where_shapely_says() -> None:
    polygon = star(3, 9)
    random = np.random.default_rng(1)
    start = np.array(polygon)
    end = np.roll(start, -1, axis=0)
    edge = random.integers(0, 9, 20_000)
    on_edge = start[edge] + random.uniform(0, 1, (20_000, 1)) * (end - start)[edge]
    points = (on_edge + random.uniform(-2, 2, (20_000, 2))).astype(np.float32).astype(np.float64)
    assert (holds(points, polygon) == shapely.contains_xy(shapely.Polygon(polygon), points[:, 0], points[:, 1])).all()


@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), min_size=1, max_size=30))
@settings(deadline=None, max_examples=30)
def test_zones_that_share_edges_share_nobody(points: list[tuple[int, int]]) -> None:
    """Two triangles and a square that tile a square: each point of it, on edges and corners too, stands in at most one; inner points in one."""
    tiles = [[(0, 0), (12, 0), (12, 24), (0, 24)], [(12, 0), (24, 0), (24, 24)], [(12, 0), (24, 24), (12, 24)]]
    at = np.array(points, float)
    held = np.sum([holds(at, tile) for tile in tiles], axis=0)  # type: ignore[arg-type]
    inner = (at > 0).all(axis=1) & (at < 24).all(axis=1)
    assert (held <= 1).all()
    assert (held[inner] == 1).all()


@pytest.mark.parametrize(
    ("point", "expected"),
    [((20, 20), True), ((30, 25), False), ((25, 30), False), ((19.99, 25), False), ((29.99, 29.99), True)],
)
def test_left_and_upper_edge_belong_to_a_square(point: Pixel, expected: bool) -> None:
    assert holds(np.array([point], float), list(square(20, 20))) == [expected]


def test_a_polygon_without_height_holds_nobody() -> None:
    assert not holds(np.array([[5.0, 5.0]]), [(0, 5), (10, 5), (5, 5)]).any()


def test_the_foot_stands_in_the_zone_though_the_head_does_not() -> None:
    table = lazy(tracks((1, 0, [(25, 25)]), (2, 0, [(25, 45)])))
    assert rows(foot_points(table), "track_id", "x", "y", "height") == [(1, 25.0, 25.0, 20.0), (2, 25.0, 45.0, 20.0)]
    assert rows(inside(foot_points(table), [camera(zones=[zone("a", *square(20, 20))])])) == [("c", 1, 0, "a")]


def test_boxes_without_a_valid_track_stand_nowhere() -> None:
    table = lazy(tracks((-1, 0, [(25, 25)] * 9)))
    assert rows(inside(foot_points(table), [camera(zones=[zone("a", *square(20, 20))])])) == []


def test_a_camera_sees_its_own_zones_only() -> None:
    table = lazy(tracks((1, 0, [(25, 25)]), camera="other"))
    assert rows(inside(foot_points(table), [camera(zones=[zone("a", *square(20, 20))])])) == []
    assert rows(inside(foot_points(table), [camera()])) == []
