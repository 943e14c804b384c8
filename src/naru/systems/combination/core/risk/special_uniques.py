"""Special uniques: rows that a few columns already single out.

Elliot, Manning and Ford, "A computational algorithm for handling the special uniques problem" (SUDA), 2002. A *minimal sample
unique* is a set of columns in which a row is alone, and in no smaller set of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.classes import classes_from_keys, weights_of
from naru.systems.combination.core.risk.coding import Flags, Whole, combine, encode_all


@dataclass(frozen=True, slots=True, kw_only=True)
class RareCombination:
    """``columns`` in which ``rows`` rows stand in classes below the size asked, and in no smaller set of columns do."""

    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialUniques:
    """``combinations`` most rows first; ``scores[row]`` is SUDA's: higher the fewer columns single a row out."""

    combinations: tuple[RareCombination, ...]
    scores: Whole
    rows: int


def special_uniques(
    table: pa.Table, columns: Sequence[str], *, columns_max: int, below: int = 2, sets_max: int = 20_000
) -> SpecialUniques:
    """Rows rare (fewer than ``below`` alike) in some set of at most ``columns_max`` columns.

    ``Refused("combinations_too_many")`` past ``sets_max`` sets.
    """
    many = sum(comb(len(columns), size) for size in range(1, columns_max + 1))
    if many > sets_max:
        raise Refused("combinations_too_many", sets=many, limit=sets_max)
    weights, scores = weights_of(table), np.zeros(table.num_rows, dtype=np.int64)
    found: list[RareCombination] = []
    for chosen, minimal in minimal_sets(table, columns, columns_max=columns_max, below=below):
        if rows := int(weights[minimal].sum()):
            found.append(RareCombination(columns=tuple(columns[place] for place in chosen), rows=rows))
            scores[minimal] += suda_score(len(columns), size=len(chosen), columns_max=columns_max)
    found.sort(key=lambda each: (-each.rows, each.columns))
    return SpecialUniques(combinations=tuple(found), scores=scores, rows=int(weights[scores > 0].sum()))


def suda_score(columns: int, *, size: int, columns_max: int) -> int:
    return prod(columns - each for each in range(size, columns_max)) if size < columns_max else 1


def minimal_sets(
    table: pa.Table, columns: Sequence[str], *, columns_max: int, below: int
) -> Iterator[tuple[tuple[int, ...], Flags]]:
    """Each set of columns, small ones first, and the rows that are rare in it but in none of its subsets."""
    coded, weights = encode_all(table, columns), weights_of(table)
    rarer: dict[tuple[int, ...], Flags] = {(): np.zeros(table.num_rows, dtype=bool)}
    for size in range(1, columns_max + 1):
        here: dict[tuple[int, ...], Flags] = {}
        for chosen in combinations(range(len(columns)), size):
            inherited = np.logical_or.reduce([rarer[chosen[:at] + chosen[at + 1 :]] for at in range(size)])
            codes, domains = [coded[place].codes for place in chosen], [coded[place].domain for place in chosen]
            key, span = combine(codes, domains, rows=table.num_rows)
            rare = classes_from_keys(key, span, weights).size_of_row < below
            here[chosen] = rare | inherited
            yield chosen, rare & ~inherited
        rarer = here
