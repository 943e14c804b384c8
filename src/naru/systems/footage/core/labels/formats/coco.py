"""COCO, and its cousins for videos: CocoVID (mmtracking), YouTube-VIS and TAO.

Source: https://cocodataset.org/#format-data; https://github.com/open-mmlab/mmtracking (CocoVID: ``videos``, ``frame_id`` from 0,
``instance_id``); https://youtube-vos.org (boxes of a whole video in one annotation, null where the thing is away).

Written, a clip's frame is an image ``<clip>/frame_000012.jpg`` with ``video_id`` and ``frame_id``; occlusion, keyframes and attributes stand in
``attributes``, as CVAT and Datumaro have them.
"""

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import orjson
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.json_stream import elements
from naru.systems.footage.core.labels.formats.names import frame_name, frame_of
from naru.systems.footage.core.labels.rows import Rows, attributes_of, attributes_text, number, tuples, visible
from naru.systems.footage.core.labels.values import (
    COORDINATES,
    LabelClass,
    Labelling,
    Loss,
    Losses,
    Media,
    MediaKind,
    MediaLabels,
)

FORMAT = "COCO"
FILE = "annotations/instances.json"
BATCH = 4096
OWN = (
    "occluded",
    "rotation",
    "keyframe",
    "track_id",
    "outside",
    "z_order",
)  # names in ``attributes`` that are columns of ours


def write(labelling: Labelling, sink: Sink) -> Losses:
    """One file. Boxes keep every digit; rows that are out of sight have no place."""
    losses, classes = Losses(), {each.name: place for place, each in enumerate(labelling.classes, 1)}
    with sink.file(FILE) as file:
        file.write(b'{"info":{"description":"Naru"},"licenses":[],"annotations":[')
        videos: list[dict[str, Any]] = []
        images, written = [], _Written()
        for each in labelling.media:
            labels = visible(each.labels)
            losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
            videos.append(_video(each.media, len(videos) + 1))
            images.append(_images(each.media, labels, len(videos), written))
            for batch in _annotations(labels, classes, written):
                file.write((b"," if written.joined else b"") + batch)
                written.joined = True
        file.write(b'],"images":[' + b",".join(images) + b'],"videos":' + orjson.dumps(videos))
        named = [{"id": place, "name": name, "supercategory": ""} for name, place in classes.items()]
        file.write(b',"categories":' + orjson.dumps(named) + b"}")
    return losses


class _Written:
    """Ids run through the whole file; ``images``: id by frame, of the clip at hand."""

    def __init__(self) -> None:
        self.image, self.annotation, self.joined = 0, 0, False
        self.images: dict[int, int] = {}


def _video(media: Media, place: int) -> dict[str, Any]:
    return {
        "id": place,
        "name": media.name,
        "width": media.width,
        "height": media.height,
        "length": media.frames,
        "fps": media.fps,
        "start": media.start,
        "step": media.step,
        "subset": media.subset,
        "kind": media.kind.value,
    }


def _images(media: Media, labels: pa.Table, video: int, written: _Written) -> bytes:
    """The frames that show something, and the first of a clip that shows nothing."""
    frames = sorted(set(labels["frame"].to_pylist())) or [media.start]
    written.images, made = {}, []
    for frame in frames:
        written.image += 1
        written.images[frame] = written.image
        name = media.name if media.kind is MediaKind.PICTURE else frame_name(media.name, frame, ".jpg")
        image = {"id": written.image, "file_name": name, "width": media.width, "height": media.height}
        made.append({**image, "video_id": video, "frame_id": frame})
    return orjson.dumps(made)[1:-1]


WRITTEN = ("frame", "track_id", "label", "score", "occluded", "keyframe", "rotation", "z_order", "attributes")


def _annotations(labels: pa.Table, classes: dict[str, int], written: _Written) -> Iterator[bytes]:
    made: list[dict[str, Any]] = []
    for row in tuples(labels, (*WRITTEN, *COORDINATES)):
        written.annotation += 1
        made.append(_annotation(row, classes, written))
        if len(made) == BATCH:
            yield orjson.dumps(made)[1:-1]
            made = []
    if made:
        yield orjson.dumps(made)[1:-1]


