"""When a failed job is tried again, and when it is dead."""

from datetime import timedelta

import pytest

from naru.base.jobs.core.retries import ATTEMPTS, DEATHS, GiveUp, TryAgain, after_death, after_failure


@pytest.mark.parametrize(
    ("failures", "wait_s"), [(1, 5), (2, 20), (3, 80), (4, 320), (5, 1280), (6, 3600), (7, 3600), (8, 3600)]
)
def test_each_wait_is_four_times_the_last_up_to_an_hour(failures: int, wait_s: int) -> None:
    assert after_failure(failures, 9) == TryAgain(timedelta(seconds=wait_s))


@pytest.mark.parametrize(
    ("failures", "most", "is_over"), [(8, 9, False), (9, 9, True), (10, 9, True), (1, 1, True), (2, ATTEMPTS, False)]
)
def test_after_its_last_failure_a_job_is_left_for_a_person(failures: int, most: int, is_over: bool) -> None:
    assert (after_failure(failures, most) == GiveUp()) is is_over


@pytest.mark.parametrize(
    ("deaths", "then"), [(1, TryAgain(timedelta(0))), (19, TryAgain(timedelta(0))), (20, GiveUp()), (21, GiveUp())]
)
def test_a_job_outlives_nineteen_workers_and_not_twenty(deaths: int, then: TryAgain | GiveUp) -> None:
    assert after_death(deaths) == then


def test_unless_told_otherwise_three_failures_are_the_end() -> None:
    assert (ATTEMPTS, DEATHS) == (3, 20)
