"""Places of a KML in, rows and shapes out."""

from pathlib import Path

import pytest
import shapely

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.geo import Layer, MapFile
from naru.data.ingest.core.formats.kml import read_kml

POINT = "<Point><coordinates>127.1,37.2,5</coordinates></Point>"
LINE = "<LineString><coordinates>127,37 128,37,0\n128,38</coordinates></LineString>"
RING = "<LinearRing><coordinates>127,37 128,37 128,38 127,37</coordinates></LinearRing>"
HOLE = "<LinearRing><coordinates>127.6,37.2 127.7,37.2 127.7,37.3 127.6,37.2</coordinates></LinearRing>"
POLYGON = f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs><innerBoundaryIs>{HOLE}</innerBoundaryIs></Polygon>"


def layers_of(body: str, folder: Path) -> list[Layer]:
    path = folder / "a.kml"
    path.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2">{body}</kml>', encoding="utf-8")
    return list(read_kml(MapFile(path=path, name="지도", folder=folder)))


def place(shape: str, data: str = "") -> str:
    return f"<Placemark><name>가</name>{data}{shape}</Placemark>"


@pytest.mark.parametrize(
    ("drawn", "wkt"),
    [
        (POINT, "POINT (127.1 37.2)"),
        (LINE, "LINESTRING (127 37, 128 37, 128 38)"),
        (RING, "LINESTRING (127 37, 128 37, 128 38, 127 37)"),
        (
            POLYGON,
            "POLYGON ((127 37, 128 37, 128 38, 127 37), (127.6 37.2, 127.7 37.2, 127.7 37.3, 127.6 37.2))",
        ),
        (f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>", "MULTIPOINT ((127.1 37.2), (127.1 37.2))"),
        (
            f"<MultiGeometry>{POINT}{LINE}</MultiGeometry>",
            "GEOMETRYCOLLECTION (POINT (127.1 37.2), LINESTRING (127 37, 128 37, 128 38))",
        ),
        ("", None),
        ("<Point><coordinates>어디</coordinates></Point>", None),
    ],
)
def test_places_have_their_shapes(drawn: str, wkt: str | None, tmp_path: Path) -> None:
    [layer] = layers_of(f"<Document>{place(drawn)}</Document>", tmp_path)
    wkb = layer.features.column("geometry")[0].as_py()
    assert (shapely.from_wkb(wkb).wkt if wkb else None) == wkt


def test_data_of_places_are_columns(tmp_path: Path) -> None:
    plain = '<ExtendedData><Data name="넓이"><displayName>면적</displayName><value>1,200</value></Data></ExtendedData>'
    schema = '<ExtendedData><SchemaData><SimpleData name="동">남천동</SimpleData></SchemaData></ExtendedData>'
    styled = "<Style><IconStyle><Icon><href>a.png</href></Icon></IconStyle></Style>"
    body = (
        place(POINT, plain + styled) + place(POINT, schema) + place(POINT, "<TimeStamp><when>2024</when></TimeStamp>")
    )
    [layer] = layers_of(f"<Document><name>문서</name>{body}</Document>", tmp_path)
    assert layer.features.drop_columns(["geometry"]).to_pylist() == [
        {"name": "가", "넓이": "1,200", "동": None, "when": None},
        {"name": "가", "넓이": None, "동": "남천동", "when": None},
        {"name": "가", "넓이": None, "동": None, "when": "2024"},
    ]
    assert layer.name == "지도"


def test_each_folder_is_a_layer(tmp_path: Path) -> None:
    one, other = (f"<Folder><name>{name}</name>{place(POINT)}</Folder>" for name in ("공원", "하천"))
    found = layers_of(f"<Document><name>문서</name>{one}{other}<Folder><name>빈</name></Folder></Document>", tmp_path)
    assert [(layer.name, layer.features.num_rows) for layer in found] == [("공원", 1), ("하천", 1)]


@pytest.mark.parametrize(("body", "code"), [("<Document/>", "no_table_found"), ("<Document>", "file_is_broken")])
def test_map_without_places_is_none(body: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        layers_of(body, tmp_path)
    assert refused.value.code == code


def test_place_outside_any_folder_is_one(tmp_path: Path) -> None:
    assert [layer.features.num_rows for layer in layers_of(place(POINT), tmp_path)] == [1]
