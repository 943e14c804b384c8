"""The lake on a real S3 server: the same promises as on a folder."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.lake import Lake, TableRef, open_lake
from naru.data.lake.engine import open_engine
from tests.servers import Store


@pytest.fixture
def lake(s3_store: Store, tmp_path: Path) -> Lake:
    return lake_on(s3_store, tmp_path, "one")


def options(store: Store) -> dict[str, str]:
    return {name: value for name, value in store.environment.items() if name.startswith("AWS_")}


def lake_on(store: Store, folder: Path, machine: str) -> Lake:
    """Each machine has a cache, and so a lock, of its own."""
    return open_lake(f"s3://{store.bucket}/{folder.name}", options(store), cache=folder / machine)


def staged(folder: Path, name: str, rows: list[int]) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table({"n": rows}), path)
    return path


def test_files_that_no_version_names_are_swept_from_the_store(lake: Lake, tmp_path: Path) -> None:
    for number in range(2):
        lake.commit("t", [staged(tmp_path, str(number), [number])], commit_key=str(number))
    lake.store.take_in("t", staged(tmp_path, "left", [9]), "part-left-00000.parquet")
    assert lake.sweep(older_than=timedelta(hours=1)) == 0
    assert lake.sweep(older_than=timedelta(seconds=-60)) == 1
    assert lake.sweep(older_than=timedelta(seconds=-60)) == 0
    assert [[row["n"] for row in pq.read_table(lake.local_files(TableRef("t", n))[0]).to_pylist()] for n in (0, 1)] == [
        [0],
        [1],
    ]


def test_versions_are_kept_and_read_through_the_cache(lake: Lake, s3_store: Store, tmp_path: Path) -> None:
    assert lake.commit("t", [staged(tmp_path, "a", [1, 2])], commit_key="1", note={"by": "민지"}) == 0
    assert lake.commit("t", [staged(tmp_path, "b", [3])], commit_key="2") == 1
    assert lake.commit("t", [], commit_key="2") == 1
    elsewhere = lake_on(s3_store, tmp_path, "two")
    engine = open_engine("duckdb", elsewhere)
    assert engine.execute(engine.table(TableRef("t", 0))).to_pylist() == [{"n": 1}, {"n": 2}]
    assert engine.execute(engine.table(TableRef("t"))).to_pylist() == [{"n": 3}]
    assert [version.commit_key for version in elsewhere.versions("t")] == ["1", "2"]
    assert elsewhere.diff(TableRef("t", 0), TableRef("t", 1)).removed == 2
    assert all(uri.startswith("s3://") for uri in elsewhere.files(TableRef("t")))
    elsewhere.drop("t")
    with pytest.raises(Refused):
        lake.newest("t")


def test_writers_on_several_machines_lose_no_version(s3_store: Store, tmp_path: Path) -> None:
    lakes = [lake_on(s3_store, tmp_path, f"machine-{index}") for index in range(3)]
    start = threading.Barrier(6)

    def load(index: int) -> int:
        start.wait()
        return lakes[index % 3].commit("t", [staged(tmp_path, f"a{index}", [index])], commit_key=f"k{index}")

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(load, range(6)))
    assert sorted(numbers) == list(range(6))
    for index, number in enumerate(numbers):
        (path,) = lakes[0].local_files(TableRef("t", number))
        assert pq.read_table(path).to_pylist() == [{"n": index}]


def test_one_commit_asked_on_several_machines_is_one_version(s3_store: Store, tmp_path: Path) -> None:
    lakes = [lake_on(s3_store, tmp_path, f"machine-{index}") for index in range(4)]

    def load(machine: int, key: int) -> int:
        return lakes[machine].commit("t", [staged(tmp_path, f"a{machine}-{key}", [key])], commit_key=f"k{key}")

    with ThreadPoolExecutor(4) as pool:
        for key in range(5):
            assert set(pool.map(load, range(4), [key] * 4)) == {key}
    assert lakes[0].newest("t") == 4


def test_the_cache_stays_within_its_bytes(s3_store: Store, tmp_path: Path) -> None:
    size = staged(tmp_path, "probe", list(range(1000))).stat().st_size
    lake = open_lake(
        f"s3://{s3_store.bucket}/{tmp_path.name}", options(s3_store), cache=tmp_path / "c", cache_bytes=2 * size
    )
    for index in range(4):
        lake.commit("t", [staged(tmp_path, f"a{index}", list(range(index, index + 1000)))], commit_key=f"k{index}")
    for version in range(4):
        assert pq.read_table(lake.local_files(TableRef("t", version))[0])["n"][0].as_py() == version
    assert len(list((tmp_path / "c").glob("*/*.parquet"))) <= 2
