"""Graduates and postings: how well one fits the other, why, what is missing and which course gives it.

*Theory of operation.* A posting asks for skills at a level, each with a weight; some it must have. A graduate has skills by
what was issued or solved, each with its evidence. The score is the weight of what is had, a lower level counting in part, over
all that is asked; without a skill that must be there it is 0. ``scores`` computes the same for everyone at once: a product of
two matrices for each level, which agrees with ``match`` to the last digit that is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A skill that a posting asks for."""

    code: str
    level: int = 1
    weight: int = 1
    is_must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """A skill of a graduate; ``evidence`` names what shows it."""

    level: int
    evidence: str


Profile = Mapping[str, Had]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    code: str
    asked: int
    has: int
    part: float  # of the posting's weight
    evidence: str
    given_by: tuple[str, ...]  # courses that give what is missing

    @property
    def is_met(self) -> bool:
        return self.has >= self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    score: int  # of 100
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[Reason, ...]:
        return tuple(each for each in self.reasons if not each.is_met)


def match(profile: Profile, asked: Sequence[Asked], courses: Mapping[str, Mapping[str, int]] | None = None) -> Match:
    """``courses`` by title: the level that each gives of a skill. What weighs most comes first."""
    whole = sum(each.weight for each in asked)
    reasons = []
    for each in sorted(asked, key=lambda one: (-one.weight, one.code)):
        had = profile.get(each.code)
        level = had.level if had else 0
        given_by = [name for name, gives in sorted((courses or {}).items()) if gives.get(each.code, 0) > level]
        reasons.append(
            Reason(
                code=each.code,
                asked=each.level,
                has=level,
                part=each.weight * _share(level, each.level) / whole,
                evidence=had.evidence if had else "",
                given_by=tuple(given_by) if level < each.level else (),
            )
        )
    is_barred = any(each.is_must and profile_level(profile, each.code) < each.level for each in asked)
    return Match(score=0 if is_barred else _rounded(sum(each.part for each in reasons)), reasons=tuple(reasons))


def profile_level(profile: Profile, code: str) -> int:
    had = profile.get(code)
    return had.level if had else 0


def scores(profiles: Sequence[Profile], postings: Sequence[Sequence[Asked]]) -> NDArray[np.int64]:
    """Rows are profiles, columns postings: ``match(…).score`` of each pair."""
    codes = {code: place for place, code in enumerate(sorted({each.code for asked in postings for each in asked}))}
    levels = np.zeros((len(profiles), len(codes)))
    for row, profile in enumerate(profiles):
        for code, had in profile.items():
            if code in codes:
                levels[row, codes[code]] = had.level
    total = np.zeros((len(profiles), len(postings)))
    lacking = np.zeros((len(profiles), len(postings)))
    for level in LEVELS:
        weights, musts = _of_level(postings, codes, level)
        total += np.minimum(levels / level, 1.0) @ weights
        lacking += (levels < level).astype(float) @ musts
    found: NDArray[np.int64] = np.floor(total * 100 + 0.5 + 1e-9).astype(np.int64)
    found[lacking > 0] = 0
    return found


def _of_level(
    postings: Sequence[Sequence[Asked]], codes: Mapping[str, int], level: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    weights = np.zeros((len(codes), len(postings)))
    musts = np.zeros((len(codes), len(postings)))
    for column, asked in enumerate(postings):
        whole = sum(each.weight for each in asked) or 1
        for each in asked:
            if each.level == level:
                weights[codes[each.code], column] += each.weight / whole
                musts[codes[each.code], column] += each.is_must
    return weights, musts


def _share(level: int, asked: int) -> float:
    return min(level / asked, 1.0)


def _rounded(share: float) -> int:
    """Half upwards; a hair above it is what a sum of shares may lose."""
    return int(share * 100 + 0.5 + 1e-9)
