"""The lake keeps every version it acknowledged, once."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from naru.base.kit.refusals import Refused
from naru.data.lake import Lake, TableRef, open_lake, tables


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


def test_a_dropped_table_is_gone(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="k")
    lake.drop("t")
    with pytest.raises(Refused, match="holds no data"):
        lake.newest("t")


def test_a_note_and_a_key_are_kept_and_a_commit_tells_its_time(lake: Lake, tmp_path: Path) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="k", note={"줄": 1})
    (version,) = lake.versions("t")
    assert before <= version.at <= datetime.now(UTC)
    assert version.at.tzinfo is UTC
    assert (lake.committed("t", "k"), lake.committed("t", "other"), lake.committed("nothing", "k")) == (0, None, None)


def test_rows_are_in_the_order_of_the_files_given(lake: Lake, tmp_path: Path) -> None:
    files = [staged(tmp_path, f"f{number}", n=[number]) for number in range(12)]
    lake.commit("t", files, commit_key="k")
    assert [row["n"] for row in rows(lake, TableRef("t"))] == list(range(12))
    names = [Path(address).name for address in lake.files(TableRef("t", 0))]
    assert names == sorted(names)
    assert lake.files(TableRef("t"))[0].startswith(lake.store.uri("t") + "/part-")
    assert names[11].endswith("-00011.parquet")


def test_overwriting_leaves_the_old_version_as_it_was_and_may_change_the_schema(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="1")
    lake.commit("t", [staged(tmp_path, "b", m=["x"])], commit_key="2")
    assert [lake.schema(TableRef("t", number)).names for number in (0, 1)] == [["n"], ["m"]]
    assert [len(lake.files(TableRef("t", number))) for number in (0, 1)] == [1, 1]
    assert lake.schema(TableRef("t")).names == ["m"]


def test_a_given_schema_is_the_tables(lake: Lake, tmp_path: Path) -> None:
    schema = pa.schema([pa.field("n", pa.int64())], metadata={"a": "b"})
    lake.commit("t", [staged(tmp_path, "a", n=[1])], schema=schema, commit_key="1")
    assert lake.schema(TableRef("t")).metadata is None


def test_files_that_are_gone_are_named(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="1")
    assert lake.missing_files(TableRef("t")) == []
    (path,) = lake.local_files(TableRef("t"))
    path.unlink()
    assert lake.missing_files(TableRef("t", 0)) == [path.name]


def test_history_is_kept_for_ever(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="1")
    configuration = DeltaTable(lake.store.uri("t")).metadata().configuration
    assert configuration["delta.logRetentionDuration"] == "interval 36500 days"
    assert configuration["delta.enableExpiredLogCleanup"] == "false"


def test_a_table_that_others_write_to_without_end_is_refused(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def lose(*args: object) -> int:
        tries.append(args)
        raise CommitFailedError("another was first")

    monkeypatch.setattr(Lake, "_try_log", lose)
    monkeypatch.setattr(tables.time, "sleep", lambda seconds: None)
    with pytest.raises(Refused) as refused:
        lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="1")
    assert (refused.value.code, refused.value.facts, len(tries)) == ("table_too_busy", {"table": "t"}, 20)


def test_a_log_that_cannot_be_written_is_an_error(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> int:
        raise DeltaError("the disk is full")

    monkeypatch.setattr(Lake, "_try_log", fail)
    with pytest.raises(DeltaError, match="full"):
        lake.commit("t", [staged(tmp_path, "a", n=[1])], commit_key="1")


def test_a_comparison_shows_as_many_rows_as_asked(lake: Lake, tmp_path: Path) -> None:
    lake.commit("t", [staged(tmp_path, "a", n=[0])], commit_key="1")
    lake.commit("t", [staged(tmp_path, "b", n=list(range(30)))], commit_key="2")
    found = [lake.diff(TableRef("t", 0), TableRef("t", 1), **asked) for asked in ({}, {"sample": 3})]
    assert [(each.added, len(each.sample_added)) for each in found] == [(29, 20), (29, 3)]
