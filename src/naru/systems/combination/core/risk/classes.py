"""Equivalence classes: the rows that nobody can tell apart by their quasi-identifiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from naru.systems.combination.core.risk.coding import Real, Whole, combine, encode, encode_all, number

WEIGHT = "rows_alike"


@dataclass(frozen=True, kw_only=True)
class Cells:
    """How often each value of a sensitive column stands in each class, sorted by class; absent pairs are left out.

    ``overall[value]`` is the value's number of rows in the whole table.
    """

    class_of: Whole
    value: Whole
    rows: Whole
    sizes: Whole
    overall: Whole

    @cached_property
    def shares(self) -> Real:
        """Of each class, the part that each of its values takes."""
        return np.asarray(self.rows / self.sizes[self.class_of], dtype=np.float64)

    @cached_property
    def overall_shares(self) -> Real:
        return np.asarray(self.overall / max(int(self.overall.sum()), 1), dtype=np.float64)

    def merged(self, group_of: Whole) -> "Cells":
        """The same with values taken together: ``group_of[value]``."""
        groups = int(group_of.max(initial=-1)) + 1
        return count_cells(
            class_of=self.class_of, values=group_of[self.value], weights=self.rows, sizes=self.sizes, domain=groups
        )

    def sum_by_class(self, amounts: Real) -> Real:
        return np.asarray(np.bincount(self.class_of, weights=amounts, minlength=len(self.sizes)), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """``class_of_row[row]`` names a class, ``sizes[class]`` its rows; ``weights[row]`` rows stand behind one line."""

    class_of_row: Whole
    weights: Whole
    sizes: Whole

    @property
    def rows(self) -> int:
        return int(self.weights.sum())

    @property
    def smallest(self) -> int:
        """The k of k-anonymity; 0 for a table without rows."""
        return int(self.sizes.min(initial=np.iinfo(np.int64).max)) if len(self.sizes) else 0

    @property
    def size_of_row(self) -> Whole:
        return self.sizes[self.class_of_row]

    def cells(self, values: Whole, domain: int) -> Cells:
        return count_cells(
            class_of=self.class_of_row, values=values, weights=self.weights, sizes=self.sizes, domain=domain
        )


def classes_from_keys(key: Whole, span: int, weights: Whole) -> Classes:
    class_of_row, count = number(key, span)
    sizes = np.bincount(class_of_row, weights=weights, minlength=count).astype(np.int64)
    return Classes(class_of_row=class_of_row, weights=weights, sizes=sizes)


def count_cells(*, class_of: Whole, values: Whole, weights: Whole, sizes: Whole, domain: int) -> Cells:
    """``weights[place]`` rows of class ``class_of[place]`` have the value ``values[place]``; pairs may come more than once."""
    pair, count = number(class_of * domain + values, len(sizes) * domain)
    rows = np.bincount(pair, weights=weights, minlength=count).astype(np.int64)
    first = np.zeros(count, dtype=np.int64)
    first[pair] = np.arange(len(pair))
    overall = np.bincount(values, weights=weights, minlength=domain).astype(np.int64)
    return Cells(class_of=class_of[first], value=values[first], rows=rows, sizes=sizes, overall=overall)


def weights_of(table: pa.Table) -> Whole:
    """How many rows each line stands for: what ``count_alike`` counted, else one."""
    if WEIGHT in table.column_names:
        return np.asarray(table.column(WEIGHT).to_numpy(), dtype=np.int64)
    return np.ones(table.num_rows, dtype=np.int64)


def equivalence_classes(table: pa.Table, quasi_identifiers: Sequence[str]) -> Classes:
    columns = encode_all(table, quasi_identifiers)
    key, span = combine(
        [column.codes for column in columns], [column.domain for column in columns], rows=table.num_rows
    )
    return classes_from_keys(key, span, weights_of(table))


def sensitive_cells(table: pa.Table, classes: Classes, column: str) -> Cells:
    coded = encode(table.column(column))
    return classes.cells(coded.codes, coded.domain)


def count_alike(table: ir.Table, columns: Sequence[str]) -> ir.Table:
    """One line for each distinct combination and the rows behind it: what an engine counts before we measure.

    Whatever is measured here gives the same for the counted table as for the table itself; on tables that fill a machine
    the engine (DuckDB or Spark) does the heavy part.
    """
    return table.group_by(list(columns)).aggregate(table.count().name(WEIGHT))
