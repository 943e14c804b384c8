"""Numbers that stand out: a person may be known by an income alone."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.combination.core.risk.coding import Flags, Real

NORMAL_SPREAD = 1.4826  # median absolute deviation → standard deviation, for a normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Outliers:
    """``far``: rows further than so many spreads from the median; ``alone_at_top``: the largest value stands in one row only."""

    far: int
    alone_at_top: bool
    alone_at_bottom: bool


def outliers(column: pa.ChunkedArray, *, spreads: float) -> Outliers:
    """Missing and unending values are left out; of an empty column nothing stands out."""
    numbers = column.cast(pa.float64()).drop_null().to_numpy()
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return Outliers(far=0, alone_at_top=False, alone_at_bottom=False)
    return Outliers(
        far=int(is_far(numbers, spreads=spreads).sum()),
        alone_at_top=int((numbers == numbers.max()).sum()) == 1,
        alone_at_bottom=int((numbers == numbers.min()).sum()) == 1,
    )


def is_far(numbers: Real, *, spreads: float) -> Flags:
    """Hampel's rule; where more than half of all values are equal, every other counts as far from them by its mean deviation."""
    away = np.abs(numbers - np.median(numbers))
    spread = NORMAL_SPREAD * float(np.median(away)) or float(away.mean())
    return np.asarray(away > spreads * spread)
