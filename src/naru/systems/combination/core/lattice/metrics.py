"""What a generalisation costs: each metric is least where nothing was changed.

``bounds`` gives, before any row is counted, a number for every node of the lattice that its score never falls below and that
never falls as levels rise; the search visits nodes in that order and stops at the first bound above its best score.
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from naru.systems.combination.core.lattice.space import Node, Space
from naru.systems.combination.core.risk.classes import Classes
from naru.systems.combination.core.risk.coding import Flags, Real


class Metric(Protocol):
    """``is_exact``: the bound is the score, whatever is suppressed."""

    @property
    def is_exact(self) -> bool: ...
    def bounds(self, space: Space) -> Real: ...
    def score(self, space: Space, node: Node, classes: Classes, failing: Flags) -> float: ...


@dataclass(frozen=True, slots=True)
class Loss:
    """The mean over all cells of the part of the column's domain that a cell could still be; a suppressed row loses all.

    Iyengar, "Transforming data to satisfy privacy constraints", KDD 2002. 0 to 1.
    """

    is_exact: bool = field(default=False, init=False)

    def bounds(self, space: Space) -> Real:
        return outer_sum(space, column_losses(space)) / len(space.levels)

    def score(self, space: Space, node: Node, classes: Classes, failing: Flags) -> float:
        return float(np.mean(loss_by_column(space, node, classes, failing)))


@dataclass(frozen=True, slots=True)
class Precision:
    """Sweeney's: the mean over all cells of level by height (2002); a suppressed row loses all."""

    is_exact: bool = field(default=False, init=False)

    def bounds(self, space: Space) -> Real:
        steps = [np.arange(each.height + 1) / max(each.height, 1) for each in space.levels]
        return outer_sum(space, steps) / len(space.levels)

    def score(self, space: Space, node: Node, classes: Classes, failing: Flags) -> float:
        heights = [max(each.height, 1) for each in space.levels]
        suppressed = suppressed_share(classes, failing)
        return suppressed + (1 - suppressed) * float(np.mean([n / h for n, h in zip(node, heights, strict=True)]))


@dataclass(frozen=True, slots=True)
class Entropy:
    """Non-uniform entropy in bits: what must be known of each cell to find its value again among those it was merged with.

    Gionis and Tassa, 2009, summed over columns. Suppression is not counted, so the bound is the score.
    """

    is_exact: bool = field(default=True, init=False)

    def bounds(self, space: Space) -> Real:
        return outer_sum(space, [entropy_by_level(space, column) for column in range(len(space.levels))])

    def score(self, space: Space, node: Node, classes: Classes, failing: Flags) -> float:
        return float(sum(entropy_by_level(space, column)[level] for column, level in enumerate(node)))


@dataclass(frozen=True, slots=True)
class Discernibility:
    """Bayardo and Agrawal, ICDE 2005: each row is charged the size of its class; where ``charged``, a suppressed row all rows."""

    charged: bool = True
    is_exact: bool = field(default=False, init=False)

    def bounds(self, space: Space) -> Real:
        """Rows spread evenly over all the classes that there could be."""
        most = np.ones(space.shape)
        for column, codes in enumerate(space.codes):
            present = [len(np.unique(code)) for code in codes]
            most = most * np.reshape(present, [-1 if axis == column else 1 for axis in range(len(space.levels))])
        return np.asarray(space.rows**2 / np.minimum(most, len(space.weights)))

    def score(self, space: Space, node: Node, classes: Classes, failing: Flags) -> float:
        squares = classes.sizes.astype(np.float64) ** 2
        charged = np.where(failing, classes.sizes * float(classes.rows), squares) if self.charged else squares
        return float(charged.sum())


def loss_by_column(space: Space, node: Node, classes: Classes, failing: Flags) -> Real:
    """Each column's mean loss, suppressed rows counted as lost."""
    weights = space.weights.astype(np.float64)
    stays = ~failing[classes.class_of_row]
    losses = []
    for column, level in enumerate(node):
        lost = space.levels[column].lost[level][space.places[column]]
        losses.append(float(weights[~stays].sum() + (weights[stays] * lost[stays]).sum()) / max(space.rows, 1))
    return np.array(losses)


def column_losses(space: Space) -> list[Real]:
    """For each column the mean loss at each level, nothing suppressed."""
    total = max(space.rows, 1)
    return [
        np.array([float((space.weights * lost[space.places[column]]).sum()) / total for lost in levels.lost])
        for column, levels in enumerate(space.levels)
    ]


def entropy_by_level(space: Space, column: int) -> Real:
    levels = space.levels[column]
    value = np.bincount(space.places[column], weights=space.weights, minlength=len(levels.code[0]))
    bits = []
    for code, domain in zip(levels.code, levels.domain, strict=True):
        group = np.bincount(code, weights=value, minlength=domain)[code]
        seen = value > 0
        bits.append(float(-(value[seen] * np.log2(value[seen] / group[seen])).sum()) + 0.0)
    return np.array(bits)


def suppressed_share(classes: Classes, failing: Flags) -> float:
    return float(classes.sizes[failing].sum()) / max(classes.rows, 1)


def outer_sum(space: Space, amounts: list[Real]) -> Real:
    total = np.zeros(space.shape)
    for column, each in enumerate(amounts):
        total = total + each.reshape([-1 if axis == column else 1 for axis in range(len(amounts))])
    return total
