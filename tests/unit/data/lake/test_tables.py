"""The lake keeps every version it acknowledged, once."""

import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.lake import Lake, TableRef, open_lake
from naru.data.lake.duck import DuckEngine
from naru.data.lake.engine import open_engine


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return open_lake(tmp_path / "lake")


def staged(folder: Path, name: str, /, **columns: list[object]) -> Path:
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


OLD = {"id": [1, 2, 3, 4], "fee": [100, 200, 300, 300], "name": ["가", "나", "다", None]}
NEW = {"id": [2, 3, 4, 5], "fee": [200, 350, 300, 500], "name": ["나", "다", None, "마"], "open": [True] * 4}


def two_versions(lake: Lake, tmp_path: Path, old: dict[str, list[object]], new: dict[str, list[object]]) -> None:
    lake.commit("t", [staged(tmp_path, "a", **old)], commit_key="1")
    lake.commit("t", [staged(tmp_path, "b", **new)], commit_key="2")


def test_two_versions_are_compared_by_key(lake: Lake, tmp_path: Path) -> None:
    two_versions(lake, tmp_path, OLD, NEW)
    found = lake.diff(TableRef("t", 0), TableRef("t", 1), ["id"])
    assert (found.added, found.removed, found.changed, found.key) == (1, 1, 1, ("id",))
    assert found.columns_added == ("open",)
    assert [row["id"] for row in found.sample_added] == [5]
    assert [row["id"] for row in found.sample_removed] == [1]
    assert [(old["fee"], new["fee"]) for old, new in found.sample_changed] == [(300, 350)]


def test_two_versions_without_a_key_are_compared_row_by_row_with_repeats(lake: Lake, tmp_path: Path) -> None:
    two_versions(lake, tmp_path, {"n": [1, 1, 2, None]}, {"n": [1, 2, 2, None, 3]})
    found = lake.diff(TableRef("t", 0), TableRef("t", 1))
    assert (found.added, found.removed, found.changed) == (2, 1, None)
    assert sorted(row["n"] for row in found.sample_added) == [2, 3]
    assert [row["n"] for row in found.sample_removed] == [1]


def test_a_key_that_repeats_matches_nothing_and_is_not_used(lake: Lake, tmp_path: Path) -> None:
    two_versions(lake, tmp_path, {"id": [1, 1]}, {"id": [1, 2]})
    found = lake.diff(TableRef("t", 0), TableRef("t", 1), ["id"])
    assert (found.added, found.removed, found.changed, found.key) == (1, 1, None, ())


def test_a_retyped_column_is_told_and_compared_by_its_text(lake: Lake, tmp_path: Path) -> None:
    two_versions(lake, tmp_path, {"id": ["1", "2"], "old": [1, 1]}, {"id": [1, 3]})
    found = lake.diff(TableRef("t", 0), TableRef("t", 1))
    assert (found.added, found.removed) == (1, 1)
    assert found.columns_retyped == (("id", "string", "int64"),)
    assert found.columns_removed == ("old",)
    assert lake.diff(TableRef("t", 1), TableRef("t", 1)).is_empty


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
