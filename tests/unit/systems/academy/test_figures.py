from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.words import Words
from naru.systems.academy.core.attendance import PeriodResult
from naru.systems.academy.core.cohort_figures import shown
from naru.systems.academy.core.completion import CompletionRule, judge
from naru.systems.academy.core.grading import Outcome, graded, outcome_of, told

NAMES = ("applied", "seated", "completed", "employed", "retained")


def counts(*numbers):
    return dict(zip(NAMES, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((40, 24, 21, 10, 5), (40, 24, None, 10, 5)),  # 24 − 21 would tell of three
        ((40, 24, 19, 10, 5), (40, 24, 19, 10, 5)),
        ((40, 24, 19, 10, 4), (40, 24, 19, 10, None)),
        ((40, 24, 24, 10, 0), (40, 24, 24, 10, None)),
        ((4, 4, 4, 4, 4), (None, None, None, None, None)),
        ((40, 24, 24, 24, 24), (40, 24, 24, 24, 24)),
    ],
)
def test_small_numbers_and_those_that_would_tell_them_are_left_out(numbers, expected) -> None:
    found = shown(counts(*numbers), least=5)
    assert tuple(getattr(found, name) for name in NAMES) == expected


def test_percents_are_of_the_number_before_and_never_of_one_that_is_hidden() -> None:
    found = shown(counts(40, 30, 20, 15, 7), least=5)
    assert (found.completion_percent, found.employment_percent, found.retention_percent) == (66, 75, 46)
    hidden = shown(counts(40, 24, 21, 10, 5), least=5)
    assert (hidden.completion_percent, hidden.employment_percent) == (None, None)


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.integers(1, 10))
def test_no_number_shown_and_no_difference_of_two_neighbours_is_small(numbers, least) -> None:
    found = shown(counts(*sorted(numbers, reverse=True)), least=least)
    seen = [value for name in NAMES if (value := getattr(found, name)) is not None]
    assert all(value >= least for value in seen)
    assert all(a == b or a - b >= least for a, b in pairwise(seen))


def period(days, attended, passes):
    return PeriodResult(
        results=(),
        days=days,
        marks=0,
        absent=0,
        deducted=0,
        attended=attended,
        rate=Fraction(attended, days),
        passes=passes,
    )


@pytest.mark.parametrize(
    ("periods", "solved", "is_completed", "percent"),
    [
        ({"2026-03": period(10, 9, True)}, ("a", "b"), True, 90),
        ({"2026-03": period(10, 9, True)}, ("a",), False, 90),
        ({"2026-03": period(10, 9, True)}, ("a", "x", "y"), False, 90),  # of another course
        ({"2026-03": period(10, 10, True), "2026-04": period(10, 7, False)}, ("a", "b"), False, 85),
        ({}, ("a", "b"), False, 0),
    ],
)
def test_completion_is_every_month_and_enough_exercises_of_the_course(periods, solved, is_completed, percent) -> None:
    found = judge(periods, solved, CompletionRule(exercises=("a", "b", "c"), solved_least=2))
    assert (found.is_completed, found.percent) == (is_completed, percent)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("took_too_long", "too_much"),
        ("sql_too_big", "too_much"),
        ("sql_unknown_column", "failed"),
        ("program_failed", "failed"),
    ],
)
def test_a_refusal_is_a_failure_or_too_much(code, outcome) -> None:
    assert outcome_of(code).value == outcome


@pytest.mark.parametrize(("passed", "score", "solved"), [(0, 0, False), (2, 66, False), (3, 100, True)])
def test_a_score_is_rounded_down_and_100_is_all(passed, score, solved) -> None:
    outcomes = [Outcome.PASSED] * passed + [Outcome.WRONG] * (3 - passed)
    found = graded(
        [told(f"{n}", is_hidden=n > 0, outcome=each, why=Words("값", "value")) for n, each in enumerate(outcomes)]
    )
    assert (found.score, found.is_solved) == (score, solved)
    assert all(each.why is None for each in found.hidden)
    assert not graded([]).is_solved
