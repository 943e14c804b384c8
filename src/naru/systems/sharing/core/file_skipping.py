"""Which files a predicate cannot concern: a hint skips a file only where it is false for every row of it, whatever they are.

*Theory of operation.* Asked of a file, a node answers which truths it may have for the file's rows: only true, only false,
either. What is not known of the file may be either; a comparison with null is false. A file is skipped where the whole cannot be
true: it must never lose a row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from naru.data.lake.values import DataFile
from naru.systems.sharing.core.names import folded
from naru.systems.sharing.core.predicates import (
    MEANS,
    READ,
    SUITS,
    All,
    Column,
    Compare,
    Constant,
    IsNull,
    Node,
    Not,
    Some,
)

Truths = frozenset[bool]
TRUE, FALSE, EITHER = frozenset({True}), frozenset({False}), frozenset({True, False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is known of a column in a file: both bounds included, None where no row has a value."""

    low: Any
    high: Any
    nulls: Truths  # whether a row's value may be null


Facts = Callable[[Column], Bounds | None]  # None: nothing is known


def truths(node: Node, facts: Facts) -> Truths:
    """Which truths the node may have for the rows of a file of which ``facts`` are known."""
    match node:
        case Constant(is_true):
            return frozenset({is_true})
        case Not(part):
            return frozenset(not truth for truth in truths(part, facts))
        case All(parts):
            return _joined([truths(part, facts) for part in parts], every=True)
        case Some(parts):
            return _joined([truths(part, facts) for part in parts], every=False)
        case IsNull(column):
            bounds = facts(column)
            return EITHER if bounds is None else bounds.nulls
        case Compare(op, column, value):
            bounds = facts(column)
            return EITHER if bounds is None else _compared(op, bounds, value)


def _joined(parts: Sequence[Truths], *, every: bool) -> Truths:
    """Whether all (or some) hold, where each may be what it may be."""
    decides = not every  # one part that is so decides the whole
    may = set()
    if any(decides in part for part in parts):
        may.add(decides)
    if all((not decides) in part for part in parts):
        may.add(not decides)
    return frozenset(may)


def _compared(op: str, bounds: Bounds, value: Any) -> Truths:
    may = set()
    if True in bounds.nulls:
        may.add(False)
    if bounds.low is not None:
        may |= _within(op, bounds.low, bounds.high, value)
    return frozenset(may)


def _within(op: str, low: Any, high: Any, value: Any) -> Truths:
    """Of values that may lie anywhere between two."""
    match op:
        case "equal":
            if not low <= value <= high:
                return FALSE
            return TRUE if low == high else EITHER
        case _:
            ends = {MEANS[op](low, value), MEANS[op](high, value)}
            return frozenset(ends)


def facts_of(file: DataFile, types: Mapping[str, str]) -> Facts:
    """What the log knows of a file's columns; ``types`` are the table's columns and their Delta types.

    A column's name is compared without case; one whose type the predicate takes for another is not known.
    """
    stats = orjson.loads(file.stats) if file.stats else {}
    names = {folded(name): name for name in (*types, *file.partition_values)}

    def known(column: Column) -> Bounds | None:
        name = names.get(folded(column.name))
        if name is None or (name in types and types[name] not in SUITS[column.type]):
            return None
        try:
            if name in file.partition_values:
                return _of_partition(file.partition_values[name], column.type)
            return _of_stats(stats, name, column.type)
        except (ValueError, KeyError, TypeError, OverflowError):
            return None

    return known


def _of_partition(text: str | None, type_: str) -> Bounds:
    if text is None:
        return Bounds(low=None, high=None, nulls=TRUE)
    value = READ[type_](text)
    return Bounds(low=value, high=value, nulls=FALSE)


def _of_stats(stats: Mapping[str, Any], name: str, type_: str) -> Bounds | None:
    nulls, rows = stats.get("nullCount", {}).get(name), stats.get("numRecords")
    if nulls is not None and nulls == rows:
        return Bounds(low=None, high=None, nulls=TRUE)
    low, high = stats["minValues"][name], stats["maxValues"][name]
    read = READ[type_]
    return Bounds(
        low=read(_as_text(low)),
        high=read(_as_text(high)),
        nulls=EITHER if nulls is None or nulls else FALSE,
    )


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def kept(files: Sequence[DataFile], predicate: Node | None, types: Mapping[str, str]) -> list[DataFile]:
    """Those that may hold a row for which the predicate holds, in their order."""
    if predicate is None:
        return list(files)
    return [file for file in files if True in truths(predicate, facts_of(file, types))]


def limited(files: Sequence[DataFile], rows: int | None) -> list[DataFile]:
    """The first whole files that hold so many rows together; a file whose rows nobody counted may hold none."""
    if rows is None:
        return list(files)
    chosen: list[DataFile] = []
    for file in files:
        if rows <= 0:
            break
        chosen.append(file)
        rows -= file.rows if file.stats else 0
    return chosen
