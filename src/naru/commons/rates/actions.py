"""Enter figures; use them in a decision."""

from datetime import date

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.rates import reads
from naru.commons.rates.core.names import named
from naru.commons.rates.core.values import Rate, parsed, rate_on
from naru.commons.rates.models import Rate as RateRow
from naru.commons.rates.models import RateUse

SOURCE_LONGEST = 300


@transaction.atomic
def enter_rate(
    name: str,
    value: str,
    *,
    since: date,
    source: str,
    note: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> list[reads.LateUse]:
    """The figure holds from ``since`` on; all decisions that are now to be looked at again, whichever figure made them so.

    For officers, by a token only with ``admin``. Raises ``Refused``: ``rate_undeclared``, ``rate_value_refused``,
    ``rate_source_missing``, ``rate_known`` where just this holds from that day already.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    typed = parsed(value, named(name).kind, name=name)
    if not source.strip() or len(source) > SOURCE_LONGEST:
        raise Refused("rate_source_missing", name=name)
    before = rate_on([each for each in reads.history(name) if each.since == since], since)
    if before is not None and before.value == typed:
        raise Refused("rate_known", name=name, since=since.isoformat(), value=str(typed))
    row = RateRow.objects.create(
        name=name,
        value=str(typed),
        since=since,
        source=source.strip(),
        note=note.strip()[:SOURCE_LONGEST],
        entered=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    late = reads.late_uses(clock=clock)
    facts = {"id": row.id, "value": row.value, "since": since.isoformat(), "source": row.source, "late": len(late)}
    record(by.actor, "rate.entered", name, facts=facts, clock=clock)
    return late


def use_rates(ref: Ref, *names: str, on: date, clock: Clock = SYSTEM_CLOCK) -> dict[str, Rate]:
    """The figures of a day by name, kept for the decision ``ref`` in place of what it used for that day before.

    It is the owning system's to ask, inside its own action. Raises ``Refused``: ``rate_undeclared``, ``rate_missing``.
    """
    used = reads.rates(names, on, clock=clock)
    RateUse.objects.bulk_create(
        [
            RateUse(kind=ref.kind, subject=ref.id, name=name, on=on, rate_id=each.id, used=clock.now())
            for name, each in used.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "subject", "name", "on"],
        update_fields=["rate_id", "used"],
    )
    return used
