"""Where results lie: a plain folder of Parquet, each result under the hash of what went into it.

    results/<stage>/<key>/<table>.parquet, result.json      one result; a masked clip lies beside its table
    cameras/<camera id>.json                                what the last run found current of a camera
    fingerprints/…                                          hashes of files that have not changed since
    withdrawn.json                                          clips that may not be used again
    tmp/                                                    results in the making

*Theory of operation.* A result is written into a folder of its own under ``tmp``, every file of it flushed to the disk, and the
folder is renamed to its place: it is there whole or not at all, whoever is killed when. Two processes that make the same result
make the same one, and the later rename is dropped. What a killed process left in ``tmp`` is swept by the next one that finds nobody
else at work: everybody at work holds a shared lock.
"""

import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit import crash
from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.refusals import Refused

KEY_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``hashes``: of each table's content. ``clips``: ids of those that it came from. ``seconds``: what making it took, of one process."""

    stage: str
    key: str
    hashes: Mapping[str, str]
    clips: tuple[str, ...]
    seconds: float
    fresh: bool = False  # made by this run


@dataclass(frozen=True, slots=True)
class Store:
    root: Path

    def once(
        self, stage: str, inputs: JSON, *, clips: Sequence[str], make: Callable[[Path], Mapping[str, pa.Table]]
    ) -> Result:
        """The result of ``stage`` over ``inputs``: the one that is there, or what ``make`` answers.

        ``make`` is given a folder in which it may leave files of its own beside its tables.
        """
        key = sha256_of({"stage": stage, "inputs": inputs})[:KEY_DIGITS]
        if kept := self.result(stage, key):
            return kept
        draft = self._draft()
        began = time.monotonic()
        crash.point(f"footage.{stage}.begun")
        tables = make(draft)
        hashes = {name: content_hash(table) for name, table in tables.items()}
        for name, table in tables.items():
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd")
        made = Result(
            stage=stage, key=key, hashes=hashes, clips=tuple(clips), seconds=round(time.monotonic() - began, 3)
        )
        (draft / "result.json").write_text(json.dumps(_written(made)), encoding="utf-8")
        crash.point(f"footage.{stage}.written")
        self._move(draft, self._folder(stage, key))
        crash.point(f"footage.{stage}.moved")
        return replace(made, fresh=True)

    def result(self, stage: str, key: str) -> Result | None:
        file = self._folder(stage, key) / "result.json"
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Result(**{**read, "clips": tuple(read["clips"])})

    def table(self, stage: str, key: str, name: str) -> pa.Table:
        return pq.read_table(self._folder(stage, key) / f"{name}.parquet")

    def file(self, stage: str, key: str, name: str) -> Path:
        """A file that a stage left beside its tables."""
        return self._folder(stage, key) / name

    def results(self, stage: str = "*") -> Iterator[Result]:
        """All that are there, or those of one stage."""
        for file in sorted((self.root / "results").glob(f"{stage}/*/result.json")):
            if found := self.result(file.parent.parent.name, file.parent.name):
                yield found

    def drop(self, result: Result) -> None:
        """A result and its files. It vanishes at once, and its bytes after it."""
        grave = self._draft()
        os.rename(self._folder(result.stage, result.key), grave / "dropped")
        shutil.rmtree(grave)

    def read_json(self, name: str) -> Any:
        """``cameras/gate-1``; None where there is none."""
        try:
            return json.loads((self.root / f"{name}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def write_json(self, name: str, value: JSON) -> None:
        """In one step: a reader sees the one before or this one."""
        target = self.root / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = self._draft() / "value.json"
        draft.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
        _flush(draft)
        os.replace(draft, target)
        _flush(target.parent)
        draft.parent.rmdir()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Held by whoever writes. Sweeps what the killed left, where nobody else is at work."""
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise Refused("folder_not_writable", folder=str(self.root)) from error
        try:
            if _alone(lock):
                shutil.rmtree(self.root / "tmp", ignore_errors=True)
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield
        finally:
            os.close(lock)

    def _folder(self, stage: str, key: str) -> Path:
        return self.root / "results" / stage / key

    def _draft(self) -> Path:
        draft = self.root / "tmp" / uuid.uuid4().hex
        draft.mkdir(parents=True)
        return draft

    def _move(self, draft: Path, target: Path) -> None:
        for file in draft.iterdir():
            _flush(file)
        _flush(draft)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.rename(draft, target)
        except OSError:
            if not (target / "result.json").exists():
                raise
            shutil.rmtree(draft)
        _flush(target.parent)


def content_hash(table: pa.Table) -> str:
    """SHA-256 of a table's rows, columns and types, however it is chunked."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        for batch in table.combine_chunks().to_batches():
            writer.write_batch(batch)
    return sha256_of(sink.getvalue().to_pybytes())


def _written(result: Result) -> dict[str, object]:
    return {name: value for name, value in asdict(result).items() if name != "fresh"}


def _alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _flush(path: Path) -> None:
    """To the disk: a file's bytes, or a folder's names."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
