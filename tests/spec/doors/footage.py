"""Doors of footage: figures that are open are everyone's, pictures and clips the city's officers' and auditors'."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM, Scope
from naru.systems.footage import reads
from tests.footage import camera_file, make_camera
from tests.spec.doors.door import ANYONE, AUDITORS, NOBODY, OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

OPEN_SITE, CLOSED_SITE = "jagalchi", "simin"


def _camera(**more: Any) -> Any:
    return lambda world: {"camera_id": world.things["closed_camera"], **more}


def _event(**more: Any) -> Any:
    return lambda world: {"event_id": f"event-{world.things['closed_camera']}", **more}


def _clip(world: World) -> dict[str, str]:
    return {"clip_id": world.things["clip_id"]}


def _run(world: World) -> dict[str, str]:
    return {"run_id": world.things["run_id"]}


def _set_up(world: World) -> Mapping[str, Any]:
    return {"file": orjson.dumps(camera_file(CLOSED_SITE)).decode()}


def _clips(world: World) -> Mapping[str, Any]:
    return {"clips": SimpleUploadedFile("clip.mp4", b"no clip")}


def _of_each_site() -> list[Door]:
    """A site's page, tried on one whose figures are open and on one whose are not."""
    return [
        Door("GET", ANYONE, lambda world: {"site_id": OPEN_SITE}, note="open"),
        Door("GET", AUDITORS, lambda world: {"site_id": CLOSED_SITE}, note="closed", hidden_from=ANYONE - AUDITORS),
    ]


HIDDEN = SIGNED_IN - AUDITORS


def make_things(world: World) -> dict[str, str]:
    """A camera whose figures are everyone's, one whose are not, and the closed one's clip, as its run."""
    opened, closed = make_camera(OPEN_SITE, is_public=True), make_camera(CLOSED_SITE)
    return {
        "open_camera": opened,
        "closed_camera": closed,
        "clip_id": reads.clips(closed, SYSTEM)[0].id,
        "run_id": reads.runs(SYSTEM, camera_id=closed)[0].id,
    }


DOORS: Rows = {
    "footage:overview": [Door("GET", ANYONE)],
    "footage:compare": [Door("GET", ANYONE)],
    "footage:site": _of_each_site(),
    "footage:report": _of_each_site(),
    "footage:picture": [
        Door(
            "GET", ANYONE, lambda world: {"camera_id": world.things["open_camera"], "name": "backdrop.jpg"}, note="open"
        ),
        Door("GET", AUDITORS, _camera(name="backdrop.jpg"), note="closed", hidden_from=ANYONE - AUDITORS),
    ],
    "footage:events": [Door("GET", AUDITORS)],
    "footage:review": [Door("POST", OFFICERS, _event(), lambda world: {"decision": "accepted"})],
    "footage:evidence": [Door("GET", AUDITORS, _event(number=0))],
    "footage:set_up": [
        Door("GET", OFFICERS, _camera(), hidden_from=HIDDEN),
        Door("POST", OFFICERS, _camera(), _set_up, hidden_from=HIDDEN),
    ],
    "footage:open_figures": [
        Door("POST", OFFICERS, _camera(), lambda world: {"open": "0"}, scope=Scope.ADMIN),
    ],
    "footage:clips": [Door("GET", AUDITORS, _camera())],
    "footage:start_run": [Door("POST", OFFICERS, _camera(), _clips)],
    "footage:masked_clip": [Door("GET", AUDITORS, _clip)],
    "footage:original": [Door("GET", NOBODY, _clip, hidden_from=SIGNED_IN)],
    "footage:withdraw": [Door("POST", OFFICERS, _clip, lambda world: {"reason": "시험"})],
    "footage:publish": [
        Door(
            "POST",
            OFFICERS,
            lambda world: {"site_id": OPEN_SITE},
            lambda world: {"licence": "kogl-1"},
            scope=Scope.ADMIN,
        )
    ],
    "footage:run": [Door("GET", AUDITORS, _run)],
    "footage:run_state": [Door("GET", AUDITORS, _run)],
}