def _annotation(row: tuple[Any, ...], classes: dict[str, int], written: _Written) -> dict[str, Any]:
    frame, track, label, score, occluded, keyframe, rotation, z_order, text, x1, y1, x2, y2 = row
    attributes = attributes_of(text) if text else {}
    attributes["occluded"], attributes["keyframe"] = occluded, keyframe
    if rotation:
        attributes["rotation"] = rotation
    if z_order:
        attributes["z_order"] = z_order
    said = {
        "id": written.annotation,
        "image_id": written.images[frame],
        "category_id": classes.setdefault(label, len(classes) + 1),
        "bbox": [x1, y1, x2 - x1, y2 - y1],
        "area": (x2 - x1) * (y2 - y1),
        "iscrowd": 0,
        "attributes": attributes,
    }
    if track is not None:
        said["instance_id"] = attributes["track_id"] = track
    if score is not None:
        said["score"] = score
    return said


def read(source: Source) -> Labelling:
    """Every JSON file of the source that has annotations. Raises ``Refused``: ``labels_…``."""
    names = [name for name in source.names() if name.endswith(".json")]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted=FILE)
    losses, read = Losses(), [_File(name) for name in names]
    for each in read:
        with source.open(each.name) as file:
            each.read(file, losses)
    classes = tuple(LabelClass(name=name) for name in dict.fromkeys(label for each in read for label in each.classes.values()))  # fmt: skip
    return Labelling(classes=classes, media=(media for each in read for media in each.media()), losses=losses)


