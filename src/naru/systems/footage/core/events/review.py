"""What people decided of events, and the precision of a rule that follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from naru.systems.footage.core.figures.intervals import Interval, share_interval


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"  # it happened, but at another time, place or by another rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """``rule``: what it was instead, where corrected."""

    event_id: str
    verdict: Verdict
    at_us: int
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePrecision:
    """``share``: of the reviewed events that were what the rule said, with its interval; ``None`` before the first review."""

    rule: str
    version: int
    events: int
    reviewed: int
    right: int
    share: Interval | None


def precision(events: pa.Table, reviews: Iterable[Review]) -> tuple[RulePrecision, ...]:
    """EVENTS and reviews → by rule and version, in order. The last review of an event counts; one of an unknown event does not.

    Corrected to the same rule (another time) the rule was right, to another it was wrong.
    """
    last: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda each: each.at_us):
        last[review.event_id] = review
    rows: dict[tuple[str, int], list[Review | None]] = {}
    for name, rule, version in zip(
        events["event_id"].to_pylist(), events["rule"].to_pylist(), events["rule_version"].to_pylist(), strict=True
    ):
        rows.setdefault((rule, version), []).append(last.get(name))
    return tuple(_precision(rule, version, of) for (rule, version), of in sorted(rows.items()))


def _precision(rule: str, version: int, reviews: Sequence[Review | None]) -> RulePrecision:
    known = [review for review in reviews if review]
    right = sum(_was_right(review, rule) for review in known)
    share = share_interval(right, len(known)) if known else None
    return RulePrecision(rule=rule, version=version, events=len(reviews), reviewed=len(known), right=right, share=share)


def _was_right(review: Review, rule: str) -> bool:
    match review.verdict:
        case Verdict.ACCEPTED:
            return True
        case Verdict.REJECTED:
            return False
        case Verdict.CORRECTED:
            return review.rule == rule
