"""A lake in a folder: files taken in once, listed with their age, dropped."""

import errno
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from naru.data.lake import stores
from naru.data.lake.stores import LOG, Folder, Remote, file_lock, move, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "a" / "lake")


def staged(tmp_path: Path, content: bytes = b"rows") -> Path:
    path = tmp_path / "staged"
    path.write_bytes(content)
    return path


def test_a_file_is_moved_in_and_asked_again_it_is_there(folder: Folder, tmp_path: Path) -> None:
    source = staged(tmp_path)
    folder.take_in("t", source, "part-0.parquet")
    assert not source.exists()
    folder.take_in("t", source, "part-0.parquet")
    assert folder.local_file("t", "part-0.parquet").read_bytes() == b"rows"
    assert folder.uri("t") == str(folder.root / "t")
    folder.take_in("t", staged(tmp_path, b"again"), "part-0.parquet")
    assert folder.local_file("t", "part-0.parquet").read_bytes() == b"again"


def test_a_file_that_is_nowhere_is_an_error(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder.take_in("t", tmp_path / "gone", "part-0.parquet")


def test_tables_are_folders_and_not_our_own_ones(folder: Folder, tmp_path: Path) -> None:
    for name in ("b", "a"):
        folder.take_in(name, staged(tmp_path), "part-0.parquet")
    (folder.root / "file").write_text("")
    with folder.lock("c"):
        assert folder.tables() == ["a", "b"]
    folder.drop("a")
    folder.drop("never there")
    assert folder.tables() == ["b"]


def test_data_is_listed_with_the_time_since_it_came(folder: Folder, tmp_path: Path) -> None:
    source = staged(tmp_path)
    os.utime(source, (0, 0))  # written long ago, moved in now
    folder.take_in("t", source, "part-0.parquet")
    for name in ("half.part", "note.txt"):
        (folder.root / "t" / name).write_text("")
    listed = {each.name: each.age for each in folder.listed("t")}
    assert set(listed) == {"part-0.parquet", "half.part"}
    assert all(timedelta(0) <= age + timedelta(seconds=1) < timedelta(minutes=1) for age in listed.values())
    later = time.time() + 3600
    os.utime(folder.root / "t" / "half.part", (later, later))
    assert {each.name: each.age < timedelta(minutes=-50) for each in folder.listed("t")}["half.part"]


def test_entries_of_the_log_are_named_read_and_synced(folder: Folder) -> None:
    log = folder.root / "t" / "_delta_log"
    log.mkdir(parents=True)
    (log / "1.json").write_bytes(b"{}")
    (log / "2.checkpoint.parquet").write_bytes(b"")
    assert folder.names("t", LOG) == ["1.json"]
    assert folder.read("t", f"{LOG}/1.json") == b"{}"
    folder.sync_log("t")


def test_a_file_can_be_removed_and_removed_again(folder: Folder, tmp_path: Path) -> None:
    folder.take_in("t", staged(tmp_path), "part-0.parquet")
    folder.remove("t", "part-0.parquet")
    folder.remove("t", "part-0.parquet")
    assert folder.listed("t") == []


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EACCES])
def test_a_file_from_another_disk_is_copied_whole_and_no_other_error_is_hidden(
    error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target, rename = staged(tmp_path), tmp_path / "there.parquet", os.replace

    def replace(one: Path, other: Path) -> None:
        if one == source:
            raise OSError(error, "no")
        assert one == tmp_path / "there.part"
        rename(one, other)

    monkeypatch.setattr(stores.os, "replace", replace)
    if error == errno.EXDEV:
        move(source, target)
        assert (target.read_bytes(), source.exists()) == (b"rows", False)
        return
    with pytest.raises(PermissionError):
        move(source, target)
    assert source.exists()


def test_one_holds_a_lock_at_a_time(tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / "a" / "lock"
    with file_lock(path), path.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with (tmp_path / "a" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_root_with_a_scheme_is_a_remote_store_with_a_cache(tmp_path: Path) -> None:
    remote = open_store("s3://bucket/lake/", {"A": "b"}, tmp_path, 7)
    assert isinstance(remote, Remote)
    assert (remote.uri("t"), remote.options, remote.cache_bytes) == ("s3://bucket/lake/t", {"A": "b"}, 7)
    assert isinstance(open_store(tmp_path, {}, None, 7), Folder)
    with pytest.raises(AssertionError, match="cache"):
        open_store("s3://bucket", {}, None, 7)


@pytest.mark.parametrize(("room", "left"), [(30, "abc"), (29, "bc"), (20, "bc"), (19, "c"), (10, "c"), (0, "c")])
def test_the_cache_loses_what_was_read_longest_ago_and_never_what_is_read(room: int, left: str, tmp_path: Path) -> None:
    remote = Remote("s3://bucket", {}, tmp_path, room)
    (tmp_path / "t").mkdir()
    for name, at in (("a", 100), ("b", 200), ("c", 50)):
        path = tmp_path / "t" / f"{name}.parquet"
        path.write_bytes(b"0123456789")
        os.utime(path, (at, at))
    remote._make_room(keep=tmp_path / "t" / "c.parquet")
    assert "".join(sorted(path.stem for path in (tmp_path / "t").iterdir())) == left
