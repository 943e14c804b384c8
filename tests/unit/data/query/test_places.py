"""Where rows lie on a map: points, clusters of them, areas; and where the map begins."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import ibis
import ibis.expr.types as ir
import orjson
import pyarrow as pa
import pytest
import shapely

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.query.core import places
from naru.data.query.core.places import Box, MapSpec, Places

T = ColumnType
X = Column(name="경도", alias="x", type=T.DECIMAL, meaning=Meaning.LONGITUDE)
Y = Column(name="위도", alias="y", type=T.DECIMAL, meaning=Meaning.LATITUDE)
SHAPE = Column(name="도형", alias="g", type=T.GEOMETRY)
FEE = Column(name="요금", alias="fee", type=T.INTEGER, unit="원", distinct=9)
NAME = Column(name="이름", alias="name", type=T.TEXT, meaning=Meaning.NAME, distinct=9)
POINTS, SHAPES = (Y, X, FEE, NAME), (SHAPE, FEE, NAME)
WORLD = Box()


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[ir.Table], pa.Table]]:
    engine = ibis.duckdb.connect()
    yield engine.to_pyarrow
    engine.disconnect()


def points(*pairs: tuple[float | None, float | None]) -> ir.Table:
    xs, ys = zip(*pairs, strict=True)
    count = len(pairs)
    return ibis.memtable(
        pa.table(
            {
                "x": pa.array(xs, pa.float64()),
                "y": pa.array(ys, pa.float64()),
                "fee": list(range(count)),
                "name": [f"곳{n}" for n in range(count)],
            }
        )
    )


def shapes(*given: Any) -> ir.Table:
    wkb = [shape.wkb if isinstance(shape, shapely.Geometry) else shape for shape in given]
    return ibis.memtable(
        pa.table(
            {
                "g": pa.array(wkb, pa.binary()),
                "fee": list(range(len(wkb))),
                "name": [f"곳{n}" for n in range(len(wkb))],
            }
        )
    )


def spec_of(columns: tuple[Column, ...], **asked: Any) -> MapSpec:
    spec = places.choose_map(columns, **asked)
    assert spec is not None
    return spec


# --- the choice ---


def test_a_map_is_chosen_by_what_places_the_rows() -> None:
    assert places.choose_map((FEE, NAME)) is None
    assert spec_of(POINTS) == MapSpec(longitude="x", latitude="y", label="name", shown=("fee", "name"))
    assert spec_of(SHAPES) == MapSpec(geometry="g", value="fee", label="name", shown=("fee", "name"))
    east = replace(X, meaning=Meaning.EASTING, epsg=5186)
    plane = spec_of((east, replace(Y, meaning=Meaning.NORTHING, epsg=5186)))
    assert (plane.epsg, plane.is_read, plane.longitude, plane.latitude) == (5186, True, "x", "y")
    assert spec_of((replace(X, epsg=5186), Y)).epsg is None
    assert [spec_of(POINTS).is_read, spec_of(SHAPES).is_read] == [False, True]


@pytest.mark.parametrize(
    ("columns", "value", "value_chosen", "coloured"),
    [
        (POINTS, None, False, None),
        (POINTS, "fee", False, "fee"),
        (POINTS, "요금", True, "fee"),
        (SHAPES, None, False, "fee"),
        (SHAPES, None, True, None),
        (SHAPES, "없음", False, "fee"),
        (SHAPES, "없음", True, None),
        ((SHAPE,), None, False, None),
    ],
)
def test_a_number_colours_the_map(columns: Any, value: str | None, value_chosen: bool, coloured: str | None) -> None:
    assert spec_of(columns, value=value, value_chosen=value_chosen).value == coloured


def test_at_most_twelve_columns_are_told() -> None:
    many = tuple(Column(name=f"열{n}", alias=f"c{n}", type=T.TEXT) for n in range(13))
    assert spec_of((X, *many, Y, replace(SHAPE, alias="g2"))).shown == ("x", *(f"c{n}" for n in range(11)))
    assert spec_of((X, *many, Y)).shown == tuple(f"c{n}" for n in range(12))


@pytest.mark.parametrize(
    ("texts", "label"),
    [
        ([("a", None, 5), ("b", None, 9)], "b"),
        ([("a", Meaning.NAME, 5), ("b", None, 9)], "a"),
        ([("a", Meaning.DISTRICT_NAME, 5), ("b", Meaning.NAME, 9)], "b"),
        ([("name_en", Meaning.NAME, 9), ("a", Meaning.NAME, 5)], "a"),
        ([("a", Meaning.PHONE, 9)], None),
        ([], None),
    ],
)
def test_a_place_is_called_by_its_name(texts: list[Any], label: str | None) -> None:
    columns = tuple(
        Column(name=name, alias=name, type=T.TEXT, meaning=meaning, distinct=distinct)
        for name, meaning, distinct in texts
    )
    assert spec_of((X, Y, *columns)).label == label


def test_measures_may_colour() -> None:
    assert places.value_choices(POINTS) == [FEE]


# --- where the map begins ---

CITY = [(129.0 + n / 10_000, 35.0 + n / 10_000) for n in range(998)]
WILD = [(-170.0, -80.0)]


@pytest.mark.parametrize(
    ("rows", "box"),
    [
        ([(129.0, 35.0), (130.0, 36.0), (0.0, 0.0), (None, 1.0), (181.0, 1.0), (1.0, -91.0)], Box(west=129, south=35, east=130, north=36)),
        ([(-180.0, -90.0), (180.0, 90.0)], WORLD),
        ([(0.0, 1.0), (1.0, 0.0)], Box(west=0, south=0, east=1, north=1)),
        ([(0.0, 0.0)], None),
        (CITY + WILD, Box(west=-170, south=-80, east=129.0997, north=35.0997)),
    ],
)  # fmt: skip
def test_a_map_begins_where_its_rows_are(run: Any, rows: Any, box: Box | None) -> None:
    found = places.extent(points(*rows), spec_of(POINTS), run)
    assert found == (box and pytest.approx(box) if box is None else found)
    if box is not None:
        assert found is not None
        assert (found.west, found.south, found.east, found.north) == pytest.approx(
            (box.west, box.south, box.east, box.north)
        )


def test_of_a_thousand_rows_a_few_wild_ones_are_left_out(run: Any) -> None:
    found = places.extent(points(*CITY, *WILD, (129.05, 35.05)), spec_of(POINTS), run)
    assert found is not None
    assert found.west > 128
    assert found.east < 129.0997


def test_a_map_of_shapes_begins_at_their_bounds(run: Any) -> None:
    spec = spec_of(SHAPES)
    table = shapes(shapely.box(129, 35, 130, 36), None, b"broken", shapely.Point(), shapely.Point(128, 37))
    assert places.extent(table, spec, run) == Box(west=128, south=35, east=130, north=37)
    assert places.extent(shapes(None, shapely.Point()), spec, run) is None


def test_wild_plane_coordinates_are_left_out_of_a_thousand(run: Any) -> None:
    spec = MapSpec(longitude="x", latitude="y", epsg=5186)
    near = [(200_000.0 + n, 600_000.0 + n) for n in range(998)]
    few, many = (
        places.extent(points(*near, (900_000.0, 900_000.0), *more), spec, run)
        for more in ([], [(200_500.0, 600_500.0)])
    )
    assert few is not None
    assert many is not None
    assert few.east > 130
    assert many.east < 127.02
    assert (few.west, few.south) == pytest.approx((127.0, 38.0), abs=1e-4)


# --- what a view shows ---


def test_points_in_view_are_told_with_their_facts(run: Any) -> None:
    table = points((129.0, 35.0), (129.5, 35.5), (0.0, 0.0), (None, 35.0), (129.2, 36.1))
    spec = spec_of(POINTS, value="fee")
    view = places.places(table, spec, POINTS, Box(west=128, south=34, east=129.5, north=36), 10, run)
    assert (view.rows, view.clustered, view.partial) == (2, False, False)
    assert view.features[1] == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [129.5, 35.5]},
        "properties": {"value": 1.0, "label": "곳1", "facts": [["요금", 1, "원"], ["이름", "곳1", None]]},
    }
    told = orjson.loads(view.to_geojson())
    assert told["naru"] == {"rows": 2, "clustered": False, "partial": False}
    assert (told["type"], told["features"]) == ("FeatureCollection", view.features)


def test_more_points_than_two_thousand_become_clusters(run: Any) -> None:
    spots = [(129.0 + n % 10 / 1e6, 35.0) for n in range(2_001)]
    spec = spec_of(POINTS)
    every = places.places(points(*spots[:2_000]), spec, POINTS, WORLD, 3, run)
    assert (len(every.features), every.clustered) == (2_000, False)
    joined = places.places(points(*spots), replace(spec, value="fee"), POINTS, WORLD, 3, run)
    assert (len(joined.features), joined.rows, joined.clustered) == (1, 2_001, True)
    assert joined.features[0] == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [pytest.approx(129.000004, abs=1e-6), 35.0]},
        "properties": {"count": 2_001, "value": 1000.0},
    }
    plain = places.places(points(*spots), spec, POINTS, WORLD, 3, run)
    assert plain.features[0]["properties"] == {"count": 2_001, "value": None}


@pytest.mark.parametrize(
    ("zoom", "side"), [(-1, 39.375), (0, 39.375), (1, 19.6875), (22, 39.375 / 2**22), (23, 39.375 / 2**22)]
)
def test_a_cluster_is_fifty_six_pixels_wide(zoom: float, side: float) -> None:
    assert places.cell_degrees(zoom) == side


def test_areas_in_view_are_drawn_no_finer_than_a_pixel(run: Any) -> None:
    fine = shapely.LineString([(129 + n / 1000, 35 + n % 2 / 1e6) for n in range(100)])
    table = shapes(shapely.box(129, 35, 130, 36), None, shapely.box(10, 10, 11, 11), fine)
    view = places.places(table, spec_of(SHAPES), SHAPES, Box(west=128, south=34, east=129.5, north=36), 10, run)
    assert [feature["properties"]["label"] for feature in view.features] == ["곳0", "곳3"]
    assert view.features[0]["geometry"] == shapely.geometry.mapping(shapely.box(129, 35, 130, 36)) | {
        "coordinates": [[[130.0, 35.0], [130.0, 36.0], [129.0, 36.0], [129.0, 35.0], [130.0, 35.0]]]
    }
    assert len(view.features[1]["geometry"]["coordinates"]) == 2
    assert (view.rows, view.clustered, view.partial) == (2, False, False)
    assert places.places(table, spec_of(SHAPES), SHAPES, Box(west=0, south=0, east=1, north=1), 10, run).features == []


def test_many_points_of_shapes_become_clusters_and_many_areas_a_part(run: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(places, "FEATURES_MAXIMUM", 3)
    spots = [shapely.Point(129 + n / 1e6, 35) for n in range(3)] + [shapely.MultiPoint([(10, 10), (12, 12)])]
    spec = spec_of(SHAPES)
    few = places.places(shapes(*spots[:3]), spec, SHAPES, WORLD, 3, run)
    assert (len(few.features), few.clustered, few.partial) == (3, False, False)
    view = places.places(shapes(*spots), spec, SHAPES, WORLD, 3, run)
    assert (view.rows, view.clustered, view.partial) == (4, True, False)
    assert sorted(feature["properties"]["count"] for feature in view.features) == [1, 3]
    areas = places.places(shapes(*[shapely.box(n, 0, n + 1, 1) for n in range(4)]), spec, SHAPES, WORLD, 3, run)
    assert (len(areas.features), areas.rows, areas.clustered, areas.partial) == (3, 4, False, True)
    monkeypatch.setattr(places, "GEOMETRIES_MAXIMUM", 2)
    part = places.places(shapes(*spots[:2]), spec, SHAPES, WORLD, 3, run)
    assert (len(part.features), part.partial) == (2, True)


def test_plane_coordinates_are_drawn_in_degrees(run: Any) -> None:
    spec = MapSpec(longitude="x", latitude="y", epsg=5186, shown=("fee",))
    view = places.places(points((200_000.0, 600_000.0), (None, 1.0)), spec, POINTS, WORLD, 3, run)
    assert [feature["geometry"]["coordinates"] for feature in view.features] == [[127.0, 38.0]]


# --- colours ---


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        (list(range(101)), (20.0, 40.0, 60.0, 80.0)),
        ([1234.5, None], ()),
        ([0, 0, 0, 0, 10], (2.0,)),  # no colour says "below 0"
        ([None], ()),
    ],
)
def test_colours_hold_equal_numbers_of_rows(run: Any, values: list[Any], ends: tuple[float, ...]) -> None:
    table = ibis.memtable(pa.table({"v": pa.array(values, pa.float64())}))
    assert places.classes(table, "v", run) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1, 1), (True, True), ("가", "가"), (1.5, 1.5), (math.inf, "inf"), (math.nan, "nan"), (b"x", "b'x'"),
        (2**53, 2**53), (2**53 + 1, "9007199254740993"), (-(2**53) - 1, "-9007199254740993"),
    ],
)  # fmt: skip
def test_facts_are_what_json_can_carry(value: Any, told: Any) -> None:
    spec = MapSpec(value="v", label="v", shown=("v", "gone"))
    number = value if isinstance(value, int | float) else 1.0
    columns = [Column(name="값", alias="v", type=T.TEXT, unit="원")]
    made = places._feature({}, {"v": value, "gone": None}, replace(spec, value=None), columns)
    assert made["properties"] == {"value": None, "label": str(value), "facts": [["값", told, "원"]]}
    made = places._feature({}, {"v": number, "gone": 7}, spec, columns)
    assert made["properties"]["value"] == (float(number) if math.isfinite(number) else None)
    assert len(made["properties"]["facts"]) == 1


@pytest.mark.parametrize(
    ("box", "is_empty"),
    [(WORLD, False), (Box(west=1, east=1), False), (Box(west=2, east=1), True), (Box(south=2, north=1), True), (Box(south=1, north=1), False)],
)  # fmt: skip
def test_a_box_may_be_empty(box: Box, is_empty: bool) -> None:
    assert box.is_empty is is_empty
    assert Places(features=[], rows=0).to_geojson()
