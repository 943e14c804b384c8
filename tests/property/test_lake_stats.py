"""Whoever skips files by a Delta log's statistics finds, under every filter, the rows that a full scan finds."""

from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.data.lake import Lake, TableRef, open_lake
from tests.filters import EDGES, Filter, Row, table

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3),
    "fee": st.floats() | st.integers(-3, 3).map(float),
    "is_open": st.booleans(),
    "day": st.dates(),
    "moment": st.datetimes(timezones=st.just(UTC)),
    "year": st.integers(-(2**31), 2**31 - 1) | st.integers(1990, 1992),
    "name": st.text(st.characters(exclude_categories=["Cs"])) | st.text("가나\U0010ffff", min_size=30, max_size=36),
    "shape": st.binary(max_size=3),
}
VALUES = {name: st.sampled_from(EDGES[name]) | strategy for name, strategy in VALUES.items()}


@st.composite
def rows(draw: st.DrawFn) -> list[list[Row]]:
    """The rows of several files; a column may be without any value in one of them."""
    files: list[list[Row]] = []
    for _ in range(draw(st.integers(1, 3))):
        empty = draw(st.frozensets(st.sampled_from(sorted(VALUES))))
        cells = {name: st.none() if name in empty else st.none() | strategy for name, strategy in VALUES.items()}
        files.append(draw(st.lists(st.fixed_dictionaries(cells), min_size=0, max_size=5)))
    numbered = iter(range(100))
    return [[{"id": next(numbered), **row} for row in file] for file in files]


@st.composite
def filters(draw: st.DrawFn, files: list[list[Row]]) -> Filter:
    """Mostly by a value that some row has."""
    column = draw(st.sampled_from(sorted(VALUES)))
    operators = ["=", "null"] if column in {"is_open", "shape"} else ["=", "<", ">", "between", "null"]
    operator = draw(st.sampled_from(operators))
    if operator == "null":
        return Filter(column, operator)
    present = [row[column] for file in files for row in file if row[column] is not None]
    value = st.sampled_from(present) | VALUES[column] if present else VALUES[column]
    chosen = draw(value.filter(lambda each: each == each))
    if operator != "between":
        return Filter(column, operator, chosen)
    low, high = sorted([chosen, draw(value.filter(lambda each: each == each))])
    return Filter(column, operator, low, high)


def committed(folder: Path, files: list[list[Row]], group_rows: int) -> Lake:
    lake = open_lake(folder / "lake")
    for number, file in enumerate(files):
        pq.write_table(table(file), folder / f"{number}.parquet", row_group_size=group_rows)
        lake.commit("t", [folder / f"{number}.parquet"], commit_key=str(number), mode="append")
    return lake


def surviving(log: DeltaTable, filter_: Filter, folder: str) -> list[str]:
    """The files that a reader opens who knows only the log."""
    column = filter_.column
    return [
        f"{folder}/{file['path']}"
        for file in pa.table(log.get_add_actions(flatten=True)).to_pylist()
        if filter_.may_be_in(file[f"null_count.{column}"], file.get(f"min.{column}"), file.get(f"max.{column}"))
    ]


@settings(max_examples=25)
@given(data=st.data(), files=rows(), group_rows=st.integers(1, 5))
def test_every_filter_finds_what_a_full_scan_finds(
    data: st.DataObject, files: list[list[Row]], group_rows: int
) -> None:
    asked = [data.draw(filters(files)) for _ in range(12)]
    with TemporaryDirectory() as folder:
        lake = committed(Path(folder), files, group_rows)
        log = DeltaTable(lake.store.uri("t"))
        dataset = log.to_pyarrow_dataset()
        every = [row for file in files for row in file]
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            for filter_ in asked:
                expected = filter_.ids(every)
                by_arrow = dataset.to_table(columns=["id", "fee"], filter=filter_.arrow).to_pylist()
                assert sorted(row["id"] for row in by_arrow if not _is_beside(row, filter_)) == expected, filter_
                opened = surviving(log, filter_, lake.store.uri("t"))
                sql = f"select id from read_parquet(?) where {filter_.sql} order by id"
                by_duckdb = connection.execute(sql, [opened, *filter_.parameters]).fetchall() if opened else []
                assert [id_ for (id_,) in by_duckdb] == expected, filter_
        assert sum(pq.read_metadata(path).num_rows for path in lake.local_files(TableRef("t"))) == len(every)


def _is_beside(row: Row, filter_: Filter) -> bool:
    """Arrow takes a group of 3.0 and NaN for one of 3.0 alone, since a footer leaves NaN out: a row too many, no one lost."""
    return filter_.column == "fee" and filter_.operator != "null" and row["fee"] != row["fee"]
