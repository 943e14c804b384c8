"""Models asked about crops of a clip's person tracks."""

import numpy as np
import pyarrow as pa

from naru.systems.footage.adapters.detecting import pictures_of
from naru.systems.footage.adapters.models import Detector, Judge, scaler
from naru.systems.footage.adapters.video import Image
from naru.systems.footage.core.attributes.values import VoteConfig
from naru.systems.footage.core.attributes.votes import AGE, MALE, VOTES, crops_to_ask
from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.detect.card import Task
from naru.systems.footage.core.frames.values import ClipFile
from naru.systems.footage.core.mask.regions import widened

TAKEN = ("camera_id", "clip_id", "track_id", "frame", "x1", "y1")  # of the row that is asked about
FACE_CROP = 1.25  # of the found face's box, as age models are trained


def votes_of(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: VoteConfig) -> pa.Table:
    """VOTES. Raises ``Refused``: ``clip_…``, ``model_…``."""
    panel = _Panel(config)
    asked: dict[int, list[dict[str, object]]] = {}
    for row in crops_to_ask(tracks, config).to_pylist():
        asked.setdefault(row["frame"], []).append(row)
    votes = []
    for picture in pictures_of(clip, frames, most_pixels=config.limits.most_pixels):
        rows = asked.get(picture.number, [])
        image = picture.bgr() if rows else None
        for row in rows:
            box = np.array([[row[side] for side in ("x1", "y1", "x2", "y2")]], np.float32)
            crop = _cut(image, widened(box, config.crop_across, config.crop_down)[0])
            for meaning, value in panel.votes(crop).items():
                votes.append({**{name: row[name] for name in TAKEN}, "meaning": meaning, "value": value})
    return pa.Table.from_pylist(votes, schema=VOTES)


class _Panel:
    def __init__(self, config: VoteConfig) -> None:
        self._person = Judge(config.person, task=Task.PERSON) if config.person else None
        self._face = Detector(config.face, task=Task.FACES) if config.face and config.age else None
        self._age = Judge(config.age, task=Task.FACE) if config.face and config.age else None
        self._least_face = config.least_face_px

    def votes(self, person: Image) -> dict[str, float]:
        said = {}
        if person.size and self._person is not None:
            said[MALE] = self._person.values(person)[MALE]
        if person.size and self._face is not None and self._age is not None:
            face = self._largest_face(self._face, person)
            if face is not None:
                said[AGE] = self._age.values(face)[AGE]
        return said

    def _largest_face(self, detector: Detector, person: Image) -> Image | None:
        faces = detector.find(scaler(person), (person.shape[1], person.shape[0])).xyxy
        sides = np.minimum(faces[:, 2] - faces[:, 0], faces[:, 3] - faces[:, 1])
        if not len(sides) or sides.max() < self._least_face:
            return None
        largest = int(sides.argmax())
        return _cut(person, widened(faces[largest : largest + 1], FACE_CROP, FACE_CROP)[0])


def _cut(image: Image | None, box: Floats) -> Image:
    assert image is not None
    height, width = image.shape[:2]
    left, top = np.clip(np.floor(box[:2]), 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(box[2:]), 0, (width, height)).astype(int)
    return image[top:bottom, left:right]
