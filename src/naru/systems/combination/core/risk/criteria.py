"""What a class must fulfil to be released, as rules that a search and an assessment ask alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from naru.systems.combination.core.risk.classes import Cells, Classes
from naru.systems.combination.core.risk.closeness import equal_distance, hierarchical_distance, ordered_distance
from naru.systems.combination.core.risk.coding import Flags, Real, Whole
from naru.systems.combination.core.risk.diversity import distinct_values, entropy_diversity, is_recursively_diverse

ROUNDING = 1e-9  # sums of shares in another order differ by less


class Criterion(Protocol):
    """``failing`` says of each class whether it must not go out.

    ``survives_merging``: a class joined with a class that passes passes too, whatever it was; then fewer and fewer rows fail
    as values are generalised, and a search may leave out all that lies below a failure even where rows may be suppressed.
    """

    @property
    def survives_merging(self) -> bool: ...
    @property
    def sensitive(self) -> str | None: ...
    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags: ...


@dataclass(frozen=True, slots=True)
class KAnonymity:
    k: int
    survives_merging: bool = field(default=True, init=False)
    sensitive: str | None = field(default=None, init=False)

    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags:
        return np.asarray(classes.sizes < self.k)


@dataclass(frozen=True, slots=True)
class DistinctDiversity:
    sensitive: str
    l: int  # noqa: E741 - the letter of the definition
    survives_merging: bool = field(default=True, init=False)

    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags:
        return np.asarray(distinct_values(cells[self.sensitive]) < self.l)


@dataclass(frozen=True, slots=True)
class EntropyDiversity:
    sensitive: str
    l: float  # noqa: E741
    survives_merging: bool = field(default=False, init=False)

    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags:
        return np.asarray(entropy_diversity(cells[self.sensitive]) < self.l - ROUNDING)


@dataclass(frozen=True, slots=True)
class RecursiveDiversity:
    sensitive: str
    c: float
    l: int  # noqa: E741
    survives_merging: bool = field(default=False, init=False)

    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags:
        return ~is_recursively_diverse(cells[self.sensitive], c=self.c, l=self.l)


@dataclass(frozen=True, slots=True)
class Closeness:
    """Equal distance, or ordered where ``order`` is given, or hierarchical where ``ancestors`` are."""

    sensitive: str
    t: float
    order: Whole | None = None
    ancestors: Sequence[Whole] | None = None
    survives_merging: bool = field(default=False, init=False)

    def distances(self, cells: Cells) -> Real:
        """Each class's distance from the whole table, 0 to 1."""
        if self.ancestors is not None:
            return hierarchical_distance(cells, self.ancestors)
        if self.order is not None:
            return ordered_distance(cells, self.order)
        return equal_distance(cells)

    def failing(self, classes: Classes, cells: Mapping[str, Cells]) -> Flags:
        return np.asarray(self.distances(cells[self.sensitive]) > self.t + ROUNDING)


def failing_classes(criteria: Sequence[Criterion], classes: Classes, cells: Mapping[str, Cells]) -> Flags:
    failing = np.zeros(len(classes.sizes), dtype=bool)
    for criterion in criteria:
        failing |= criterion.failing(classes, cells)
    return failing
