"""Pins hold versions against vacuum, and doors read ranges of files: on a folder and on an S3 server alike."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.lake import Lake, TableRef, open_lake
from naru.data.lake.pins import Pin
from naru.data.lake.stores import Folder, Remote
from tests.servers import Store

NOW = datetime.now(UTC) + timedelta(days=1)
AT_ONCE = timedelta(0)
LATER = NOW + timedelta(days=30)


@pytest.fixture(params=["folder", "s3"])
def reopened(request: Any, tmp_path: Path) -> Callable[[str], Lake]:
    """The same lake as another machine sees it."""
    if request.param == "folder":
        return lambda machine: open_lake(tmp_path / "lake")
    store: Store = request.getfixturevalue("s3_store")
    options = {name: value for name, value in store.environment.items() if name.startswith("AWS_")}
    root = f"s3://{store.bucket}/{tmp_path.name}"
    return lambda machine: open_lake(root, options, cache=tmp_path / machine)


@pytest.fixture
def lake(reopened: Callable[[str], Lake], tmp_path: Path) -> Lake:
    """A table of four versions, each of one row."""
    lake = reopened("one")
    for number in range(4):
        path = tmp_path / f"{number}.parquet"
        pq.write_table(pa.table({"n": [number]}), path)
        lake.commit("t", [path], commit_key=str(number))
    return lake


def readable(lake: Lake) -> list[int]:
    return [number for number in range(4) if not lake.missing_files(TableRef("t", number))]


def rows(lake: Lake, number: int) -> list[int]:
    return pq.read_table(lake.local_files(TableRef("t", number))[0])["n"].to_pylist()


def test_a_vacuum_leaves_the_newest_version_and_those_that_are_pinned(
    lake: Lake, reopened: Callable[[str], Lake]
) -> None:
    reopened("two").pin("t", 1, LATER, "doi:10.1234/부산")
    assert lake.vacuum("t", older_than=AT_ONCE, now=NOW) == 2
    assert readable(lake) == [1, 3]
    assert rows(reopened("three"), 1) == [1]
    assert [version.number for version in lake.versions("t")] == [0, 1, 2, 3]
    assert lake.vacuum("t", older_than=AT_ONCE, now=NOW) == 0


@pytest.mark.parametrize(("days", "left"), [(0.9, [3]), (1.1, [0, 1, 2, 3])])
def test_what_was_superseded_lately_stays(lake: Lake, days: float, left: list[int]) -> None:
    lake.vacuum("t", older_than=timedelta(days=days), now=NOW)
    assert readable(lake) == left


@pytest.mark.parametrize(("until", "left"), [(NOW, [3]), (NOW + timedelta(microseconds=1), [0, 3])])
def test_a_pin_holds_until_its_day(lake: Lake, until: datetime, left: list[int]) -> None:
    lake.pin("t", 0, until, "export")
    lake.vacuum("t", older_than=AT_ONCE, now=NOW)
    assert readable(lake) == left


def test_each_reason_holds_by_itself_and_the_same_again_moves_its_day(lake: Lake) -> None:
    lake.pin("t", 0, NOW, "export")
    lake.pin("t", 0, LATER, "export")
    lake.pin("t", 0, LATER, "door:sharing")
    assert {(pin.version, pin.why, pin.until) for pin in lake.pins("t", NOW)} == {
        (0, "export", LATER),
        (0, "door:sharing", LATER),
    }
    lake.unpin("t", 0, "export")
    lake.unpin("t", 0, "never was")
    assert lake.pins("t", NOW) == [Pin(version=0, until=LATER, why="door:sharing")]
    lake.vacuum("t", older_than=AT_ONCE, now=NOW)
    assert readable(lake) == [0, 3]
    lake.unpin("t", 0, "door:sharing")
    lake.vacuum("t", older_than=AT_ONCE, now=NOW)
    assert readable(lake) == [3]


@pytest.mark.parametrize("version", [0, 9])
def test_what_cannot_be_read_any_more_is_not_pinned(lake: Lake, version: int) -> None:
    lake.vacuum("t", older_than=AT_ONCE, now=NOW)
    with pytest.raises(Refused) as refused:
        lake.pin("t", version, LATER, "late")
    assert refused.value.code == "version_not_in_lake"
    assert lake.pins("t", NOW) == []


def test_a_file_on_its_way_is_no_superseded_one(lake: Lake, tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": [9]}), tmp_path / "left.parquet")
    lake.store.take_in("t", tmp_path / "left.parquet", "part-left-00000.parquet")
    assert lake.vacuum("t", older_than=AT_ONCE, now=NOW) == 3
    assert "part-left-00000.parquet" in {listed.name for listed in lake.store.listed("t")}


def test_a_pin_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Folder(tmp_path)
    store.put("t", "_pins/a.json", b"first")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
    with pytest.raises(OSError, match="killed"):
        store.put("t", "_pins/a.json", b"second")
    assert (store.read("t", "_pins/a.json"), store.names("t", "_pins")) == (b"first", ["a.json"])


# --- ranges ---


@pytest.mark.parametrize(
    ("start", "length"), [(0, 4), (0, 0), (1, 10), (100, 1), (-8, 8), (-8, 100), (0, 1 << 30), (1 << 30, 5)]
)
def test_a_door_reads_the_very_bytes_of_a_range(
    lake: Lake, reopened: Callable[[str], Lake], start: int, length: int
) -> None:
    whole = lake.local_files(TableRef("t", 2))[0].read_bytes()
    start = start if start >= 0 else len(whole) + start
    name = Path(lake.files(TableRef("t", 2))[0]).name
    for one in (lake, reopened("elsewhere")):
        assert b"".join(one.open_range(TableRef("t", 2), name, start, length)) == whole[start : start + length]


def test_a_range_brings_nothing_to_the_disk(lake: Lake, reopened: Callable[[str], Lake]) -> None:
    other = reopened("elsewhere")
    name = Path(other.files(TableRef("t"))[0]).name
    assert b"".join(other.open_range(TableRef("t"), name, 0, 4)) == b"PAR1"
    if isinstance(other.store, Remote):
        assert not list(other.store.cache.rglob("*.parquet"))


@pytest.mark.parametrize("name", ["_delta_log/00000000000000000000.json", "../secret", "part-nothing.parquet", ""])
def test_only_files_of_the_version_are_lent_out(lake: Lake, name: str) -> None:
    with pytest.raises(Refused) as refused:
        lake.open_range(TableRef("t"), name, 0, 4)
    assert refused.value.code == "file_not_in_version"
    older = Path(lake.files(TableRef("t", 0))[0]).name
    with pytest.raises(Refused):
        lake.open_range(TableRef("t", 3), older, 0, 4)
