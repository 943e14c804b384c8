"""What is done for one clip: probed, detected, tracked; and, once its camera's tracks are joined, asked for votes and masked.

Both functions run in any process, here or on a Spark executor; what they make lies in the store, what they answer is small.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.footage.core.attributes.votes import VOTES
from naru.systems.footage.core.cameras.ground import homography
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.config_json import to_json
from naru.systems.footage.core.frames.values import ClipFile
from naru.systems.footage.core.track.sizes import named_by_size
from naru.systems.footage.core.track.tracker import track
from naru.systems.footage.core.track.withdrawn import tracks_to_cover, without
from naru.systems.footage.pipeline import frame_stages
from naru.systems.footage.pipeline.fingerprints import fingerprint
from naru.systems.footage.pipeline.plan import VERSIONS, RunConfig
from naru.systems.footage.pipeline.store import Result, Store, content_hash
from naru.systems.footage.pipeline.withdrawn_boxes import withdrawn_boxes

CLIP_ID_DIGITS = 16
LARGEST_SKEW = 0.02  # of the two sides' ratio, between a clip and the picture that its camera's file speaks of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipTask:
    """``start_us``: when the clip begins, should it not say so itself. ``key``: of a sealed clip."""

    path: Path
    name: str
    camera: Camera
    store: Store
    config: RunConfig
    stages: frozenset[str]
    start_us: int | None = None
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOutcome:
    """``row``: of CLIPS, where it could be probed; ``refused``: why it goes no further; ``remembered``: its file is gone, its results stand."""

    task: ClipTask
    clip_id: str = ""
    row: Mapping[str, Any] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    refused: Refused | None = None
    remembered: bool = False


def follow(task: ClipTask) -> ClipOutcome:
    """Probe, detect and track, as far as the task wants. A refusal of the clip is an answer; one of the configuration is raised."""
    outcome = ClipOutcome(task=task)
    results: dict[str, Result] = {}
    try:
        sha256 = fingerprint(task.path, task.store, key=task.key)
        clip_id = sha256[:CLIP_ID_DIGITS]
        _check_not_withdrawn(clip_id, task)
        outcome = ClipOutcome(task=task, clip_id=clip_id, results=results)
        results["probe"] = _probe(task, sha256)
        row = _table(task.store, results["probe"], "clips").to_pylist()[0]
        _check_size(row, task)
        outcome = ClipOutcome(task=task, clip_id=clip_id, row=row, results=results)
        if "detect" in task.stages:
            results["detect"] = _detect(task, sha256, results)
        if "track" in task.stages:
            results["track"] = _track(task, clip_id, results, clip_homography(task.camera, row))
    except Refused as refused:
        return _ended(outcome, refused)
    except OSError as error:
        return _ended(outcome, Refused("clip_unreadable", file=task.name, reason=error.strerror or str(error)))
    return outcome


def finish(outcome: ClipOutcome, stitched: Result) -> ClipOutcome:
    """Votes and masks, from the camera's joined tracks, as far as the task wants."""
    task, results = outcome.task, dict(outcome.results)
    try:
        whole = task.store.table(stitched.stage, stitched.key, "tracks")
        tracks = whole.filter(pc.equal(whole["clip_id"], outcome.clip_id))
        if "votes" in task.stages:
            results["votes"] = _votes(task, outcome.clip_id, results, tracks)
        if "mask" in task.stages:
            results["mask"] = _mask(
                task, outcome.clip_id, results, _with_withdrawn(task, outcome.clip_id, results, tracks)
            )
    except Refused as refused:
        return _ended(ClipOutcome(task=task, clip_id=outcome.clip_id, row=outcome.row, results=results), refused)
    return ClipOutcome(task=task, clip_id=outcome.clip_id, row=outcome.row, results=results)


def _with_withdrawn(task: ClipTask, clip_id: str, results: Mapping[str, Result], tracks: pa.Table) -> pa.Table:
    """And those who were withdrawn from the clip, to be covered whole."""
    boxes = withdrawn_boxes(task.store, clip_id)
    if not boxes.by_frame:
        return tracks
    times = _frames(task, results)["t_us"].to_pylist()
    covered = tracks_to_cover(boxes, camera_id=task.camera.id, clip_id=clip_id, times_us=times)
    return pa.concat_tables([tracks, covered])


def finish_pair(pair: tuple[ClipOutcome, Result]) -> ClipOutcome:
    """``finish`` of one argument, for who spreads it over a list."""
    return finish(*pair)


def _ended(outcome: ClipOutcome, refused: Refused) -> ClipOutcome:
    if not refused.code.startswith("clip_"):
        raise refused
    return ClipOutcome(
        task=outcome.task, clip_id=outcome.clip_id, row=outcome.row, results=outcome.results, refused=refused
    )


def _probe(task: ClipTask, sha256: str) -> Result:
    said: JSON = {
        "file": sha256,
        "name": task.name,
        "camera": task.camera.id,
        "time_zone": task.camera.time_zone,
        "start": str(task.start_us),
    }
    inputs: JSON = {"clip": said, "config": frame_stages.config_key(task.config.probe), "version": VERSIONS["probe"]}

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        probed = _probed(task)
        return {"clips": probed.clips, "frames": probed.frames}

    return task.store.once("probe", inputs, clips=[sha256[:CLIP_ID_DIGITS]], make=make)


