"""Pairs of tables that could join and never did: they share a column that identifies, and nothing was computed from both."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations

COLUMN_TABLES_MOST = 40  # a column that more tables have than that tells no two of them apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A table by the columns that may identify what its rows are about: meaning and name, as they must both agree."""

    id: str
    dataset: str
    columns: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    first: str
    second: str
    columns: tuple[tuple[str, str], ...]


def unjoined(tables: Sequence[Keyed], joined: Set[frozenset[str]] = frozenset(), *, most: int = 20) -> list[Pair]:
    """``joined`` are pairs of datasets from which something was computed. The rarest shared column first, then ids."""
    holders: dict[tuple[str, str], list[Keyed]] = defaultdict(list)
    for table in tables:
        for column in sorted(table.columns):
            holders[column].append(table)
    shared: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for column, those in holders.items():
        if len(those) > COLUMN_TABLES_MOST:
            continue
        for one, other in combinations(those, 2):
            if one.dataset != other.dataset and frozenset((one.dataset, other.dataset)) not in joined:
                shared[min(one.id, other.id), max(one.id, other.id)].append(column)

    def rarity(pair: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        columns = shared[pair]
        return min(len(holders[column]) for column in columns), -len(columns), pair

    ordered = sorted(shared, key=rarity)[:most]
    return [Pair(first=pair[0], second=pair[1], columns=tuple(shared[pair])) for pair in ordered]
