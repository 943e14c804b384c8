"""Bicycles, motorcycles and kickboards, with who rides or pushes them."""

import math
from collections.abc import Callable

from samples.scenes.optics import Optics
from samples.scenes.pen import Pen, Pixel, shade
from samples.scenes.people import Bearing, Upright, bearing, draw_head, draw_person, draw_torso
from samples.scenes.routes import Place
from samples.scenes.values import Colour, Look, Means, Posture

TYRE = (38, 38, 40)
STEEL = (150, 150, 150)
Along = Callable[[float, float], Pixel]


def draw_rider(pen: Pen, optics: Optics, look: Look, place: Place, *, means: Means, paint: Colour, t_s: float) -> None:
    """Whoever moves by ``means``, two-wheeler and all: one box around both."""
    along = _along(optics, place)
    match means:
        case Means.PUSHED_BICYCLE:
            _draw_bicycle(pen, along, optics.scale(place.y), paint)
            beside = Place(place.x, place.y - 0.35, place.speed_m_s, place.heading, place.walked_m)
            draw_person(pen, optics, look, beside, posture=Posture.STAND, t_s=t_s)
        case Means.BICYCLE:
            _draw_bicycle(pen, along, optics.scale(place.y), paint)
            _draw_seated(pen, optics, look, place, seat=0.9, pedal=math.sin(place.walked_m * 2.2))
        case Means.MOTORCYCLE:
            _draw_motorcycle(pen, along, optics.scale(place.y), paint)
            _draw_seated(pen, optics, look, place, seat=0.78, pedal=None)
        case Means.KICKBOARD:
            _draw_kickboard(pen, along, optics.scale(place.y), paint)
            _draw_standing(pen, optics, look, place)
        case _:
            raise ValueError(means)


def _along(optics: Optics, place: Place) -> Along:
    """Metres forward of a place in its heading, and above it → pixels."""
    cosine, sine = math.cos(place.heading), math.sin(place.heading)
    return lambda forward, up: optics.pixel(place.x + forward * cosine, place.y + forward * sine, up)


def _wheel(pen: Pen, along: Along, forward: float, radius: float, width: float) -> None:
    centre = along(forward, radius)
    edge, top = along(forward + radius, radius), along(forward, 2 * radius)
    radii = (max(abs(edge[0] - centre[0]), 0.06 * (centre[1] - top[1])), abs(centre[1] - top[1]))
    pen.ring(centre, radii, width, TYRE)


def _draw_bicycle(pen: Pen, along: Along, scale: float, paint: Colour) -> None:
    tube = max(0.045 * scale, 1.2)
    for wheel in (-0.52, 0.52):
        _wheel(pen, along, wheel, 0.34, max(0.05 * scale, 1))
    hub, seat, head, crank = (-0.52, 0.34), (-0.2, 0.85), (0.42, 0.9), (-0.02, 0.32)
    for start, end in ((hub, seat), (hub, crank), (crank, seat), (crank, head), (seat, head), (head, (0.52, 0.34))):
        pen.stroke(along(*start), along(*end), (tube, tube), paint)
    pen.stroke(along(0.42, 0.9), along(0.34, 1.02), (tube, tube), STEEL)
    pen.stroke(along(-0.3, 0.9), along(-0.08, 0.9), (tube * 1.6, tube), (40, 40, 40))


