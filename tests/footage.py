"""A camera with figures, clips and events, for tests of what is shown of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from naru.base.kit.person import SYSTEM
from naru.systems.footage import actions, storage
from naru.systems.footage.adapters import pictures
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.core.cameras.entry import camera_of, entry_of
from naru.systems.footage.core.summary import (
    CameraSummary,
    CurveStep,
    Estimate,
    Flow,
    Grid,
    Group,
    LineFigures,
    ZoneFigures,
)
from naru.systems.footage.models import Clip, Event, Run, Summary
from samples.scenes.camera_file import CAMERAS

START = datetime(2026, 5, 9, 1, tzinfo=UTC)
START_US = int(START.timestamp() * 1_000_000)
MINUTE_US = 60_000_000


def camera_file(site_id: str = "jagalchi", **changes: Any) -> dict[str, Any]:
    """One entry of a camera file, of the sample city."""
    return {**entry_of(read_cameras(CAMERAS / f"{site_id}.yaml")[0]), **changes}


def summary(**changes: Any) -> CameraSummary:
    """Half an hour of a market, its figures made up."""
    hours = tuple(
        tuple(float(hour) if day == 5 and 8 <= hour <= 20 else None for hour in range(24)) for day in range(7)
    )
    curve = tuple(
        CurveStep(seconds=at, share=share, low=max(0.0, share - 0.15), high=min(1.0, share + 0.12))
        for at, share in ((4.0, 0.82), (9.0, 0.6), (20.0, 0.41), (45.0, 0.2), (90.0, 0.05))
    )
    east = ZoneFigures(
        zone_id="east",
        visits=41,
        visitors=18,
        passers=20,
        dwell_s=Estimate(value=14.2, low=9.0, high=21.5),
        curve=curve,
    )
    value = CameraSummary(
        camera_id="jagalchi-1",
        first_us=START_US,
        last_us=START_US + 30 * MINUTE_US,
        clips=2,
        frames=18_000,
        damaged=3,
        seen_minutes=28.0,
        due_minutes=30.0,
        people=1_284,
        hours=hours,
        quarters=tuple((START_US + 15 * MINUTE_US * at, 40 + 11 * at % 37) for at in range(16)),
        zones=(east, replace(east, zone_id="west", visitors=9, passers=30)),
        lines=(LineFigures(line_id="west-gate", inward=310, outward=288),),
        flows=(Flow(from_zone="west", to_zone="east", tracks=212), Flow(from_zone="east", to_zone="west", tracks=97)),
        modes=(
            Group(name="walk", share=Estimate(value=0.93, low=0.91, high=0.95)),
            Group(name="bicycle", share=Estimate(value=None)),
        ),
        sexes=(
            Group(name="female", share=Estimate(value=0.52, low=0.44, high=0.6)),
            Group(name="male", share=Estimate(value=0.48, low=0.4, high=0.56)),
        ),
        ages=(Group(name="20-29", share=Estimate(value=0.3, low=0.2, high=0.4)),),
        heat=Grid(
            columns=16, rows=9, extent=(0.0, 0.0, 640.0, 360.0), seconds=tuple(float(at % 23) for at in range(144))
        ),
        ground=Grid(columns=4, rows=3, extent=(-4.0, 6.0, 8.0, 6.0), seconds=tuple(float(at) for at in range(12))),
    )
    return replace(value, **changes)


def make_camera(site_id: str = "jagalchi", *, is_public: bool = False, **changes: Any) -> str:
    """A camera as after its first run, with one clip, one event and their pictures; its id."""
    camera = actions.set_up_camera(camera_of(camera_file(site_id)), by=SYSTEM)
    run = Run.objects.create(
        camera_id=camera.id, state="done", camera_number=1, clips=1, started=START, ended=START, by_name="나루"
    )
    Summary.objects.create(
        camera_id=camera.id, run=run, figures=summary(camera_id=camera.id, **changes).to_json(), made=START
    )
    clip = _clip_of(camera.id)
    Event.objects.create(
        id=f"event-{camera.id}",
        camera_id=camera.id,
        rule="tent",
        rule_version=1,
        zone_id="east",
        start=START,
        end=START + timedelta(seconds=42),
        score=0.8,
        evidence=[START_US],
        clips=[clip.id],
    )
    _pictures_of(camera.id)
    actions.open_figures(camera.id, opened=is_public, by=SYSTEM)
    return camera.id


def _clip_of(camera_id: str) -> Clip:
    clip = Clip.objects.create(
        id=f"{camera_id:0<16}"[:16],
        camera_id=camera_id,
        name=f"{camera_id}_2026-05-09_10-00-00.mp4",
        bytes=1_000,
        start=START,
        end=START + timedelta(seconds=40),
        frames=400,
        damaged=0,
    )
    _masked(clip)
    return clip


def _masked(clip: Clip) -> None:
    """As the pipeline leaves it: the camera's record names the result, and the masked clip lies beside its table."""
    store, key = storage.store(), f"mask-{clip.id}"
    results, row = {"mask": key}, {"frames": clip.frames, "start_us": START_US, "end_us": START_US + 40_000_000}
    said = {"clip_id": clip.id, "name": clip.name, "path": "", "row": row, "results": results}
    store.write_json(
        f"cameras/{clip.camera_id}", {"camera": {"id": clip.camera_id}, "clips": [said], "results": {}, "refused": []}
    )
    masked = store.file("mask", key, "masked.mp4")
    masked.parent.mkdir(parents=True, exist_ok=True)
    masked.write_bytes(b"masked")


def _pictures_of(camera_id: str) -> None:
    grey = np.full((36, 64, 3), 90, dtype=np.uint8)
    for name in ("backdrop.jpg", f"event-{camera_id}-0.jpg"):
        pictures.write(storage.picture(camera_id, name), grey)
    value = summary()
    pictures.write(storage.picture(camera_id, "heat.png"), pictures.heat(value.heat, (64, 36)))
    assert value.ground is not None
    pictures.write(storage.picture(camera_id, "ground.png"), pictures.ground(value.ground))


def sealed(camera_id: str, folder: Path) -> str:
    """A file that is no clip, sealed for the camera; its clip's id."""
    path = folder / "notes.mp4"
    path.write_bytes(b"no clip")
    with path.open("rb") as stream:
        return storage.seal(camera_id, path.name, stream)
