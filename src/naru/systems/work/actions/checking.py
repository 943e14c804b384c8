"""Another person accepts, asks to mend, refuses; what is accepted is paid and settles its tasks; what differs is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, PersonId, Role, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as deliveries
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.rates import actions as rates
from naru.systems.work import bookkeeping
from naru.systems.work.actions.paying import earn
from naru.systems.work.actions.rows import add_batch, locked_assignment, locked_job
from naru.systems.work.core import pay, rights
from naru.systems.work.core.answers import checked_answer, say_the_same
from naru.systems.work.core.job_rules import LabelKind, PayBy, read_rules
from naru.systems.work.core.pay import Reward
from naru.systems.work.core.states import (
    ANSWERS,
    ASSIGNMENTS,
    BATCHES,
    JOBS,
    TASKS,
    AnswerState,
    AssignmentState,
    BatchState,
    JobState,
    TaskState,
    moved,
)
from naru.systems.work.models import Answer, Assignment, Batch, Job, Task
from naru.systems.work.notices import CHECKED, STOPPED
from naru.systems.work.rate_names import MINIMUM_WAGE
from naru.systems.work.reads import desk as reads
from naru.systems.work.reads import jobs

JUDGED = {
    Verdict.ACCEPTED: AnswerState.ACCEPTED,
    Verdict.REWORK: AnswerState.REWORK,
    Verdict.REFUSED: AnswerState.REFUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    verdict: Verdict
    reason: str = ""


ACCEPT = Judged(verdict=Verdict.ACCEPTED)
NONE_ACCEPTED = "인정한 답이 없음 · nothing accepted"


@transaction.atomic
def check(
    assignment_id: str, judged: Mapping[str, Judged], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.AssignmentView:
    """By another person: each answer, by its id, that is not accepted as it is. With something to mend it goes back to its
    maker first, with the reason and a time; else it is paid.

    Raises ``Refused``: ``not_found``, ``work_own_answer``, ``work_reason_missing``, ``work_cannot_move``.
    """
    job = locked_job(_job_of(assignment_id))
    row = locked_assignment(assignment_id)
    _require_checker(row, job, by)
    moved(AssignmentState(row.state), AssignmentState.CHECKED, ASSIGNMENTS)
    if row.state != AssignmentState.HANDED_IN:
        raise Refused("work_lease_over")
    waiting = list(Answer.objects.select_for_update().filter(assignment=row, state=AnswerState.HANDED_IN))
    for answer in waiting:
        _judge(answer, judged.get(answer.id, ACCEPT))
    to_mend = sum(each.state == AnswerState.REWORK for each in waiting)
    row.checked_by = by.id
    if to_mend:
        _send_back(row, job, to_mend, by=by, clock=clock)
    else:
        _decide(row, by=by, clock=clock)
        _finish(row, job, by=by, clock=clock)
    return reads.assignment(row.id, by)


def _job_of(assignment_id: str) -> str:
    found = Assignment.objects.filter(id=assignment_id).values_list("batch__job_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    return str(found)


def _require_checker(row: Assignment, job: Job, by: Person) -> None:
    if row.contract.person_id == by.id:
        raise Refused("work_own_answer")
    if not rights.may_see_office(by, job.organisation_id):
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    require(rights.may_check(by, job.organisation_id, str(row.contract.person_id)), by, scope=Scope.WRITE)


def _judge(answer: Answer, said: Judged) -> None:
    answer.state = moved(AnswerState(answer.state), JUDGED[said.verdict], ANSWERS).value
    answer.reason = said.reason.strip()[:300]
    if said.verdict is not Verdict.ACCEPTED and not answer.reason:
        raise Refused("work_reason_missing")
    answer.save(update_fields=["state", "reason"])


def _send_back(row: Assignment, job: Job, count: int, *, by: Person, clock: Clock) -> None:
    row.state = moved(AssignmentState(row.state), AssignmentState.REWORK, ASSIGNMENTS).value
    row.leased_until = clock.now() + timedelta(days=read_rules(job.rules).rework_days)
    row.heard = row.sent_back = clock.now()
    row.save()
    delivery = deliveries.latest(Ref(reads.ASSIGNMENT, row.id))
    assert delivery is not None, "it was handed in"
    acceptance.decide(delivery.id, Verdict.REWORK, reason=f"{count}", by=by, clock=clock)
    record(by.actor, "work_assignment.reworked", row.id, facts={"count": count}, clock=clock)
    title = Words(f"{job.title_ko}: 고칠 것이 {count}개 있습니다", f"{job.title_en}: {count} answers to mend")
    _tell(row, title, f"rework:{delivery.id}", by, clock)


def _decide(row: Assignment, *, by: Person, clock: Clock) -> None:
    delivery = deliveries.latest(Ref(reads.ASSIGNMENT, row.id))
    assert delivery is not None, "it was handed in"
    accepted = Answer.objects.filter(assignment=row, state=AnswerState.ACCEPTED).exists()
    verdict = Verdict.ACCEPTED if accepted else Verdict.REFUSED
    acceptance.decide(delivery.id, verdict, reason="" if accepted else NONE_ACCEPTED, by=by, clock=clock)


def finish_rework(row: Assignment, *, by: Person, clock: Clock) -> None:
    """Its time passed, or it was given up: what was to be mended is not accepted, the rest is paid."""
    for answer in Answer.objects.filter(assignment=row, state=AnswerState.REWORK):
        answer.state = moved(AnswerState.REWORK, AnswerState.REFUSED, ANSWERS).value
        answer.save(update_fields=["state"])
    _finish(row, row.contract.job, by=by, clock=clock)


# --- paid and settled ---


def _finish(row: Assignment, job: Job, *, by: Person, clock: Clock) -> None:
    answers = list(Answer.objects.filter(assignment=row).select_related("task"))
    accepted = [each for each in answers if each.state == AnswerState.ACCEPTED]
    reward, least = _reward(row, len(accepted), len(answers), clock)
    row.state = moved(AssignmentState(row.state), AssignmentState.CHECKED, ASSIGNMENTS).value
    row.checked, row.pieces = clock.now(), len(accepted)
    row.accepted_ms = row.worked_ms * len(accepted) // len(answers)
    row.earned_krw, row.top_up_krw = reward.earned_krw, reward.top_up_krw
    row.save()
    bookkeeping.pay(row, job, str(row.contract.person_id), reward.total_krw, clock=clock)
    if reward.total_krw:
        earn(row.contract, "batch", row.id, reward.total_krw, clock=clock)
    facts = {"accepted": len(accepted), "of": len(answers), "won": reward.total_krw}
    record(by.actor, "work_assignment.checked", row.id, facts=facts, clock=clock)
    settle(job, [each.task for each in accepted])
    _close_batch(row, job, [each for each in answers if each.state == AnswerState.REFUSED], reward)
    if reward.is_under:
        _stop(row, job, reward, least, by=by, clock=clock)
    title = Words(
        f"{job.title_ko}: {len(answers)}개 가운데 {len(accepted)}개를 인정해 {reward.total_krw:,}원을 더했습니다",
        f"{job.title_en}: {len(accepted)} of {len(answers)} accepted, {reward.total_krw:,} won earned",
    )
    _tell(row, title, "checked", by, clock)


def _reward(row: Assignment, accepted: int, answered: int, clock: Clock) -> tuple[Reward, int]:
    used = rates.use_rates(Ref(reads.ASSIGNMENT, row.id), MINIMUM_WAGE, on=clock.today(), clock=clock)
    least = used[MINIMUM_WAGE].integer
    reward = pay.reward(
        PayBy(row.by), row.won, accepted=accepted, answered=answered, worked_ms=row.worked_ms, minimum_krw=least
    )
    return reward, least


def _close_batch(row: Assignment, job: Job, refused: Sequence[Answer], reward: Reward) -> None:
    """What was refused is for others, once the price is enough for it."""
    batch = Batch.objects.select_for_update().get(id=row.batch_id)
    batch.state = moved(
        BatchState(batch.state), BatchState.STOPPED if reward.is_under else BatchState.DONE, BATCHES
    ).value
    batch.save(update_fields=["state"])
    again = [str(each.task_id) for each in refused if each.task.gold is None and each.task.state == TaskState.OPEN]
    if again:
        add_batch(job, again, (BatchState.STOPPED if reward.is_under else BatchState.OPEN).value)


def _stop(row: Assignment, job: Job, reward: Reward, least: int, *, by: Person, clock: Clock) -> None:
    """The batch has stopped: its owner is told. Where the job's whole accepted hour is under, the job stops with it."""
    hour = jobs.hour_krw(job.id)
    state = JobState(job.state)
    if hour is not None and hour < least and JobState.STOPPED in JOBS[state]:
        job.state = moved(state, JobState.STOPPED, JOBS).value
        job.save(update_fields=["state"])
        record(by.actor, "work_job.stopped", job.id, facts={"hour": hour, "least": least}, clock=clock)
    tell(
        ToOrganisation(job.organisation_id, least=Role.STEWARD),
        topic=STOPPED,
        title=Words(
            f"{job.title_ko}: 묶음 {row.batch.number}의 한 시간이 {reward.hour_krw or 0:,}원이라 멈췄습니다",
            f"{job.title_en}: batch {row.batch.number} stopped, an hour of it brought {reward.hour_krw or 0:,} won",
        ),
        text=Words(
            f"최저임금 {least:,}원까지 {reward.top_up_krw:,}원을 더 지급했습니다. 가격을 올리면 다시 나눕니다.",
            f"{reward.top_up_krw:,} won were added up to the minimum wage of {least:,}. Raise the price to go on.",
        ),
        about=Ref(jobs.JOB, job.id),
        key=f"stopped:{row.id}",
        by=by.actor,
        clock=clock,
    )


