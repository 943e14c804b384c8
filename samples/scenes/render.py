"""A scene → its pictures, and what is seen of whom in each.

Theory of operation: the still picture is painted once. In each frame the shadows fall on it, then everybody and everything is drawn
from the farthest to the nearest; whatever stands before somebody (a tree, a pillar) is laid over again from the still picture. A
second picture of numbers says whose each pixel is, so that what is hidden is counted and not guessed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from samples.scenes.backdrop import Backdrop, paint_backdrop
from samples.scenes.objects import draw_object
from samples.scenes.optics import Optics
from samples.scenes.pen import Box, Pen, Picture
from samples.scenes.people import draw_person
from samples.scenes.riders import draw_rider
from samples.scenes.routes import Place
from samples.scenes.values import VEHICLES, Actor, Means, Object, ObjectKind, Scene
from samples.scenes.vehicles import BODIES, draw_vehicle
from samples.scenes.weather import exposure, shake

SHADOW_SHARE = 2  # shadows are drawn at half the picture's size


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """An actor in a frame. ``box`` reaches as far as the figure does, in the picture or not; ``visible``: its share that nothing hides."""

    actor: int
    box: Box
    visible: float
    place: Place
    marks: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    number: int
    picture: Picture  # blue, green, red
    sights: tuple[Sight, ...]


def render(scene: Scene) -> Iterator[Frame]:
    """Every frame in its order. The same scene makes the same pictures."""
    assert len(scene.actors) < 255, "an owner's number is one byte"
    backdrop, expose = paint_backdrop(scene), exposure(scene)
    for number in range(scene.frames):
        picture, sights = _draw_frame(scene, backdrop, number / scene.fps)
        sway = shake(scene.weather, number) if scene.weather.shake_px else (0.0, 0.0)
        yield Frame(
            number=number, picture=expose(picture, number), sights=tuple(_swayed(each, sway) for each in sights)
        )


def _draw_frame(scene: Scene, backdrop: Backdrop, t_s: float) -> tuple[Picture, list[Sight]]:
    present = [(index, place) for index, actor in enumerate(scene.actors) if (place := actor.route.at(t_s))]
    things = [thing for thing in scene.objects if thing.begin_s <= t_s < thing.end_s]
    lit = _shadowed(scene, backdrop.picture, present, things)
    picture, owners = lit.copy(), np.zeros(lit.shape[:2], np.uint8)
    drawn: dict[int, tuple[Pen, Place, int]] = {}
    layers = [(place.y, 0, index) for index, place in present] + [
        (thing.at[1], 1, index) for index, thing in enumerate(things)
    ]
    layers += [(screen.y, 2, index) for index, screen in enumerate(backdrop.screens)]
    for _y, layer, index in sorted(layers, key=lambda each: (-each[0], each[1], each[2])):
        if layer == 0:
            place = next(place for number, place in present if number == index)
            pen = Pen(picture, owners, index + 1)
            _draw_actor(pen, scene.optics, scene.actors[index], place, t_s)
            drawn[index] = (pen, place, _count(owners, index + 1, pen.box))
        elif layer == 1:
            draw_object(Pen(picture, owners, 0), scene.optics, things[index], t_s)
        else:
            covers = backdrop.screens[index].covers & (owners > 0)
            picture[covers] = lit[covers]
            owners[covers] = 0
    return picture, [
        sight for index, (pen, place, whole) in drawn.items() if (sight := _sight(index, pen, place, whole, owners))
    ]


def _sight(index: int, pen: Pen, place: Place, whole: int, owners: Picture) -> Sight | None:
    if pen.box is None or not whole:
        return None
    visible = _count(owners, index + 1, pen.box) / whole
    return Sight(actor=index, box=pen.box, visible=visible, place=place, marks=tuple(pen.marks))


def _count(owners: Picture, number: int, box: Box | None) -> int:
    if box is None:
        return 0
    x1, y1, x2, y2 = (max(0, int(edge)) for edge in box)
    return int(np.count_nonzero(owners[y1 : y2 + 2, x1 : x2 + 2] == number))


def _draw_actor(pen: Pen, optics: Optics, actor: Actor, place: Place, t_s: float) -> None:
    if actor.means in VEHICLES:
        draw_vehicle(pen, optics, place, means=actor.means, paint=actor.paint)
        return
    assert actor.look is not None, "somebody on foot or on a two-wheeler has a look"
    if actor.means is Means.WALK:
        draw_person(pen, optics, actor.look, place, posture=actor.at_rest, t_s=t_s)
    else:
        draw_rider(pen, optics, actor.look, place, means=actor.means, paint=actor.paint, t_s=t_s)


def _shadowed(scene: Scene, still: Picture, present: list[tuple[int, Place]], things: list[Object]) -> Picture:
    """The still picture with everybody's shadow on it, soft at the edges."""
    optics = scene.optics
    height, width = still.shape[:2]
    dark = np.zeros((height // SHADOW_SHARE, width // SHADOW_SHARE), np.uint8)
    for index, place in present:
        actor = scene.actors[index]
        if actor.means in VEHICLES:
            _cast(dark, optics, _under_vehicle(actor.means, place))
        else:
            tall = actor.look.height_m if actor.look else 1.7
            reach = 0.9 if actor.means is Means.WALK else 1.3
            _cast(dark, optics, _oval(place.x + 0.25 * tall, place.y + 0.02, 0.36 * tall * reach, 0.2 * reach))
    for thing in things:
        size = {ObjectKind.TENT: 1.5, ObjectKind.BENCH: 1.0}.get(thing.kind, 0.3)
        _cast(dark, optics, _oval(thing.at[0] + 0.2 * size, thing.at[1], size, 0.5 * size))
    soft = cv2.GaussianBlur(dark, (0, 0), 1.6)
    strength = 0.42 * (1 - 0.6 * scene.weather.night) * (1 - 0.5 * scene.weather.rain)
    light = cv2.resize(cv2.convertScaleAbs(soft, alpha=-strength, beta=255), (width, height))
    return np.asarray(cv2.multiply(still, cv2.merge([light, light, light]), scale=1 / 255))


def _oval(x: float, y: float, across: float, along: float) -> list[tuple[float, float]]:
    return [
        (x + across * math.cos(angle), y + along * math.sin(angle))
        for angle in (step * math.pi / 7 for step in range(14))
    ]


def _under_vehicle(means: Means, place: Place) -> list[tuple[float, float]]:
    cosine, sine = math.cos(place.heading), math.sin(place.heading)
    blocks = BODIES[means]
    back, front, wide = min(each.back for each in blocks), max(each.front for each in blocks), blocks[0].half_width
    corners = [(back, -wide), (front, -wide), (front, wide), (back, wide)]
    return [(place.x + f * cosine - s * sine + 0.3, place.y + f * sine + s * cosine) for f, s in corners]


def _cast(dark: Picture, optics: Optics, outline: list[tuple[float, float]]) -> None:
    points = np.array([optics.pixel(x, max(y, 0.8)) for x, y in outline]) * (16 / SHADOW_SHARE)
    cv2.fillPoly(dark, [points.round().astype(np.int32)], 255, cv2.LINE_AA, 4)


def _swayed(sight: Sight, sway: tuple[float, float]) -> Sight:
    def moved(box: Box) -> Box:
        return box[0] + sway[0], box[1] + sway[1], box[2] + sway[0], box[3] + sway[1]

    if sway == (0.0, 0.0):
        return sight
    marks = tuple((region, moved(box)) for region, box in sight.marks)
    return Sight(actor=sight.actor, box=moved(sight.box), visible=sight.visible, place=sight.place, marks=marks)
