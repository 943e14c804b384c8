"""A standalone Spark cluster, a master and two workers as processes of their own, reads the lake itself."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.lake import Lake, TableRef, open_lake
from tests.machine import ROOT, wait_until
from tests.servers import Store, free_port

pyspark = pytest.importorskip("pyspark")

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(
        shutil.which("java") is None, reason="Java is not installed: apt-get install openjdk-17-jre-headless"
    ),
]

HOME = Path(pyspark.__file__).parent
FILES, ROWS = 2, 100
DRIVER = """
import json, sys
from pathlib import Path
from naru.data.lake import TableRef, open_lake
from naru.data.lake.engine import open_engine
root, options, cache, master, temp = json.loads(sys.argv[1])
lake = open_lake(root, options, cache=Path(cache))
engine = open_engine(master, lake, temp_folder=Path(temp))
table, numbered = engine.table(TableRef("t")), engine.numbered(TableRef("t"))
rows = engine.execute(table.aggregate(rows=table.count(), total=table.n.sum()))
groups = engine.execute(
    numbered.group_by("gu").aggregate(total=numbered.n.sum(), positions=numbered.naru_position.sum()).order_by("gu")
)
executors = engine.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
print(json.dumps({
    "groups": groups.to_pylist(), "rows": rows.to_pylist(), "executors": executors,
    "fetched": sorted(str(path) for path in Path(cache).rglob("*.parquet")),
}, default=str))
engine.session.stop()
"""


@dataclass
class Cluster:
    master: str
    folder: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, kind: str, *options: str) -> Path:
        log = self.folder / f"{name}.log"
        with log.open("wb") as out:
            self.processes.append(
                subprocess.Popen(
                    [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", *options],
                    env=self.environment,
                    cwd=self.folder,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )
        return log

    def ask(self, root: str, options: dict[str, str]) -> dict[str, Any]:
        """What a driver of its own finds out."""
        asked = json.dumps([root, options, str(self.folder / "cache"), self.master, str(self.folder / "scratch")])
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, asked], env=self.environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr[-4000:]
        answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return answer

    def stop(self) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in self.processes[::-1]:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
            time.sleep(0.5)
        for process in self.processes:
            process.wait(20)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Small machines: 512 MB and one core for each executor."""
    folder, port = tmp_path_factory.mktemp("cluster"), free_port()
    (folder / "conf").mkdir()
    (folder / "conf" / "spark-defaults.conf").write_text(
        "spark.executor.memory 512m\nspark.executor.cores 1\nspark.cores.max 2\nspark.driver.memory 512m\n"
        "spark.scheduler.minRegisteredResourcesRatio 1.0\n"
    )
    environment = os.environ | {
        "SPARK_HOME": str(HOME),
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    one = Cluster(f"spark://127.0.0.1:{port}", folder, environment)
    try:
        log = one.start("master", "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        wait_until(lambda: "I have been elected leader" in log.read_text(), 180)
        shared = ("--host", "127.0.0.1", "--cores", "1", "--memory", "640m", "--webui-port", "0")
        for name in ("one", "two"):
            own = ("--work-dir", str(folder / f"work-{name}"))
            log = one.start(f"worker-{name}", "worker.Worker", *shared, *own, one.master)
        wait_until(
            lambda: all("Successfully registered" in log.read_text() for log in folder.glob("worker-*.log")), 180
        )
        yield one
    finally:
        one.stop()


def fill(lake: Lake, folder: Path) -> None:
    for part in range(FILES):
        numbers = range(part * ROWS, (part + 1) * ROWS)
        table = pa.table({"n": pa.array(numbers, pa.int64()), "gu": [f"{n % 3}구" for n in numbers]})
        pq.write_table(table, folder / f"{part}.parquet")
        lake.commit("t", [folder / f"{part}.parquet"], commit_key=str(part), mode="append")


ALL = FILES * ROWS
EXPECTED = {
    "rows": [{"rows": ALL, "total": sum(range(ALL))}],
    "groups": [
        {"gu": f"{rest}구", "total": sum(range(rest, ALL, 3)), "positions": sum(range(rest, ALL, 3))}
        for rest in range(3)
    ],
}


def executors_ran(cluster: Cluster) -> int:
    """On how many of the two machines an executor of the newest application worked."""
    return sum(any((cluster.folder / f"work-{name}").glob("app-*/*/stderr")) for name in ("one", "two"))


def test_executors_read_a_folder_that_all_machines_share(cluster: Cluster, tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    fill(lake, tmp_path)
    answer = cluster.ask(str(tmp_path / "lake"), {})
    assert {name: answer[name] for name in EXPECTED} == EXPECTED
    assert answer["executors"] == 2
    assert executors_ran(cluster) == 2


def test_executors_fetch_from_an_object_store_and_the_driver_nothing(
    cluster: Cluster, s3_store: Store, tmp_path: Path
) -> None:
    options = {name: value for name, value in s3_store.environment.items() if name.startswith("AWS_")}
    root = f"s3://{s3_store.bucket}/{tmp_path.name}"
    lake = open_lake(root, options, cache=tmp_path / "cache")
    fill(lake, tmp_path)
    assert lake.row_counts(TableRef("t")) == [(Path(name).name, ROWS) for name in lake.files(TableRef("t"))]
    answer = cluster.ask(root, options)
    assert {name: answer[name] for name in EXPECTED} == EXPECTED
    assert answer["fetched"] == [], "the driver brought nothing to its disk"
    assert answer["executors"] == 2
