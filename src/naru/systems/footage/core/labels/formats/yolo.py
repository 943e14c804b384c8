"""YOLO: a text file a picture, ``class cx cy width height`` as shares of the picture's sides; names in ``data.yaml`` or ``obj.names``.

Source: https://docs.ultralytics.com/datasets/detect. Where no file of ours says how large the pictures are, the pictures themselves do.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import FILE as MEDIA_FILE
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.names import frame_name, frame_of, stem
from naru.systems.footage.core.labels.formats.picture_size import ENDINGS, picture_size
from naru.systems.footage.core.labels.formats.text_lines import lines
from naru.systems.footage.core.labels.rows import Rows, by_frame, number, tuples, visible
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

FORMAT = "YOLO"
LABELS, IMAGES = "labels/", "images/"
NAMES_FILES = ("data.yaml", "dataset.yaml", "obj.names", "classes.txt")


def write(labelling: Labelling, sink: Sink) -> Losses:
    """Raises ``Refused``: ``labels_format_cannot_say`` for a clip whose size nobody knows."""
    losses, classes = Losses(), {each.name: place for place, each in enumerate(labelling.classes)}
    seen: list[Media] = []
    for each in labelling.media:
        seen.append(each.media)
        _count_losses(each, losses)
        _write_frames(each, classes, sink)
    with sink.file("data.yaml") as file:
        said = {"path": ".", "train": "images", "names": {place: name for name, place in classes.items()}}
        file.write(yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode())
    write_media(seen, sink)
    return losses


def _count_losses(each: MediaLabels, losses: Losses) -> None:
    labels = visible(each.labels)
    losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
    losses.add(Loss.TRACKS, len(labels) - labels["track_id"].null_count)
    losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
    marks = {Loss.OCCLUDED: "occluded", Loss.KEYFRAMES: "keyframe", Loss.ROTATION: "rotation", Loss.Z_ORDER: "z_order"}
    for loss, name in marks.items():
        values = labels[name].to_numpy(zero_copy_only=False)
        losses.add(loss, int((~values).sum() if name == "keyframe" else (values != 0).sum()))
    losses.add(Loss.ATTRIBUTES, sum(bool(text) for text in labels["attributes"].to_pylist()))


def _write_frames(each: MediaLabels, classes: dict[str, int], sink: Sink) -> None:
    media, labels = each.media, visible(each.labels)
    if len(labels) and not (media.width and media.height):
        raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"{media.name}: width, height")
    for frame, rows in by_frame(labels):
        name = media.name if media.kind is MediaKind.PICTURE else frame_name(media.name, frame)
        with sink.file(
            f"{LABELS}{_folder(media)}{stem(name) if media.kind is MediaKind.PICTURE else name}.txt"
        ) as file:
            file.write("".join(_lines(rows, classes, media)).encode())


def _folder(media: Media) -> str:
    return f"{media.subset}/" if media.subset else ""


def _lines(rows: pa.Table, classes: dict[str, int], media: Media) -> Iterator[str]:
    width, height = media.width, media.height
    for label, x1, y1, x2, y2 in tuples(rows, ("label", *COORDINATES)):
        place = classes.setdefault(label, len(classes))
        yield f"{place} {(x1 + x2) / 2 / width!r} {(y1 + y2) / 2 / height!r} {(x2 - x1) / width!r} {(y2 - y1) / height!r}\n"


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``."""
    names = source.names()
    texts = [name for name in names if name.endswith(".txt") and name.rpartition("/")[2] not in NAMES_FILES]
    known = _classes(source)
    if known is None:
        raise Refused("labels_missing", format=FORMAT, wanted=", ".join(NAMES_FILES))
    return Labelling(
        classes=tuple(LabelClass(name=name) for name in known.values()), media=_media(source, texts, known)
    )


