"""Whether a course is completed: a function of facts, the same whenever it is computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from naru.base.kit.words import Words
from naru.systems.academy.core.attendance import PeriodResult


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionRule:
    """Every unit period must pass; ``exercises`` are those of this version of the course, of which so many must be solved."""

    exercises: tuple[str, ...]
    solved_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    words: Words
    value: Words
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    is_completed: bool
    rate: Fraction
    solved: int
    requirements: tuple[Requirement, ...]

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return int(self.rate * 100)


def judge(periods: Mapping[str, PeriodResult], solved: Sequence[str], rule: CompletionRule) -> Completed:
    """``periods`` by month; ``solved`` may name exercises of other versions, which do not count."""
    days = sum(each.days for each in periods.values())
    attended = sum(each.attended for each in periods.values())
    counted = len(set(solved) & set(rule.exercises))
    failing = [name for name, each in periods.items() if not each.passes]
    requirements = (
        Requirement(
            words=Words("출석", "Attendance"),
            value=Words(
                f"{days}일 중 {attended}일" + (f", 모자란 달: {', '.join(failing)}" if failing else ""),
                f"{attended} of {days} days" + (f", too few in {', '.join(failing)}" if failing else ""),
            ),
            is_met=bool(periods) and not failing,
        ),
        Requirement(
            words=Words("실습", "Exercises"),
            value=Words(f"{len(rule.exercises)}개 중 {counted}개 해결", f"{counted} of {len(rule.exercises)} solved"),
            is_met=counted >= rule.solved_least,
        ),
    )
    return Completed(
        is_completed=all(each.is_met for each in requirements),
        rate=Fraction(attended, days) if days else Fraction(0),
        solved=counted,
        requirements=requirements,
    )
