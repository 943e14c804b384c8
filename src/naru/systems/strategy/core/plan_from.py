"""A plan read from its document (JSON), with the place of whatever is wrong with it.

Words are ``{"ko": …, "en": …}``; won whole numbers; days ``"2021-08-05"``; figures numbers. Codes are unique in the plan.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.strategy.core.budgets import excesses
from naru.systems.strategy.core.plan import (
    Baseline,
    BudgetLine,
    Indicator,
    Plan,
    Project,
    Strategy,
    Target,
    Task,
)
from naru.systems.strategy.core.progress import Direction

T = TypeVar("T")
D = TypeVar("D")


class _Part:
    """An object of the document and where it stands."""

    def __init__(self, said: Any, place: str) -> None:
        if not isinstance(said, Mapping):
            raise _refused(place, Words("객체여야 합니다", "must be an object"))
        self.said, self.place = said, place

    def value(self, name: str, read: Callable[[Any], T]) -> T:
        """Of a field that must be there."""
        if name not in self.said:
            raise _refused(f"{self.place}.{name}", Words("빠졌습니다", "is missing"))
        try:
            return read(self.said[name])
        except (ValueError, TypeError, KeyError, ArithmeticError):
            raise _refused(f"{self.place}.{name}", Words("읽을 수 없습니다", "cannot be read")) from None

    def maybe(self, name: str, read: Callable[[Any], T], otherwise: D) -> T | D:
        return otherwise if self.said.get(name) is None else self.value(name, read)

    def parts(self, name: str, read: Callable[["_Part"], T]) -> tuple[T, ...]:
        none: list[Any] = []
        listed = self.maybe(name, _list, none)
        return tuple(read(_Part(each, f"{self.place}.{name}[{place}]")) for place, each in enumerate(listed))


def plan_from(document: JSON) -> Plan:
    """Raises ``Refused``: ``plan_refused``, ``plan_repeats``, ``plan_exceeds``."""
    said = _Part(document, "plan")
    plan = Plan(
        title=said.value("title", _words),
        said=said.value("said", _words),
        source=said.value("source", _text),
        announced=said.value("announced", date.fromisoformat),
        starts=said.value("starts", date.fromisoformat),
        ends=said.value("ends", date.fromisoformat),
        budget_krw=said.maybe("budget_krw", _won, None),
        reporter=said.value("reporter", _words),
        reporter_id=said.value("reporter_id", _text),
        note=said.maybe("note", _words, None),
        glance=said.maybe("glance", lambda listed: tuple(map(_text, _list(listed))), ()),
        indicators=said.parts("indicators", _indicator),
        strategies=said.parts("strategies", _strategy),
    )
    _require_sound(plan)
    return plan


def _strategy(said: _Part) -> Strategy:
    return Strategy(
        code=said.value("code", _text),
        title=said.value("title", _words),
        budget_krw=said.maybe("budget_krw", _won, None),
        tasks=said.parts("tasks", _task),
    )


def _task(said: _Part) -> Task:
    return Task(
        code=said.value("code", _text),
        title=said.value("title", _words),
        sentence=said.maybe("sentence", _words, None),
        is_named=said.maybe("is_named", _flag, True),
        budget_krw=said.maybe("budget_krw", _won, None),
        projects=said.parts("projects", _project),
        indicators=said.parts("indicators", _indicator),
    )


def _project(said: _Part) -> Project:
    return Project(
        code=said.value("code", _text),
        title=said.value("title", _words),
        lines=said.parts("lines", _line),
        indicators=said.parts("indicators", _indicator),
    )


def _line(said: _Part) -> BudgetLine:
    return BudgetLine(
        code=said.value("code", _text),
        title=said.value("title", _words),
        year=said.value("year", _year),
        source=said.value("source", _words),
        allotted_krw=said.maybe("allotted_krw", _won, None),
        committed_fact=said.maybe("committed_fact", _text, ""),
        paid_fact=said.maybe("paid_fact", _text, ""),
    )


def _indicator(said: _Part) -> Indicator:
    targets = said.parts(
        "targets", lambda each: Target(year=each.value("year", _year), value=each.value("value", _figure))
    )
    if list(targets) != sorted(targets, key=lambda target: target.year):
        raise _refused(f"{said.place}.targets", Words("해 순서가 아닙니다", "are not in the order of years"))
    return Indicator(
        code=said.value("code", _text),
        title=said.value("title", _words),
        unit=said.value("unit", _words),
        direction=said.maybe("direction", Direction, Direction.UP),
        fact=said.maybe("fact", _text, ""),
        baseline=said.maybe("baseline", lambda at: _baseline(_Part(at, f"{said.place}.baseline")), None),
        targets=targets,
    )


def _baseline(said: _Part) -> Baseline:
    return Baseline(value=said.value("value", _figure), on=said.value("on", date.fromisoformat))


def _require_sound(plan: Plan) -> None:
    codes = [each.code for each in plan.every_indicator()]
    codes += [task.code for task in plan.tasks] + [each.code for each in plan.strategies]
    codes += [line.code for task in plan.tasks for line in task.lines]
    repeated = sorted(code for code, count in Counter(codes).items() if count > 1)
    if repeated:
        raise Refused("plan_repeats", codes=", ".join(repeated))
    facts = [
        fact for task in plan.tasks for line in task.lines for fact in (line.committed_fact, line.paid_fact) if fact
    ]
    counted_twice = sorted(fact for fact, count in Counter(facts).items() if count > 1)
    if counted_twice:
        raise Refused("plan_repeats", codes=", ".join(counted_twice))
    unknown = [code for code in plan.glance if plan.indicator(code) is None]
    if unknown:
        raise _refused("plan.glance", Words("모르는 지표입니다", "names no indicator"))
    for excess in excesses(plan.budget):
        raise Refused("plan_exceeds", part=excess.name, parts_krw=excess.parts_krw, whole_krw=excess.whole_krw)


def _refused(place: str, what: Words) -> Refused:
    return Refused("plan_refused", place=place, what=what.ko, what_en=what.en)


def _words(said: Any) -> Words:
    words = Words(_text(said["ko"]), _text(said["en"]))
    if not words.ko or not words.en:
        raise ValueError
    return words


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _list(said: Any) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError
    return said


def _flag(said: Any) -> bool:
    if not isinstance(said, bool):
        raise TypeError
    return said


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError
    return said


def _won(said: Any) -> int:
    won = _whole(said)
    if won < 0:
        raise ValueError
    return won


def _year(said: Any) -> int:
    year = _whole(said)
    if not 1900 < year < 2200:
        raise ValueError
    return year


def _figure(said: Any) -> Decimal:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TypeError
    figure = Decimal(str(said))
    if not figure.is_finite():
        raise ValueError
    return figure