def _classes(source: Source) -> dict[int, str] | None:
    for wanted in NAMES_FILES:
        name = next((each for each in source.names() if each.rpartition("/")[2] == wanted), None)
        if name is None:
            continue
        with source.open(name) as file:
            if not name.endswith(".yaml"):
                return {place: text for place, (_, text) in enumerate(lines(file, name=name, format=FORMAT))}
            return _from_yaml(file, name)
    return None


def _from_yaml(file: BinaryIO, name: str) -> dict[int, str]:
    try:
        said = yaml.safe_load(file.read(1 << 20))
        names = said["names"]
        return {
            int(place): str(each) for place, each in (names.items() if isinstance(names, dict) else enumerate(names))
        }
    except (yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError):
        raise Refused("labels_unreadable", file=name, format=FORMAT, place="names", problem="YAML") from None


def _media(source: Source, texts: list[str], classes: dict[int, str]) -> Iterator[MediaLabels]:
    known = read_media(source, format=FORMAT)
    pictures = {stem(name): name for name in source.names() if name.lower().endswith(ENDINGS)}
    by_clip: dict[tuple[str, str], list[tuple[int, str]]] = {key: [] for key in known}
    for text in texts:
        key, frame = _place(text, known)
        by_clip.setdefault(key, []).append((frame, text))
    for key, files in by_clip.items():
        media = known.get(key) or _found(source, files[0][1], key, pictures)
        rows = Rows(files[0][1] if files else MEDIA_FILE)
        for frame, text in sorted(files):
            _read_frame(source, text, frame, media, classes, rows)
        yield MediaLabels(media=media, labels=rows.table())


def _place(text: str, known: dict[tuple[str, str], Media]) -> tuple[tuple[str, str], int]:
    """((subset, name), frame)."""
    inner = stem(text.removeprefix(LABELS))
    subset, _, rest = inner.partition("/")
    subset, inner = (subset, rest) if any(key[0] == subset and subset for key in known) else ("", inner)
    found = frame_of(inner)
    if (found and (subset, found[0]) in known) or (found and not known):
        return (subset, found[0]), found[1]
    picture = next((key for key in known if key[0] == subset and stem(key[1]) == inner), (subset, inner))
    return picture, 0


def _found(source: Source, text: str, key: tuple[str, str], pictures: dict[str, str]) -> Media:
    """A picture that lies where its text file says, or beside it."""
    name = stem(text)
    path = pictures.get(name.replace(LABELS, IMAGES)) or pictures.get(name)
    if path is None:
        raise Refused("labels_missing", format=FORMAT, wanted=f"{name.replace(LABELS, IMAGES)}.jpg, {MEDIA_FILE}")
    with source.open(path) as file:
        size = picture_size(file.read(1 << 20))
    if size is None:
        raise Refused("labels_unreadable", file=path, format=FORMAT, place="", problem="its size cannot be read")
    kind = MediaKind.CLIP if frame_of(name) else MediaKind.PICTURE
    named = key[1] if kind is MediaKind.CLIP else path.removeprefix(IMAGES)
    return Media(
        name=named, kind=kind, width=size[0], height=size[1], subset=key[0], frames=0 if kind is MediaKind.CLIP else 1
    )


def _read_frame(source: Source, text: str, frame: int, media: Media, classes: dict[int, str], rows: Rows) -> None:
    with source.open(text) as file:
        for place, line in lines(file, name=text, format=FORMAT):
            parts = line.split()
            where = f"{text}:{place}"
            if len(parts) not in (5, 6) or not re.fullmatch(r"\d+", parts[0]):
                raise Refused(
                    "labels_unreadable", file=text, format=FORMAT, place=f"line {place}", problem="class cx cy w h"
                )
            if int(parts[0]) not in classes:
                raise Refused("labels_class_unknown", file=text, place=where, label=parts[0])
            cx, cy, width, height = (number(part) for part in parts[1:5])
            cx, width = cx * media.width, width * media.width
            cy, height = cy * media.height, height * media.height
            score = number(parts[5]) if len(parts) == 6 else None
            box = (cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
            rows.add(classes[int(parts[0])], box, frame=frame, score=score, place=where)
