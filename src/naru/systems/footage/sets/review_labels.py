"""What the reviewer is given and gives back, and label files that are brought."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pyarrow as pa
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.label_reading import read_labels
from naru.systems.footage.core.labels.rows import Rows, number
from naru.systems.footage.core.labels.values import LABELS
from naru.systems.footage.sets import labelling, reads
from naru.systems.footage.sets.clip_tables import find_clip
from naru.systems.footage.sets.shapes import LabellingView, SetClipView, SetView

REVIEWER = "reviewer"
MOST_BYTES = 32 << 20
COLUMNS = ("frame", "track_id", "label", "x1", "y1", "x2", "y2", "outside", "occluded", "keyframe", "attributes")


def given(view: SetView, clip: SetClipView, by: Person) -> dict[str, Any]:
    """JSON for the reviewer: the clip, the classes, and the labels in force column by column."""
    labels = reads.labels(view.id, clip.labels.id, by) if clip.labels else LABELS.empty_table()
    return {
        "clip": {
            "id": clip.clip_id,
            "width": clip.width,
            "height": clip.height,
            "frames": clip.frames,
            "fps": clip.fps,
            "times": _times(clip),
            "src": reverse("footage:masked_clip", args=[clip.clip_id]),
        },
        "classes": [
            {"name": each.name, "ko": each.words.ko, "en": each.words.en} for each in view.plan.classes if each.words
        ],
        "was": clip.labels.id if clip.labels else "",
        "labels": {name: labels[name].to_pylist() for name in COLUMNS},
    }


def _times(clip: SetClipView) -> list[float]:
    """Of each frame, seconds from the first: a player is asked for a time, and pictures need not come evenly."""
    found = find_clip(clip.camera_id, clip.clip_id)
    times = found.times_us() if found else []
    return [round((at - times[0]) / 1e6, 4) for at in times]


def save(clip: SetClipView, body: bytes, *, by: Person) -> LabellingView:
    """``{"was": …, "labels": {column: […]}}``. Raises ``Refused``: ``labels_…``, as ``labelling.save_labels``."""
    if len(body) > MOST_BYTES:
        raise Refused("labels_too_many", file=clip.name, limit=MOST_BYTES)
    try:
        said = orjson.loads(body)
        columns = [said["labels"][name] for name in COLUMNS]
        rows = list(zip(*columns, strict=True))
        was = str(said["was"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        raise Refused("labels_unreadable", file=clip.name, format="JSON", place="labels", problem="columns") from None
    return labelling.save_labels(clip.set_id, clip.clip_id, _table(clip.name, rows), was=was, by=by)


def _table(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    made = Rows(name)
    for place, (frame, track, label, x1, y1, x2, y2, outside, occluded, keyframe, attributes) in enumerate(rows):
        if not isinstance(frame, int) or not isinstance(label, str) or not isinstance(track, int | None):
            raise Refused("labels_unreadable", file=name, format="JSON", place=f"labels[{place}]", problem="type")
        made.add(
            label,
            (number(x1), number(y1), number(x2), number(y2)),
            frame=frame,
            track_id=track,
            outside=outside is True,
            occluded=occluded is True,
            keyframe=keyframe is True,
            attributes=attributes if isinstance(attributes, str) else "",
            place=f"labels[{place}]",
        )
    return made.table()


def bring_uploaded(
    set_id: str, uploaded: Sequence[UploadedFile[Any]], *, format: str, person: str, gold: bool, by: Person
) -> list[LabellingView]:
    """Label files from a form: one archive, or several files. Raises ``Refused``: ``nothing_uploaded``, ``labels_…``."""
    if not uploaded:
        raise Refused("nothing_uploaded")
    with TemporaryDirectory(prefix="naru-labels-") as folder:
        for file in uploaded:
            with (Path(folder) / PurePosixPath(file.name or "labels").name).open("wb") as kept:
                for chunk in file.chunks():
                    kept.write(chunk)
        paths = list(Path(folder).iterdir())
        return bring(
            set_id, paths[0] if len(paths) == 1 else Path(folder), format=format, person=person, gold=gold, by=by
        )


def bring(set_id: str, path: Path, *, format: str, person: str, gold: bool = False, by: Person) -> list[LabellingView]:
    """A label file, a folder or an archive of them, read in a limited child. Raises ``Refused``: ``labels_…``."""
    with read_labels(path, format) as read:
        return labelling.take_labels(
            set_id,
            read.by_name(),
            person=person,
            format=format,
            losses={loss.value: count for loss, count in read.losses.counts.items()},
            gold=gold,
            by=by,
        )
