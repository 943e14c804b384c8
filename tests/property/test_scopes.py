"""A scope shows exactly the cells that some part of it gives, by the engine's expression and by the SQL of the child."""

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import ReadScope, TableScope
from naru.data.catalogue.core.scope_tables import scoped, scoped_sql
from naru.data.lake.positions import POSITION

COLUMNS = (
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="fee", type=ColumnType.INTEGER),
    Column(name="메모", alias="memo", type=ColumnType.TEXT),
)
ALIASES = [column.alias for column in COLUMNS]
SHAPE = pa.schema([("gu", pa.string()), ("fee", pa.int64()), ("memo", pa.string())])
CONDITIONS = {
    "구:eq:중구": lambda row: row["gu"] == "중구",
    "구:ne:중구": lambda row: row["gu"] != "중구",
    "구:in:중구,동구": lambda row: row["gu"] in {"중구", "동구"},
    "구:starts:중": lambda row: (row["gu"] or "").startswith("중"),
    "요금:gte:2": lambda row: row["fee"] is not None and row["fee"] >= 2,
    "요금:is_null:true": lambda row: row["fee"] is None,
    "없는 열:eq:1": lambda row: False,
}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "gu": st.sampled_from(["중구", "동구", "해운대구", None]),
            "fee": st.none() | st.integers(0, 3),
            "memo": st.none() | st.sampled_from(["가", "나"]),
        }
    ),
    max_size=6,
)
PARTS = st.builds(
    lambda columns, rows: TableScope(columns=columns and tuple(columns), rows=tuple(rows)),
    st.none() | st.lists(st.sampled_from(ALIASES), min_size=1, unique=True),
    st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=2, unique=True),
)
SCOPES = st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: ReadScope(parts=tuple(parts)))


def expected(rows: list[dict], scope: ReadScope) -> list[dict]:
    """Cell by cell, as the docstring says it."""
    shown = [column.alias for column in scope.columns(COLUMNS)]
    seen = []
    for row in rows:
        giving = [part for part in scope.parts if all(CONDITIONS[text](row) for text in part.rows)]
        if giving:
            cells = {part_column for part in giving for part_column in (part.columns or ALIASES)}
            seen.append({alias: row[alias] if alias in cells else None for alias in shown})
    return seen


@pytest.fixture(scope="module")
def engine():
    return duckdb.connect()


@given(rows=ROWS, scope=SCOPES)
def test_a_reader_of_parts_sees_exactly_the_cells_that_a_part_gives(engine, rows, scope):
    lines = pa.Table.from_pylist(rows, schema=SHAPE)
    engine.execute("create schema if not exists source")
    for name, content in (("t", lines), ("n", lines.append_column(POSITION, pa.array(range(len(rows)), pa.int64())))):
        engine.register("content", content)
        engine.execute(f"create or replace table source.{name} as from content")
    schema = ibis.schema({"gu": "string", "fee": "int64", "memo": "string"})
    numbered = ibis.table({**schema, POSITION: "int64"}, name="n", database="source")
    expression = scoped(numbered, COLUMNS, scope)
    found = engine.sql(f"{ibis.to_sql(expression, dialect='duckdb')} order by {POSITION}").to_arrow_table().to_pylist()
    assert [row.pop(POSITION) for row in found] == list(range(len(found)))
    assert found == expected(rows, scope)
    if not scope.is_whole:
        text = scoped_sql(COLUMNS, scope, schema, source="t", within="source")
        assert sorted(map(str, engine.sql(text).to_arrow_table().to_pylist())) == sorted(map(str, found))
