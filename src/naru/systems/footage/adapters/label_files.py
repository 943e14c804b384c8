"""Label files in a folder or an archive, in and out."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from naru.base.kit.refusals import Refused

MOST_FILES = 2_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every entry: the same labels make the same archive


@dataclass(frozen=True, slots=True)
class FolderSource:
    root: Path

    def names(self) -> Sequence[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with (self.root / name).open("rb") as file:
            yield file


@dataclass(frozen=True, slots=True)
class FileSource:
    """One file, under its name."""

    path: Path
    name: str

    def names(self) -> Sequence[str]:
        return [self.name]

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        assert name == self.name, name
        with self.path.open("rb") as file:
            yield file


@dataclass(frozen=True, slots=True)
class ZipSource:
    """Names that lead out of the archive are none of its."""

    archive: zipfile.ZipFile

    def names(self) -> Sequence[str]:
        files = [info.filename for info in self.archive.infolist() if not info.is_dir()]
        return sorted(name for name in files if not name.startswith("/") and ".." not in PurePosixPath(name).parts)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with self.archive.open(name) as file:
            yield cast("BinaryIO", file)


@contextmanager
def open_source(path: Path, name: str) -> Iterator[FolderSource | FileSource | ZipSource]:
    """A folder, an archive or a single file. Raises ``Refused``: ``labels_unreadable``."""
    if path.is_dir():
        yield FolderSource(path)
    elif zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                if len(archive.infolist()) > MOST_FILES:
                    raise Refused("labels_unreadable", file=name, format="ZIP", place="", problem="too many files")
                yield ZipSource(archive)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Refused("labels_unreadable", file=name, format="ZIP", place="", problem=str(error)[:100]) from None
    else:
        yield FileSource(path, name)


@dataclass(frozen=True, slots=True)
class FolderSink:
    root: Path

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=1 << 16) as file:
            yield file


@dataclass(frozen=True, slots=True)
class ZipSink:
    archive: zipfile.ZipFile
    folder: str = ""  # with its "/"

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        info = zipfile.ZipInfo(self.folder + name, EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.archive.open(info, "w", force_zip64=True) as entry, io.BufferedWriter(cast("io.RawIOBase", entry), 1 << 16) as file:  # fmt: skip
            yield cast("BinaryIO", file)
