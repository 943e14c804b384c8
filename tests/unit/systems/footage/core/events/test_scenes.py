"""Where everybody is, second by second; what appeared and has stood."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.events.scenes import appeared_things, camera_scene
from tests.footage_rows import along, tracks

HERE = (50.0, 50.0)


def test_a_track_has_one_box_a_second_the_middle_one() -> None:
    walk = along((5.0, 20.0), (85.0, 20.0), steps=8)  # nine sights, three a second
    scene = camera_scene(tracks((1, 10, walk), step_s=1 / 3))
    presence = scene.tracks[1]
    assert presence.second.tolist() == [10, 11, 12]
    assert presence.middles.tolist() == [[15, 10], [45, 10], [75, 10]]
    assert presence.heights.tolist() == [20, 20, 20]


def test_rows_in_any_order_are_the_same_scene() -> None:
    table = tracks((1, 0, along((0, 20), (40, 20), steps=4)), (2, 2, [HERE] * 3))
    backwards = table.take(pa.array(range(len(table) - 1, -1, -1)))
    for name, presence in camera_scene(table).tracks.items():
        other = camera_scene(backwards).tracks[name]
        assert (presence.second.tolist(), presence.boxes.tolist()) == (other.second.tolist(), other.boxes.tolist())


def test_a_flat_box_is_a_pixel_high() -> None:
    assert camera_scene(tracks((1, 0, [HERE]), height=0.5)).tracks[1].heights.tolist() == [1.0]


def test_those_of_a_kind_are_found() -> None:
    scene = camera_scene(pa.concat_tables([tracks((1, 0, [HERE])), tracks((2, 0, [HERE]), kind="tent")]))
    assert [presence.name for presence in scene.of(["tent", "bag"])] == [2]
    assert scene.of([]) == []
    assert camera_scene(tracks()).tracks == {}


@pytest.mark.parametrize(
    ("begin", "kinds", "seconds"),
    [
        (3.0, ["tent"], list(range(8, 13))),  # from when it had stood for five
        (2.0, ["tent"], None),  # it was there from the first
        (3.0, ["bag"], None),
    ],
)
def test_what_appeared_is_there_from_when_it_had_stood(
    begin: float, kinds: list[str], seconds: list[int] | None
) -> None:
    walker = tracks((9, 0, [(0.0, 90.0), (99.0, 90.0)]))
    scene = camera_scene(pa.concat_tables([walker, tracks((1, begin, [HERE] * 10), kind="tent")]))
    found = appeared_things(scene, kinds, 5)
    assert [thing.second.tolist() for thing in found] == ([] if seconds is None else [seconds])
    assert all(thing.boxes.tolist() == [[45, 30, 55, 50]] * len(thing.second) for thing in found)


def test_what_did_not_stand_long_enough_did_not_appear() -> None:
    walker = tracks((9, 0, [(0.0, 90.0)]))
    for times, found in ((6, 1), (5, 0)):
        scene = camera_scene(pa.concat_tables([walker, tracks((1, 10, [HERE] * times), kind="tent")]))
        assert len(appeared_things(scene, ["tent"], 5)) == found
