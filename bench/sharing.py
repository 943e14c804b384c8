"""Sharing's figures beside what they are measured against, in one run: ``python -m bench.sharing``.

1. a table of 1,000 files: first byte of its ``query`` answer, and the whole of it, cold and warm
2. 10 M rows through the public client to pandas, beside pandas reading the same Parquet
3. writing 10 M rows with a mark, beside writing them
4. how many of many files that were never sold are blamed, and from what share of its rows a copy is traced
5. from revocation to refusal

``--rows`` and ``--files`` make it smaller; ``--client PYTHON`` names an interpreter that has delta-sharing (2 is left out without).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from naru.systems.sharing.core import fingerprint
from naru.systems.sharing.core.fingerprint import Mark
from naru.systems.sharing.core.marked_batches import marked_batch
from tests.commands import Machine
from tests.servers import free_port

BATCH_ROWS = 131_072
SETUP = """
import json, sys
from pathlib import Path
import pyarrow.parquet as pq
from datetime import timedelta
from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM
from naru.portal.home import ensure_home
ensure_home()
from naru.base.people import actions as people
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.systems.sharing import actions, entitlements
from tests.sharing import give, publish_shared
from naru.data.catalogue import actions as catalogue, reads
from naru.data.catalogue.core.values import OfFile
buyer = people.create_organisation(slug="buyer", name_ko="사는 곳", name_en="Buyer", by=SYSTEM)
columns = (Column(name="수", alias="n", type=ColumnType.INTEGER), Column(name="값", alias="x", type=ColumnType.DECIMAL), Column(name="구", alias="gu", type=ColumnType.TEXT))
for title, folder in json.loads(FOLDERS).items():
    table = publish_shared(title)
    files = sorted(Path(folder).glob("*.parquet"))
    rows = sum(pq.read_metadata(file).num_rows for file in files)
    number = reads.lake().commit(table.id, files, commit_key=new_id())
    catalogue.publish_version(table.id, columns=columns, rows=rows, lake_version=number, provenance=OfFile(name="a.csv", sha256=new_id() * 2, bytes=1), by=SYSTEM)
    give(table, buyer.id)
issued = actions.issue_token(holder=entitlements.organisation_holder(buyer.id), name="bench", days=1, by=SYSTEM)
secret, token = actions.activate_token(issued.link)
print(json.dumps({"secret": secret, "token": token.id}))
"""


def columns_of(rows: int, seed: int) -> pa.Table:
    dice = np.random.default_rng(seed)
    return pa.table(
        {
            "n": dice.integers(0, 1_000_000, rows),
            "x": np.round(dice.lognormal(8, 1, rows), 2),
            "gu": pa.array([f"구{number % 16}" for number in range(16)]).take(pa.array(dice.integers(0, 16, rows))),
        }
    )


def write_files(folder: Path, rows: int, files: int) -> None:
    folder.mkdir(parents=True)
    for number in range(files):
        pq.write_table(columns_of(rows // files, number), folder / f"{number:05d}.parquet", compression="zstd")


def opened(address: str, secret: str, path: str, body: bytes | None = None) -> Any:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    return urllib.request.urlopen(urllib.request.Request(f"{address}/delta-sharing{path}", body, headers))


def answer_times(address: str, secret: str) -> tuple[float, float, list[str]]:
    begin = time.perf_counter()
    path = "/shares/%EB%B6%80%EC%82%B0%EA%B4%91%EC%97%AD%EC%8B%9C/schemas/many/tables/many/query"
    with opened(address, secret, path, b"{}") as answer:
        first = answer.readline()
        seen = time.perf_counter() - begin
        lines = [first, *answer]
    urls = [said["file"]["url"] for line in lines if "file" in (said := json.loads(line))]
    return seen * 1000, (time.perf_counter() - begin) * 1000, urls


def bench_server(arguments: argparse.Namespace, folder: Path) -> None:
    write_files(folder / "many", 100_000, arguments.files)
    write_files(folder / "large", arguments.rows, 10)
    direct = [str(path) for path in _copied(folder / "large", folder / "direct")]
    machine = Machine(folder / "home")
    (folder / "home").mkdir()
    given = json.dumps({"many": str(folder / "many"), "large": str(folder / "large")})
    said = json.loads(machine.python(f"FOLDERS = {given!r}\n{SETUP}").stdout.splitlines()[-1])
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "gunicorn", "naru.portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "16", "--log-level", "warning", "--no-control-socket"]
    site = subprocess.Popen(command, env=machine.whole_environment())
    try:
        _await(address)
        cold = answer_times(address, said["secret"])
        warm = [answer_times(address, said["secret"]) for _ in range(7)]
        first, whole = (statistics.median(each[part] for each in warm) for part in (0, 1))
        print(f"{arguments.files} files: cold first byte {cold[0]:.0f} ms, whole {cold[1]:.0f} ms")
        print(f"{arguments.files} files: warm first byte {first:.0f} ms (reach 150), whole {whole:.0f} ms (reach 300)")
        if arguments.client:
            bench_client(arguments.client, address, said["secret"], direct, folder)
        bench_revocation(machine, said["token"], cold[2][0])
    finally:
        site.terminate()
        site.wait()


CLIENT = """
import sys, time, json
import pandas, delta_sharing, pyarrow.parquet as pq
profile, *files = sys.argv[1:]
def direct():
    begin = time.perf_counter(); rows = pandas.concat([pandas.read_parquet(file) for file in files], ignore_index=True); return time.perf_counter() - begin, len(rows)
