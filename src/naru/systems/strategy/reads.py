"""The plan in force and its figures, as pages show them; a past day counted again; what changed; money to result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

import orjson

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.fact_rows import FactRow, FactRows
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Fact
from naru.base.kit.words import Words
from naru.systems.strategy import figures
from naru.systems.strategy.core import changes, pictures, progress, series, standing
from naru.systems.strategy.core.budgets import Spending, total_krw, unallotted_krw
from naru.systems.strategy.core.forecast import Forecast, forecast
from naru.systems.strategy.core.plan import BudgetLine, Indicator, Plan, Strategy, Target, Task, task_budget
from naru.systems.strategy.core.plan_changes import plan_changes
from naru.systems.strategy.core.plan_from import plan_from
from naru.systems.strategy.core.standing import Standing
from naru.systems.strategy.core.states import Basis, VersionState
from naru.systems.strategy.figures import Counted, Figure, Reported
from naru.systems.strategy.models import Measurement, PlanVersion

PLAN = "strategy_plan"
BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    number: int
    state: VersionState
    plan: Plan
    sha256: str
    reason: str
    by_name: str
    created: datetime
    adopted: datetime | None
    replaced: datetime | None

    @property
    def ref(self) -> Ref:
        return Ref(PLAN, str(self.number))


@dataclass(frozen=True, kw_only=True)
class IndicatorView:
    """An indicator with its figure, and how that stands to the target that is due next."""

    indicator: Indicator
    figure: Figure
    today: date
    trend: Sequence[int] = ()  # amounts at the ends of months, and now

    @cached_property
    def sparkline(self) -> str:
        """Points of a small line, 100 by 24; "" where nothing moved."""
        return pictures.sparkline(self.trend)

    @cached_property
    def target(self) -> Target | None:
        return self.indicator.target_on(self.today)

    @cached_property
    def target_value(self) -> Decimal | None:
        return self.target.value if self.target else None

    @cached_property
    def baseline_value(self) -> Decimal | None:
        return self.indicator.baseline.value if self.indicator.baseline else None

    @cached_property
    def progress(self) -> progress.Progress:
        return progress.progress(
            self.figure.value,
            target=self.target_value,
            baseline=self.baseline_value,
            direction=self.indicator.direction,
        )

    @cached_property
    def gone(self) -> Decimal | None:
        if self.target is None or self.indicator.baseline is None:
            return None
        return standing.elapsed(self.indicator.baseline.on, self.target.on, self.today)

    @cached_property
    def standing(self) -> Standing:
        return standing.standing(self.figure.value, self.target_value, self.progress, self.gone)

    @cached_property
    def why(self) -> Words:
        if self.figure.basis is Basis.WITHHELD:
            return Words("행이 너무 적어 누구의 것인지 드러날 수 있어 가립니다.", "So few rows would tell of somebody.")
        return standing.sentence(self.standing, self.progress, self.gone)

    @cached_property
    def shown(self) -> str:
        return "–" if self.figure.value is None else progress.figure(self.figure.value)

    @cached_property
    def percent(self) -> str:
        return "" if self.progress.share is None else progress.percent(self.progress.share)

    @cached_property
    def bar(self) -> pictures.Bar | None:
        if self.figure.value is None or self.target is None:
            return None
        return pictures.bar(self.figure.value, baseline=self.baseline_value, target=self.target_value)

    @cached_property
    def fact(self) -> Fact | None:
        return figures.countable(self.indicator.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    line: BudgetLine
    committed: Figure
    paid: Figure
    spending: Spending

    @property
    def paid_percent(self) -> str:
        share = self.spending.paid_share
        return "" if share is None else progress.percent(share)

    @property
    def paid_subject(self) -> str:
        """By which it is reported."""
        return f"{self.line.code}:paid"


@dataclass(frozen=True, kw_only=True)
class TaskView:
    task: Task
    strategy: Strategy
    indicators: Sequence[IndicatorView]
    lines: Sequence[LineView]

    @cached_property
    def allotted_krw(self) -> int | None:
        """None where nobody said."""
        said = self.task.budget_krw is not None or any(line.allotted_krw is not None for line in self.task.lines)
        return total_krw(task_budget(self.task)) if said else None

    @cached_property
    def paid_krw(self) -> int | None:
        paid = [each.spending.paid_krw for each in self.lines if each.spending.paid_krw is not None]
        return sum(paid) if paid else None

    @cached_property
    def committed_krw(self) -> int | None:
        committed = [each.spending.committed_krw for each in self.lines if each.spending.committed_krw is not None]
        return sum(committed) if committed else None


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole plan with its figures, as of ``as_of``."""

    version: Version
    as_of: datetime
    today: date
    indicators: Sequence[IndicatorView]
    tasks: Sequence[TaskView]

    @property
    def plan(self) -> Plan:
        return self.version.plan

    @cached_property
    def every(self) -> list[IndicatorView]:
        return [*self.indicators, *(each for task in self.tasks for each in task.indicators)]

    @cached_property
    def glance(self) -> list[IndicatorView]:
        by_code = {each.indicator.code: each for each in self.every}
        return [by_code[code] for code in self.plan.glance]

    @cached_property
    def strategies(self) -> list[tuple[Strategy, list[TaskView]]]:
        return [(each, [task for task in self.tasks if task.strategy is each]) for each in self.plan.strategies]

    @cached_property
    def standings(self) -> list[tuple[Standing, int]]:
        found = Counter(each.standing for each in self.every)
        return [(each, found[each]) for each in Standing if found[each]]

    @cached_property
    def computed(self) -> int:
        return sum(each.figure.basis is Basis.COMPUTED for each in self.every)

    @cached_property
    def behind(self) -> list[IndicatorView]:
        return [each for each in self.every if each.standing in {Standing.BEHIND, Standing.WORSE}]

    @cached_property
    def paid_krw(self) -> int:
        return sum(task.paid_krw or 0 for task in self.tasks)

    @cached_property
    def committed_krw(self) -> int:
        return sum(task.committed_krw or 0 for task in self.tasks)

    @cached_property
    def allotted_krw(self) -> int:
        """In lines that a task has."""
        return sum(task.allotted_krw or 0 for task in self.tasks)

    @cached_property
    def unallotted_krw(self) -> int:
        node = self.plan.budget
        return unallotted_krw(node) + sum(unallotted_krw(child) for child in node.children)


