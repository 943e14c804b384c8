"""A hierarchy: each value of a column and what it becomes, level by level, up to one value that says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.coding import Real, Whole, encode, label_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """``rows`` as ARX writes them: the value, then its generalisations; ``height`` levels above the value itself.

    The rows give a column's whole domain, values that a table happens to lack too.
    """

    column: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows[0]) - 1

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.rows)

    def at(self, level: int) -> dict[str, str]:
        return {row[0]: row[level] for row in self.rows}


def read_hierarchy(column: str, rows: Sequence[Sequence[str]]) -> Hierarchy:
    """A hierarchy whose levels nest, or ``Refused``: ``hierarchy_empty``, ``hierarchy_ragged``, ``hierarchy_repeats``, ``hierarchy_not_nested``."""
    hierarchy = Hierarchy(column=column, rows=tuple(tuple(row) for row in rows))
    if not hierarchy.rows or not hierarchy.rows[0]:
        raise Refused("hierarchy_empty", column=column)
    for place, row in enumerate(hierarchy.rows):
        if len(row) != hierarchy.height + 1:
            raise Refused("hierarchy_ragged", column=column, row=place + 1)
    if len(set(hierarchy.values)) < len(hierarchy.rows):
        raise Refused("hierarchy_repeats", column=column)
    refuse_unnested(hierarchy)
    return hierarchy


def refuse_unnested(hierarchy: Hierarchy) -> None:
    for level in range(1, hierarchy.height):
        parents: dict[str, str] = {}
        for row in hierarchy.rows:
            if parents.setdefault(row[level], row[level + 1]) != row[level + 1]:
                raise Refused("hierarchy_not_nested", column=hierarchy.column, level=level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """A hierarchy as numbers: ``code[level][value]`` is what a value becomes, ``domain[level]`` how many there are.

    ``lost[level][value]`` is the loss of Iyengar (KDD 2002): 0 for a value that stays itself, 1 for one that could be any.
    """

    code: tuple[Whole, ...]
    domain: tuple[int, ...]
    lost: tuple[Real, ...]

    @property
    def height(self) -> int:
        return len(self.code) - 1


def levels_of(hierarchy: Hierarchy) -> Levels:
    code, domain, lost = [], [], []
    for level in range(hierarchy.height + 1):
        _, numbered, leaves = np.unique([row[level] for row in hierarchy.rows], return_inverse=True, return_counts=True)
        code.append(numbered.astype(np.int64))
        domain.append(len(leaves))
        lost.append((leaves[numbered] - 1) / max(len(hierarchy.rows) - 1, 1))
    return Levels(code=tuple(code), domain=tuple(domain), lost=tuple(lost))


def places_in(hierarchy: Hierarchy, column: pa.ChunkedArray) -> Whole:
    """Each cell's place among the hierarchy's values, or ``Refused("value_outside_hierarchy")`` with how many have none."""
    index = {value: place for place, value in enumerate(hierarchy.values)}
    coded = encode(column)
    place_of = np.array([index.get(label_text(label), -1) for label in coded.labels], dtype=np.int64)
    places: Whole = place_of[coded.codes]
    if (places < 0).any():
        raise Refused("value_outside_hierarchy", column=hierarchy.column, rows=int((places < 0).sum()))
    return places
