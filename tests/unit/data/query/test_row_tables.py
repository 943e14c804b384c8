"""Rows are filtered, ordered, paged, grouped and written as people mean it."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from naru.base.kit.clock import LAST_INSTANT
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.lake import TableRef, open_lake
from naru.data.lake.engine import Engine, open_engine
from naru.data.query.core import cells, downloads, row_tables, rows
from naru.data.query.core.downloads import Format, Shape

COLUMNS = (
    Column(name="번호", alias="beonho", type=ColumnType.INTEGER),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.DECIMAL, unit="원"),
    Column(name="기준월", alias="gijunwol", type=ColumnType.MONTH),
    Column(name="일시", alias="ilsi", type=ColumnType.DATETIME),
    Column(name="운영", alias="unyeong", type=ColumnType.BOOLEAN),
)
NAMES = [column.name for column in COLUMNS]
INSTANT = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    lake = open_lake(tmp_path / "lake")
    table = pa.table(
        {
            "beonho": list(range(10)),
            "gu": ["중구", "동구", None, "중구", "서구", "=1+1", "동구", "중구", "서구", None],
            "yogeum": [100.0, None, 300.0, 100.0, 250.5, 0.0, None, 100.0, 50.0, 10.0],
            "gijunwol": pa.array([date(2005, 1, 1)] * 10, pa.date32()),
            "ilsi": pa.array([INSTANT] * 10, pa.timestamp("us", "UTC")),
            "unyeong": [True, False] * 5,
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    lake.commit("t", [tmp_path / "a.parquet"], commit_key="k")
    return open_engine("duckdb", lake)


def selection(**asked: Any) -> rows.Selection:
    return rows.parse_selection(COLUMNS, **{"names": None, "filters": (), "sort": None, **asked})


def numbers(engine: Engine, asked: rows.Selection) -> list[int]:
    expression = row_tables.rows_expression(engine.numbered(TableRef("t")), asked)
    return [row["beonho"] for row in engine.execute(expression).to_pylist()]


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("구:eq:중구", [0, 3, 7]),
        ("gu:eq:중구", [0, 3, 7]),
        ("구:ne:중구", [1, 2, 4, 5, 6, 8, 9]),
        ("구:in:서구,동구", [1, 4, 6, 8]),
        ('구:in:["서구"]', [4, 8]),
        ("구:contains:구", [0, 1, 3, 4, 6, 7, 8]),
        ("구:starts:중", [0, 3, 7]),
        ("구:is_null:true", [2, 9]),
        ("구:is_null:false", [0, 1, 3, 4, 5, 6, 7, 8]),
        ("요금:gte:100", [0, 2, 3, 4, 7]),
        ("요금:lt:50.5", [5, 8, 9]),
        ("번호:lte:1", [0, 1]),
        ("번호:gt:8", [9]),
        ("기준월:eq:2005-01", list(range(10))),
        ("기준월:gt:2005-01", []),
        ("일시:eq:2026-11-23T00:30:00", list(range(10))),
        ("일시:lt:2026-11-22T15:30:00Z", []),
        ("운영:eq:true", [0, 2, 4, 6, 8]),
        ("구:eq:'; drop table t; --", []),
    ],
)
def test_each_filter_finds_its_rows(engine: Engine, filter_: str, found: list[int]) -> None:
    assert numbers(engine, selection(filters=[filter_])) == found


@pytest.mark.parametrize(
    "filter_",
    [
        *(
            "없음:eq:1",
            "구",
            "구:like:x",
            "번호:eq:x",
            "요금:eq:nan",
            "번호:eq:99999999999999999999",
            "번호:contains:1",
        ),
        *("운영:eq:yes", "기준월:eq:2005-13", "일시:gt:어제", "구:eq:\0", "구:is_null:maybe"),
    ],
)
def test_an_unreadable_filter_is_refused(filter_: str) -> None:
    with pytest.raises(Refused):
        selection(filters=[filter_])


@pytest.mark.parametrize("sort", [None, "구", "-구", "요금,-번호", "-요금", "운영,구,-요금", "-일시", "기준월"])
@pytest.mark.parametrize("size", [1, 3, 4])
def test_pages_laid_end_to_end_are_the_whole_order(engine: Engine, sort: str | None, size: int) -> None:
    asked = selection(sort=sort)
    table = engine.numbered(TableRef("t"))
    seen: list[int] = []
    after: list[Any] | None = None
    while True:
        page = engine.execute(row_tables.page_expression(table, asked, after=after, limit=size)).to_pylist()
        if not page:
            break
        seen += [row["beonho"] for row in page]
        after = orjson.loads(orjson.dumps(row_tables.cursor_values(asked, page[-1])))
    assert seen == numbers(engine, asked)
    assert sorted(seen) == list(range(10))


def test_empty_cells_come_last_both_ways(engine: Engine) -> None:
    assert numbers(engine, selection(sort="요금"))[-2:] == [1, 6]
    assert numbers(engine, selection(sort="-요금"))[-2:] == [1, 6]


def test_a_jump_lands_on_the_row_counted_from_the_start(engine: Engine) -> None:
    table = engine.numbered(TableRef("t"))
    for asked in (selection(), selection(sort="-번호"), selection(filters=["번호:gte:0"])):
        page = engine.execute(row_tables.jump_expression(table, asked, offset=4, limit=3)).to_pylist()
        assert [row["beonho"] for row in page] == numbers(engine, asked)[4:7]


def test_groups_are_measured(engine: Engine) -> None:
    asked = rows.parse_aggregate(
        COLUMNS,
        groups="구",
        measures=["count", "sum:요금", "median:요금", "distinct:번호"],
        filters=(),
        sort="-count",
        limit=2,
    )
    answer = engine.execute(row_tables.aggregate_expression(engine.table(TableRef("t")), asked)).to_pylist()
    assert answer == [
        {"gu": "중구", "count": 3, "sum_yogeum": 300.0, "median_yogeum": 100.0, "distinct_beonho": 3},
        {"gu": "동구", "count": 2, "sum_yogeum": None, "median_yogeum": None, "distinct_beonho": 2},
    ]


@pytest.mark.parametrize("measure", ["sum", "sum:구", "total:요금", "avg:운영"])
def test_a_measure_that_makes_no_sense_is_refused(measure: str) -> None:
    with pytest.raises(Refused):
        rows.parse_aggregate(COLUMNS, groups=None, measures=[measure], filters=(), sort=None, limit=1)


def file_of(engine: Engine, format_: Format, **shape: bool) -> bytes:
    batches = engine.stream(row_tables.rows_expression(engine.numbered(TableRef("t")), selection()), batch_rows=2048)
    return b"".join(downloads.write(format_, COLUMNS, batches, Shape(**shape)))


def test_csv_reads_as_city_people_expect(engine: Engine) -> None:
    text = file_of(engine, Format.CSV).decode()
    read = list(csv.reader(io.StringIO(text)))
    assert read[0] == NAMES
    assert read[1] == ["0", "중구", "100", "2005-01", "2026-11-23 00:30:00", "true"]
    assert read[3][1] == ""
    assert read[6][1] == "=1+1"
    assert len(read) == 11


def test_what_has_no_end_in_utc_is_downloaded_as_the_last_moment_in_the_city() -> None:
    until = Column(name="기한", alias="until", type=ColumnType.DATETIME)
    moments = [datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), None]
    batch = pa.record_batch({"until": pa.array(moments, pa.timestamp("us", "UTC"))})
    assert cells.text_batch([until], batch, ["기한"], safe=False).to_pydict() == {"기한": ["9999-12-31 23:59:59", None]}
    assert cells.sheet_value(until, moments[0]) == LAST_INSTANT.replace(tzinfo=None)


def test_csv_for_excel_has_a_mark_and_defuses_formulas(engine: Engine) -> None:
    raw = file_of(engine, Format.CSV, bom=True, safe=True)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw[3:].decode())))[6][1] == "'=1+1"


def test_json_and_json_lines_hold_typed_values(engine: Engine) -> None:
    listed = orjson.loads(file_of(engine, Format.JSON))
    assert listed[0] == {
        "번호": 0,
        "구": "중구",
        "요금": 100.0,
        "기준월": "2005-01",
        "일시": "2026-11-22T15:30:00Z",
        "운영": True,
    }
    assert [orjson.loads(line) for line in file_of(engine, Format.JSONL).splitlines()] == listed


def test_parquet_and_arrow_keep_types_and_meaning(engine: Engine) -> None:
    parquet = pq.read_table(io.BytesIO(file_of(engine, Format.PARQUET)))
    stream = pa.ipc.open_stream(file_of(engine, Format.ARROW, by_alias=True)).read_all()
    assert parquet.column_names == NAMES
    assert stream.column_names == [column.alias for column in COLUMNS]
    assert parquet.schema.field("요금").metadata[b"unit"].decode() == "원"
    assert parquet.to_pylist()[0]["일시"] == INSTANT
    assert [list(row.values()) for row in stream.to_pylist()] == [list(row.values()) for row in parquet.to_pylist()]


def test_a_sheet_holds_dates_and_no_formula(engine: Engine) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(engine, Format.XLSX))).active
    read = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert read[0] == NAMES
    assert read[1] == [0, "중구", 100, datetime(2005, 1, 1), datetime(2026, 11, 23, 0, 30), True]  # noqa: DTZ001
    assert read[6][1] == "=1+1"
    assert sheet.cell(7, 2).data_type == "s"


def test_geojson_is_made_of_geometry_or_of_coordinates(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    point = shapely.Point(129.0, 35.1)
    pq.write_table(
        pa.table(
            {
                "n": ["가", "나", "다"],
                "g": [point.wkb, None, None],
                "x": [129.0, None, 0.0],
                "y": [35.1, 1.0, 0.0],
            }
        ),
        tmp_path / "g",
    )
    lake.commit("t", [tmp_path / "g"], commit_key="k")
    engine = open_engine("duckdb", lake)
    name = Column(name="이름", alias="n", type=ColumnType.TEXT)
    geometry = Column(name="도형", alias="g", type=ColumnType.GEOMETRY)
    x = Column(name="경도", alias="x", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE)
    y = Column(name="위도", alias="y", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE)
    for columns in ((name, geometry), (name, y, x)):
        asked = rows.Selection(columns=columns)
        batches = engine.stream(row_tables.rows_expression(engine.numbered(TableRef("t")), asked))
        made = orjson.loads(b"".join(downloads.write(Format.GEOJSON, columns, batches, Shape())))
        assert made["features"][0]["geometry"] == {"type": "Point", "coordinates": [129.0, 35.1]}
        assert made["features"][0]["properties"]["이름"] == "가"
        assert made["features"][1]["geometry"] is None
        assert made["features"][2]["geometry"] is None  # (0, 0) stands for no place
    with pytest.raises(Refused, match="no place"):
        downloads.check(Format.GEOJSON, (name,), 1)


def test_plane_coordinates_of_a_known_projection_become_degrees(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    pq.write_table(pa.table({"x": [200000.0, 389000.5, None], "y": [600000.0, 287000.0, 1.0]}), tmp_path / "g")
    lake.commit("t", [tmp_path / "g"], commit_key="k")
    engine = open_engine("duckdb", lake)
    x = Column(name="X좌표", alias="x", type=ColumnType.DECIMAL, meaning=Meaning.EASTING, epsg=5186)
    y = Column(name="Y좌표", alias="y", type=ColumnType.DECIMAL, meaning=Meaning.NORTHING, epsg=5186)
    batches = engine.stream(row_tables.rows_expression(engine.numbered(TableRef("t")), rows.Selection(columns=(x, y))))
    made = orjson.loads(b"".join(downloads.write(Format.GEOJSON, (x, y), batches, Shape())))
    first, second, third = (feature["geometry"] for feature in made["features"])
    assert first["coordinates"] == [127.0, 38.0]  # the projection's origin
    assert second["coordinates"] == pytest.approx([129.075, 35.17], abs=0.02)
    assert third is None
    assert made["features"][0]["properties"] == {"X좌표": 200000.0, "Y좌표": 600000.0}
    with pytest.raises(Refused, match="no place"):  # of an unknown projection nothing is claimed
        downloads.check(Format.GEOJSON, (replace(x, epsg=None), y), 1)


def test_a_file_name_keeps_its_hangul() -> None:
    header = downloads.content_disposition("부산 주차장", Format.CSV)
    assert header == (
        "attachment; filename=\"______.csv\"; filename*=UTF-8''%EB%B6%80%EC%82%B0%20%EC%A3%BC%EC%B0%A8%EC%9E%A5.csv"
    )


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("여는시각:eq:09:00", ["09:00:00"]),
        ("여는시각:lte:9:30", ["09:00:00", "09:30:00"]),
        ("여는시각:gt:09:30:00", ["24:00:00"]),
        ("여는시각:in:09:00,24:00", ["09:00:00", "24:00:00"]),
        ("여는시각:starts:09:", ["09:00:00", "09:30:00"]),
    ],
)
def test_times_of_day_are_asked_for_as_people_write_them(filter_: str, found: list[str], tmp_path: Path) -> None:
    column = Column(name="여는시각", alias="yeoneun", type=ColumnType.TIME)
    pq.write_table(pa.table({"yeoneun": ["09:00:00", "09:30:00", None, "24:00:00"]}), tmp_path / "a.parquet")
    lake = open_lake(tmp_path / "lake")
    lake.commit("t", [tmp_path / "a.parquet"], commit_key="k")
    engine = open_engine("duckdb", lake)
    asked = rows.parse_selection((column,), names=None, filters=(filter_,), sort=None)
    kept = engine.execute(row_tables.rows_expression(engine.numbered(TableRef("t")), asked))
    assert sorted(kept.column("yeoneun").to_pylist()) == found


@pytest.mark.parametrize("value", ["아침", "25:00", "24:01", "9", "09:60"])
def test_what_is_no_time_of_day_is_told_how_to_write_one(value: str) -> None:
    column = Column(name="여는시각", alias="yeoneun", type=ColumnType.TIME)
    with pytest.raises(Refused, match="09:30:00"):
        rows.parse_filter((column,), f"여는시각:gte:{value}")
