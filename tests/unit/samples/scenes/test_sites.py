import pytest
import yaml
from shapely import Point, Polygon

from naru.systems.footage.core.cameras.parse import cameras_from_mapping
from naru.systems.footage.core.cameras.values import ZoneKind
from samples.scenes.camera_file import CAMERAS, camera_of, camera_yaml
from samples.scenes.render import render
from samples.scenes.sites import scenes
from samples.scenes.truth import tracks_of
from samples.scenes.values import Scene

ACTS = {"cooking", "fishing", "damage", "two_wheeler", "tent", "drinking"}
SCENES = scenes()


def test_the_eleven_sites_are_those_that_the_city_named() -> None:
    names = [scene.site.name_ko for scene in SCENES]
    assert names[:6] == [
        "자갈치시장",
        "반여농산물도매시장",
        "사상터미널",
        "연산교차로",
        "도시철도 동래역",
        "사직야구장",
    ]
    assert names[6:] == ["시민공원", "어린이대공원", "중앙공원", "태종대유원지", "용두산공원"]


def test_the_parks_show_all_six_acts_and_the_trade_areas_none() -> None:
    assert {act.rule for scene in SCENES for act in scene.acts} == ACTS
    assert not [act for scene in SCENES if scene.site.kind == "trade_area" for act in scene.acts]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.site.id)
def test_a_camera_file_is_what_its_scene_says(scene: Scene) -> None:
    file = CAMERAS / f"{scene.site.id}.yaml"
    assert file.read_text(encoding="utf-8") == camera_yaml(camera_of(scene)), "run python -m samples.scenes.camera_file"
    assert cameras_from_mapping(yaml.safe_load(file.read_text(encoding="utf-8"))) == (camera_of(scene),)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.acts], ids=lambda scene: scene.site.id)
def test_an_act_is_done_in_its_zone(scene: Scene) -> None:
    zones = {zone.id: zone for zone in scene.zones}
    for act in scene.acts:
        zone = zones[act.zone_id or ""]
        assert zone.kind is ZoneKind.PROHIBITED
        for actor in act.actors:
            for instant in (act.begin_s + 0.1, act.end_s - 0.1):
                place = scene.actors[actor].route.at(instant)
                assert place
                assert Polygon(zone.outline).buffer(0.5).covers(Point(place.x, place.y)), (act.rule, place)


def test_everybody_who_acts_is_seen() -> None:
    for scene in (each for each in scenes(seconds=30) if each.site.id in {"taejongdae", "yongdusan"}):
        seen = {track.actor for track in tracks_of(scene, [frame.sights for frame in render(scene)])}
        assert {actor for act in scene.acts for actor in act.actors} <= seen


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.site.id)
def test_another_seed_makes_another_crowd_of_the_same_place(scene: Scene) -> None:
    other = next(each for each in scenes(seed=7) if each.site == scene.site)
    assert other.actors != scene.actors
    assert camera_of(other) == camera_of(scene)
