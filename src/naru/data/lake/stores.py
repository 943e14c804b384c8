"""Where a lake's files lie: a local folder, or an S3-compatible store behind a local cache."""

import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import pyarrow.fs
from deltalake.fs import DeltaStorageHandler

from naru.base.kit import crash

DATA = (".parquet", ".part")
LOG = "_delta_log"
RANGE_CHUNK_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A data file by its name in the table's folder."""

    name: str
    age: timedelta  # since it came to where it lies


class Store(Protocol):
    """A folder a table, named by its id; a data file never changes under its name, a small one may be written anew."""

    def uri(self, table_id: str) -> str:
        """Where Delta opens the table."""
        ...

    def take_in(self, table_id: str, source: Path, name: str) -> None:
        """Move ``source`` into the table's folder under ``name``, durably; done already counts as done."""
        ...

    def sync_log(self, table_id: str) -> None:
        """Make the log entries written so far survive a loss of power."""
        ...

    def local_file(self, table_id: str, name: str) -> Path:
        """The file on this machine's disk, fetched when it is elsewhere."""
        ...

    def drop(self, table_id: str) -> None:
        """Remove the table with all that lies in its folder; where there is none, nothing."""
        ...

    def lock(self, table_id: str) -> AbstractContextManager[None]:
        """Only one writer of this machine at a time."""
        ...

    def tables(self) -> list[str]:
        """The ids of all tables, in order."""
        ...

    def listed(self, table_id: str) -> list[Listed]:
        """The data files in the table's folder, whole or on their way."""
        ...

    def names(self, table_id: str, folder: str) -> list[str]:
        """The JSON files in a folder of the table's: its log, its pins."""
        ...

    def read(self, table_id: str, name: str) -> bytes:
        """A small file whole."""
        ...

    def put(self, table_id: str, name: str, content: bytes) -> None:
        """Write a small file, durably, whole or not at all, over what had its name."""
        ...

    def open_range(self, table_id: str, name: str, start: int, length: int) -> Iterator[bytes]:
        """``length`` bytes of the file from ``start`` on, fewer where it ends, in chunks of at most 4 MiB.

        Only these are read, wherever the file lies.
        """
        ...

    def remove(self, table_id: str, name: str) -> None:
        """Remove one file; where there is none, nothing."""
        ...


