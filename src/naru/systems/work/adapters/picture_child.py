"""Inside the limited child: the pictures of a ZIP, decoded and written anew, so that nothing of the file but its picture stays."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import cv2
import numpy as np

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused

PICTURES_MOST, BYTES_MOST, SIDE_MOST = 20_000, 30 * 2**20, 12_000
ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}


def read(asked: dict[str, Any]) -> JSON:
    """``path``, ``folder``: by picture {key, file, gold, training}. In ``gold/<label>/`` the answer is known, in
    ``training/<label>/`` it is shown to learn by. Raises ``Refused``: ``work_file_refused``, ``work_image_refused``."""
    folder = Path(asked["folder"])
    try:
        with zipfile.ZipFile(asked["path"]) as archive:
            members = [each for each in archive.infolist() if _is_picture(each)]
            if len(members) > PICTURES_MOST:
                raise Refused("work_file_refused", what=f"> {PICTURES_MOST}")
            return [_write(archive, each, place, folder) for place, each in enumerate(members)]
    except zipfile.BadZipFile as wrong:
        raise Refused("work_file_refused", what="ZIP") from wrong


def _is_picture(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return not member.is_dir() and path.suffix.lower() in ENDINGS and not path.name.startswith(".")


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: int, folder: Path) -> dict[str, JSON]:
    path = PurePosixPath(member.filename)
    if member.file_size > BYTES_MOST:
        raise Refused("work_image_refused", name=path.name)
    body = np.frombuffer(archive.read(member), dtype=np.uint8)
    picture = cv2.imdecode(body, cv2.IMREAD_COLOR)
    if picture is None or max(picture.shape[:2]) > SIDE_MOST:
        raise Refused("work_image_refused", name=path.name)
    name = f"{place}.png"
    if not cv2.imwrite(str(folder / name), picture):
        raise Refused("work_image_refused", name=path.name)
    kind, label = (path.parts[-3], path.parts[-2]) if len(path.parts) >= 3 else ("", "")
    known = kind in {"gold", "training"}
    return {
        "key": str(path),
        "file": name,
        "caption": path.stem,
        "gold": {"label": label} if known else None,
        "training": kind == "training",
    }
