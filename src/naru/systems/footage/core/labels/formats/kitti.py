"""KITTI's tracking labels: a text file a clip, ``frame track type truncated occluded alpha x1 y1 x2 y2 height width length x y z angle [score]``.

Source: the development kit of Geiger et al. (2012). Frames count from 0; what is not known in space stands as the kit says (−10, −1, −1000). Raw
tracklets (``tracklet_labels.xml``) have boxes in space alone and none in the picture.
"""

from collections.abc import Iterator

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.text_lines import lines
from naru.systems.footage.core.labels.rows import Rows, attributes_of, check_tracks, in_order, number, tuples, visible
from naru.systems.footage.core.labels.values import COORDINATES, LabelClass, Labelling, Loss, Losses, Media, MediaLabels

FORMAT = "KITTI"
FOLDER = "label_02/"
CLASSES_FILE = "classes.txt"
UNKNOWN = "-10 -1 -1 -1 -1000 -1000 -1000 -10"  # alpha apart: in space nothing is known
FIELDS = 17


def write(labelling: Labelling, sink: Sink) -> Losses:
    """Classes with a space in their name cannot be said. Raises ``Refused``: ``labels_format_cannot_say``."""
    losses, seen = Losses(), []
    for declared in labelling.classes:
        _check_name(declared.name)
    for each in labelling.media:
        seen.append(each.media)
        labels = in_order(visible(each.labels))
        _count_losses(each, losses)
        with sink.file(f"{FOLDER}{_path(each.media)}.txt") as file:
            for line in _lines(labels):
                file.write(line.encode())
    with sink.file(CLASSES_FILE) as file:
        file.write("\n".join(known.name for known in labelling.classes).encode())
    write_media(seen, sink)
    return losses


def _path(media: Media) -> str:
    return f"{media.subset}/{media.name}" if media.subset else media.name


def _check_name(name: str) -> None:
    if len(name.split()) != 1:
        raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"class {name!r}")


def _count_losses(each: MediaLabels, losses: Losses) -> None:
    labels = visible(each.labels)
    losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
    losses.add(Loss.KEYFRAMES, int((~labels["keyframe"].to_numpy(zero_copy_only=False).astype(bool)).sum()))
    for loss, name in {Loss.ROTATION: "rotation", Loss.Z_ORDER: "z_order"}.items():
        losses.add(loss, int((labels[name].to_numpy() != 0).sum()))
    said = (set(attributes_of(text)) - {"truncated"} for text in labels["attributes"].to_pylist() if text)
    losses.add(Loss.ATTRIBUTES, sum(bool(names) for names in said))


def _lines(labels: pa.Table) -> Iterator[str]:
    for frame, track, label, occluded, score, text, x1, y1, x2, y2 in tuples(
        labels, ("frame", "track_id", "label", "occluded", "score", "attributes", *COORDINATES)
    ):
        _check_name(label)
        more = attributes_of(text) if text else {}
        cut = more.get("truncated", 0)
        alpha, rest = UNKNOWN.split(" ", 1)
        said = f" {score!r}" if score is not None else ""
        name = -1 if track is None else track
        yield f"{frame} {name} {label} {int(cut) if isinstance(cut, bool) else cut} {int(occluded)} {alpha} {x1!r} {y1!r} {x2!r} {y2!r} {rest}{said}\n"


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``."""
    names = source.names()
    texts = [name for name in names if name.endswith(".txt") and name.rpartition("/")[2] != CLASSES_FILE]
    if not texts and any(name.endswith("tracklet_labels.xml") for name in names):
        raise Refused(
            "labels_format_cannot_say",
            format=FORMAT,
            problem="tracklet_labels.xml: boxes in space, none in the picture",
        )
    if not texts:
        raise Refused("labels_missing", format=FORMAT, wanted=f"{FOLDER}*.txt")
    declared = []
    if CLASSES_FILE in names:
        with source.open(CLASSES_FILE) as file:
            declared = [text for _, text in lines(file, name=CLASSES_FILE, format=FORMAT)]
    return Labelling(classes=tuple(LabelClass(name=name) for name in declared), media=_media(source, texts))


def _media(source: Source, texts: list[str]) -> Iterator[MediaLabels]:
    known = {_path(media): media for media in read_media(source, format=FORMAT).values()}
    for text in texts:
        called = text.removeprefix(FOLDER).removesuffix(".txt")
        media = known.get(called) or Media(name=called, frames=0)
        rows = Rows(text)
        with source.open(text) as file:
            for place, line in lines(file, name=text, format=FORMAT):
                _add(line.split(), f"line {place}", rows)
        labels = rows.table()
        check_tracks(labels, file=text, media=media.name)
        yield MediaLabels(media=media, labels=labels)


def _add(parts: list[str], place: str, rows: Rows) -> None:
    if len(parts) not in (FIELDS, FIELDS + 1):
        raise Refused(
            "labels_unreadable",
            file=rows.file,
            format=FORMAT,
            place=place,
            problem=f"{len(parts)} fields, not {FIELDS}",
        )
    frame, track, cut, occluded = (number(parts[at]) for at in (0, 1, 3, 4))
    if not frame.is_integer() or frame < 0 or not track.is_integer():
        raise Refused("labels_frame_impossible", file=rows.file, place=place, frame=parts[0], first=0)
    x1, y1, x2, y2 = (number(part) for part in parts[6:10])
    rows.add(
        parts[2],
        (x1, y1, x2, y2),
        frame=int(frame),
        track_id=int(track) if track >= 0 else None,
        occluded=occluded > 0,
        score=number(parts[FIELDS]) if len(parts) > FIELDS else None,
        attributes={"truncated": int(cut) if cut.is_integer() else cut} if cut else "",
        place=place,
    )