def in_force() -> Version:
    """Raises ``Refused``: ``no_plan``."""
    row = PlanVersion.objects.filter(state=VersionState.ADOPTED.value).first()
    if row is None:
        raise Refused("no_plan")
    return version_value(row)


def version(number: int) -> Version:
    """Raises ``Refused``: ``not_found``."""
    row = PlanVersion.objects.filter(number=number).first()
    if row is None:
        raise Refused("not_found")
    return version_value(row)


def versions() -> list[Version]:
    """The newest first."""
    return [version_value(row) for row in PlanVersion.objects.order_by("-number")]


def document(number: int) -> bytes:
    """As it was brought, for anyone. Raises ``Refused``: ``not_found``."""
    row = PlanVersion.objects.filter(number=number).first()
    if row is None:
        raise Refused("not_found")
    return orjson.dumps(row.document, option=orjson.OPT_INDENT_2)


def differences(found: Version) -> list[Words]:
    """From the version before it; nothing for the first."""
    row = PlanVersion.objects.filter(number__lt=found.number).order_by("-number").first()
    return plan_changes(plan_from(row.document), found.plan) if row else []


def version_value(row: PlanVersion) -> Version:
    return Version(
        number=row.number,
        state=VersionState(row.state),
        plan=plan_from(row.document),
        sha256=row.sha256,
        reason=row.reason,
        by_name=row.by_name,
        created=row.created,
        adopted=row.adopted,
        replaced=row.replaced,
    )


def overview(clock: Clock = SYSTEM_CLOCK) -> Overview:
    """The plan in force, its figures at most a minute old. Raises ``Refused``: ``no_plan``."""
    found = in_force()
    return overview_of(found, figures.live_counts(found.plan, clock), clock)


