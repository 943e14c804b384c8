"""Rows and cells taken out, drawn or changed round: local suppression, small classes, samples, permutation, anatomy."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.classes import equivalence_classes
from naru.systems.combination.core.risk.coding import Flags, Whole, encode
from naru.systems.combination.core.risk.linkage import SAYS_NOTHING
from naru.systems.combination.core.treat.values import group_rows, put


def keep_rows(table: pa.Table, keep: Flags) -> pa.Table:
    return table.filter(pa.array(keep))


def blank_cells(table: pa.Table, name: str, where: Flags) -> pa.Table:
    """Those cells become ``*`` in a text column and missing in one of numbers."""
    column = table.column(name)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return put(table, name, pa.array(np.where(where, SAYS_NOTHING, column.to_numpy()), type=pa.string()))
    return put(table, name, pa.array(column.to_pylist(), mask=where, type=column.type))


def suppress_locally(table: pa.Table, quasi_identifiers: Sequence[str], *, k: int) -> pa.Table:
    """Cells of rows in classes below ``k`` are blanked, the column with the most values first, until every class has ``k`` rows;
    rows that even blank cells leave among fewer than ``k`` are taken out.
    """
    order = sorted(quasi_identifiers, key=lambda name: (-encode(table.column(name)).domain, name))
    for name in order:
        small = in_small_class(table, quasi_identifiers, k=k)
        if small.any():
            table = blank_cells(table, name, small)
    return keep_rows(table, ~in_small_class(table, quasi_identifiers, k=k))


def in_small_class(table: pa.Table, quasi_identifiers: Sequence[str], *, k: int) -> Flags:
    return np.asarray(equivalence_classes(table, quasi_identifiers).size_of_row < k)


def draw_sample(table: pa.Table, *, share: float, rng: np.random.Generator) -> pa.Table:
    """Simple random sample without replacement, in the table's order."""
    rows = int(np.floor(table.num_rows * share + 0.5))
    chosen = np.sort(rng.choice(table.num_rows, size=rows, replace=False))
    return table.take(pa.array(chosen))


def permute(table: pa.Table, names: Sequence[str], *, within: Sequence[str], rng: np.random.Generator) -> pa.Table:
    """The columns' values change rows together, inside groups of rows alike in ``within``."""
    group, _ = group_rows(table, within)
    lots = rng.random(table.num_rows)
    source, target = np.lexsort((lots, group)), np.argsort(group, kind="stable")
    place = np.empty(table.num_rows, dtype=np.int64)
    place[target] = source
    for name in names:
        table = put(table, name, table.column(name).take(pa.array(place)))
    return table


def anatomise(table: pa.Table, sensitive: str, *, l: int, rng: np.random.Generator) -> tuple[pa.Table, pa.Table]:  # noqa: E741
    """Two tables that share a group alone (Xiao and Tao, "Anatomy", VLDB 2006): all other columns by group, and the sensitive values
    of each group with their number; each group holds at least ``l`` values, each once or, of the last rows, twice.

    ``Refused("too_few_values")`` where one value takes more than one row in ``l``.
    """
    group = pa.array(diverse_groups(encode(table.column(sensitive)).codes, l=l, rng=rng))
    quasi = table.drop_columns([sensitive]).append_column("group", group)
    values = pa.table({"group": group, sensitive: table.column(sensitive)})
    return quasi, values.group_by(["group", sensitive]).aggregate([([], "count_all")]).sort_by(
        [("group", "ascending"), (sensitive, "ascending")]
    )


def diverse_groups(values: Whole, *, l: int, rng: np.random.Generator) -> Whole:  # noqa: E741
    """Each row's group: again and again one row of each of the ``l`` values that have most rows left."""
    rows = rng.permutation(len(values))
    left = [
        list(each)
        for each in np.split(rows[np.argsort(values[rows], kind="stable")], np.cumsum(np.bincount(values))[:-1])
    ]
    if len(values) and max(len(each) for each in left) * l > len(values):
        raise Refused("too_few_values", values=l)
    heap = [(-len(each), value) for value, each in enumerate(left) if each]
    heapify(heap)
    group, many = np.full(len(values), -1, dtype=np.int64), 0
    while len(heap) >= l:
        for _, value in [heappop(heap) for _ in range(l)]:
            group[left[value].pop()] = many
            if left[value]:
                heappush(heap, (-len(left[value]), value))
        many += 1
    place_rest(group, values, many=many)
    return group


def place_rest(group: Whole, values: Whole, *, many: int) -> None:
    """The fewer than ``l`` rows left, each into a group that lacks its value."""
    for row in np.flatnonzero(group < 0):
        has = np.zeros(many, dtype=bool)
        has[group[(values == values[row]) & (group >= 0)]] = True
        group[row] = int(np.flatnonzero(~has)[0])
