"""What a metric is, and the form of answer that it judges."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from naru.base.kit.words import Words

Array = npt.NDArray[np.float64]


class Form(StrEnum):
    """How an answer to one row is written, which decides the columns of a submission."""

    LABEL = "label"  # a class; codes from 0 on
    PROBABILITY = "probability"  # of the second class, 0 … 1
    PROBABILITIES = "probabilities"  # a column a class, each row sums to 1
    NUMBER = "number"
    SAMPLES = "samples"  # several draws of a number, a column each
    RANKED = "ranked"  # items, the best first, apart by blanks
    GRADED = "graded"  # a score a row, compared within a group of rows
    BOX = "box"  # one box a row: x, y, width, height in pixels
    BOXES = "boxes"  # any number of scored boxes a picture


Value = Callable[[Array, Array], float]
RowCosts = Callable[[Array, Array], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """``value`` of a truth and a prediction; ``row_costs``, the higher the worse, where a row alone can be judged.

    ``unfit`` says why a truth cannot be judged by it, and is asked when a challenge is set up; None where it can.
    """

    name: str
    version: int
    words: Words
    form: Form
    higher_is_better: bool
    value: Value
    row_costs: RowCosts | None = None
    unfit: Callable[[Array], Words | None] = lambda truth: None

    def better(self, one: float, other: float) -> bool:
        """Whether ``one`` is strictly better; NaN is never better, and anything is better than NaN."""
        if np.isnan(one) or np.isnan(other):
            return bool(np.isnan(other) and not np.isnan(one))
        return one > other if self.higher_is_better else one < other


def shared_ranks(values: Array) -> Array:
    """Ranks from 1 on, equal values sharing theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Array = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return ranks