def _probed(task: ClipTask) -> frame_stages.Probed:
    try:
        return frame_stages.probe(_clip_file(task), task.config.probe)
    except Refused as refused:
        if refused.code != "clip_start_unknown" or task.start_us is None:
            raise
        return frame_stages.probe(_clip_file(task, start_us=task.start_us), task.config.probe)


def _clip_file(task: ClipTask, *, start_us: int | None = None) -> ClipFile:
    return ClipFile(
        path=task.path,
        name=task.name,
        camera_id=task.camera.id,
        time_zone=task.camera.time_zone,
        start_us=start_us,
        key=task.key,
    )


def _detect(task: ClipTask, sha256: str, results: Mapping[str, Result]) -> Result:
    inputs: JSON = {
        "file": sha256,
        "frames": results["probe"].hashes["frames"],
        "camera": task.camera.id,
        "config": frame_stages.config_key(task.config.detect),
        "version": VERSIONS["detect"],
        **_withdrawn(task, sha256[:CLIP_ID_DIGITS]),
    }

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        found = frame_stages.detect(_clip_file(task), _frames(task, results), task.config.detect)
        return {"detections": without(found, withdrawn_boxes(task.store, sha256[:CLIP_ID_DIGITS]))}

    return task.store.once("detect", inputs, clips=[sha256[:CLIP_ID_DIGITS]], make=make)


def _withdrawn(task: ClipTask, clip_id: str) -> dict[str, JSON]:
    """What nobody may be followed by, as a part of a key; nothing where nobody was withdrawn, so that keys of before hold."""
    boxes = withdrawn_boxes(task.store, clip_id).to_json()
    return {"withdrawn": repr(boxes)} if boxes else {}


def _track(task: ClipTask, clip_id: str, results: Mapping[str, Result], ground: tuple[float, ...]) -> Result:
    inputs: JSON = {
        "detections": results["detect"].hashes["detections"],
        "frames": results["probe"].hashes["frames"],
        "homography": [repr(each) for each in ground],
        "config": to_json(task.config.track),
        "sizes": to_json(task.config.sizes),
        "version": VERSIONS["track"],
    }

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        detections = _table(task.store, results["detect"], "detections")
        tracks = track(detections, frames=_frames(task, results), homography=ground, settings=task.config.track)
        return {"tracks": named_by_size(tracks, ground, task.config.sizes)}

    return task.store.once("track", inputs, clips=[clip_id], make=make)


def _votes(task: ClipTask, clip_id: str, results: Mapping[str, Result], tracks: pa.Table) -> Result:
    inputs = _from_tracks(task, clip_id, tracks, frame_stages.config_key(task.config.votes), "votes")

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        chosen = task.config.votes
        if not (chosen.person or chosen.face or chosen.age):  # nobody votes: the clip need not be decoded for that
            return {"votes": VOTES.empty_table()}
        return {"votes": frame_stages.votes(_clip_file(task), _frames(task, results), tracks, task.config.votes)}

    return task.store.once("votes", inputs, clips=[clip_id], make=make)


def _mask(task: ClipTask, clip_id: str, results: Mapping[str, Result], tracks: pa.Table) -> Result:
    inputs = _from_tracks(task, clip_id, tracks, frame_stages.config_key(task.config.mask), "mask")

    def make(folder: Path) -> Mapping[str, pa.Table]:
        return {
            "masks": frame_stages.mask(
                _clip_file(task), _frames(task, results), tracks, task.config.mask, to=folder / "masked.mp4"
            )
        }

    return task.store.once("mask", inputs, clips=[clip_id], make=make)


def _from_tracks(task: ClipTask, clip_id: str, tracks: pa.Table, config: JSON, stage: str) -> JSON:
    """The rows of this clip alone: what changes in the camera's other clips leaves its mask as it is."""
    return {
        "clip": clip_id,
        "camera": task.camera.id,
        "tracks": content_hash(tracks),
        "config": config,
        "version": VERSIONS[stage],
    }


def _frames(task: ClipTask, results: Mapping[str, Result]) -> pa.Table:
    return _table(task.store, results["probe"], "frames")


def _table(store: Store, result: Result, name: str) -> pa.Table:
    return store.table(result.stage, result.key, name)


def _check_not_withdrawn(clip_id: str, task: ClipTask) -> None:
    withdrawn = task.store.read_json("withdrawn")
    if clip_id in (withdrawn or {}):
        raise Refused("clip_withdrawn", file=task.name, clip=clip_id)


def _check_size(row: Mapping[str, Any], task: ClipTask) -> None:
    """A picture of other proportions is not what the zones were drawn on; one of other size only is scaled."""
    camera, width, height = task.camera, row["width"], row["height"]
    if abs(width * camera.height / (height * camera.width) - 1) > LARGEST_SKEW:
        raise Refused(
            "clip_size_differs", file=task.name, width=width, height=height, camera=camera.id, its_width=camera.width, its_height=camera.height
        )  # fmt: skip


def clip_homography(camera: Camera, row: Mapping[str, Any]) -> tuple[float, ...]:
    """The camera's, from pixels of a clip that may be larger or smaller than the picture its file speaks of."""
    ground = homography(camera)
    if not ground:
        return ()
    scale = np.diag([camera.width / row["width"], camera.height / row["height"], 1.0])
    return tuple(float(each) for each in (np.array(ground).reshape(3, 3) @ scale).ravel())
