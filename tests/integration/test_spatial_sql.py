"""Spatial SQL behind the walls, and its answers beside another library's."""

from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyproj
import pytest
import shapely
from django.test import Client

from naru.data.catalogue.core.columns import Column, ColumnType
from tests.tables import publish_table

pytestmark = pytest.mark.django_db

AREAS = [shapely.box(129 + x / 10, 35 + y / 10, 129.1 + x / 10, 35.1 + y / 10) for x in range(3) for y in range(3)]
POINTS = shapely.points(np.random.default_rng(7).uniform((129, 35), (129.3, 35.3), (200, 2)))


@pytest.fixture
def places(db: Any) -> None:
    named = Column(name="이름", alias="name", type=ColumnType.TEXT)
    shape = Column(name="도형", alias="geometry", type=ColumnType.GEOMETRY)
    for title, shapes in (("구역", AREAS), ("점", POINTS)):
        names = [f"{title}{number}" for number in range(len(shapes))]
        rows = {"name": names, "geometry": [shapely.to_wkb(each) for each in shapes]}
        publish_table(f"나루 {title}", (named, shape), pa.table(rows))


def ask(client: Client, sql: str) -> list[list[Any]]:
    response = client.post("/api/v1/sql", orjson.dumps({"sql": sql}), content_type="application/json")
    assert response.status_code == 200, response.content.decode()
    return orjson.loads(response.content)["rows"]  # type: ignore[no-any-return]


def test_points_are_found_in_areas_by_a_join(client: Client, places: None) -> None:
    found = ask(
        client,
        "select g.이름, count(*) from 나루_구역 g join 나루_점 p on st_contains(g.도형, p.도형) group by 1 order by 1",
    )
    expected = [[f"구역{n}", int(shapely.contains(area, POINTS).sum())] for n, area in enumerate(AREAS)]
    assert found == expected


def test_the_nearest_of_many_is_looked_up(client: Client, places: None) -> None:
    found = ask(
        client,
        """with numbered as (select row_number() over () as n, 이름, 도형 from 나루_구역),
        looked as (select st_index(list(st_centroid(도형) order by n)) as i from numbered)
        select p.이름, g.이름, st_distance(p.도형, st_centroid(g.도형))
        from 나루_점 p, looked, numbered g where g.n = st_nearest(p.도형, looked.i)""",
    )
    metres = pyproj.Geod(ellps="WGS84")
    for name, area, distance in found:
        point = POINTS[int(name.removeprefix("점"))]
        each = [metres.inv(point.x, point.y, one.centroid.x, one.centroid.y)[2] for one in AREAS]
        assert distance == pytest.approx(min(each))
        assert area == f"구역{int(np.argmin(each))}"
    assert len(found) == len(POINTS)


def test_projections_are_known_behind_the_walls(client: Client, places: None) -> None:
    [[text]] = ask(client, "select st_astext(st_transform(st_point(127, 38), 'EPSG:5186'))")
    assert [round(each) for each in map(float, text.removeprefix("POINT (").rstrip(")").split())] == [200000, 600000]
    many = ask(client, "select st_x(st_transform(도형, 5179)) from 나루_점 order by 이름")
    assert len(many) == len(POINTS)