def overview_of(found: Version, counted: dict[str, Counted], clock: Clock) -> Overview:
    plan, today = found.plan, clock.today()
    reported = figures.reports(figures.subjects_of(plan), today)

    trends = figures.live_trends(plan, today)

    def view(indicator: Indicator) -> IndicatorView:
        figure = figures.figure(indicator, counted, reported, today)
        now = [figure.counted.amount] if figure.counted and figure.value is not None else []
        trend = [*trends.get(indicator.fact, ()), *now] if now else ()
        return IndicatorView(indicator=indicator, figure=figure, today=today, trend=trend)

    tasks = [
        TaskView(
            task=task,
            strategy=plan.strategy_of(task),
            indicators=[view(each) for each in task.every_indicator],
            lines=[_line(line, counted, reported, today) for line in task.lines],
        )
        for task in plan.tasks
    ]
    as_of = max((each.as_of for each in counted.values()), default=clock.now())
    return Overview(
        version=found, as_of=as_of, today=today, indicators=[view(each) for each in plan.indicators], tasks=tasks
    )


def _line(line: BudgetLine, counted: dict[str, Counted], reported: dict[str, Reported], today: date) -> LineView:
    committed, paid = figures.money(line, counted, reported, today)
    spending = Spending(
        allotted_krw=line.allotted_krw,
        committed_krw=None if committed.value is None else int(committed.value),
        paid_krw=None if paid.value is None else int(paid.value),
    )
    return LineView(line=line, committed=committed, paid=paid, spending=spending)


# --- one indicator ---


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A computed figure opened: the rows behind it, and what a past day's measurement says to them."""

    fact: Fact
    rows: FactRows
    until: datetime
    count: int
    amount: int
    restatement: series.Restatement | None = None

    @property
    def is_withheld(self) -> bool:
        return 0 < self.count < self.fact.least

    @property
    def value(self) -> Decimal:
        return Decimal(self.amount) / self.fact.per_unit

    def amount_of(self, row: FactRow) -> Decimal:
        return Decimal(row.amount) / self.fact.per_unit


def opened(fact: Fact, on: date | None, clock: Clock = SYSTEM_CLOCK) -> Opened:
    """As of now, or of the end of a past day: then as that day was measured, where it was."""
    if on is None or on >= clock.today():
        return _opened(fact, clock.now())
    row = _measured_on(fact, on)
    if row is None:
        return _opened(fact, _end_of(on))
    found = _opened(fact, row.as_of)
    late = 0 if found.amount == row.amount else _late(found.rows, row.measured)
    restatement = series.Restatement(then=row.amount, now=found.amount, late=late)
    return Opened(
        fact=fact, rows=found.rows, until=found.until, count=found.count, amount=found.amount, restatement=restatement
    )


def _opened(fact: Fact, until: datetime) -> Opened:
    rows = rows_of(fact, until)
    count, amount = rows.tally()
    return Opened(fact=fact, rows=rows, until=until, count=count, amount=amount)


def _measured_on(fact: Fact, on: date) -> Measurement | None:
    found = Measurement.objects.filter(
        fact=fact.name,
        definition=figures.definition_of(fact),
        as_of__gt=_end_of(on - timedelta(days=1)),
        as_of__lte=_end_of(on),
    )
    return found.order_by("-as_of", "-measured").first()


def _late(rows: FactRows, measured: datetime) -> int:
    """The amount of what was recorded after the measurement."""
    late, start = 0, 0
    while batch := rows.page(start, BATCH):
        late += sum(row.amount for row in batch if row.known > measured)
        start += BATCH
    return late


def _end_of(day: date) -> datetime:
    """Its last instant in the city."""
    return datetime.combine(day + timedelta(days=1), time(), CITY_ZONE) - timedelta(microseconds=1)


