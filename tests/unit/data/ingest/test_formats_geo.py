"""Maps: GeoJSON, SHP and GPKG, brought to EPSG:4326."""

import json
import struct
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from pyproj import CRS, Transformer

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.containers import Member
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.formats import geo
from naru.data.ingest.core.formats.dbf import dbf_encoding
from naru.data.ingest.core.formats.geo import Layer, MapFile, read_geojson, read_geopackage, read_shapefile
from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.values import Hints, TableReport

POINT = {"type": "Point", "coordinates": [129.1, 35.1]}


def read(path: Path, folder: Path, settings: SourceSettings | None = None) -> list[TableReport]:
    asked = {
        "path": str(path),
        "name": path.name,
        "out": str(folder / "out"),
        "settings": (settings or SourceSettings()).to_json(),
    }
    return [TableReport.from_json(table) for table in parse(asked)["tables"]]


def read_text(text: str, name: str, folder: Path, *, encoding: str = "utf-8") -> list[TableReport]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path, folder)


def told_encoding(encoding: str) -> SourceSettings:
    return SourceSettings(tables={"": TableSettings(hints=Hints(encoding=encoding))})


def rows_of(report: TableReport) -> list[list[Any]]:
    return [list(row.values()) for row in pq.read_table(report.parquet).to_pylist()]


def test_map_of_an_old_system_is_read(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"이름": "뷁공원"}, "geometry": POINT}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    [report] = read_text(document, "공원.geojson", tmp_path, encoding="cp949")
    assert (report.encoding, rows_of(report)[0][0]) == ("CP949", "뷁공원")


def test_heights_do_not_change_a_maps_system(tmp_path: Path) -> None:
    place = {"type": "Point", "coordinates": [129.1, 35.1, 10]}
    feature = {"type": "Feature", "properties": {"이름": "등대"}, "geometry": place}
    [report] = read_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "등대.geojson", tmp_path)
    assert report.columns[-1].epsg == 4326


@pytest.mark.parametrize(("cpg", "grounds"), [(None, "valid_throughout"), ("CP949", "stated_beside")])
def test_shapefile_says_in_which_encoding_its_table_is(cpg: str | None, grounds: str, tmp_path: Path) -> None:
    shapes = shapely.to_wkb(np.array([shapely.Point(129.1, 35.1)]))
    names = np.array(["뷁공원"], dtype=object)
    write = {"geometry_type": "Point", "crs": "EPSG:4326", "driver": "ESRI Shapefile", "encoding": "cp949"}
    pyogrio.raw.write(tmp_path / "park.shp", shapes, [names], ["이름"], **write)
    archive = tmp_path / "park.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for ending in ("shp", "shx", "dbf"):
            packed.write(tmp_path / f"park.{ending}", f"park.{ending}")
        if cpg:
            packed.writestr("park.cpg", cpg)
    [report] = read(archive, tmp_path)
    assert (report.encoding, report.encoding_grounds, rows_of(report)[0][0]) == ("CP949", grounds, "뷁공원")
    [told] = read(archive, tmp_path, told_encoding("euc-kr" if cpg else "cp949"))
    assert told.encoding_grounds == "as_told"


def written(folder: Path, name: str, x: float, y: float, **options: Any) -> Path:
    driver = {"gpkg": "GPKG", "shp": "ESRI Shapefile"}[name.partition(".")[2]]
    shapes = shapely.to_wkb(np.array([shapely.Point(x, y), None]))
    columns = [np.array(["가", "나"], dtype=object)]
    pyogrio.raw.write(folder / name, shapes, columns, ["geometry_"], geometry_type="Point", driver=driver, **options)
    return folder / name


def layers_of(path: Path, folder: Path, epsg: int | None = None, name: str = "a") -> list[Layer]:
    return list(read_geopackage(MapFile(path=path, name=name, folder=folder, epsg=epsg)))


