"""Where query has two paths to one answer: texts and sheets of a column, values past the calendar, steps, clusters."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.base.kit.clock import in_city
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core import cells, places, sandbox
from naru.data.query.core.chart_steps import every_step, label_of
from naru.data.query.core.charts import Grain
from naru.data.query.core.downloads import ARROW_TYPES
from naru.data.query.core.places import Box, MapSpec
from tests.column_values import VALUES

T = ColumnType


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[ir.Table], pa.Table]]:
    engine = ibis.duckdb.connect()
    yield engine.to_pyarrow
    engine.disconnect()


@pytest.mark.parametrize("kind", [T.MONTH, T.QUARTER, T.DATETIME])
@given(data=st.data())
def test_text_by_arrow_says_what_json_and_sheets_say(kind: ColumnType, data: st.DataObject) -> None:
    """CSV is written by Arrow's columns, JSON and sheets by Python's values."""
    column = Column(name="열", alias="c", type=kind)
    values = pa.array(data.draw(st.lists(st.none() | VALUES[kind], max_size=9)), ARROW_TYPES[kind])
    text = cells.text_batch([column], pa.record_batch({"c": values}), ["c"], safe=True).column(0).to_pylist()
    if kind is T.DATETIME:
        said = [None if one is None else in_city(one) for one in values.to_pylist()]
        assert text == [one and one.replace(tzinfo=None).isoformat(" ", "seconds") for one in said]
        assert [cells.sheet_value(column, one) for one in values.to_pylist()] == [
            one and one.replace(tzinfo=None) for one in said
        ]
    else:
        assert text == cells.json_values(column, values)


@given(st.lists(st.none() | VALUES[T.DATETIME], max_size=9), st.sampled_from([pa.timestamp("us", "UTC"), pa.date32()]))
def test_a_cell_at_a_time_is_a_column_at_once(moments: list[Any], type_: pa.DataType) -> None:
    given_ = moments if type_ != pa.date32() else [moment and moment.date() for moment in moments]
    column = pa.array(given_, type_)
    assert [sandbox._value(cell) for cell in column] == sandbox._values(column)
    nested = pa.array([[one] for one in given_] + [None], pa.list_(type_))
    assert [sandbox._value(cell) for cell in nested] == sandbox._values(nested)


@given(VALUES[T.DATETIME], st.integers(0, 40), st.sampled_from(Grain))
def test_every_step_is_written_as_a_label_is(moment: Any, days: int, grain: Grain) -> None:
    first = moment.replace(tzinfo=None, minute=0, second=0, microsecond=0)
    last = first.fromordinal(min(first.toordinal() + days, date.max.toordinal())).replace(hour=23)
    labels = [label_of(first, grain), label_of(last, grain)]
    steps = list(every_step(labels, grain))
    assert [steps[0], steps[-1]] == labels
    assert steps == sorted(set(steps))


COORDINATES = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).filter(any)


@settings(max_examples=20)
@given(spots=st.lists(COORDINATES, min_size=3, max_size=9), zoom=st.floats(-1, 23))
def test_points_of_coordinates_and_of_shapes_make_one_map(spots: list[Any], zoom: float, run: Any) -> None:
    """Coordinates are joined and measured by the engine, shapes by NumPy."""
    xs, ys = zip(*spots, strict=True)
    shapes = [shapely.Point(spot).wkb for spot in spots]
    table = ibis.memtable(pa.table({"x": pa.array(xs, pa.float64()), "y": pa.array(ys, pa.float64()), "g": shapes}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "FEATURES_MAXIMUM", 2)
        views = [places.places(table, spec, (), Box(), zoom, run) for spec in BOTH]
        patch.setattr(places, "FEATURES_MAXIMUM", 99)
        clusters = [
            places._clusters(places._placed(table, BOTH[0]), BOTH[0], zoom, run),
            places._gridded(shapely.points(spots), zoom),
        ]
    assert [(view.rows, view.clustered) for view in views] == [(len(spots), True)] * 2
    assert _told(clusters[0]) == _told(clusters[1])
    assert places.extent(table, BOTH[0], run) == places.extent(table, BOTH[1], run)


BOTH = (MapSpec(longitude="x", latitude="y"), MapSpec(geometry="g"))


def _told(features: list[Any]) -> list[Any]:
    """Counts with their places; the two sums of floats differ in their last digits."""
    found = [(one["properties"]["count"], *one["geometry"]["coordinates"]) for one in features]
    return sorted((count, round(x, 4) + 0.0, round(y, 4) + 0.0) for count, x, y in found)
