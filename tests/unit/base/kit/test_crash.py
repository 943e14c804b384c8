"""A process is killed at the point that was asked for, and nowhere else."""

import signal
import subprocess
import sys

import pytest

SCRIPT = "from naru.base.kit import crash\nfor name in 'aba': print(name, flush=True); crash.point(name)"


@pytest.mark.parametrize(
    ("asked", "seen", "status"),
    [("a", "a", -signal.SIGKILL), ("a:2", "aba", -signal.SIGKILL), ("b:2", "aba", 0), ("", "aba", 0), ("c", "aba", 0)],
)
def test_the_process_ends_where_it_was_asked_to(asked: str, seen: str, status: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={"NARU_CRASH_AT": asked, **_paths()}, capture_output=True
    )
    assert (ended.stdout.decode().split(), ended.returncode) == (list(seen), status)


def _paths() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(filter(None, sys.path))}
