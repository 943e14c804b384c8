"""The still picture: ground, walls, shops with dummies, trees, pillars, benches; and which of it stands before whom."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
import numpy.typing as npt

from naru.systems.footage.core.cameras.values import SiteKind
from samples.scenes.looks import random_look
from samples.scenes.objects import draw_bench
from samples.scenes.optics import Optics
from samples.scenes.pen import Pen, Picture, arc, shade
from samples.scenes.people import Upright, draw_person
from samples.scenes.routes import Place
from samples.scenes.values import Colour, Fixture, FixtureKind, Ground, Posture, Row, Scene, Shop, Spot, Surface

BASE: dict[Ground, Colour] = {
    Ground.PAVING: (158, 164, 170),
    Ground.ASPHALT: (98, 98, 100),
    Ground.GRASS: (72, 128, 100),
    Ground.WATER: (150, 122, 84),
    Ground.SAND: (150, 184, 200),
    Ground.STRIPES: (212, 214, 214),
}
NEAR_M = 0.8
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Pixels that stand before everything farther than ``y``."""

    y: float
    covers: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    picture: Picture
    screens: tuple[Screen, ...]  # the farthest first


def paint_backdrop(scene: Scene) -> Backdrop:
    random = Random(f"backdrop {scene.camera_id} {scene.seed}")
    picture = _sky(scene.optics)
    _paint_ground(picture, scene, random)
    for row in sorted(scene.rows, key=lambda each: -each.y):
        _paint_row(picture, scene.optics, row, random)
    screens = []
    for fixture in sorted(scene.fixtures, key=lambda each: -each.at[1]):
        owners = np.zeros(picture.shape[:2], np.uint8)
        _soft_shadow(picture, scene.optics, fixture)
        _paint_fixture(Pen(picture, owners, 1), scene.optics, fixture, random)
        screens.append(Screen(y=fixture.at[1], covers=owners.astype(bool)))
    return Backdrop(picture=_vignette(picture), screens=tuple(screens))


def _sky(optics: Optics) -> Picture:
    """Hazy, a little lighter toward the horizon."""
    rows = np.linspace(0, 1, optics.height)[:, None, None]
    colours = np.array([222, 206, 190]) * (1 - rows) + np.array([205, 206, 204]) * rows
    return np.broadcast_to(colours, (optics.height, optics.width, 3)).astype(np.uint8).copy()


def _paint_ground(picture: Picture, scene: Scene, random: Random) -> None:
    optics = scene.optics
    columns, lines = np.meshgrid(np.arange(optics.width) + 0.5, np.arange(optics.height) + 0.5)
    across, along, scale = (optics.homography @ np.stack([columns, lines, np.ones_like(lines)]).reshape(3, -1)).reshape(
        3, *lines.shape
    )
    seen = scale * optics.homography[2, 2] > 0
    seen &= along / scale > 0
    safe = np.where(seen, scale, 1.0)
    x, y = across / safe, np.minimum(along / safe, 400)
    grain = _grain(x, y, random)
    whole = Surface(
        ground=Ground.GRASS if scene.site.kind is SiteKind.PARK else Ground.PAVING,
        outline=((-300, NEAR_M), (300, NEAR_M), (300, 390), (-300, 390)),
    )
    for surface in (whole, *scene.surfaces):
        covered = seen & (_polygon_mask(optics, surface.outline) > 0)
        picture[covered] = _texture(surface.ground, x, y, grain)[covered]
    haze = np.clip((y - 25) / 120, 0, 0.75)[..., None] * seen[..., None]
    picture[:] = (picture * (1 - haze) + np.array([206, 204, 200]) * haze).astype(np.uint8)
    for surface in scene.surfaces:
        if surface.ground in {Ground.ASPHALT, Ground.WATER}:
            edge = np.round(np.array([optics.pixel(px, max(py, NEAR_M)) for px, py in surface.outline]) * 16).astype(
                np.int32
            )
            cv2.polylines(picture, [edge], True, (196, 200, 202), 2, cv2.LINE_AA, 4)


def _polygon_mask(optics: Optics, outline: Sequence[Spot]) -> Picture:
    mask = np.zeros((optics.height, optics.width), np.uint8)
    points = np.round(np.array([optics.pixel(x, max(y, NEAR_M)) for x, y in outline]) * 16).clip(-(2**24), 2**24)
    cv2.fillPoly(mask, [points.astype(np.int32)], 255, cv2.LINE_8, 4)
    return mask


def _grain(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], random: Random) -> npt.NDArray[np.float64]:
    """Unevenness of the ground, −1…1: a few waves of random directions and lengths, and a fine noise."""
    total = np.zeros_like(x)
    for _ in range(7):
        angle, length = random.uniform(0, math.pi), random.uniform(0.7, 6.0)
        total += np.sin((x * math.cos(angle) + y * math.sin(angle)) * 2 * math.pi / length + random.uniform(0, 6))
    fine = np.random.default_rng(random.randrange(2**32)).normal(0, 1, x.shape)
    return np.clip(total / 7 + 0.35 * fine, -1.5, 1.5)


