"""Agreement beyond chance: Krippendorff's alpha and Cohen's kappa for labels, with intervals; shares with Wilson's.

Sources: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), nominal data, missing answers allowed;
J. Cohen, A coefficient of agreement for nominal scales (1960); E. B. Wilson (1927). The interval of alpha resamples units
(percentile bootstrap), by a seed that is passed in.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Unit = Mapping[str, Hashable]  # who → what they said; whoever said nothing is left out
Z95 = 1.959963984540054
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """``value`` is None where it is not defined: nobody to compare, or one label alone. ``units``: those compared."""

    value: float | None
    low: float | None
    high: float | None
    units: int


def alpha(units: Sequence[Unit]) -> float | None:
    """1 is perfect, 0 chance, below it worse. Units with fewer than two answers tell nothing."""
    return alpha_with_interval(units, seed="", draws=0).value


def alpha_with_interval(units: Sequence[Unit], *, seed: str, draws: int = 400) -> Estimate:
    """The middle 95 % of alpha over samples of the units, drawn with replacement.

    Units in which the same was said as often are alike: what is drawn is how often each likeness comes, all samples at once.
    """
    alike = Counter(frozenset(Counter(unit.values()).items()) for unit in units if len(unit) > 1)
    labels = sorted({label for each in alike for label, _ in each}, key=repr)
    said = np.array([[dict(each).get(label, 0) for label in labels] for each in alike], dtype=float)
    often = np.array(list(alike.values()))
    found = _alphas(said.reshape(len(alike), len(labels)), often.reshape(1, -1).astype(float))
    value = float(found[0])
    if np.isnan(value):
        return Estimate(value=None, low=None, high=None, units=alike.total())
    dice = np.random.default_rng(int.from_bytes(sha256(seed.encode()).digest()[:8]))
    drawn = dice.multinomial(alike.total(), often / often.sum(), size=draws).astype(float)
    known = _alphas(said, drawn)
    known = known[~np.isnan(known)] if draws else found
    low, high = (float(each) for each in np.quantile(known if len(known) else found, [0.025, 0.975]))
    return Estimate(value=value, low=low, high=high, units=alike.total())


def _alphas(said: Floats, often: Floats) -> Floats:
    """Alpha of each row of ``often``: how often each likeness came, ``said`` how often each label was said in one of it."""
    sizes = said.sum(axis=1)
    differing = (sizes * (sizes - 1) - (said * (said - 1)).sum(axis=1)) / np.maximum(sizes - 1, 1)
    totals = often @ said
    count = totals.sum(axis=1)
    expected = count * (count - 1) - (totals * (totals - 1)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (count - 1) * (often @ differing) / expected, np.nan)


def by_label(units: Sequence[Unit], labels: Sequence[str], *, seed: str) -> dict[str, Estimate]:
    """Of each label against all others: which of them people read differently."""
    return {
        label: alpha_with_interval(
            [{who: said == label for who, said in unit.items()} for unit in units], seed=f"{seed}:{label}"
        )
        for label in labels
    }


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Estimate:
    """Two who label the same things: Cohen's kappa, with the large-sample interval of Fleiss, Cohen and Everitt (1969)."""
    size = len(pairs)
    if not size:
        return Estimate(value=None, low=None, high=None, units=0)
    rows, columns = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(one == other for one, other in pairs) / size
    expected = sum(rows[label] * columns[label] for label in rows) / size**2
    if expected == 1:
        return Estimate(value=None, low=None, high=None, units=size)
    value = (observed - expected) / (1 - expected)
    error = _kappa_error(Counter(pairs), rows, columns, value=value, expected=expected, size=size)
    return Estimate(value=value, low=max(-1.0, value - Z95 * error), high=min(1.0, value + Z95 * error), units=size)


def _kappa_error(
    cells: Counter[tuple[Hashable, Hashable]],
    rows: Counter[Hashable],
    columns: Counter[Hashable],
    *,
    value: float,
    expected: float,
    size: int,
) -> float:
    diagonal = sum(
        cells[label, label] / size * (1 - (rows[label] + columns[label]) / size * (1 - value)) ** 2 for label in rows
    )
    others = (1 - value) ** 2 * sum(
        count / size * ((columns[one] + rows[other]) / size) ** 2
        for (one, other), count in cells.items()
        if one != other
    )
    rest = (value - expected * (1 - value)) ** 2
    return sqrt(max(0.0, diagonal + others - rest) / size) / (1 - expected)


def share(right: int, of: int) -> Estimate:
    """A share with Wilson's interval, which is sound at 0 and at 1."""
    if not of:
        return Estimate(value=None, low=None, high=None, units=0)
    value, square = right / of, Z95**2
    middle = (value + square / (2 * of)) / (1 + square / of)
    reach = Z95 * sqrt(value * (1 - value) / of + square / (4 * of**2)) / (1 + square / of)
    return Estimate(value=value, low=max(0.0, middle - reach), high=min(1.0, middle + reach), units=of)
