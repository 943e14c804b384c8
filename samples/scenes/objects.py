"""Tents, fires, fishing rods, bottles, and what gets damaged."""

import itertools
import math

from samples.scenes.optics import Optics
from samples.scenes.pen import Pen, Pixel, arc, shade
from samples.scenes.people import Upright
from samples.scenes.values import Object, ObjectKind

PITCHING_S = 4.0
WOOD = (58, 88, 128)


def draw_object(pen: Pen, optics: Optics, thing: Object, t_s: float) -> None:
    at = Upright(optics, *thing.at)
    match thing.kind:
        case ObjectKind.TENT:
            _draw_tent(pen, optics, thing, rise=min(1.0, 0.15 + (t_s - thing.begin_s) / PITCHING_S))
        case ObjectKind.FIRE:
            _draw_fire(pen, at, t_s)
        case ObjectKind.ROD:
            _draw_rod(pen, optics, thing, t_s)
        case ObjectKind.BOTTLE:
            _draw_bottle(pen, at)
        case ObjectKind.BENCH:
            draw_bench(pen, at, broken=t_s >= thing.broken_s)
        case ObjectKind.SIGN:
            _draw_sign(pen, at, thing, broken=t_s >= thing.broken_s)


def _draw_tent(pen: Pen, optics: Optics, tent: Object, *, rise: float) -> None:
    x, y = tent.at
    half, deep, tall = 1.15, 0.9, 1.25 * rise

    def at(across: float, along: float, up: float) -> Pixel:
        return optics.pixel(x + across, y + along, up)

    front = [at(-half, -deep, 0), at(half, -deep, 0), at(0.0, -deep * 0.6, tall)]
    side = [at(half, -deep, 0), at(half * 0.9, deep, 0), at(0.1, deep * 0.5, tall), at(0.0, -deep * 0.6, tall)]
    far = [at(-half, -deep, 0), at(-half * 0.9, deep, 0), at(0.1, deep * 0.5, tall), at(0.0, -deep * 0.6, tall)]
    pen.polygon(far, shade(tent.paint, 1.12))
    pen.polygon(side, shade(tent.paint, 0.72))
    pen.polygon(front, tent.paint)
    door = [at(-0.32, -deep * 0.99, 0), at(0.32, -deep * 0.99, 0), at(0.0, -deep * 0.68, tall * 0.72)]
    pen.polygon(door, shade(tent.paint, 0.4))
    pen.stroke(front[0], front[2], (1.2, 1.2), shade(tent.paint, 1.35))
    pen.stroke(front[1], front[2], (1.2, 1.2), shade(tent.paint, 0.6))


def _draw_fire(pen: Pen, at: Upright, t_s: float) -> None:
    """A stove with a pot over flames: their size and place follow no rhythm, though the same at the same instant."""
    scale = at.scale
    pen.stroke(at(-0.25, 0.05), at(0.25, 0.05), (0.09 * scale, 0.09 * scale), (60, 60, 66))
    for number in range(5):
        flicker = math.sin(t_s * (23 + 7 * number) + number * 2.1) * math.sin(t_s * (11 + 3 * number))
        middle = at(-0.2 + 0.1 * number + 0.03 * flicker, 0.2 + 0.05 * flicker)
        size = (0.07 + 0.03 * flicker) * scale
        pen.disc(middle, (size, size * (1.9 + 0.8 * flicker)), (30, 120 + round(40 * flicker), 245))
        pen.disc((middle[0], middle[1] + size * 0.4), (size * 0.5, size), (120, 220, 255))
    pot = [at(-0.2, 0.4), at(0.2, 0.4), at(0.22, 0.62), at(-0.22, 0.62)]
    pen.polygon(pot, (120, 124, 128))
    pen.polygon([pot[1], pot[2], at(0.08, 0.62), at(0.07, 0.4)], (86, 88, 92))
    pen.disc(at(0, 0.62), (0.22 * scale, 0.05 * scale), (70, 72, 76))
    for number in range(3):
        drift = (t_s * 0.5 + number / 3) % 1.0
        pen.polygon(
            arc(
                at(0.1 * math.sin(3 * t_s + number), 0.75 + 0.7 * drift),
                (0.07 * scale * (1 + drift), 0.06 * scale * (1 + drift)),
            ),
            (200, 200, 204),
            reaches=False,
        )


def _draw_rod(pen: Pen, optics: Optics, rod: Object, t_s: float) -> None:
    (x, y), (to_x, to_y) = rod.at, rod.toward
    bend = 0.06 * math.sin(t_s * 1.7)
    spots = [(0.0, 0.75), (0.35, 1.35), (0.75, 1.8), (1.0, 1.95 + bend)]
    points = [optics.pixel(x + share * to_x, y + share * to_y, up) for share, up in spots]
    for start, end in itertools.pairwise(points):
        pen.stroke(start, end, (1.7, 1.3), (40, 52, 70))
    float_at = optics.pixel(x + 1.5 * to_x, y + 1.5 * to_y, 0.05)
    pen.line(points[-1], float_at, (200, 200, 200))
    pen.disc(float_at, (1.8, 1.8 + bend * 8), (50, 60, 220))


def _draw_bottle(pen: Pen, at: Upright) -> None:
    scale = at.scale
    for side in (-0.16, 0.0, 0.17):
        pen.stroke(at(side, 0.02), at(side, 0.17), (max(0.075 * scale, 2.0), max(0.07 * scale, 1.8)), (58, 128, 52))
        pen.stroke(at(side, 0.17), at(side, 0.27), (max(0.035 * scale, 1.2), 1.0), (72, 150, 66))


def draw_bench(pen: Pen, at: Upright, *, broken: bool) -> None:
    """A park bench, or what is left of it."""
    scale = at.scale
    slat = 0.09 * scale
    for leg in (-0.7, 0.7):
        pen.stroke(at(leg, 0), at(leg, 0.42), (0.08 * scale, 0.08 * scale), (70, 70, 74))
    sunk = 0.38 if broken else 0.0
    for up in (0.42, 0.62, 0.8):
        pen.stroke(at(-0.85, up), at(0.85, up - sunk), (slat, slat), shade(WOOD, 0.85 + up * 0.4))
    if broken:
        pen.stroke(at(0.5, 0.05), at(1.25, 0.12), (slat, slat), WOOD)


def _draw_sign(pen: Pen, at: Upright, sign: Object, *, broken: bool) -> None:
    scale, lean = at.scale, 0.75 if broken else 0.0
    top = (lean, 1.55 - lean * 0.45)
    pen.stroke(at(0, 0), at(*top), (0.07 * scale, 0.07 * scale), (120, 120, 124))
    board = [(-0.45, -0.32), (0.45, -0.32), (0.45, 0.32), (-0.45, 0.32)]
    turn = -0.75 if broken else 0.0
    cosine, sine = math.cos(turn), math.sin(turn)
    points = [at(top[0] + a * cosine - b * sine, top[1] + a * sine + b * cosine) for a, b in board]
    pen.polygon(points, sign.paint)
    inner = [at(top[0] + 0.85 * (a * cosine - b * sine), top[1] + 0.75 * (a * sine + b * cosine)) for a, b in board]
    pen.polygon(inner, shade(sign.paint, 1.5))
