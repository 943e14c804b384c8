"""Pages laid end to end are the whole order, and a jump by position is one by counting, whatever the cells hold."""

from collections.abc import Callable, Iterator
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core import row_tables, rows
from naru.data.query.core.downloads import ARROW_TYPES
from tests.column_values import VALUES


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[ir.Table], list[dict[str, Any]]]]:
    engine = ibis.duckdb.connect()
    engine.raw_sql("set TimeZone = 'UTC'")
    yield lambda expression: engine.to_pyarrow(expression).to_pylist()
    engine.disconnect()


@pytest.mark.parametrize("kind", ColumnType)
@settings(max_examples=15)  # a query for each page
@given(data=st.data(), descending=st.booleans(), size=st.integers(2, 4))
def test_pages_by_any_column_miss_and_repeat_no_row(
    kind: ColumnType, data: st.DataObject, descending: bool, size: int, run: Any
) -> None:
    values = data.draw(st.lists(st.none() | VALUES[kind], min_size=1, max_size=6))
    column = Column(name="열", alias="c", type=kind)
    table = ibis.memtable(
        pa.table({"c": pa.array(values, ARROW_TYPES[kind]), "naru_position": pa.array(range(len(values)), pa.int64())})
    )
    asked = rows.Selection(columns=(column,), sorts=(rows.Sort(column=column, descending=descending),))
    whole = run(row_tables.page_expression(table, asked, after=None, limit=99))
    seen: list[dict[str, Any]] = []
    after: list[Any] | None = None
    while page := run(row_tables.page_expression(table, asked, after=after, limit=size)):
        seen += page
        after = decode_cursor(encode_cursor(row_tables.cursor_values(asked, page[-1]), ordering=""), ordering="")
    assert [row["naru_position"] for row in seen] == [row["naru_position"] for row in whole]
    assert len(seen) == len(values)


@settings(max_examples=15)
@given(
    positions=st.lists(st.sampled_from(["가", "나", None]), max_size=6),
    offset=st.integers(0, 7),
    limit=st.integers(1, 7),
)
def test_a_jump_by_position_is_a_jump_by_counting(
    positions: list[str | None], offset: int, limit: int, run: Any
) -> None:
    """A filter that every row passes makes the second path of the first."""
    column = Column(name="열", alias="c", type=ColumnType.TEXT)
    place = Column(name="곳", alias="naru_position", type=ColumnType.INTEGER)
    table = ibis.memtable(
        pa.table({"c": pa.array(positions, pa.string()), "naru_position": pa.array(range(len(positions)), pa.int64())})
    )
    every = rows.Filter(column=place, operator=rows.Operator.GTE, value=0)
    by_position, by_counting = (
        run(row_tables.jump_expression(table, asked, offset=offset, limit=limit))
        for asked in (rows.Selection(columns=(column,)), rows.Selection(columns=(column,), filters=(every,)))
    )
    assert by_position == by_counting
    assert [row["c"] for row in by_position] == positions[offset : offset + limit]
