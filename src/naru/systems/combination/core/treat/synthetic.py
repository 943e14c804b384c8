"""Made-up rows that keep each column's and each chosen pair's frequencies: no row is a person's.

Chow and Liu, "Approximating discrete probability distributions with dependence trees", 1968: each column hangs on the one it tells most
about. Pairs that fewer than ``below`` rows show are left out, so that a rare pair of one person is never made again.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.coding import Coded, Real, Whole, encode_all

VALUES_MAX = 5_000  # a pair of columns then counts in 200 MB


def synthesise(table: pa.Table, columns: Sequence[str], *, rows: int, below: int, rng: np.random.Generator) -> pa.Table:
    """``rows`` made-up rows of ``columns``.

    ``Refused``: ``too_few_rows`` where no value of a column has ``below`` rows, ``too_many_values`` where a column has more than
    ``VALUES_MAX`` (make it coarser first).
    """
    coded = dict(zip(columns, encode_all(table, columns), strict=True))
    for name, column in coded.items():
        if column.domain > VALUES_MAX:
            raise Refused("too_many_values", column=name, values=column.domain, limit=VALUES_MAX)
    drawn: dict[str, Whole] = {}
    for name, parent in dependence_tree(coded):
        above = coded[parent] if parent else None
        counts = pair_counts(above, coded[name])
        alone = np.where(counts.sum(axis=0) >= below, counts.sum(axis=0), 0)
        if not alone.sum():
            raise Refused("too_few_rows", column=name, below=below)
        shared = np.where(counts >= below, counts, 0)
        shared = np.where(shared.sum(axis=1, keepdims=True) > 0, shared, alone)
        drawn[name] = draw(shared, drawn[parent] if parent else np.zeros(rows, dtype=np.int64), rng)
    return pa.table({name: labelled(coded[name], drawn[name], table.schema.field(name).type) for name in columns})


def dependence_tree(coded: dict[str, Coded]) -> list[tuple[str, str]]:
    """Columns, each after the one it hangs on; the first hangs on none (an empty name)."""
    names = list(coded)
    told = {(a, b): mutual_information(coded[a], coded[b]) for a in names for b in names if a < b}
    tree, waiting = [(names[0], "")], names[1:]
    while waiting:
        chosen = [name for name, _ in tree]
        parent, child = max(
            ((a, b) for a in chosen for b in waiting), key=lambda pair: (told[min(pair), max(pair)], pair)
        )
        tree.append((child, parent))
        waiting.remove(child)
    return tree


def mutual_information(first: Coded, second: Coded) -> float:
    joint = pair_counts(first, second) / max(len(first.codes), 1)
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    seen = joint > 0
    return float((joint[seen] * np.log(joint[seen] / apart[seen])).sum())


def pair_counts(first: Coded | None, second: Coded) -> Real:
    codes, domain = (first.codes, first.domain) if first else (np.zeros(len(second.codes), dtype=np.int64), 1)
    counts = np.bincount(codes * second.domain + second.codes, minlength=domain * second.domain)
    return counts.reshape(domain, second.domain).astype(np.float64)


def draw(counts: Real, parents: Whole, rng: np.random.Generator) -> Whole:
    """For each parent's value one of the row's, by the row's counts."""
    ladder = np.cumsum(counts, axis=1)
    lots = rng.random(len(parents)) * ladder[parents, -1]
    drawn = np.empty(len(parents), dtype=np.int64)
    for value in np.unique(parents):
        here = parents == value
        drawn[here] = np.searchsorted(ladder[value], lots[here], side="right")
    return np.asarray(np.minimum(drawn, counts.shape[1] - 1), dtype=np.int64)


def labelled(coded: Coded, codes: Whole, kind: pa.DataType) -> pa.Array:
    return pa.array(list(coded.labels), type=kind).take(pa.array(codes))
