"""Make a job, add tasks, put money in, open, pause, raise its price, close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.rates import actions as rates
from naru.systems.work import bookkeeping
from naru.systems.work.actions.labelling import leave
from naru.systems.work.actions.rows import job_to_run, locked_job
from naru.systems.work.core import rights
from naru.systems.work.core.answers import checked_answer, checked_content
from naru.systems.work.core.batching import divide
from naru.systems.work.core.job_rules import JobRules, LabelKind, PayBy, read_rules
from naru.systems.work.core.states import (
    HOLDING,
    JOBS,
    WORKING,
    AssignmentState,
    BatchState,
    ContractState,
    JobState,
    moved,
)
from naru.systems.work.models import Assignment, Batch, Contract, Image, Job, Task
from naru.systems.work.rate_names import MINIMUM_WAGE
from naru.systems.work.reads import jobs as reads

KEY_MOST, CHUNK = 120, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """``gold``: its right answer, where it is known; ``is_training``: to learn by."""

    key: str
    content: Mapping[str, Any]
    gold: Mapping[str, Any] | None = None
    is_training: bool = False


@transaction.atomic
def make_job(
    organisation: OrganisationId,
    kind: LabelKind,
    title: Words,
    guide: Words,
    rules: Mapping[str, Any],
    *,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.JobView:
    """A draft. Raises ``Refused``: ``work_rules_refused``, ``work_freelance_hours``, ``work_price_under_minimum``."""
    require(rights.may_run(by, organisation), by, scope=Scope.WRITE)
    read = read_rules(rules)
    row = Job.objects.create(
        organisation_id=organisation,
        kind=kind.value,
        title_ko=title.ko[:120],
        title_en=title.en[:120],
        guide_ko=guide.ko[:8000],
        guide_en=guide.en[:8000],
        rules=dict(rules),
        won=read.won,
        made=clock.now(),
        made_by=by.id,
    )
    _require_minimum(row, read, clock)
    bookkeeping.open_job(row, clock=clock)
    record(by.actor, "work_job.made", row.id, facts={"title": title.ko}, clock=clock)
    return reads.job(row.id, by)


def _require_minimum(row: Job, rules: JobRules, clock: Clock) -> None:
    if rules.by is PayBy.HOUR:
        least = rates.use_rates(Ref(reads.JOB, row.id), MINIMUM_WAGE, on=clock.today(), clock=clock)[
            MINIMUM_WAGE
        ].integer
        if row.won < least:
            raise Refused("work_price_under_minimum", least=least)


@transaction.atomic
def add_tasks(job_id: str, tasks: Iterable[NewTask], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """To a draft; all of them or none. Raises ``Refused``: ``work_task_refused``, ``work_task_twice``, ``work_cannot_move``."""
    row = job_to_run(job_id, by)
    moved(JobState(row.state), JobState.OPEN, JOBS)
    if JobState(row.state) is not JobState.DRAFT:
        raise Refused("work_cannot_move", **_move(JobState(row.state), JobState.DRAFT))
    first = Task.objects.filter(job=row).count()
    known = set(Task.objects.filter(job=row).values_list("key", flat=True))
    made = [_task(row, first + place, each, known) for place, each in enumerate(tasks, start=1)]
    Task.objects.bulk_create(made, batch_size=CHUNK)
    record(by.actor, "work_job.tasks_added", row.id, facts={"count": len(made)}, clock=clock)
    return len(made)


def _move(state: JobState, to: JobState) -> dict[str, str]:
    return {"state": state.words.ko, "state_en": state.words.en, "to": to.words.ko, "to_en": to.words.en}


def _task(job: Job, number: int, said: NewTask, known: set[str]) -> Task:
    key, kind, rules = said.key.strip()[:KEY_MOST] or f"{number}", LabelKind(job.kind), read_rules(job.rules)
    if key in known:
        raise Refused("work_task_twice", key=key)
    known.add(key)
    try:
        content = checked_content(kind, said.content, rules.label_names)
        gold = None if said.gold is None else checked_answer(kind, rules.label_names, content, dict(said.gold))
    except Refused as refused:
        raise Refused("work_task_refused", line=number, what=str(refused.facts.get("what", ""))) from refused
    return Task(
        id=new_id(),
        job=job,
        number=number,
        key=key,
        content=content,
        gold=gold,
        is_training=said.is_training and gold is not None,
    )


@transaction.atomic
def add_image(job_id: str, sha256: str, media_type: str, *, by: Person) -> None:
    """Its bytes lie in the store of files already."""
    row = job_to_run(job_id, by)
    Image.objects.get_or_create(job=row, sha256=sha256, defaults={"media_type": media_type})


@transaction.atomic
def deposit(job_id: str, won: int, *, key: str = "", by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """An officer saw the job's money come in; what it has now. The same ``key`` twice is one deposit."""
    require(rights.may_deposit(by), by, scope=Scope.ADMIN)
    row = locked_job(job_id)
    bookkeeping.deposit(row, won, id=f"{row.id}:in:{key or new_id()}", clock=clock)
    record(by.actor, "work_job.deposited", row.id, facts={"won": won}, clock=clock)
    return bookkeeping.available_krw(row.id)


