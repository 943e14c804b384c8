"""What the public may know of a service: how many agreed, withdrew, and how fast was deleted; small cells are not said.

A figure of 1 to ``smallest - 1`` people is withheld, and a figure that would give it away by subtraction with it: of agreed,
withdrew and still sharing either all are said or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    agreed: int
    withdrew: int
    deletion_hours: Sequence[float] = ()  # of each attested order: from order to proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """None: withheld. ``deletion_hours`` is the median, rounded up to whole hours."""

    agreed: int | None
    withdrew: int | None
    sharing: int | None
    deletion_hours: int | None

    @property
    def is_withheld(self) -> bool:
        return self.agreed is None


def figures(counts: Counts, *, smallest: int) -> Figures:
    """``smallest`` is the least number of people that may be told."""
    sharing = counts.agreed - counts.withdrew
    assert sharing >= 0, "who withdrew had agreed"
    is_small = any(0 < count < smallest for count in (counts.agreed, counts.withdrew, sharing))
    hours = counts.deletion_hours if len(counts.deletion_hours) >= smallest else ()
    return Figures(
        agreed=None if is_small else counts.agreed,
        withdrew=None if is_small else counts.withdrew,
        sharing=None if is_small else sharing,
        deletion_hours=_median_up(hours) if hours else None,
    )


def _median_up(hours: Sequence[float]) -> int:
    middle = sorted(hours)[len(hours) // 2]
    return max(1, int(middle) + (middle % 1 > 0))
