"""Where a camera's files lie: originals (sealed), masked clips, pictures, tables.

Originals are read by the pipeline alone; no page and no backup has them (``System.derived``).
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings

from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.store import Store

ORIGINALS = "footage-originals"
KEPT = "footage"
PICTURES = "footage-pictures"


def originals(camera_id: str) -> Path:
    """Clips as they came, until they are masked and their retention is over."""
    return _made(Path(settings.NARU_HOME) / ORIGINALS / camera_id)


def seal(camera_id: str, name: str, stream: BinaryIO) -> str:
    """Keep a clip's bytes under the id that they give it (the first 16 digits of their SHA-256), whole or not at all."""
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=originals(camera_id), prefix=".", delete=False) as sealed:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            sealed.write(chunk)
        sealed.flush()
        os.fsync(sealed.fileno())
    clip_id = digest.hexdigest()[:16]
    os.replace(sealed.name, _made(originals(camera_id) / clip_id) / Path(name).name)
    return clip_id


def sealed_clips(camera_id: str) -> dict[str, Path]:
    """The originals that are there, by clip."""
    return {path.parent.name: path for path in sorted(originals(camera_id).glob("*/*")) if path.is_file()}


def store() -> Store:
    """The pipeline's tables and masked clips, of all cameras; what ``naru footage`` uses too."""
    return Store(_made(Path(settings.NARU_HOME) / KEPT))


def masked(camera_id: str, clip_id: str) -> Path | None:
    """The clip with every head and plate covered, if it is among the camera's clips."""
    found = current.of_camera(store(), camera_id)
    clip = next((each for each in found.clips if each.clip_id == clip_id), None) if found else None
    return found.masked(clip) if found and clip else None


def pictures_of(camera_id: str) -> list[Path]:
    """All pictures that are there."""
    return list(picture(camera_id, "").glob("*"))


def picture(camera_id: str, name: str) -> Path:
    """A picture made from masked frames: ``backdrop.jpg``, ``heat.png``, ``<event>-<n>.jpg``."""
    return _made(Path(settings.NARU_HOME) / PICTURES / camera_id) / name


def original_of(camera_id: str, clip_id: str) -> list[Path]:
    """A clip's original, if it is still there."""
    return list((originals(camera_id) / clip_id).glob("*"))


def erase(paths: Iterable[Path]) -> int:
    """Remove files that are there; how many."""
    there = [path for path in paths if path.exists()]
    for path in there:
        path.unlink()
    return len(there)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
