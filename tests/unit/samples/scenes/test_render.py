from dataclasses import replace
from itertools import islice
from random import Random

import numpy as np
import pytest

from samples.scenes.looks import random_look
from samples.scenes.optics import Optics
from samples.scenes.render import render
from samples.scenes.routes import Stop, route
from samples.scenes.sites import scene
from samples.scenes.values import Actor, Fixture, FixtureKind, Means, Scene, Weather

CLEAR = Weather(noise=0.0)


def empty(*, seconds: float = 2.0) -> Scene:
    return replace(
        scene("simin"), seconds=seconds, actors=(), objects=(), acts=(), fixtures=(), surfaces=(), weather=CLEAR
    )


def walker(*, means: Means = Means.WALK, y: float = 11.0) -> Actor:
    way = route((-2.0, y), (4.0, y), begin_s=0.0, speed_m_s=1.2)
    return Actor(means=means, look=random_look(Random(3)), route=way)


@pytest.mark.parametrize("means", list(Means))
def test_a_box_reaches_as_far_as_the_drawn_figure(means: Means) -> None:
    frame = next(render(replace(empty(), actors=(walker(means=means),))))
    bare = next(render(empty()))
    changed = np.abs(frame.picture.astype(int) - bare.picture).max(axis=2) > 60  # more than any shadow on grass
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    x1, y1, x2, y2 = frame.sights[0].box
    assert rows[0] == pytest.approx(y1, abs=2.5)
    assert columns[0] >= max(x1, 0) - 1.5
    assert columns[-1] <= x2 + 1.5
    assert rows[-1] <= y2 + 1.5
    assert changed.sum() > 0.1 * (x2 - x1) * (y2 - y1)


def test_the_same_seed_makes_the_same_pictures_and_another_does_not() -> None:
    def first(seed: int) -> bytes:
        return b"".join(
            frame.picture.tobytes() for frame in islice(render(scene("sasang", seconds=30, seed=seed)), 60, 62)
        )

    assert first(5) == first(5)
    assert first(5) != first(6)


def test_whoever_passes_behind_a_pillar_is_hidden_there_and_nowhere_else() -> None:
    pillar = Fixture(kind=FixtureKind.PILLAR, at=(0.0, 9.0), size_m=3.0)
    way = route((-4.0, 12.0), (4.0, 12.0), begin_s=0.0, speed_m_s=2.0)
    behind = replace(walker(), route=way)
    before = replace(walker(), route=route((-4.0, 7.0), (4.0, 7.0), begin_s=0.0, speed_m_s=2.0))
    frames = list(render(replace(empty(seconds=4.0), actors=(behind, before), fixtures=(pillar,))))
    far = [sight.visible for frame in frames for sight in frame.sights if sight.actor == 0]
    near = [sight.visible for frame in frames for sight in frame.sights if sight.actor == 1]
    assert far[0] == 1.0
    assert min(far) == 0.0
    assert far[-1] == 1.0
    assert min(near) > 0.99


def test_whoever_stands_before_another_hides_them() -> None:
    still = (Stop(seconds=2.0),)
    front = replace(walker(), route=route((0.0, 8.0), *still, begin_s=0, speed_m_s=1))
    back = replace(walker(), route=route((0.0, 8.6), *still, begin_s=0, speed_m_s=1))
    sights = {sight.actor: sight for sight in next(render(replace(empty(), actors=(back, front)))).sights}
    assert sights[1].visible == 1.0
    assert sights[0].visible < 0.5


def test_boxes_sway_with_the_picture() -> None:
    still = replace(empty(), actors=(walker(),))
    shaken = replace(still, weather=Weather(noise=0.0, shake_px=4.0))
    steady, swaying = (next(islice(render(each), 4, 5)).sights[0] for each in (still, shaken))
    moved = np.subtract(swaying.box, steady.box)
    assert abs(moved[0]) > 0.5
    assert moved[0] == pytest.approx(moved[2])
    assert moved[1] == pytest.approx(moved[3])


@pytest.mark.parametrize(
    ("weather", "darker"), [(Weather(night=0.8), True), (Weather(rain=1.0), False), (Weather(), False)]
)
def test_night_is_darker_than_day(weather: Weather, *, darker: bool) -> None:
    day, other = (next(render(replace(empty(), weather=each))).picture.mean() for each in (CLEAR, weather))
    assert bool(other < 0.7 * day) is darker


@pytest.mark.parametrize("optics", [Optics(), Optics(height_m=9.0, tilt_deg=40.0, focal_px=700.0)])
def test_ground_and_pixel_are_each_others_inverse(optics: Optics) -> None:
    for spot in ((0.0, 9.0), (-4.0, 14.0), (3.0, 21.5)):
        assert optics.ground(*optics.pixel(*spot)) == pytest.approx(spot)
