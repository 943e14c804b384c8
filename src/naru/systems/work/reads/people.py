"""Jobs created: people with a contract that was paid and that lasted, each once; signs that free work is none."""

from collections import defaultdict
from datetime import datetime, timedelta

from naru.base.kit.clock import Clock, in_city
from naru.base.kit.refusals import Refused
from naru.commons.rates import reads as rates
from naru.systems.work.core.employment_signs import Sign, signs
from naru.systems.work.core.job_rules import ContractKind
from naru.systems.work.core.tenure import Counted, Spell
from naru.systems.work.core.tenure import jobs_created as counted
from naru.systems.work.models import Assignment, Contract
from naru.systems.work.rate_names import FULL_WEEK_HOURS, JOB_DAYS
from naru.systems.work.reads.contracts import ContractView

HOUR_MS, WEEKS = 3_600_000, 8


def created(until: datetime) -> list[Counted]:
    """By the figure of that day; nobody while the city has entered none."""
    try:
        days = rates.rate(JOB_DAYS, in_city(until).date()).integer
    except Refused:
        return []
    rows = Contract.objects.exclude(began=None).filter(began__lte=until)
    spells = [
        Spell(
            contract_id=row.id,
            person_id=str(row.person_id),
            began=row.began,
            ended=row.ended,
            first_paid=row.first_paid,
        )
        for row in rows
        if row.began is not None
    ]
    return counted(spells, until=until, days=days)


def jobs_created(until: datetime) -> int:
    return len(created(until))


def signs_of(found: ContractView, *, clock: Clock) -> list[Sign]:
    """Of free work that looks like employment, over the last weeks; what is employment is meant to look so."""
    if found.kind is not ContractKind.FREELANCE:
        return []
    since = clock.now() - timedelta(weeks=WEEKS)
    rows = Assignment.objects.filter(contract=found.id, taken__gte=since).order_by("taken")
    weeks: dict[tuple[int, int], float] = defaultdict(float)
    for taken, worked_ms in rows.values_list("taken", "worked_ms"):
        year, week, _ = in_city(taken).isocalendar()
        weeks[year, week] += worked_ms / HOUR_MS
    hours_from = rates.rate(FULL_WEEK_HOURS, clock.today(), clock=clock).integer
    taken_at = list(rows.values_list("taken", flat=True))
    return signs(taken_at, week_hours=[weeks[each] for each in sorted(weeks)], hours_from=hours_from)
