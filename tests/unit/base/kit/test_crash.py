"""A process is killed at the point that was asked for, and nowhere else."""

import importlib
import os
import signal

import pytest

from naru.base.kit import crash


@pytest.mark.parametrize(
    ("asked", "killed_at"),
    [("a", [0]), ("a:1", [0]), ("a:2", [2]), ("b", [1]), ("b:2", []), ("", []), ("c", [])],
)
def test_the_process_is_killed_the_first_or_nth_time_it_passes(
    asked: str, killed_at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda process, by: killed.append((process, by)))
    monkeypatch.setenv("NARU_CRASH_AT", asked)
    try:
        importlib.reload(crash)
        passed = []
        for place, name in enumerate("aba"):
            crash.point(name)
            passed += [place] * (len(killed) - len(passed))
    finally:
        monkeypatch.undo()
        importlib.reload(crash)
    assert passed == killed_at
    assert set(killed) <= {(os.getpid(), signal.SIGKILL)}


def test_without_the_variable_nothing_happens() -> None:
    crash.point("a")
