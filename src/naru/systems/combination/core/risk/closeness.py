"""t-closeness: how far the sensitive values of a class lie from those of the whole table.

Li, Li and Venkatasubramanian, "t-closeness", ICDE 2007: earth mover's distance with equal, ordered and hierarchical ground
distance. Each function gives one number from 0 to 1 a class, and looks only at the values that a class has: the work grows with
the rows, not with classes times values.
"""

from collections.abc import Sequence

import numpy as np

from naru.systems.combination.core.risk.classes import Cells
from naru.systems.combination.core.risk.coding import Real, Whole


def equal_distance(cells: Cells) -> Real:
    """All values lie equally far apart: half the absolute differences, which is the part that stands above."""
    above = np.maximum(cells.shares - cells.overall_shares[cells.value], 0.0)
    return cells.sum_by_class(above)


def hierarchical_distance(cells: Cells, ancestors: Sequence[Whole]) -> Real:
    """Values lie in a tree of equal depth; ``ancestors[height - 1][value]`` numbers a value's ancestor at that height.

    What stands above under one ancestor and below under the same is carried up to it and no further, so that the distance is the mean of
    the equal distances between groups, over all heights at which there is more than one group.
    """
    levels = [np.arange(len(cells.overall)), *ancestors]
    parted = levels if len(np.unique(levels[-1])) > 1 else levels[:-1]
    distances = [equal_distance(cells.merged(level)) for level in parted]
    return np.asarray(np.mean(distances, axis=0), dtype=np.float64)


def ordered_distance(cells: Cells, order: Whole) -> Real:
    """Values lie on a line; ``order[place]`` is the value that stands there.

    The distance is the area between the two cumulated shares. From one value that a class has to its next the class's stays, and the
    table's rises through it at most once; prefix sums give both sides of that crossing.
    """
    many = len(order)
    place = np.empty(many, dtype=np.int64)
    place[order] = np.arange(many)
    table = np.cumsum(cells.overall_shares[order])
    area = np.concatenate([[0.0], np.cumsum(table)])
    by_place = np.lexsort((place[cells.value], cells.class_of))
    class_of, first = cells.class_of[by_place], place[cells.value[by_place]]
    reached = cumulated(cells, by_place)
    starts = np.searchsorted(class_of, np.arange(len(cells.sizes)))
    end = np.append(first[1:], many)
    end[np.append(starts[1:], len(class_of)) - 1] = many
    crossing = np.clip(np.searchsorted(table, reached), first, end)
    below = reached * (crossing - first) - (area[crossing] - area[first])
    above = area[end] - area[crossing] - reached * (end - crossing)
    before_first = area[first[starts]]
    between = np.bincount(class_of, weights=below + above, minlength=len(cells.sizes))
    return np.asarray((before_first + between) / max(many - 1, 1), dtype=np.float64)


def cumulated(cells: Cells, by_place: Whole) -> Real:
    """The share of its class that each cell and those before it hold, summed in whole rows."""
    class_of, rows = cells.class_of[by_place], np.cumsum(cells.rows[by_place])
    before_class = np.concatenate([[0], np.cumsum(cells.sizes)])[class_of]
    return np.asarray((rows - before_class) / cells.sizes[class_of], dtype=np.float64)
