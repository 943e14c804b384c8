"""The queue as one process sees it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from naru.base.jobs import actions, identity, reads, schedules
from naru.base.jobs.attempt import Attempt, JobCancelled, LeaseLost, WorkerStopping
from naru.base.jobs.backend import task_named
from naru.base.jobs.core.pools import Pool, lanes_by_queue, pools_of
from naru.base.jobs.core.states import State
from naru.base.jobs.core.ticks import Every
from naru.base.jobs.models import Job
from naru.base.kit.actor import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from tests import work

pytestmark = pytest.mark.django_db


def claim(**more) -> Attempt | None:
    return actions.claim(worker=identity.of_this_process(), **more)


def run_next() -> State:
    held = claim()
    assert held is not None
    return actions.run(held)


def lapse(job_id: str) -> None:
    Job.objects.filter(id=job_id).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_task_is_queued_run_and_answered():
    result = work.add.enqueue(2, b=3)
    assert result.status is TaskResultStatus.READY
    assert run_next() is State.SUCCESSFUL
    result.refresh()
    assert (result.return_value, result.attempts) == (5, 1)
    assert work.add.get_result(result.id).finished_at is not None


def test_an_async_task_and_one_with_context_run():
    first, second = work.later.enqueue(7), work.tell_attempt.enqueue()
    run_next(), run_next()
    first.refresh(), second.refresh()
    assert (first.return_value, second.return_value) == (7, 1)


def test_an_unknown_result_is_told():
    with pytest.raises(TaskResultDoesNotExist):
        work.add.get_result("nothing")


def test_what_is_queued_in_a_transaction_that_fails_was_never_queued():
    with transaction.atomic():
        work.add.enqueue(1, 1)
        transaction.set_rollback(True)
    assert claim() is None


def test_the_urgent_go_first_then_the_oldest():
    for name, priority in (("a", 0), ("b", 50), ("c", 0), ("d", -5)):
        actions.start(work.add, {"a": 1, "b": 2}, title=Words(name, name), priority=priority)
    assert "".join(reads.job(claim().job_id).title.ko for _ in range(4)) == "bacd"


def in_order(*names: str, key: str = "street") -> list[str]:
    return [actions.start(work.add, {"a": 1, "b": 2}, title=Words(name, name), ordering_key=key) for name in names]


def claimed() -> str | None:
    held = claim()
    return held and reads.job(held.job_id).title.ko


def test_jobs_of_one_ordering_key_never_overtake_each_other():
    first, second, _ = in_order("a", "b", "c")
    actions.start(work.add, {"a": 1, "b": 2}, title=Words("x", "x"), priority=-5)
    held = claim()
    assert held is not None
    assert held.job_id == first
    assert (claimed(), claimed()) == ("x", None), "others go on, those of its order wait"
    lapse(first)
    again = claim()
    assert again is not None
    assert again.job_id == first, "a killed one comes back before those behind it"
    actions.run(again)
    actions.cancel(second, by=SYSTEM)
    assert claimed() == "c"


def test_a_job_that_waits_for_its_second_attempt_is_not_overtaken():
    failing = actions.start(work.fail, {"text": "no"}, ordering_key="street")
    in_order("b")
    assert run_next() is State.READY
    assert actions.due_in([Pool(lanes=1)]) == [False]
    assert claim() is None
    Job.objects.filter(id=failing).update(run_after=timezone.now())
    assert run_next() is State.FAILED
    assert claimed() == "b", "an order does not end with one that failed"


def test_run_now_does_first_what_must_go_before():
    first, second = in_order("a", "b")
    (other,) = in_order("c", key="alley")
    assert actions.run_now(second) == 3
    assert [reads.job(job).state for job in (first, second, other)] == [State.SUCCESSFUL, State.SUCCESSFUL, State.READY]


def test_a_deferred_job_waits_for_its_time():
    work.add.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1, 1)
    assert claim() is None
    Job.objects.update(run_after=timezone.now())
    assert claim() is not None


def test_only_the_asked_queues_are_served():
    light, heavy = frozenset({"light"}), frozenset({"heavy"})
    work.add.using(queue_name="heavy").enqueue(1, 1)
    assert claim(queues=["light"]) is None
    assert claim(but_not=["heavy", "other"]) is None
    only, but_heavy, but_light = Pool(lanes=1, only=light), Pool(lanes=1, but=heavy), Pool(lanes=1, but=light)
    assert actions.due_in([only, but_heavy, but_light]) == [False, False, True]
    assert claim(queues=["heavy"]) is not None


@pytest.mark.parametrize(
    ("text", "pools"),
    [
        ("default:1", [Pool(lanes=1)]),
        (
            " loads:2, default:1,video:64",
            [
                Pool(lanes=1, but=frozenset({"loads", "video"})),
                Pool(lanes=2, only=frozenset({"loads"})),
                Pool(lanes=64, only=frozenset({"video"})),
            ],
        ),
    ],
)
def test_each_named_queue_has_lanes_of_its_own(text, pools):
    assert pools_of(lanes_by_queue(text)) == pools


@pytest.mark.parametrize(
    "text", ["", "loads:1", "default", "default:", "default:0", "default:65", "default:1,default:2", "default:-1", ":1", "default:１"]
)  # fmt: skip
def test_pools_that_would_leave_work_undone_are_refused(text):
    with pytest.raises(ValueError):
        lanes_by_queue(text)


def test_a_job_that_fails_is_tried_again_later_and_then_laid_aside():
    result = work.fail.enqueue("no")
    assert run_next() is State.READY
    assert claim() is None, "it waits before the second attempt"
    Job.objects.update(run_after=timezone.now())
    assert run_next() is State.FAILED
    result.refresh()
    assert [error.exception_class for error in result.errors] == [ValueError, ValueError]
    actions.try_again(result.id, by=SYSTEM)
    assert reads.job(result.id).failures == 0
    assert run_next() is State.READY


def test_a_refusal_is_an_answer_and_not_tried_again():
    job = work.refuse.enqueue().id
    assert run_next() is State.FAILED
    refusal = reads.job(job).refusal
    assert refusal is not None
    assert (refusal.code, refusal.facts) == ("not_found", {"what": "표"})


def test_a_lapsed_lease_is_claimed_by_another_and_the_first_can_write_nothing():
    job = work.add.enqueue(1, 1).id
    first = claim()
    assert claim() is None
    lapse(job)
    second = claim()
    assert second is not None
    assert second.fence == first.fence + 1
    with pytest.raises(LeaseLost), first.fenced():
        pytest.fail("the block must not run")
    assert actions.run(first) is State.RUNNING, "its end is not written either"
    with second.fenced():
        pass
    assert actions.run(second) is State.SUCCESSFUL
    assert reads.job(job).answer == 2


def test_an_attempt_whose_lease_lapsed_writes_nothing_even_when_nobody_else_came():
    work.add.enqueue(1, 1)
    held = claim()
    lapse(held.job_id)
    with pytest.raises(LeaseLost), held.fenced():
        pytest.fail("the block must not run")


def test_an_effect_that_fails_leaves_the_job_running():
    work.add.enqueue(1, 1)
    held = claim()
    with pytest.raises(ZeroDivisionError), held.fenced(final=True):
        1 / 0  # noqa: B018
    assert reads.job(held.job_id).state is State.RUNNING
    with held.fenced(final=True, answer=3):
        pass
    assert (reads.job(held.job_id).state, reads.job(held.job_id).answer) == (State.SUCCESSFUL, 3)


def test_a_job_that_outlived_too_many_workers_is_laid_aside():
    job = work.add.enqueue(1, 1).id
    for _ in range(20):
        assert claim() is not None
        lapse(job)
    assert claim() is None
    assert reads.job(job).refusal.code == "job_kills_workers"


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step():
    waiting = work.add.enqueue(1, 1).id
    assert actions.cancel(waiting, by=SYSTEM) is State.CANCELLED
    with pytest.raises(Refused, match="over"):
        actions.cancel(waiting, by=SYSTEM)
    running = work.count_to.enqueue(3).id
    held = claim()
    assert [actions.cancel(running, by=SYSTEM) for _ in range(2)] == [State.RUNNING] * 2
    assert [record.verb for record in trail.of_subject(running)] == ["job.cancelled"]
    assert actions.run(held) is State.CANCELLED


def test_a_stopping_worker_gives_the_job_back_without_counting_a_failure():
    job = work.count_to.enqueue(3).id
    held = claim()
    held.stop(WorkerStopping)
    assert actions.run(held) is State.READY
    assert (reads.job(job).failures, claim().fence) == (0, 2)


def test_progress_is_seen_by_others_and_by_a_listener():
    job = work.count_to.enqueue(4).id
    heard = []
    assert actions.run_now(job, on_progress=lambda *said: heard.append(said)) == job
    assert heard == [(n, 4, work.STEP) for n in range(1, 5)]
    assert (reads.job(job).percent, reads.job(job).step) == (100, work.STEP)


def test_run_now_raises_what_the_job_refused_or_broke_on():
    with pytest.raises(Refused, match="nothing here"):
        actions.run_now(work.refuse.enqueue().id)
    with pytest.raises(Refused, match="ValueError: broken"):
        actions.run_now(work.fail.enqueue("broken").id)


def test_one_waiting_job_of_a_name_is_enough():
    first = actions.start(work.add, {"a": 1, "b": 1}, once="refresh")
    assert actions.start(work.add, {"a": 1, "b": 1}, once="refresh") == first
    held = claim()
    second = actions.start(work.add, {"a": 1, "b": 1}, once="refresh")
    assert second != first, "the running one may have read already"
    assert actions.give_back(held) is State.CANCELLED, "the waiting one does its work"


def test_a_jobs_own_jobs_belong_to_whoever_asked():
    actions.start(work.start_another, {}, by="minji")
    run_next()
    assert [job.asked_by for job in reads.recent().rows] == ["minji", "minji"]


def test_a_tick_is_queued_once_and_missed_ones_are_not_made_up_for():
    name = "tests.hourly"
    rhythm = Every(timedelta(hours=1))
    now = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
    task = task_named("tests.work.later")
    assert rhythm.last_tick(now) == datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert actions.enqueue_tick(name, task_named("tests.work.refuse"), rhythm.last_tick(now))
    assert not actions.enqueue_tick(name, task, rhythm.last_tick(now))
    assert actions.enqueue_tick(name, task_named("tests.work.refuse"), rhythm.last_tick(now + timedelta(hours=9)))
    assert Job.objects.filter(schedule=name).count() == 2


def test_the_database_says_the_time():
    assert abs(schedules.database_now() - timezone.now()) < timedelta(seconds=2)


def test_old_jobs_are_forgotten_and_failed_ones_later():
    ids = [work.add.enqueue(1, 1).id for _ in range(6)]
    for job_id, state, days in [
        (ids[0], State.SUCCESSFUL, 15), (ids[1], State.SUCCESSFUL, 13), (ids[2], State.FAILED, 91),
        (ids[3], State.FAILED, 89), (ids[4], State.CANCELLED, 91),
    ]:  # fmt: skip
        Job.objects.filter(id=job_id).update(state=state, finished_at=timezone.now() - timedelta(days=days))
    assert actions.sweep() == 3
    assert set(Job.objects.values_list("id", flat=True)) == {ids[1], ids[3], ids[5]}


def test_a_city_says_how_long_jobs_are_remembered(settings):
    settings.NARU_KEEP_DONE_JOBS_DAYS, settings.NARU_KEEP_FAILED_JOBS_DAYS = 1, 2
    ids = [work.add.enqueue(1, 1).id for _ in range(2)]
    for job_id, state in zip(ids, [State.SUCCESSFUL, State.FAILED], strict=True):
        Job.objects.filter(id=job_id).update(state=state, finished_at=timezone.now() - timedelta(days=1.5))
    assert actions.sweep() == 1
    assert list(Job.objects.values_list("id", flat=True)) == [ids[1]]


def test_a_row_can_call_nothing_but_a_task():
    with pytest.raises(LookupError):
        task_named("os.system")


def test_the_dead_of_this_machine_are_released_at_once():
    work.add.enqueue(1, 1)
    held = actions.claim(worker=f"{identity.host()}:999999:1")
    assert claim() is None
    assert actions.release_the_dead(host=identity.host()) == 1
    assert claim().fence == held.fence + 1
    assert actions.release_the_dead(host=identity.host()) == 0, "this process lives"


def test_pages_of_jobs_join_without_gap():
    ids = [work.add.enqueue(n, n).id for n in range(7)]
    first = reads.recent(limit=3)
    second = reads.recent(limit=3, after=first.next)
    third = reads.recent(limit=3, after=second.next)
    assert [job.id for page in (first, second, third) for job in page.rows] == ids[::-1]
    assert third.next is None


def test_cancelling_is_known_by_its_name():
    held = Attempt("x", 1)
    held.stop(JobCancelled)
    with pytest.raises(JobCancelled):
        held.check()
