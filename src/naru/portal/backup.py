"""An installation in one file, and an installation out of it.

The file is a tar: ``database.jsonl.gz``, the home folder's own files, and at its end ``manifest.json`` (what is inside and
every file's SHA-256, taken of the very bytes written). What can be made anew (each package says it, ``derived``: the
search index, static files, caches) is left out. The database is read before the files, so every version it names has its files in the backup; restoring
needs an empty home and ends by reading everything back and comparing hashes.

What may have to be erased (each package says it, ``erasable``) is sealed in it under the thing's own key, which is not: so
erasing reaches backups made before. With a passphrase the whole file is sealed once more.

A backup that is killed leaves no file under its name. A restore that is killed leaves a mark in the home: nothing else
starts there until the same backup has been restored to its end, which goes on from wherever the first try was.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

import naru
from naru.base.kit import crash
from naru.base.kit.canonical import sha256_of_file
from naru.base.kit.installed import systems
from naru.base.kit.refusals import Refused
from naru.data.lake.stores import file_lock, sync_file, sync_folder
from naru.portal import dump, sealed_backup
from naru.portal.home import unfinished_restore

DATABASE = "database.jsonl.gz"
ASIDE = (".backup-", ".restore-")  # folders of a copy on its way


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds: ``taken`` is in UTC, ``rows`` are the database's, ``naru`` the version that made it."""

    naru: str
    taken: str
    rows: int
    lake: str  # "inside", or the address of the store that keeps its own copies
    files: dict[str, str]  # path: SHA-256
    keys: dict[str, str] = field(default_factory=dict)  # path: the id of the key it is sealed with


def back_up(target: Path, *, passphrase: str = "") -> Manifest:
    """Write the whole installation to ``target``, which appears, or is replaced, only when it is complete.

    It is for its owner alone, and sealed where there is a ``passphrase``.

    Raises ``Refused`` (``folder_not_writable``)."""
    home = Path(settings.NARU_HOME)
    if not os.access(target.resolve().parent, os.W_OK):
        raise Refused("folder_not_writable", folder=target.resolve().parent)
    with _folder_aside(home, ".backup-") as folder:
        database = folder / DATABASE
        rows = dump.write_dump(database)
        crash.point("backup.dumped")
        partial = target.with_name(target.name + ".partial")
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        keys: dict[str, str] = {}
        with tarfile.open(partial, "w") as tar:
            files = {DATABASE: _add(tar, database, DATABASE, keys)}
            for path in _kept(home):
                name = path.relative_to(home).as_posix()
                files[name] = _add(tar, path, name, keys)
                crash.point("backup.filed")
            manifest = Manifest(
                naru=naru.__version__,
                taken=datetime.now(UTC).isoformat(timespec="seconds"),
                rows=rows,
                lake="inside" if _lake_inside(home) else settings.NARU_LAKE,
                files={name: sum_ for name, sum_ in files.items() if sum_},
                keys=keys,
            )
            _add_bytes(tar, "manifest.json", json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode())
        if passphrase:
            sealed_backup.seal_whole(partial, passphrase)
            partial.chmod(0o600)
        sync_file(partial)
        crash.point("backup.written")
        os.replace(partial, target)
        sync_folder(target.resolve().parent)
    return manifest


def restore(source: Path, *, ask: Callable[[], str] = lambda: "") -> Manifest:
    """Fill an empty home from a backup; after a kill the same one again goes on from wherever the first try was.

    ``ask`` answers the passphrase. What was erased since the backup was made stays erased.

    Raises ``Refused``: ``home_not_empty``; ``restore_unfinished`` for another backup than the one
    begun; ``not_a_backup``, ``backup_damaged``, ``backup_from_newer_version``, ``backup_passphrase_wrong``, ``backup_keys_missing``. An assertion fails where
    the database reads back otherwise."""
    home = Path(settings.NARU_HOME)
    mark = unfinished_restore()
    if not mark.exists() and not _is_empty(home):
        raise Refused("home_not_empty", home=home)
    with _folder_aside(home, ".restore-") as unpacked:
        manifest = _unpack(source, unpacked, ask)
        _begin(mark, manifest, unpacked)
        crash.point("restore.unpacked")
        dump.load_dump(unpacked / DATABASE)
        crash.point("restore.loaded")
        for name in manifest.files:
            if name != DATABASE and (unpacked / name).exists():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(unpacked / name, home / name)
                crash.point("restore.filed")
        _compare(unpacked, manifest)
        crash.point("restore.compared")
        mark.unlink()
    return manifest


