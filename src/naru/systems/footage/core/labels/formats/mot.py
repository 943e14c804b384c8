"""MOTChallenge: a text file a clip, ``frame,id,left,top,width,height,flag,class,visibility``; frames count from 1.

Source: Milan et al., MOT16 (2016), table 6. ``labels.txt`` names classes from 1, as CVAT and Datumaro write it; without it MOT16's names stand.
"""

import configparser
from collections.abc import Iterator

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.formats.text_lines import lines
from naru.systems.footage.core.labels.rows import Rows, attributes_of, check_tracks, in_order, number, tuples, visible
from naru.systems.footage.core.labels.values import COORDINATES, LabelClass, Labelling, Loss, Losses, Media, MediaLabels

FORMAT = "MOT"
TABLE, LABELS_FILE, SEQUENCE = "gt/gt.txt", "labels.txt", "seqinfo.ini"
STANDARD = (
    *("pedestrian", "person_on_vehicle", "car", "bicycle", "motorbike", "non_motorized_vehicle"),
    *("static_person", "distractor", "occluder", "occluder_on_ground", "occluder_full", "reflection"),
)
HALF = 0.5  # the visibility written for what is occluded and says no more
NO_TRACK = -1


def write(labelling: Labelling, sink: Sink) -> Losses:
    """A folder a clip."""
    losses, classes = Losses(), {each.name: place for place, each in enumerate(labelling.classes, 1)}
    seen: list[Media] = []
    for each in labelling.media:
        seen.append(each.media)
        labels = in_order(visible(each.labels))
        _count_losses(each, losses)
        with sink.file(f"{_folder(each.media)}/{TABLE}") as file:
            for line in _lines(labels, classes):
                file.write(line.encode())
        _write_sequence(each.media, sink)
    for media in seen:
        with sink.file(f"{_folder(media)}/gt/{LABELS_FILE}") as file:
            file.write("\n".join(classes).encode())
    write_media(seen, sink)
    return losses


def _folder(media: Media) -> str:
    return f"{media.subset}/{media.name}" if media.subset else media.name


def _count_losses(each: MediaLabels, losses: Losses) -> None:
    labels = visible(each.labels)
    losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
    losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
    losses.add(Loss.KEYFRAMES, int((~labels["keyframe"].to_numpy(zero_copy_only=False).astype(bool)).sum()))
    for loss, name in {Loss.ROTATION: "rotation", Loss.Z_ORDER: "z_order"}.items():
        losses.add(loss, int((labels[name].to_numpy() != 0).sum()))
    said = (set(attributes_of(text)) - {"visibility", "ignored"} for text in labels["attributes"].to_pylist() if text)
    losses.add(Loss.ATTRIBUTES, sum(bool(names) for names in said))


def _lines(labels: pa.Table, classes: dict[str, int]) -> Iterator[str]:
    for frame, track, label, occluded, text, x1, y1, x2, y2 in tuples(
        labels, ("frame", "track_id", "label", "occluded", "attributes", *COORDINATES)
    ):
        more = attributes_of(text) if text else {}
        seen = more.get("visibility", HALF if occluded else 1)
        flag = 0 if more.get("ignored") else 1
        place = classes.setdefault(label, len(classes) + 1)
        name = NO_TRACK if track is None else track
        yield f"{frame + 1},{name},{x1!r},{y1!r},{x2 - x1!r},{y2 - y1!r},{flag},{place},{seen}\n"