def points(indicator: Indicator) -> list[series.Point]:
    """All that was ever measured or reported of it, of whatever definition."""
    if not indicator.is_computed:
        kept = [each for each in figures.every_report(indicator.code) if each.withdrawn is None]
        return [series.Point(on=each.on, value=each.value, definition="", known=each.at) for each in kept]
    return [point for span in _spans(indicator) for point in _measured(span)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """While a plan said that this fact is the indicator; None for no bound."""

    fact: str
    since: datetime | None
    until: datetime | None


def _spans(indicator: Indicator) -> list[_Span]:
    """A plan that names another fact for the same indicator begins another series."""
    adopted = PlanVersion.objects.exclude(adopted=None).order_by("adopted")
    named = [(row.adopted, plan_from(row.document).indicator(indicator.code)) for row in adopted]
    computed = [(at, each.fact) for at, each in named if each and each.fact]
    begun = [(at, fact) for place, (at, fact) in enumerate(computed) if place == 0 or computed[place - 1][1] != fact]
    begun = begun or [(None, indicator.fact)]
    ends = [at for at, _ in begun[1:]] + [None]
    return [
        _Span(fact=fact, since=at if place else None, until=end)
        for place, ((at, fact), end) in enumerate(zip(begun, ends, strict=True))
    ]


def _measured(span: _Span) -> list[series.Point]:
    fact = facts().get(span.fact)
    unit, least = (fact.per_unit, fact.least) if fact else (1, 1)
    return [
        series.Point(
            on=in_city(row.as_of).date(),
            value=Decimal(row.amount) / unit,
            definition=row.definition,
            known=row.measured,
        )
        for row in Measurement.objects.filter(fact=span.fact).order_by("as_of", "measured")
        if not 0 < row.rows < least
        and (span.since is None or row.as_of >= span.since)
        and (span.until is None or row.as_of < span.until)
    ]


@dataclass(frozen=True, kw_only=True)
class History:
    """What was measured in time: each run by one definition, the last of them forecast to the target."""

    runs: Sequence[Sequence[series.Point]]
    line: pictures.Line | None
    forecast: Forecast | None
    outlook: Words | None


def history(view: IndicatorView, year: int | None = None) -> History:
    """Of all the time or of a year; picture, table and forecast are made of the same points."""
    measured = points(view.indicator)
    chosen = measured if year is None else series.of_year(measured, year, lambda point: point.on.year)
    runs = series.segments(chosen)
    ahead = view.target.on if view.target and view.target.on > view.today else None
    foreseen = forecast(runs[-1], ahead) if runs and ahead else None
    outlook = (
        foreseen.outlook(float(view.target.value), view.indicator.direction).words if foreseen and view.target else None
    )
    return History(runs=runs, line=pictures.line(runs, target=view.target_value), forecast=foreseen, outlook=outlook)


# --- since the last quarter ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    view: IndicatorView
    change: changes.Change

    @property
    def before(self) -> str:
        return "–" if self.change.before is None else progress.figure(self.change.before)

    @property
    def difference(self) -> str:
        difference = self.change.difference
        return "" if difference is None else f"{'+' if difference > 0 else ''}{progress.figure(difference)}"


def changed(found: Overview) -> tuple[date, list[ChangeView]]:
    """The end of the last quarter, and every indicator then and now."""
    end = changes.quarter_end_before(found.today)
    until = _end_of(end)
    then = figures.past_counts(found.plan, until)
    reported = figures.reports(figures.subjects_of(found.plan), end)
    return end, [ChangeView(view=each, change=_change(each, then, reported, end)) for each in found.every]


def _change(view: IndicatorView, then: dict[str, Counted], reported: dict[str, Reported], end: date) -> changes.Change:
    before = figures.figure(view.indicator, then, reported, end)
    measured = Measurement.objects.filter(fact=view.indicator.fact, as_of__lte=_end_of(end)).order_by("-as_of").first()
    is_new = bool(measured and view.figure.counted and measured.definition != view.figure.counted.definition)
    return changes.Change(
        before=before.value, now=view.figure.value, direction=view.indicator.direction, is_new_series=is_new
    )


def warm_up() -> None:
    """The figures of the plan in force, if there is one."""
    try:
        overview()
    except Refused:
        return
