"""What came of an attempt: each case passed or not, and why where that may be said.

Of a hidden case only that it did not pass is told, and whether it was wrong, broke or took too much: an error's text, what was
printed and how long it took may carry the case's rows, and are dropped before anything is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.words import Words


class Outcome(StrEnum):
    PASSED = "passed"
    WRONG = "wrong"
    FAILED = "failed"
    TOO_MUCH = "too_much"  # time, memory or output

    @property
    def words(self) -> Words:
        return OUTCOME_WORDS[self]


OUTCOME_WORDS = {
    Outcome.PASSED: Words("통과", "passed"),
    Outcome.WRONG: Words("답이 다름", "another answer"),
    Outcome.FAILED: Words("실행하지 못함", "did not run"),
    Outcome.TOO_MUCH: Words("시간이나 메모리를 넘김", "took too much time or memory"),
}
TOO_MUCH = frozenset(
    {"took_too_long", "took_too_much_memory", "wrote_too_much", "answer_too_large", "sql_too_slow", "sql_too_big"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """``why`` is empty for a hidden case."""

    name: str
    is_hidden: bool
    outcome: Outcome
    why: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    results: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        return sum(each.outcome is Outcome.PASSED for each in self.results)

    @property
    def score(self) -> int:
        """Of 100, rounded down: 100 is all."""
        return 100 * self.passed // len(self.results) if self.results else 0

    @property
    def is_solved(self) -> bool:
        return bool(self.results) and self.passed == len(self.results)

    @property
    def hidden(self) -> tuple[CaseResult, ...]:
        return tuple(each for each in self.results if each.is_hidden)

    @property
    def hidden_passed(self) -> int:
        return sum(each.outcome is Outcome.PASSED for each in self.hidden)


def outcome_of(code: str) -> Outcome:
    """Of a refusal's code."""
    return Outcome.TOO_MUCH if code in TOO_MUCH else Outcome.FAILED


def told(name: str, *, is_hidden: bool, outcome: Outcome, why: Words | None) -> CaseResult:
    return CaseResult(name=name, is_hidden=is_hidden, outcome=outcome, why=None if is_hidden else why)


def graded(results: Sequence[CaseResult]) -> Grade:
    return Grade(results=tuple(results))