def _texture(
    ground: Ground, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], grain: npt.NDArray[np.float64]
) -> Picture:
    light = 1 + 0.035 * grain
    match ground:
        case Ground.PAVING:
            joint = (np.mod(x, 0.9) < 0.05) | (np.mod(y, 0.9) < 0.07)
            checker = (np.floor(x / 0.9) + np.floor(y / 0.9)) % 2
            light = light * (1 + 0.025 * checker) - 0.1 * joint * np.clip(1.4 - y / 22, 0, 1)
        case Ground.GRASS:
            light = light + 0.07 * grain + 0.03 * np.sin(x * 1.3)
        case Ground.WATER:
            light = light + 0.1 * np.sin(y * 3.1 + 1.5 * np.sin(x * 0.8)) * np.clip(1.3 - y / 30, 0.2, 1)
        case Ground.STRIPES:
            light = np.where(np.mod(x, 1.0) < 0.5, light, light * 0.5)
        case _:
            light = light + 0.02 * grain
    colour = np.array(BASE[ground], np.float64)
    return np.asarray(np.clip(colour * light[..., None], 0, 255), np.uint8)


def _paint_row(picture: Picture, optics: Optics, row: Row, random: Random) -> None:
    owners = np.zeros(picture.shape[:2], np.uint8)
    pen = Pen(picture, owners, 1)
    for shop in row.shops:
        _paint_front(pen, optics, row, shop, random)


def _paint_front(pen: Pen, optics: Optics, row: Row, shop: Shop, random: Random) -> None:
    left, right, y = shop.x, shop.x + shop.width_m, row.y

    def panel(x0: float, x1: float, z0: float, z1: float, colour: Colour) -> None:
        pen.polygon(
            [optics.pixel(x0, y, z0), optics.pixel(x1, y, z0), optics.pixel(x1, y, z1), optics.pixel(x0, y, z1)], colour
        )

    wall = shade((150, 160, 172), random.uniform(0.85, 1.1))
    panel(left, right, 0, row.height_m + 3.2, wall)
    for window in range(int(shop.width_m / 1.5)):
        at = left + 0.5 + window * 1.5
        panel(at, at + 0.85, row.height_m + 0.6, row.height_m + 1.9, (120, 110, 100))
        panel(at, at + 0.85, row.height_m + 1.3, row.height_m + 1.9, (150, 140, 128))
    panel(left + 0.1, right - 0.1, 0.35, 2.6, (92, 88, 84))
    glass = right - shop.door_m - 0.35
    panel(left + 0.2, glass, 0.5, 2.5, (140, 150, 152))
    panel(left + 0.2, left + 0.2 + (glass - left) * 0.4, 0.5, 2.5, (160, 168, 168))
    for number in range(shop.dummies):
        x = left + 0.7 + number * (glass - left - 0.7) / max(shop.dummies, 1)
        draw_person(pen, optics, random_look(random), Place(x, y, 0.0, -1.3, 0.0), posture=Posture.STAND, t_s=0)
    panel(right - shop.door_m - 0.2, right - 0.2, 0.0, 2.3, (58, 56, 54))
    panel(right - shop.door_m - 0.1, right - 0.3, 0.1, 2.2, (78, 92, 98))
    panel(left + 0.05, right - 0.05, 2.75, 3.75, shop.sign)
    panel(left + 0.25, right - 0.25, 2.9, 3.6, shade(shop.sign, 1.25))
    for number in range(max(2, int(shop.width_m))):
        at = left + 0.6 + number * (shop.width_m - 1.2) / max(2, int(shop.width_m))
        panel(at, at + 0.42, 3.05, 3.45, (240, 244, 244))
    for number in range(int(shop.width_m / 0.5)):
        x0 = left + number * 0.5
        colour = shade(shop.sign, 1.1) if number % 2 else (232, 234, 234)
        pen.polygon(
            [
                optics.pixel(x0, y, 2.75),
                optics.pixel(x0 + 0.5, y, 2.75),
                optics.pixel(x0 + 0.5, y - 0.8, 2.4),
                optics.pixel(x0, y - 0.8, 2.4),
            ],
            colour,
        )


def _soft_shadow(picture: Picture, optics: Optics, fixture: Fixture) -> None:
    spread = {FixtureKind.TREE: 1.5, FixtureKind.STALL: 1.3, FixtureKind.BUSH: 0.8}.get(
        fixture.kind, 0.4
    ) * fixture.size_m
    x, y = fixture.at
    middle = optics.pixel(x + 0.5 * spread, y)
    scale = optics.scale(y)
    mask = np.zeros(picture.shape[:2], np.uint8)
    flat = scale * spread * optics.height_m / math.hypot(optics.height_m, y)
    cv2.fillPoly(
        mask, [np.array(arc(middle, (scale * spread, max(flat, 2.0)), pieces=28)).round().astype(np.int32)], 255
    )
    soft = cv2.GaussianBlur(mask, (0, 0), max(scale * 0.12, 1.0)).astype(np.float32) / 255
    picture[:] = (picture * (1 - 0.38 * soft[..., None])).astype(np.uint8)


