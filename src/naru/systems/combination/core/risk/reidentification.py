"""How likely a person is found in a table, by three attackers.

El Emam, "Guide to the de-identification of personal health information", 2013. The *prosecutor* knows that the person is in the table:
one in the size of the class. The *journalist* knows it of a population that the table is drawn from: one in the size of the
class there. The *marketer* wants many persons and does not mind errors: the expected part found right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.combination.core.risk.classes import Classes, equivalence_classes, weights_of
from naru.systems.combination.core.risk.coding import Whole, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Reidentification:
    """``highest`` of any row, ``mean`` over rows (the marketer's), all from 0 to 1."""

    highest: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """δ-presence (Nergiz et al. 2007): the least and the greatest part of a population's class that stands in the table."""

    least: float
    greatest: float


def prosecutor(classes: Classes) -> Reidentification:
    if not classes.rows:
        return Reidentification(highest=0.0, mean=0.0)
    return Reidentification(highest=1 / classes.smallest, mean=len(classes.sizes) / classes.rows)


def unique_share(classes: Classes) -> float:
    """The part of all rows that are alone in their class."""
    return float((classes.sizes == 1).sum() / max(classes.rows, 1))


def share_above(classes: Classes, risk: float) -> float:
    """The part of all rows whose prosecutor risk is above ``risk``."""
    return float(classes.sizes[classes.sizes * risk < 1].sum() / max(classes.rows, 1))


def journalist(table: pa.Table, population: pa.Table, quasi_identifiers: Sequence[str]) -> Reidentification:
    """``population`` holds everyone who could be in ``table``, those in it too, generalised the same way."""
    inside, whole = counts_by_class(table, population, quasi_identifiers)
    seen = inside > 0
    if not seen.any():
        return Reidentification(highest=0.0, mean=0.0)
    behind = np.maximum(whole[seen], inside[seen])
    return Reidentification(highest=float(1 / behind.min()), mean=float((inside[seen] / behind).sum() / inside.sum()))


def presence(table: pa.Table, population: pa.Table, quasi_identifiers: Sequence[str]) -> Presence:
    inside, whole = counts_by_class(table, population, quasi_identifiers)
    part = inside / np.maximum(np.maximum(whole, inside), 1)
    return Presence(least=float(part.min(initial=1.0)), greatest=float(part.max(initial=0.0)))


def counts_by_class(table: pa.Table, population: pa.Table, columns: Sequence[str]) -> tuple[Whole, Whole]:
    """For each class of either, its rows in the table and in the population."""
    both = pa.concat_tables([as_text(table, columns), as_text(population, columns)])
    classes = equivalence_classes(both, columns)
    of_table, of_population = np.split(classes.class_of_row, [table.num_rows])
    many = len(classes.sizes)
    return (
        np.bincount(of_table, weights=weights_of(table), minlength=many).astype(np.int64),
        np.bincount(of_population, weights=weights_of(population), minlength=many).astype(np.int64),
    )


def as_text(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Numbers and words alike as text, so that two tables compare."""
    return pa.table({name: texts(table.column(name)) for name in columns})


def texts(column: pa.ChunkedArray) -> pa.Array:
    coded = encode(column)
    labels = pa.array([None if label is None else str(label) for label in coded.labels], type=pa.string())
    return labels.take(pa.array(coded.codes)) if len(labels) else pa.array([], type=pa.string())
