"""t-closeness: how far the sensitive values of a class lie from those of the whole table.

Li, Li and Venkatasubramanian, "t-closeness", ICDE 2007: earth mover's distance with equal, ordered and hierarchical ground
distance. Each function gives one number from 0 to 1 a class.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from naru.systems.combination.core.risk.classes import Cells
from naru.systems.combination.core.risk.coding import Real, Whole

CELLS_AT_ONCE = 2_000_000  # 16 MB of differences in memory


def equal_distance(cells: Cells) -> Real:
    """All values lie equally far apart: half the absolute differences, which is the part that stands above."""
    above = np.maximum(cells.shares - cells.overall_shares[cells.value], 0.0)
    return cells.sum_by_class(above)


def ordered_distance(cells: Cells, order: Whole) -> Real:
    """Values lie on a line; ``order[place]`` is the value that stands there."""
    steps = max(len(order) - 1, 1)
    return by_class(cells, lambda extra: np.abs(np.cumsum(extra[:, order], axis=1)).sum(axis=1) / steps)


def hierarchical_distance(cells: Cells, ancestors: Sequence[Whole]) -> Real:
    """Values lie in a tree of equal depth; ``ancestors[height - 1][value]`` numbers a value's ancestor at that height."""
    levels = [np.arange(len(cells.overall)), *ancestors]
    return by_class(cells, lambda extra: moved_in_tree(extra, levels))


def moved_in_tree(extra: Real, levels: Sequence[Whole]) -> Real:
    """What is carried from too much to too little, each part at the height of the lowest ancestor that joins them."""
    depth, cost = len(levels) - 1, np.zeros(len(extra))
    for height in range(1, depth + 1):
        children = summed(extra, levels[height - 1])
        parents = parent_of(levels[height - 1], levels[height])
        surplus, lack = summed(np.maximum(children, 0), parents), summed(np.maximum(-children, 0), parents)
        cost += height / depth * np.minimum(surplus, lack).sum(axis=1)
    return cost


def summed(amounts: Real, group_of: Whole) -> Real:
    result = np.zeros((len(amounts), int(group_of.max(initial=-1)) + 1))
    for column, group in enumerate(group_of):
        result[:, group] += amounts[:, column]
    return result


def parent_of(lower: Whole, upper: Whole) -> Whole:
    parents = np.zeros(int(lower.max(initial=-1)) + 1, dtype=np.int64)
    parents[lower] = upper
    return parents


def by_class(cells: Cells, distance: Callable[[Real], Real]) -> Real:
    return np.concatenate([np.zeros(0), *(distance(extra) for extra in differences(cells))])


def differences(cells: Cells) -> Iterator[Real]:
    """Class by value, share in the class less share in the table, as many classes at once as memory likes."""
    width = len(cells.overall)
    many = max(CELLS_AT_ONCE // max(width, 1), 1)
    for first in range(0, len(cells.sizes), many):
        last = min(first + many, len(cells.sizes))
        here = slice(*np.searchsorted(cells.class_of, (first, last)))
        extra = np.tile(-cells.overall_shares, (last - first, 1))
        extra[cells.class_of[here] - first, cells.value[here]] += cells.shares[here]
        yield extra