def _paint_fixture(pen: Pen, optics: Optics, fixture: Fixture, random: Random) -> None:
    at = Upright(optics, *fixture.at)
    match fixture.kind:
        case FixtureKind.TREE:
            _paint_tree(pen, at, fixture, random)
        case FixtureKind.BUSH:
            _paint_leaves(pen, at, middle=0.45 * fixture.size_m, radius=0.75 * fixture.size_m, count=26, random=random)
        case FixtureKind.PILLAR:
            half = 0.3 * fixture.size_m
            pen.polygon([at(-half, 0), at(half, 0), at(half, 4.6), at(-half, 4.6)], fixture.paint)
            pen.polygon(
                [at(half * 0.3, 0), at(half, 0), at(half, 4.6), at(half * 0.3, 4.6)], shade(fixture.paint, 0.75)
            )
            pen.polygon(
                [at(-half * 0.8, 0), at(-half * 0.4, 0), at(-half * 0.4, 4.6), at(-half * 0.8, 4.6)],
                shade(fixture.paint, 1.2),
            )
        case FixtureKind.LAMP:
            pen.stroke(at(0, 0), at(0, 4.4), (0.12 * at.scale, 0.09 * at.scale), (96, 98, 100))
            pen.stroke(at(0, 4.4), at(0.8, 4.6), (0.08 * at.scale, 0.08 * at.scale), (96, 98, 100))
            pen.disc(at(0.85, 4.55), (0.24 * at.scale, 0.1 * at.scale), (225, 245, 250))
        case FixtureKind.BENCH:
            draw_bench(pen, at, broken=False)
        case FixtureKind.STALL:
            _paint_stall(pen, optics, fixture, random)


def _paint_tree(pen: Pen, at: Upright, tree: Fixture, random: Random) -> None:
    size = tree.size_m
    pen.stroke(at(0, 0), at(0.05, 2.2 * size), (0.34 * size * at.scale, 0.2 * size * at.scale), (52, 72, 92))
    pen.stroke(at(0.02, 0.1), at(0.06, 2.0 * size), (0.1 * size * at.scale, 0.07 * size * at.scale), (66, 90, 114))
    _paint_leaves(pen, at, middle=3.1 * size, radius=1.35 * size, count=60, random=random)


def _paint_leaves(pen: Pen, at: Upright, *, middle: float, radius: float, count: int, random: Random) -> None:
    """Clumps of leaves, darker below and to the right, lighter toward the sun."""
    clumps = []
    for _ in range(count):
        angle, far = random.uniform(0, 2 * math.pi), radius * math.sqrt(random.random())
        clumps.append((far * math.cos(angle), 0.8 * far * math.sin(angle)))
    for across, up in sorted(clumps, key=lambda each: each[1] - each[0]):
        light = 0.86 + 0.3 * (up - across) / (2 * radius) + random.uniform(-0.06, 0.06)
        size = radius * random.uniform(0.2, 0.34) * at.scale
        pen.disc(at(across, middle + up), (size, size * 0.85), shade((62, 122, 84), light))


def _paint_stall(pen: Pen, optics: Optics, stall: Fixture, random: Random) -> None:
    """A market stall: a table of goods under an awning."""
    x, y = stall.at
    half, deep = 1.3 * stall.size_m, 0.55

    def at(across: float, along: float, up: float) -> tuple[float, float]:
        return optics.pixel(x + across, y + along, up)

    pen.polygon([at(-half, 0, 0), at(half, 0, 0), at(half, 0, 0.75), at(-half, 0, 0.75)], shade(stall.paint, 0.8))
    pen.polygon(
        [at(-half, 0, 0.75), at(half, 0, 0.75), at(half, deep * 2, 0.9), at(-half, deep * 2, 0.9)], (176, 190, 200)
    )
    colours = ((60, 60, 190), (60, 150, 220), (80, 160, 90), (200, 200, 210), (150, 120, 90))
    for number in range(10):
        across = -half + 0.15 + number * (2 * half - 0.3) / 10
        colour = shade(random.choice(colours), random.uniform(0.9, 1.1))
        pen.disc(at(across + 0.12, deep * 0.8, 0.92), (0.14 * optics.scale(y), 0.09 * optics.scale(y)), colour)
    for post in (-half, half):
        pen.stroke(at(post, 0, 0.7), at(post, 0, 2.1), (2, 2), (90, 90, 94))
    for number in range(8):
        left, right = -half - 0.1 + number * (2 * half + 0.2) / 8, -half - 0.1 + (number + 1) * (2 * half + 0.2) / 8
        colour = stall.paint if number % 2 else (230, 232, 232)
        pen.polygon(
            [at(left, -0.3, 2.0), at(right, -0.3, 2.0), at(right, deep * 2, 2.5), at(left, deep * 2, 2.5)], colour
        )


def _vignette(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    across, down = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
    fall = 1 - 0.13 * (across**2 + down**2)
    return np.asarray(np.clip(picture * fall[..., None], 0, 255), np.uint8)
