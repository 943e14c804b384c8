"""Links, joined tables and risk come out the same on Spark as on DuckDB."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.lake import open_lake
from naru.data.lake.engine import open_engine
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.join import join_payloads
from naru.systems.combination.core.key_matching import match_keys, sample_links
from naru.systems.combination.core.key_tables import schema
from naru.systems.combination.core.risk import Thresholds, assess
from naru.systems.combination.engine import engine

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore"),
]

PARTIES = ("card", "hospital")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("spark")
    opened = open_engine("spark", open_lake(folder / "lake"), temp_folder=folder / "tmp")
    yield ibis.pyspark.connect(opened.session)  # type: ignore[attr-defined]
    opened.session.stop()  # type: ignore[attr-defined]


def keys_of(party: int) -> pa.Table:
    draw = np.random.default_rng(party)
    first, second = (pa.array(draw.integers(0, most, 300), pa.int64()) for most in (250, 400))
    first = pa.compute.if_else(pa.array(draw.random(300) < 0.1), None, first)
    serials = pa.array(draw.permutation(300) + 1000 * party)
    return pa.table([serials, first, first, second, second], schema=schema(2))


def test_the_same_links_and_rows_on_both(spark: Any, tmp_path: Path) -> None:
    tables = {party: keys_of(place) for place, party in enumerate(PARTIES)}
    numbers = count()

    def read(table: pa.Table) -> ir.Table:
        file = tmp_path / f"{next(numbers)}.parquet"
        pq.write_table(table, file)
        return spark.read_parquet(file)

    def keep(expression: ir.Table) -> ir.Table:
        return read(expression.to_pyarrow())

    on_spark = match_keys({party: read(table) for party, table in tables.items()}, keys=2, keep=keep)
    with engine() as running:
        given = {party: running.table(table) for party, table in tables.items()}
        here = match_keys(given, keys=2, keep=running.keep)
        links = here.links.to_pyarrow().sort_by("card")
        sampled = sample_links(here.links, PARTIES, rows=10, seed=1).to_pyarrow().sort_by("card")
    assert len(links) > 20
    assert on_spark.links.to_pyarrow().sort_by("card") == links
    assert (on_spark.by_key, dict(on_spark.ambiguous)) == (here.by_key, dict(here.ambiguous))
    assert sample_links(on_spark.links, PARTIES, rows=10, seed=1).to_pyarrow().sort_by("card") == sampled
    columns = {party: Columns(all=(Column(name="v", role=Role.QUASI, party=party),)) for party in PARTIES}
    payloads = {party: pa.table({"serial": tables[party]["serial"], "v": tables[party]["serial"]}) for party in PARTIES}
    joined = [
        join_payloads({party: as_table(table) for party, table in payloads.items()}, as_table(links), columns)[0]
        .to_pyarrow()
        .sort_by("_serial_card")
        for as_table in (read, ibis.memtable)
    ]
    assert joined[0] == joined[1]
    assert len(joined[0]) == len(links)


def test_the_same_risk_on_both(spark: Any, tmp_path: Path) -> None:
    """Every measure of an assessment, the attack by an applicant with its own source among them."""
    draw = np.random.default_rng(4)
    rows = 800
    joined = pa.table(
        {
            "_serial_card": pa.array(np.arange(rows), pa.int64()),
            "age": pa.array(draw.integers(2, 9, rows) * 10, pa.int64()),
            "district": pa.array([f"{each}구" for each in draw.integers(0, 6, rows)]),
            "disease": pa.array([("감기", "당뇨", None)[each] for each in draw.integers(0, 3, rows)]),
        }
    )
    columns = Columns(
        all=(
            Column(name="_serial_card", role=Role.SERIAL, party="card"),
            Column(name="age", role=Role.QUASI, party="card"),
            Column(name="district", role=Role.QUASI, party="card"),
            Column(name="disease", role=Role.SENSITIVE, party="hospital"),
        )
    )
    rules = {"k": 5, "l": 2, "t": 0.3, "linkage_max": 0.05, "rare_columns": 2, "rare_below": 3, "marketer_max": 0.1}
    sources = joined.drop(["disease"])

    def on_spark(table: pa.Table, name: str) -> ir.Table:
        pq.write_table(table, tmp_path / name)
        return spark.read_parquet(tmp_path / name)

    thresholds = Thresholds.from_json(rules)
    there = assess(
        on_spark(joined, "joined.parquet"),
        columns,
        thresholds=thresholds,
        sources={"card": on_spark(sources, "source.parquet")},
    ).to_json()
    with engine() as running:
        given = {"card": running.table(sources)}
        here = assess(running.table(joined), columns, thresholds=thresholds, sources=given).to_json()
    assert there == here
    assert here["linkage"]["card"]["rows"] == rows  # type: ignore[call-overload, index]
