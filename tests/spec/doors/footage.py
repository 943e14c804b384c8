"""Doors of footage: figures that are open are everyone's, pictures and clips the city's officers' and auditors'; a released set is
whose its dataset is."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM, Scope
from naru.systems.footage import reads
from naru.systems.footage.sets import actions as set_actions
from tests.footage import camera_file, make_camera
from tests.footage_sets import draw_clips, make_release_of, make_withdrawal, plan
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


def _set(**more: Any) -> Any:
    return lambda world: {"set_id": "walkers", **more}


def _set_clip(**more: Any) -> Any:
    return lambda world: {"set_id": "walkers", "clip_id": world.things["set_clip"], **more}


def _release(**more: Any) -> Any:
    return lambda world: {"release_id": world.things["release_id"], **more}


def _target(world: World) -> dict[str, str]:
    return {"target": "clip", "id": world.things["set_clip"]}


HIDDEN = SIGNED_IN - AUDITORS


def make_things(world: World) -> dict[str, str]:
    """A camera whose figures are everyone's, one whose are not, and the closed one's clip, as its run."""
    opened, closed = make_camera(OPEN_SITE, is_public=True), make_camera(CLOSED_SITE)
    return {
        "open_camera": opened,
        "closed_camera": closed,
        "clip_id": reads.clips(closed, SYSTEM)[0].id,
        "run_id": reads.runs(SYSTEM, camera_id=closed)[0].id,
        **_sets(),
    }


def _sets() -> dict[str, str]:
    """A set with a release in an open dataset, one that nobody released, and a withdrawal."""
    drawn = draw_clips("yongdusan")[0]
    released = make_release_of([drawn])
    set_actions.set_up_set(plan(id="unreleased"), by=SYSTEM)
    return {
        "set_clip": drawn.clip_id,
        "release_id": released.id,
        "withdrawal_id": make_withdrawal().id,
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
    "footage:sets": [Door("GET", ANYONE)],
    "footage:set": [
        Door("GET", ANYONE, _set(), note="released"),
        Door("GET", AUDITORS, lambda world: {"set_id": "unreleased"}, note="unreleased", hidden_from=ANYONE - AUDITORS),
    ],
    "footage:new_set": [Door("GET", OFFICERS), Door("POST", OFFICERS, body=lambda world: {"plan": ""})],
    "footage:plan": [
        Door("GET", OFFICERS, _set()),
        Door("POST", OFFICERS, _set(), lambda world: {"plan": ""}),
    ],
    "footage:stages": [Door("GET", AUDITORS, _set())],
    "footage:take_clips": [Door("POST", OFFICERS, _set())],
    "footage:bring_labels": [Door("POST", OFFICERS, _set(), lambda world: {"format": "coco"})],
    "footage:label": [
        Door("GET", AUDITORS, _set_clip()),
        Door("POST", OFFICERS, _set_clip()),
    ],
    "footage:stage": [Door("POST", OFFICERS, _set_clip(), lambda world: {"outcome": "merge"})],
    "footage:sample": [Door("GET", ANYONE, _set_clip(number=0))],
    "footage:gate": [Door("GET", AUDITORS, _set())],
    "footage:measure_set": [Door("POST", OFFICERS, _set())],
    "footage:release_now": [Door("POST", OFFICERS, _set(), lambda world: {"key": ""}, scope=Scope.ADMIN)],
    "footage:release": [Door("GET", ANYONE, _release())],
    "footage:package": [Door("GET", ANYONE, _release(format="coco"))],
    "footage:released_clip": [
        Door("GET", ANYONE, lambda world: _release(clip_id=world.things["set_clip"])(world)),
    ],
    "footage:released_table": [Door("GET", ANYONE, _release(name="labels"))],
    "footage:description": [Door("GET", ANYONE, _release(name="croissant.json"))],
    "footage:withdrawals": [Door("GET", AUDITORS)],
    "footage:new_withdrawal": [
        Door("GET", AUDITORS, query=lambda world: f"?clip={world.things['set_clip']}&track=1"),
    ],
    "footage:withdraw": [
        Door("GET", AUDITORS, _target),
        Door("POST", OFFICERS, _target, lambda world: {"basis": "", "reason": ""}, scope=Scope.ADMIN),
    ],
    "footage:withdrawal": [Door("GET", AUDITORS, lambda world: {"withdrawal_id": world.things["withdrawal_id"]})],
}
