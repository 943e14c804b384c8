"""Overlap of boxes, ``x1, y1, x2, y2``."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

EDGES = ("x1", "y1", "x2", "y2")


def boxes_of(table: pa.Table) -> Floats:
    """N×4 from the columns ``x1, y1, x2, y2``."""
    return np.column_stack([floats(table, edge) for edge in EDGES]) if len(table) else np.empty((0, 4))


def floats(table: pa.Table, name: str) -> Floats:
    """A column as float64; nulls are NaN."""
    return np.asarray(table[name].to_numpy(), dtype=np.float64)


def ints(table: pa.Table, name: str) -> Ints:
    """A column without nulls as int64."""
    return np.asarray(table[name].to_numpy(), dtype=np.int64)


def areas(boxes: Floats) -> Floats:
    """A box turned inside out has none."""
    sides = np.maximum(boxes[..., 2:] - boxes[..., :2], 0)
    return np.asarray(sides[..., 0] * sides[..., 1])


def paired_iou(one: Floats, other: Floats) -> Floats:
    """Intersection over union of boxes that broadcast against each other; 0 where a box has no area."""
    low = np.maximum(one[..., :2], other[..., :2])
    high = np.minimum(one[..., 2:], other[..., 2:])
    sides = np.maximum(high - low, 0)
    shared = sides[..., 0] * sides[..., 1]
    of_one, of_other = areas(one), areas(other)
    union = of_one + of_other - shared
    whole = (of_one > 0) & (of_other > 0)
    return np.where(whole, shared / np.where(union > 0, union, 1), 0.0)


def iou(one: Floats, other: Floats) -> Floats:
    """N×M: every box of ``one`` with every box of ``other``."""
    return paired_iou(one[:, None, :], other[None, :, :])
