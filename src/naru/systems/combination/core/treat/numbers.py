"""Numbers made coarser or moved: three roundings, top and bottom coding, ranges, noise."""

import numpy as np
import pyarrow as pa

from naru.systems.combination.core.risk.coding import Real, Whole
from naru.systems.combination.core.treat.values import as_numbers, from_numbers

EN_DASH = "–"


def round_plainly(column: pa.ChunkedArray, *, base: float) -> pa.Array:
    """To the nearest multiple of ``base``, halves away from nought."""
    numbers = as_numbers(column)
    return from_numbers(np.sign(numbers) * np.floor(np.abs(numbers) / base + 0.5) * base, like=column.type)


def round_randomly(column: pa.ChunkedArray, *, base: float, rng: np.random.Generator) -> pa.Array:
    """Up or down to a neighbouring multiple, with the chance that leaves the mean where it was."""
    steps = as_numbers(column) / base
    lower = np.floor(steps)
    up = rng.random(len(steps)) < steps - lower
    return from_numbers((lower + up) * base, like=column.type)


def round_controlled(column: pa.ChunkedArray, *, base: float, group_of: Whole) -> pa.Array:
    """To a neighbouring multiple, such that each group's sum is the nearest multiple of its true sum (largest remainders first)."""
    numbers = as_numbers(column)
    known = np.isfinite(numbers)
    steps = np.where(known, numbers / base, 0.0)
    lower = np.floor(steps)
    rest = steps - lower
    ups = np.floor(np.bincount(group_of, weights=rest) + 0.5)
    order = np.lexsort((-rest, group_of))
    starts = np.searchsorted(group_of[order], group_of[order])
    up = np.zeros(len(steps))
    up[order] = np.arange(len(order)) - starts < ups[group_of[order]]
    return from_numbers(np.where(known, (lower + up) * base, np.nan), like=column.type)


def code_top(column: pa.ChunkedArray, *, limit: float) -> pa.Array:
    return from_numbers(np.minimum(as_numbers(column), limit), like=column.type)


def code_bottom(column: pa.ChunkedArray, *, limit: float) -> pa.Array:
    return from_numbers(np.maximum(as_numbers(column), limit), like=column.type)


def to_ranges(column: pa.ChunkedArray, *, width: float, start: float = 0.0) -> pa.Array:
    """Text such as ``20–29`` for whole numbers, ``20–30`` (upper end not in it) for others."""
    numbers = as_numbers(column)
    lower = start + np.floor((numbers - start) / width) * width
    last = width - 1 if pa.types.is_integer(column.type) else width
    texts = [None if np.isnan(low) else f"{short(low)}{EN_DASH}{short(low + last)}" for low in lower]
    return pa.array(texts, type=pa.string())


def add_noise(column: pa.ChunkedArray, *, scale: float, kind: str, rng: np.random.Generator) -> pa.Array:
    """``scale`` is the standard deviation of ``normal`` noise, the mean absolute one of ``laplace``; whole numbers stay whole."""
    numbers = as_numbers(column)
    drawn: Real = rng.laplace(0.0, scale, len(numbers)) if kind == "laplace" else rng.normal(0.0, scale, len(numbers))
    return from_numbers(numbers + drawn, like=column.type)


def short(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(round(float(number), 10))
