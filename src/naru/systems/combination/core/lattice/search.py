"""The best way of generalising a table: an exact search through the lattice.

*Theory of operation.* Nodes are visited in the order of a bound that their score never falls below; the first bound above the
best score so far ends the search, so the result is the optimum and not a good guess. Where rules survive merging (k-anonymity
and distinct diversity always; every rule here when no row may be suppressed) the nodes that pass lie above those that fail: before a
node is counted, the chain from it to the top is halved again and again, and each failure seen marks all that lies below it
(El Emam et al. 2009; Kohlmayer et al., "Flash", 2012).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.lattice.metrics import Metric
from naru.systems.combination.core.lattice.space import Node, Space
from naru.systems.combination.core.risk.classes import Classes
from naru.systems.combination.core.risk.coding import Flags
from naru.systems.combination.core.risk.criteria import Criterion, failing_classes

UNKNOWN, FAILS, PASSES = 0, 1, 2
ROUNDING = 1e-12  # of a score: sums in another order differ by less


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The levels to generalise to, what that costs, the part of all rows to suppress (0 to 1), and how many nodes were counted."""

    node: Node
    score: float
    suppressed: float
    smallest_class: int
    nodes_counted: int


def search(
    space: Space, criteria: Sequence[Criterion], *, metric: Metric, suppression_limit: float, nodes_max: int = 5_000_000
) -> Solution | None:
    """The node of least ``metric`` whose failing classes hold at most ``suppression_limit`` of the rows; None where none does.

    Among equals the first in the order of levels. ``Refused("lattice_too_large")`` past ``nodes_max`` nodes.
    """
    if (nodes := int(np.prod(space.shape, dtype=np.float64))) > nodes_max:
        raise Refused("lattice_too_large", nodes=nodes, limit=nodes_max)
    return _Search(space, criteria, metric=metric, suppression_limit=suppression_limit).run()


class _Search:
    def __init__(
        self, space: Space, criteria: Sequence[Criterion], *, metric: Metric, suppression_limit: float
    ) -> None:
        self.space, self.criteria, self.metric = space, criteria, metric
        self.rows_max = suppression_limit * space.rows
        self.bounds = metric.bounds(space)
        self.merging = [each for each in criteria if each.survives_merging or suppression_limit == 0]
        self.status: NDArray[np.int8] = np.zeros(space.shape, dtype=np.int8)
        self.counted = 0

    def run(self) -> Solution | None:
        best: Solution | None = None
        for place in np.argsort(self.bounds, axis=None, kind="stable"):
            node = tuple(int(level) for level in np.unravel_index(place, self.space.shape))
            if best is not None and self.bounds[node] >= best.score * (1 - ROUNDING):
                break
            if self.merging and self.status[node] == UNKNOWN:
                self.halve_chain(node)
            if self.status[node] != FAILS:
                best = better(best, self.solution_at(node))
        return None if best is None else replace(best, nodes_counted=self.counted)

    def halve_chain(self, node: Node) -> None:
        """Settles ``node`` and finds where the chain above it begins to pass."""
        chain = self.chain_from(node)
        low, high = 0, len(chain)
        while low < high:
            middle = (low + high) // 2
            if self.passes(chain[middle]):
                high = middle
            else:
                low = middle + 1

    def chain_from(self, node: Node) -> list[Node]:
        """Up to the top, one level at a time, through unsettled nodes where there are any, the cheapest first."""
        chain = [node]
        while above := self.successors(chain[-1]):
            chain.append(min(above, key=lambda each: (self.status[each] != UNKNOWN, self.bounds[each])))
        return chain

    def successors(self, node: Node) -> list[Node]:
        return [
            (*node[:column], level + 1, *node[column + 1 :])
            for column, level in enumerate(node)
            if level + 1 < self.space.shape[column]
        ]

    def passes(self, node: Node) -> bool:
        """Whether the rules that survive merging hold, remembered for all that lies above or below."""
        if self.status[node] == UNKNOWN:
            if self.suppressed_rows(*self.count(node, self.merging)) <= self.rows_max:
                self.status[tuple(slice(level, None) for level in node)] = PASSES
            else:
                self.status[tuple(slice(0, level + 1) for level in node)] = FAILS
        return bool(self.status[node] == PASSES)

    def count(self, node: Node, criteria: Sequence[Criterion]) -> tuple[Classes, Flags]:
        self.counted += 1
        classes = self.space.classes_at(node)
        cells = self.space.cells_at(classes) if any(each.sensitive for each in criteria) else {}
        return classes, failing_classes(criteria, classes, cells)

    def suppressed_rows(self, classes: Classes, failing: Flags) -> int:
        return int(classes.sizes[failing].sum())

    def solution_at(self, node: Node) -> Solution | None:
        classes, failing = self.count(node, self.criteria)
        if (rows := self.suppressed_rows(classes, failing)) > self.rows_max:
            return None
        return Solution(
            node=node,
            score=self.metric.score(self.space, node, classes, failing),
            suppressed=rows / max(self.space.rows, 1),
            smallest_class=int(classes.sizes[~failing].min(initial=self.space.rows)),
            nodes_counted=self.counted,
        )


def better(first: Solution | None, second: Solution | None) -> Solution | None:
    if first is None or second is None:
        return first or second
    return second if second.score < first.score * (1 - ROUNDING) else first
