"""Where the index lies: a folder a generation, a pointer to the current one, one writer at a time, any readers.

*Theory of operation.* ``current`` names the folder in use and is replaced by renaming, so a reader sees the whole old
or the whole new generation. Whoever writes holds an advisory lock on ``lock``, which the kernel drops when the process
dies. A reader looks at two file times before each search and reopens or reloads when they moved.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import IO, Any

import tantivy

from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.data.catalogue.search.schema import FORMAT, OURS, analyser, schema

HEAP_BYTES = 64_000_000
ASKED_AGAIN_S = 0.01  # how often one who waits only so long asks for the lock


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One commit of one generation, as long as somebody holds it; what was worked out on it is kept beside it."""

    generation: tuple[str, int]  # changes whenever what is searched changes
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    kept: dict[Any, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Opened:
    """The generation that this process has open, with its last snapshot."""

    folder: Path
    index: tantivy.Index
    snapshot: Snapshot


class Store:
    """The index under one folder. Safe to share between threads; every process has its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._opened: Opened | None = None
        self._opening = Lock()

    @contextmanager
    def writing(self, *, wait_s: float | None = None) -> Iterator[None]:
        """Only one process (and thread) writes; ``index_is_busy`` to one who waits only so long (None: for ever)."""
        self.root.mkdir(parents=True, exist_ok=True)
        with open(self.root / "lock", "w") as lock:
            if wait_s is None:
                fcntl.flock(lock, fcntl.LOCK_EX)
            else:
                _lock_within(lock, wait_s)
            yield

    def exists(self) -> bool:
        """Whether there is an index of this format to search in."""
        return self._current() is not None

    def fresh(self) -> tuple[Path, tantivy.Index]:
        """An empty generation that no reader sees yet."""
        folder = self.root / f"{FORMAT}-{new_id()}"
        folder.mkdir(parents=True)
        return folder, _with_tokenizer(tantivy.Index(schema(), path=str(folder)))

    def switch(self, folder: Path) -> None:
        """Make the generation the current one and drop the others; the caller holds the writer's lock."""
        temporary = self.root / "current.new"
        temporary.write_text(folder.name)
        with open(temporary) as file:
            os.fsync(file.fileno())
        temporary.rename(self.root / "current")
        for other in self.root.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def index(self) -> tantivy.Index:
        """The current generation, to be written into; the caller holds the writer's lock.

        Opened anew: what a killed writer left behind is known to who reads the list of files after it.
        """
        folder = self._current()
        assert folder is not None, "the index is written into before it was built"
        return _with_tokenizer(tantivy.Index.open(str(folder)))

    def snapshot(self) -> Snapshot:
        """The current generation, with everything committed so far, to be searched."""
        return self._open().snapshot

    def _open(self) -> Opened:
        with self._opening:
            while True:
                folder = self._current()
                assert folder is not None, "the index is asked for before it was built"
                try:
                    self._opened = self._opened_of(folder)
                except (FileNotFoundError, ValueError):
                    if folder == self._current():
                        raise
                else:  # no other generation took its place, and its files, meanwhile
                    return self._opened

    def _opened_of(self, folder: Path) -> Opened:
        committed = os.stat(folder / "meta.json").st_mtime_ns
        opened = self._opened
        if opened is None or opened.folder != folder:
            index = _with_tokenizer(tantivy.Index.open(str(folder)))
            index.config_reader("manual")
            return Opened(folder, index, _snapshot(folder, committed, index))
        if opened.snapshot.generation[1] != committed:
            return Opened(folder, opened.index, _snapshot(folder, committed, opened.index))
        return opened

    def _current(self) -> Path | None:
        folder = self._named()
        while folder is not None and not (folder / "meta.json").exists():
            before, folder = folder, self._named()
            if folder == before:
                return None
        return folder

    def _named(self) -> Path | None:
        """The generation that is said to be current: its folder is gone where another was built since it was said."""
        try:
            name = (self.root / "current").read_text().strip()
        except FileNotFoundError:
            return None
        return self.root / name if name.startswith(f"{FORMAT}-") else None


def _lock_within(lock: IO[str], wait_s: float) -> None:
    given_up = monotonic() + wait_s
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= given_up:
                raise Refused("index_is_busy") from None
        sleep(ASKED_AGAIN_S)


@contextmanager
def writer(index: tantivy.Index, *, threads: int = 1) -> Iterator[tantivy.IndexWriter]:
    """One commit; takes ``HEAP_BYTES`` of memory a thread; the caller holds the writer's lock.

    A writer killed between its deletions and its commit leaves files under the names that the next commit wants, so
    they go first. The library's own ``with`` keeps silent about a commit that failed; this one raises ``ValueError``.
    """
    pen = index.writer(HEAP_BYTES * threads, threads)
    try:
        pen.garbage_collect_files()
        yield pen
        pen.commit()
    finally:
        pen.wait_merging_threads()


def _snapshot(folder: Path, committed: int, index: tantivy.Index) -> Snapshot:
    index.reload()
    return Snapshot((folder.name, committed), index.schema, index.searcher())


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(OURS, analyser())
    return index
