"""What a funder reads of cohorts: how many completed, work and stayed, with small numbers left out.

A number of people under ``least`` is not shown, and neither is one that could be computed from it: where only one part of a
whole would be hidden the next smallest is hidden with it. Zero is small too: that nobody works is a fact about each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

HIDDEN = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortFigures:
    """``None`` is a number that is not shown. Percents are of those completed (employed) and of those employed (retained)."""

    applied: int | None
    seated: int | None
    completed: int | None
    employed: int | None
    retained: int | None

    @property
    def completion_percent(self) -> int | None:
        return _percent(self.completed, self.seated)

    @property
    def employment_percent(self) -> int | None:
        return _percent(self.employed, self.completed)

    @property
    def retention_percent(self) -> int | None:
        return _percent(self.retained, self.employed)


def shown(counts: Mapping[str, int], *, least: int) -> CohortFigures:
    """``counts``: applied ⊇ seated ⊇ completed ⊇ employed ⊇ retained.

    A part is hidden where it, or what is left of the part around it, is fewer than ``least`` and not none of it at all.
    """
    names = ("applied", "seated", "completed", "employed", "retained")
    values: dict[str, int | None] = {}
    around = None
    for name in names:
        count = counts[name]
        is_small = count < least or (around is not None and 0 < around - count < least)
        values[name] = None if is_small else count
        around = values[name] if values[name] is not None else around
    return CohortFigures(**values)


def _percent(part: int | None, whole: int | None) -> int | None:
    """Rounded down, so that 100 is everyone."""
    return None if part is None or not whole else 100 * part // whole
