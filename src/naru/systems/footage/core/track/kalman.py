"""Where a box will be: many constant-velocity filters at once, in seconds.

A box's middle, width and height are four independent coordinates, each with its speed. Noise is measured in the box's height: it
is the same near the camera and far from it. Filters are meant to be sluggish: one who walks on behind a post is found again where he
would have come out, and two who meet go on as they came.
"""

from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """Standard deviations, in heights of the box: of a measured coordinate; of a new track's speed; of the change of speed in a second."""

    measured: tuple[float, float, float, float] = (0.05, 0.05, 0.05, 0.05)
    first_speed: tuple[float, float, float, float] = (0.6, 0.3, 0.1, 0.2)
    speed_change: tuple[float, float, float, float] = (0.2, 0.1, 0.1, 0.1)


@dataclass(slots=True, kw_only=True)
class Filters:
    """``at``, ``speed``: N×4 (middle x, middle y, width, height). ``var``: N×4×3, the variances of both and their covariance between."""

    at: Floats
    speed: Floats
    var: Floats

    def take(self, rows: Ints | Flags) -> "Filters":
        return Filters(at=self.at[rows], speed=self.speed[rows], var=self.var[rows])

    def put(self, rows: Ints | Flags, other: "Filters") -> None:
        self.at[rows], self.speed[rows], self.var[rows] = other.at, other.speed, other.var

    def with_added(self, other: "Filters") -> "Filters":
        return Filters(
            at=np.concatenate([self.at, other.at]),
            speed=np.concatenate([self.speed, other.speed]),
            var=np.concatenate([self.var, other.var]),
        )


def begun(boxes: Floats, motion: Motion) -> Filters:
    at = middles(boxes)
    height = at[:, 3:]
    var = np.zeros((len(at), 4, 3))
    var[..., 0] = (height * motion.measured) ** 2
    var[..., 2] = (height * motion.first_speed) ** 2
    return Filters(at=at, speed=np.zeros_like(at), var=var)


def predicted(filters: Filters, seconds: Floats | float, motion: Motion) -> Filters:
    """After ``seconds`` (of each filter, or of all)."""
    dt = np.broadcast_to(np.asarray(seconds, float), (len(filters.at),))[:, None]
    noise = (filters.at[:, 3:] * motion.speed_change) ** 2
    spread, both, speed = (filters.var[..., at] for at in range(3))
    var = np.stack(
        [
            spread + 2 * dt * both + dt**2 * speed + noise * dt**3 / 3,
            both + dt * speed + noise * dt**2 / 2,
            speed + noise * dt,
        ],
        axis=-1,
    )
    at = filters.at + filters.speed * dt
    at[:, 2:] = np.maximum(at[:, 2:], 1.0)
    return Filters(at=at, speed=filters.speed, var=var)


def corrected(filters: Filters, boxes: Floats, motion: Motion) -> Filters:
    """By a box for each filter."""
    seen = middles(boxes)
    spread, both, speed = (filters.var[..., at] for at in range(3))
    total = spread + (filters.at[:, 3:] * motion.measured) ** 2
    gain_at, gain_speed = spread / total, both / total
    miss = seen - filters.at
    var = np.stack([(1 - gain_at) * spread, (1 - gain_at) * both, speed - gain_speed * both], axis=-1)
    return Filters(at=filters.at + gain_at * miss, speed=filters.speed + gain_speed * miss, var=var)


def middles(boxes: Floats) -> Floats:
    """``x1, y1, x2, y2`` → middle x, middle y, width, height."""
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 1.0)
    return np.concatenate([(boxes[:, :2] + boxes[:, 2:]) / 2, sides], axis=1)


def boxes_at(at: Floats) -> Floats:
    half = at[:, 2:] / 2
    return np.concatenate([at[:, :2] - half, at[:, :2] + half], axis=1)
