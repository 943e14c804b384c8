"""``naru footage`` as a person types it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from samples.scenes.sites import scene
from samples.scenes.write import write_scene


def naru(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NARU_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "naru", "footage", *words], env=environment, text=True, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write_scene(replace(scene("jagalchi"), seconds=2.0), folder)
    return folder


@pytest.mark.slow
def test_a_folder_is_counted_reported_and_taken_back(made: Path, tmp_path: Path) -> None:
    (made / "clips" / "stray.mp4").write_bytes(b"")
    told = naru(tmp_path, "count", str(made / "clips"), "--cameras", str(made / "cameras"), "--json")
    *steps, summary = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 2, told.stderr
    assert (summary["clips"], summary["refused"], summary["made"]["count"]) == (1, 1, 1)
    assert [step["error"]["code"] for step in steps if "error" in step] == ["clip_is_empty"]
    (report,) = json.loads(naru(tmp_path, "report", "--json").stdout)
    assert (report["camera_id"], report["frames"]) == ("jagalchi-1", 20)
    assert "자갈치시장" in naru(tmp_path, "report").stdout
    taken = json.loads(naru(tmp_path, "withdraw", report["clips"][0]["name"], "--json").stdout)
    assert taken["dropped"]["detect"] == 1


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (("count", "none", "--cameras", "{made}/cameras"), 4, "none"),
        (("count", "{made}/cameras", "--cameras", "{made}/cameras"), 4, "holds no clips"),
        (("count", "{made}/clips", "--cameras", "{made}/none"), 2, "--cameras"),
        (("report",), 4, "naru footage run"),
        (("withdraw", "a.mp4"), 4, "a.mp4"),
    ],
)
def test_what_cannot_be_done_is_said(
    made: Path, tmp_path: Path, words: tuple[str, ...], exit_code: int, says: str
) -> None:
    told = naru(tmp_path, *(word.format(made=made) for word in words))
    assert told.returncode == exit_code, told.stderr
    assert says in told.stderr
    assert "Traceback" not in told.stderr
