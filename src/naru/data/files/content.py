"""Bytes kept under their hash, in ``NARU_HOME/files``: taken in once, whatever they are called and however often they come.

Bytes are on the disk before their name is, and the name before anyone is told: after a crash either all of a content is
there or none of it, and taking it in again changes nothing.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from naru.base.kit import crash
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused

CHUNK_BYTES = 4 << 20
ROOM_BYTES = 512 << 20  # what a disk must have left after a file has been taken in
MIB = 1 << 20

InUse = Callable[[str], bool]
_users: dict[str, InUse] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file kept under its hash."""

    name: str
    sha256: str
    bytes: int

    @property
    def path(self) -> Path:
        return path_of(self.sha256)


def path_of(sha256: str) -> Path:
    """Where the bytes of this hash lie (or would)."""
    return _home("files") / sha256[:2] / sha256


def scratch() -> Path:
    """Where downloads lie until they are stored."""
    return _home("tmp")


def on_their_way() -> list[Path]:
    """Files that are being copied into the store, and downloads."""
    return [*_home("files").glob("incoming-*"), *scratch().iterdir()]


def take_file(path: Path, name: str) -> Stored:
    """Copy a file into the store, hashing beside it; asked again for the same bytes it changes nothing.

    ``name`` is what people call it and no path. Raises ``Refused``: ``file_too_large``, ``disk_is_full``.
    """
    check_size(name, path.stat().st_size)
    with incoming() as (place, target):
        digest = hashlib.sha256()
        with path.open("rb") as source, ThreadPoolExecutor(1) as hasher:
            hashed: Future[None] | None = None
            while chunk := source.read(CHUNK_BYTES):
                if hashed is not None:
                    hashed.result()
                hashed = hasher.submit(digest.update, chunk)
                target.write(chunk)
        return keep(place, target, name, digest.hexdigest())


def take_bytes(body: bytes, name: str) -> Stored:
    """As ``take_file``, of bytes in memory."""
    check_size(name, len(body))
    with incoming() as (place, target):
        target.write(body)
        return keep(place, target, name, hashlib.sha256(body).hexdigest())


def check_size(name: str, size: int) -> None:
    """Refuse what is over the limit, and what the disk has no room for; ``size`` in bytes.

    Raises ``Refused``: ``file_too_large``, ``disk_is_full``.
    """
    if size > settings.NARU_FILE_BYTES:
        raise Refused(
            "file_too_large", file=name, megabytes=size // MIB, limit_megabytes=settings.NARU_FILE_BYTES // MIB
        )
    free = shutil.disk_usage(settings.NARU_HOME).free
    if free - size < ROOM_BYTES:
        raise Refused("disk_is_full", megabytes=free // MIB)


@contextmanager
def incoming() -> Iterator[tuple[Path, IO[bytes]]]:
    """A file to write into; whatever is not kept by the end is gone."""
    place = _home("files") / f"incoming-{new_id()}"
    try:
        with place.open("w+b") as target:
            yield place, target
    finally:
        place.unlink(missing_ok=True)


def keep(place: Path, target: IO[bytes], name: str, sha256: str) -> Stored:
    """Move what was written to ``place`` under its hash, durably; that it is the hash of it is the caller's word."""
    target.flush()
    size = place.stat().st_size
    move_into_place(place, sha256)
    return Stored(name=name, sha256=sha256, bytes=size)


def move_into_place(place: Path, sha256: str) -> None:
    """Move a file under its hash, durably and for reading only; what lies there already is kept, unless something cut it short."""
    final = path_of(sha256)
    if final.exists() and final.stat().st_size == place.stat().st_size:
        place.unlink()
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    place.chmod(place.stat().st_mode & 0o444)
    _sync(place)
    crash.point("files.synced")
    os.replace(place, final)
    crash.point("files.moved")
    _sync(final.parent)


# --- bytes that are to be gone ---


def declare_use(package: str, in_use: InUse) -> None:
    """Let a package that keeps bytes here say of a hash whether it still needs it; else erasing would take them away."""
    _users[package] = in_use


def is_in_use(sha256: str) -> bool:
    """Whether a package that declared its use needs the bytes; ``reads.live_uses`` counts the assets that do."""
    return any(in_use(sha256) for in_use in _users.values())


def is_there(sha256: str) -> bool:
    """Whether the store has the bytes."""
    return path_of(sha256).exists()


def remove(sha256: str) -> bool:
    """Take the bytes off the disk; whether they were there."""
    path = path_of(sha256)
    if not path.exists():
        return False
    path.unlink()
    _sync(path.parent)
    return True


def _home(kind: str) -> Path:
    folder = Path(settings.NARU_HOME) / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
