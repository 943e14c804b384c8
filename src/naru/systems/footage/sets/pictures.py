"""Single masked frames of a set's clips, and what a small model sees of them; kept in the pipeline's store, which a withdrawal empties."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.systems.footage import storage
from naru.systems.footage.adapters import pictures as drawing
from naru.systems.footage.adapters import set_pictures
from naru.systems.footage.adapters.video_frames import at_numbers
from naru.systems.footage.core.metrics.boxes import Floats
from naru.systems.footage.core.sets.hashes import Hashes
from naru.systems.footage.core.sets.shortcut import Backgrounds
from naru.systems.footage.core.sets.validity import Examples
from naru.systems.footage.sets.clip_tables import FoundClip

STAGE = "look"
VERSION = 1
EVERY_S = 1.0  # between two frames that are looked at
MOST_FRAMES = 240  # of a clip
SAMPLES = 3  # pictures of a clip on the set's page


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLook:
    hashes: Hashes
    backgrounds: Backgrounds
    examples: Examples


def look(found: FoundClip, labels: pa.Table, *, labels_sha256: str) -> ClipLook:
    """Of a clip that has a masked copy."""
    masked = found.masked()
    assert masked is not None, "a clip without a masked copy is not looked at"

    def make(_folder: Path) -> dict[str, pa.Table]:
        seen = set_pictures.look(masked, labels, frames_of(found))
        return {"hashes": seen.hashes, "views": seen.views}

    store = storage.store()
    with store.at_work():
        inputs: JSON = {"mask": found.mask_key, "labels": labels_sha256, "version": VERSION, "every_s": EVERY_S}
        result = store.once(STAGE, inputs, clips=[found.clip.clip_id], make=make)
    hashes = store.table(STAGE, result.key, "hashes")["hash"].to_numpy()
    views = store.table(STAGE, result.key, "views")
    backdrops, crops = (_of_kind(views, kind) for kind in (set_pictures.BACKDROP, set_pictures.CROPPED))
    return ClipLook(
        hashes=hashes,
        backgrounds=Backgrounds(rows=backdrops[0], labels=backdrops[1]),
        examples=Examples(clip_id=found.clip.clip_id, rows=crops[0], labels=crops[1]),
    )


def _of_kind(views: pa.Table, kind: str) -> tuple[Floats, list[str]]:
    chosen = views.filter(pa.compute.equal(views["kind"], kind))
    rows = chosen["features"].to_pylist()
    return np.asarray(rows, np.float64) if rows else np.zeros((0, 1)), chosen["label"].to_pylist()


def frames_of(found: FoundClip) -> list[int]:
    """One a second, evenly, at most ``MOST_FRAMES``."""
    seconds = found.frames / found.fps if found.fps else 1.0
    count = int(max(1, min(MOST_FRAMES, seconds / EVERY_S, found.frames)))
    return [int((at + 0.5) * found.frames / count) for at in range(count)]


def samples_of(set_id: str, clip_id: str) -> list[Path]:
    return [storage.picture(f"set-{set_id}", f"{clip_id}-{number}.jpg") for number in range(SAMPLES)]


def draw_samples(set_id: str, found: FoundClip, labels: pa.Table) -> None:
    """Masked frames with their boxes, for the set's page; those that are there are drawn anew."""
    masked = found.masked()
    if masked is None:
        return
    wanted = sorted({int((at + 0.5) * found.frames / SAMPLES) for at in range(SAMPLES)})
    frames = labels["frame"].to_numpy()
    for path, number, picture in zip(
        samples_of(set_id, found.clip.clip_id), wanted, at_numbers(masked, wanted), strict=False
    ):
        here = labels.filter(pa.array(frames == number))
        edges = [[row["x1"], row["y1"], row["x2"], row["y2"]] for row in here.to_pylist() if not row["outside"]]
        drawing.write(path, drawing.coarse(drawing.outlined(picture, edges)))


def frames(found: FoundClip, numbers: list[int]) -> Iterator[drawing.Picture]:
    """Masked frames, in the order of numbers."""
    masked = found.masked()
    if masked is not None:
        yield from at_numbers(masked, numbers)
