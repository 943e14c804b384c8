"""The same function follows clips in processes here and on Spark executors: two workers, each a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from samples.scenes.sites import scene
from samples.scenes.write import write_scene
from tests.machine import ROOT

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(
        shutil.which("java") is None, reason="Java is not installed: apt-get install openjdk-17-jre-headless"
    ),
]
DRIVER = """
import json, sys
from pathlib import Path
from pyspark.sql import SparkSession
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.pipeline.runner import Request, run
from naru.systems.footage.pipeline.spread import over_processes, over_spark
from naru.systems.footage.pipeline.store import Store

folder, store, master = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
request = Request(folder=folder / "clips", cameras=read_cameras(folder / "cameras"), store=Store(store), stages=frozenset({"count"}))
if master:
    session = SparkSession.builder.master(master).config("spark.executor.memory", "512m").getOrCreate()
    spread = over_spark(session.sparkContext)
else:
    spread = over_processes(1)
done = run(request, spread=spread, tell=lambda step: None)
print(json.dumps({"made": done.made, "refused": [refused.code for refused in done.refused]}))
"""


def go(folder: Path, store: Path, master: str) -> dict[str, object]:
    environment = os.environ | {
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(folder), str(store), master],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    answer: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def test_executors_make_what_a_process_here_makes(tmp_path: Path) -> None:
    from naru.systems.footage.pipeline.store import Store

    folder = tmp_path / "made"
    for minute in (0, 7):
        made = replace(scene("jagalchi"), seconds=2.0)
        write_scene(replace(made, start=made.start.replace(minute=minute)), folder)
    (folder / "clips" / "bad.mp4").write_bytes(b"no film")
    answers = [
        go(folder, tmp_path / name, master) for name, master in (("here", ""), ("there", "local-cluster[2,1,640]"))
    ]
    assert answers[0] == answers[1]
    assert answers[0]["refused"] == ["clip_is_no_video"]
    here, there = (
        {(each.stage, each.key): each.hashes for each in Store(tmp_path / name).results()} for name in ("here", "there")
    )
    assert here == there
    assert {stage for stage, _key in here} == {"probe", "detect", "track", "stitch", "count"}
