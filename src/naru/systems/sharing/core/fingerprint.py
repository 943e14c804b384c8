"""A recipient's mark in a copy's figures, and whose mark a file bears.

*Theory of operation.* A figure of a marked column is read as a whole number of the column's last decimals, q. The pair of q
and its neighbour (2m, 2m + 1) is named by m alone, which marking never changes. A keyed pseudo-random function of m says
whether the pair bears a mark, and which of the two figures then stands there: at most one in ``every`` is moved, by one of the
last decimal. Each figure tells its mark by itself, so that rows may be left out, sorted or
joined and columns dropped; equal figures stay equal. Nought, one and the least and greatest figure of the column are never touched, and
columns whose last decimal counts for more than a thousandth of the median bear no mark at all.

*Who is never accused.* For a file made without a recipient's key, what the function says of each different m is a fair coin
that knows nothing of the file. The sum over pairs of (how far the file leans to the odd figure) × coin is then a Rademacher sum, and Hoeffding's
inequality (1963, theorem 2) bounds the chance that it reaches t by exp(-t² / 2 Σw²), whatever the file holds. The bound times
all tests made for a file is its error; an accusation needs it below ``ERROR``.

*What it does not survive*: rounding away the last decimal of every marked column, and recipients who compare their copies.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

ERROR = 1e-9  # that an innocent recipient is named, for one file
VOTES = 200  # different marked pairs wanted in one row of a hundred
EVERY_MOST = 64
DECIMALS_MOST = 9
SIGNIFICANCE = 1e-3  # the last decimal, beside the median
WHOLE_MOST = 2**52  # beyond which a float's neighbours lie further apart than its decimals
SAMPLE_STRIDE = 100

Figures: TypeAlias = NDArray[Any]  # float64 or int64
Whole: TypeAlias = NDArray[np.int64]
Bits: TypeAlias = NDArray[np.uint64]

_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedColumn:
    """``decimals`` of its figures; one pair in ``every`` (a power of two) bears a mark; figures outside ``low`` to ``high``,
    both excluded and in last decimals, never do."""

    name: str
    decimals: int
    every: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Whose copy of which table, and where the mark stands; ``key`` is its holder's for this table alone."""

    subject: str
    key: bytes
    columns: tuple[MarkedColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """``error`` bounds the chance that an innocent file says this of anyone; ``votes`` are different marked figures."""

    subject: str
    error: float
    votes: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A Rademacher sum and the sum of its squared weights."""

    total: float = 0.0
    weight: float = 0.0
    votes: int = 0

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(self.total + other.total, self.weight + other.weight, self.votes + other.votes)

    @property
    def log_bound(self) -> float:
        """The logarithm of Hoeffding's bound; 0 where nothing speaks for the mark."""
        return -(self.total**2) / (2 * self.weight) if self.total > 0 and self.weight > 0 else 0.0


def mark_key(secret: bytes, holder: str, table_id: str) -> bytes:
    """One for all versions of a table: what stays as it was from one version to the next is marked alike."""
    return hmac.new(secret, f"naru.sharing.mark\n{holder}\n{table_id}".encode(), hashlib.sha256).digest()


def planned(name: str, figures: Figures) -> MarkedColumn | None:
    """How a column can be marked, from all of its figures that are neither null nor NaN; None where it cannot."""
    if not len(figures):
        return None
    sample = figures[::SAMPLE_STRIDE] if len(figures) > SAMPLE_STRIDE * EVERY_MOST else figures
    decimals = _decimals(sample, float(np.abs(figures).max()))
    if decimals is None or 10.0**-decimals > SIGNIFICANCE * float(np.median(np.abs(sample))):
        return None
    low, high = _whole(np.asarray([figures.min(), figures.max()]), decimals).tolist()
    pairs = len(np.unique(_whole(sample, decimals) >> 1))
    every = max(1, min(EVERY_MOST, min(pairs, len(figures) // SAMPLE_STRIDE) // VOTES))
    return MarkedColumn(name=name, decimals=decimals, every=1 << (every.bit_length() - 1), low=low, high=high)


def marked(figures: Figures, column: MarkedColumn, key: bytes) -> Figures:
    """A copy of the figures that bears the mark; NaN stays."""
    whole = _whole(figures, column.decimals)
    coin, bears = _coins(whole, column, key)
    other = bears & ((whole & 1) != coin)
    answer = figures.copy()
    answer[other] = _moved(figures[other], whole[other] ^ 1, column.decimals)
    return answer


def _moved(figures: Figures, whole: Whole, decimals: int) -> Figures:
    """A figure with no more than its column's decimals stays one; another keeps what it has beyond them."""
    if figures.dtype.kind == "i":
        return whole
    plain = whole / 10.0**decimals
    beyond = figures - _whole(figures, decimals) / 10.0**decimals
    return np.where(np.round(figures, decimals) == figures, plain, plain + beyond)


def evidence(figures: Figures, column: MarkedColumn, key: bytes) -> Evidence:
    """What the figures say for the mark; each different pair has one vote, however often it stands there."""
    if not len(figures):
        return Evidence()
    whole, counts = np.unique(_whole(figures, column.decimals), return_counts=True)
    coin, bears = _coins(whole, column, key)
    whole, coin, counts = whole[bears], coin[bears], counts[bears]
    if not len(whole):
        return Evidence()
    pairs, of = np.unique(whole >> 1, return_inverse=True)
    lean = np.bincount(of, weights=np.where(whole & 1, 1.0, -1.0) * counts) / np.bincount(of, weights=counts)
    coins = np.where(coin[np.unique(of, return_index=True)[1]], 1.0, -1.0)
    return Evidence(float((lean * coins).sum()), float((lean**2).sum()), len(pairs))


def traced(columns: Mapping[str, Figures], marks: Sequence[Mark]) -> Accusation | None:
    """Whose mark the file bears, None where no mark is beyond doubt.

    ``columns`` are the file's figures without nulls and NaN. A column is held against the marked one of its name; one
    whose name no mark has is held against each.
    """
    tests = [test for mark in marks for test in _tests(columns, mark)]
    if not tests:
        return None
    mark, names, found = min(tests, key=lambda test: test[2].log_bound)
    log_error = found.log_bound + log(len(tests))
    if log_error >= log(ERROR):
        return None
    return Accusation(subject=mark.subject, error=exp(max(log_error, -700.0)), votes=found.votes, columns=names)


Test: TypeAlias = tuple[Mark, tuple[str, ...], Evidence]


def _tests(columns: Mapping[str, Figures], mark: Mark) -> Iterable[Test]:
    """All columns of the same names together, and each renamed one by itself: chosen before any key is asked."""
    named = [column for column in mark.columns if column.name in columns]
    if named:
        together = [evidence(columns[column.name], column, mark.key) for column in named]
        yield mark, tuple(column.name for column in named), sum(together, Evidence())
    lost = [column for column in mark.columns if column.name not in columns]
    renamed = sorted(columns.keys() - {column.name for column in mark.columns})
    for column in lost:
        for name in renamed:
            yield mark, (name,), evidence(columns[name], column, mark.key)


def _decimals(sample: Figures, largest: float) -> int | None:
    """How many decimals the figures have, as far as a float keeps them; None where even whole ones are too great."""
    if largest >= WHOLE_MOST:
        return None
    if sample.dtype.kind == "i":
        return 0
    fitting = [decimals for decimals in range(DECIMALS_MOST + 1) if largest * 10.0**decimals < WHOLE_MOST]
    for decimals in fitting:
        if (np.round(sample, decimals) == sample).all():
            return decimals
    return fitting[-1]


def _whole(figures: Figures, decimals: int) -> Whole:
    """In last decimals; NaN and what is too great are 0, which never bears a mark."""
    if figures.dtype.kind == "i":
        return figures.astype(np.int64, copy=False)
    with np.errstate(over="ignore"):
        scaled = figures * 10.0**decimals
    fits = np.abs(scaled) < WHOLE_MOST
    return np.rint(scaled if fits.all() else np.where(fits, scaled, 0.0)).astype(np.int64)


def _coins(whole: Whole, column: MarkedColumn, key: bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each figure which of its pair its mark wants (1: the odd one), and whether its pair bears a mark."""
    digest = hmac.new(key, column.name.encode(), hashlib.sha256).digest()
    first, second = (np.uint64(int.from_bytes(digest[at : at + 8])) for at in (0, 8))
    pair = whole >> 1
    bits = _mixed(_mixed(pair.view(np.uint64) ^ first) + second)
    bears = (bits & np.uint64(column.every - 1)) == 0
    bears &= (pair > column.low >> 1) & (pair < column.high >> 1) & (pair != 0) & (pair != -1)
    return (bits >> np.uint64(63)).astype(np.int64), bears


def _mixed(bits: Bits) -> Bits:
    """Stafford's thirteenth mixer (splitmix64): every bit of the answer hangs on every bit of the question."""
    bits = (bits ^ (bits >> _SHIFTS[0])) * _FACTORS[0]
    bits = (bits ^ (bits >> _SHIFTS[1])) * _FACTORS[1]
    return bits ^ (bits >> _SHIFTS[2])
