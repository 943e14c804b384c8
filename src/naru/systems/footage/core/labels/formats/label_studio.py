"""Label Studio's JSON: tasks with regions; in a video, keyframes in percent of the picture, counted from 1.

Source: https://labelstud.io/tags/videorectangle, and the expansion of keyframes in label-studio-sdk. A keyframe that is not ``enabled`` is shown
itself and ends its run; one that is, runs to the next, the last to the end of the video. Boxes turn about their upper left corner.
"""

import math
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.formats.json_stream import elements
from naru.systems.footage.core.labels.formats.media_file import read_media, write_media
from naru.systems.footage.core.labels.keyframes import filled, keyframes_only
from naru.systems.footage.core.labels.rows import Rows, check_tracks, number, records, visible
from naru.systems.footage.core.labels.values import (
    COORDINATES,
    LABELS,
    Labelling,
    Loss,
    Losses,
    Media,
    MediaKind,
    MediaLabels,
)

FORMAT = "Label Studio"
FILE = "tasks.json"
MOST_FILLED = 2_000_000  # rows that keyframes of one task may stand for: a line may claim ten million
VIDEO, PICTURE = "videorectangle", "rectanglelabels"


def write(labelling: Labelling, sink: Sink) -> Losses:
    """One file of tasks. Raises ``Refused``: ``labels_format_cannot_say`` for a clip whose size nobody knows."""
    losses, seen = Losses(), []
    with sink.file(FILE) as file:
        file.write(b"[")
        for place, each in enumerate(labelling.media):
            seen.append(each.media)
            _count_losses(each, losses)
            file.write((b"," if place else b"") + orjson.dumps(_task(each, place + 1, losses)))
        file.write(b"]")
    write_media(seen, sink)
    return losses


def _count_losses(each: MediaLabels, losses: Losses) -> None:
    labels = visible(each.labels)
    losses.add(Loss.OUTSIDE, len(each.labels) - len(labels))
    losses.add(Loss.SCORES, len(labels) - labels["score"].null_count)
    losses.add(Loss.ATTRIBUTES, sum(bool(text) for text in labels["attributes"].to_pylist()))
    losses.add(Loss.OCCLUDED, int(labels["occluded"].to_numpy(zero_copy_only=False).astype(bool).sum()))
    losses.add(Loss.Z_ORDER, int((labels["z_order"].to_numpy() != 0).sum()))


def _task(each: MediaLabels, id: int, losses: Losses) -> dict[str, Any]:
    media = each.media
    if len(each.labels) and not (media.width and media.height):
        raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"{media.name}: width, height")
    key = "image" if media.kind is MediaKind.PICTURE else "video"
    name = media.name if key == "image" else f"{media.name}.mp4"
    regions = _picture_regions(each) if key == "image" else _video_regions(each, losses)
    return {"id": id, "data": {key: name}, "annotations": [{"id": id, "result": list(regions)}]}


def _video_regions(each: MediaLabels, losses: Losses) -> Iterator[dict[str, Any]]:
    media, labels = each.media, visible(each.labels)
    keys, added = keyframes_only(labels, step=media.step, until=media.frames)
    losses.add(Loss.KEYFRAMES_ADDED, added)
    tracks = labels["track_id"].to_pylist()
    shown = {(track, frame) for track, frame in zip(tracks, labels["frame"].to_pylist(), strict=True)}
    followed: dict[object, list[dict[str, Any]]] = {}
    for place, row in enumerate(records(keys)):
        followed.setdefault(row["track_id"] if row["track_id"] is not None else f"single-{place}", []).append(row)
    for track, rows in followed.items():
        rows.sort(key=lambda row: int(row["frame"]))
        sequence = [_entry(row, media, (track, row["frame"] + media.step) in shown) for row in rows]
        if (track, media.frames - 1) in shown:
            sequence[-1]["enabled"] = True
        seconds = media.frames / media.fps if media.fps else 0
        value = {"framesCount": media.frames, "duration": seconds, "sequence": sequence, "labels": [rows[0]["label"]]}
        yield _region(f"track-{track}" if isinstance(track, int) else str(track), VIDEO, value, media)


def _entry(row: Mapping[str, Any], media: Media, goes_on: bool) -> dict[str, Any]:
    time = (row["frame"] + 1) / media.fps if media.fps else 0
    return {"frame": row["frame"] + 1, "enabled": goes_on, "time": time, **_percent(row, media)}


