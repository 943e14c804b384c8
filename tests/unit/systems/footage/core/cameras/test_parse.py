import copy
from datetime import date, time
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.parse import cameras_from_mapping
from naru.systems.footage.core.cameras.values import Hours, SiteKind, ZoneKind

SQUARE = [[10, 10], [110, 10], [110, 60], [10, 60]]
GROUND = [
    {"pixel": [10, 90], "metres": [0, 0]},
    {"pixel": [110, 90], "metres": [4, 0]},
    {"pixel": [80, 20], "metres": [4, 9]},
    {"pixel": [40, 20], "metres": [0, 9]},
]
CAMERA: dict[str, Any] = {
    "id": "gate-1",
    "site": {"id": "gate", "ko": "문", "en": "Gate", "kind": "park", "longitude": 129.05, "latitude": 35.16},
    "picture": {"width": 120, "height": 100},
    "time_zone": "Asia/Seoul",
    "operator": "부산광역시",
    "legal_basis": "…",
    "retention_days": 30,
    "ground": GROUND,
    "zones": [{"id": "lawn", "kind": "prohibited", "ko": "잔디", "en": "Lawn", "points": SQUARE}],
    "lines": [{"id": "way", "ko": "길", "en": "Way", "points": [[60, 90], [60, 20]]}],
}
GONE = object()


def file(**changed: object) -> dict[str, Any]:
    """The camera above with fields changed; ``zones__0__points=…`` reaches inside."""
    camera = copy.deepcopy(CAMERA)
    for way, value in changed.items():
        *steps, last = [int(step) if step.isdigit() else step for step in way.split("__")]
        target: Any = camera
        for step in steps:
            target = target[step]
        if value is GONE:
            del target[last]
        else:
            target[last] = value
    return {"cameras": [camera]}


def test_a_camera_is_read_whole() -> None:
    (camera,) = cameras_from_mapping(file())
    assert (camera.id, camera.site_kind, camera.width, camera.retention_days) == ("gate-1", SiteKind.PARK, 120, 30)
    assert camera.zones[0].kind is ZoneKind.PROHIBITED
    assert camera.zones[0].points == ((10, 10), (110, 10), (110, 60), (10, 60))
    assert camera.lines[0].points == ((60, 90), (60, 20))
    assert camera.ground_points[1] == ((110, 90), (4, 0))


def test_numbers_written_as_text_are_numbers() -> None:
    assert cameras_from_mapping(file(picture__width="120", retention_days="30")) == cameras_from_mapping(file())


@pytest.mark.parametrize("name", ["ground", "zones", "lines"])
def test_ground_zones_and_lines_may_be_left_out(name: str) -> None:
    (camera,) = cameras_from_mapping(file(**{name: GONE}))
    assert getattr(camera, {"ground": "ground_points"}.get(name, name)) == ()


