"""Deliver, decide, accept by silence. Who may do either the owning system has asked before."""

from datetime import date

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.acceptance import reads
from naru.commons.acceptance.core.deliveries import Delivery, Verdict, decided, next_round
from naru.commons.acceptance.models import Delivery as DeliveryRow

REASON_LONGEST = 1000
NOBODY = PersonId("")
SILENCE = "silence"  # the reason of what nobody decided on in time


@transaction.atomic
def deliver(of: Ref, what: str, *, by: Person, until: date | None = None, clock: Clock = SYSTEM_CLOCK) -> Delivery:
    """The first round, or the next after one that was to be reworked. Raises ``Refused`` as ``next_round``."""
    before = DeliveryRow.objects.select_for_update().filter(kind=of.kind, subject=of.id).order_by("-round").first()
    row = DeliveryRow.objects.create(
        kind=of.kind,
        subject=of.id,
        round=next_round(reads.delivery_value(before) if before else None),
        what=what[:300],
        by_id=by.id,
        by_name=by.name,
        at=clock.now(),
        until=until,
    )
    facts = {"kind": of.kind, "subject": of.id, "round": row.round, "what": row.what}
    record(by.actor, "delivery.made", row.id, facts=facts, clock=clock)
    return reads.delivery_value(row)


@transaction.atomic
def decide(id: str, verdict: Verdict, *, by: Person, reason: str = "", clock: Clock = SYSTEM_CLOCK) -> Delivery:
    """Decided just so already by the same person, it stays. Raises ``Refused``: ``no_such_delivery``, or as ``decided``."""
    return _decide(id, verdict, decider=by.id, by=by, reason=reason, clock=clock)


@transaction.atomic
def accept_by_silence(id: str, *, clock: Clock = SYSTEM_CLOCK) -> Delivery:
    """Past its last day nobody objected. Raises ``Refused``: ``delivery_time_left``, or as ``decide``."""
    waiting = reads.delivery(id)
    if waiting.until is None or clock.today() <= waiting.until:
        raise Refused("delivery_time_left", until=waiting.until.isoformat() if waiting.until else "-")
    return _decide(id, Verdict.ACCEPTED, decider=NOBODY, by=SYSTEM, reason=SILENCE, clock=clock)


def _decide(id: str, verdict: Verdict, *, decider: PersonId, by: Person, reason: str, clock: Clock) -> Delivery:
    row = DeliveryRow.objects.select_for_update().filter(id=id).first()
    if row is None:
        raise Refused("no_such_delivery", delivery=id)
    if (row.state, row.decided_by_id) == (verdict.value, decider):
        return reads.delivery_value(row)
    row.state = decided(reads.delivery_value(row), verdict, by_id=decider, reason=reason).value
    row.reason, row.decided_by_id, row.decided_by_name = reason.strip()[:REASON_LONGEST], decider, by.name
    row.decided_at = clock.now()
    row.save()
    facts = {"verdict": verdict.value, "reason": row.reason, "round": row.round}
    record(by.actor, "delivery.decided", id, facts=facts, clock=clock)
    return reads.delivery_value(row)