def place(layer: Any) -> tuple[float, float]:
    shape = shapely.from_wkb(layer.features.column("geometry")[0].as_py())
    return round(shape.x, 4), round(shape.y, 4)


@pytest.mark.parametrize("epsg", [4326, 5179, 5186, 5174])
def test_map_in_a_declared_system_is_brought_to_degrees(epsg: int, tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, epsg, always_xy=True).transform(129.1, 35.1)
    path = written(tmp_path, "a.gpkg", x, y, crs=f"EPSG:{epsg}")
    [layer] = layers_of(path, tmp_path, name="공원")
    assert (place(layer), layer.epsg, layer.warnings, layer.name) == ((129.1, 35.1), epsg, (), "공원")
    assert layer.features.column("geometry")[1].as_py() is None
    assert not (tmp_path / "layers.gpkg").exists()


@pytest.mark.filterwarnings("ignore")
def test_map_without_a_system_is_put_where_it_lies_in_korea_or_where_a_person_says(tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, 5179, always_xy=True).transform(127.4, 36.35)
    path = written(tmp_path, "a.gpkg", x, y, crs=None)
    [guessed], [told] = (layers_of(path, tmp_path, epsg) for epsg in (None, 5179))
    assert (place(guessed), guessed.warnings) == ((127.4, 36.35), ("projection_guessed",))
    assert (place(told), told.warnings) == ((127.4, 36.35), ())


@pytest.mark.filterwarnings("ignore")
def test_map_that_lies_nowhere_in_korea_needs_a_persons_word(tmp_path: Path) -> None:
    path = written(tmp_path, "a.gpkg", 9e6, 9e6, crs=None)
    with pytest.raises(Refused) as refused:
        layers_of(path, tmp_path)
    assert refused.value.code == "projection_unknown"


@pytest.mark.parametrize(("x", "guessed"), [(180.5, False), (180.6, True)])
def test_system_in_degrees_is_believed_only_of_degrees(x: float, guessed: bool, tmp_path: Path) -> None:
    body = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [x, 35.0]}}
        ],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(body))
    if guessed:
        with pytest.raises(Refused) as refused:
            list(read_geojson(MapFile(path=path, name="a", folder=tmp_path)))
        assert refused.value.code == "projection_unknown"
    else:
        assert [layer.epsg for layer in read_geojson(MapFile(path=path, name="a", folder=tmp_path))] == [4326]


@pytest.mark.parametrize("missing", [".dbf", ".shx"])
def test_shapefile_needs_its_parts(missing: str, tmp_path: Path) -> None:
    parts = {
        end: Member(name=f"a{end}", path=tmp_path / f"a{end}") for end in (".shp", ".dbf", ".shx") if end != missing
    }
    with pytest.raises(Refused) as refused:
        list(read_shapefile(parts, "a"))
    assert (refused.value.code, refused.value.facts["missing"]) == ("shapefile_incomplete", missing)


def test_database_that_is_no_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 84)
    with pytest.raises(Refused) as refused:
        layers_of(path, tmp_path)
    assert refused.value.code == "not_a_table_format"


HEAD = b"\0" * 32
KOREAN = "부산광역시 뷁".encode("cp949")