class Folder:
    """Tables in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def uri(self, table_id: str) -> str:
        return str(self.root / table_id)

    def take_in(self, table_id: str, source: Path, name: str) -> None:
        target = self.root / table_id / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not source.exists():
            return
        sync_file(source)
        crash.point("lake.synced")
        move(source, target)
        sync_folder(target.parent)
        sync_folder(self.root)

    def sync_log(self, table_id: str) -> None:
        log = self.root / table_id / "_delta_log"
        newest = max(log.glob("*.json"))
        sync_file(newest)
        sync_folder(log)
        sync_folder(log.parent)

    def local_file(self, table_id: str, name: str) -> Path:
        return self.root / table_id / name

    def drop(self, table_id: str) -> None:
        shutil.rmtree(self.root / table_id, ignore_errors=True)

    @contextmanager
    def lock(self, table_id: str) -> Iterator[None]:
        with file_lock(self.root / ".locks" / table_id):
            yield

    def tables(self) -> list[str]:
        return sorted(path.name for path in self.root.iterdir() if path.is_dir() and not path.name.startswith("."))

    def listed(self, table_id: str) -> list[Listed]:
        found = [path for path in (self.root / table_id).iterdir() if path.suffix in DATA]
        # a rename leaves the time of writing as it was and sets the time of change
        return [Listed(path.name, _since(max(path.stat().st_mtime, path.stat().st_ctime))) for path in found]

    def names(self, table_id: str, folder: str) -> list[str]:
        return [path.name for path in (self.root / table_id / folder).glob("*.json")]

    def read(self, table_id: str, name: str) -> bytes:
        return (self.root / table_id / name).read_bytes()

    def put(self, table_id: str, name: str, content: bytes) -> None:
        target = self.root / table_id / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{os.getpid()}.{threading.get_ident()}.new")
        part.write_bytes(content)
        sync_file(part)
        crash.point("lake.put")
        os.replace(part, target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)

    def open_range(self, table_id: str, name: str, start: int, length: int) -> Iterator[bytes]:
        with (self.root / table_id / name).open("rb") as file:
            yield from _range_of(file, start, length)

    def remove(self, table_id: str, name: str) -> None:
        (self.root / table_id / name).unlink(missing_ok=True)


class Remote:
    """Tables in an S3-compatible store; files that are asked lie in a cache of this machine, bounded in bytes."""

    def __init__(self, root: str, options: Mapping[str, str], cache: Path, cache_bytes: int) -> None:
        self.root = root.rstrip("/")
        self.options = dict(options)
        self.cache = cache
        self.cache_bytes = cache_bytes

    def uri(self, table_id: str) -> str:
        return f"{self.root}/{table_id}"

    def take_in(self, table_id: str, source: Path, name: str) -> None:
        """Uploads under the final name; only then the source becomes the cache's copy. A torn upload is made again."""
        if not source.exists():
            assert self._files(table_id).get_file_info(name).is_file, f"{source} is neither here nor in the store"
            return
        pyarrow.fs.copy_files(
            str(source.absolute()), name, pyarrow.fs.LocalFileSystem(), self._files(table_id), chunk_size=8 << 20
        )
        crash.point("lake.synced")
        kept = self.cache / table_id / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        move(source, kept)
        self._make_room(keep=kept)

    def sync_log(self, table_id: str) -> None:
        """An object store acknowledges only what is durable."""

    def local_file(self, table_id: str, name: str) -> Path:
        """Its copy in the cache, fetched if it is missing; those that nobody asked for the longest make room for it."""
        target = self.cache / table_id / name
        if target.exists():
            os.utime(target)
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(self.cache / ".locks" / f"{table_id}-{name}"):
            if not target.exists():
                part = target.with_suffix(".part")
                pyarrow.fs.copy_files(
                    name, str(part.absolute()), self._files(table_id), pyarrow.fs.LocalFileSystem(), chunk_size=8 << 20
                )
                only_read(part)
                part.rename(target)
                self._make_room(keep=target)
        return target

    def drop(self, table_id: str) -> None:
        files = self._files(table_id)
        for entry in files.get_file_info(pyarrow.fs.FileSelector("", recursive=True, allow_not_found=True)):
            if entry.is_file:
                files.delete_file(entry.path)
        shutil.rmtree(self.cache / table_id, ignore_errors=True)

    @contextmanager
    def lock(self, table_id: str) -> Iterator[None]:
        """Only this machine's writers wait here; between machines the store's put-if-absent decides."""
        with file_lock(self.cache / ".locks" / table_id):
            yield

    def tables(self) -> list[str]:
        listed = self._files("").get_file_info(pyarrow.fs.FileSelector("", recursive=False, allow_not_found=True))
        return sorted(entry.base_name for entry in listed if entry.type == pyarrow.fs.FileType.Directory)

    def listed(self, table_id: str) -> list[Listed]:
        listed = self._files(table_id).get_file_info(pyarrow.fs.FileSelector("", allow_not_found=True))
        return [Listed(entry.base_name, _since(entry.mtime.timestamp())) for entry in listed if _is_data(entry)]

    def names(self, table_id: str, folder: str) -> list[str]:
        listed = self._files(table_id).get_file_info(pyarrow.fs.FileSelector(folder, allow_not_found=True))
        return [entry.base_name for entry in listed if entry.extension == "json"]

    def read(self, table_id: str, name: str) -> bytes:
        with self._files(table_id).open_input_stream(name) as stream:
            content: bytes = stream.read()
        return content

    def put(self, table_id: str, name: str, content: bytes) -> None:
        """An object appears when all of it has come."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.cache) as file:
            file.write(content)
            file.flush()
            pyarrow.fs.copy_files(file.name, name, pyarrow.fs.LocalFileSystem(), self._files(table_id))

    def open_range(self, table_id: str, name: str, start: int, length: int) -> Iterator[bytes]:
        """From the cache where a copy lies there; else by range requests, which leave none."""
        with suppress(FileNotFoundError), (self.cache / table_id / name).open("rb") as file:
            yield from _range_of(file, start, length)
            return
        with self._files(table_id).open_input_file(name) as remote:
            yield from _range_of(remote, min(start, remote.size()), length)

    def remove(self, table_id: str, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files(table_id).delete_file(name)
        (self.cache / table_id / name).unlink(missing_ok=True)

    def _files(self, table_id: str) -> pyarrow.fs.FileSystem:
        return pyarrow.fs.PyFileSystem(DeltaStorageHandler(self.uri(table_id), self.options))

    def _make_room(self, keep: Path) -> None:
        kept = [path for path in self.cache.glob("*/*.parquet") if path != keep]
        spare = self.cache_bytes - sum(path.stat().st_size for path in kept) - keep.stat().st_size
        for path in sorted(kept, key=lambda path: path.stat().st_mtime):
            if spare >= 0:
                return
            spare += path.stat().st_size
            path.unlink(missing_ok=True)


def _range_of(file: Any, start: int, length: int) -> Iterator[bytes]:
    assert start >= 0, "a range begins within its file"
    file.seek(start)
    while length > 0 and (chunk := file.read(min(length, RANGE_CHUNK_BYTES))):
        length -= len(chunk)
        yield chunk


def open_store(root: str | Path, options: Mapping[str, str], cache: Path | None, cache_bytes: int) -> Store:
    """An address with ``://`` is an object store, which needs ``cache``; anything else is a folder.

    ``options`` are those of Rust's ``object_store``; ``cache_bytes`` bounds the copies of remote files.
    """
    if "://" in str(root):
        assert cache is not None, "a lake in a remote store needs a cache folder"
        return Remote(str(root), options, cache, cache_bytes)
    return Folder(Path(root))


def _since(timestamp: float) -> timedelta:
    return timedelta(seconds=time.time() - timestamp)


def _is_data(entry: pyarrow.fs.FileInfo) -> bool:
    return bool(entry.is_file and entry.base_name.endswith(DATA))


def move(source: Path, target: Path) -> None:
    """Rename, or copy beside the target and rename where the source lies on another disk; nobody writes to it any more."""
    only_read(source)
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != 18:  # EXDEV
            raise
        part = target.with_suffix(".part")
        shutil.copyfile(source, part)
        only_read(part)
        sync_file(part)
        os.replace(part, target)
        source.unlink()


def only_read(path: Path) -> None:
    """Whoever may read the file still may; nobody writes to it."""
    path.chmod(path.stat().st_mode & 0o444)


def sync_file(path: Path) -> None:
    """Its bytes survive a loss of power (fsync(2)); its name does once the folder is synced too."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Names made, changed and removed in it survive a loss of power (fsync(2))."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """One holder at a time among this machine's processes and threads; freed by the kernel when the holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
