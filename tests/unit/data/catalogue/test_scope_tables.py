"""What a reader of parts sees: exact to the cell, the same by relation and by SQL."""

import duckdb
import ibis
import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import WHOLE, ReadScope, TableScope
from naru.data.catalogue.core.scope_tables import scoped, scoped_sql
from naru.data.lake.positions import POSITION

COLUMNS = [
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="fee", type=ColumnType.INTEGER),
    Column(name="이름", alias="name", type=ColumnType.TEXT),
]
ROWS = pa.table(
    {
        "gu": ["중구", "동구", None, "중구"],
        "fee": [1, 2, 3, 4],
        "name": ["a", "b", "c", "d"],
        POSITION: pa.array([0, 1, 2, 3], pa.int64()),
    }
)
ALL_OF_MIDDLE = TableScope(rows=("구:eq:중구",))
FEES = TableScope(columns=("gu", "fee"))
NAMES_OF_EAST = TableScope(columns=("name",), rows=("구:eq:동구",))
GONE = TableScope(rows=("없는열:eq:1",))


@pytest.mark.parametrize(
    ("parts", "names", "rows"),
    [
        ((ALL_OF_MIDDLE,), ["gu", "fee", "name"], [("중구", 1, "a"), ("중구", 4, "d")]),
        ((FEES,), ["gu", "fee"], [("중구", 1), ("동구", 2), (None, 3), ("중구", 4)]),
        ((NAMES_OF_EAST,), ["name"], [("b",)]),
        (
            (FEES, NAMES_OF_EAST),
            ["gu", "fee", "name"],
            [("중구", 1, None), ("동구", 2, "b"), (None, 3, None), ("중구", 4, None)],
        ),
        ((GONE,), ["gu", "fee", "name"], []),
        ((GONE, NAMES_OF_EAST), ["gu", "fee", "name"], [(None, None, "b")]),
    ],
)
def test_cells_that_no_part_gives_are_empty(
    parts: tuple[TableScope, ...], names: list[str], rows: list[tuple[object, ...]]
) -> None:
    scope = ReadScope(parts=parts)
    seen = scoped(ibis.memtable(ROWS), COLUMNS, scope).order_by(POSITION).to_pyarrow()
    assert seen.column_names == [*names, POSITION]
    assert seen[POSITION].to_pylist() == list(range(len(rows)))  # positions tell nothing of rows outside
    assert list(zip(*(seen[name].to_pylist() for name in names), strict=True)) == rows
    assert read_by_sql(scope) == sorted(rows, key=str)


def read_by_sql(scope: ReadScope) -> list[tuple[object, ...]]:
    plain = ROWS.drop_columns([POSITION])
    with duckdb.connect() as engine:
        engine.execute("create schema lake")
        engine.register("given", plain)
        engine.execute("create table lake.t as select * from given")
        text = scoped_sql(COLUMNS, scope, ibis.schema(ibis.memtable(plain).schema()), source="t", within="lake")
        return sorted(engine.execute(text).fetchall(), key=str)


def test_the_whole_is_the_table_itself() -> None:
    table = ibis.memtable(ROWS)
    assert scoped(table, COLUMNS, WHOLE) is table


def test_a_part_that_gives_all_of_a_column_hides_none_of_it() -> None:
    scope = ReadScope(parts=(FEES, TableScope(columns=("fee",), rows=("구:eq:중구",))))
    seen = scoped(ibis.memtable(ROWS), COLUMNS, scope).order_by(POSITION).to_pyarrow()
    assert seen["fee"].to_pylist() == [1, 2, 3, 4]
