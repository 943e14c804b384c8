"""A row walks through its states one fenced step at a time, and goes on where it was written to stand."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from naru.base.jobs import actions, identity
from naru.base.jobs.attempt import Attempt, JobCancelled, LeaseLost
from naru.base.jobs.models import Job
from naru.base.jobs.walk import Walk
from naru.base.kit import crash
from naru.base.kit.words import Words
from tests import work

pytestmark = pytest.mark.django_db


class Stage(StrEnum):
    GIVEN = "given"
    CUT = "cut"
    HELD = "held"
    SEWN = "sewn"
    LOST = "lost"


MOVES = {
    Stage.GIVEN: {Stage.CUT, Stage.LOST},
    Stage.CUT: {Stage.SEWN, Stage.HELD},
    Stage.HELD: {Stage.CUT},
    Stage.SEWN: set(),
    Stage.LOST: set(),
}
WORDS = {Stage.GIVEN: Words("자르는 중", "cutting"), Stage.CUT: Words("꿰매는 중", "sewing"), Stage.SEWN: Words("", "")}


@dataclass
class Coat:
    state: str = "given"
    seconds: float = 0
    changed: Any = None
    cloth: str = ""
    written: list[dict[str, Any]] = field(default_factory=list)

    def save(self, *, update_fields: list[str]) -> None:
        self.written.append({name: getattr(self, name) for name in update_fields})


def walk(**steps: Any) -> Walk[Coat, Stage]:
    return Walk(label="coat", states=Stage, moves=MOVES, steps={Stage(name): step for name, step in steps.items()}, words={
        Stage(name): WORDS[Stage(name)] for name in steps
    })  # fmt: skip


def going_to(state: Stage, **written: Any) -> Any:
    def step(row: Coat, attempt: Attempt) -> None:
        with attempt.fenced():
            walk(given=step, cut=step).save(row, state, **written)

    return step


@pytest.fixture
def attempt() -> Attempt:
    work.add.enqueue(1, 1)
    held = actions.claim(worker=identity.of_this_process())
    assert held is not None
    return held


def test_a_row_is_carried_to_where_no_step_is_left(attempt: Attempt) -> None:
    coat, heard = Coat(), []
    attempt.listen(lambda done, total, step: heard.append(step.en))
    end = walk(given=going_to(Stage.CUT, cloth="wool"), cut=going_to(Stage.SEWN)).run(coat, attempt)
    assert (end, coat.state, heard) == (Stage.SEWN, "sewn", ["cutting", "sewing"])
    assert [sorted(written) for written in coat.written] == [
        ["changed", "cloth", "seconds", "state"],
        ["changed", "seconds", "state"],
    ]
    assert coat.written[0]["state"] == "cut"
    assert coat.written[0]["cloth"] == "wool"


@pytest.mark.parametrize(("state", "end", "steps"), [("cut", "sewn", 1), ("held", "held", 0), ("sewn", "sewn", 0)])
def test_it_goes_on_from_the_state_that_was_written(attempt: Attempt, state: str, end: str, steps: int) -> None:
    coat = Coat(state=state)
    assert walk(given=going_to(Stage.CUT), cut=going_to(Stage.SEWN)).run(coat, attempt) == end
    assert len(coat.written) == steps


def test_it_rests_where_it_is_told_to(attempt: Attempt) -> None:
    coat = Coat()
    steps = walk(given=going_to(Stage.CUT), cut=going_to(Stage.SEWN))
    assert steps.run(coat, attempt, rest_at={Stage.CUT}) is Stage.CUT


def test_each_step_begins_at_a_place_where_a_test_may_kill_it(
    attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[str] = []
    monkeypatch.setattr(crash, "point", passed.append)
    walk(given=going_to(Stage.CUT), cut=going_to(Stage.SEWN)).run(Coat(), attempt)
    assert passed == ["coat.given", "coat.cut"]


def test_an_attempt_that_lost_its_job_writes_nothing(attempt: Attempt) -> None:
    coat = Coat()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    def cut(row: Coat, held: Attempt) -> None:
        with held.fenced():
            row.cloth = "never"

    with pytest.raises(LeaseLost):
        walk(given=cut).run(coat, attempt)
    assert (coat.cloth, coat.written) == ("", [])


def test_a_cancelled_job_takes_no_further_step(attempt: Attempt) -> None:
    coat = Coat()

    def cut(row: Coat, held: Attempt) -> None:
        going_to(Stage.CUT)(row, held)
        held.stop(JobCancelled)

    with pytest.raises(JobCancelled):
        walk(given=cut, cut=going_to(Stage.SEWN)).run(coat, attempt)
    assert coat.state == "cut"


def test_a_move_that_the_table_does_not_know_is_a_bug(attempt: Attempt) -> None:
    with pytest.raises(AssertionError, match="cannot go from given to sewn"):
        walk(given=going_to(Stage.SEWN)).run(Coat(), attempt)
    with pytest.raises(AssertionError, match="has not moved on"):
        walk(given=lambda row, held: None).run(Coat(), attempt)
    with pytest.raises(AssertionError, match="leads nowhere"):
        walk(sewn=going_to(Stage.CUT))


@pytest.mark.django_db(transaction=True)
def test_a_state_is_written_only_within_a_transaction() -> None:
    with pytest.raises(AssertionError, match="in one transaction"):
        walk(given=going_to(Stage.CUT)).save(Coat(), Stage.CUT)
    with transaction.atomic():
        walk(given=going_to(Stage.CUT)).save(Coat(), Stage.CUT)