def _draw_motorcycle(pen: Pen, along: Along, scale: float, paint: Colour) -> None:
    for wheel in (-0.6, 0.62):
        _wheel(pen, along, wheel, 0.29, max(0.11 * scale, 1.5))
    body = [(-0.75, 0.72), (-0.1, 0.74), (0.2, 0.55), (0.42, 0.95), (0.55, 0.9), (0.4, 0.35), (-0.3, 0.3), (-0.5, 0.45)]
    pen.polygon([along(*point) for point in body], paint)
    pen.polygon([along(*point) for point in ((-0.78, 0.74), (0.0, 0.76), (0.0, 0.86), (-0.78, 0.84))], (35, 35, 38))
    pen.polygon(
        [along(*point) for point in ((-0.95, 0.8), (-0.6, 0.8), (-0.6, 1.15), (-0.95, 1.15))], shade(paint, 0.8)
    )
    pen.stroke(along(0.42, 0.95), along(0.35, 1.1), (2, 2), STEEL)
    x, y = along(-0.9, 0.6)
    half = 0.09 * scale
    pen.polygon(
        [
            (x - half, y - half * 0.6),
            (x + half, y - half * 0.6),
            (x + half, y + half * 0.6),
            (x - half, y + half * 0.6),
        ],
        (235, 240, 240),
    )
    pen.mark("plate", (x - half, y - half * 0.6, x + half, y + half * 0.6))


def _draw_kickboard(pen: Pen, along: Along, scale: float, paint: Colour) -> None:
    for wheel in (-0.42, 0.45):
        _wheel(pen, along, wheel, 0.1, max(0.06 * scale, 1))
    pen.stroke(along(-0.42, 0.16), along(0.38, 0.16), (0.09 * scale, 0.09 * scale), shade(paint, 0.7))
    pen.stroke(along(0.45, 0.14), along(0.36, 1.08), (0.055 * scale, 0.055 * scale), paint)
    pen.stroke(along(0.3, 1.08), along(0.42, 1.08), (0.05 * scale, 0.05 * scale), (40, 40, 40))


def _draw_seated(pen: Pen, optics: Optics, look: Look, place: Place, *, seat: float, pedal: float | None) -> None:
    at, turned = Upright(optics, place.x, place.y), bearing(place.heading)
    tall, scale = look.height_m, at.scale
    thick = 0.085 * tall * scale
    ahead = turned.across
    for side in (-1, 1):
        down = 0.38 + 0.13 * side * pedal if pedal is not None else 0.36
        knee = (
            0.22 * ahead + side * 0.06 * turned.breadth,
            seat - 0.12 + (0.06 * side * pedal if pedal is not None else 0),
        )
        pen.stroke(at(-0.15 * ahead, seat + 0.05), at(*knee), (thick * 1.2, thick), shade(look.legs, 0.85 + 0.1 * side))
        pen.stroke(at(*knee), at(0.08 * ahead, down), (thick, thick * 0.7), shade(look.legs, 0.85 + 0.1 * side))
    shoulder = seat + 0.36 * tall
    _lean(pen, at, look, turned, seat=seat, shoulder=shoulder, handle=(0.42 * ahead, seat + 0.16))


def _draw_standing(pen: Pen, optics: Optics, look: Look, place: Place) -> None:
    at, turned = Upright(optics, place.x, place.y), bearing(place.heading)
    tall, scale = look.height_m, at.scale
    thick = 0.085 * tall * scale
    hip, shoulder = 0.2 + 0.46 * tall, 0.18 + 0.8 * tall
    for side in (-1, 1):
        foot = (side * 0.1 * turned.across, 0.2)
        pen.stroke(at(0, hip), at(*foot), (thick * 1.2, thick * 0.7), shade(look.legs, 0.85 + 0.1 * side))
    _lean(pen, at, look, turned, seat=hip, shoulder=shoulder, handle=(0.36 * turned.across, 1.08))


def _lean(
    pen: Pen, at: Upright, look: Look, turned: Bearing, *, seat: float, shoulder: float, handle: tuple[float, float]
) -> None:
    tall, scale = look.height_m, at.scale
    half = (0.09 + 0.05 * turned.breadth) * tall
    draw_torso(pen, at, look, turned, bottom=seat, top=shoulder, half=half)
    arm = 0.055 * tall * scale
    pen.stroke(at(half * 0.5 * turned.breadth, shoulder - 0.06), at(*handle), (arm, arm * 0.8), shade(look.top, 0.9))
    pen.disc(at(*handle), (arm * 0.5, arm * 0.5), look.skin)
    draw_head(pen, at, look, turned, middle=shoulder + 0.1 * tall, lean=0.05 * turned.across)
