"""l-diversity: how much doubt about the sensitive value remains for someone who knows a person's class.

Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity", ICDE 2006. Each function gives one number a class.
"""

import numpy as np

from naru.systems.combination.core.risk.classes import Cells
from naru.systems.combination.core.risk.coding import Flags, Real, Whole


def distinct_values(cells: Cells) -> Whole:
    return np.bincount(cells.class_of, minlength=len(cells.sizes)).astype(np.int64)


def entropy_diversity(cells: Cells) -> Real:
    """e to the entropy of each class: the number of equally likely values that leaves the same doubt."""
    return np.exp(-cells.sum_by_class(cells.shares * np.log(cells.shares)))


def is_recursively_diverse(cells: Cells, *, c: float, l: int) -> Flags:  # noqa: E741 - the letter of the definition
    """(c, l): the most frequent value is rarer than ``c`` times all from the ``l``-th on together."""
    rank = ranks(cells)
    most = cells.sum_by_class(np.where(rank == 1, cells.rows, 0))
    tail = cells.sum_by_class(np.where(rank >= l, cells.rows, 0))
    return np.asarray(most < c * tail)


def ranks(cells: Cells) -> Whole:
    """Each cell's place in its class by frequency, 1 the most frequent."""
    order = np.lexsort((-cells.rows, cells.class_of))
    starts = np.searchsorted(cells.class_of[order], np.arange(len(cells.sizes)))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - starts[cells.class_of[order]] + 1
    return rank
