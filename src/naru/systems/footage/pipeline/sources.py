"""The clips of a folder, and the camera of each."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Camera

SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".3gp", ".avi", ".mkv", ".webm", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg", ".vob", ".flv", ".wmv", ".asf"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the folder; ``name`` is its way from the folder."""

    path: Path
    name: str
    camera: Camera


def clip_files(folder: Path) -> Iterator[Path]:
    """Whatever is called like a clip, in the order of names; hidden files and links are passed over. A single file is itself."""
    if folder.is_file():
        yield folder
        return
    if not folder.is_dir():
        raise Refused("footage_folder_missing", folder=str(folder))
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent) / name
            if path.suffix.lower() in SUFFIXES and not name.startswith(".") and not path.is_symlink():
                yield path


def assign(files: Iterable[Path], folder: Path, cameras: Sequence[Camera]) -> tuple[list[Source], list[Refused]]:
    """Each file to its camera; those that belong to none are refused, each by itself."""
    sources, refused = [], []
    for path in files:
        name = path.name if path == folder else path.relative_to(folder).as_posix()
        if camera := camera_of(name, cameras):
            sources.append(Source(path=path, name=name, camera=camera))
        else:
            refused.append(Refused("clip_camera_unknown", file=name, known=", ".join(each.id for each in cameras)))
    return sources, refused


def camera_of(name: str, cameras: Sequence[Camera]) -> Camera | None:
    """By the nearest folder that is called like a camera, by how the file's name begins, or because there is one camera only."""
    by_id = {camera.id: camera for camera in cameras}
    *folders, file = name.split("/")
    for each in reversed(folders):
        if each in by_id:
            return by_id[each]
    for id in sorted(by_id, key=len, reverse=True):
        if re.match(rf"{re.escape(id)}(?![A-Za-z0-9])", file):
            return by_id[id]
    return cameras[0] if len(cameras) == 1 else None
