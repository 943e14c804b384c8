"""A column's values in JSON, as text and in a sheet: one table of values, three ways of writing them."""

import math
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pyarrow as pa
import pytest
import shapely

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core import cells

T = ColumnType
POINT = shapely.Point(129.0, 35.5)
INSTANT = datetime(2026, 11, 22, 15, 30, 5, tzinfo=UTC)
BEFORE = datetime(1969, 12, 31, 14, 59, 59, 500_000, tzinfo=UTC)
FIRST = datetime(1, 1, 1, tzinfo=UTC)
ENDLESS = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
ARROW = {
    T.INTEGER: pa.int64(),
    T.YEAR: pa.int32(),
    T.DECIMAL: pa.float64(),
    T.BOOLEAN: pa.bool_(),
    T.DATE: pa.date32(),
    T.MONTH: pa.date32(),
    T.QUARTER: pa.date32(),
    T.DATETIME: pa.timestamp("us", "UTC"),
    T.TIME: pa.string(),
    T.TEXT: pa.string(),
    T.GEOMETRY: pa.binary(),
}
GEOJSON = {"type": "Point", "coordinates": [129.0, 35.5]}

VALUES = [  # the type, the value; in JSON, as text, in a sheet
    (T.INTEGER, 10**15 - 1, 10**15 - 1, 10**15 - 1, 10**15 - 1),
    (T.INTEGER, 10**15, 10**15, 10**15, "1000000000000000"),
    (T.INTEGER, -(10**15), -(10**15), -(10**15), "-1000000000000000"),
    (T.YEAR, 2021, 2021, 2021, 2021),
    (T.DECIMAL, 1.5, 1.5, 1.5, 1.5),
    (T.DECIMAL, math.inf, None, math.inf, None),
    (T.BOOLEAN, False, False, False, False),
    (T.DATE, date(2021, 8, 12), "2021-08-12", date(2021, 8, 12), date(2021, 8, 12)),
    (T.DATE, date(1, 1, 1), "0001-01-01", date(1, 1, 1), date(1, 1, 1)),
    (T.MONTH, date(1, 1, 1), "0001-01", "0001-01", date(1, 1, 1)),
    (T.QUARTER, date(999, 4, 1), "0999-Q2", "0999-Q2", "0999-Q2"),
    (T.MONTH, date(2005, 1, 1), "2005-01", "2005-01", date(2005, 1, 1)),
    (T.QUARTER, date(2017, 1, 1), "2017-Q1", "2017-Q1", "2017-Q1"),
    (T.QUARTER, date(2017, 10, 1), "2017-Q4", "2017-Q4", "2017-Q4"),
    (T.DATETIME, INSTANT, "2026-11-22T15:30:05Z", "2026-11-23 00:30:05", datetime(2026, 11, 23, 0, 30, 5)),  # noqa: DTZ001
    (T.DATETIME, BEFORE, "1969-12-31T14:59:59.500000Z", "1969-12-31 23:59:59",
     datetime(1969, 12, 31, 23, 59, 59, 500_000)),  # noqa: DTZ001
    (T.DATETIME, FIRST, "0001-01-01T00:00:00Z", "0001-01-01 08:27:52", datetime(1, 1, 1, 8, 27, 52)),  # noqa: DTZ001
    (T.DATETIME, ENDLESS, "9999-12-31T23:59:59Z", "9999-12-31 23:59:59", datetime.max),  # noqa: DTZ901
    (T.TIME, "09:30:00", "09:30:00", "09:30:00", "09:30:00"),
    (T.TEXT, "가", "가", "가", "가"),
    (T.TEXT, "", "", "", ""),
    (T.TEXT, "x" * 32_768, "x" * 32_768, "x" * 32_768, "x" * 32_767),
]  # fmt: skip
EVERY_TYPE = [(kind, None, None, None, None) for kind in T]


@pytest.mark.parametrize(("kind", "value", "in_json", "as_text", "in_sheet"), [*VALUES, *EVERY_TYPE])
def test_a_value_is_written_as_people_and_programs_expect(
    kind: ColumnType, value: Any, in_json: Any, as_text: Any, in_sheet: Any
) -> None:
    column = Column(name="열", alias="c", type=kind)
    values = pa.array([value, None], ARROW[kind])
    batch = cells.text_batch([column], pa.record_batch({"c": values}), ["열"], safe=False)
    assert cells.json_values(column, values) == [in_json, None]
    assert batch.to_pydict() == {"열": [as_text, None]}
    assert cells.sheet_value(column, value) == in_sheet


def test_numbers_that_are_none_are_empty_in_json_and_sheets() -> None:
    column = Column(name="열", alias="c", type=T.DECIMAL)
    assert cells.json_values(column, pa.array([math.nan, -math.inf, None, -0.0])) == [None, None, None, 0.0]
    assert cells.sheet_value(column, math.nan) is None


def test_a_geometry_is_geojson_in_json_and_wkt_elsewhere() -> None:
    column = Column(name="도형", alias="g", type=T.GEOMETRY)
    values = pa.array([POINT.wkb, None], pa.binary())
    written, nothing = cells.json_values(column, values)
    assert orjson.loads(orjson.dumps(written)) == GEOJSON
    assert nothing is None
    assert cells.text_batch([column], pa.record_batch({"g": values}), ["g"], safe=True).to_pydict() == {
        "g": ["POINT (129 35.5)", None]
    }
    assert cells.sheet_value(column, POINT.wkb) == "POINT (129 35.5)"
    long = shapely.LineString([(n, n) for n in range(10_000)])
    assert len(cells.sheet_value(column, long.wkb)) == 32_000


def test_rows_are_objects_by_the_keys_given() -> None:
    columns = (Column(name="가", alias="a", type=T.INTEGER), Column(name="나", alias="b", type=T.MONTH))
    batch = pa.record_batch({"a": [1, 2], "b": pa.array([date(2005, 1, 1), None], pa.date32())})
    assert cells.json_rows(columns, batch, ["x", "y"]) == [{"x": 1, "y": "2005-01"}, {"x": 2, "y": None}]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        *(("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx")),
        *(("1=1", "1=1"), ("a-b", "a-b"), ("", ""), (None, None), ("\n=1", "\n=1"), ("'=1", "'=1")),
    ],
)
def test_no_text_or_name_is_a_formula_in_a_safe_file(text: str | None, safe: str | None) -> None:
    column = Column(name="열", alias="c", type=T.TEXT)
    batch = pa.record_batch({"c": pa.array([text], pa.string())})
    assert cells.text_batch([column], batch, ["c"], safe=True).to_pydict() == {"c": [safe]}
    assert cells.text_batch([column], batch, ["c"], safe=False).to_pydict() == {"c": [text]}
    if text:
        assert cells.text_batch([column], batch, [text], safe=True).schema.names == [safe]
        assert cells.text_batch([column], batch, [text], safe=False).schema.names == [text]