def shared():
    begin = time.perf_counter(); rows = delta_sharing.load_as_pandas(profile + "#부산광역시.large.large"); return time.perf_counter() - begin, len(rows)
direct()
for _ in range(3):
    print(json.dumps([*direct(), *shared()]))
"""


def bench_client(python: str, address: str, secret: str, direct: list[str], folder: Path) -> None:
    file = folder / "naru.share"
    said = {"shareCredentialsVersion": 1, "endpoint": f"{address}/delta-sharing", "bearerToken": secret}
    file.write_text(json.dumps(said))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([python, "-c", CLIENT, file, *direct], capture_output=True, text=True, env=environment)
    runs = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert runs, done.stderr
    assert all(run[1] == run[3] for run in runs)
    ours, theirs = (statistics.median(run[part] for run in runs) for part in (2, 0))
    print(
        f"{runs[0][3]:,} rows to pandas: shared {ours:.2f} s, direct {theirs:.2f} s: {ours / theirs:.2f} × (reach 1.2)"
    )


def bench_revocation(machine: Machine, token: str, url: str) -> None:
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200
    program = f"from naru.systems.sharing import actions; from naru.base.kit.person import SYSTEM; import time; actions.revoke_token({token!r}, by=SYSTEM); print(time.time())"
    at = float(machine.python(program).stdout.splitlines()[-1])
    while True:
        try:
            urllib.request.urlopen(url).close()
        except urllib.error.HTTPError as error:
            if error.code == 403:
                break
            raise
    print(f"revocation to refusal: at most {time.time() - at:.2f} s (reach 1)")


def bench_marking(rows: int, folder: Path) -> None:
    table = columns_of(rows, 1)
    column = fingerprint.planned("x", table["x"].to_numpy())
    assert column is not None

    def written(marks: tuple[Any, ...]) -> float:
        begin = time.perf_counter()
        with pq.ParquetWriter(folder / "copy.parquet", table.schema, compression="zstd") as writer:
            for batch in table.to_batches(BATCH_ROWS):
                writer.write_batch(marked_batch(batch, marks, b"key" * 11))
        return time.perf_counter() - begin

    def planned_too() -> float:
        begin = time.perf_counter()
        fingerprint.planned("x", table["x"].to_numpy())
        return time.perf_counter() - begin + written((column,))

    written(())
    runs = [(written(()), planned_too()) for _ in range(3)]
    plain, ours = (statistics.median(run[part] for run in runs) for part in (0, 1))
    print(f"writing {rows:,} rows: marked {ours:.2f} s, plain {plain:.2f} s: {ours / plain:.2f} × (reach 1.5)")


def bench_error(files: int) -> None:
    """Files of many kinds against many recipients: blamed, and the least bound that any of them came to."""
    dice = np.random.default_rng(11)
    blamed, least, tests = 0, 1.0, 0
    for number in range(files):
        rows = int(dice.integers(50, 5_000))
        kinds = [
            np.round(dice.lognormal(8, 1, rows), 2),
            np.round(dice.normal(1e4, 3e3, rows), 1),
            dice.lognormal(12, 1, rows).astype(np.int64),
            np.repeat(np.round(dice.uniform(1e3, 2e3, rows // 10 + 1), 2), 10),
        ]
        cells = kinds[number % len(kinds)]
        column = fingerprint.planned("x", cells)
        if column is None:
            continue
        marks = [Mark(subject=str(each), key=dice.bytes(32), columns=(column,)) for each in range(20)]
        blamed += fingerprint.traced({"x": cells}, marks) is not None
        seen = [fingerprint.evidence(cells, column, mark.key).log_bound for mark in marks]
        tests += len(seen)
        least = min(least, float(np.exp(min(seen))))
    print(
        f"never sold: {blamed} of {files:,} files blamed in {tests:,} tests; the least bound was {least:.1e}, one test in {1 / least:,.0f} may reach it"
    )


def bench_traced() -> None:
    cells = columns_of(1_000_000, 3)["x"].to_numpy()
    column = fingerprint.planned("x", cells)
    assert column is not None
    marks = [Mark(subject=str(each), key=bytes([each]) * 32, columns=(column,)) for each in range(50)]
    copy = fingerprint.marked(cells, column, marks[17].key)
    dice = np.random.default_rng(4)
    for share in (0.01, 0.003, 0.001):
        right = 0
        for _ in range(50):
            found = fingerprint.traced({"x": copy[dice.permutation(len(copy))[: int(len(copy) * share)]]}, marks)
            right += found is not None and found.subject == "17"
        print(f"traced from {share:.1%} of 1,000,000 rows, one column, shuffled: {right} of 50")


def _copied(source: Path, target: Path) -> list[Path]:
    target.mkdir()
    for file in sorted(source.glob("*.parquet")):
        (target / file.name).write_bytes(file.read_bytes())
    return sorted(target.glob("*.parquet"))


def _await(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not open")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--never-sold", type=int, default=2_000)
    parser.add_argument("--client", default="")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="naru-bench-") as folder:
        bench_marking(arguments.rows, Path(folder))
        bench_error(arguments.never_sold)
        bench_traced()
        bench_server(arguments, Path(folder))


if __name__ == "__main__":
    main()
