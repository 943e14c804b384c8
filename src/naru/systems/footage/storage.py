"""Where a camera's files lie: originals (sealed), masked clips, pictures, tables.

An original never lies on the disk in clear: each is an envelope under a data key of its own, which lies in the key store beside the home.
The pipeline opens it chunk by chunk where it looks at pictures. No page reads it but for those named, and no backup has it
(``System.derived``). Destroying the key makes noise of every copy that there may be.
"""

import io
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from django.conf import settings

from naru.data.files import keystore
from naru.data.files.core import envelope
from naru.systems.footage.adapters.clip_bytes import digest_of
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.store import Store

ORIGINALS = "footage-originals"
KEPT = "footage"
PICTURES = "footage-pictures"
SUBJECT = "footage"  # what stands before the colon of an erasable thing's name


def originals(camera_id: str) -> Path:
    """Clips as they came, until they are masked and their retention is over."""
    return _made(Path(settings.NARU_HOME) / ORIGINALS / camera_id)


def seal(camera_id: str, name: str, stream: BinaryIO) -> str:
    """Seal a clip under the id that its bytes give it (the first 16 digits of their SHA-256), whole or not at all.

    ``stream`` is read twice: the bytes say the name, and the name says the key.
    """
    clip_id = digest_of(stream)[:16]
    stream.seek(0)
    target = _made(originals(camera_id) / clip_id) / Path(name).name
    key_id, key = keystore.key_of(subject_of(target))
    header = envelope.Header(key_id=key_id, salt=secrets.token_bytes(envelope.SALT_BYTES))
    with NamedTemporaryFile(dir=originals(camera_id), prefix=".", delete=False) as sealed:
        for piece in envelope.seal(stream, key, header):
            sealed.write(piece)
        sealed.flush()
        os.fsync(sealed.fileno())
    os.replace(sealed.name, target)
    return clip_id


def sealed_clips(camera_id: str) -> dict[str, Path]:
    """The originals that are there, by clip."""
    return {path.parent.name: path for path in sealed_files(camera_id)}


def sealed_files(camera_id: str) -> list[Path]:
    """All of them: one clip may have come under two names."""
    return [path for path in sorted(originals(camera_id).glob("*/*")) if path.is_file()]


def key_of(path: Path) -> str:
    """The data key of an original, in hexadecimal. Raises ``Refused``: ``key_is_missing``, ``key_was_destroyed``."""
    with path.open("rb") as file:
        header = envelope.header_of(file)
    assert header is not None, f"{path} is not sealed"
    return keystore.key(header.key_id).hex()


def open_original(path: Path) -> BinaryIO:
    """Its plain bytes, from any place on. Raises as ``key_of``."""
    return cast("BinaryIO", _Original(path, bytes.fromhex(key_of(path))))


class _Original(io.BufferedReader):
    """Closes the envelope with itself."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._sealed = path.open("rb")
        super().__init__(envelope.SealedReader(self._sealed, key), 1 << 16)

    def close(self) -> None:
        super().close()
        self._sealed.close()


def subject_of(path: Path) -> str:
    """What a file of the home folder is called where things are destroyed (``files.erasing``)."""
    return f"{SUBJECT}:{path.relative_to(settings.NARU_HOME).as_posix()}"


def remove(name: str) -> bool:
    """Take a file of the home folder off the disk; whether it was there. The key is ``files.erasing``'s to destroy."""
    return bool(erase([_inside(name)]))


def is_there(name: str) -> bool:
    return _inside(name).exists()


def _inside(name: str) -> Path:
    assert ".." not in Path(name).parts, name
    return Path(settings.NARU_HOME) / name


def destroy(paths: Iterable[Path]) -> int:
    """Remove originals and their keys at once; how many were there."""
    files = list(paths)
    count = erase(files)
    for path in files:
        keystore.destroy(subject_of(path))
    return count


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
    """Remove files that are there; how many. A file named twice, or taken by somebody else meanwhile, is no fault."""
    erased = 0
    for path in paths:
        with suppress(FileNotFoundError):
            path.unlink()
            erased += 1
    return erased


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
