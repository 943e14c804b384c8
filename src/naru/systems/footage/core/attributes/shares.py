"""Shares of a crowd from a model that errs: corrected for what it confuses, with intervals; and published only where no cell is small.

*Correction.* A hand-checked sample says how often the model answers *j* where *i* is true. Observed shares are those rates times the true
shares; solving gives the true ones (Rogan & Gladen 1978, for any number of classes). The interval is that of the delta method: it holds
the error of the crowd's size and of the hand-checked sample's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Share:
    """``low`` and ``high`` bound it at the asked confidence."""

    share: float
    low: float
    high: float


NOTHING_KNOWN = Share(share=float("nan"), low=0.0, high=1.0)


def corrected_shares(
    observed: Mapping[str, int], checked: Mapping[tuple[str, str], int], *, confidence: float = 0.95
) -> dict[str, Share]:
    """``observed``: how many tracks the model puts into each class (``unknown`` left out). ``checked``: (true, answered) → how many of a
    hand-checked sample. A class that the sample lacks, or a model that guesses, leaves nothing known."""
    names = sorted(observed)
    answers = np.array([observed[name] for name in names], float)
    table = np.array([[checked.get((true, said), 0) for said in names] for true in names], float)
    rows = table.sum(axis=1)
    if not answers.sum() or not rows.all() or np.linalg.cond(table / rows[:, None]) > 1e6:
        return dict.fromkeys(names, NOTHING_KNOWN)
    shares, deviation = _solved(answers, table)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    return {
        name: Share(
            share=float(shares[k]),
            low=float(np.clip(shares[k] - z * deviation[k], 0, 1)),
            high=float(np.clip(shares[k] + z * deviation[k], 0, 1)),
        )
        for k, name in enumerate(names)
    }


def _solved(
    answers: NDArray[np.float64], table: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """True shares, and their standard deviations."""
    rows, total = table.sum(axis=1), answers.sum()
    rates, seen = table / rows[:, None], answers / total
    inverse = np.linalg.inv(rates.T)
    shares = np.clip(inverse @ seen, 0, None)
    shares /= shares.sum()
    spread = _multinomial(seen) / total
    for k, row in enumerate(rates):
        spread = spread + shares[k] ** 2 * _multinomial(row) / rows[k]
    return shares, np.sqrt(np.clip(np.diag(inverse @ spread @ inverse.T), 0, None))


def _multinomial(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.diag(shares) - np.outer(shares, shares)


def suppress_small(cells: Sequence[Sequence[int]], *, least: int) -> list[list[int | None]]:
    """A table of counts whose row and column totals are published: None for cells of 1 … ``least`` - 1, and for as many more as it takes that
    no suppressed cell can be told from a total: in each line they are two or more and together at least ``least``. Zeros stay. A table of one row
    has no column totals to publish."""
    counts = np.array(cells, int).reshape(len(cells), -1)
    hidden = (counts > 0) & (counts < least)
    while (line := _telling_line(counts, hidden, least)) is not None:
        hidden[_next_to_hide(counts, hidden, line)] = True
    return [
        [None if hidden[i, j] else int(counts[i, j]) for j in range(counts.shape[1])] for i in range(counts.shape[0])
    ]


Line = tuple[int | slice, int | slice]


def _telling_line(counts: NDArray[np.int_], hidden: NDArray[np.bool_], least: int) -> Line | None:
    """A row or column whose suppressed cells can be told, and that has another cell to suppress."""
    lines: list[Line] = [(i, slice(None)) for i in range(counts.shape[0])]
    lines += [(slice(None), j) for j in range(counts.shape[1])]
    for line in lines:
        of_line = hidden[line]
        tells = of_line.any() and (of_line.sum() < 2 or counts[line][of_line].sum() < least)
        if tells and ((counts[line] > 0) & ~of_line).any():
            return line
    return None


def _next_to_hide(counts: NDArray[np.int_], hidden: NDArray[np.bool_], line: Line) -> tuple[int, int]:
    """The smallest cell of the line that still shows."""
    showing = np.full(counts.shape, np.iinfo(np.int64).max)
    showing[line] = np.where(hidden[line] | (counts[line] == 0), np.iinfo(np.int64).max, counts[line])
    i, j = np.unravel_index(int(showing.argmin()), counts.shape)
    return int(i), int(j)
