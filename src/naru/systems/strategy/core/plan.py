"""A plan as a value: strategies → tasks → projects → budget lines, with indicators, their baselines and targets by year.

A version of it is one document, adopted whole; ``plan_from.py`` reads it. What was said is kept as it was said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naru.base.kit.words import Words
from naru.systems.strategy.core.budgets import Node
from naru.systems.strategy.core.progress import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """For the end of the year."""

    year: int
    value: Decimal

    @property
    def on(self) -> date:
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    value: Decimal
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """``fact`` names the figure that it is, in the register; "" where it is reported by people."""

    code: str
    title: Words
    unit: Words
    direction: Direction = Direction.UP
    fact: str = ""
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()

    @property
    def is_computed(self) -> bool:
        return bool(self.fact)

    def target_on(self, day: date) -> Target | None:
        """The next one that is due, or the last that was."""
        ahead = [target for target in self.targets if target.on >= day]
        return next(iter(ahead or self.targets[-1:]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A year's won from a source. Committed and paid are facts where the money is on the platform, else reported."""

    code: str
    title: Words
    year: int
    source: Words
    allotted_krw: int | None
    committed_fact: str = ""
    paid_fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    code: str
    title: Words
    lines: tuple[BudgetLine, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """``sentence`` is what was promised, in the words of then; one that has no name yet is the city's to name."""

    code: str
    title: Words
    sentence: Words | None = None
    is_named: bool = True
    budget_krw: int | None = None
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def every_indicator(self) -> tuple[Indicator, ...]:
        return self.indicators + tuple(each for project in self.projects for each in project.indicators)

    @property
    def lines(self) -> tuple[BudgetLine, ...]:
        return tuple(line for project in self.projects for line in project.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    code: str
    title: Words
    tasks: tuple[Task, ...]
    budget_krw: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``glance`` are the codes of the few indicators that stand for the whole; ``reporter`` is whose plan it is."""

    title: Words
    said: Words
    source: str
    announced: date
    starts: date
    ends: date
    strategies: tuple[Strategy, ...]
    indicators: tuple[Indicator, ...] = ()
    glance: tuple[str, ...] = ()
    budget_krw: int | None = None
    note: Words | None = None
    reporter: Words
    reporter_id: str  # as IATI names organisations: "KR-…"

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for strategy in self.strategies for task in strategy.tasks)

    def every_indicator(self) -> Iterator[Indicator]:
        """Each once: the plan's own, then those of tasks and projects."""
        yield from self.indicators
        for task in self.tasks:
            yield from task.every_indicator

    def indicator(self, code: str) -> Indicator | None:
        return next((each for each in self.every_indicator() if each.code == code), None)

    def task(self, code: str) -> Task | None:
        return next((each for each in self.tasks if each.code == code), None)

    def line(self, code: str) -> BudgetLine | None:
        return next((line for task in self.tasks for line in task.lines if line.code == code), None)

    def strategy_of(self, task: Task) -> Strategy:
        return next(each for each in self.strategies if task in each.tasks)

    @property
    def budget(self) -> Node:
        strategies = tuple(
            Node(name=each.code, won=each.budget_krw, children=tuple(map(task_budget, each.tasks)))
            for each in self.strategies
        )
        return Node(name="plan", won=self.budget_krw, children=strategies)


def task_budget(task: Task) -> Node:
    """Its lines; lines that say no won are worth none here."""
    lines = tuple(Node(name=line.code, won=line.allotted_krw or 0) for line in task.lines)
    return Node(name=task.code, won=task.budget_krw, children=lines)
