"""An installation in one file, and an installation out of it.

The file is a tar: ``database.jsonl.gz``, the home folder's own files, and at its end ``manifest.json`` (what is inside and
every file's SHA-256, taken of the very bytes written). What can be made anew (the search index, static files, caches) is left out. The database is read
before the files, so every version it names has its files in the backup; restoring needs an empty home and ends by
reading everything back and comparing hashes.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

import naru
from naru.kit.canonical import sha256_of_file
from naru.kit.refusals import Refused
from naru.portal import dump
from naru.portal.home import ensure_home

DERIVED = {"index", "static", "lake-cache", "tmp", "staging", "run", "screens", "log", ".migrating", ".demo"}
DATABASE = "database.jsonl.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    naru: str
    taken: str
    rows: int
    lake: str  # "inside", or the address of the store that keeps its own copies
    files: dict[str, str]  # path: SHA-256


def back_up(target: Path) -> Manifest:
    """Write the whole installation to ``target``, which appears only when it is complete."""
    home = Path(settings.NARU_HOME)
    if not os.access(target.resolve().parent, os.W_OK):
        raise Refused("folder_not_writable", folder=target.resolve().parent)
    with tempfile.TemporaryDirectory(dir=home, prefix=".backup-") as folder:
        database = Path(folder) / DATABASE
        rows = dump.write_dump(database)
        partial = target.with_name(target.name + ".partial")
        with tarfile.open(partial, "w") as tar:
            files = {DATABASE: _add(tar, database, DATABASE)}
            for path in _kept(home):
                name = path.relative_to(home).as_posix()
                files[name] = _add(tar, path, name)
            manifest = Manifest(
                naru=naru.__version__,
                taken=datetime.now(UTC).isoformat(timespec="seconds"),
                rows=rows,
                lake="inside" if _lake_inside(home) else settings.NARU_LAKE,
                files={name: sum_ for name, sum_ in files.items() if sum_},
            )
            _add_bytes(tar, "manifest.json", json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode())
        os.replace(partial, target)
    return manifest


def restore(source: Path) -> Manifest:
    """Fill an empty home from a backup; refused unless every file's hash and the database's are what they were."""
    home = Path(settings.NARU_HOME)
    if not dump.is_empty() or any(
        (home / name).exists() and any((home / name).iterdir()) for name in ("lake", "files")
    ):
        raise Refused("home_not_empty", home=home)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        unpacked = Path(folder)
        manifest = _unpack(source, unpacked)
        dump.load_dump(unpacked / DATABASE)
        for name in manifest.files:
            if name != DATABASE:
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(unpacked / name, home / name)
        _compare(unpacked / "again.gz", manifest)
    return manifest


def _unpack(source: Path, unpacked: Path) -> Manifest:
    """The manifest, after every file was unpacked and its hash found right."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(unpacked, filter="data")
        manifest = Manifest(**json.loads((unpacked / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError, tarfile.TarError) as error:
        raise Refused("not_a_backup", file=source) from error
    for name, sum_ in manifest.files.items():
        if not (unpacked / name).is_file() or sha256_of_file(unpacked / name) != sum_:
            raise Refused("backup_damaged", file=source, part=name)
    return manifest


def _compare(again: Path, manifest: Manifest) -> None:
    """The restored database says the same, byte for byte, unless this version has migrated it further."""
    if not ensure_home() and manifest.naru == naru.__version__:
        dump.write_dump(again)
        assert sha256_of_file(again) == manifest.files[DATABASE], "the restored database differs from the backup's"


def _kept(home: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(home):
        if Path(folder) == home:
            folders[:] = [
                name for name in folders if name not in DERIVED and not name.startswith((".backup-", ".restore-"))
            ]
            files = [name for name in files if name not in DERIVED and not name.startswith("naru.db")]
        folders.sort()
        yield from (Path(folder) / name for name in sorted(files))


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str | None:
    """Add one file and return the hash of what was written; a file that went away meanwhile is left out."""
    try:
        with path.open("rb") as file:
            entry = tar.gettarinfo(fileobj=file, arcname=name)
            reader = _Hashed(file)
            tar.addfile(entry, reader)
    except FileNotFoundError:
        return None
    return reader.sum.hexdigest()


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.sum.update(chunk)
        return chunk


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _lake_inside(home: Path) -> bool:
    return "://" not in settings.NARU_LAKE and Path(settings.NARU_LAKE).resolve().is_relative_to(home.resolve())
