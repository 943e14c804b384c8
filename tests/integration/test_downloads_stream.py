"""A download's size costs no memory."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
import resource, sys
from pathlib import Path
import duckdb
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.lake import TableRef, open_lake
from naru.data.lake.engine import open_engine
from naru.data.query.core import downloads, row_tables, rows

folder, format_ = Path(sys.argv[1]), downloads.Format(sys.argv[2])
count = {"jsonl": 400_000, "xlsx": 40_000}.get(format_, 1_500_000)
duckdb.sql('set enable_progress_bar = false')
duckdb.sql(f"copy (select i as a, md5(i::varchar) as b, i / 7 as c from range({count}) t(i)) to '{folder}/f' (format parquet)")
lake = open_lake(folder / "lake")
lake.commit("t", [folder / "f"], commit_key="k")
engine = open_engine("duckdb", lake, threads=2, memory="256MB")
types = {"a": ColumnType.INTEGER, "b": ColumnType.TEXT, "c": ColumnType.DECIMAL}
columns = tuple(Column(name=name, alias=name, type=type_) for name, type_ in types.items())
source = row_tables.rows_expression(engine.numbered(TableRef("t")), rows.Selection(columns=columns))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pieces = downloads.write(format_, columns, engine.stream(source), downloads.Shape())
sizes = [len(piece) for piece in pieces]
print(sum(sizes), max(sizes), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "arrow", "xlsx"])
def test_a_large_download_is_made_in_small_pieces(tmp_path, format_):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, tmp_path, format_],
        env=environment,
        capture_output=True,
        check=True,
    )
    total, largest, grown = map(int, told.stdout.split()[-3:])
    assert total > 1_000_000
    assert largest < 16 << 20
    assert grown < 200 << 20, f"{grown >> 20} MiB for a file of {total >> 20} MiB"


PLACED = """
import sys
from pathlib import Path
import duckdb
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.lake import TableRef, open_lake
from naru.data.lake.engine import open_engine
from naru.data.query.core import downloads, row_tables, rows

folder, format_, count, kind = Path(sys.argv[1]), downloads.Format(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
folder.mkdir()
duckdb.sql('set enable_progress_bar = false')
place = {
    "point": "129 + i / 1e8 as x, 35 + i / 1e8 as y",
    "outline": "('POLYGON((' || i || ' 0, 1 1, 0 1, ' || i || ' 0))')::geometry::blob as x",
}[kind]
duckdb.sql(f"copy (select i as a, repeat(md5(i::varchar), 8) as b, {place} from range({count}) t(i)) to '{folder}/f' (format parquet)")
lake = open_lake(folder / "lake")
lake.commit("t", [folder / "f"], commit_key="k")
engine = open_engine("duckdb", lake, threads=2, memory="256MB")
columns = [Column(name="a", alias="a", type=ColumnType.INTEGER), Column(name="b", alias="b", type=ColumnType.TEXT)]
if kind == "point":
    columns.append(Column(name="x", alias="x", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE))
    columns.append(Column(name="y", alias="y", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE))
else:
    columns.append(Column(name="x", alias="x", type=ColumnType.GEOMETRY))
source = row_tables.rows_expression(engine.numbered(TableRef("t")), rows.Selection(columns=tuple(columns)))


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def pieces():
    return downloads.write(format_, tuple(columns), engine.stream(source), downloads.Shape())


for _ in zip(range(15), pieces()):  # what the engine and the libraries take once
    pass
sizes, resting = [], []
for piece in pieces():
    sizes.append(len(piece))
    resting.append(resident())
quarter = len(resting) // 4
second, fourth = (sum(resting[i * quarter : (i + 1) * quarter]) // quarter for i in (1, 3))
print(sum(sizes), max(sizes), fourth - second)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("format_", "kind"), [("json", "point"), ("geojson", "point"), ("geojson", "outline")])
def test_a_download_takes_no_more_memory_the_longer_it_goes_on(tmp_path, format_, kind):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-W", "ignore", "-c", PLACED, tmp_path / "lake", format_, "800000", kind]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    total, largest, grown = map(int, done.stdout.split()[-3:])
    assert total > 200 << 20
    assert largest < 8 << 20
    between = total // 2  # written from the middle of the second quarter to the middle of the fourth
    assert grown < between // 3, f"{grown >> 20} MiB while {between >> 20} MiB were written"
