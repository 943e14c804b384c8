"""Spark answers the same Ibis expressions as DuckDB, row for row."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.lake import Lake, TableRef, open_lake
from naru.data.lake.engine import Engine, open_engine
from naru.data.query.core import row_tables, rows

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore"),
]

COLUMNS = (
    Column(name="번호", alias="id", type=ColumnType.INTEGER),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="fee", type=ColumnType.DECIMAL),
    Column(name="날짜", alias="day", type=ColumnType.DATE),
    Column(name="일시", alias="at", type=ColumnType.DATETIME),
    Column(name="운영", alias="open", type=ColumnType.BOOLEAN),
    Column(name="연도", alias="year", type=ColumnType.YEAR),
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("spark")
    lake = open_lake(folder / "lake")
    for part in range(2):
        ids = list(range(part * 500, part * 500 + 500))
        table = pa.table(
            {
                "id": pa.array(ids, pa.int64()),
                "gu": [None if n % 7 == 0 else f"{n % 5}구" for n in ids],
                "fee": [None if n % 11 == 0 else n * 1.5 for n in ids],
                "day": pa.array([date(2020, 1, 1 + n % 28) for n in ids], pa.date32()),
                "at": pa.array([datetime(2026, 1, 1, n % 24, tzinfo=UTC) for n in ids], pa.timestamp("us", "UTC")),
                "open": [n % 2 == 0 for n in ids],
                "year": pa.array([2000 + n % 20 for n in ids], pa.int32()),
            }
        )
        pq.write_table(table, folder / f"{part}.parquet")
        lake.commit("t", [folder / f"{part}.parquet"], commit_key=str(part), mode="append")
    return lake


@pytest.fixture(scope="module")
def engines(lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    spark = open_engine("spark", lake, temp_folder=tmp_path_factory.mktemp("tmp"))
    yield open_engine("duckdb", lake), spark
    spark.session.stop()  # type: ignore[attr-defined]


def both(engines: tuple[Engine, Engine], make: Any, *, numbered: bool) -> list[list[dict[str, Any]]]:
    ref = TableRef("t")
    return [
        engine.execute(make(engine.numbered(ref) if numbered else engine.table(ref))).to_pylist() for engine in engines
    ]


SELECTIONS: list[tuple[dict[str, Any], list[Any] | None]] = [
    ({"filters": ["구:ne:3구", "요금:gte:100"], "sort": "-구,요금"}, ["2구", 400.0, 12]),
    ({"filters": ["구:in:1구,2구", "운영:eq:true", "구:contains:구"], "sort": None}, [400]),
    ({"filters": ["구:starts:4", "일시:gte:2026-01-01T12:00:00Z", "날짜:lt:2020-01-20"], "sort": "-일시"}, None),
]


@pytest.mark.parametrize(("asked", "after"), SELECTIONS)
def test_the_same_page(engines: tuple[Engine, Engine], asked: dict[str, Any], after: list[Any] | None) -> None:
    selection = rows.parse_selection(COLUMNS, names=None, **asked)
    duck, spark = both(
        engines, lambda table: row_tables.page_expression(table, selection, after=after, limit=50), numbered=True
    )
    assert duck == spark
    assert duck


@pytest.mark.parametrize("groups", ["연도,운영", None])
def test_the_same_groups(engines: tuple[Engine, Engine], groups: str | None) -> None:
    measures = ["count", "sum:요금", "avg:요금", "min:날짜", "max:일시", "median:요금", "distinct:구"]
    asked = rows.parse_aggregate(COLUMNS, groups=groups, measures=measures, filters=(), sort="-count", limit=100)
    duck, spark = both(engines, lambda table: row_tables.aggregate_expression(table, asked), numbered=False)
    assert duck == spark
    assert duck


def test_an_old_version_is_the_same_on_both(engines: tuple[Engine, Engine]) -> None:
    old = [engine.table(TableRef("t", 0)) for engine in engines]
    counted = [
        engine.execute(table.aggregate(rows=table.count())).to_pylist()
        for engine, table in zip(engines, old, strict=True)
    ]
    assert counted == [[{"rows": 500}], [{"rows": 500}]]


def test_batches_are_streamed_from_both(engines: tuple[Engine, Engine]) -> None:
    selection = rows.parse_selection(COLUMNS, names="번호", filters=(), sort="번호")
    for engine in engines:
        batches = engine.stream(row_tables.rows_expression(engine.numbered(TableRef("t")), selection), batch_rows=300)
        assert [n for batch in batches for n in batch.column(0).to_pylist()] == list(range(1000))
