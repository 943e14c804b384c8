"""A walking, standing or sitting person, drawn upright at a place on the ground."""

import math
from dataclasses import dataclass

from samples.scenes.optics import Optics
from samples.scenes.pen import Pen, Pixel, arc, shade
from samples.scenes.routes import Place
from samples.scenes.values import Colour, Look, Posture

STRIDE_M = 1.4  # two steps
SHOE = (45, 42, 48)
LIT, SHADED = 1.16, 0.78


@dataclass(frozen=True, slots=True)
class Upright:
    """Metres beside and above a place on the ground → pixels."""

    optics: Optics
    x: float
    y: float

    def __call__(self, beside_m: float, up_m: float) -> Pixel:
        return self.optics.pixel(self.x + beside_m, self.y, up_m)

    @property
    def scale(self) -> float:
        return self.optics.scale(self.y, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How a body is turned to the camera: ``across`` −1…1 to the right, ``toward`` whether its face is seen, ``breadth`` 0 side … 1 front."""

    across: float
    toward: bool
    breadth: float


def bearing(heading: float) -> Bearing:
    return Bearing(across=math.cos(heading), toward=math.sin(heading) < 0.35, breadth=abs(math.sin(heading)))


def draw_person(pen: Pen, optics: Optics, look: Look, place: Place, *, posture: Posture, t_s: float) -> None:
    """On foot, or at rest in ``posture``."""
    at = Upright(optics, place.x, place.y)
    turned = bearing(place.heading)
    if place.speed_m_s > 0:
        _draw_walker(pen, at, look, turned, swing=math.sin(2 * math.pi * place.walked_m / STRIDE_M))
    elif posture in {Posture.SIT, Posture.DRINK, Posture.FISH}:
        lifts = posture is Posture.DRINK and t_s % 4.0 < 1.6
        _draw_sitter(pen, at, look, turned, lifts=lifts, holds=posture is Posture.FISH)
    else:
        reach = math.sin(2 * math.pi * t_s * 1.3) if posture is Posture.STRIKE else None
        _draw_walker(pen, at, look, turned, swing=0.04 * math.sin(t_s), reach=reach)


def _draw_walker(
    pen: Pen, at: Upright, look: Look, turned: Bearing, *, swing: float, reach: float | None = None
) -> None:
    tall, scale = look.height_m, at.scale
    hip, shoulder = 0.48 * tall, 0.815 * tall
    _draw_legs(pen, at, look, turned, swing=swing)
    half = (0.085 + 0.05 * turned.breadth) * tall
    arm = 0.055 * tall * scale
    swung = 0.17 * tall * swing * turned.across
    for side, fore in ((-1, -1), (1, 1)):
        start = (side * half * 0.92 * turned.breadth, shoulder - 0.03 * tall)
        end = (start[0] * 1.25 + fore * swung, hip + 0.02 * tall + 0.02 * tall * abs(swing))
        if reach is not None and side > 0:
            end = (math.copysign(0.5, turned.across) * tall * 0.6, shoulder + 0.12 * tall * reach)
        pen.stroke(at(*start), at(*end), (arm, arm * 0.8), shade(look.top, SHADED if side < 0 else 0.92))
        pen.disc(at(*end), (arm * 0.45, arm * 0.5), look.skin)
        if side < 0:
            draw_torso(pen, at, look, turned, bottom=hip - 0.03 * tall, top=shoulder, half=half)
    if look.bag:
        _draw_bag(pen, at, look.bag, turned, tall=tall, half=half)
    if look.cane:
        pen.stroke(at(half + 0.1, hip + 0.05), at(half + 0.18, 0.0), (1.5, 1.5), (40, 60, 90))
    draw_head(pen, at, look, turned, middle=0.91 * tall, lean=0.02 * tall * turned.across)
    if look.umbrella:
        _draw_umbrella(pen, at, look.umbrella, tall=tall)


def _draw_legs(pen: Pen, at: Upright, look: Look, turned: Bearing, *, swing: float) -> None:
    tall, scale = look.height_m, at.scale
    hip = 0.49 * tall
    thick = 0.085 * tall * scale
    apart = 0.045 * tall * turned.breadth
    trousers = look.skin if look.skirt else look.legs
    for side in (-1, 1):
        step = side * 0.24 * tall * swing * turned.across
        lift = max(0.0, side * swing) * 0.05 * tall * turned.breadth
        knee = (side * apart + step * 0.55 + 0.02 * tall * abs(swing) * turned.across, 0.26 * tall + lift)
        foot = (side * apart + step, 0.03 * tall + lift)
        colour = shade(trousers, 0.8 if side < 0 else 1.0)
        pen.stroke(at(side * apart, hip), at(*knee), (thick * 1.25, thick), colour)
        pen.stroke(at(*knee), at(*foot), (thick, thick * 0.75), colour)
        toe = 0.05 * tall * turned.across
        pen.stroke(
            at(foot[0] - toe * 0.3, foot[1] - 0.008),
            at(foot[0] + toe, foot[1] - 0.012),
            (thick * 0.7, thick * 0.6),
            SHOE,
        )
    if look.skirt:
        flare = (0.1 + 0.05 * turned.breadth) * tall
        waist = flare * 0.6
        pen.polygon(
            [at(-waist, hip + 0.06), at(waist, hip + 0.06), at(flare, 0.27 * tall), at(-flare, 0.27 * tall)], look.legs
        )


def draw_torso(pen: Pen, at: Upright, look: Look, turned: Bearing, *, bottom: float, top: float, half: float) -> None:
    """From the hips to the shoulders, lit from the upper left."""
    round_m = 0.35 * half
    waist = half * (0.74 if look.sex == "female" else 0.9)
    mid = (bottom + top) / 2
    outline = [(-half * 0.9, bottom), (-waist, mid), (-half, top - round_m), (-half * 0.6, top), (half * 0.6, top)]
    outline += [(half, top - round_m), (waist, mid), (half * 0.9, bottom)]
    pen.polygon([at(*point) for point in outline], look.top)
    pen.polygon(
        [at(half * 0.25, bottom), at(half * 0.3, top), at(half, top - round_m), at(waist, mid), at(half * 0.9, bottom)],
        shade(look.top, SHADED),
    )
    pen.polygon(
        [at(-half * 0.85, mid), at(-half * 0.9, top - round_m), at(-half * 0.55, top - 0.02), at(-half * 0.5, mid)],
        shade(look.top, LIT),
    )


def draw_head(pen: Pen, at: Upright, look: Look, turned: Bearing, *, middle: float, lean: float = 0.0) -> None:
    """And says where it is: what a mask has to cover."""
    tall = 0.075 * look.height_m + 0.012
    wide = tall * (0.72 + 0.08 * turned.breadth)
    scale = at.scale
    centre = at(lean, middle)
    radii = (wide * scale, tall * scale)
    neck = at(lean * 0.5, middle - tall * 1.25)
    pen.stroke(neck, centre, (radii[0] * 0.9, radii[0] * 0.9), shade(look.skin, 0.85))
    if look.long_hair:
        _draw_long_hair(pen, look, turned, centre, radii)
    pen.disc(centre, radii, look.skin)
    if turned.toward:
        face = (centre[0] + radii[0] * 0.25 * turned.across, centre[1] + radii[1] * 0.1)
        pen.polygon(arc(centre, (radii[0] * 1.04, radii[1] * 1.03), begin_deg=185, end_deg=355), look.hair)
        if scale > 38:
            for side in (-0.38, 0.38):
                pen.disc((face[0] + side * radii[0] * (0.5 + turned.breadth / 2), face[1]), (0.7, 0.8), (40, 40, 50))
    else:
        pen.disc((centre[0], centre[1] - radii[1] * 0.12), (radii[0] * 1.03, radii[1] * 0.95), look.hair)
    pen.disc(
        (centre[0] - radii[0] * 0.3, centre[1] - radii[1] * 0.55),
        (radii[0] * 0.3, radii[1] * 0.2),
        shade(look.hair, 1.35),
    )
    pen.mark("head", (centre[0] - radii[0], centre[1] - radii[1], centre[0] + radii[0], centre[1] + radii[1]))


def _draw_long_hair(pen: Pen, look: Look, turned: Bearing, centre: Pixel, radii: tuple[float, float]) -> None:
    """Down to the shoulders: on both sides of a face that looks at us, behind one that is seen from the side."""
    for side in (-1, 1):
        if turned.toward and turned.breadth < 0.7 and side == math.copysign(1, turned.across):
            continue
        top = (centre[0] + side * radii[0] * 0.8, centre[1] - radii[1] * 0.3)
        pen.stroke(
            top,
            (top[0] + side * radii[0] * 0.1, centre[1] + radii[1] * 1.35),
            (radii[0] * 0.7, radii[0] * 0.55),
            look.hair,
        )


def _draw_bag(pen: Pen, at: Upright, colour: Colour, turned: Bearing, *, tall: float, half: float) -> None:
    left = -math.copysign(half + 0.06, turned.across)
    low, high = 0.42 * tall, 0.58 * tall
    pen.polygon([at(left - 0.1, low), at(left + 0.1, low), at(left + 0.08, high), at(left - 0.08, high)], colour)
    pen.polygon(
        [at(left + 0.02, low), at(left + 0.1, low), at(left + 0.08, high), at(left + 0.02, high)], shade(colour, 0.75)
    )
    pen.stroke(at(left, high), at(0.0, 0.8 * tall), (1.2, 1.2), shade(colour, 0.7))


def _draw_umbrella(pen: Pen, at: Upright, colour: Colour, *, tall: float) -> None:
    top = tall + 0.28
    pen.stroke(at(0.12, 0.6 * tall), at(0.12, top), (1.3, 1.3), (90, 90, 90))
    middle = at(0.1, top - 0.18)
    scale = at.scale
    pen.polygon(arc(middle, (0.58 * scale, 0.3 * scale), begin_deg=180, end_deg=360), colour)
    pen.polygon(arc(middle, (0.2 * scale, 0.3 * scale), begin_deg=180, end_deg=360), shade(colour, 1.2))


def _draw_sitter(pen: Pen, at: Upright, look: Look, turned: Bearing, *, lifts: bool, holds: bool) -> None:
    tall, scale = look.height_m, at.scale
    seat, thick = 0.14, 0.09 * tall * scale
    shoulder = seat + 0.34 * tall
    half = (0.1 + 0.04 * turned.breadth) * tall
    side = math.copysign(1.0, turned.across)
    for leg in (-0.06, 0.06):
        knee = (side * (0.26 + leg) * tall, seat + 0.12 * tall)
        pen.stroke(at(0, seat), at(*knee), (thick * 1.2, thick), look.legs)
        pen.stroke(at(*knee), at(side * (0.36 + leg) * tall, 0.02), (thick, thick * 0.7), shade(look.legs, 0.85))
    draw_torso(pen, at, look, turned, bottom=0.04, top=shoulder, half=half)
    hand = (side * 0.24 * tall, shoulder - 0.16 * tall)
    if lifts:
        hand = (side * 0.1 * tall, shoulder + 0.1 * tall)
    elif holds:
        hand = (side * 0.3 * tall, shoulder - 0.1 * tall)
    pen.stroke(
        at(side * half * 0.6, shoulder - 0.04 * tall),
        at(*hand),
        (0.055 * tall * scale, 0.045 * tall * scale),
        shade(look.top, 0.9),
    )
    pen.disc(at(*hand), (0.028 * tall * scale, 0.028 * tall * scale), look.skin)
    draw_head(pen, at, look, turned, middle=shoulder + 0.1 * tall, lean=0.02 * side)
    if lifts:
        pen.stroke(at(hand[0], hand[1]), at(hand[0] - side * 0.05, hand[1] + 0.16), (2.0, 1.2), (60, 130, 50))
