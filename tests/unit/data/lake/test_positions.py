"""A row's position in its version."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.lake import TableRef, open_lake
from naru.data.lake.positions import offsets, pin, with_positions


def test_each_file_begins_after_the_rows_of_those_before(tmp_path: Path) -> None:
    paths = []
    for name, rows in (("a", 3), ("b", 0), ("c", 2), ("d", 1)):
        paths.append(tmp_path / name)
        pq.write_table(pa.table({"n": pa.array(range(rows), pa.int64())}), paths[-1])
    assert offsets(paths) == [0, 3, 3, 5]
    assert offsets(paths[:1]) == [0]


def test_a_table_without_a_version_is_its_newest(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    for number in range(2):
        pq.write_table(pa.table({"n": [number]}), tmp_path / "a.parquet")
        lake.commit("t", [tmp_path / "a.parquet"], commit_key=str(number))
    assert pin(lake, TableRef("t")) == TableRef("t", 1)
    assert pin(lake, TableRef("t", 0)) == TableRef("t", 0)


def test_positions_are_whole_numbers_behind_the_columns() -> None:
    shape = with_positions(pa.schema([pa.field("n", pa.string())]))
    assert (shape.names, shape.field(1).type) == (["n", "naru_position"], pa.int64())
