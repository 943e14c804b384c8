"""Differentially private counts: how many rows have each of the values that were named beforehand.

Categories come from outside the table (a hierarchy, a code list) and each gets an answer, nought too: which of them are
empty is then as private as all else. Noise is drawn by the mechanism handed in, which certifies its own ε.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.privacy.budget import Budget
from naru.systems.combination.core.risk.coding import encode, label_text


class Mechanism(Protocol):
    """Adds noise to counts of which one person changes at most ``rows_a_person`` by one each, at a loss of at most ``epsilon``."""

    def noisy(self, counts: Sequence[int], *, rows_a_person: int, epsilon: float) -> list[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NoisyCounts:
    """``counts`` by category, none below nought; ``budget`` is what is left for later questions."""

    counts: Mapping[str, int]
    budget: Budget


def noisy_counts(
    column: pa.ChunkedArray,
    categories: Sequence[str],
    *,
    epsilon: Decimal,
    rows_a_person: int,
    what: str,
    budget: Budget,
    mechanism: Mechanism,
) -> NoisyCounts:
    """Values outside ``categories`` are counted nowhere.

    ``Refused``: ``privacy_budget_spent`` before the table is looked at, ``categories_repeat``, ``rows_a_person_unbounded``.
    """
    if len(set(categories)) < len(categories):
        raise Refused("categories_repeat")
    if rows_a_person < 1:
        raise Refused("rows_a_person_unbounded")
    left = budget.spend(what, epsilon)
    counts = mechanism.noisy(true_counts(column, categories), rows_a_person=rows_a_person, epsilon=float(epsilon))
    return NoisyCounts(
        counts={category: max(count, 0) for category, count in zip(categories, counts, strict=True)}, budget=left
    )


def true_counts(column: pa.ChunkedArray, categories: Sequence[str]) -> list[int]:
    coded = encode(column)
    by_label = dict(
        zip(
            (label_text(label) for label in coded.labels),
            np.bincount(coded.codes, minlength=coded.domain),
            strict=False,
        )
    )
    return [int(by_label.get(category, 0)) for category in categories]