def _begin(mark: Path, manifest: Manifest, unpacked: Path) -> None:
    """Mark the home as one that is being filled from this backup; going on with another one's is refused."""
    wanted = json.dumps(asdict(manifest), sort_keys=True)
    if not mark.exists():
        (unpacked / mark.name).write_text(wanted)
        os.replace(unpacked / mark.name, mark)
    elif mark.read_text() != wanted:
        raise Refused("restore_unfinished", home=mark.parent)


def _is_empty(home: Path) -> bool:
    holding = any((home / name).exists() and any((home / name).iterdir()) for name in ("lake", "files"))
    return dump.is_empty() and not holding


@contextmanager
def _folder_aside(home: Path, prefix: str) -> Iterator[Path]:
    """A folder in the home for a copy on its way, one at a time; what a killed one left behind goes."""
    with file_lock(home / ".copying"):
        for name in ASIDE:
            for left in home.glob(f"{name}*"):
                shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=home, prefix=prefix) as folder:
            yield Path(folder)


def _unpack(source: Path, unpacked: Path, ask: Callable[[], str]) -> Manifest:
    """The manifest, after every file was unpacked and its hash found right; those of erased things are left out."""
    try:
        with sealed_backup.opened_whole(source, ask) as file, tarfile.open(fileobj=file) as tar:
            tar.extractall(unpacked, filter="data")
        manifest = Manifest(**json.loads((unpacked / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError, tarfile.TarError) as error:
        raise Refused("not_a_backup", file=source) from error
    for name, sum_ in manifest.files.items():
        if name in manifest.keys and not _unsealed(unpacked / name, manifest.keys[name], source):
            continue
        if not (unpacked / name).is_file() or sha256_of_file(unpacked / name) != sum_:
            raise Refused("backup_damaged", file=source, part=name)
    return manifest


def _unsealed(path: Path, key_id: str, source: Path) -> bool:
    """Whether it is to be restored; what is not there at all is for the comparison of hashes to say."""
    return not path.is_file() or sealed_backup.unseal_part(path, key_id, source)


def _compare(unpacked: Path, manifest: Manifest) -> None:
    """The restored database says the same, byte for byte, unless this version has migrated it further."""
    dump.write_dump(unpacked / "again.gz")
    if dump.migrations_of(unpacked / "again.gz") == dump.migrations_of(unpacked / DATABASE):
        again = sha256_of_file(unpacked / "again.gz")
        assert again == manifest.files[DATABASE], "the restored database differs from the backup's"


def _kept(home: Path) -> Iterator[Path]:
    derived = {name for system in systems() for name in system.derived}
    for folder, folders, files in os.walk(home):
        if Path(folder) == home:
            folders[:] = [name for name in folders if name not in derived and not name.startswith(ASIDE)]
            files = [name for name in files if name not in derived and not name.startswith("naru.db")]
        folders.sort()
        yield from (Path(folder) / name for name in sorted(files))


def _add(tar: tarfile.TarFile, path: Path, name: str, keys: dict[str, str]) -> str | None:
    """Add one file and return the hash of what was read; a file that went away meanwhile is left out. A thing's file is
    sealed, and noted in ``keys``."""
    try:
        with path.open("rb") as file:
            entry = tar.gettarinfo(fileobj=file, arcname=name)
            reader = _Hashed(file)
            if subject := sealed_backup.subject_of(name):
                sealed = sealed_backup.SealedPart(cast("BinaryIO", reader), entry.size, subject)
                entry.size, keys[name] = sealed.size, sealed.key_id
                tar.addfile(entry, cast("BinaryIO", sealed))
            else:
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
