"""A comparison of two versions counts what plain Python counts."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.data.lake.diff import diff_files

VALUE = st.one_of(st.none(), st.sampled_from(["가", "나", "", "0"]))
KEYED = st.dictionaries(st.integers(0, 8), VALUE, max_size=8)
LOOSE = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 3)), VALUE), max_size=8)


def written(folder: str, name: str, rows: list[tuple[int | None, str | None]]) -> list[Path]:
    path = Path(folder) / name
    columns = {
        "id": pa.array([row[0] for row in rows], pa.int64()),
        "value": pa.array([row[1] for row in rows], pa.string()),
    }
    pq.write_table(pa.table(columns), path)
    return [path]


@settings(max_examples=30)
@given(old=KEYED, new=KEYED)
def test_rows_matched_by_key(old: dict[int, str | None], new: dict[int, str | None]) -> None:
    with TemporaryDirectory() as folder:
        found = diff_files(written(folder, "a", list(old.items())), written(folder, "b", list(new.items())), ["id"])
    changed = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    assert (found.added, found.removed, found.changed) == (len(new.keys() - old), len(old.keys() - new), len(changed))
    assert {row["id"] for row in found.sample_added} == new.keys() - old
    assert {row["id"] for row in found.sample_removed} == old.keys() - new
    assert {(before["id"], before["value"], after["value"]) for before, after in found.sample_changed} == {
        (key, old[key], new[key]) for key in changed
    }


@settings(max_examples=30)
@given(old=LOOSE, new=LOOSE)
def test_rows_compared_as_they_stand(
    old: list[tuple[int | None, str | None]], new: list[tuple[int | None, str | None]]
) -> None:
    with TemporaryDirectory() as folder:
        found = diff_files(written(folder, "a", old), written(folder, "b", new))
    more, fewer = Counter(new) - Counter(old), Counter(old) - Counter(new)
    assert (found.added, found.removed) == (more.total(), fewer.total())
    assert {(row["id"], row["value"]) for row in found.sample_added} == set(more)
    assert {(row["id"], row["value"]) for row in found.sample_removed} == set(fewer)
