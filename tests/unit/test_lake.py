"""The lake keeps every version it acknowledged, once."""

import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.kit.refusals import Refused
from naru.lake import Lake, TableRef, open_lake
from naru.lake.duck import DuckEngine
from naru.lake.engine import open_engine


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(tmp_path / "lake")


def staged(folder: Path, name: str, **columns: list[object]) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def rows(lake: Lake, ref: TableRef) -> list[dict[str, object]]:
    return pa.concat_tables(pq.read_table(path) for path in lake.local_files(ref)).to_pylist()


def test_a_commit_is_a_version_that_can_be_read_and_cited(lake: Lake, tmp_path: Path) -> None:
    first = lake.commit("t", [staged(tmp_path, "a", n=[1, 2])], commit_key="load-1", note={"by": "민지"})
    second = lake.commit("t", [staged(tmp_path, "b", n=["x"], m=[0.5])], commit_key="load-2")
    assert (first, second, lake.newest("t")) == (0, 1, 1)
    assert rows(lake, TableRef("t", 0)) == [{"n": 1}, {"n": 2}]
    assert rows(lake, TableRef("t")) == [{"n": "x", "m": 0.5}]
    assert [(version.number, version.commit_key, dict(version.note)) for version in lake.versions("t")] == [
        (0, "load-1", {"by": "민지"}),
        (1, "load-2", {}),
    ]


def test_the_same_commit_key_makes_one_version(lake: Lake, tmp_path: Path) -> None:
    path = staged(tmp_path, "a", n=[1])
    assert lake.commit("t", [path], commit_key="k") == 0
    assert not path.exists()
    assert lake.commit("t", [path], commit_key="k") == 0
    assert lake.newest("t") == 0


def test_appended_rows_come_after_the_others(lake: Lake, tmp_path: Path) -> None:
    for index in range(5):
        lake.commit("t", [staged(tmp_path, "a", n=[index])], commit_key=f"k{index}", mode="append")
    assert [row["n"] for row in rows(lake, TableRef("t"))] == [0, 1, 2, 3, 4]


def test_concurrent_commits_all_become_versions(lake: Lake, tmp_path: Path) -> None:
    def load(index: int) -> None:
        lake.commit("t", [staged(tmp_path, f"a{index}", n=[index])], commit_key=f"k{index}")

    threads = [threading.Thread(target=load, args=(index,)) for index in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    versions = lake.versions("t")
    assert {version.commit_key for version in versions} == {f"k{index}" for index in range(12)}
    for version in versions:
        assert rows(lake, TableRef("t", version.number)) == [{"n": int(version.commit_key[1:])}]


def test_a_table_or_version_that_is_not_there_is_refused(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="holds no data"):
        lake.files(TableRef("nothing"))
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="k")
    with pytest.raises(Refused, match="no version 7"):
        lake.files(TableRef("t", 7))


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


def test_a_dropped_table_is_gone(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="k")
    lake.drop("t")
    with pytest.raises(Refused, match="holds no data"):
        lake.newest("t")
