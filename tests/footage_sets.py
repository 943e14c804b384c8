"""Small clips as the pipeline leaves them: drawn, tracked and masked in a moment, for tests of what is done with labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Person, service
from naru.systems.footage import actions, storage
from naru.systems.footage.adapters.video_writer import ClipWriter
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.mask.mosaic import cover
from naru.systems.footage.core.mask.paths import paths
from naru.systems.footage.core.mask.regions import regions_of
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_from_mapping
from naru.systems.footage.core.sets.stages import Outcome, Stage
from naru.systems.footage.core.tables import CLIPS, FRAMES, TRACKS
from naru.systems.footage.models import Clip, Withdrawal
from naru.systems.footage.sets import actions as set_actions
from naru.systems.footage.sets import labelling, measuring, releases
from naru.systems.footage.sets import reads as set_reads
from naru.systems.footage.sets.actions import locked_set
from naru.systems.footage.sets.shapes import ReleaseView
from tests.footage import camera_file
from tests.set_plans import set_plan

SIZE = (160, 96)
FPS = 4
FRAMES_OF = 32
FIRST = datetime(2026, 5, 9, 1, tzinfo=UTC)
LOOKS = {"person": (12, 30, (60, 60, 220)), "car": (36, 16, (40, 180, 90))}  # width, height, blue-green-red
STRIPES = {"person": (0, 3), "car": (1, 4)}  # axis and period: what a classifier can tell them by


def plan(**changes: Any) -> SetPlan:
    return plan_from_mapping(set_plan(**changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnClip:
    clip_id: str
    camera_id: str


def draw_clips(*sites: str, days: int = 1) -> list[DrawnClip]:
    """A clip of each site and day, seen by the site's camera; each of another background, with two people and a car."""
    made = []
    for place, site in enumerate(sites):
        camera = actions.set_up_camera(camera_of(camera_file(site)), by=SYSTEM)
        clips = [_clip(camera.id, place * 10 + day, FIRST + timedelta(days=day)) for day in range(days)]
        _record(camera.id, camera.file, clips)
        made += [DrawnClip(clip_id=clip["clip_id"], camera_id=camera.id) for clip in clips]
    return made