@pytest.mark.parametrize(
    ("body", "cpg", "told", "encoding", "grounds", "confidence"),
    [
        (b"abc", None, None, "utf-8", "ascii_only", 0.99),
        ("부산".encode(), None, None, "utf-8", "valid_throughout", 0.99),
        (KOREAN, None, None, "cp949", "valid_throughout", 0.95),
        (b"\xff" * 60, None, None, "cp949", "nothing_else_fits", 0.3),
        (KOREAN, "UTF-8", None, "cp949", "valid_throughout", 0.95),
        (KOREAN, "ANSI 949", None, "cp949", "stated_beside", 1.0),
        (KOREAN, "EUC-KR", None, "cp949", "stated_beside", 1.0),
        ("부산".encode(), "65001", None, "utf-8", "stated_beside", 1.0),
        (b"abc", "latin1", None, "latin1", "stated_beside", 1.0),
        (b"abc", "no such", None, "utf-8", "ascii_only", 0.99),
        (b"abc", "nosuch", None, "utf-8", "ascii_only", 0.99),
        (KOREAN, "UTF-8", "euc-kr", "euc-kr", "as_told", 1.0),
        ("가".encode() * 16 + b"\xb0", None, None, "cp949", "nothing_else_fits", 0.3),
        ("가".encode() * 17 + b"\xb0", None, None, "utf-8", "valid_throughout", 0.99),
    ],
)
def test_encoding_of_a_shapefiles_table(
    body: bytes, cpg: str | None, told: str | None, encoding: str, grounds: str, confidence: float, tmp_path: Path
) -> None:
    dbf, beside = tmp_path / "a.dbf", tmp_path / "a.cpg"
    dbf.write_bytes(HEAD + body)
    if cpg is not None:
        beside.write_text(cpg)
    found = dbf_encoding(dbf, beside if cpg is not None else None, told)
    assert (found.encoding, found.grounds, found.confidence) == (encoding, grounds, confidence)


CITY = (126.978, 37.5665)


