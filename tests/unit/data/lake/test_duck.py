"""DuckDB answers expressions over any version of any table."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.lake import Lake, TableRef, open_lake
from naru.data.lake.duck import DuckEngine, literal, parquet, quoted
from naru.data.lake.engine import open_engine


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(tmp_path / "lake")


def staged(folder: Path, name: str, /, **columns: list[object]) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_the_engine_answers_ibis_expressions_over_any_version(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1, 2, 3])], commit_key="1")
    lake.commit("t", [staged(tmp_path, "b", n=[10])], commit_key="2")
    engine = open_engine("duckdb", lake, temp_folder=tmp_path / "tmp")
    assert isinstance(engine, DuckEngine)
    old, new = engine.table(TableRef("t", 0)), engine.table(TableRef("t"))
    assert engine.execute(old.aggregate(total=old.n.sum())).to_pylist() == [{"total": 6}]
    assert engine.execute(new).to_pylist() == [{"n": 10}]
    assert [batch.to_pylist() for batch in engine.stream(old.order_by("n"), batch_rows=2048)] == [
        [{"n": 1}, {"n": 2}, {"n": 3}]
    ]


def test_rows_keep_their_positions_across_files(lake: Lake, tmp_path: Path) -> None:
    for index in range(3):
        lake.commit("t", [staged(tmp_path, "a", n=[index * 10, index * 10 + 1])], commit_key=f"k{index}", mode="append")
    engine = open_engine("duckdb", lake)
    rows_ = engine.numbered(TableRef("t"))
    page = rows_.filter(rows_.naru_position >= 3).order_by("naru_position").limit(2)
    assert engine.execute(page).to_pylist() == [{"n": 11, "naru_position": 3}, {"n": 20, "naru_position": 4}]


def test_a_sum_past_64_bits_is_refused(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[2**62, 2**62, 2**62])], commit_key="k")
    engine = open_engine("duckdb", lake)
    table = engine.table(TableRef("t"))
    with pytest.raises(Refused, match="too large"):
        engine.execute(table.aggregate(total=table.n.sum()))


def test_what_the_engine_has_no_memory_for_is_refused(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=list(range(300_000)))], commit_key="k")
    engine = open_engine("duckdb", lake, threads=1, memory="3MB")
    table = engine.table(TableRef("t"))
    with pytest.raises(Refused, match="memory"):
        engine.execute(table.group_by("n").aggregate(rows=table.count()).order_by("rows"))


def test_columns_are_read_by_their_names_whatever_they_are(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a'b", **{'이 "름': [1]})], commit_key="1")
    engine = open_engine("duckdb", lake)
    assert engine.execute(engine.table(TableRef("t"))).to_pylist() == [{'이 "름': 1}]


def test_no_extension_is_fetched_and_what_does_not_fit_spills_where_it_is_told(lake: Lake, tmp_path: Path) -> None:
    engine = DuckEngine(lake, temp_folder=tmp_path / "a" / "spill", threads=1, memory="64MB")
    names = ("autoinstall_known_extensions", "autoload_known_extensions", "python_enable_replacements", "threads")
    asked = ", ".join(f"current_setting('{name}')" for name in names)
    said = engine._database.execute(f"select {asked}").fetchone()
    assert said == (False, False, False, 1)
    (memory, folder, zone) = (
        engine._database.execute(
            "select current_setting('memory_limit'), current_setting('temp_directory'), current_setting('TimeZone')"
        ).fetchone()
        or ()
    )
    assert (memory, folder, zone) == ("61.0 MiB", str(tmp_path / "a" / "spill"), "UTC")
    assert (tmp_path / "a" / "spill").is_dir()


def test_names_and_texts_are_quoted() -> None:
    assert quoted('a"b') == '"a""b"'
    assert literal("a'b") == "'a''b'"
    assert parquet([Path("/a'b"), Path("/c")]) == "read_parquet(['/a''b', '/c'])"
