"""What the last run found current of each camera: its clips, the keys of their results, and what was refused.

``store/cameras/<camera id>.json``; whoever shows figures reads tables through ``Current.table``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.footage.pipeline.camera_run import CameraTask
from naru.systems.footage.pipeline.clip_run import ClipOutcome
from naru.systems.footage.pipeline.store import Store

TABLES = {
    "attributes": "attributes",
    "visits": "count",
    "crossings": "count",
    "flows": "count",
    "events": "events",
    "tracks": "stitch",
}
CLIP_TABLES = {"clips": "probe", "frames": "probe", "detections": "detect", "masks": "mask", "votes": "votes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentClip:
    """``results``: keys by stage."""

    clip_id: str
    name: str
    path: str
    row: dict[str, Any]
    results: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """``refused``: file, code and sentences of clips that were left out. ``stages``: those whose results are up to date."""

    store: Store
    camera: dict[str, Any]
    clips: tuple[CurrentClip, ...]
    results: dict[str, str]
    refused: tuple[dict[str, str], ...] = field(default=())

    def has(self, table: str) -> bool:
        return TABLES[table] in self.results

    def table(self, name: str) -> pa.Table:
        """One of the camera's: attributes, visits, crossings, flows, events, tracks."""
        stage = TABLES[name]
        return self.store.table(stage, self.results[stage], name)

    def clip_table(self, clip: CurrentClip, name: str) -> pa.Table:
        """One of a clip's: clips, frames, detections, masks, votes."""
        stage = CLIP_TABLES[name]
        return self.store.table(stage, clip.results[stage], name)

    def masked(self, clip: CurrentClip) -> Path | None:
        """The masked clip, where there is one."""
        return self.store.file("mask", clip.results["mask"], "masked.mp4") if "mask" in clip.results else None


def write(task: CameraTask, refused: Sequence[ClipOutcome]) -> None:
    """Replace what is said of a camera."""
    camera = task.camera
    said: JSON = {
        "camera": {
            "id": camera.id,
            "site_id": camera.site_id,
            "site_ko": camera.site_ko,
            "site_en": camera.site_en,
            "site_kind": str(camera.site_kind),
            "time_zone": camera.time_zone,
            "zones": {zone.id: [zone.name_ko, zone.name_en, str(zone.kind)] for zone in camera.zones},
            "lines": {line.id: [line.name_ko, line.name_en] for line in camera.lines},
        },
        "clips": [_clip(clip) for clip in task.clips],
        "results": {stage: result.key for stage, result in task.results.items()},
        "refused": [_refusal(clip.task.name, clip.refused) for clip in refused if clip.refused],
    }
    task.store.write_json(f"cameras/{camera.id}", said)


def read(store: Store) -> Iterator[Current]:
    """Every camera's, in the order of ids."""
    for file in sorted((store.root / "cameras").glob("*.json")):
        if (found := of_camera(store, file.stem)) is not None:
            yield found


def of_camera(store: Store, camera_id: str) -> Current | None:
    """One camera's; None where no run knows it."""
    said: Any = store.read_json(f"cameras/{camera_id}")
    if said is None:
        return None
    return Current(
        store=store,
        camera=said["camera"],
        clips=tuple(CurrentClip(**clip) for clip in said["clips"]),
        results=said["results"],
        refused=tuple(said["refused"]),
    )


def _clip(clip: ClipOutcome) -> JSON:
    return {
        "clip_id": clip.clip_id,
        "name": clip.task.name,
        "path": str(clip.task.path),
        "row": dict(clip.row),
        "results": {stage: result.key for stage, result in clip.results.items()},
    }


def _refusal(name: str, refused: Refused) -> JSON:
    return {"file": name, "code": refused.code, "ko": refused.words.ko, "en": refused.words.en}