def _tell(row: Assignment, title: Words, key: str, by: Person, clock: Clock) -> None:
    tell(
        ToPerson(PersonId(str(row.contract.person_id))),
        topic=CHECKED,
        title=title,
        about=Ref(reads.ASSIGNMENT, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )


def settle(job: Job, tasks: Sequence[Task]) -> None:
    """A task with all its answers accepted is settled where they agree, and disputed where they do not."""
    overlap = read_rules(job.rules).box_overlap
    for task in tasks:
        if task.gold is not None or TaskState(task.state) is not TaskState.OPEN:
            continue
        said = list(Answer.objects.filter(task=task, state=AnswerState.ACCEPTED).values_list("value", flat=True))
        if len(said) < task.wanted:
            continue
        agreed = all(say_the_same(each, said[0], box_overlap=overlap) for each in said)
        task.state = moved(TaskState.OPEN, TaskState.SETTLED if agreed else TaskState.DISPUTED, TASKS).value
        if agreed:
            task.settled, task.how = said[0], "single" if len(said) == 1 else "agreed"
        task.save(update_fields=["state", "settled", "how"])


@transaction.atomic
def adjudicate(task_id: str, value: object, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Between answers that differ, by somebody who made none of them; all of them stay paid.

    Raises ``Refused``: ``not_found``, ``work_own_answer``, ``work_answer_refused``, ``work_cannot_move``.
    """
    task = Task.objects.select_for_update(of=("self",)).select_related("job").filter(id=task_id).first()
    if task is None or not rights.may_see_office(by, task.job.organisation_id):
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    require(rights.may_run(by, task.job.organisation_id), by, scope=Scope.WRITE)
    if Answer.objects.filter(task=task, person_id=by.id).exists():
        raise Refused("work_own_answer")
    names = read_rules(task.job.rules).label_names
    task.settled = checked_answer(LabelKind(task.job.kind), names, task.content, value)
    task.state = moved(TaskState(task.state), TaskState.SETTLED, TASKS).value
    task.how, task.settled_by = "adjudicated", by.id
    task.save()
    record(by.actor, "work_task.adjudicated", task.id, clock=clock)
