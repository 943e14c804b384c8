"""A delivery, and its verdicts as a table of states."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from naru.base.kit.person import PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class Verdict(StrEnum):
    DELIVERED = "delivered"  # waits to be checked
    ACCEPTED = "accepted"
    REWORK = "rework"
    REFUSED = "refused"

    @property
    def words(self) -> Words:
        return VERDICT_WORDS[self]


VERDICTS: dict[Verdict, frozenset[Verdict]] = {
    Verdict.DELIVERED: frozenset({Verdict.ACCEPTED, Verdict.REWORK, Verdict.REFUSED}),
    Verdict.ACCEPTED: frozenset(),
    Verdict.REWORK: frozenset(),  # the next round is a delivery of its own
    Verdict.REFUSED: frozenset(),
}
VERDICT_WORDS = {
    Verdict.DELIVERED: Words("확인을 기다림", "Waits to be checked"),
    Verdict.ACCEPTED: Words("인수함", "Accepted"),
    Verdict.REWORK: Words("보완 요청", "To be reworked"),
    Verdict.REFUSED: Words("거절함", "Refused"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """``until`` is the last day to check it, after which silence accepts; None for no such day."""

    id: str
    kind: str
    subject: str
    round: int
    what: str
    by_id: str
    at: datetime
    until: date | None
    verdict: Verdict
    reason: str = ""
    decided_at: datetime | None = None


def decided(delivery: Delivery, verdict: Verdict, *, by_id: PersonId, reason: str) -> Verdict:
    """Raises ``Refused``: ``delivery_decided``, ``delivery_own``, ``delivery_reason_missing``."""
    if verdict not in VERDICTS[delivery.verdict]:
        raise Refused("delivery_decided", verdict_ko=delivery.verdict.words.ko, verdict_en=delivery.verdict.words.en)
    if by_id == delivery.by_id:
        raise Refused("delivery_own")
    if verdict is not Verdict.ACCEPTED and not reason.strip():
        raise Refused("delivery_reason_missing")
    return verdict


def next_round(before: Delivery | None) -> int:
    """1 for the first; after one to be reworked the next. Raises ``Refused``: ``delivery_waits``, ``delivery_decided``."""
    if before is None:
        return 1
    if before.verdict is Verdict.DELIVERED:
        raise Refused("delivery_waits")
    if before.verdict is not Verdict.REWORK:
        raise Refused("delivery_decided", verdict_ko=before.verdict.words.ko, verdict_en=before.verdict.words.en)
    return before.round + 1
