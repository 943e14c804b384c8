"""The bytes themselves, under ``NARU_HOME``: uploads as they arrive, originals by their hash, a folder for each load."""

import fcntl
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused

CHUNK_BYTES = 4 << 20
ROOM_BYTES = 512 << 20  # what a disk must have left after a file has been taken in
MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file kept under its hash."""

    name: str
    sha256: str
    bytes: int

    @property
    def path(self) -> Path:
        return original(self.sha256)


def original(sha256: str) -> Path:
    """Where the bytes of this hash lie (or would)."""
    return _home("files") / sha256[:2] / sha256


def load_folder(load_id: str) -> Path:
    return _home("loads") / load_id


def attempt_folder(load_id: str, fence: int) -> Path:
    """A folder that no other attempt at the load touches: one that lost its lease may still have a child that writes."""
    return load_folder(load_id) / str(fence)


def upload_part(upload_id: str) -> Path:
    return _home("uploads") / f"{upload_id}.part"


def scratch() -> Path:
    """Where downloads lie until they are stored."""
    return _home("tmp")


def load_folders() -> list[Path]:
    return list(_home("loads").iterdir())


def upload_parts() -> list[Path]:
    """What lies there of uploads, their locks included; each file's stem is its upload's id."""
    return list(_home("uploads").iterdir())


def on_their_way() -> list[Path]:
    """Files that are being copied into the store, and downloads."""
    return [*_home("files").glob("incoming-*"), *scratch().iterdir()]


def take_file(path: Path, name: str) -> Stored:
    """Copy a file into the store, hashing beside it; asked again for the same bytes it changes nothing."""
    size = path.stat().st_size
    check_size(name, size)
    with _incoming() as (place, target):
        digest = hashlib.sha256()
        with path.open("rb") as source, ThreadPoolExecutor(1) as hasher:
            hashed: Future[None] | None = None
            while chunk := source.read(CHUNK_BYTES):
                if hashed is not None:
                    hashed.result()
                hashed = hasher.submit(digest.update, chunk)
                target.write(chunk)
        return _keep(place, target, name, digest.hexdigest())


def take_bytes(body: bytes, name: str) -> Stored:
    check_size(name, len(body))
    with _incoming() as (place, target):
        target.write(body)
        return _keep(place, target, name, hashlib.sha256(body).hexdigest())


def hash_upload(upload_id: str) -> str:
    with upload_part(upload_id).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def keep_upload(upload_id: str, sha256: str) -> None:
    """Move a complete upload of this hash into the store, unless a first try did."""
    part = upload_part(upload_id)
    if part.exists():
        _move_into_place(part, original(sha256))


def take_together(files: Sequence[tuple[str, Path]], name: str) -> Stored:
    """Several files that belong together (the parts of a shapefile) as one ZIP, the same bytes for the same files."""
    check_size(name, sum(path.stat().st_size for _, path in files))
    with _incoming() as (place, target):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for label, path in sorted(files):
                info = zipfile.ZipInfo(label, date_time=(1980, 1, 1, 0, 0, 0))
                with path.open("rb") as source, archive.open(info, "w") as entry:
                    shutil.copyfileobj(source, entry, CHUNK_BYTES)
        target.flush()
        with open(place, "rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        return _keep(place, target, name, sha256)


def check_size(name: str, size: int) -> None:
    """Refuse what is over the limit, and what the disk has no room for."""
    if size > settings.NARU_FILE_BYTES:
        raise Refused(
            "file_too_large", file=name, megabytes=size // MIB, limit_megabytes=settings.NARU_FILE_BYTES // MIB
        )
    free = shutil.disk_usage(settings.NARU_HOME).free
    if free - size < ROOM_BYTES:
        raise Refused("disk_is_full", megabytes=free // MIB)


@contextmanager
def locked_part(upload_id: str) -> Iterator[Path]:
    """The upload's part, for one writer at a time."""
    part = upload_part(upload_id)
    with part.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("upload_busy") from None
        yield part


def forget_upload(upload_id: str) -> None:
    part = upload_part(upload_id)
    part.unlink(missing_ok=True)
    part.with_suffix(".lock").unlink(missing_ok=True)


def tidy_load(load_id: str, keep: Sequence[Path] = ()) -> None:
    """Leave of a load's folder only what is shown later: the rows kept aside."""
    folder = load_folder(load_id)
    kept = {path.resolve() for path in keep}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.resolve() not in kept:
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def forget_load(load_id: str) -> None:
    shutil.rmtree(load_folder(load_id), ignore_errors=True)


def _home(kind: str) -> Path:
    folder = Path(settings.NARU_HOME) / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _incoming() -> Iterator[tuple[Path, IO[bytes]]]:
    """A file to write into; whatever is not kept by the end is gone."""
    place = _home("files") / f"incoming-{new_id()}"
    try:
        with place.open("w+b") as target:
            yield place, target
    finally:
        place.unlink(missing_ok=True)


def _keep(place: Path, target: IO[bytes], name: str, sha256: str) -> Stored:
    target.flush()
    size = place.stat().st_size
    _move_into_place(place, original(sha256))
    return Stored(name=name, sha256=sha256, bytes=size)


def _move_into_place(place: Path, final: Path) -> None:
    """Bytes are on the disk before their name is, and the name before anyone is told.

    What lies under the name already is kept, unless something cut it short.
    """
    if final.exists() and final.stat().st_size == place.stat().st_size:
        place.unlink()
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    _sync(place)
    os.replace(place, final)
    _sync(final.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
