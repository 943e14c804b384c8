"""What a clip is found to be: a row of CLIPS and its FRAMES, from what its decoding saw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.frames.repairs import Repair
from naru.systems.footage.core.frames.stamps import Repaired
from naru.systems.footage.core.tables import CLIPS, FRAMES

CLIP_ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A clip decoded to its end. ``damaged``: one flag a frame; ``sizes``: width and height as shown."""

    camera_id: str
    name: str
    sha256: str
    bytes: int
    codec: str
    sizes: Sequence[tuple[int, int]]
    damaged: Sequence[bool]
    start_us: int
    times: Repaired
    repairs: Sequence[Repair]

    @property
    def clip_id(self) -> str:
        return self.sha256[:CLIP_ID_DIGITS]


def clip_row(seen: Seen) -> pa.Table:
    """One row of CLIPS; its size is that of the first picture."""
    width, height = seen.sizes[0]
    row = {
        "clip_id": seen.clip_id,
        "camera_id": seen.camera_id,
        "name": seen.name,
        "sha256": seen.sha256,
        "bytes": seen.bytes,
        "codec": seen.codec,
        "width": width,
        "height": height,
        "start_us": seen.start_us,
        "end_us": seen.start_us + seen.times.offsets_us[-1] + seen.times.step_us,
        "frames": len(seen.sizes),
        "damaged": sum(seen.damaged),
        "repairs": [str(repair) for repair in (*seen.times.repairs, *seen.repairs)],
    }
    return pa.Table.from_pylist([row], schema=CLIPS)


def frame_rows(seen: Seen) -> pa.Table:
    """FRAMES, in their order."""
    count = len(seen.times.offsets_us)
    columns = [
        pa.array([seen.clip_id] * count, pa.string()),
        pa.array(np.arange(count, dtype=np.int32)),
        pa.array(np.asarray(seen.times.offsets_us, dtype=np.int64) + seen.start_us),
        pa.array(seen.damaged, pa.bool_()),
    ]
    return pa.Table.from_arrays(columns, schema=FRAMES)


def size_changes(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Frames whose size is not that of the one before."""
    return [frame for frame in range(1, len(sizes)) if sizes[frame] != sizes[frame - 1]]