class _File:
    """One file's images and classes by id, its annotations in columns of numbers; joined once all are known."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.classes: dict[object, str] = {}
        self.videos: dict[object, dict[str, Any]] = {}
        self.images: dict[object, dict[str, Any]] = {}
        self.boxes = array("d")
        self.owners: list[tuple[object, object, int | None]] = []  # image, category, track
        self.marks: list[tuple[bool, bool, float, int, float | None, str]] = []

    def read(self, file: BinaryIO, losses: Losses) -> None:
        keyed: dict[str, dict[object, Any]] = {
            "categories": self.classes,
            "videos": self.videos,
            "images": self.images,
        }
        for element in elements(file, name=self.name, format=FORMAT):
            if not element.is_item or element.path not in (*keyed, "annotations"):
                continue
            if not isinstance(element.value, dict) or "id" not in element.value:
                raise self.fault(element.path, "an element without an id")
            if element.path == "annotations":
                self._annotation(element.value, losses)
            else:
                self._keyed(keyed[element.path], element.path, element.value)

    def _keyed(self, known: dict[object, Any], path: str, value: dict[str, Any]) -> None:
        if not isinstance(value["id"], int | str) or value["id"] in known:
            raise self.fault(f"{path} {value['id']}", "an id that stands twice, or is none")
        known[value["id"]] = str(value.get("name", value["id"])) if path == "categories" else value

    def _annotation(self, value: dict[str, Any], losses: Losses) -> None:
        attributes = value.get("attributes") or {}
        if not isinstance(attributes, dict):
            raise self.fault(f"annotations {value['id']}", "attributes that are no object")
        own = {name: attributes.pop(name) for name in OWN if name in attributes}
        if "bboxes" in value:
            self._of_video(value, attributes)
            return
        losses.add(Loss.SHAPES, bool(value.get("segmentation")) or bool(value.get("keypoints")))
        track = value.get("instance_id", value.get("track_id", own.get("track_id")))
        self._add(value.get("image_id"), value, value.get("bbox"), track, own, attributes)

    def _of_video(self, value: dict[str, Any], attributes: dict[str, Any]) -> None:
        """YouTube-VIS: one annotation a thing, a box a frame, null where it is away."""
        for frame, box in enumerate(value["bboxes"]):
            if box is not None:
                self._add(("frame", value.get("video_id"), frame), value, box, value["id"], {}, attributes)

    def _add(self, image: object, value: dict[str, Any], box: Any, track: Any, own: dict[str, Any], attributes: dict[str, Any]) -> None:  # fmt: skip
        place = f"annotations {value['id']}"
        if not isinstance(box, list) or len(box) != 4:
            raise Refused("labels_box_impossible", file=self.name, place=place, box=str(box)[:60])
        x, y, width, height = map(number, box)
        if not (width >= 0 and height >= 0):
            raise Refused("labels_box_impossible", file=self.name, place=place, box=str(box)[:60])
        if track is not None and not isinstance(track, int):
            raise self.fault(place, "a track that is no whole number")
        extra: dict[str, Any] = {name: value[name] for name in ("truncated", "visibility", "ignore") if name in value}
        if value.get("iscrowd"):
            extra["iscrowd"] = value["iscrowd"]
        self.boxes.extend((x, y, x + width, y + height))
        self.owners.append((image, value.get("category_id"), track))
        occluded = bool(own.get("occluded", value.get("occluded", False)))
        rotation, z_order = number(own.get("rotation", 0.0)), own.get("z_order", 0)
        score = number(value["score"]) if value.get("score") is not None else None
        text = sys.intern(attributes_text({**attributes, **extra}))
        self.marks.append((occluded, bool(own.get("keyframe", True)), rotation, int(z_order), score, text))

    def media(self) -> Iterator[MediaLabels]:
        """One clip or picture after another, in the order of the file."""
        rows: dict[object, list[int]] = {}
        places = {image: self._place(value) for image, value in self.images.items()}
        for row, (image, _category, _track) in enumerate(self.owners):
            key = ("video", image[1]) if isinstance(image, tuple) else places[image][0] if image in places else None
            if key is None:
                raise self.fault(f"annotations[{row}]", f"no image has the id {image}")
            rows.setdefault(key, []).append(row)
        for video in self.videos:
            rows.setdefault(("video", video), [])
        for key in dict.fromkeys([*(key for key, _frame in places.values()), *rows]):
            yield MediaLabels(media=self._media(key), labels=self._labels(rows.get(key, ()), places))

    def _place(self, image: dict[str, Any]) -> tuple[object, int]:
        """(the clip or picture that an image is of, the frame)."""
        frame = image.get("frame_index", image.get("frame_id", 0))
        name = str(image.get("file_name", image["id"]))
        if "video_id" in image and image["video_id"] in self.videos:
            if not isinstance(frame, int) or frame < 0:
                raise Refused("labels_frame_impossible", file=self.name, place=name, frame=frame, first=0)
            return ("video", image["video_id"]), frame
        ours = frame_of(name)
        return (("clip", ours[0]), ours[1]) if ours else (("picture", image["id"]), 0)

    def _media(self, key: Any) -> Media:
        kind, id = key
        if kind == "picture":
            image = self.images[id]
            width, height = (self._whole(image.get(name, 0)) for name in ("width", "height"))
            return Media(name=str(image.get("file_name", id)), kind=MediaKind.PICTURE, width=width, height=height)
        video = self.videos.get(id, {"name": id})
        return Media(
            name=str(video.get("name", id)),
            kind=MediaKind(video["kind"]) if video.get("kind") in set(MediaKind) else MediaKind.CLIP,
            width=self._whole(video.get("width", 0)),
            height=self._whole(video.get("height", 0)),
            frames=self._whole(video.get("length", 0)),
            fps=float(video.get("fps", 0) or 0),
            start=self._whole(video.get("start", 0)),
            step=self._whole(video.get("step", 1)) or 1,
            subset=str(video.get("subset", "")),
        )

    def _labels(self, rows: Sequence[int], places: Mapping[object, tuple[object, int]]) -> pa.Table:
        made = Rows(self.name)
        for row in rows:
            image, category, track = self.owners[row]
            if category not in self.classes:
                raise Refused("labels_class_unknown", file=self.name, place=f"annotations[{row}]", label=category)
            occluded, keyframe, rotation, z_order, score, text = self.marks[row]
            x1, y1, x2, y2 = self.boxes[row * 4 : row * 4 + 4]
            made.add(
                self.classes[category],
                (x1, y1, x2, y2),
                frame=image[2] if isinstance(image, tuple) else places[image][1],
                track_id=track,
                rotation=rotation,
                occluded=occluded,
                keyframe=keyframe,
                z_order=z_order,
                score=score,
                attributes=text,
                place=f"annotations[{row}]",
            )
        return made.table()

    def _whole(self, value: object) -> int:
        if not isinstance(value, int) or value < 0:
            raise self.fault("videos", f"{value} is no whole number")
        return value

    def fault(self, place: str, problem: str) -> Refused:
        return Refused("labels_unreadable", file=self.name, format=FORMAT, place=place, problem=problem)
