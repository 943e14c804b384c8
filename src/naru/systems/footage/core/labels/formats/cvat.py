"""CVAT 1.1, for images and for video, XML.

Source: https://docs.cvat.ai/docs/dataset_management/formats/format-cvat/. In a video, frames are those of the source video (with a step of 3 from 10
they are 10, 13, 16), every frame of a track has a box, ``keyframe`` says which were drawn, and a box that is ``outside`` is not shown. A track
that ends before its clip is closed by a box that is outside, where it was last; read back, such a closing box is dropped again.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.names import frame_name, frame_of
from naru.systems.footage.core.labels.formats.xml_events import child_text, subtrees, text_of
from naru.systems.footage.core.labels.keyframes import filled, has_gaps
from naru.systems.footage.core.labels.rows import Rows, attributes_of, by_frame, check_tracks, number, tuples, visible
from naru.systems.footage.core.labels.values import (
    COORDINATES,
    AttributeRule,
    LabelClass,
    Labelling,
    Loss,
    Losses,
    Media,
    MediaKind,
    MediaLabels,
)

FORMAT = "CVAT"
SHAPES = ("box", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton")
ROW = (
    "frame",
    "track_id",
    "label",
    "rotation",
    "outside",
    "occluded",
    "keyframe",
    "z_order",
    "attributes",
    *COORDINATES,
)
Row = tuple[int, int | None, str, float, bool, bool, bool, int, str, float, float, float, float]


def write_video(labelling: Labelling, sink: Sink) -> Losses:
    """An XML file a clip, as CVAT takes one to a task. Boxes that nothing follows become tracks of a single frame."""
    losses, seen = Losses(), []
    for each in labelling.media:
        seen.append(each.media)
        losses.add(Loss.SCORES, len(each.labels) - each.labels["score"].null_count)
        with sink.file(f"{_path(each.media)}.xml") as file:
            file.write(_head(labelling.classes, each.media).encode())
            for piece in _tracks(each, losses):
                file.write(piece.encode())
            file.write(b"</annotations>\n")
    write_media(seen, sink)
    return losses


def _path(media: Media) -> str:
    return f"{media.subset}/{media.name}" if media.subset else media.name


def _head(classes: Sequence[LabelClass], media: Media) -> str:
    last = max(media.start, media.frames - 1)
    size = (last - media.start) // media.step + 1
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n<meta><task>'
        f"<name>{escape(media.name)}</name><size>{size}</size><mode>interpolation</mode><start_frame>{media.start}</start_frame>"
        f"<stop_frame>{last}</stop_frame><frame_filter>step={media.step}</frame_filter><labels>{_labels(classes)}</labels>"
        f"<original_size><width>{media.width}</width><height>{media.height}</height></original_size></task>"
        f"<source>{escape(media.name)}.mp4</source></meta>\n"
    )


def _labels(classes: Sequence[LabelClass]) -> str:
    return "".join(
        f"<label><name>{escape(each.name)}</name><attributes>{''.join(map(_rule, each.attributes))}</attributes></label>"
        for each in classes
    )


def _rule(rule: AttributeRule) -> str:
    values = "\n".join(map(escape, rule.values))
    kind = "select" if rule.values else "text"
    return (
        f"<attribute><name>{escape(rule.name)}</name><mutable>{rule.changes}</mutable><input_type>{kind}</input_type>"
        f"<default_value></default_value><values>{values}</values></attribute>"
    )


def _tracks(each: MediaLabels, losses: Losses) -> Iterator[str]:
    """Rows by track and class, in the order of frames; a box without a track has a number that no track has."""
    followed: dict[tuple[int, str], list[Row]] = {}
    alone: list[Row] = []
    for row in tuples(each.labels, ROW):
        if row[1] is None:
            alone.append(row)
        else:
            followed.setdefault((row[1], row[2]), []).append(row)
    losses.add(Loss.TRACKS, len(alone))
    for (track, label), rows in followed.items():
        yield from _track(track, label, sorted(rows, key=lambda row: row[0]), each.media)
    free = max((track for track, _ in followed), default=-1) + 1
    for place, row in enumerate(alone):
        yield from _track(free + place, row[2], [row], each.media)


def _track(track: int, label: str, rows: Sequence[Row], media: Media) -> Iterator[str]:
    yield f'<track id="{track}" label={quoteattr(label)} source="manual">\n'
    for place, row in enumerate(rows):
        yield _box(row, row[0], outside=row[4])
        following = rows[place + 1][0] if place + 1 < len(rows) else None
        closing = row[0] + media.step
        if not row[4] and following != closing and (closing < media.frames or not media.frames):
            yield _box(row, closing, outside=True)
    yield "</track>\n"


def _box(row: Row, frame: int, *, outside: bool) -> str:
    _, _, _, rotation, was_outside, occluded, keyframe, z_order, text, x1, y1, x2, y2 = row
    key = keyframe or outside != was_outside
    turned = f' rotation="{rotation!r}"' if rotation else ""
    head = (
        f'<box frame="{frame}" outside="{int(outside)}" occluded="{int(occluded)}" keyframe="{int(key)}" '
        f'xtl="{x1!r}" ytl="{y1!r}" xbr="{x2!r}" ybr="{y2!r}"{turned} z_order="{z_order}"'
    )
    return f"{head}>{_attributes(text)}</box>\n" if text else f"{head}/>\n"


def _attributes(text: str) -> str:
    return "".join(
        f"<attribute name={quoteattr(name)}>{escape(text_of(value))}</attribute>"
        for name, value in attributes_of(text).items()
    )


def write_images(labelling: Labelling, sink: Sink) -> Losses:
    """One XML file over all pictures; a clip's frames are pictures, and tracks stand as an attribute."""
    losses, seen, place = Losses(), [], 0
    with sink.file("annotations.xml") as file:
        head = f"<meta><project><name>Naru</name><labels>{_labels(labelling.classes)}</labels></project></meta>\n"
        file.write(f'<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n{head}'.encode())
        for each in labelling.media:
            seen.append(each.media)
            labels = visible(each.labels)
            losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
            losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
            losses.add(Loss.KEYFRAMES, int((~labels["keyframe"].to_numpy(zero_copy_only=False).astype(bool)).sum()))
            for frame, rows in by_frame(labels):
                place = _write_image(file, each.media, frame, rows, place)
        file.write(b"</annotations>\n")
    write_media(seen, sink)
    return losses


