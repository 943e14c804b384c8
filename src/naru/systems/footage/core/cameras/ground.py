"""Pixel ↔ metres on the ground, by least squares from points measured in both.

*Theory of operation.* A homography of nine numbers maps a pixel to metres. It is found by the direct linear transformation with
coordinates normalised after Hartley (In Defense of the Eight-Point Algorithm, 1997), which minimises an algebraic error; the equations
are then weighted by the last homography's denominator and solved again, so that what is minimised in the end is the distance on the
ground in metres. The sign is such that the denominator is positive below the horizon, where the measured points are.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Camera, Metres, Pixel

FEWEST = 4
WEAKEST = 1e-4  # the second smallest singular value over the largest: below it, points leave the plane open
ROUNDS = 5
FARTHEST_OFF = 0.1  # of the extent of the measured ground: a point off by more was measured wrongly

Matrix = npt.NDArray[np.float64]


def homography(camera: Camera) -> tuple[float, ...]:
    """Nine numbers, row by row, of a camera with ground points; empty without."""
    if not camera.ground_points:
        return ()
    return tuple(float(each) for each in fit(camera.ground_points, place=f"{camera.id}.ground").ravel())


def fit(pairs: Sequence[tuple[Pixel, Metres]], *, place: str) -> Matrix:
    """3 × 3: pixel → metres. Refuses fewer than four points, points almost on one line, and points that contradict each other."""
    if len(pairs) < FEWEST:
        raise Refused("camera_ground_few", place=place, count=len(pairs))
    pixels, metres = np.array([pixel for pixel, _ in pairs], float), np.array([spot for _, spot in pairs], float)
    if not (_spread(pixels) and _spread(metres)):
        raise Refused("camera_ground_weak", place=place)
    from_pixels, from_metres = _normaliser(pixels), _normaliser(metres)
    matrix = _solve(_moved(from_pixels, pixels), _moved(from_metres, metres), place=place)
    whole: Matrix = np.linalg.inv(from_metres) @ matrix @ from_pixels
    below = _denominators(whole, pixels)
    if not (np.all(below > 0) or np.all(below < 0)):
        raise Refused("camera_ground_twisted", place=place)
    oriented: Matrix = np.asarray(whole / np.linalg.norm(whole) * np.sign(below[0]), np.float64)
    _check_agreement(oriented, pixels, metres, place=place)
    return oriented


def to_ground(matrix: Matrix, pixels: npt.ArrayLike) -> Matrix:
    """Pixels (n × 2) → metres (n × 2); not a number at and above the horizon."""
    points = np.atleast_2d(np.asarray(pixels, float))
    below = _denominators(matrix, points)
    mapped = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    with np.errstate(divide="ignore", invalid="ignore"):
        spots: Matrix = np.where(below[:, None] > 0, mapped[:, :2] / below[:, None], np.nan)
    return spots


def to_picture(matrix: Matrix, spots: npt.ArrayLike) -> Matrix:
    """Metres (n × 2) → pixels (n × 2); not a number for what lies behind the camera."""
    inverse: Matrix = np.asarray(np.linalg.inv(matrix), np.float64)
    points = np.atleast_2d(np.asarray(spots, float))
    depth = _denominators(inverse, points)
    mapped = np.column_stack([points, np.ones(len(points))]) @ inverse.T
    with np.errstate(divide="ignore", invalid="ignore"):
        pixels: Matrix = mapped[:, :2] / depth[:, None]
    return np.where(_denominators(matrix, pixels)[:, None] > 0, pixels, np.nan)


def errors_m(matrix: Matrix, pairs: Sequence[tuple[Pixel, Metres]]) -> Matrix:
    """How far each measured point lies from where its pixel is mapped, in metres."""
    spots = np.array([spot for _, spot in pairs], float)
    off: Matrix = np.linalg.norm(to_ground(matrix, [pixel for pixel, _ in pairs]) - spots, axis=1)
    return off


def _solve(pixels: Matrix, metres: Matrix, *, place: str) -> Matrix:
    weights = np.ones(len(pixels))
    matrix: Matrix = np.eye(3)
    for _ in range(ROUNDS):
        rows = _equations(pixels, metres, weights)
        _, sizes, turned = np.linalg.svd(rows)
        if sizes[7] < WEAKEST * sizes[0]:
            raise Refused("camera_ground_weak", place=place)
        matrix = turned[-1].reshape(3, 3)
        below = np.abs(_denominators(matrix, pixels))
        weights = np.median(below) / np.maximum(below, 1e-6 * below.max())
    return matrix


def _equations(pixels: Matrix, metres: Matrix, weights: npt.NDArray[np.float64]) -> Matrix:
    (x, y), (u, v), zero, one = pixels.T, metres.T, np.zeros(len(pixels)), np.ones(len(pixels))
    first = np.column_stack([x, y, one, zero, zero, zero, -u * x, -u * y, -u])
    second = np.column_stack([zero, zero, zero, x, y, one, -v * x, -v * y, -v])
    stacked: Matrix = np.vstack([first * weights[:, None], second * weights[:, None]])
    return stacked


def _denominators(matrix: Matrix, points: Matrix) -> npt.NDArray[np.float64]:
    below: npt.NDArray[np.float64] = points @ matrix[2, :2] + matrix[2, 2]
    return below


def _normaliser(points: Matrix) -> Matrix:
    """Moves points around zero and makes their mean distance from it √2."""
    middle = points.mean(axis=0)
    scale = np.sqrt(2) / np.linalg.norm(points - middle, axis=1).mean()
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1.0]])


def _moved(matrix: Matrix, points: Matrix) -> Matrix:
    moved: Matrix = points * matrix[0, 0] + matrix[:2, 2]
    return moved


def _spread(points: Matrix) -> bool:
    """Whether points span a plane and not almost a line."""
    sizes = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return bool(sizes[0] > 0 and sizes[1] > 1e-3 * sizes[0])


def _check_agreement(matrix: Matrix, pixels: Matrix, metres: Matrix, *, place: str) -> None:
    off = np.linalg.norm(to_ground(matrix, pixels) - metres, axis=1)
    worst = int(off.argmax())
    if off[worst] > FARTHEST_OFF * np.ptp(metres, axis=0).max():
        raise Refused("camera_ground_far_off", place=place, number=worst + 1, off_m=f"{off[worst]:.1f}")
