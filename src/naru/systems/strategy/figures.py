"""The figures of a plan: each fact asked once for an instant, each reported one with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast

from django.core.cache import cache

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.system import Fact
from naru.systems.strategy.core.plan import BudgetLine, Indicator, Plan
from naru.systems.strategy.core.states import Basis
from naru.systems.strategy.models import Measurement
from naru.systems.strategy.models import Report as ReportRow

FRESH_S = 60
PAST_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A fact for an instant: its amount in parts of the unit, and how many rows that is."""

    fact: str
    definition: str
    amount: int
    rows: int
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    id: str
    subject: str
    value: Decimal
    on: date
    evidence: str
    by_name: str
    at: datetime
    withdrawn: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``value`` in the indicator's unit; None where there is none to tell, and ``basis`` says why."""

    basis: Basis
    value: Decimal | None
    on: date
    counted: Counted | None = None
    report: Reported | None = None


def definition_of(fact: Fact) -> str:
    """A digest of what is counted: it changes when the definition does, and a new series begins."""
    said = fact.definition.ko if fact.definition else ""
    return sha256_of([fact.name, fact.version, said, fact.counts, fact.per_unit, fact.least])


def countable(name: str) -> Fact | None:
    """The fact, where an installed package declares it with its rows."""
    fact = facts().get(name)
    return fact if fact and fact.rows else None


def count(fact: Fact, until: datetime) -> Counted:
    rows, amount = rows_of(fact, until).tally()
    return Counted(fact=fact.name, definition=definition_of(fact), amount=amount, rows=rows, as_of=until)


def counts(plan: Plan, until: datetime) -> dict[str, Counted]:
    """Of every fact that the plan names and somebody declares."""
    found = (countable(name) for name in sorted(names_of(plan)))
    return {fact.name: count(fact, until) for fact in found if fact}


def live_counts(plan: Plan, clock: Clock = SYSTEM_CLOCK) -> dict[str, Counted]:
    """As of now, at most ``FRESH_S`` old."""
    return cast("dict[str, Counted]", cache.get_or_set(_key(plan), lambda: counts(plan, clock.now()), FRESH_S))


def past_counts(plan: Plan, until: datetime) -> dict[str, Counted]:
    """As of a past instant, counted again at most ``PAST_S`` ago: only what is recorded late or taken away changes it."""
    key = f"{_key(plan)}:{until.isoformat()}"
    return cast("dict[str, Counted]", cache.get_or_set(key, lambda: counts(plan, until), PAST_S))


def live_trends(plan: Plan, today: date) -> dict[str, list[int]]:
    """By fact, its amounts at the ends of the months of the last year by its definition of now; as fresh as ``live_counts``."""
    key = _key(plan).replace("counts", "trends")
    return cast("dict[str, list[int]]", cache.get_or_set(key, lambda: _trends(plan, today), FRESH_S))


def _trends(plan: Plan, today: date) -> dict[str, list[int]]:
    found = [fact for fact in map(countable, names_of(plan)) if fact]
    definitions = {fact.name: (definition_of(fact), fact.least) for fact in found}
    rows = Measurement.objects.filter(
        fact__in=definitions, as_of__gt=datetime.combine(today - timedelta(days=366), time(), CITY_ZONE)
    ).order_by("as_of", "measured")
    months: dict[str, dict[str, int]] = {}
    for fact, definition, amount, count, as_of in rows.values_list("fact", "definition", "amount", "rows", "as_of"):
        meant, least = definitions[fact]
        if definition == meant and not 0 < count < least:
            months.setdefault(fact, {})[f"{in_city(as_of):%Y-%m}"] = amount
    return {fact: list(amounts.values()) for fact, amounts in months.items()}


def show_live(plan: Plan, counted: dict[str, Counted]) -> None:
    """What was just counted is what pages show."""
    cache.set(_key(plan), counted, FRESH_S)
    cache.delete(_key(plan).replace("counts", "trends"))


def _key(plan: Plan) -> str:
    return f"strategy.counts:{sha256_of(sorted(names_of(plan)))}"


def names_of(plan: Plan) -> set[str]:
    lines = [line for task in plan.tasks for line in task.lines]
    named = {each.fact for each in plan.every_indicator()}
    return (named | {line.committed_fact for line in lines} | {line.paid_fact for line in lines}) - {""}


def value_of(counted: Counted) -> Decimal | None:
    """In the fact's unit; None where so few rows tell of somebody."""
    fact = facts()[counted.fact]
    return None if 0 < counted.rows < fact.least else Decimal(counted.amount) / fact.per_unit


def figure(indicator: Indicator, counted: dict[str, Counted], reports: dict[str, Reported], today: date) -> Figure:
    if not indicator.is_computed:
        return _reported(reports.get(indicator.code), today)
    return _computed(counted.get(indicator.fact), today)


def money(
    line: BudgetLine, counted: dict[str, Counted], reports: dict[str, Reported], today: date
) -> tuple[Figure, Figure]:
    """Committed and paid: from the platform where a fact says it, else as reported."""
    return (
        _computed(counted.get(line.committed_fact), today)
        if line.committed_fact
        else _reported(reports.get(f"{line.code}:committed"), today),
        _computed(counted.get(line.paid_fact), today)
        if line.paid_fact
        else _reported(reports.get(f"{line.code}:paid"), today),
    )


def _computed(counted: Counted | None, today: date) -> Figure:
    if counted is None:
        return Figure(basis=Basis.NONE, value=None, on=today)
    value = value_of(counted)
    basis = Basis.WITHHELD if value is None else Basis.COMPUTED
    return Figure(basis=basis, value=value, on=in_city(counted.as_of).date(), counted=counted)


def _reported(report: Reported | None, today: date) -> Figure:
    if report is None:
        return Figure(basis=Basis.NONE, value=None, on=today)
    return Figure(basis=Basis.REPORTED, value=report.value, on=report.on, report=report)


def reports(subjects: Iterable[str], until: date) -> dict[str, Reported]:
    """By subject, the one for the latest day not after ``until``; of two for a day the one reported last."""
    rows = ReportRow.objects.filter(subject__in=list(subjects), on__lte=until, withdrawn=None).order_by(
        "on", "at", "id"
    )
    return {row.subject: reported_value(row) for row in rows}


def every_report(subject: str) -> list[Reported]:
    """The latest first, withdrawn ones too."""
    return [reported_value(row) for row in ReportRow.objects.filter(subject=subject).order_by("-on", "-at", "-id")]


def reported_value(row: ReportRow) -> Reported:
    return Reported(
        id=row.id,
        subject=row.subject,
        value=row.value,
        on=row.on,
        evidence=row.evidence,
        by_name=row.by_name,
        at=row.at,
        withdrawn=row.withdrawn,
        withdrawn_reason=row.withdrawn_reason,
    )


def subjects_of(plan: Plan) -> list[str]:
    """Whatever of the plan is reported by people."""
    indicators = [each.code for each in plan.every_indicator() if not each.is_computed]
    lines = [line for task in plan.tasks for line in task.lines]
    return [
        *indicators,
        *(f"{line.code}:committed" for line in lines if not line.committed_fact),
        *(f"{line.code}:paid" for line in lines if not line.paid_fact),
    ]
