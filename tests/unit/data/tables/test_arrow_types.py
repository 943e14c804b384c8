"""How each type of column lies in the lake."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.tables.core.arrow_types import ARROW_TYPES, SQL_TYPES

T = ColumnType


@pytest.mark.parametrize(
    ("kind", "arrow", "sql"),
    [
        (T.INTEGER, pa.int64(), "BIGINT"),
        (T.DECIMAL, pa.float64(), "DOUBLE"),
        (T.BOOLEAN, pa.bool_(), "BOOLEAN"),
        (T.DATE, pa.date32(), "DATE"),
        (T.DATETIME, pa.timestamp("us", "UTC"), "TIMESTAMPTZ"),
        (T.MONTH, pa.date32(), "DATE"),
        (T.QUARTER, pa.date32(), "DATE"),
        (T.YEAR, pa.int32(), "INTEGER"),
        (T.TIME, pa.string(), "VARCHAR"),
        (T.TEXT, pa.string(), "VARCHAR"),
        (T.GEOMETRY, pa.binary(), "BLOB"),
    ],
)
def test_arrow_and_sql_have_one_type_each(kind: ColumnType, arrow: pa.DataType, sql: str) -> None:
    assert ARROW_TYPES[kind] == arrow
    assert SQL_TYPES[kind] == sql


def test_every_type_has_its_place() -> None:
    assert set(ARROW_TYPES) == set(SQL_TYPES) == set(ColumnType)


def test_the_engine_reads_a_file_as_the_map_says(tmp_path: Path) -> None:
    file = tmp_path / "all.parquet"
    pq.write_table(pa.table({kind.value: pa.array([None], type_) for kind, type_ in ARROW_TYPES.items()}), file)
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE want ({', '.join(f'{kind.value} {sql}' for kind, sql in SQL_TYPES.items())})")
        wanted = con.execute("SELECT * FROM want").description
        assert con.from_parquet(str(file)).description == wanted
