"""What changed between two versions: rows in on both sides, a comparison out."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.lake.diff import Diff, diff_files

Columns = dict[str, list[Any]]
OLD = {"id": [1, 2, 3, 4], "fee": [100, 200, 300, 300], "name": ["가", "나", "다", None]}
NEW = {"id": [2, 3, 4, 5], "fee": [200, 350, 300, 500], "name": ["나", "다", None, "마"], "open": [True] * 4}


def compared(folder: Path, old: Columns, new: Columns, key: tuple[str, ...] = (), **options: Any) -> Diff:
    paths = []
    for name, columns in (("old's", old), ("new", new)):
        paths.append(folder / f"{name}.parquet")
        pq.write_table(pa.table(columns), paths[-1])
    return diff_files(paths[:1], paths[1:], key, **options)


def test_rows_are_matched_by_their_key(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, NEW, ("id",))
    assert found == Diff(
        rows_before=4,
        rows_after=4,
        added=1,
        removed=1,
        changed=1,
        columns_added=("open",),
        sample_added=({"id": 5, "fee": 500, "name": "마", "open": True},),
        sample_removed=({"id": 1, "fee": 100, "name": "가"},),
        sample_changed=(({"id": 3, "fee": 300, "name": "다"}, {"id": 3, "fee": 350, "name": "다", "open": True}),),
        key=("id",),
    )
    assert not found.is_empty
    assert found.to_json() == {
        "rows_before": 4,
        "rows_after": 4,
        "added": 1,
        "removed": 1,
        "changed": 1,
        "columns_added": ("open",),
        "columns_removed": (),
        "columns_retyped": (),
        "key": ("id",),
    }


def test_a_key_of_two_columns_is_the_pair(tmp_path: Path) -> None:
    old = {"a": [1, 1, 2], "b": ["x", "y", "x"], "n": [1, 2, 3]}
    new = {"a": [1, 1, 2], "b": ["x", "z", "x"], "n": [1, 2, 4]}
    found = compared(tmp_path, old, new, ("a", "b"))
    assert (found.added, found.removed, found.changed) == (1, 1, 1)
    assert found.sample_changed == (({"a": 2, "b": "x", "n": 3}, {"a": 2, "b": "x", "n": 4}),)
    assert (found.sample_added, found.sample_removed) == (({"a": 1, "b": "z", "n": 2},), ({"a": 1, "b": "y", "n": 2},))


def test_a_key_alone_is_added_or_removed_and_never_changed(tmp_path: Path) -> None:
    found = compared(tmp_path, {"id": [1, 2]}, {"id": [2, 3]}, ("id",))
    assert (found.added, found.removed, found.changed) == (1, 1, 0)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ({"id": [1, 1]}, {"id": [1, 2]}, ("id",)),
        ({"id": [1, 2]}, {"id": [1, 1]}, ("id",)),
        ({"id": [1, None]}, {"id": [1, 2]}, ("id",)),
        ({"id": [1, 2]}, {"id": [1, None]}, ("id",)),
        ({"id": [1, 2], "old": [1, 2]}, {"id": [1, 2]}, ("old",)),
        ({"id": [1, 2]}, {"id": [1, 2], "new": [1, 2]}, ("new",)),
        ({"id": [1, 2]}, {"id": [1, 2]}, ("id", "other")),
        ({"id": [1, 2]}, {"id": [1, 2]}, ()),
    ],
)
def test_a_key_that_does_not_name_one_row_on_both_sides_is_not_used(
    old: Columns, new: Columns, key: tuple[str, ...], tmp_path: Path
) -> None:
    found = compared(tmp_path, old, new, key)
    assert (found.changed, found.key) == (None, ())


def test_without_a_key_rows_are_compared_as_they_stand_with_repeats(tmp_path: Path) -> None:
    found = compared(tmp_path, {"n": [1, 1, 2, None]}, {"n": [1, 2, 2, None, 3]})
    assert (found.rows_before, found.rows_after, found.added, found.removed, found.changed) == (4, 5, 2, 1, None)
    assert sorted(row["n"] for row in found.sample_added) == [2, 3]
    assert [row["n"] for row in found.sample_removed] == [1]


def test_of_many_rows_of_a_kind_the_sample_shows_one(tmp_path: Path) -> None:
    found = compared(tmp_path, {"n": [7, 7, 7]}, {"n": [8, 8]})
    assert (found.added, found.removed) == (2, 3)
    assert (found.sample_added, found.sample_removed) == (({"n": 8},), ({"n": 7},))


@pytest.mark.parametrize("key", [(), ("id",)])
def test_a_sample_is_as_large_as_asked(key: tuple[str, ...], tmp_path: Path) -> None:
    old = {"id": list(range(60)), "n": [0] * 60}
    new = {"id": list(range(30, 90)), "n": [1] * 60}
    for sample in (20, 3):
        found = compared(tmp_path, old, new, key, **({} if sample == 20 else {"sample": sample}))
        assert (len(found.sample_added), len(found.sample_removed)) == (sample, sample)
        assert len(found.sample_changed) == (sample if key else 0)
    assert [before["id"] for before, _ in found.sample_changed] == ([30, 31, 32] if key else [])
    assert all(before["id"] == after["id"] for before, after in found.sample_changed)


def test_a_retyped_column_is_told_and_compared_by_its_text(tmp_path: Path) -> None:
    found = compared(tmp_path, {"id": ["1", "2"], "old": [1, 1]}, {"id": [1, 3]})
    assert (found.added, found.removed) == (1, 1)
    assert found.columns_retyped == (("id", "string", "int64"),)
    assert found.columns_removed == ("old",)


def test_nothing_in_common_is_all_removed_and_all_added_by_number_alone(tmp_path: Path) -> None:
    found = compared(tmp_path, {"a": [1, 2]}, {"b": [1, 2, 3]})
    assert (found.added, found.removed, found.columns_added, found.columns_removed) == (1, 0, ("b",), ("a",))


NOTHING = Diff(rows_before=1, rows_after=1, added=0, removed=0, changed=0)


@pytest.mark.parametrize(
    "something",
    [
        {"added": 1},
        {"removed": 1},
        {"changed": 1},
        {"columns_added": ("a",)},
        {"columns_removed": ("a",)},
        {"columns_retyped": (("a", "string", "int64"),)},
    ],
)
def test_a_comparison_is_empty_where_nothing_differs(something: dict[str, Any], tmp_path: Path) -> None:
    from dataclasses import replace

    assert NOTHING.is_empty
    assert replace(NOTHING, changed=None).is_empty
    assert not replace(NOTHING, **something).is_empty
    assert compared(tmp_path, OLD, OLD, ("id",)).is_empty


def test_names_are_names_whatever_they_hold(tmp_path: Path) -> None:
    found = compared(tmp_path, {'a"b': [1], "c d": [1]}, {'a"b': [1], "c d": [2]}, ('a"b',), temp=tmp_path)
    assert (found.added, found.removed, found.changed) == (0, 0, 1)


def test_no_rows_are_no_rows(tmp_path: Path) -> None:
    empty = {"id": pa.array([], pa.int64())}
    found = compared(tmp_path, empty, {"id": [1]}, ("id",))  # type: ignore[arg-type]
    assert (found.rows_before, found.rows_after, found.added) == (0, 1, 1)
