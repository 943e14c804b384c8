"""ZIP and GZIP opened with their promises checked: how many files, how large, how far they swell, where they would lie.

*Theory of operation.* The directory of an archive is read and judged before a byte is unpacked. Since a directory may
lie, unpacking counts what really comes out and stops at the same limits. Nothing is ever written under a name that the
archive chose: members lie as ``0001``, ``0002``… and keep their name as a label only; a shapefile's parts share one stem.
"""

import errno
import gzip
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from naru.base.kit.refusals import Refused

MIB = 1024 * 1024
CHUNK_BYTES = 1 << 20
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj")
STYLES = {".qml", ".qmd", ".sld", ".lyr", ".lyrx", ".avl"}  # how a map is drawn, beside the map
READ_ME = {"readme", "read me", "읽어주세요", "읽어보기", "license", "licence", "copying"}
PASSED_OVER = {"thumbs.db", ".ds_store", "desktop.ini", "datapackage.json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """``ratio`` counts only past ``ratio_floor_bytes``: a small file of one repeated line is no bomb."""

    entries: int = 2_000
    unpacked_bytes: int = 4_096 * MIB
    ratio: int = 200
    ratio_floor_bytes: int = 64 * MIB
    depth: int = 2


LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file out of an archive: its name there and where it was unpacked."""

    name: str
    path: Path


def unpack_zip(path: Path, name: str, folder: Path, limits: ArchiveLimits = LIMITS) -> list[Member]:
    """Unpack every file that may hold a table, under numbers in ``folder``.

    Raises ``Refused`` before a byte is unpacked: ``archive_too_many_files``, ``archive_escapes``,
    ``archive_is_encrypted``, ``archive_is_a_bomb``; then ``archive_is_broken``, and for a bomb whose directory lied."""
    with broken_is_refused(name), zipfile.ZipFile(path) as archive:
        entries = _checked(archive, path, name, limits)
        return _unpack(archive, entries, name, folder, limits)
    raise AssertionError("a broken archive was refused")


def unpack_gzip(path: Path, name: str, folder: Path, limits: ArchiveLimits = LIMITS) -> Member:
    """Unpack the one file of a GZIP, counting as it comes: GZIP's own size field holds 32 bits and may lie (RFC 1952).

    Raises ``Refused``: ``archive_is_broken``, ``archive_is_a_bomb``."""
    inner = PurePosixPath(name).stem if name.lower().endswith((".gz", ".gzip")) else name
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "0001"
    try:
        with gzip.open(path) as packed, target.open("wb") as file:
            _copy(packed, file, _Budget(name=name, packed=path.stat().st_size, limits=limits))
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise Refused("archive_is_broken", file=name, reason=str(error)[:200]) from error
    return Member(name=inner, path=target)


def check_zip(path: Path, name: str, limits: ArchiveLimits = LIMITS) -> None:
    """Judge an archive that another reader will open (XLSX) by its directory only. Raises as ``unpack_zip``."""
    with broken_is_refused(name), zipfile.ZipFile(path) as archive:
        _checked(archive, path, name, limits)


@contextmanager
def broken_is_refused(name: str) -> Iterator[None]:
    """Whatever a damaged ZIP makes its reader stumble over, as one refusal; a full disk stays what it is."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, NotImplementedError) as error:
        raise Refused("archive_is_broken", file=name, reason=str(error)[:200]) from error
    except OSError as error:  # without a number a decompressor's; EINVAL where the directory points outside the file
        if error.errno not in {None, errno.EINVAL}:
            raise
        raise Refused("archive_is_broken", file=name, reason=(error.strerror or str(error))[:200]) from error


def shapefile_sets(members: Sequence[Member]) -> Iterator[tuple[str, dict[str, Member]]]:
    """The members that belong to one shapefile, by their common stem: (name, {".shp": …, ".dbf": …})."""
    sets: dict[str, dict[str, Member]] = {}
    for member in members:
        pure = PurePosixPath(member.name)
        if pure.suffix.lower() in SHAPE_PARTS:
            sets.setdefault(str(pure.with_suffix("")).lower(), {})[pure.suffix.lower()] = member
    for parts in sets.values():
        if ".shp" in parts:
            yield PurePosixPath(parts[".shp"].name).stem, parts


def _checked(archive: zipfile.ZipFile, path: Path, name: str, limits: ArchiveLimits) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.entries:
        raise Refused("archive_too_many_files", file=name, count=len(entries), limit=limits.entries)
    for entry in entries:
        if _escapes(entry):
            raise Refused("archive_escapes", file=name, entry=entry.filename[:120])
        if entry.flag_bits & 0x1:
            raise Refused("archive_is_encrypted", file=name)
    unpacked, packed = sum(entry.file_size for entry in entries), max(1, path.stat().st_size)
    _judge(name, unpacked, packed, limits)
    return entries


def _escapes(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry would land outside its folder, or is a link that points anywhere at all."""
    pure = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return pure.is_absolute() or ".." in pure.parts or is_link or (len(entry.filename) > 1 and entry.filename[1] == ":")


def _judge(name: str, unpacked: int, packed: int, limits: ArchiveLimits) -> None:
    ratio = unpacked // max(1, packed)
    swells = unpacked > limits.ratio_floor_bytes and ratio > limits.ratio
    if unpacked > limits.unpacked_bytes or swells:
        raise Refused("archive_is_a_bomb", file=name, megabytes=unpacked // MIB, ratio=ratio)


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, folder: Path, limits: ArchiveLimits
) -> list[Member]:
    folder.mkdir(parents=True, exist_ok=True)
    budget = _Budget(name=name, packed=Path(archive.filename or "").stat().st_size, limits=limits)
    members, stems = [], dict[str, str]()
    for entry in entries:
        label = entry_name(entry)
        pure = PurePosixPath(label)
        if is_passed_over(pure):
            continue
        suffix = pure.suffix.lower() if pure.suffix.lower() in SHAPE_PARTS else ""
        stem = stems.setdefault(str(pure.with_suffix("")).lower() if suffix else label, f"{len(stems) + 1:04d}")
        target = folder / f"{stem}{suffix}"
        with archive.open(entry) as packed, target.open("wb") as file:
            _copy(packed, file, budget)
        members.append(Member(name=label, path=target))
    return members


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; without the UTF-8 flag Korean tools mean CP949, which ``zipfile`` has read as CP437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def is_passed_over(pure: PurePath) -> bool:
    """What people's tools put beside the tables."""
    return (
        pure.name.lower() in PASSED_OVER
        or (pure.stem.lower() in READ_ME and pure.suffix.lower() in {".txt", ".md", ""})
        or any(part.startswith((".", "~$", "__MACOSX")) for part in pure.parts)
        or pure.suffix.lower() in STYLES
        or (pure.suffix.lower() == ".xml" and pure.stem.lower().endswith(".shp"))
    )


@dataclass(slots=True, kw_only=True)
class _Budget:
    """What has come out of one archive so far."""

    name: str
    packed: int
    limits: ArchiveLimits
    unpacked: int = 0

    def spend(self, count: int) -> None:
        self.unpacked += count
        _judge(self.name, self.unpacked, self.packed, self.limits)


def _copy(packed: IO[bytes] | gzip.GzipFile, file: IO[bytes], budget: _Budget) -> None:
    while chunk := packed.read(CHUNK_BYTES):
        budget.spend(len(chunk))
        file.write(chunk)