def _write_image(file: BinaryIO, media: Media, frame: int, rows: pa.Table, place: int) -> int:
    name = media.name if media.kind is MediaKind.PICTURE else frame_name(media.name, frame, ".jpg")
    subset = f" subset={quoteattr(media.subset)}" if media.subset else ""
    file.write(
        f'<image id="{place}" name={quoteattr(name)}{subset} width="{media.width}" height="{media.height}">\n'.encode()
    )
    for row in tuples(rows, ROW):
        _, track, label, rotation, _, occluded, _, z_order, text, x1, y1, x2, y2 = row
        turned = f' rotation="{rotation!r}"' if rotation else ""
        named = _attributes(text) + (f'<attribute name="track_id">{track}</attribute>' if track is not None else "")
        file.write(
            f'<box label={quoteattr(label)} occluded="{int(occluded)}" xtl="{x1!r}" ytl="{y1!r}" xbr="{x2!r}" ybr="{y2!r}"'
            f'{turned} z_order="{z_order}">{named}</box>\n'.encode()
        )
    file.write(b"</image>\n")
    return place + 1


def read(source: Source) -> Labelling:
    """Both kinds, told apart by what they hold. Raises ``Refused``: ``labels_…``."""
    names = [name for name in source.names() if name.endswith(".xml")]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted="annotations.xml")
    losses = Losses()
    classes: dict[str, LabelClass] = {}
    for name in names:
        with source.open(name) as file:
            meta = next(subtrees(file, ("meta",), name=name, format=FORMAT), None)
            for each in _declared(meta):
                classes.setdefault(each.name, each)
    return Labelling(classes=tuple(classes.values()), media=_media(source, names, classes, losses), losses=losses)


def _declared(meta: Element | None) -> Iterator[LabelClass]:
    for label in meta.iter("label") if meta is not None else ():
        rules = tuple(
            AttributeRule(
                name=child_text(rule, "name"),
                values=tuple(value for value in child_text(rule, "values").split("\n") if value)
                if child_text(rule, "input_type") in ("select", "radio")
                else (),
                changes=child_text(rule, "mutable") == "True",
            )
            for rule in label.iter("attribute")
        )
        yield LabelClass(name=child_text(label, "name"), attributes=rules)


