"""Pascal VOC: an XML file a picture. Source: Everingham et al., the VOC2012 development kit; attributes as Datumaro and CVAT write them."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.names import frame_name, frame_of, stem
from naru.systems.footage.core.labels.formats.xml_events import child_text, subtrees, text_of
from naru.systems.footage.core.labels.rows import Rows, attributes_of, by_frame, number, tuples, visible
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

FORMAT = "Pascal VOC"
FOLDER = "Annotations/"
LABEL_MAP = "labelmap.txt"
FLAGS = ("truncated", "difficult")
OWN = ("track_id", "keyframe", "rotation")


def write(labelling: Labelling, sink: Sink) -> Losses:
    losses, seen = Losses(), []
    names = [each.name for each in labelling.classes]
    for each in labelling.media:
        seen.append(each.media)
        labels = visible(each.labels)
        losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
        losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
        losses.add(Loss.Z_ORDER, int((labels["z_order"].to_numpy() != 0).sum()))
        for frame, rows in by_frame(labels):
            media = each.media
            name = media.name if media.kind is MediaKind.PICTURE else frame_name(media.name, frame, ".jpg")
            folder = f"{media.subset}/" if media.subset else ""
            with sink.file(f"{FOLDER}{folder}{stem(name)}.xml") as file:
                file.write(_picture(media, name, rows).encode())
    with sink.file(LABEL_MAP) as file:
        file.write("".join(f"{name}:::\n" for name in names).encode())
    write_media(seen, sink)
    return losses


def _picture(media: Media, name: str, rows: pa.Table) -> str:
    objects = "".join(_object(row) for row in tuples(rows, ("label", "track_id", "occluded", "keyframe", "rotation", "attributes", *COORDINATES)))  # fmt: skip
    size = f"<width>{media.width}</width><height>{media.height}</height><depth>3</depth>"
    return f"<annotation><folder></folder><filename>{escape(name)}</filename><size>{size}</size><segmented>0</segmented>{objects}</annotation>\n"


def _object(row: tuple[object, ...]) -> str:
    label, track, occluded, keyframe, rotation, text, x1, y1, x2, y2 = row
    more = attributes_of(str(text)) if text else {}
    flags = "".join(
        f"<{name}>{int(bool(more.pop(name)))}</{name}>" for name in FLAGS if isinstance(more.get(name), bool)
    )
    if track is not None:
        more["track_id"] = track
    if not keyframe:
        more["keyframe"] = "false"
    if rotation:
        more["rotation"] = rotation
    named = "".join(f"<attribute><name>{escape(name)}</name><value>{escape(text_of(value))}</value></attribute>" for name, value in more.items())  # fmt: skip
    box = f"<xmin>{x1!r}</xmin><ymin>{y1!r}</ymin><xmax>{x2!r}</xmax><ymax>{y2!r}</ymax>"
    attributes = f"<attributes>{named}</attributes>" if named else ""
    return f"<object><name>{escape(str(label))}</name>{flags}<occluded>{int(bool(occluded))}</occluded><bndbox>{box}</bndbox>{attributes}</object>"


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``. Without a label map, classes are those that the files name."""
    names = [name for name in source.names() if name.endswith(".xml")]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted=f"{FOLDER}*.xml")
    losses = Losses()
    return Labelling(classes=_classes(source), media=_media(source, names, losses), losses=losses)


def _classes(source: Source) -> tuple[LabelClass, ...]:
    name = next((each for each in source.names() if each.endswith(LABEL_MAP)), None)
    if name is None:
        return ()
    with source.open(name) as file:
        lines = file.read(1 << 20).decode("utf-8", "replace").splitlines()
    return tuple(LabelClass(name=line.partition(":")[0]) for line in lines if line and not line.startswith("#"))


def _media(source: Source, names: list[str], losses: Losses) -> Iterator[MediaLabels]:
    known = read_media(source, format=FORMAT)
    rows: dict[tuple[str, str], Rows] = {}
    found: dict[tuple[str, str], Media] = dict(known)
    for name in names:
        with source.open(name) as file:
            for element in subtrees(file, ("annotation",), name=name, format=FORMAT):
                media, frame = _of(element, name, known)
                key = (media.subset, media.name)
                if found.setdefault(key, media).kind is MediaKind.PICTURE and key in rows:
                    raise Refused("labels_media_twice", file=name, media=media.name)
                _add_objects(element, frame, rows.setdefault(key, Rows(name)), losses)
    for key, media in found.items():
        yield MediaLabels(media=media, labels=(rows.get(key) or Rows(names[0])).table())


def _of(element: Element, file: str, known: Mapping[tuple[str, str], Media]) -> tuple[Media, int]:
    name = child_text(element, "filename") or stem(file.removeprefix(FOLDER))
    subset = file.removeprefix(FOLDER).partition("/")[0]
    frame = frame_of(name)
    called = frame[0] if frame else name
    for key in ((subset, called), ("", called)):
        if key in known:
            return known[key], frame[1] if frame else 0
    width, height = (number(child_text(element, f"size/{side}", "0")) for side in ("width", "height"))
    if not (width.is_integer() and height.is_integer()):
        raise Refused("labels_unreadable", file=file, format=FORMAT, place="size", problem="a size that is no number")
    kind = MediaKind.CLIP if frame else MediaKind.PICTURE
    media = Media(name=called, kind=kind, width=int(width), height=int(height), frames=0 if frame else 1)
    return media, frame[1] if frame else 0


def _add_objects(element: Element, frame: int, rows: Rows, losses: Losses) -> None:
    for place, each in enumerate(element.iter("object")):
        losses.add(Loss.SHAPES, len(each.findall("part")))
        x1, y1, x2, y2 = (number(child_text(each, f"bndbox/{name}")) for name in ("xmin", "ymin", "xmax", "ymax"))
        named: dict[str, object] = {
            child_text(one, "name"): (one.findtext("value") or "") for one in each.iterfind("attributes/attribute")
        }
        own = {name: str(named.pop(name)) for name in OWN if name in named}
        named |= {name: child_text(each, name) == "1" for name in FLAGS if each.find(name) is not None}
        if (pose := child_text(each, "pose")) and pose != "Unspecified":
            named["pose"] = pose
        named |= {action.tag: text_of(action.text == "1") for action in each.iterfind("actions/*")}
        rows.add(
            child_text(each, "name"),
            (x1, y1, x2, y2),
            frame=frame,
            track_id=int(own["track_id"]) if own.get("track_id", "").isdecimal() else None,
            keyframe=own.get("keyframe") != "false",
            rotation=number(own.get("rotation", "0")),
            occluded=child_text(each, "occluded") == "1",
            attributes=named,
            place=f"object {place}",
        )
