"""Maps: GeoJSON, SHP and GPKG, brought to EPSG:4326."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.containers import Member
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.formats.geo import dbf_encoding, read_geojson, read_geopackage, read_shapefile
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


def place(layer: Any) -> tuple[float, float]:
    shape = shapely.from_wkb(layer.features.column("geometry")[0].as_py())
    return round(shape.x, 4), round(shape.y, 4)


@pytest.mark.parametrize("epsg", [4326, 5179, 5186, 5174])
def test_map_in_a_declared_system_is_brought_to_degrees(epsg: int, tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, epsg, always_xy=True).transform(129.1, 35.1)
    path = written(tmp_path, "a.gpkg", x, y, crs=f"EPSG:{epsg}")
    [layer] = read_geopackage(path, "공원", tmp_path)
    assert (place(layer), layer.epsg, layer.epsg_guessed, layer.name) == ((129.1, 35.1), epsg, False, "공원")
    assert layer.features.column("geometry")[1].as_py() is None
    assert not (tmp_path / "layers.gpkg").exists()


@pytest.mark.filterwarnings("ignore")
def test_map_without_a_system_is_put_where_it_lies_in_korea_or_where_a_person_says(tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, 5179, always_xy=True).transform(127.4, 36.35)
    path = written(tmp_path, "a.gpkg", x, y, crs=None)
    [guessed], [told] = (list(read_geopackage(path, "a", tmp_path, epsg)) for epsg in (None, 5179))
    assert (place(guessed), guessed.epsg_guessed) == ((127.4, 36.35), True)
    assert (place(told), told.epsg_guessed) == ((127.4, 36.35), False)


@pytest.mark.filterwarnings("ignore")
def test_map_that_lies_nowhere_in_korea_needs_a_persons_word(tmp_path: Path) -> None:
    path = written(tmp_path, "a.gpkg", 9e6, 9e6, crs=None)
    with pytest.raises(Refused) as refused:
        list(read_geopackage(path, "a", tmp_path))
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
            list(read_geojson(path, "a"))
        assert refused.value.code == "projection_unknown"
    else:
        assert [layer.epsg for layer in read_geojson(path, "a")] == [4326]


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
        list(read_geopackage(path, "a", tmp_path))
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
