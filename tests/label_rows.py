"""Label files in memory, and few labels written by hand."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.rows import Rows, visible
from naru.systems.footage.core.labels.values import LabelClass, Labelling, Losses, Media, MediaLabels

PERSON, CAR = LabelClass(name="person"), LabelClass(name="car")
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Memory:
    """A source and a sink."""

    files: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        yield io.BytesIO(self.files[name])

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        assert name not in self.files, f"{name} is written twice"
        held = io.BytesIO()
        yield held
        self.files[name] = held.getvalue()


def folder(path: Path) -> Memory:
    """All files under a folder, or one file."""
    if path.is_file():
        return Memory({path.name: path.read_bytes()})
    return Memory({each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()})


def labels(*rows: Mapping[str, Any], file: str = "test") -> pa.Table:
    """LABELS; each row has ``label`` and ``box``, and what else it says."""
    made = Rows(file)
    for row in rows:
        made.add(
            row["label"], row["box"], **{name: value for name, value in row.items() if name not in ("label", "box")}
        )
    return made.table()


def track(
    track_id: int, frames: Sequence[int], *, label: str = "person", at: float = 10.0, **more: Any
) -> list[dict[str, Any]]:
    """A box that walks two pixels a frame; the first and the last are keyframes."""
    ends = {frames[0], frames[-1]}
    return [
        {
            "label": label,
            "box": (at + 2 * frame, 20.0, at + 2 * frame + 12.5, 50.25),
            "frame": frame,
            "track_id": track_id,
            "keyframe": frame in ends,
            **more,
        }
        for frame in frames
    ]


def clip(*rows: Mapping[str, Any], name: str = "clip", **more: Any) -> MediaLabels:
    media = Media(**{"name": name, "width": 640, "height": 360, "frames": 40, "fps": 10.0, **more})
    return MediaLabels(media=media, labels=labels(*rows))


def written(format: str, *media: MediaLabels, classes: Sequence[LabelClass] = (PERSON, CAR)) -> tuple[Memory, Losses]:
    sink = Memory()
    return sink, format_named(format).write(Labelling(classes=tuple(classes), media=media), sink)


def read(format: str, source: Memory) -> tuple[list[MediaLabels], Labelling]:
    found = format_named(format).read(source)
    return list(found.media), found


def seen(table: pa.Table, *names: str) -> list[tuple[Any, ...]]:
    """Visible rows by these columns, in order."""
    return sorted(tuple(row.values()) for row in visible(table).select(list(names)).to_pylist())