def _media(
    source: Source, names: Sequence[str], classes: Mapping[str, LabelClass], losses: Losses
) -> Iterator[MediaLabels]:
    known = read_media(source, format=FORMAT)
    left = dict(known)
    for name in names:
        with source.open(name) as file:
            for each in _of_file(file, name, known, classes, losses):
                left.pop((each.media.subset, each.media.name), None)
                yield each
    for media in left.values():  # clips in which nothing is labelled have no picture in an XML file
        yield MediaLabels(media=media, labels=Rows(names[0]).table())


def _of_file(
    file: BinaryIO, name: str, known: Mapping[tuple[str, str], Media], classes: Mapping[str, LabelClass], losses: Losses
) -> Iterator[MediaLabels]:
    rows, video, pictures = Rows(name), None, _Pictures(name, known, losses)
    for element in subtrees(file, ("meta", "track", "image"), name=name, format=FORMAT):
        if element.tag == "meta":
            video = _video(element, name, known)
        elif element.tag == "image":
            yield from pictures.add(element, classes)
        elif video is not None:
            _add_track(rows, element, classes, losses)
    yield from pictures.rest()
    if video is not None and not pictures.any:
        labels = rows.table()
        check_tracks(labels, file=name, media=video.name)
        labels = filled(labels, step=video.step) if has_gaps(labels, step=video.step) else labels
        yield MediaLabels(media=video, labels=_without_closings(labels, video.step))


def _video(meta: Element, name: str, known: Mapping[tuple[str, str], Media]) -> Media | None:
    """The clip of a task; None where the file is a project's, or of pictures."""
    task = meta.find("task")
    if task is None or child_text(task, "mode", "interpolation") != "interpolation":
        return None
    source = child_text(meta, "source") or child_text(task, "source") or child_text(task, "name") or name
    title = PurePosixPath(source)
    called = str(title.with_suffix("")) if title.suffix.lower() in (".mp4", ".avi", ".mkv", ".mov", ".ts") else source
    subset = next((key[0] for key in known if key[1] == called), child_text(task, "subset"))
    if (subset, called) in known:
        return known[subset, called]
    step = child_text(task, "frame_filter").partition("step=")[2]
    start, stop = (_whole(child_text(task, field, "0"), name) for field in ("start_frame", "stop_frame"))
    return Media(
        name=called,
        width=_whole(child_text(task, "original_size/width", "0"), name),
        height=_whole(child_text(task, "original_size/height", "0"), name),
        frames=stop + 1,
        start=start,
        step=max(1, _whole(step or "1", name)),
        subset=subset,
    )


