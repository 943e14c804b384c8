"""Labels that no label may be: the syntactic indicator. Every fault is told with its clip, frame and track."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.base.kit.words import Words
from naru.systems.footage.core.labels.rows import attributes_of
from naru.systems.footage.core.labels.values import LabelClass, Media
from naru.systems.footage.core.metrics.boxes import Flags, boxes_of

FAULT_WORDS: Mapping[str, Words] = {
    "class_unknown": Words("세트에 없는 분류", "a class that the set has not"),
    "box_outside": Words("그림 밖의 상자", "a box beyond the picture"),
    "box_empty": Words("넓이가 없는 상자", "a box without an area"),
    "frame_unknown": Words("영상에 없는 그림", "a frame that the clip has not"),
    "track_twice": Words("한 그림에 두 번 있는 궤적", "a track twice in a frame"),
    "class_changes": Words("도중에 분류가 바뀐 궤적", "a track that changes its class"),
    "attribute_unknown": Words("세트에 없는 속성", "an attribute that the class has not"),
    "attribute_value": Words("쓸 수 없는 속성 값", "a value that the attribute has not"),
    "attribute_changes": Words("도중에 바뀐 속성", "an attribute that may not change, and does"),
}
SLACK_PX = 0.5  # tools round to the nearest pixel, and over the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    code: str  # of FAULT_WORDS
    frame: int
    track_id: int | None
    row: int  # of the table


def faults(labels: pa.Table, media: Media, classes: tuple[LabelClass, ...]) -> list[Fault]:
    """All of LABELS of one clip, one a row at most of each code, in the order of rows."""
    found: list[tuple[int, str]] = []
    for code, rows in _masks(labels, media, classes):
        found += [(int(row), code) for row in np.flatnonzero(rows)]
    found += _attribute_faults(labels, classes)
    frames, tracks = labels["frame"].to_pylist(), labels["track_id"].to_pylist()
    return [Fault(code=code, frame=frames[row], track_id=tracks[row], row=row) for row, code in sorted(found)]


def faulty_rows(found: list[Fault]) -> int:
    return len({fault.row for fault in found})


def _masks(labels: pa.Table, media: Media, classes: tuple[LabelClass, ...]) -> Iterator[tuple[str, Flags]]:
    names = {each.name for each in classes}
    yield "class_unknown", np.array([label not in names for label in labels["label"].to_pylist()], bool)
    seen = ~labels["outside"].to_numpy(zero_copy_only=False).astype(bool)
    edges = boxes_of(labels)
    if media.width and media.height:
        far = np.array([media.width, media.height, media.width, media.height]) + SLACK_PX
        yield "box_outside", seen & ((edges < -SLACK_PX) | (edges > far)).any(axis=1)
    yield "box_empty", seen & ((edges[:, 2] <= edges[:, 0]) | (edges[:, 3] <= edges[:, 1]))
    if media.frames:
        yield "frame_unknown", labels["frame"].to_numpy() >= media.frames
    yield "track_twice", _repeated(labels)
    yield "class_changes", _changes(labels, labels["label"].to_pylist())


def _repeated(labels: pa.Table) -> Flags:
    seen: set[tuple[int, int]] = set()
    flags = np.zeros(len(labels), bool)
    pairs = zip(labels["frame"].to_pylist(), labels["track_id"].to_pylist(), strict=True)
    for row, (frame, track) in enumerate(pairs):
        flags[row] = track is not None and (frame, track) in seen
        if track is not None:
            seen.add((frame, track))
    return flags


def _changes(labels: pa.Table, values: list[str]) -> Flags:
    """Rows of a track whose value is another than the track's first."""
    first: dict[int, str] = {}
    flags = np.zeros(len(labels), bool)
    for row, (track, value) in enumerate(zip(labels["track_id"].to_pylist(), values, strict=True)):
        flags[row] = track is not None and first.setdefault(track, value) != value
    return flags


def _attribute_faults(labels: pa.Table, classes: tuple[LabelClass, ...]) -> Iterator[tuple[int, str]]:
    rules = {each.name: {rule.name: rule for rule in each.attributes} for each in classes}
    fixed: dict[tuple[int, str], object] = {}
    columns = zip(*(labels[name].to_pylist() for name in ("label", "track_id", "attributes")), strict=True)
    for row, (label, track, text) in enumerate(columns):
        codes = set()
        for name, value in attributes_of(text).items():
            rule = rules.get(label, {}).get(name)
            if rule is None:
                codes.add("attribute_unknown")
            elif rule.values and str(value) not in rule.values:
                codes.add("attribute_value")
            elif not rule.changes and track is not None and fixed.setdefault((track, name), value) != value:
                codes.add("attribute_changes")
        yield from ((row, code) for code in sorted(codes))