def test_hours_of_a_zone() -> None:
    given = [{"weekdays": ["sat", "sun"], "from": "22:00", "until": "06:00", "first_day": "2026-05-01"}, {}]
    (camera,) = cameras_from_mapping(file(zones__0__hours=given))
    assert camera.zones[0].hours == (
        Hours(weekdays=frozenset({5, 6}), begin=time(22), end=time(6), first_day=date(2026, 5, 1)),
        Hours(),
    )


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"id": GONE}, "camera_field_missing", "cameras[0].id"),
        ({"id": "문"}, "camera_field_unusable", "cameras[0].id"),
        ({"id": "../x"}, "camera_field_unusable", "cameras[0].id"),
        ({"site": "gate"}, "camera_field_unusable", "cameras[0].site"),
        ({"site__kind": "station"}, "camera_field_unusable", "cameras[0].site.kind"),
        ({"site__longitude": 180.1}, "camera_field_unusable", "cameras[0].site.longitude"),
        ({"site__latitude": "north"}, "camera_field_unusable", "cameras[0].site.latitude"),
        ({"site__latitude": float("nan")}, "camera_field_unusable", "cameras[0].site.latitude"),
        ({"picture__width": 0}, "camera_field_unusable", "cameras[0].picture.width"),
        ({"picture__width": 120.5}, "camera_field_unusable", "cameras[0].picture.width"),
        ({"picture__width": True}, "camera_field_unusable", "cameras[0].picture.width"),
        ({"retention_days": 0}, "camera_field_unusable", "cameras[0].retention_days"),
        ({"operator": " "}, "camera_field_unusable", "cameras[0].operator"),
        ({"operator": ["a"]}, "camera_field_unusable", "cameras[0].operator"),
        ({"time_zone": "Asia/Busan"}, "camera_time_zone_unknown", "cameras[0].time_zone"),
        ({"time_zone": "../etc"}, "camera_time_zone_unknown", "cameras[0].time_zone"),
        ({"zone": []}, "camera_field_unknown", "cameras[0].zone"),
        ({"zones": "none"}, "camera_field_unusable", "cameras[0].zones"),
        ({"zones__0__kind": "lawn"}, "camera_field_unusable", "cameras[0].zones[0].kind"),
        ({"zones__0__points": [[10, 10], [110, 60], [110, 10], [10, 60]]}, "camera_polygon_crosses", "cameras[0].zones[0].points"),
        ({"zones__0__points": [[10, 10], [60, 10], [110, 10]]}, "camera_polygon_flat", "cameras[0].zones[0].points"),
        ({"zones__0__points": [[10, 10], [60, 10], [10, 10]]}, "camera_polygon_flat", "cameras[0].zones[0].points"),
        ({"zones__0__points": [[10, 10], [121, 10], [60, 60]]}, "camera_point_outside", "cameras[0].zones[0].points[1]"),
        ({"zones__0__points": [[10, 10], [60, -1], [60, 60]]}, "camera_point_outside", "cameras[0].zones[0].points[1]"),
        ({"zones__0__points": [[10, 10], [60], [60, 60]]}, "camera_field_unusable", "cameras[0].zones[0].points[1]"),
        ({"zones__0__points": [[10, 10], [60, "x"], [60, 60]]}, "camera_field_unusable", "cameras[0].zones[0].points[1][1]"),
        ({"zones__0__hours": [{"from": "25:00"}]}, "camera_field_unusable", "cameras[0].zones[0].hours[0].from"),
        ({"zones__0__hours": [{"weekdays": ["someday"]}]}, "camera_field_unusable", "cameras[0].zones[0].hours[0].weekdays[0]"),
        ({"zones__0__hours": [{"last_day": "2026-02-30"}]}, "camera_field_unusable", "cameras[0].zones[0].hours[0].last_day"),
        ({"lines__0__points": [[60, 90]]}, "camera_line_short", "cameras[0].lines[0].points"),
        ({"lines__0__points": [[60, 90], [60, 90]]}, "camera_line_short", "cameras[0].lines[0].points"),
        ({"lines__0__id": "lawn"}, "camera_id_twice", "cameras[0].zones"),
        ({"ground": GROUND[:3]}, "camera_ground_few", "cameras[0].ground"),
        ({"ground__0__pixel": [10, 101]}, "camera_point_outside", "cameras[0].ground[0]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_place(changed: dict[str, object], code: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        cameras_from_mapping(file(**changed))
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)
    assert "?" not in refused.value.words.ko + refused.value.words.en


@pytest.mark.parametrize(
    ("mapping", "place"), [([], ""), ({}, "cameras"), ({"cameras": []}, "cameras"), ({"cameras": {}}, "cameras")]
)
def test_a_file_without_cameras_is_refused(mapping: object, place: str) -> None:
    with pytest.raises(Refused) as refused:
        cameras_from_mapping(mapping)
    assert str(refused.value.facts["place"]).startswith(place)


def test_points_on_the_far_edges_belong_to_the_picture() -> None:
    (camera,) = cameras_from_mapping(file(zones__0__points=[[0, 0], [120, 0], [120, 100], [0, 100]]))
    assert camera.zones[0].points[2] == (120, 100)


def test_two_cameras_of_one_id_are_refused() -> None:
    twice = {"cameras": [CAMERA, copy.deepcopy(CAMERA)]}
    with pytest.raises(Refused) as refused:
        cameras_from_mapping(twice)
    assert refused.value.code == "camera_id_twice"
