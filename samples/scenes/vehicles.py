"""Cars, buses and trucks: bodies with lit and shaded sides, windows, wheels and a plate."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samples.scenes.optics import Optics
from samples.scenes.pen import Pen, Pixel, shade
from samples.scenes.routes import Place
from samples.scenes.values import Colour, Means

GLASS = (96, 82, 70)
Corner = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A box, tapering upward: metres forward, sideways and up of the vehicle's middle on the ground."""

    back: float
    front: float
    half_width: float
    bottom: float
    top: float
    taper: float = 0.0


BODIES = {
    Means.CAR: (
        Block(back=-2.2, front=2.2, half_width=0.9, bottom=0.25, top=0.85),
        Block(back=-1.7, front=1.0, half_width=0.85, bottom=0.85, top=1.45, taper=0.35),
    ),
    Means.TRUCK: (
        Block(back=-2.7, front=0.9, half_width=1.0, bottom=0.5, top=2.1),
        Block(back=1.0, front=2.6, half_width=0.95, bottom=0.4, top=1.9, taper=0.15),
    ),
    Means.BUS: (Block(back=-5.0, front=5.0, half_width=1.25, bottom=0.35, top=3.0),),
}
WHEELS = {Means.CAR: (-1.35, 1.35), Means.TRUCK: (-1.7, 1.8), Means.BUS: (-3.0, 3.2)}


@dataclass(frozen=True, slots=True)
class Solid:
    """Metres forward, sideways (to the left) and up of a place and heading → pixels."""

    optics: Optics
    place: Place

    def spot(self, forward: float, left: float) -> tuple[float, float]:
        cosine, sine = math.cos(self.place.heading), math.sin(self.place.heading)
        return self.place.x + forward * cosine - left * sine, self.place.y + forward * sine + left * cosine

    def __call__(self, forward: float, left: float, up: float) -> Pixel:
        return self.optics.pixel(*self.spot(forward, left), up)


def draw_vehicle(pen: Pen, optics: Optics, place: Place, *, means: Means, paint: Colour) -> None:
    solid = Solid(optics, place)
    for block in BODIES[means]:
        is_cabin = block.taper > 0
        for name, corners in _faces(block):
            if not _is_seen(solid, corners):
                continue
            light = {"top": 1.18, "front": 0.8, "back": 0.74, "left": 0.92, "right": 0.92}[name]
            pen.polygon([solid(*corner) for corner in corners], shade(paint, light))
            if name != "top" and (is_cabin or means is Means.BUS):
                pen.polygon([solid(*corner) for corner in _window(corners)], shade(GLASS, light + 0.15))
    _draw_wheels(pen, solid, means)
    _draw_plates(pen, solid, BODIES[means][-1 if means is Means.TRUCK else 0])


def _faces(block: Block) -> Iterator[tuple[str, Sequence[Corner]]]:
    """Each with its corners in the order that ``_is_seen`` reads; those turned away are left out, so their order does not matter."""
    back, front, wide = block.back, block.front, block.half_width
    high_back, high_front, narrow = back + block.taper * 0.6, front - block.taper * 1.6, wide - block.taper * 0.3
    low, high = block.bottom, block.top
    yield "left", ((back, wide, low), (front, wide, low), (high_front, narrow, high), (high_back, narrow, high))
    yield "right", ((front, -wide, low), (back, -wide, low), (high_back, -narrow, high), (high_front, -narrow, high))
    yield "front", ((front, wide, low), (front, -wide, low), (high_front, -narrow, high), (high_front, narrow, high))
    yield "back", ((back, -wide, low), (back, wide, low), (high_back, narrow, high), (high_back, -narrow, high))
    yield (
        "top",
        (
            (high_front, narrow, high),
            (high_front, -narrow, high),
            (high_back, -narrow, high),
            (high_back, narrow, high),
        ),
    )


def _is_seen(solid: Solid, corners: Sequence[Corner]) -> bool:
    """Whether a face is turned to the camera: its corners run clockwise in the picture then."""
    points = [solid(*corner) for corner in corners]
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True))
    return area > 0


def _window(corners: Sequence[Corner]) -> list[Corner]:
    """The middle of a face, a little below its upper edge."""
    a, b, c, d = corners

    def between(start: Corner, end: Corner, share: float) -> Corner:
        return tuple(s + (e - s) * share for s, e in zip(start, end, strict=True))  # type: ignore[return-value]

    left_low, left_high = between(a, d, 0.42), between(a, d, 0.9)
    right_low, right_high = between(b, c, 0.42), between(b, c, 0.9)
    return [
        between(left_low, right_low, 0.06),
        between(left_low, right_low, 0.94),
        between(left_high, right_high, 0.94),
        between(left_high, right_high, 0.06),
    ]


def _draw_wheels(pen: Pen, solid: Solid, means: Means) -> None:
    wide = BODIES[means][0].half_width
    side = wide if _is_seen(solid, [(-1, wide, 0), (1, wide, 0), (1, wide, 1), (-1, wide, 1)]) else -wide
    radius = 0.34 if means is Means.CAR else 0.45
    for forward in WHEELS[means]:
        centre = solid(forward, side, radius)
        edge, top = solid(forward + radius, side, radius), solid(forward, side, 2 * radius)
        radii = (max(abs(edge[0] - centre[0]), 1.0), max(abs(top[1] - centre[1]), 1.0))
        pen.disc(centre, radii, (36, 36, 38))
        pen.disc(centre, (radii[0] * 0.55, radii[1] * 0.55), (150, 150, 150))


def _draw_plates(pen: Pen, solid: Solid, block: Block) -> None:
    for end, sign in ((block.front, 1), (block.back, -1)):
        face = [
            (end, sign * 0.26, 0.42),
            (end, -sign * 0.26, 0.42),
            (end, -sign * 0.26, 0.56),
            (end, sign * 0.26, 0.56),
        ]
        if not _is_seen(solid, face):
            continue
        points = [solid(*corner) for corner in face]
        pen.polygon(points, (236, 240, 238))
        across, down = [x for x, _ in points], [y for _, y in points]
        pen.mark("plate", (min(across), min(down), max(across), max(down)))
        for lamp in (-0.7, 0.7):
            pen.disc(
                solid(end, lamp * block.half_width, 0.62), (1.6, 1.4), (215, 235, 245) if sign > 0 else (50, 50, 190)
            )
