"""Polygons, strokes and discs drawn smoothly, and which pixel belongs to whom."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from samples.scenes.values import Colour

Pixel = tuple[float, float]
Box = tuple[float, float, float, float]
Picture = npt.NDArray[np.uint8]
FRACTION_BITS = 4
UNIT = 1 << FRACTION_BITS


class Pen:
    """Draws one figure into ``picture``, writes its number over what it covers in ``owners``, and remembers how far it reaches."""

    def __init__(self, picture: Picture, owners: Picture, number: int) -> None:
        self.picture = picture
        self.owners = owners
        self.number = number
        self.marks: list[tuple[str, Box]] = []
        self._reach = [math.inf, math.inf, -math.inf, -math.inf]

    @property
    def box(self) -> Box | None:
        """x1, y1, x2, y2 of all that was drawn, inside the picture or not; None where nothing was."""
        x1, y1, x2, y2 = self._reach
        return (x1, y1, x2, y2) if x1 < x2 else None

    def polygon(self, points: Sequence[Pixel], colour: Colour, *, reaches: bool = True) -> None:
        outline = np.round(np.asarray(points) * UNIT).astype(np.int32)
        cv2.fillPoly(self.picture, [outline], colour, cv2.LINE_AA, FRACTION_BITS)
        if reaches:
            cv2.fillPoly(self.owners, [outline], self.number, cv2.LINE_8, FRACTION_BITS)
            self._reached(points)

    def stroke(self, start: Pixel, end: Pixel, widths: tuple[float, float], colour: Colour) -> None:
        """A limb: round at both ends, from one width to another."""
        across, down = end[0] - start[0], end[1] - start[1]
        length = math.hypot(across, down) or 1.0
        normal = (-down / length / 2, across / length / 2)
        first, last = (max(width, 1.0) for width in widths)
        self.polygon(
            [
                (start[0] + normal[0] * first, start[1] + normal[1] * first),
                (end[0] + normal[0] * last, end[1] + normal[1] * last),
                (end[0] - normal[0] * last, end[1] - normal[1] * last),
                (start[0] - normal[0] * first, start[1] - normal[1] * first),
            ],
            colour,
        )
        if first > 2.5:
            self.disc(start, (first / 2, first / 2), colour)
        if last > 2.5:
            self.disc(end, (last / 2, last / 2), colour)

    def disc(self, middle: Pixel, radii: tuple[float, float], colour: Colour, *, turn_deg: float = 0.0) -> None:
        self.polygon(arc(middle, radii, turn_deg=turn_deg), colour)

    def ring(self, middle: Pixel, radii: tuple[float, float], width: float, colour: Colour) -> None:
        points = arc(middle, radii, pieces=24)
        edge = arc(middle, (radii[0] + width / 2, radii[1] + width / 2), pieces=24)
        outline = np.round(np.asarray(points) * UNIT).astype(np.int32)
        thick = max(round(width), 1)
        cv2.polylines(self.picture, [outline], True, colour, thick, cv2.LINE_AA, FRACTION_BITS)
        cv2.polylines(self.owners, [outline], True, self.number, thick, cv2.LINE_8, FRACTION_BITS)
        self._reached(edge)

    def line(self, start: Pixel, end: Pixel, colour: Colour) -> None:
        """One pixel wide: it belongs to nobody and reaches nowhere (a fishing line, a smear of light)."""
        ends = np.round(np.asarray([start, end]) * UNIT).astype(np.int32)
        cv2.polylines(self.picture, [ends], False, colour, 1, cv2.LINE_AA, FRACTION_BITS)

    def mark(self, region: str, box: Box) -> None:
        """Remember where a head or a plate is."""
        self.marks.append((region, box))

    def _reached(self, points: Sequence[Pixel]) -> None:
        reach = self._reach
        for x, y in points:
            reach[0], reach[1] = min(reach[0], x), min(reach[1], y)
            reach[2], reach[3] = max(reach[2], x), max(reach[3], y)


def arc(
    middle: Pixel,
    radii: tuple[float, float],
    *,
    begin_deg: float = 0,
    end_deg: float = 360,
    turn_deg: float = 0,
    pieces: int = 14,
) -> list[Pixel]:
    """Points of an ellipse's edge, clockwise in the picture from its right."""
    turn = math.radians(turn_deg)
    cosine, sine = math.cos(turn), math.sin(turn)
    points = []
    for step in range(pieces):
        angle = math.radians(begin_deg + (end_deg - begin_deg) * step / (pieces - (end_deg - begin_deg != 360)))
        across, down = radii[0] * math.cos(angle), radii[1] * math.sin(angle)
        points.append((middle[0] + across * cosine - down * sine, middle[1] + across * sine + down * cosine))
    return points


def shade(colour: Colour, by: float) -> Colour:
    """Darker below 1, lighter above."""
    blue, green, red = (max(0, min(255, round(part * by))) for part in colour)
    return blue, green, red