def _clip(camera_id: str, seed: int, start: datetime) -> dict[str, Any]:
    clip_id = sha256_of([camera_id, start.isoformat()])[:16]
    tracks, frames = _tracks(camera_id, clip_id, seed, start), _frames(clip_id, start)
    masks = regions_of(list(paths(tracks, frames, RegionConfig())), clip_id, RegionConfig())
    name = f"{camera_id}_{start:%Y-%m-%d_%H-%M-%S}.mp4"
    start_us = int(start.timestamp() * 1e6)
    end_us = start_us + FRAMES_OF * 1_000_000 // FPS
    row = {
        "clip_id": clip_id,
        "camera_id": camera_id,
        "name": name,
        "sha256": clip_id * 4,
        "bytes": 1000,
        "codec": "h264",
        "width": SIZE[0],
        "height": SIZE[1],
        "start_us": start_us,
        "end_us": end_us,
        "frames": FRAMES_OF,
        "damaged": 0,
        "repairs": [],
    }
    Clip.objects.create(
        id=clip_id,
        camera_id=camera_id,
        name=name,
        bytes=1000,
        start=start,
        end=start + timedelta(seconds=FRAMES_OF // FPS),
        frames=FRAMES_OF,
        damaged=0,
    )
    store = storage.store()
    with store.at_work():
        probe = store.once(
            "probe",
            clip_id,
            clips=[clip_id],
            make=lambda _: {"clips": pa.Table.from_pylist([row], CLIPS), "frames": frames},
        )
        mask = store.once("mask", clip_id, clips=[clip_id], make=lambda folder: _masked(folder, tracks, masks, seed))
    results = {"probe": probe.key, "mask": mask.key}
    return {"clip_id": clip_id, "name": name, "path": "", "row": row, "results": results, "tracks": tracks}


def _record(camera_id: str, file: dict[str, Any], clips: list[dict[str, Any]]) -> None:
    """As the last run leaves it: the camera's clips and their tracks."""
    store = storage.store()
    ids = [clip["clip_id"] for clip in clips]
    with store.at_work():
        tracks = pa.concat_tables([clip.pop("tracks") for clip in clips])
        stitch = store.once("stitch", ids, clips=ids, make=lambda _: {"tracks": tracks})
        camera = {
            "id": camera_id,
            "site_id": file["site"]["id"],
            "site_kind": file["site"]["kind"],
            "time_zone": "Asia/Seoul",
        }
        store.write_json(
            f"cameras/{camera_id}", {"camera": camera, "clips": clips, "results": {"stitch": stitch.key}, "refused": []}
        )  # fmt: skip


def _frames(clip_id: str, start: datetime) -> pa.Table:
    at = int(start.timestamp() * 1e6)
    rows = [
        {"clip_id": clip_id, "frame": frame, "t_us": at + frame * 1_000_000 // FPS, "damaged": False}
        for frame in range(FRAMES_OF)
    ]
    return pa.Table.from_pylist(rows, FRAMES)


def walkers(seed: int) -> list[tuple[int, str, float, float, float]]:
    """(track, class, first left edge, upper edge, pixels a frame) of those in a clip."""
    chance = np.random.default_rng(seed)
    classes = ("person", "person", "car")
    return [
        (number + 1, kind, float(chance.integers(2, 40)), 8.0 + 28 * number, float(chance.uniform(0.8, 2.4)))
        for number, kind in enumerate(classes)
    ]


def _boxes(seed: int, frame: int) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    found = []
    for track, kind, left, top, speed in walkers(seed):
        width, height, _ = LOOKS[kind]
        x = round(left + speed * frame, 2)
        found.append((track, kind, (x, top, min(x + width, SIZE[0]), top + height)))
    return found


def _tracks(camera_id: str, clip_id: str, seed: int, start: datetime) -> pa.Table:
    at = int(start.timestamp() * 1e6)
    rows = [
        {
            "camera_id": camera_id,
            "clip_id": clip_id,
            "track_id": seed * 100 + track,
            "frame": frame,
            "t_us": at + frame * 1_000_000 // FPS,
            "class": kind,
            "score": 0.9,
            **dict(zip(("x1", "y1", "x2", "y2"), box, strict=True)),
            "interpolated": False,
        }
        for frame in range(FRAMES_OF)
        for track, kind, box in _boxes(seed, frame)
        if box[0] < SIZE[0] - 4
    ]
    return pa.Table.from_pylist(rows, TRACKS)


def _masked(folder: Path, tracks: pa.Table, masks: pa.Table, seed: int) -> dict[str, pa.Table]:
    chance = np.random.default_rng(seed + 1000)
    coarse = chance.integers(40, 200, (6, 10, 3)).astype(np.uint8)
    ground = np.kron(coarse, np.ones((16, 16, 1), np.uint8))
    edges = np.stack([masks[name].to_numpy() for name in ("x1", "y1", "x2", "y2")], axis=1)
    frames = masks["frame"].to_numpy()
    with ClipWriter(folder / "masked.mp4", {SIZE}) as writer:
        for frame in range(FRAMES_OF):
            picture = ground.copy()
            for _track, kind, box in _boxes(seed, frame):
                _paint(picture, kind, box)
            cover(picture, edges[frames == frame], block_px=16)
            writer.write(picture, frame * 1_000_000 // FPS)
    return {"masks": masks}


def _paint(picture: "np.ndarray[Any, np.dtype[np.uint8]]", kind: str, box: tuple[float, float, float, float]) -> None:
    x1, y1, x2, y2 = (int(edge) for edge in box)
    colour, (axis, period) = LOOKS[kind][2], STRIPES[kind]
    here = picture[y1:y2, x1:x2]
    here[:] = colour
    if axis == 0:
        here[::period] = 20
    else:
        here[:, ::period] = 240


def verify_clips(set_id: str, clips: Sequence[DrawnClip], *, by: Person, inspector: Person) -> None:
    """Through all five stages, with their pre-labels taken as they are, and gold beside them."""
    set_actions.take_clips(set_id, [clip.clip_id for clip in clips], by=by)
    for clip in clips:
        set_actions.pass_stage(set_id, clip.clip_id, Stage.REFINE, Outcome.PASSED, by=by)
        first = labelling.prelabel(set_id, clip.clip_id, by=by)
        labels = set_reads.labels(set_id, first.id, by)
        labelling.save_labels(set_id, clip.clip_id, labels, was=first.id, by=by)
        labelling.take_labels(set_id, {clip.clip_id: labels}, person="기준", gold=True, by=by)
        for stage in (Stage.INSPECT, Stage.VERIFY):
            set_actions.pass_stage(set_id, clip.clip_id, stage, Outcome.PASSED, by=inspector)


def make_release_of(clips: Sequence[DrawnClip], **changes: Any) -> ReleaseView:
    """A release of these clips, whatever a gate would say of so few."""
    labeller, inspector = (service(name, called=name) for name in ("test-labeller", "test-inspector"))
    by = replace(labeller, is_officer=True), replace(inspector, is_officer=True)
    made = set_actions.set_up_set(plan(**changes), by=SYSTEM)
    verify_clips(made.id, clips, by=by[0], inspector=by[1])
    views = measuring.releasable(made.id, SYSTEM)
    measured = measuring.measured_of(made.plan, views)
    with transaction.atomic():
        return releases.make_release(locked_set(made.id), made.plan, views, measured, by=SYSTEM, clock=SYSTEM_CLOCK)


def make_withdrawal() -> Withdrawal:
    """One that is done, of a clip that nobody has any more."""
    empty = ("clips", "cameras", "events", "results", "labellings", "sets", "releases", "versions", "holders")
    return Withdrawal.objects.create(
        target="clip",
        clip_id="0" * 16,
        camera_id="jagalchi-1",
        basis="개인정보 보호법 제36조",
        reason="요구",
        state="done",
        reach={**{kind: [] for kind in empty}, "boxes": 12},
        decided=FIRST,
        done=FIRST,
        by_name="나루",
    )
