"""Data keys of things that may have to be erased, in a store of their own, which no backup holds.

*Theory of operation.* Each thing (``content:<sha256>``, ``lake:<table>/<file>``) has a data key of its own, made the first time
a copy of the thing is sealed. Keys lie in ``NARU_KEYSTORE``, beside the home folder and never inside it, wrapped by a master key
that lies there too or comes from ``NARU_MASTER_KEY``. A key is destroyed by overwriting and removing its file; a mark with its
id stays, so that a copy can say that it was erased and not that its key is missing. Whatever copies of the thing there are, on
whatever tape, are noise from then on. ``NARU_KEYSTORE_COPY`` names a second folder that follows every change: it is what a
city loses nothing by, and no erased key survives in it.

What a disk's own wear levelling keeps of an overwritten file is beyond a program: a master key that is held elsewhere closes that.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from naru.base.kit import crash
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.data.files.core.envelope import KEY_BYTES

NONCE_BYTES = 12
KEYS, SUBJECTS, DESTROYED = "keys", "subjects", "destroyed"


def folder() -> Path:
    """``NARU_KEYSTORE``; without it a folder beside the home that bears its name and ``-keys``."""
    return Path(settings.NARU_KEYSTORE or f"{settings.NARU_HOME}-keys")


def stores() -> list[Path]:
    """The store, and its copy where one is named."""
    return [folder(), *([Path(settings.NARU_KEYSTORE_COPY)] if settings.NARU_KEYSTORE_COPY else [])]


def key_of(subject: str) -> tuple[str, bytes]:
    """The id and the data key of a thing, made when first asked for.

    Raises ``Refused``: ``key_is_missing`` where its file is gone or was wrapped by another master key.
    """
    if (key_id := current_id(subject)) is None:
        key_id = _make(subject)
    return key_id, key(key_id)


def current_id(subject: str) -> str | None:
    """The id of the thing's key; None where nothing of it was ever sealed since it was last erased."""
    try:
        return (folder() / SUBJECTS / _name(subject)).read_text().strip()
    except FileNotFoundError:
        return None


def key(key_id: str) -> bytes:
    """A data key. Raises ``Refused``: ``key_was_destroyed``, ``key_is_missing``."""
    if is_destroyed(key_id):
        raise Refused("key_was_destroyed", key=key_id)
    try:
        return _unwrapped(folder() / KEYS / key_id)
    except (FileNotFoundError, InvalidTag, ValueError) as error:
        raise Refused("key_is_missing", key=key_id, folder=folder()) from error


def is_destroyed(key_id: str) -> bool:
    return (folder() / DESTROYED / key_id).exists()


def count() -> int:
    """How many things have a key."""
    return sum(1 for _ in _named(folder()))


def unusable() -> list[Path]:
    """Files of keys that are named, in the store or its copy, and are gone or open under another master key only."""
    return [path for store in stores() for path in _named(store) if not _opens(path)]


def _named(store: Path) -> Iterator[Path]:
    for subject in (store / SUBJECTS).glob("[!.]*"):
        yield store / KEYS / subject.read_text().strip()


def _opens(path: Path) -> bool:
    try:
        _unwrapped(path)
    except (FileNotFoundError, InvalidTag, Refused, ValueError):
        return False
    return True


def _unwrapped(path: Path) -> bytes:
    wrapped = path.read_bytes()
    return AESGCM(_master()).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], path.name.encode())


def destroy(subject: str) -> str | None:
    """Destroy the thing's key in the store and its copy; its id, None where it had none. Done again it changes nothing."""
    key_id = current_id(subject)
    if key_id is None:
        return None
    for store in reversed(stores()):  # its own last: until then the whole can be done again
        _write(store / DESTROYED / key_id, b"")
        crash.point("keystore.marked")
        _shred(store / KEYS / key_id)
        crash.point("keystore.shredded")
        (store / SUBJECTS / _name(subject)).unlink(missing_ok=True)
        _sync(store / SUBJECTS)
    return key_id


def _make(subject: str) -> str:
    """Linked into place, so that of two processes one key wins, whole and durable."""
    key_id, data_key, nonce = new_id(), secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = nonce + AESGCM(_master()).encrypt(nonce, data_key, key_id.encode())
    for store in stores():
        _write(store / KEYS / key_id, wrapped)
    with _aside(folder() / SUBJECTS / _name(subject), key_id.encode()) as (aside, target):
        try:
            os.link(aside, target)
        except FileExistsError:
            return target.read_text().strip()
    _sync(folder() / SUBJECTS)
    for copy in stores()[1:]:
        _write(copy / SUBJECTS / _name(subject), key_id.encode())
    return key_id


def _master() -> bytes:
    """From ``NARU_MASTER_KEY`` (64 hex digits), else of the store's own file, made before the first key.

    Raises ``Refused``: ``key_is_missing`` where the file is gone though keys were wrapped by it: another one would hide the loss.
    """
    if settings.NARU_MASTER_KEY:
        return bytes.fromhex(settings.NARU_MASTER_KEY)
    path = folder() / "master.key"
    if not path.exists():
        if any((folder() / KEYS).glob("[!.]*")) and not path.exists():
            raise Refused("key_is_missing", key=path.name, folder=folder())
        with _aside(path, secrets.token_bytes(KEY_BYTES)) as (aside, target), suppress(FileExistsError):
            os.link(aside, target)
        for copy in stores()[1:]:
            _write(copy / "master.key", path.read_bytes())
    return path.read_bytes()


def _name(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Whole and durable, for its owner alone."""
    with _aside(path, content) as (aside, target):
        os.replace(aside, target)
    _sync(path.parent)


@contextmanager
def _aside(path: Path, content: bytes) -> Iterator[tuple[Path, Path]]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{new_id()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        yield aside, path
    finally:
        aside.unlink(missing_ok=True)


def _shred(path: Path) -> None:
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync(path.parent)


def _sync(path: Path) -> None:
    if not path.exists():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
