"""Measurements in time: breaks, restatements, things counted once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.strategy.core.series import (
    Happening,
    Point,
    Restatement,
    at_or_before,
    distinct,
    known_now,
    known_then,
    segments,
)

DAY = date(2026, 1, 31)
KNOWN = datetime(2026, 2, 1, tzinfo=UTC)


def point(days: int, value: int, definition: str = "a", later: int = 0) -> Point:
    return Point(
        on=DAY + timedelta(days=days), value=Decimal(value), definition=definition, known=KNOWN + timedelta(hours=later)
    )


@pytest.mark.parametrize(
    ("points", "runs"),
    [
        ([], []),
        ([point(0, 1), point(1, 2)], [[1, 2]]),
        ([point(1, 2), point(0, 1)], [[1, 2]]),
        ([point(0, 1), point(1, 9, "b"), point(2, 10, "b")], [[1], [9, 10]]),
        ([point(0, 1), point(1, 9, "b"), point(2, 3)], [[1], [9], [3]]),
        ([point(0, 1), point(0, 5, later=1)], [[5]]),
        ([point(0, 5, later=1), point(0, 1)], [[5]]),
        ([point(0, 1), point(0, 5, "b", later=1)], [[1], [5]]),
    ],
)
def test_a_series_ends_where_its_definition_does(points: list[Point], runs: list[list[int]]) -> None:
    assert [[int(each.value) for each in run] for run in segments(points)] == runs


@given(st.lists(st.builds(point, st.integers(0, 20), st.integers(0, 9), st.sampled_from("abc"), st.integers(0, 5))))
def test_no_run_has_two_definitions_and_time_never_goes_back(points: list[Point]) -> None:
    runs = segments(points)
    assert all(len({each.definition for each in run}) == 1 for run in runs)
    days = [each.on for run in runs for each in run]
    assert days == sorted(days)
    assert {(each.on, each.definition) for each in points} == {
        (each.on, each.definition) for run in runs for each in run
    }


@pytest.mark.parametrize(
    ("at", "recorded", "then", "now"),
    [(0, 0, 1, 1), (0, 1, 0, 1), (1, 1, 0, 0), (-5, 0, 1, 1), (-5, 9, 0, 1)],
)
def test_what_was_recorded_late_was_not_known_then(at: int, recorded: int, then: int, now: int) -> None:
    happened = [Happening(at=DAY + timedelta(days=at), recorded=DAY + timedelta(days=recorded))]
    assert (known_then(happened, DAY), known_now(happened, DAY)) == (then, now)


@pytest.mark.parametrize(
    ("then", "now", "late", "gone", "said"),
    [
        (5, 5, 0, 0, "그날 측정값과 같습니다."),
        (5, 7, 2, 0, "그날은 5, 지금 다시 세면 7입니다. 그 뒤에 늦게 기록된 것이 2입니다."),
        (5, 4, 0, 1, "그날은 5, 지금 다시 세면 4입니다. 그 뒤에 고치거나 지운 것이 1입니다."),
        (
            5,
            6,
            2,
            1,
            "그날은 5, 지금 다시 세면 6입니다. 그 뒤에 늦게 기록된 것이 2입니다. 그 뒤에 고치거나 지운 것이 1입니다.",
        ),
    ],
)
def test_a_restatement_is_explained_to_the_last_one(then: int, now: int, late: int, gone: int, said: str) -> None:
    found = Restatement(then=then, now=now, late=late)
    assert found.gone == gone
    assert found.words.ko == said
    assert then + late - gone == now


def test_what_two_facts_count_is_one_thing() -> None:
    ids = {"open": ["d1", "d2"], "finance": ["d2"], "contracts": ["c1"]}
    keys = [("open", "dataset"), ("finance", "dataset"), ("contracts", "contract")]
    assert distinct(ids, keys) == {"dataset": 2, "contract": 1}


def test_the_last_point_not_after_a_day() -> None:
    run = [point(0, 1), point(5, 2)]
    assert at_or_before(run, DAY - timedelta(days=1)) is None
    assert at_or_before(run, DAY + timedelta(days=4)) is run[0]
    assert at_or_before(run, DAY + timedelta(days=5)) is run[1]