def _write_sequence(media: Media, sink: Sink) -> None:
    with sink.file(f"{_folder(media)}/{SEQUENCE}") as file:
        said = {"name": media.name, "imDir": "img1", "frameRate": f"{media.fps:g}", "seqLength": media.frames}
        said |= {"imWidth": media.width, "imHeight": media.height, "imExt": ".jpg"}
        file.write(("[Sequence]\n" + "".join(f"{name}={value}\n" for name, value in said.items())).encode())


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``."""
    tables = [name for name in source.names() if name == "gt.txt" or name.endswith(("/gt.txt", "det.txt"))]
    if not tables and (single := [name for name in source.names() if name.endswith(".txt")]):
        tables = single[:1]
    if not tables:
        raise Refused("labels_missing", format=FORMAT, wanted=TABLE)
    named = {name: _class_names(source, name) for name in tables}
    declared = dict.fromkeys(each for names in named.values() for each in names or ())
    classes = tuple(LabelClass(name=name) for name in declared or STANDARD)
    return Labelling(classes=classes, media=_media(source, tables, named))


def _class_names(source: Source, table: str) -> list[str] | None:
    folder = table.rpartition("/")[0]
    for name in (
        f"{folder}/{LABELS_FILE}".removeprefix("/"),
        f"{folder.rpartition('/')[0]}/{LABELS_FILE}".removeprefix("/"),
    ):
        if name in source.names():
            with source.open(name) as file:
                return [text for _, text in lines(file, name=name, format=FORMAT)]
    return None


def _media(source: Source, tables: list[str], named: dict[str, list[str] | None]) -> Iterator[MediaLabels]:
    known = {_folder(media): media for media in read_media(source, format=FORMAT).values()}
    for table in tables:
        folder = table.removesuffix("gt/gt.txt").removesuffix("det/det.txt").rstrip("/")
        media = known.get(folder) or _sequence(source, folder, table)
        rows = Rows(table)
        with source.open(table) as file:
            for place, line in lines(file, name=table, format=FORMAT):
                _add(line, f"line {place}", rows, list(named[table] or STANDARD))
        labels = rows.table()
        check_tracks(labels, file=table, media=media.name)
        yield MediaLabels(media=media, labels=labels)


def _sequence(source: Source, folder: str, table: str) -> Media:
    name = f"{folder}/{SEQUENCE}".removeprefix("/")
    fallback = folder or table.rpartition("/")[2].removesuffix(".txt")
    if name not in source.names():
        return Media(name=fallback, frames=0)
    parsed = configparser.ConfigParser(interpolation=None)
    try:
        with source.open(name) as file:
            parsed.read_string(file.read(1 << 16).decode("utf-8-sig"))
        said = parsed["Sequence"]
        return Media(
            name=folder or said.get("name", fallback),
            width=said.getint("imWidth", 0),
            height=said.getint("imHeight", 0),
            frames=said.getint("seqLength", 0),
            fps=said.getfloat("frameRate", 0.0),
        )
    except (configparser.Error, KeyError, ValueError):
        raise Refused("labels_unreadable", file=name, format=FORMAT, place="[Sequence]", problem="INI") from None


def _add(line: str, place: str, rows: Rows, names: list[str]) -> None:
    parts = [number(part) for part in line.split(",")]
    if len(parts) < 6 or not (parts[0].is_integer() and parts[1].is_integer()):
        raise Refused(
            "labels_unreadable", file=rows.file, format=FORMAT, place=place, problem="frame,id,left,top,width,height"
        )
    if parts[0] < 1:
        raise Refused("labels_frame_impossible", file=rows.file, place=place, frame=int(parts[0]), first=1)
    flag = parts[6] if len(parts) > 6 else 1.0
    kind = parts[7] if len(parts) > 7 else float(NO_TRACK)
    seen = parts[8] if len(parts) > 8 and parts[8] >= 0 else 1.0
    if kind != NO_TRACK and not (kind.is_integer() and 1 <= kind <= len(names)):
        raise Refused("labels_class_unknown", file=rows.file, place=place, label=f"{kind:g}")
    left, top, width, height = parts[2:6]
    more = {"visibility": seen} if seen not in (1.0, HALF) else {}
    rows.add(
        names[int(kind) - 1] if kind != NO_TRACK else names[0],
        (left, top, left + width, top + height),
        frame=int(parts[0]) - 1,
        track_id=None if parts[1] == NO_TRACK else int(parts[1]),
        occluded=seen < 1,
        score=None if flag in (0.0, 1.0) else flag,
        attributes={**more, "ignored": True} if flag == 0 else more,
        place=place,
    )