def packed_shapefile(folder: Path, prj: bytes, *, epsg: int = 5174) -> Path:
    """A shapefile of one place in a ZIP, under a .prj of these bytes."""
    x, y = Transformer.from_crs(4326, epsg, always_xy=True).transform(*CITY)
    shapes = shapely.to_wkb(np.array([shapely.Point(x, y)]))
    write = {"geometry_type": "Point", "driver": "ESRI Shapefile", "encoding": "utf-8", "crs": None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(folder / "a.shp", shapes, [np.array(["00123"], dtype=object)], ["code"], **write)
    archive = folder / "시설.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for ending in ("shp", "shx", "dbf"):
            packed.write(folder / f"a.{ending}", f"시설.{ending}")
        packed.writestr("시설.prj", prj)
    return archive


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_projection_may_have_a_korean_name_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    wkt = CRS.from_epsg(5174).to_wkt("WKT1_ESRI").replace("Korean_1985_Modified_Korea_Central_Belt", "중부원점(뷁)")
    [report] = read(packed_shapefile(tmp_path, wkt.encode(encoding)), tmp_path)
    shape = shapely.from_wkb(rows_of(report)[0][-1])
    assert (shape.x, shape.y) == pytest.approx(CITY, abs=1e-5)
    assert report.columns[-1].epsg == 5174


def test_projection_of_nothing_is_none(tmp_path: Path) -> None:
    [report] = read(packed_shapefile(tmp_path, b" \0", epsg=5179), tmp_path)
    assert report.warnings == ("projection_guessed",)


@pytest.mark.parametrize("beside", ["layer_styles", "qgis_projects", "Layer_Styles", "android_metadata"])
def test_layers_of_programs_are_passed_over_and_tables_without_shapes_are_tables(beside: str, tmp_path: Path) -> None:
    path = tmp_path / "도시.gpkg"
    one = shapely.to_wkb(np.array([shapely.Point(127, 37)]))
    for layer, shapes in (("시설", one), ("코드표", None), (beside, None)):
        names = [np.array(["01"], dtype=object)]
        about = {"crs": "EPSG:4326", "geometry_type": "Point"} if shapes is not None else {}
        pyogrio.raw.write(path, shapes, names, ["코드"], driver="GPKG", layer=layer, **about)
    found = read(path, tmp_path)
    assert [(report.name, len(report.columns)) for report in found] == [("시설", 2), ("코드표", 1)]
    assert [report.columns[0].type.value for report in found] == ["text", "text"]


def test_curves_are_read_and_shapes_that_cannot_be_are_counted(tmp_path: Path) -> None:
    arc = struct.pack("<BII6d", 1, 8, 3, 127, 37, 127.5, 37.5, 128, 37)
    names = [np.array(["호", "모름"], dtype=object)]
    pyogrio.raw.write(
        tmp_path / "a.gpkg", np.array([arc, None], dtype=object), names, ["이름"],
        driver="GPKG", geometry_type="Unknown", crs="EPSG:4326",
    )  # fmt: skip
    [report] = read(tmp_path / "a.gpkg", tmp_path)
    line = shapely.from_wkb(rows_of(report)[0][-1])
    assert (line.geom_type, len(line.coords) > 40, report.warnings) == ("LineString", True, ())
    shapes, unread = geo._shapes(np.array([arc, b"\1\x63\0\0\0", None], dtype=object))
    assert (unread, shapes[1]) == (1, None)


KML = """<?xml version="1.0" encoding="{declared}"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>공원</name>
<Placemark><name>뷁공원</name><ExtendedData><Data name="넓이"><value>1,200</value></Data></ExtendedData>
<Point><coordinates>129.1,35.1,0</coordinates></Point></Placemark>
</Folder></Document></kml>"""


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", "UTF-8"), ("cp949", "euc-kr")])
def test_places_of_a_kml_are_a_table(encoding: str, declared: str, tmp_path: Path) -> None:
    [report] = read_text(KML.format(declared=declared), "공원.kml", tmp_path, encoding=encoding)
    assert [column.name for column in report.columns] == ["name", "넓이", "geometry"]
    assert rows_of(report)[0][:2] == ["뷁공원", 1200]
    assert shapely.from_wkb(rows_of(report)[0][-1]).x == 129.1


def test_kml_that_declares_an_entity_is_refused(tmp_path: Path) -> None:
    bomb = KML.format(declared="UTF-8").replace("<kml", '<!DOCTYPE kml [<!ENTITY a "a">]><kml', 1)
    with pytest.raises(Refused) as refused:
        read_text(bomb, "a.kml", tmp_path)
    assert refused.value.code == "file_is_broken"


def test_table_of_a_shapefile_is_read_alone_with_the_types_that_it_declares(tmp_path: Path) -> None:
    packed_shapefile(tmp_path, b"")
    columns = [np.array(["12345", "6789"], dtype=object), np.array([1, 2]), np.array(["2024-01-02", "2024-02-03"])]
    fields = ["code", "수", "기준일자"]
    path = tmp_path / "b.dbf"
    pyogrio.raw.write(tmp_path / "b.shp", None, [*columns[:2], columns[2].astype(object)], fields, driver="ESRI Shapefile", encoding="cp949")  # fmt: skip
    [report] = read(path, tmp_path)
    assert [column.type.value for column in report.columns] == ["text", "integer", "date"]
    assert (report.encoding, rows_of(report)[0][0], report.geometry) == ("CP949", "12345", None)


def test_geoparquet_is_a_map(tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, 5179, always_xy=True).transform(*CITY)
    table = pa.table({"이름": ["시청"], "우편번호": ["04524"], "geom": [shapely.to_wkb(shapely.Point(x, y))]})
    crs = CRS.from_epsg(5179).to_json_dict()
    about = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": {"encoding": "WKB", "crs": crs}}}
    path = tmp_path / "시설.parquet"
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(about)}), path)
    [report] = read(path, tmp_path)
    shape = shapely.from_wkb(rows_of(report)[0][-1])
    assert (shape.x, shape.y) == pytest.approx(CITY, abs=1e-6)
    assert (report.columns[-1].epsg, rows_of(report)[0][:2]) == (5179, ["시청", "04524"])


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "Point", "coordinates": [129.1, 35.1]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [129.1, 35.1]}]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": POINT}]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": None, "geometry": POINT}]},
    ],
)
def test_shapes_without_attributes_are_a_table_of_shapes(shape: dict[str, Any], tmp_path: Path) -> None:
    [report] = read_text(json.dumps(shape), "a.geojson", tmp_path)
    assert (report.rows, [column.type.value for column in report.columns]) == (1, ["geometry"])
