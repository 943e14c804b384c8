"""A table cut into what is learnt from and what is asked, and what is asked into practice, public and private rows."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from naru.systems.challenges.core.task import PARTS

Rows = npt.NDArray[np.int64]
PRACTICE_MOST = 200  # rows whose truth teams come to know
LEAST_A_PART = 20


class SplitKind(StrEnum):
    RANDOM = "random"
    GROUPED = "grouped"  # all rows of a group on one side
    BY_TIME = "time"  # the latest are asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """``test_share`` of all rows is asked; of those ``practice_share`` and ``public_share``, the rest is private."""

    kind: SplitKind = SplitKind.RANDOM
    test_share: float = 0.3
    practice_share: float = 0.05
    public_share: float = 0.3


def split_rows(split: Split, rows: int, *, by: npt.NDArray[np.str_] | None, seed: int) -> tuple[Rows, Rows]:
    """Train and test rows. ``by`` is the group or the time of each row, written so that it sorts.

    Test rows, and train rows unless they are in the order of time, are shuffled: their place tells nothing.
    """
    dice = np.random.default_rng(seed)
    wanted = round(rows * split.test_share)
    match split.kind:
        case SplitKind.RANDOM:
            order = dice.permutation(rows)
            return order[wanted:], order[:wanted]
        case SplitKind.GROUPED:
            assert by is not None, "groups have a column"
            return _grouped(by, wanted, dice)
        case SplitKind.BY_TIME:
            assert by is not None, "time has a column"
            order = np.argsort(by, kind="stable")
            first = by[order[min(rows - wanted, rows - 1)]]
            later = by >= first  # rows of one instant stay together
            return order[~later[order]], dice.permutation(np.flatnonzero(later))


def _grouped(by: npt.NDArray[np.str_], wanted: int, dice: np.random.Generator) -> tuple[Rows, Rows]:
    """Whole groups, drawn until the share is reached."""
    names, group_of, sizes = np.unique(by, return_inverse=True, return_counts=True)
    order = dice.permutation(len(names))
    taken = order[: int(np.searchsorted(np.cumsum(sizes[order]), wanted)) + 1]
    asked = np.isin(group_of, taken)
    return dice.permutation(np.flatnonzero(~asked)), dice.permutation(np.flatnonzero(asked))


def deal_parts(split: Split, units: int, *, seed: int) -> npt.NDArray[np.int8]:
    """The part of each unit that is asked, as its place in ``PARTS``."""
    dice = np.random.default_rng(seed)
    practice = min(round(units * split.practice_share), PRACTICE_MOST)
    public = round(units * split.public_share)
    parts = np.full(units, PARTS.index("private"), dtype=np.int8)
    order = dice.permutation(units)
    parts[order[:practice]] = PARTS.index("practice")
    parts[order[practice : practice + public]] = PARTS.index("public")
    return parts


def too_small(parts: npt.NDArray[np.int8]) -> bool:
    """Whether the public or the private part is below what any score can stand on."""
    counts = np.bincount(parts, minlength=len(PARTS))
    return bool(min(counts[1], counts[2]) < LEAST_A_PART)
