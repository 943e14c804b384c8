"""The camera of a scene: a pinhole over a flat ground, metres ↔ pixels."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

NEAREST_M = 0.5  # what lies nearer before the lens is not drawn


@dataclass(frozen=True, kw_only=True)
class Optics:
    """A camera ``height_m`` over the point (0, 0), looking along y and ``tilt_deg`` down, without distortion."""

    height_m: float = 5.5
    tilt_deg: float = 24.0
    focal_px: float = 520.0
    width: int = 640
    height: int = 360

    @cached_property
    def _turn(self) -> tuple[float, float]:
        tilt = math.radians(self.tilt_deg)
        return math.sin(tilt), math.cos(tilt)

    def depth(self, y: float, z: float = 0.0) -> float:
        """How far along the axis of the lens a point lies, in metres."""
        sine, cosine = self._turn
        return max(y * cosine - (z - self.height_m) * sine, NEAREST_M)

    def pixel(self, x: float, y: float, z: float = 0.0) -> tuple[float, float]:
        """Where a point of the world, ``z`` metres over the ground, is seen."""
        sine, cosine = self._turn
        scale = self.focal_px / self.depth(y, z)
        down = -y * sine - (z - self.height_m) * cosine
        return self.width / 2 + scale * x, self.height / 2 + scale * down

    def scale(self, y: float, z: float = 0.0) -> float:
        """Pixels a metre across, at that place."""
        return self.focal_px / self.depth(y, z)

    @cached_property
    def homography(self) -> npt.NDArray[np.float64]:
        """3 × 3: a pixel → its place on the ground in metres."""
        sine, cosine = self._turn
        middle_x, middle_y = self.width / 2, self.height / 2
        to_pixel = np.array(
            [
                [self.focal_px, middle_x * cosine, middle_x * self.height_m * sine],
                [
                    0.0,
                    middle_y * cosine - self.focal_px * sine,
                    (middle_y * sine + self.focal_px * cosine) * self.height_m,
                ],
                [0.0, cosine, self.height_m * sine],
            ]
        )
        inverse: npt.NDArray[np.float64] = np.linalg.inv(to_pixel)
        scaled: npt.NDArray[np.float64] = inverse / inverse[2, 2]
        return scaled

    def ground(self, u: float, v: float) -> tuple[float, float]:
        """The place on the ground that is seen at a pixel below the horizon."""
        x, y, w = self.homography @ (u, v, 1.0)
        return float(x / w), float(y / w)

    def is_in_picture(self, u: float, v: float) -> bool:
        return 0 <= u < self.width and 0 <= v < self.height
