"""The space that is searched: every way of generalising each quasi-identifier to one of its levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.lattice.hierarchy import Hierarchy, Levels, levels_of, places_in
from naru.systems.combination.core.risk.classes import Cells, Classes, classes_from_keys, weights_of
from naru.systems.combination.core.risk.coding import Coded, Whole, combine, encode, number

Node = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Distinct rows with their weights.

    ``places[column][row]`` is a row's place in the column's hierarchy, ``codes[column][level][row]`` its value at a level.
    """

    hierarchies: tuple[Hierarchy, ...]
    levels: tuple[Levels, ...]
    places: tuple[Whole, ...]
    codes: tuple[tuple[Whole, ...], ...]
    weights: Whole
    sensitive: Mapping[str, Coded]

    @property
    def shape(self) -> Node:
        return tuple(levels.height + 1 for levels in self.levels)

    @property
    def top(self) -> Node:
        return tuple(levels.height for levels in self.levels)

    @property
    def bottom(self) -> Node:
        return (0,) * len(self.levels)

    @property
    def rows(self) -> int:
        return int(self.weights.sum())

    def classes_at(self, node: Node) -> Classes:
        codes = [self.codes[column][level] for column, level in enumerate(node)]
        domains = [self.levels[column].domain[level] for column, level in enumerate(node)]
        key, span = combine(codes, domains, rows=len(self.weights))
        return classes_from_keys(key, span, self.weights)

    def cells_at(self, classes: Classes) -> dict[str, Cells]:
        return {name: classes.cells(coded.codes, coded.domain) for name, coded in self.sensitive.items()}


def build_space(table: pa.Table, hierarchies: Sequence[Hierarchy], *, sensitive: Sequence[str] = ()) -> Space:
    """``table`` has a column for each hierarchy; ``Refused`` where a value stands outside its hierarchy."""
    if not hierarchies:
        raise Refused("nothing_to_generalise")
    levels = tuple(levels_of(hierarchy) for hierarchy in hierarchies)
    places = [places_in(hierarchy, table.column(hierarchy.column)) for hierarchy in hierarchies]
    guarded = {name: encode(table.column(name)) for name in sensitive}
    kept, weights = distinct_rows(places, [len(each.rows) for each in hierarchies], guarded, weights_of(table))
    places = [place[kept] for place in places]
    codes = tuple(tuple(code[place] for code in level.code) for level, place in zip(levels, places, strict=True))
    return Space(
        hierarchies=tuple(hierarchies),
        levels=levels,
        places=tuple(places),
        codes=codes,
        weights=weights,
        sensitive={name: Coded(codes=coded.codes[kept], labels=coded.labels) for name, coded in guarded.items()},
    )


def distinct_rows(
    places: Sequence[Whole], domains: Sequence[int], guarded: Mapping[str, Coded], weights: Whole
) -> tuple[Whole, Whole]:
    """One row of each combination, and how many rows stand behind it."""
    codes = [*places, *(coded.codes for coded in guarded.values())]
    spans = [*domains, *(coded.domain for coded in guarded.values())]
    key, span = combine(codes, spans, rows=len(weights))
    numbered, count = number(key, span)
    first = np.zeros(count, dtype=np.int64)
    first[numbered[::-1]] = np.arange(len(numbered))[::-1]
    return first, np.bincount(numbered, weights=weights, minlength=count).astype(np.int64)
