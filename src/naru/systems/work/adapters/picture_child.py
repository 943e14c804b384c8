"""Inside the limited child: the pictures of a ZIP, decoded and written anew, so that nothing of the file but its picture stays."""

import json
import zipfile
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import cv2
import numpy as np

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused

PICTURES_MOST, BYTES_MOST, SIDE_MOST = 20_000, 30 * 2**20, 12_000
KNOWN, ANNOTATIONS = {"gold", "training"}, "annotations.json"
Boxes = defaultdict[str, list[JSON]]
Known: TypeAlias = tuple[str, JSON, dict[str, JSON]]  # the folder, the answer, what the content has besides
ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}


def read(asked: dict[str, Any]) -> JSON:
    """``path``, ``folder``, ``kind``: by picture {key, file, caption, gold, training, more}. In ``gold/<label>/`` the answer is
    known, in ``training/<label>/`` it is shown to learn by. Of boxes ``annotations.json`` tells (COCO: bbox, category, by the
    picture's path), and the folder has no label: boxes of other pictures are to be checked. Raises ``Refused``: ``work_file_refused``, ``work_image_refused``."""
    folder = Path(asked["folder"])
    try:
        with zipfile.ZipFile(asked["path"]) as archive:
            members = [each for each in archive.infolist() if _is_picture(each)]
            if len(members) > PICTURES_MOST:
                raise Refused("work_file_refused", what=f"> {PICTURES_MOST}")
            boxes = _boxes(archive) if asked["kind"] == "image_box" else None
            return [_write(archive, each, place, folder, boxes) for place, each in enumerate(members)]
    except zipfile.BadZipFile as wrong:
        raise Refused("work_file_refused", what="ZIP") from wrong


def _is_picture(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return not member.is_dir() and path.suffix.lower() in ENDINGS and not path.name.startswith(".")


def _boxes(archive: zipfile.ZipFile) -> Boxes:
    """By the picture's path, what is drawn on it; whole pixels."""
    try:
        told = json.loads(archive.read(ANNOTATIONS)) if ANNOTATIONS in archive.namelist() else {}
        names = {each["id"]: str(each["name"]) for each in told.get("categories", [])}
        paths = {each["id"]: str(each["file_name"]) for each in told.get("images", [])}
        found = Boxes(list)
        for each in told.get("annotations", []):
            x, y, width, height = (float(side) for side in each["bbox"])
            corners = [round(x), round(y), round(x + width), round(y + height)]
            found[paths[each["image_id"]]].append([*corners, names[each["category_id"]]])
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Refused("work_file_refused", what=ANNOTATIONS) from wrong
    return found


def _write(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: int, folder: Path, boxes: Boxes | None
) -> dict[str, JSON]:
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
    kind, gold, more = _known(path) if boxes is None else _boxed(path, picture.shape, boxes)
    return {
        "key": str(path),
        "file": name,
        "caption": path.stem,
        "gold": gold,
        "training": kind == "training",
        "more": more,
    }


def _known(path: PurePosixPath) -> Known:
    kind, label = (path.parts[-3], path.parts[-2]) if len(path.parts) >= 3 else ("", "")
    return kind, {"label": label} if kind in KNOWN else None, {}


def _boxed(path: PurePosixPath, shape: tuple[int, ...], boxes: Boxes) -> Known:
    kind, drawn = path.parts[-2] if len(path.parts) >= 2 else "", boxes.get(str(path), [])
    is_known = kind in KNOWN
    size: dict[str, JSON] = {"width": shape[1], "height": shape[0], "boxes": [] if is_known else drawn}
    return kind, {"boxes": drawn} if is_known else None, size
