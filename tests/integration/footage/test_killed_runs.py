"""A run killed at any stage loses nothing and leaves nothing half: the next one goes on, and ends as one that nobody killed."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from naru.systems.footage.pipeline.plan import NEEDS
from naru.systems.footage.pipeline.store import Store
from samples.scenes.sites import scene
from samples.scenes.write import write_scene

POINTS = ("begun", "written", "moved")
SCRIPT = """
import sys
from pathlib import Path
from naru.systems.footage import refusals
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.pipeline.runner import Request, run
from naru.systems.footage.pipeline.spread import over_processes
from naru.systems.footage.pipeline.store import Store

folder, store = Path(sys.argv[1]), Path(sys.argv[2])
request = Request(folder=folder / "clips", cameras=read_cameras(folder / "cameras"), store=Store(store), stages=frozenset({"mask", "count", "events"}))
run(request, spread=over_processes(1), tell=lambda step: None)
"""


def go(folder: Path, store: Path, *, crash_at: str = "") -> int:
    environment = {**os.environ, "NARU_CRASH_AT": crash_at}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(store)], env=environment, check=False
    ).returncode


def content(store: Path) -> dict[str, dict[str, str]]:
    return {f"{result.stage} {result.key}": dict(result.hashes) for result in Store(store).results()}


@pytest.mark.slow
def test_whoever_is_killed_at_any_stage_loses_nothing(tmp_path: Path) -> None:
    folder, killed, whole = tmp_path / "made", tmp_path / "killed", tmp_path / "whole"
    write_scene(replace(scene("jagalchi"), seconds=2.0), folder)
    assert go(folder, whole) == 0
    before: dict[str, dict[str, str]] = {}
    for stage in NEEDS:
        for point in POINTS:
            assert go(folder, killed, crash_at=f"footage.{stage}.{point}") == -signal.SIGKILL, (stage, point)
            now = content(killed)
            assert before.items() <= now.items(), (stage, point)
            assert (f"{stage} " in " ".join(now)) is (point == "moved"), (stage, point)
            before = now
    assert go(folder, killed) == 0
    assert content(killed) == content(whole)
    assert not list((killed / "tmp").glob("*"))
