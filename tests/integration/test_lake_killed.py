"""A commit killed at any of its steps leaves the old version or the new one, and trying again ends with the new."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.lake import Lake, TableRef, open_lake

POINTS = ["lake.started", "lake.synced", "lake.moved", "lake.logged"]
COMMIT = """
import sys
from pathlib import Path
from naru.data.lake import open_lake
root, staged, key = sys.argv[1:]
print(open_lake(root).commit("t", [Path(staged)], commit_key=key), flush=True)
"""


def commit(root: Path, staged: Path, key: str, crash_at: str = "") -> subprocess.Popen[bytes]:
    environment = {**os.environ, "NARU_CRASH_AT": crash_at, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        [sys.executable, "-c", COMMIT, root, staged, key], env=environment, stdout=subprocess.DEVNULL
    )


def staged(folder: Path, rows: list[int]) -> Path:
    path = folder / f"{rows[0]}.parquet"
    pq.write_table(pa.table({"n": rows}), path)
    return path


def rows(lake: Lake, version: int | None = None) -> list[int]:
    return pa.concat_tables(pq.read_table(path) for path in lake.local_files(TableRef("t", version)))["n"].to_pylist()


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_commit_is_old_or_new_and_can_be_finished(tmp_path: Path, point: str) -> None:
    lake = open_lake(tmp_path / "lake")
    lake.commit("t", [staged(tmp_path, [1])], commit_key="first")
    path = staged(tmp_path, [2])
    assert commit(tmp_path / "lake", path, "second", point).wait() == -signal.SIGKILL
    assert rows(lake) == ([2] if point == "lake.logged" else [1])
    assert lake.commit("t", [path], commit_key="second") == 1
    assert (rows(lake), rows(lake, 0)) == ([2], [1])
    assert len(lake.versions("t")) == 2


@pytest.mark.parametrize("point", POINTS)
def test_what_a_killed_commit_left_is_swept_once_it_is_old_and_no_version_is_touched(
    tmp_path: Path, point: str
) -> None:
    lake = open_lake(tmp_path / "lake")
    for number in range(3):
        lake.commit("t", [staged(tmp_path, [number])], commit_key=str(number))
    assert commit(tmp_path / "lake", staged(tmp_path, [9]), "killed", point).wait() == -signal.SIGKILL
    lies_there = {path.name for path in (tmp_path / "lake" / "t").glob("*.parquet")}
    assert lake.sweep(older_than=timedelta(hours=1)) == 0, "a young file may belong to a commit on its way"
    left = lake.sweep(older_than=timedelta(0))
    assert left == (1 if point == "lake.moved" else 0)
    assert [rows(lake, version.number) for version in lake.versions("t")][:3] == [[0], [1], [2]]
    assert len(lies_there) - left == len(lake.versions("t"))


def test_the_leftovers_of_a_tables_first_commit_are_swept(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    commit(tmp_path / "lake", staged(tmp_path, [1]), "first", "lake.moved").wait()
    assert lake.sweep(older_than=timedelta(0)) == 1
    assert list((tmp_path / "lake" / "t").iterdir()) == []


def test_a_table_whose_log_has_a_gap_is_left_alone(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    for number in range(3):
        lake.commit("t", [staged(tmp_path, [number])], commit_key=str(number))
    (tmp_path / "lake" / "t" / "_delta_log" / f"{1:020d}.json").unlink()
    assert lake.sweep(older_than=timedelta(0)) == 0


@pytest.mark.slow
def test_commits_killed_at_random_are_never_lost_doubled_or_half_there(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    lake.commit("t", [staged(tmp_path, [0])], commit_key="0")
    for number in range(1, 13):
        path = staged(tmp_path, list(range(number, number + 1000)))
        killed = commit(tmp_path / "lake", path, str(number))
        time.sleep(0.2 + number * 0.05)
        killed.kill()
        killed.wait()
        assert rows(lake)[0] in {number - 1, number}
        assert lake.commit("t", [path], commit_key=str(number)) == number
        assert rows(lake) == list(range(number, number + 1000))
    assert [version.commit_key for version in lake.versions("t")] == [str(number) for number in range(13)]
