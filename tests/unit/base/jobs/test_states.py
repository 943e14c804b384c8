"""The states of a job and the ways between them."""

import pytest

from naru.base.jobs.core.states import WAYS, State

READY, RUNNING, SUCCESSFUL, FAILED, CANCELLED = State


@pytest.mark.parametrize(
    ("state", "ways"),
    [
        (READY, {RUNNING, CANCELLED}),
        (RUNNING, {READY, SUCCESSFUL, FAILED, CANCELLED}),
        (SUCCESSFUL, set()),
        (FAILED, {READY}),
        (CANCELLED, {READY}),
    ],
)
def test_where_a_job_goes_from_each_state(state: State, ways: set[State]) -> None:
    assert WAYS[state] == ways


@pytest.mark.parametrize(
    ("state", "is_final"), [(READY, False), (RUNNING, False), (SUCCESSFUL, True), (FAILED, True), (CANCELLED, True)]
)
def test_what_is_over(state: State, is_final: bool) -> None:
    assert state.is_final is is_final


def test_every_state_has_words_of_its_own() -> None:
    assert len({state.words.ko for state in State}) == len({state.words.en for state in State}) == len(State)


def test_the_first_four_carry_the_names_of_django_tasks() -> None:
    from django_tasks import TaskResultStatus

    assert {status.value for status in TaskResultStatus} <= {state.value for state in State}
