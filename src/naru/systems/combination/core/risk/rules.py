"""Thresholds as rules for a table's own columns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.types as kinds

from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.risk.classes import equivalence_classes
from naru.systems.combination.core.risk.coding import Coded, Flags, Whole, encode, label_text
from naru.systems.combination.core.risk.criteria import (
    Closeness,
    Criterion,
    DistinctDiversity,
    EntropyDiversity,
    KAnonymity,
    RecursiveDiversity,
    failing_classes,
)
from naru.systems.combination.core.risk.thresholds import Thresholds


def rules_for(thresholds: Thresholds, columns: Columns, sensitive: Mapping[str, Coded]) -> list[Criterion]:
    rules: list[Criterion] = [KAnonymity(thresholds.k)]
    for name, coded in sensitive.items():
        if thresholds.l is not None:
            rules.append(DistinctDiversity(name, thresholds.l))
        if thresholds.entropy_l is not None:
            rules.append(EntropyDiversity(name, thresholds.entropy_l))
        if thresholds.recursive_c is not None and thresholds.recursive_l is not None:
            rules.append(RecursiveDiversity(name, thresholds.recursive_c, thresholds.recursive_l))
        if thresholds.t is not None:
            rules.append(closeness(name, thresholds.t, coded.labels, columns.named(name).hierarchy))
    return rules


def closeness(name: str, t: float, labels: Sequence[object], hierarchy: Sequence[Sequence[str]]) -> Closeness:
    """Numbers lie on a line, values with a hierarchy in a tree, all others equally far apart."""
    known = [label for label in labels if label is not None]
    if known and all(isinstance(label, (int, float, Decimal)) for label in known):
        return Closeness(name, t, order=in_order(labels))
    if ancestors := ancestors_of(labels, hierarchy):
        return Closeness(name, t, ancestors=ancestors)
    return Closeness(name, t)


def in_order(labels: Sequence[object]) -> Whole:
    """Places of the labels from the least number on; a missing one stands before all."""
    numbers = np.array([-np.inf if label is None else float(str(label)) for label in labels])
    return np.argsort(numbers, kind="stable")


def ancestors_of(labels: Sequence[object], hierarchy: Sequence[Sequence[str]]) -> list[Whole]:
    """Each value's ancestor at each height; none where a value stands outside the hierarchy."""
    row_of = {row[0]: row for row in hierarchy}
    if not hierarchy or any(label_text(label) not in row_of for label in labels):
        return []
    heights = range(1, len(hierarchy[0]))
    return [
        np.unique([row_of[label_text(label)][height] for label in labels], return_inverse=True)[1] for height in heights
    ]


def failing_rows(table: pa.Table, columns: Columns, *, thresholds: Thresholds) -> Flags:
    """The rows of classes that break a rule."""
    sensitive = {name: encode(table.column(name)) for name in columns.with_role(Role.SENSITIVE)}
    classes = equivalence_classes(table, columns.with_role(Role.QUASI))
    cells = {name: classes.cells(coded.codes, coded.domain) for name, coded in sensitive.items()}
    failing = failing_classes(rules_for(thresholds, columns, sensitive), classes, cells)
    return np.asarray(failing[classes.class_of_row])


def is_number(kind: pa.DataType) -> bool:
    return bool(kinds.is_integer(kind) or kinds.is_floating(kind) or kinds.is_decimal(kind))
