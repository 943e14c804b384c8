"""A table's rows as files: what each format holds, and what is refused before the first byte."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.query.core import downloads
from naru.data.query.core.downloads import Format, Pipe, Shape

T = ColumnType
NUMBER = Column(name="번호", alias="beonho", type=T.INTEGER)
FEE = Column(name="요금", alias="yogeum", type=T.DECIMAL, unit="원", meaning=Meaning.MONEY)
NAME = Column(name="이름", alias="n", type=T.TEXT)
SHAPE = Column(name="도형", alias="g", type=T.GEOMETRY)
X = Column(name="경도", alias="x", type=T.DECIMAL, meaning=Meaning.LONGITUDE)
Y = Column(name="위도", alias="y", type=T.DECIMAL, meaning=Meaning.LATITUDE)
EAST = Column(name="X좌표", alias="x", type=T.DECIMAL, meaning=Meaning.EASTING, epsg=5186)
NORTH = Column(name="Y좌표", alias="y", type=T.DECIMAL, meaning=Meaning.NORTHING, epsg=5186)


def made(format_: Format, columns: list[Column], *batches: dict[str, Any], **shape: bool) -> bytes:
    schema = pa.schema([(column.alias, downloads.ARROW_TYPES[column.type]) for column in columns])
    given = (pa.record_batch(batch, schema=schema) for batch in batches)
    return b"".join(downloads.write(format_, columns, given, Shape(**shape)))


TWO = ({"beonho": [1, 2], "n": ["가", None]}, {"beonho": [], "n": []}, {"beonho": [3], "n": ["=1"]})


def test_csv_has_one_header_and_every_batch() -> None:
    assert made(Format.CSV, [NUMBER, NAME], *TWO).decode() == '"번호","이름"\n1,"가"\n2,\n3,"=1"\n'
    marked = made(Format.CSV, [NUMBER, NAME], *TWO, bom=True, safe=True, by_alias=True)
    assert list(csv.reader(io.StringIO(marked.decode("utf-8-sig")))) == [
        ["beonho", "n"],
        ["1", "가"],
        ["2", ""],
        ["3", "'=1"],
    ]
    assert marked.startswith(b"\xef\xbb\xbf")
    assert not made(Format.CSV, [NUMBER, NAME], *TWO).startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made(Format.CSV, [NUMBER, NAME]).decode()))) == [["번호", "이름"]]


def test_a_comma_or_quote_in_a_text_is_quoted() -> None:
    text = made(Format.CSV, [NAME], {"n": ['a,"b"\nc', "", None]}).decode()
    assert list(csv.reader(io.StringIO(text))) == [["이름"], ['a,"b"\nc'], [""], []]


def test_json_is_one_list_and_json_lines_one_object_a_line() -> None:
    whole = [{"번호": 1, "이름": "가"}, {"번호": 2, "이름": None}, {"번호": 3, "이름": "=1"}]
    assert orjson.loads(made(Format.JSON, [NUMBER, NAME], *TWO)) == whole
    lines = made(Format.JSONL, [NUMBER, NAME], *TWO)
    assert [orjson.loads(line) for line in lines.splitlines()] == whole
    assert lines.endswith(b"\n")
    assert made(Format.JSON, [NUMBER], {"beonho": []}) == b"[]\n"
    assert made(Format.JSONL, [NUMBER]) == b""
    assert made(Format.JSON, [NUMBER], {"beonho": [1]}, {"beonho": [2]}) == ('[\n{"번호":1},\n{"번호":2}\n]\n'.encode())


def test_parquet_and_arrow_hold_types_and_meanings() -> None:
    columns = [NUMBER, FEE, NAME]
    batches = ({"beonho": [1], "yogeum": [1.5], "n": ["가"]}, {"beonho": [2], "yogeum": [None], "n": [None]})
    parquet = pq.read_table(io.BytesIO(made(Format.PARQUET, columns, *batches)))
    stream = pa.ipc.open_stream(made(Format.ARROW, columns, *batches, by_alias=True)).read_all()
    assert parquet.to_pylist() == [{"번호": 1, "요금": 1.5, "이름": "가"}, {"번호": 2, "요금": None, "이름": None}]
    assert stream.column_names == ["beonho", "yogeum", "n"]
    assert stream.schema.types == parquet.schema.types == [pa.int64(), pa.float64(), pa.string()]
    for schema, name in ((parquet.schema, "요금"), (stream.schema, "yogeum")):
        held = {key.decode(): value.decode() for key, value in schema.field(name).metadata.items()}
        assert {key: held.get(key) for key in ("name", "alias", "unit", "meaning")} == {
            "name": "요금",
            "alias": "yogeum",
            "unit": "원",
            "meaning": "money",
        }
    assert b"unit" not in (parquet.schema.field("번호").metadata or {})
    assert set(downloads.ARROW_TYPES) == set(T)


def test_parquet_joins_batches_to_row_groups() -> None:
    batch = pa.record_batch({"beonho": pa.array(range(40_960), pa.int64())})
    file = pq.ParquetFile(io.BytesIO(b"".join(downloads.write(Format.PARQUET, [NUMBER], [batch] * 4, Shape()))))
    groups = [file.metadata.row_group(n) for n in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [122_880, 40_960]
    assert groups[0].column(0).compression == "ZSTD"
    assert file.read().num_rows == 4 * 40_960


def test_a_file_is_sent_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "ROW_GROUP", 10)
    drawn: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for n in range(3):
            drawn.append(n)
            yield pa.record_batch({"beonho": pa.array(range(10), pa.int64())})

    for format_ in (Format.CSV, Format.JSON, Format.JSONL, Format.PARQUET, Format.ARROW):
        drawn.clear()
        pieces = downloads.write(format_, [NUMBER], batches(), Shape())
        while not drawn:
            assert isinstance(next(pieces), bytes)
        assert len(next(pieces)) > 0
        assert len(drawn) < 3, format_


# --- sheets ---


def test_a_sheet_holds_typed_cells() -> None:
    kinds = [T.INTEGER, T.DECIMAL, T.BOOLEAN, T.DATE, T.MONTH, T.QUARTER, T.DATETIME, T.TIME, T.TEXT]
    columns = [Column(name=f"{kind}", alias=kind.value, type=kind) for kind in kinds]
    noon = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    first = [7, 1.5, True, date(1900, 1, 1), date(2005, 1, 1), date(2017, 1, 1), noon, "09:30:00", "=1+1"]
    early = [10**15, 2.5, False, date(1899, 12, 31), date(1850, 3, 1), None, None, None, "http://a.example"]
    rows = {column.alias: list(pair) for column, pair in zip(columns, zip(first, early, strict=True), strict=True)}
    sheet = openpyxl.load_workbook(io.BytesIO(made(Format.XLSX, columns, rows))).active
    head, one, two = ([*row] for row in sheet.iter_rows())
    assert [cell.value for cell in head] == [kind.value for kind in kinds]
    assert all(cell.font.bold for cell in head)
    assert not one[8].font.bold
    assert [cell.value for cell in one] == [
        *(7, 1.5, True, datetime(1900, 1, 1), datetime(2005, 1, 1), "2017-Q1", datetime(2026, 11, 22, 12, 0)),  # noqa: DTZ001
        *("09:30:00", "=1+1"),
    ]
    assert one[8].data_type == "s"
    assert [one[n].number_format for n in (3, 4, 6)] == ["yyyy-mm-dd", "yyyy-mm", "yyyy-mm-dd hh:mm:ss"]
    assert [cell.value for cell in two] == [
        *("1000000000000000", 2.5, False, "1899-12-31", "1850-03-01", None, None, None, "http://a.example")
    ]
    assert two[8].hyperlink is None


# --- places ---


def features(columns: list[Column], **rows: Any) -> list[Any]:
    return orjson.loads(made(Format.GEOJSON, columns, rows, {name: [] for name in rows}, rows))["features"]


def test_geojson_is_made_of_the_rows_geometry() -> None:
    point = {"type": "Point", "coordinates": [129.0, 35.1]}
    found = features([NAME, SHAPE], n=["가", "나"], g=[shapely.Point(129.0, 35.1).wkb, None])
    assert found[0] == {"type": "Feature", "geometry": point, "properties": {"이름": "가"}}
    assert found[1] == {"type": "Feature", "geometry": None, "properties": {"이름": "나"}}
    assert len(found) == 4
    assert orjson.loads(made(Format.GEOJSON, [NAME, SHAPE])) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("x", "y", "is_placed"),
    [
        (129.0, 35.1, True),
        (0.0, 35.1, True),
        (129.0, 0.0, True),
        (0.0, 0.0, False),
        (-0.0, 0.0, False),
        (None, 35.1, False),
        (129.0, None, False),
        (float("nan"), 35.1, False),
        (129.0, float("inf"), False),
    ],
)
def test_a_pair_of_coordinates_is_a_point_where_it_says_a_place(x: float, y: float, is_placed: bool) -> None:
    first = features([NAME, Y, X], n=["가"], x=[x], y=[y])[0]
    assert first["geometry"] == ({"type": "Point", "coordinates": [x, y]} if is_placed else None)
    assert list(first["properties"]) == ["이름", "위도", "경도"]


def test_plane_coordinates_become_degrees() -> None:
    found = features([EAST, NORTH], x=[200000.0, None, 200000.0], y=[600000.0, 1.0, None])
    assert [one["geometry"] for one in found[:3]] == [{"type": "Point", "coordinates": [127.0, 38.0]}, None, None]
    assert found[0]["properties"] == {"X좌표": 200000.0, "Y좌표": 600000.0}


# --- before the first byte ---


def test_a_sheet_of_too_many_rows_is_refused() -> None:
    downloads.check(Format.XLSX, [NUMBER], 1_048_575)
    downloads.check(Format.CSV, [NUMBER], 1_048_576)
    with pytest.raises(Refused) as told:
        downloads.check(Format.XLSX, [NUMBER], 1_048_576)
    assert (told.value.code, told.value.facts) == (
        "too_many_rows_for_xlsx",
        {"rows": 1_048_576, "limit": 1_048_575},
    )


@pytest.mark.parametrize("columns", [[NAME], [X], [replace(EAST, epsg=None), NORTH]])
def test_a_table_without_places_is_no_geojson(columns: list[Column]) -> None:
    with pytest.raises(Refused, match="no place"):
        downloads.check(Format.GEOJSON, columns, 1)
    downloads.check(Format.JSON, columns, 1)
    downloads.check(Format.GEOJSON, [*columns, SHAPE], 1)


def test_every_format_has_a_writer_and_a_media_type() -> None:
    assert set(downloads.WRITERS) == set(downloads.MEDIA_TYPES) == set(Format)
    assert [
        Format(name) for name in ("csv", "json", "jsonl", "parquet", "arrow", "feather", "xlsx", "geojson", "fgb")
    ] == list(Format)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a", "b"], ["a", "a_2", "a_3", "b"]),
        (["a", "a", "a_2"], ["a", "a_2", "a_2_2"]),
        ([], []),
    ],
)
def test_no_two_columns_have_one_name(names: list[str], told: list[str]) -> None:
    assert downloads.unique(names) == told


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("부산 주차장", "busan_juchajang", "%EB%B6%80%EC%82%B0%20%EC%A3%BC%EC%B0%A8%EC%9E%A5"),
        ("a-b_c.1", "a-b_c.1", "a-b_c.1"),
        ('a"/b', "a_b", "a%22%2Fb"),
        ("…", "table", "%E2%80%A6"),
        ("", "table", ""),
    ],
)
def test_a_file_name_keeps_its_hangul(name: str, plain: str, encoded: str) -> None:
    assert downloads.content_disposition(name, Format.CSV) == (
        f"attachment; filename=\"{plain}.csv\"; filename*=UTF-8''{encoded}.csv"
    )


def test_a_pipe_gives_what_was_written_once() -> None:
    pipe = Pipe()
    assert pipe.writable()
    assert [pipe.write(b"ab"), pipe.write(memoryview(b"c"))] == [2, 1]
    assert (pipe.taken(), pipe.taken()) == (b"abc", b"")


# --- files for maps and frames ---

SQUARE = shapely.to_wkb(shapely.box(129, 35, 130, 36))


def test_parquet_with_geometries_is_geoparquet() -> None:
    batch = pa.record_batch([pa.array([SQUARE], pa.binary())], names=["g"])
    file = pq.read_schema(io.BytesIO(b"".join(downloads.write(Format.PARQUET, [SHAPE], [batch], Shape()))))
    geo = orjson.loads(file.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "도형")
    assert geo["columns"] == {"도형": {"encoding": "WKB", "geometry_types": []}}
    plain = pa.record_batch([pa.array([35.0])], names=["y"])
    file = pq.read_schema(io.BytesIO(b"".join(downloads.write(Format.PARQUET, [Y], [plain], Shape()))))
    assert b"geo" not in (file.metadata or {})


def test_an_arrow_file_opens_by_its_parts() -> None:
    batch = pa.record_batch([pa.array([35.0, None])], names=["y"])
    written = b"".join(downloads.write(Format.FEATHER, [Y], [batch, batch], Shape()))
    with pa.ipc.open_file(pa.BufferReader(written)) as file:
        assert (file.num_record_batches, file.read_all().column("위도").to_pylist()) == (2, [35.0, None] * 2)


@pytest.mark.parametrize(
    ("columns", "values", "places"),
    [
        ([Y, X], [[35.0, 0.0, None], [129.0, 0.0, 129.0]], ["POINT (129 35)"]),
        ([SHAPE], [[SQUARE, None]], ["POLYGON ((130 35, 130 36, 129 36, 129 35, 130 35))"]),
    ],
)
def test_flatgeobuf_holds_what_has_a_place(columns: list[Column], values: list[Any], places: list[str]) -> None:
    arrays = [pa.array(each, downloads.ARROW_TYPES[one.type]) for one, each in zip(columns, values, strict=True)]
    batch = pa.record_batch(arrays, names=[one.alias for one in columns])
    written = b"".join(downloads.write(Format.FLATGEOBUF, columns, [batch], Shape()))
    told, table = pyogrio.read_arrow(io.BytesIO(written))
    assert (written[:3], told["crs"]) == (b"fgb", "EPSG:4326")
    found = table.column(told["geometry_name"] or "wkb_geometry").to_pylist()
    assert [shapely.to_wkt(shapely.from_wkb(each), trim=True) for each in found] == places
