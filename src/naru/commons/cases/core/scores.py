"""Sheets added up, outliers shown, a ranking whose ties are broken by rule.

A case's score is the mean of its sheets to two decimals, halves away from zero; with ``trims`` and five sheets or more the
highest and the lowest are left out of it, as Korean calls do. An outlier is a sheet that lies more than ``far`` points from
the median: shown with the result, never dropped by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from naru.base.kit.canonical import sha256_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

CENT = Decimal("0.01")
TRIMMED_FROM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """``most`` points; earlier criteria break ties before later ones."""

    name: str
    words: Words
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    reviewer: str
    points: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.points.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """``by_criterion`` are means of all sheets; ``outliers`` the reviewers whose sheet lies far from the others."""

    score: Decimal
    by_criterion: Mapping[str, Decimal]
    sheets: int
    outliers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    case_id: str
    tally: Tally
    filed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """``place`` begins at 1; ``tie`` says what put it behind the one before where both scores are equal."""

    case_id: str
    place: int
    score: Decimal
    tie: Words | None


BY_LOT = Words("동점: 추첨", "Tie: by lot")
BY_TIME = Words("동점: 먼저 낸 순서", "Tie: filed earlier")


def checked_points(points: Mapping[str, int | None], criteria: Sequence[Criterion]) -> dict[str, int]:
    """Raises ``Refused``: ``points_missing``, ``points_out_of_range``."""
    checked: dict[str, int] = {}
    for criterion in criteria:
        given = points.get(criterion.name)
        if given is None:
            raise Refused("points_missing", criterion=criterion.words.ko, criterion_en=criterion.words.en)
        if not 0 <= given <= criterion.most:
            raise Refused("points_out_of_range", criterion=criterion.words.ko, given=given, most=criterion.most)
        checked[criterion.name] = given
    return checked


def tally(sheets: Sequence[Sheet], criteria: Sequence[Criterion], *, trims: bool, far: int) -> Tally:
    """Of one case. Raises ``Refused``: ``no_sheets``."""
    if not sheets:
        raise Refused("no_sheets")
    totals = sorted(sheet.total for sheet in sheets)
    counted = totals[1:-1] if trims and len(totals) >= TRIMMED_FROM else totals
    middle = median(totals)
    return Tally(
        score=_mean(counted),
        by_criterion={each.name: _mean([sheet.points[each.name] for sheet in sheets]) for each in criteria},
        sheets=len(sheets),
        outliers=tuple(sorted(sheet.reviewer for sheet in sheets if abs(sheet.total - middle) > far)),
    )


def ranked(entries: Sequence[Entry], criteria: Sequence[Criterion], *, seed: str) -> list[Ranked]:
    """By score, then by the criteria in their order, then by the earlier filing, then by a lot that the seed draws."""

    def key(entry: Entry) -> tuple[object, ...]:
        parts = (-entry.tally.by_criterion[each.name] for each in criteria)
        return (-entry.tally.score, *parts, entry.filed, sha256_of([seed, entry.case_id]))

    ordered = sorted(entries, key=key)
    return [
        Ranked(
            case_id=entry.case_id,
            place=place,
            score=entry.tally.score,
            tie=_tie(ordered[place - 2], entry, criteria) if place > 1 else None,
        )
        for place, entry in enumerate(ordered, 1)
    ]


def _tie(before: Entry, entry: Entry, criteria: Sequence[Criterion]) -> Words | None:
    if before.tally.score != entry.tally.score:
        return None
    for each in criteria:
        if before.tally.by_criterion[each.name] != entry.tally.by_criterion[each.name]:
            return Words(f"동점: {each.words.ko} 점수", f"Tie: by {each.words.en}")
    return BY_TIME if before.filed != entry.filed else BY_LOT


def _mean(numbers: Sequence[int]) -> Decimal:
    return (Decimal(sum(numbers)) / len(numbers)).quantize(CENT, ROUND_HALF_UP)
