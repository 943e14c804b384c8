"""Whether a run saw everything its source has. Only a run that did may mark anything gone.

Peers store "could not list" as "listed, and empty", and lose what they had: here every doubt keeps it.
"""

from dataclasses import dataclass
from enum import StrEnum

from naru.data.catalogue.core.values import Counts


class Completeness(StrEnum):
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ASKS = "asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a run met on its way.

    ``ended``: the source's own end was reached; ``total``: how many records it said it has, None where it does not say;
    ``met``: distinct records that came, clashes and records without a title included; ``unread``: places where a record
    stood that could not be read at all; ``repeated``: a page came again.
    """

    ended: bool
    total: int | None
    met: int
    unread: int = 0
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """How much may go in one run without a person: ``share`` of what was there, and at least ``least`` records."""

    share: float = 0.2
    least: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    completeness: Completeness
    reasons: tuple[str, ...] = ()  # codes of ``finding_words``


def verdict(walk: Walk, *, before: int, absent: int, threshold: Threshold, asked_otherwise: bool = False) -> Verdict:
    """``before``: records that the source had; ``absent``: those of them that this run did not meet;
    ``asked_otherwise``: the source's address or filter is another one than when they came."""
    if reasons := _broken(walk):
        return Verdict(completeness=Completeness.INCOMPLETE, reasons=reasons)
    if doubts := _doubts(walk, before, absent, threshold, asked_otherwise):
        return Verdict(completeness=Completeness.ASKS, reasons=doubts)
    return Verdict(completeness=Completeness.COMPLETE)


def _broken(walk: Walk) -> tuple[str, ...]:
    reasons = {
        "walk_not_ended": not walk.ended,
        "page_repeated": walk.repeated,
        "fewer_than_total": walk.total is not None and walk.met + walk.unread < walk.total,
    }
    return tuple(code for code, holds in reasons.items() if holds)


def _doubts(walk: Walk, before: int, absent: int, threshold: Threshold, asked_otherwise: bool) -> tuple[str, ...]:
    allowed = max(threshold.least, threshold.share * before)
    reasons = {
        "nothing_where_there_was": walk.met == 0 and before > 0,
        "too_many_gone": absent > allowed,
        "gone_while_unread": walk.unread > 0 and absent > 0,
        "asked_otherwise": asked_otherwise and absent > 0,
    }
    return tuple(code for code, holds in reasons.items() if holds)


MISSES_TO_RETIRE = 3


def is_retired(misses: int) -> bool:
    """Whether a record that so many complete runs in a row did not meet is retired."""
    return misses >= MISSES_TO_RETIRE


def is_green(counts: Counts, findings: int) -> bool:
    """A run that changed nothing and left records out is no success."""
    return findings == 0 or counts.total > 0