def _picture_regions(each: MediaLabels) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(records(visible(each.labels))):
        value = {**_percent(row, each.media), PICTURE: [row["label"]]}
        yield _region(f"box-{place}", PICTURE, value, each.media)


def _region(id: str, kind: str, value: dict[str, Any], media: Media) -> dict[str, Any]:
    to = "video" if kind == VIDEO else "image"
    size = {"original_width": media.width, "original_height": media.height}
    return {"id": id, "type": kind, "from_name": "box", "to_name": to, **size, "value": value}


def _percent(row: Mapping[str, Any], media: Media) -> dict[str, float]:
    x1, y1, x2, y2 = (row[name] for name in COORDINATES)
    left, top = _turned((x1 + x2) / 2, (y1 + y2) / 2, (x1 - x2) / 2, (y1 - y2) / 2, row["rotation"]) if row["rotation"] else (x1, y1)  # fmt: skip
    return {
        "x": 100 * left / media.width,
        "y": 100 * top / media.height,
        "width": 100 * (x2 - x1) / media.width,
        "height": 100 * (y2 - y1) / media.height,
        "rotation": row["rotation"],
    }


def _turned(x: float, y: float, right: float, down: float, degrees: float) -> tuple[float, float]:
    """A point ``right, down`` of ``x, y``, turned clockwise about it."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return x + right * cosine - down * sine, y + right * sine + down * cosine


def read(source: Source) -> Labelling:
    """Raises ``Refused``: ``labels_…``. Classes are those that the regions name, as they come."""
    names = [name for name in source.names() if name.endswith(".json") and not name.endswith("naru-media.json")]
    if not names:
        raise Refused("labels_missing", format=FORMAT, wanted=FILE)
    losses = Losses()
    return Labelling(classes=(), media=_media(source, names, losses), losses=losses)


def _media(source: Source, names: list[str], losses: Losses) -> Iterator[MediaLabels]:
    known = {name: media for (_subset, name), media in read_media(source, format=FORMAT).items()}
    for name in names:
        with source.open(name) as file:
            for place, element in enumerate(elements(file, name=name, format=FORMAT)):
                if not element.is_item or not isinstance(element.value, dict):
                    raise _fault(name, f"[{place}]", "it is no list of tasks")
                yield _Task(element.value, name, f"[{place}]", known, losses).labels()


def _fault(file: str, place: str, problem: str) -> Refused:
    return Refused("labels_unreadable", file=file, format=FORMAT, place=place, problem=problem)


class _Task:
    """One task: its regions in the picture's percent, then in pixels."""

    def __init__(
        self, value: dict[str, Any], file: str, place: str, known: Mapping[str, Media], losses: Losses
    ) -> None:
        self._file, self._place, self._losses = file, place, losses
        self._rows = Rows(file)
        self._tracks: set[int] = set()
        data = value.get("data")
        found = next(((key, data[key]) for key in ("video", "image") if isinstance(data, dict) and key in data), None)
        if found is None:
            raise _fault(file, place, "a task without data.video or data.image")
        self._is_clip = found[0] == "video"
        path = PurePosixPath(str(found[1]))
        called = str(path.with_suffix("")) if self._is_clip else str(path)
        self._called = called if called in known else called.rpartition("/")[2]
        self._known = known.get(self._called)
        annotations = value.get("annotations") or value.get("completions") or []
        if not isinstance(annotations, list):
            raise _fault(file, place, "annotations that are no list")
        first = next((each for each in annotations if isinstance(each, dict) and not each.get("was_cancelled")), {})
        self._regions: list[dict[str, Any]] = [each for each in first.get("result", []) if isinstance(each, dict)]

    def labels(self) -> MediaLabels:
        media = self._sized()
        for place, region in enumerate(self._regions):
            self._add(region, f"{self._place}.result[{place}]", media)
        labels = self._rows.table()
        check_tracks(labels, file=self._file, media=media.name)
        return MediaLabels(media=media, labels=_straight(labels))

    def _sized(self) -> Media:
        if self._known is not None:
            return self._known
        sizes = [(each.get("original_width"), each.get("original_height")) for each in self._regions]
        width, height = next(((w, h) for w, h in sizes if isinstance(w, int) and isinstance(h, int)), (0, 0))
        counts = [each["value"].get("framesCount", 0) for each in self._regions if isinstance(each.get("value"), dict)]
        frames = max((count for count in counts if isinstance(count, int)), default=0) if self._is_clip else 1
        kind = MediaKind.CLIP if self._is_clip else MediaKind.PICTURE
        return Media(name=self._called, kind=kind, width=width, height=height, frames=frames)

    def _add(self, region: dict[str, Any], place: str, media: Media) -> None:
        value, kind = region.get("value"), region.get("type")
        if kind not in (VIDEO, PICTURE) or not isinstance(value, dict):
            self._losses.add(Loss.SHAPES, 1)
            return
        if not (media.width and media.height):
            raise Refused("labels_format_cannot_say", format=FORMAT, problem=f"{self._file} {place}: original_width")
        labels = value.get("labels") or value.get(PICTURE) or []
        label = str(labels[0]) if isinstance(labels, list) and labels else "object"
        if kind == PICTURE:
            self._rows.add(label, self._box(value, media), rotation=number(value.get("rotation", 0)), place=place)
            return
        self._add_track(region, value, label, place, media)

    def _add_track(self, region: dict[str, Any], value: dict[str, Any], label: str, place: str, media: Media) -> None:
        sequence = value.get("sequence")
        if not isinstance(sequence, list) or not sequence:
            raise _fault(self._file, place, "a region without a sequence")
        track, keys = self._number(str(region.get("id", ""))), Rows(self._file)
        entries = sorted(sequence, key=lambda entry: number(entry.get("frame")) if isinstance(entry, dict) else 0)
        runs: list[tuple[int, int]] = []  # frames shown, from and until (inclusive)
        begin: int | None = None
        for entry in entries:
            frame = entry.get("frame") if isinstance(entry, dict) else None
            if not isinstance(frame, int) or frame < 1:
                raise Refused("labels_frame_impossible", file=self._file, place=place, frame=frame, first=1)
            begin = frame - 1 if begin is None else begin
            box, turn = self._box(entry, media), number(entry.get("rotation", 0))
            keys.add(label, box, frame=frame - 1, track_id=track, rotation=turn, place=place)
            if not entry.get("enabled", True):
                runs.append((begin, frame - 1))
                begin = None
        if begin is not None:
            runs.append((begin, max(begin, media.frames - 1)))
        self._expand(keys.table(), runs, place)

    def _expand(self, keys: pa.Table, runs: list[tuple[int, int]], place: str) -> None:
        if sum(end - begin + 1 for begin, end in runs) + len(self._rows) > MOST_FILLED:
            raise Refused("labels_too_many", file=f"{self._file} {place}", limit=MOST_FILLED)
        frames = keys["frame"].to_numpy()
        for begin, end in runs:
            within = keys.filter(pa.array((frames >= begin) & (frames <= end)))
            for row in records(filled(within, until=end + 1)):
                x1, y1, x2, y2 = (row[name] for name in COORDINATES)
                self._rows.add(
                    row["label"],
                    (x1, y1, x2, y2),
                    frame=row["frame"],
                    track_id=row["track_id"],
                    rotation=row["rotation"],
                    keyframe=row["keyframe"],
                    place=place,
                )

    def _number(self, id: str) -> int:
        """A region's own number where it is ours, else the next that is free."""
        own = id.removeprefix("track-")
        track = int(own) if own.isdecimal() and len(own) < 18 and own != id else max(self._tracks, default=0) + 1
        while track in self._tracks:
            track += 1
        self._tracks.add(track)
        return track

    def _box(self, entry: Mapping[str, Any], media: Media) -> tuple[float, float, float, float]:
        """In pixels, as it lies before it is turned."""
        x, y, width, height = (number(entry.get(name)) for name in ("x", "y", "width", "height"))
        x, width = x * media.width / 100, width * media.width / 100
        y, height = y * media.height / 100, height * media.height / 100
        return x, y, x + width, y + height


def _straight(labels: pa.Table) -> pa.Table:
    """Boxes that turn about their corner → boxes that turn about their middle."""
    turned = labels["rotation"].to_numpy() != 0
    if not turned.any():
        return labels
    edges = np.stack([labels[name].to_numpy() for name in COORDINATES], axis=1).copy()
    for row in np.flatnonzero(turned):
        x1, y1, x2, y2 = edges[row]
        half_w, half_h = (x2 - x1) / 2, (y2 - y1) / 2
        cx, cy = _turned(x1, y1, half_w, half_h, labels["rotation"][row].as_py())
        edges[row] = np.round([cx - half_w, cy - half_h, cx + half_w, cy + half_h], 6)
    for column, name in enumerate(COORDINATES):
        labels = labels.set_column(labels.schema.get_field_index(name), LABELS.field(name), pa.array(edges[:, column]))
    return labels
