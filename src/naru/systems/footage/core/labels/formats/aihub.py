"""AI-Hub's JSON: a file a clip, laid out as the set's schema says; folders by split, ``01.데이터/1.Training/라벨링데이터``."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import orjson
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.aihub_schemas import AihubSchema
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.media_file import FILE as MEDIA_FILE
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.rows import Rows, attributes_of, check_tracks, in_order, number, records, visible
from naru.systems.footage.core.labels.values import LabelClass, Labelling, Loss, Losses, Media, MediaLabels

FORMAT = "AI-Hub"
LARGEST = 256 << 20  # bytes of one clip's file
OWN = {"keyframe": "keyframe", "occluded": "occluded"}  # fields of ours within a row, which the set's readers pass over


def write(schema: AihubSchema, labelling: Labelling, sink: Sink) -> Losses:
    losses, seen = Losses(), []
    codes = {label: code for code, label in schema.classes.items()}
    for each in labelling.media:
        seen.append(each.media)
        labels = in_order(visible(each.labels))
        losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
        losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
        losses.add(Loss.Z_ORDER, int((labels["z_order"].to_numpy() != 0).sum()))
        losses.add(Loss.ROTATION, int((labels["rotation"].to_numpy() != 0).sum()))
        with sink.file(_path(schema, each.media)) as file:
            file.write(orjson.dumps(_clip(schema, each.media, labels, codes), option=orjson.OPT_INDENT_2))
    write_media(seen, sink)
    return losses


def _path(schema: AihubSchema, media: Media) -> str:
    split = schema.splits.get(media.subset)
    if split is None:
        raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"{media.subset}: no such split")
    return f"{schema.folder.format(split=split)}/{media.name}.json"


def _clip(schema: AihubSchema, media: Media, labels: pa.Table, codes: Mapping[str, int]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    rows = [_row(schema, row, codes) for row in records(labels)]
    values = {
        schema.media: f"{media.name}.mp4",
        schema.width: media.width,
        schema.height: media.height,
        schema.frames: media.frames,
        schema.fps: media.fps,
        schema.rows.removesuffix("[]"): rows,
    }
    values |= {
        path: len(set(labels["track_id"].drop_null().to_pylist()))
        for path, of in schema.constants.items()
        if of == "tracks"
    }
    if schema.events:
        values[schema.events.removesuffix("[]")] = []
    for path, value in values.items():
        _put(said, path, value)
    return said


def _put(into: dict[str, Any], path: str, value: object) -> None:
    *way, last = path.split(".")
    for step in way:
        into = into.setdefault(step, {})
    into[last] = value


def _row(schema: AihubSchema, row: Mapping[str, Any], codes: Mapping[str, int]) -> dict[str, Any]:
    x1, y1, x2, y2 = (row[name] for name in ("x1", "y1", "x2", "y2"))
    made: dict[str, Any] = {
        schema.frame: row["frame"] + schema.first,
        schema.track: row["track_id"],
        schema.box: [x1, y1, x2, y2] if schema.corners else [x1, y1, x2 - x1, y2 - y1],
        **{name: row[name] for name in OWN},
    }
    if schema.class_name:
        made[schema.class_name] = codes.get(row["label"], row["label"])
    elif row["label"] != schema.label:
        raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"class {row['label']!r}, only {schema.label}")
    if row["attributes"]:
        made["attributes"] = attributes_of(row["attributes"])
    return made


def read(schema: AihubSchema, source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``."""
    names = [name for name in source.names() if name.endswith(".json") and name.rpartition("/")[2] != MEDIA_FILE]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted=f"{schema.folder.format(split='…')}/*.json")
    classes = [*schema.classes.values()] or [schema.label]
    losses = Losses()
    return Labelling(
        classes=tuple(LabelClass(name=name) for name in classes), media=_media(schema, source, names), losses=losses
    )


def _media(schema: AihubSchema, source: Source, names: list[str]) -> Iterator[MediaLabels]:
    known = read_media(source, format=FORMAT)
    for name in names:
        with source.open(name) as file:
            content = file.read(LARGEST + 1)
        try:
            said = orjson.loads(content)
        except orjson.JSONDecodeError as broken:
            raise _fault(name, "", str(broken)) from None
        if len(content) > LARGEST or not isinstance(said, dict):
            raise _fault(name, "", "it is too large, or no object")
        media = _of(schema, said, name, known)
        labels = _labels(schema, said, name)
        check_tracks(labels, file=name, media=media.name)
        yield MediaLabels(media=media, labels=labels)


