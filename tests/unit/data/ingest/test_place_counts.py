"""Where rows lie: coordinates in, counts out."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from pyproj import Transformer

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.ingest.core.place_counts import counted
from naru.data.ingest.core.values import PlaceCounts, TableReport

Place = tuple[float | None, float | None]
SEOUL, TOKYO = (127.0, 37.5), (139.7, 35.7)


def report_of(folder: Path, columns: list[Column], values: list[pa.Array], geometry: str | None = None) -> TableReport:
    path = folder / "a.parquet"
    pq.write_table(pa.table(values, names=[column.alias for column in columns]), path)
    return TableReport(name="a", parquet=str(path), rows=len(values[0]), columns=tuple(columns), geometry=geometry)


def degrees(folder: Path, places: list[Place], names: tuple[str, str] = ("경도", "위도")) -> PlaceCounts | None:
    columns = [Column(name=name, alias=alias, type=ColumnType.DECIMAL) for name, alias in zip(names, "yx", strict=True)]
    values = [pa.array([place[i] for place in places], pa.float64()) for i in (0, 1)]
    return counted(report_of(folder, columns, values))


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([SEOUL, SEOUL], PlaceCounts(total=2)),
        ([SEOUL, TOKYO], PlaceCounts(total=2, outside=1)),
        ([SEOUL, SEOUL[::-1]], PlaceCounts(total=2, exchanged=1)),
        ([SEOUL, (0.0, 0.0)], PlaceCounts(total=2, at_zero=1)),
        ([SEOUL, (None, 37.5), (127.0, None), (None, None)], PlaceCounts(total=1)),
        ([(124.0, 32.0), (132.1, 39.0)], PlaceCounts(total=2)),
        ([(123.9, 37.0), (127.0, 31.9), (132.2, 37.0), (127.0, 39.1)], PlaceCounts(total=4, outside=4)),
        ([], PlaceCounts()),
    ],
)
def test_longitudes_and_latitudes_are_counted(places: list[Place], found: PlaceCounts, tmp_path: Path) -> None:
    assert degrees(tmp_path, places) == found


def test_columns_of_other_names_are_no_places(tmp_path: Path) -> None:
    assert degrees(tmp_path, [SEOUL], ("남", "여")) is None


def test_middles_of_shapes_are_counted(tmp_path: Path) -> None:
    shapes = [shapely.box(126, 37, 127, 38), shapely.Point(*TOKYO), None, shapely.Point()]
    column = Column(name="geometry", alias="g", type=ColumnType.GEOMETRY)
    values = pa.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes], pa.binary())
    assert counted(report_of(tmp_path, [column], [values], "g")) == PlaceCounts(total=2, outside=1)


@pytest.mark.parametrize(("epsg", "found"), [(5179, PlaceCounts(total=3, outside=1, at_zero=1)), (None, None)])
def test_plane_coordinates_are_counted_in_a_known_system(
    epsg: int | None, found: PlaceCounts | None, tmp_path: Path
) -> None:
    mover = Transformer.from_crs(4326, 5179, always_xy=True)
    places = [mover.transform(*SEOUL), mover.transform(*TOKYO), (0.0, 0.0)]
    meanings = (Meaning.EASTING, Meaning.NORTHING)
    columns = [
        Column(name=f"{name}좌표", alias=name, type=ColumnType.DECIMAL, meaning=meaning, epsg=epsg)
        for name, meaning in zip("xy", meanings, strict=True)
    ]
    values = [pa.array([place[i] for place in places]) for i in (0, 1)]
    assert counted(report_of(tmp_path, columns, values)) == found
