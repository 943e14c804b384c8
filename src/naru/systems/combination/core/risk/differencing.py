"""What a party learns by taking an earlier release from a new one: two safe tables may differ by one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.combination.core.risk.classes import WEIGHT, weights_of
from naru.systems.combination.core.risk.coding import encode
from naru.systems.combination.core.risk.reidentification import as_text, counts_by_class

Hierarchies = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Classes of the columns that both releases have, at the finest levels that both can be brought to.

    ``small`` classes grew or shrank by fewer than ``below`` rows, but not by none: so few persons came or went there.
    """

    columns: tuple[str, ...]
    classes: int
    small: int
    rows_in_small: int
    below: int


def compare_releases(
    earlier: pa.Table, new: pa.Table, *, columns: Sequence[str], hierarchies: Hierarchies, below: int
) -> Difference:
    shared = [name for name in columns if name in earlier.column_names and name in new.column_names]
    old, fresh = as_text(earlier, shared), as_text(new, shared)
    for name in shared:
        if rows := hierarchies.get(name):
            old, fresh = at_one_level(old, fresh, name, rows)
    before, after = counts_by_class(weighted(old, earlier), weighted(fresh, new), shared)
    change = np.abs(after - before)
    small = (change > 0) & (change < below)
    return Difference(
        columns=tuple(shared),
        classes=len(change),
        small=int(small.sum()),
        rows_in_small=int(change[small].sum()),
        below=below,
    )


def weighted(texts: pa.Table, table: pa.Table) -> pa.Table:
    return texts.append_column(WEIGHT, pa.array(weights_of(table)))


def at_one_level(old: pa.Table, fresh: pa.Table, name: str, rows: Sequence[Sequence[str]]) -> tuple[pa.Table, pa.Table]:
    """Both columns lifted to the higher of the levels that they stand at; a value outside the hierarchy stays as it is."""
    level = max(level_of(old, name, rows), level_of(fresh, name, rows))
    lifted = {value: row[level] for row in reversed(rows) for value in row[: level + 1]}
    return replaced(old, name, lifted), replaced(fresh, name, lifted)


def level_of(table: pa.Table, name: str, rows: Sequence[Sequence[str]]) -> int:
    """The highest level, below the top that says nothing, at which some value of the column stands first."""
    first: dict[str, int] = {}
    for row in rows:
        for level, value in enumerate(row):
            first.setdefault(value, level)
    top = len(rows[0]) - 1
    seen = [first[label] for label in encode(table.column(name)).labels if label in first]
    below_top = [level for level in seen if level < top]
    return max(below_top, default=top if seen else 0)


def replaced(table: pa.Table, name: str, lifted: Mapping[str, str]) -> pa.Table:
    coded = encode(table.column(name))
    labels = pa.array(
        [lifted.get(label, label) if label is not None else None for label in coded.labels], type=pa.string()
    )
    place = table.column_names.index(name)
    return table.set_column(place, name, labels.take(pa.array(coded.codes)) if len(labels) else table.column(name))
