"""Bring a plan's version, adopt it, measure, report a figure, withdraw it, print."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

import orjson
from django.db import transaction
from django.db.models import Max

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.papers import actions as papers
from naru.commons.papers.reads import Paper
from naru.systems.strategy import figures, printing, reads
from naru.systems.strategy.core import rights
from naru.systems.strategy.core.plan import Plan
from naru.systems.strategy.core.plan_from import plan_from
from naru.systems.strategy.core.states import VersionState, moved
from naru.systems.strategy.models import Measurement, PlanVersion
from naru.systems.strategy.models import Report as ReportRow
from naru.systems.strategy.paper_templates import GLANCE

DOCUMENT_BYTES_MOST = 2 << 20


def read_document(content: bytes) -> JSON:
    """Raises ``Refused``: ``plan_file_refused``."""
    if len(content) > DOCUMENT_BYTES_MOST:
        raise Refused("plan_file_refused")
    try:
        document: JSON = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Refused("plan_file_refused") from None
    return document


@transaction.atomic
def draft_plan(document: JSON, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Version:
    """The next version, not in force yet. Raises ``Refused``: ``plan_same``, and as ``plan_from``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    plan_from(document)
    digest = sha256_of(document)
    if PlanVersion.objects.filter(sha256=digest, state=VersionState.ADOPTED.value).exists():
        raise Refused("plan_same")
    row = PlanVersion.objects.create(
        number=(PlanVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        document=document,
        sha256=digest,
        reason=reason.strip()[:500],
        created=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    facts = {"number": row.number, "sha256": digest, "reason": row.reason}
    record(by.actor, "strategy_plan.drafted", str(row.number), facts=facts, clock=clock)
    return reads.version_value(row)


@transaction.atomic
def adopt_plan(number: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Version:
    """In force from now on; the one before is replaced, and stays to be read.

    Raises ``Refused``: ``not_found``, ``plan_cannot_move``.
    """
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    rows = {row.number: row for row in PlanVersion.objects.select_for_update().order_by("number")}
    row = rows.get(number)
    if row is None:
        raise Refused("not_found")
    state = moved(VersionState(row.state), VersionState.ADOPTED)
    for before in rows.values():
        if before.state == VersionState.ADOPTED.value:
            before.state = moved(VersionState(before.state), VersionState.REPLACED).value
            before.replaced = clock.now()
            before.save()
            record(by.actor, "strategy_plan.replaced", str(before.number), facts={"number": before.number}, clock=clock)
    row.state, row.adopted = state.value, clock.now()
    row.save()
    record(by.actor, "strategy_plan.adopted", str(number), facts={"number": number}, clock=clock)
    return reads.version_value(row)


def measure(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every fact of the plan in force, now; how many. Without a plan there is nothing to measure."""
    try:
        plan = reads.in_force().plan
    except Refused:
        return 0
    counted = figures.counts(plan, clock.now())
    figures.show_live(plan, counted)
    return _keep(counted.values(), clock.now())


def measure_days(days: Iterable[date], *, clock: Clock = SYSTEM_CLOCK) -> int:
    """The same for the ends of past days that were not measured: as they come out now. Raises ``Refused``: ``no_plan``."""
    plan = reads.in_force().plan
    return sum(_measure_day(plan, day, clock) for day in days if day < clock.today())


def _measure_day(plan: Plan, day: date, clock: Clock) -> int:
    until = datetime.combine(day + timedelta(days=1), time(), CITY_ZONE) - timedelta(microseconds=1)
    known = set(Measurement.objects.filter(as_of=until).values_list("fact", "definition"))
    found = [each for each in figures.counts(plan, until).values() if (each.fact, each.definition) not in known]
    return _keep(found, clock.now())


def _keep(counted: Iterable[figures.Counted], measured: datetime) -> int:
    rows = [
        Measurement(
            fact=each.fact,
            definition=each.definition,
            amount=each.amount,
            rows=each.rows,
            as_of=each.as_of,
            measured=measured,
        )
        for each in counted
    ]
    return len(Measurement.objects.bulk_create(rows))


@transaction.atomic
def report_figure(
    subject: str, *, value: str, on: str, evidence: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> figures.Reported:
    """What somebody reports of an indicator or a budget line that the platform does not measure.

    Raises ``Refused``: ``not_found``, ``indicator_is_computed``, ``report_needs_evidence``, ``report_figure_refused``.
    """
    require(rights.may_report(by), by, scope=Scope.WRITE)
    plan = reads.in_force().plan
    _require_reported(plan, subject)
    if not evidence.strip():
        raise Refused("report_needs_evidence")
    figure, day = _figure(value), _day(on, clock.today())
    row = ReportRow.objects.create(
        subject=subject,
        value=figure,
        on=day,
        evidence=evidence.strip()[:500],
        at=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    facts = {"subject": subject, "value": f"{figure:f}", "on": day.isoformat(), "evidence": row.evidence}
    record(by.actor, "strategy_report.entered", row.id, facts=facts, clock=clock)
    return figures.reported_value(row)


@transaction.atomic
def withdraw_report(report_id: str, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """It stays to be read, and counts no more; of what it was. Raises ``Refused``: ``not_found``."""
    require(rights.may_report(by), by, scope=Scope.WRITE)
    row = ReportRow.objects.select_for_update().filter(id=report_id, withdrawn=None).first()
    if row is None:
        raise Refused("not_found")
    row.withdrawn, row.withdrawn_reason = clock.now(), reason.strip()[:500]
    row.save()
    facts = {"subject": row.subject, "reason": row.withdrawn_reason}
    record(by.actor, "strategy_report.withdrawn", row.id, facts=facts, clock=clock)
    return row.subject


@transaction.atomic
def print_glance(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> Paper:
    """The plan on one page, with the figures of now; anyone may open it. Raises ``Refused``: ``no_plan``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    found = reads.overview(clock)
    record(by.actor, "strategy_plan.printed", str(found.version.number), clock=clock)
    return papers.issue(GLANCE, printing.values(found), about=found.version.ref, by=by, clock=clock)


def _require_reported(plan: Plan, subject: str) -> None:
    indicator = plan.indicator(subject)
    if indicator and indicator.is_computed:
        raise Refused("indicator_is_computed", title=indicator.title.ko, title_en=indicator.title.en)
    if subject in figures.subjects_of(plan):
        return
    line = plan.line(subject.partition(":")[0])
    if line is None:
        raise Refused("not_found")
    raise Refused("indicator_is_computed", title=line.title.ko, title_en=line.title.en)


def _figure(said: str) -> Decimal:
    try:
        figure = Decimal(said.replace(",", "").strip())
    except InvalidOperation:
        raise Refused("report_figure_refused", said=said[:40]) from None
    if not figure.is_finite() or abs(figure) >= Decimal(10) ** 16 or figure != round(figure, 4):
        raise Refused("report_figure_refused", said=said[:40])
    return figure


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        raise Refused("report_figure_refused", said=said[:40]) from None
    if day > today:
        raise Refused("report_figure_refused", said=said[:40])
    return day
