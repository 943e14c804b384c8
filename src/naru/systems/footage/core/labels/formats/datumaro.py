"""Datumaro's JSON: a file a subset, an item a picture or frame. Source: https://openvinotoolkit.github.io/datumaro (datumaro format).

All that a label is has a place here: what Datumaro has no field for stands in ``attributes``, under the names that its CVAT reader uses.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.json_stream import elements
from naru.systems.footage.core.labels.formats.media_file import FILE as MEDIA_FILE
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.names import frame_name, frame_of, stem
from naru.systems.footage.core.labels.rows import Rows, attributes_of, by_frame, number, records
from naru.systems.footage.core.labels.values import LabelClass, Labelling, Loss, Losses, Media, MediaKind, MediaLabels

FORMAT = "Datumaro"
FOLDER = "annotations/"
DEFAULT = "default"
OWN = ("track_id", "keyframe", "outside", "occluded", "rotation", "score")


def write(labelling: Labelling, sink: Sink) -> Losses:
    """A file a subset; nothing is lost."""
    losses, seen = Losses(), []
    classes = {each.name: place for place, each in enumerate(labelling.classes)}
    items: dict[str, list[bytes]] = {}
    for each in labelling.media:
        seen.append(each.media)
        of_subset = items.setdefault(each.media.subset or DEFAULT, [])
        of_subset += [orjson.dumps(_item(each.media, frame, rows, classes)) for frame, rows in by_frame(each.labels)]
    for subset, written in items.items():
        named = [{"name": name, "parent": "", "attributes": []} for name in classes]
        with sink.file(f"{FOLDER}{subset}.json") as file:
            file.write(
                b'{"info":{},"categories":{"label":{"labels":' + orjson.dumps(named) + b',"attributes":[]}},"items":['
            )
            file.write(b",".join(written) + b"]}")
    write_media(seen, sink)
    return losses


def _item(media: Media, frame: int, rows: pa.Table, classes: dict[str, int]) -> dict[str, Any]:
    name = stem(media.name) if media.kind is MediaKind.PICTURE else frame_name(media.name, frame)
    path = media.name if media.kind is MediaKind.PICTURE else f"{name}.jpg"
    made = [_annotation(row, place, classes) for place, row in enumerate(records(rows))]
    return {
        "id": name,
        "annotations": made,
        "attr": {"frame": frame},
        "image": {"path": path, "size": [media.height, media.width]},
    }


def _annotation(row: Mapping[str, Any], place: int, classes: dict[str, int]) -> dict[str, Any]:
    attributes = attributes_of(row["attributes"])
    attributes |= {name: row[name] for name in ("keyframe", "outside", "occluded")}
    attributes |= {name: row[name] for name in ("track_id", "score") if row[name] is not None}
    if row["rotation"]:
        attributes["rotation"] = row["rotation"]
    return {
        "id": place,
        "type": "bbox",
        "attributes": attributes,
        "group": 0,
        "label_id": classes.setdefault(row["label"], len(classes)),
        "z_order": row["z_order"],
        "bbox": [row["x1"], row["y1"], row["x2"] - row["x1"], row["y2"] - row["y1"]],
    }


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``."""
    names = [name for name in source.names() if name.endswith(".json") and name != MEDIA_FILE]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted=f"{FOLDER}*.json")
    losses, classes = Losses(), {name: _classes(source, name) for name in names}
    declared = dict.fromkeys(each for of_file in classes.values() for each in of_file)
    return Labelling(
        classes=tuple(LabelClass(name=name) for name in declared), media=_media(source, classes, losses), losses=losses
    )


def _classes(source: Source, name: str) -> list[str]:
    with source.open(name) as file:
        for element in elements(file, name=name, format=FORMAT):
            if element.path == "categories":
                try:
                    return [str(each["name"]) for each in element.value["label"]["labels"]]
                except (KeyError, TypeError):
                    raise _fault(name, "categories", "label.labels") from None
    return []


def _fault(file: str, place: str, problem: str) -> Refused:
    return Refused("labels_unreadable", file=file, format=FORMAT, place=place, problem=problem)


def _media(source: Source, classes: Mapping[str, list[str]], losses: Losses) -> Iterator[MediaLabels]:
    known = read_media(source, format=FORMAT)
    rows: dict[tuple[str, str], Rows] = {}
    found: dict[tuple[str, str], Media] = dict(known)
    for name, labels in classes.items():
        subset = name.removeprefix(FOLDER).removesuffix(".json").replace(DEFAULT, "")
        with source.open(name) as file:
            for place, element in enumerate(elements(file, name=name, format=FORMAT)):
                if element.path == "items" and element.is_item:
                    media, frame = _of(element.value, name, subset, known)
                    key = (media.subset, media.name)
                    found.setdefault(key, media)
                    _add(element.value, frame, labels, rows.setdefault(key, Rows(name)), f"items[{place}]", losses)
    for key, media in found.items():
        yield MediaLabels(media=media, labels=(rows.get(key) or Rows(FOLDER)).table())


def _of(item: Any, file: str, subset: str, known: Mapping[tuple[str, str], Media]) -> tuple[Media, int]:
    if not isinstance(item, dict) or "id" not in item:
        raise _fault(file, "items", "an item without an id")
    image = item.get("image") or {}
    name = str(item["id"])
    frame = frame_of(name)
    called = frame[0] if frame else str(image.get("path") or name)
    if (subset, called) in known:
        return known[subset, called], frame[1] if frame else 0
    size = image.get("size") or [0, 0]
    if not isinstance(size, list) or len(size) != 2 or not all(isinstance(side, int) for side in size):
        raise _fault(file, f"item {name}", "image.size")
    kind = MediaKind.CLIP if frame else MediaKind.PICTURE
    media = Media(name=called, kind=kind, width=size[1], height=size[0], subset=subset, frames=0 if frame else 1)
    return media, frame[1] if frame else 0


def _add(item: dict[str, Any], frame: int, labels: list[str], rows: Rows, place: str, losses: Losses) -> None:
    for each in item.get("annotations") or ():
        if not isinstance(each, dict) or each.get("type") != "bbox":
            losses.add(Loss.SHAPES, 1)
            continue
        label = each.get("label_id")
        if not isinstance(label, int) or not 0 <= label < len(labels):
            raise Refused("labels_class_unknown", file=rows.file, place=place, label=label)
        box = each.get("bbox")
        if not isinstance(box, list) or len(box) != 4:
            raise Refused("labels_box_impossible", file=rows.file, place=place, box=str(box)[:60])
        x, y, width, height = map(number, box)
        attributes = dict(each.get("attributes") or {})
        own = {name: attributes.pop(name) for name in OWN if name in attributes}
        track = own.get("track_id")
        rows.add(
            labels[label],
            (x, y, x + width, y + height),
            frame=frame,
            track_id=track if isinstance(track, int) else None,
            rotation=number(own.get("rotation", 0.0)),
            outside=bool(own.get("outside", False)),
            occluded=bool(own.get("occluded", False)),
            keyframe=bool(own.get("keyframe", True)),
            z_order=each["z_order"] if isinstance(each.get("z_order"), int) else 0,
            score=number(own["score"]) if own.get("score") is not None else None,
            attributes=attributes,
            place=place,
        )
