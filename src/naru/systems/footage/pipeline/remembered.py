"""Clips whose files are gone since the last run, and whose results still count: retention takes a film, not what was counted on it.

Frames cannot be looked at again: such a clip keeps its detections, tracks, votes and its masked copy as they were made. What is made of
a whole camera (tracks joined, figures, events) is made with it, as ever.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.clip_run import ClipOutcome, ClipTask
from naru.systems.footage.pipeline.current import CurrentClip
from naru.systems.footage.pipeline.plan import RunConfig
from naru.systems.footage.pipeline.store import Result, Store

LEAST = frozenset({"probe", "track"})  # results without which a clip cannot count


def remembered(store: Store, cameras: Sequence[Camera], config: RunConfig, stages: frozenset[str]) -> list[ClipOutcome]:
    """Of ``cameras``, those clips of the last run whose files are no longer where it found them."""
    by_id = {camera.id: camera for camera in cameras}
    return [
        ClipOutcome(
            task=ClipTask(
                path=Path(clip.path), name=clip.name, camera=by_id[of.camera["id"]], store=store, config=config, stages=stages
            ),
            clip_id=clip.clip_id,
            row=clip.row,
            results=results,
            remembered=True,
        )
        for of in current.read(store)
        if of.camera["id"] in by_id
        for clip in of.clips
        if not Path(clip.path).exists() and (results := _results(store, clip)).keys() >= LEAST
    ]  # fmt: skip


def _results(store: Store, clip: CurrentClip) -> Mapping[str, Result]:
    found = {stage: store.result(stage, key) for stage, key in clip.results.items()}
    return {stage: result for stage, result in found.items() if result is not None}
