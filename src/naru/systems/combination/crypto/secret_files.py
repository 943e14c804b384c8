"""Secrets in files that nobody but their owner may read."""

import os
import secrets
import stat
from pathlib import Path

from naru.base.kit.refusals import Refused

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def write_secret(path: Path, secret: bytes) -> None:
    """Make the file, mode 600. Raises ``Refused("secret_exists")`` rather than write over another."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("secret_exists", file=path.name) from None
    with os.fdopen(handle, "w") as file:
        file.write(secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_secret(path: Path) -> bytes:
    """The secret. Raises ``Refused`` where it is gone, others may read it, or it is none."""
    try:
        mode = path.stat().st_mode
        if mode & OTHERS:
            raise Refused("secret_open_to_others", file=path.name, mode=f"{stat.S_IMODE(mode):o}")
        return bytes.fromhex(path.read_text().strip())
    except FileNotFoundError:
        raise Refused("secret_lost", file=path.name) from None
    except ValueError:
        raise Refused("secret_unreadable", file=path.name) from None


def destroy_secret(path: Path) -> None:
    """Write over the file, make that reach the disk, remove it. What a disk keeps of old blocks is below a file system's reach,
    hence a city keeps case keys on a disk that is itself encrypted (guide, "Keys")."""
    if not path.exists():
        return
    with path.open("r+b", buffering=0) as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