def _fault(file: str, place: str, problem: str) -> Refused:
    return Refused("labels_unreadable", file=file, format=FORMAT, place=place, problem=problem)


def _get(said: Any, path: str) -> Any:
    for step in path.split("."):
        said = said.get(step) if isinstance(said, dict) else None
    return said


def _of(schema: AihubSchema, said: Mapping[str, Any], file: str, known: Mapping[tuple[str, str], Media]) -> Media:
    called = PurePosixPath(str(_get(said, schema.media) or PurePosixPath(file).name)).stem
    subset = next((name for name, folder in schema.splits.items() if name and f"/{folder}/" in f"/{file}"), "")
    folder = schema.folder.format(split=schema.splits[subset])
    inner = file.removeprefix(f"{folder}/").removesuffix(".json")
    for key in ((subset, inner), ("", inner), (subset, called), ("", called)):
        if key in known:
            return known[key]
    fps = _get(said, schema.fps)
    return Media(
        name=called,
        subset=subset,
        fps=float(fps) if isinstance(fps, int | float) else 0.0,
        width=_whole(said, schema.width, file),
        height=_whole(said, schema.height, file),
        frames=_whole(said, schema.frames, file),
    )


def _whole(said: Mapping[str, Any], path: str, file: str) -> int:
    """0 where it is not there."""
    value = _get(said, path)
    if value is not None and (not isinstance(value, int) or value < 0):
        raise _fault(file, path, "no whole number")
    return value or 0


def _labels(schema: AihubSchema, said: Mapping[str, Any], file: str) -> pa.Table:
    rows, found = Rows(file), _get(said, schema.rows.removesuffix("[]"))
    if not isinstance(found, list):
        raise _fault(file, schema.rows, "it is no list")
    acts = _acts(schema, said, file)
    for place, row in enumerate(found):
        if not isinstance(row, dict):
            raise _fault(file, f"{schema.rows}[{place}]", "it is no object")
        _add(schema, row, f"{schema.rows.removesuffix('[]')}[{place}]", rows, acts)
    return rows.table()


def _acts(schema: AihubSchema, said: Mapping[str, Any], file: str) -> list[tuple[str, int, int]]:
    found = _get(said, schema.events.removesuffix("[]")) if schema.events else []
    acts = []
    for place, event in enumerate(found if isinstance(found, list) else []):
        begin, end = (_get(event, name) for name in (schema.event_start, schema.event_end))
        if not isinstance(begin, int) or not isinstance(end, int):
            raise _fault(file, f"{schema.events.removesuffix('[]')}[{place}]", "an interval without its frames")
        acts.append((str(_get(event, schema.event_name) or "event"), begin - schema.first, end - schema.first))
    return acts


def _add(schema: AihubSchema, row: Mapping[str, Any], place: str, rows: Rows, acts: list[tuple[str, int, int]]) -> None:
    frame, track, box = row.get(schema.frame), row.get(schema.track), row.get(schema.box)
    if not isinstance(frame, int) or frame < schema.first:
        raise Refused("labels_frame_impossible", file=rows.file, place=place, frame=frame, first=schema.first)
    if not isinstance(box, list) or len(box) != 4:
        raise Refused("labels_box_impossible", file=rows.file, place=place, box=str(box)[:60])
    if track is not None and not isinstance(track, int):
        raise _fault(rows.file, place, f"{schema.track} is no whole number")
    a, b, c, d = map(number, box)
    attributes = dict(row.get("attributes") or {})
    attributes |= {name: True for name, begin, end in acts if begin <= frame - schema.first <= end}
    rows.add(
        _class(schema, row, rows.file, place),
        (a, b, c, d) if schema.corners else (a, b, a + c, b + d),
        frame=frame - schema.first,
        track_id=track,
        occluded=row.get("occluded") is True,
        keyframe=row.get("keyframe", True) is True,
        attributes=attributes,
        place=place,
    )


def _class(schema: AihubSchema, row: Mapping[str, Any], file: str, place: str) -> str:
    if not schema.class_name:
        return schema.label
    said = row.get(schema.class_name)
    code = int(said) if isinstance(said, str) and said.isdecimal() else said
    if isinstance(code, int) and code in schema.classes:
        return schema.classes[code]
    if isinstance(said, str) and said in schema.classes.values():
        return said
    raise Refused("labels_class_unknown", file=file, place=place, label=said)