@transaction.atomic
def open_job(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.JobView:
    """A draft is divided into batches. Raises ``Refused``: ``work_no_tasks``, ``work_gold_missing``, ``work_cannot_move``."""
    row = job_to_run(job_id, by)
    state, rules = JobState(row.state), read_rules(row.rules)
    row.state = moved(state, JobState.OPEN, JOBS).value
    if state is JobState.DRAFT:
        row.opened = clock.now()
        facts = _divide(row, rules)
        record(by.actor, "work_job.opened", row.id, facts=facts, clock=clock)
    else:
        record(by.actor, "work_job.resumed", row.id, clock=clock)
    row.save()
    return reads.job(row.id, by)


def _divide(row: Job, rules: JobRules) -> dict[str, int]:
    tasks = Task.objects.filter(job=row).order_by("number")
    fresh = list(tasks.filter(gold__isnull=True).values_list("id", flat=True))
    if not fresh:
        raise Refused("work_no_tasks")
    training = tasks.filter(is_training=True).count()
    if training < rules.training.size:
        raise Refused("work_gold_missing", needed=rules.training.size, count=training)
    hidden = list(tasks.filter(gold__isnull=False).filter(is_training=False).values_list("id", flat=True))
    division = divide(
        fresh,
        hidden,
        size=rules.batch_size,
        gold_in_batch=rules.gold_in_batch,
        doubled_share=rules.doubled_share,
        seed=row.id,
    )
    for start in range(0, len(fresh), CHUNK):
        Task.objects.filter(id__in=[each for each in fresh[start : start + CHUNK] if each in division.doubled]).update(
            wanted=2
        )
    Batch.objects.bulk_create(
        [Batch(id=new_id(), job=row, number=number, tasks=list(ids)) for number, ids in enumerate(division.batches, 1)],
        batch_size=CHUNK,
    )
    return {"tasks": len(fresh), "batches": len(division.batches)}


@transaction.atomic
def pause(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """No batch is given out; what is in hands goes on. Raises ``Refused``: ``work_cannot_move``."""
    row = job_to_run(job_id, by)
    row.state = moved(JobState(row.state), JobState.PAUSED, JOBS).value
    row.save()
    record(by.actor, "work_job.paused", row.id, clock=clock)


@transaction.atomic
def raise_price(job_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """For batches taken from now on; those that had stopped are given out again. Raises ``Refused``: ``work_price_too_low``."""
    row = job_to_run(job_id, by)
    if won <= row.won:
        raise Refused("work_price_too_low", won=row.won)
    row.won = won
    if JobState(row.state) is JobState.STOPPED:
        row.state = moved(JobState.STOPPED, JobState.OPEN, JOBS).value
    row.save()
    stopped = Batch.objects.filter(job=row, state=BatchState.STOPPED)
    done = Assignment.objects.filter(batch__in=stopped, state=AssignmentState.CHECKED).values("batch")
    Batch.objects.filter(id__in=list(done.values_list("batch", flat=True))).update(state=BatchState.DONE)
    Batch.objects.filter(job=row, state=BatchState.STOPPED).update(state=BatchState.OPEN)
    record(by.actor, "work_job.price_raised", row.id, facts={"won": won}, clock=clock)


@transaction.atomic
def close(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Contracts end, what is in hands goes back, money that is left returns to its owner: how much.

    Raises ``Refused``: ``work_to_check`` while something that was handed in waits, ``work_cannot_move``.
    """
    row = job_to_run(job_id, by)
    row.state = moved(JobState(row.state), JobState.CLOSED, JOBS).value
    for held in Assignment.objects.filter(batch__job=row, state__in=WORKING).select_related("batch", "contract__job"):
        leave(held, AssignmentState.RETURNED, by=by, clock=clock)
    waiting = Assignment.objects.filter(batch__job=row, state__in=HOLDING).count()
    if waiting:
        raise Refused("work_to_check", count=waiting)
    row.save()
    Contract.objects.filter(job=row, state=ContractState.IN_FORCE).update(state=ContractState.ENDED, ended=clock.now())
    Contract.objects.filter(job=row, state__in=[ContractState.ASKED, ContractState.OFFERED]).update(
        state=ContractState.DECLINED
    )
    record(by.actor, "work_job.closed", row.id, clock=clock)
    return bookkeeping.give_back(row, clock=clock)


@transaction.atomic
def export_labels(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[dict[str, Any]]:
    """Every settled task with its answer and how it came, by the name that its file gave it; no person's name."""
    row = job_to_run(job_id, by)
    found = reads.settled_labels(row.id)
    record(by.actor, "work_job.exported", row.id, facts={"count": len(found)}, clock=clock)
    return found
