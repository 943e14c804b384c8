"""A commit killed at any of its steps leaves the old version or the new one, and trying again ends with the new."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.lake import Lake, TableRef, open_lake

POINTS = ["lake.started", "lake.synced", "lake.moved", "lake.logged"]
COMMIT = """
import sys
from pathlib import Path
from naru.lake import open_lake
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
