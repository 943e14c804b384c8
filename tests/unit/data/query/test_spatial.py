"""Spatial functions of SQL: measures in metres beside PROJ's own, predicates beside GEOS's."""

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pyproj
import pytest
import shapely

from naru.data.query.core import spatial

GEOD = pyproj.Geod(ellps="WGS84")
SQUARE = "POLYGON ((129 35, 129.1 35, 129.1 35.1, 129 35.1, 129 35))"
RING = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"


@pytest.fixture(scope="module")
def asked() -> Iterator[Any]:
    connection = duckdb.connect(config={"threads": 1})
    spatial.install(connection)
    yield lambda expression: connection.execute(f"select {expression}").fetchall()[0][0]
    connection.close()


def geometry(text: str) -> str:
    return f"st_geomfromtext('{text}')"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (f"st_contains({geometry(SQUARE)}, st_point(129.05, 35.05))", True),
        (f"st_contains({geometry(SQUARE)}, st_point(129, 35.05))", False),  # on its edge
        (f"st_covers({geometry(SQUARE)}, st_point(129, 35.05))", True),
        (f"st_intersects({geometry(SQUARE)}, st_point(129, 35.05))", True),
        (f"st_within(st_point(129.05, 35.05), {geometry(SQUARE)})", True),
        (f"st_coveredby(st_point(129, 35.05), {geometry(SQUARE)})", True),
        (f"st_within({geometry(SQUARE)}, st_point(129.05, 35.05))", False),
        (f"st_disjoint({geometry(SQUARE)}, st_point(130, 35))", True),
        (f"st_touches({geometry(SQUARE)}, st_point(129, 35.05))", True),
        (f"st_contains({geometry(RING)}, st_point(1.5, 1.5))", False),
        ("st_equals(st_point(1, 2), st_point(1, 2))", True),
        ("st_x(st_point(1, 2)) + st_y(st_point(1, 2))", 3.0),
        (f"st_xmax({geometry(RING)}) - st_ymin({geometry(RING)})", 4.0),
        (f"st_npoints({geometry(RING)})", 10),
        (f"st_isvalid({geometry(RING)})", True),
        ("st_contains(null::geometry, st_point(1, 2))", None),
        ("st_distance(st_point(1, 2), null::geometry)", None),
        (f"st_distance({geometry(SQUARE)}, st_point(129.05, 35.05))", 0.0),
        ("st_dwithin(st_point(129, 35), st_point(129.001, 35), 92)", True),
        ("st_dwithin(st_point(129, 35), st_point(129.001, 35), 91)", False),  # 91.3 metres
        ("st_geomfromtext('no geometry')", None),
        ("st_nearest(st_point(2, 0), st_index([st_point(0, 0), st_point(3, 0)]))", 2),
        ("st_nearest(st_point(2, 0), 99)", None),
        ("st_astext(st_union_agg(g)) from (values (st_point(1, 1)), (null), (st_point(1, 1))) t(g)", "POINT (1 1)"),
        ("st_transform(st_point(1, 1), 'EPSG:1')", None),
    ],
)
def test_a_question_has_its_answer(asked: Any, expression: str, value: Any) -> None:
    assert asked(expression) == value


def test_measures_are_metres_on_the_ellipsoid(asked: Any) -> None:
    area, around = GEOD.geometry_area_perimeter(shapely.from_wkt(SQUARE))
    assert asked(f"st_area({geometry(SQUARE)})") == pytest.approx(area, rel=1e-6)
    assert asked(f"st_perimeter({geometry(SQUARE)})") == pytest.approx(around, rel=1e-9)
    around = GEOD.geometry_length(shapely.from_wkt(RING).boundary)  # the hole's edge, too
    assert asked(f"st_length({geometry(RING)})") == pytest.approx(around, rel=1e-9)
    assert asked("st_distance(st_point(129, 35), st_point(126, 37))") == pytest.approx(GEOD.inv(129, 35, 126, 37)[2])


@pytest.mark.parametrize(("latitude", "metres"), [(0.0, 100.0), (35.0, 1_000.0), (60.0, 20_000.0)])
def test_a_buffer_is_round_on_the_ground(latitude: float, metres: float) -> None:
    (ring,) = spatial.buffered_m(np.array([shapely.Point(129, latitude)]), np.array([metres]))
    distances = [GEOD.inv(129, latitude, x, y)[2] for x, y in ring.exterior.coords]
    assert min(distances) > 0.995 * metres
    assert max(distances) < 1.005 * metres


def test_every_code_is_known_both_ways() -> None:
    points = np.array([shapely.Point(128.5, 36.5)] * len(spatial.KNOWN_EPSG))
    codes = [str(code) for code in spatial.KNOWN_EPSG]
    there = spatial.transformed(points, ["4326"] * len(codes), codes)
    back = spatial.transformed(there, codes, ["EPSG:4326"] * len(codes))
    assert np.allclose(shapely.get_coordinates(back), [128.5, 36.5], atol=1e-6)


def test_points_are_read_where_they_lie_and_others_are_not() -> None:
    points = shapely.to_wkb(shapely.points([[1, 2], [3, 4]]))
    found = spatial._coordinates(spatial.pa.array(points, spatial.pa.binary()))
    assert found.tolist() == [[1, 2], [3, 4]]
    for others in (
        [*points, None],
        [*points, shapely.to_wkb(shapely.box(0, 0, 1, 1))],
        [shapely.to_wkb(shapely.Point())],
    ):
        assert spatial._coordinates(spatial.pa.array(others, spatial.pa.binary())) is None


def test_a_join_compares_boxes_before_shapes() -> None:
    connection = duckdb.connect(config={"threads": 1})
    spatial.install(connection)
    connection.execute("create table a as select st_buffer(st_point(x, 35), 20000) g from range(120, 130) t(x)")
    connection.execute("create table p as select st_point(120 + x / 100, 35) g from range(1000) t(x)")
    ((_, plan),) = connection.execute("explain select * from a join p on st_contains(a.g, p.g)").fetchall()
    assert "IE Join" in plan
    connection.close()
