"""What the pipeline knows of a clip: its tables, its masked copy, and the proof that it is masked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import sha256_of_file
from naru.systems.footage import storage
from naru.systems.footage.core.sets.masking_proof import MaskingProof, uncovered_labels, uncovered_tracks
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current, CurrentClip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClip:
    """A clip as the last run left it."""

    camera: Current
    clip: CurrentClip

    @property
    def size(self) -> tuple[int, int]:
        return self.clip.row["width"], self.clip.row["height"]

    @property
    def frames(self) -> int:
        return int(self.clip.row["frames"])

    @property
    def fps(self) -> float:
        seconds = (self.clip.row["end_us"] - self.clip.row["start_us"]) / 1e6
        return round(self.frames / seconds, 3) if seconds > 0 else 0.0

    @property
    def day(self) -> date:
        start = datetime.fromtimestamp(self.clip.row["start_us"] / 1e6, UTC)
        return start.astimezone(ZoneInfo(self.camera.camera["time_zone"])).date()

    @property
    def mask_key(self) -> str:
        return self.clip.results.get("mask", "")

    def masked(self) -> Path | None:
        path = self.camera.masked(self.clip)
        return path if path is not None and path.exists() else None

    def tracks(self) -> pa.Table:
        """TRACKS of this clip alone."""
        tracks = self.camera.table("tracks")
        return tracks.filter(pc.equal(tracks["clip_id"], self.clip.clip_id))

    def masks(self) -> pa.Table:
        return self.camera.clip_table(self.clip, "masks")

    def times_us(self) -> list[int]:
        """Of each frame, UTC."""
        times: list[int] = self.camera.clip_table(self.clip, "frames")["t_us"].to_pylist()
        return times


def find_clip(camera_id: str, clip_id: str) -> FoundClip | None:
    """None where no run has it, or has it no more."""
    return next((found for found in clips_of(camera_id) if found.clip.clip_id == clip_id), None)


def clips_of(camera_id: str) -> Iterator[FoundClip]:
    camera = current.of_camera(storage.store(), camera_id)
    if camera is not None:
        yield from (FoundClip(camera=camera, clip=clip) for clip in camera.clips)


def find_clips(camera_ids: Iterable[str]) -> dict[str, FoundClip]:
    """Every clip of these cameras that a run has, by id; each camera's record is read once."""
    return {found.clip.clip_id: found for camera_id in sorted(set(camera_ids)) for found in clips_of(camera_id)}


def masking_proof(found: FoundClip, labels: pa.Table | None) -> MaskingProof | None:
    """None where there is no masked copy. ``labels``: those that are to be released with it."""
    masked = found.masked()
    if masked is None:
        return None
    masks = found.masks()
    boxes, open_tracks = uncovered_tracks(found.tracks(), masks)
    result = found.camera.store.result("mask", found.mask_key)
    return MaskingProof(
        key=found.mask_key,
        sha256=sha256_of_file(masked),
        masks_sha256=result.hashes.get("masks", "") if result else "",
        boxes=boxes,
        open_tracks=open_tracks,
        open_labels=len(uncovered_labels(labels, masks)) if labels is not None else 0,
    )