def _whole(text: str, file: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise Refused("labels_unreadable", file=file, format=FORMAT, place="meta", problem=f"{text} is no whole number")
    return int(text)


def _add_track(rows: Rows, track: Element, classes: Mapping[str, LabelClass], losses: Losses) -> None:
    id, label = track.get("id", ""), track.get("label", "")
    place = f"track {id}"
    if not id.isdecimal():
        raise Refused(
            "labels_unreadable", file=rows.file, format=FORMAT, place=place, problem="an id that is no number"
        )
    _check_class(label, classes, rows.file, place)
    for shape in track:
        if shape.tag not in SHAPES:
            continue
        frame = shape.get("frame", "")
        if not frame.isdecimal() or len(frame) > 9:
            raise Refused("labels_frame_impossible", file=rows.file, place=place, frame=frame, first=0)
        losses.add(Loss.SHAPES, shape.tag != "box")
        rows.add(
            label,
            _edges(shape, rows.file, place),
            frame=int(frame),
            track_id=int(id),
            rotation=number(shape.get("rotation", "0")),
            outside=shape.get("outside") == "1",
            occluded=shape.get("occluded") == "1",
            keyframe=shape.get("keyframe", "1") == "1",
            z_order=int(number(shape.get("z_order", "0"))),
            attributes=_named(shape),
            place=f"{place}, frame {frame}",
        )


def _check_class(label: str, classes: Mapping[str, LabelClass], file: str, place: str) -> None:
    if classes and label not in classes:
        raise Refused("labels_class_unknown", file=file, place=place, label=label)


def _named(shape: Element) -> dict[str, str]:
    return {each.get("name", ""): (each.text or "") for each in shape.iter("attribute")}


def _edges(shape: Element, file: str, place: str) -> tuple[float, float, float, float]:
    """Of a box; of any other shape, of the box about it."""
    if shape.tag == "box":
        x1, y1, x2, y2 = (number(shape.get(name)) for name in ("xtl", "ytl", "xbr", "ybr"))
        return x1, y1, x2, y2
    if shape.tag == "ellipse":
        cx, cy, rx, ry = (number(shape.get(name)) for name in ("cx", "cy", "rx", "ry"))
        return cx - rx, cy - ry, cx + rx, cy + ry
    if shape.tag == "mask":
        left, top, width, height = (number(shape.get(name)) for name in ("left", "top", "width", "height"))
        return left, top, left + width, top + height
    points = [[number(part) for part in pair.split(",")] for pair in (shape.get("points") or "").split(";")]
    if not all(len(point) == 2 for point in points):
        raise Refused("labels_box_impossible", file=file, place=place, box=(shape.get("points") or "")[:60])
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


class _Pictures:
    """Pictures as they come; those that are frames of one clip gather until another clip begins."""

    def __init__(self, name: str, known: Mapping[tuple[str, str], Media], losses: Losses) -> None:
        self._name, self._known, self._losses = name, known, losses
        self._rows = Rows(name)
        self._media: Media | None = None
        self.any = False

    def add(self, image: Element, classes: Mapping[str, LabelClass]) -> Iterator[MediaLabels]:
        self.any = True
        subset, name = image.get("subset", ""), image.get("name", "")
        found = frame_of(name)
        media = self._of(image, subset, found[0] if found else name, is_clip=bool(found))
        if (self._media is not None and (media.subset, media.name) != (self._media.subset, self._media.name)) or media.kind is MediaKind.PICTURE:  # fmt: skip
            yield from self.rest()
        self._media = media
        for shape in image:
            if shape.tag in SHAPES:
                self._add(shape, found[1] if found else 0, f"image {name}", classes)

    def _of(self, image: Element, subset: str, name: str, *, is_clip: bool) -> Media:
        if (subset, name) in self._known:
            return self._known[subset, name]
        width, height = (_whole(image.get(side, "0"), self._name) for side in ("width", "height"))
        kind = MediaKind.CLIP if is_clip else MediaKind.PICTURE
        return Media(name=name, kind=kind, width=width, height=height, subset=subset, frames=0 if is_clip else 1)

    def _add(self, shape: Element, frame: int, place: str, classes: Mapping[str, LabelClass]) -> None:
        label, named = shape.get("label", ""), _named(shape)
        _check_class(label, classes, self._name, place)
        self._losses.add(Loss.SHAPES, shape.tag != "box")
        track = named.pop("track_id", "")
        self._rows.add(
            label,
            _edges(shape, self._name, place),
            frame=frame,
            track_id=int(track) if track.isdecimal() else None,
            rotation=number(shape.get("rotation", "0")),
            occluded=shape.get("occluded") == "1",
            z_order=int(number(shape.get("z_order", "0"))),
            attributes=named,
            place=place,
        )

    def rest(self) -> Iterator[MediaLabels]:
        if self._media is not None:
            yield MediaLabels(media=self._media, labels=self._rows.table())
        self._rows, self._media = Rows(self._name), None


def _without_closings(labels: pa.Table, step: int) -> pa.Table:
    """Rows that say nothing but that their track ended a step before, where it was."""
    outside = labels["outside"].to_numpy(zero_copy_only=False).astype(bool)
    if not outside.any():
        return labels
    tracks, frames = labels["track_id"].fill_null(-1).to_numpy(), labels["frame"].to_numpy()
    edges = np.stack([labels[name].to_numpy() for name in COORDINATES], axis=1)
    order = np.lexsort((frames, tracks))
    before, after = order[:-1], order[1:]
    closes = (
        outside[after] & ~outside[before] & (tracks[after] == tracks[before]) & (frames[after] == frames[before] + step)
    )
    closes &= (edges[after] == edges[before]).all(axis=1)
    keep = np.ones(len(labels), bool)
    keep[after[closes]] = False
    return labels.filter(pa.array(keep))
