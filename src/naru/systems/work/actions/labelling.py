"""Take a batch, save, hand in, give back; leases that end.

*Theory of operation.* A batch is taken under the job's lock, and a constraint of the database keeps it in one person's hands. Its
money is held first. A save names its number, which only rises: a save that comes twice, or late after a newer one, changes nothing.
A lease that ends does not take away what was answered: that part is handed in, and the rest becomes a batch of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.rates import actions as rates
from naru.commons.rates import reads as rate_reads
from naru.systems.work import bookkeeping
from naru.systems.work.actions.alarms import watch
from naru.systems.work.actions.checking import finish_rework
from naru.systems.work.actions.rows import add_batch, in_force, locked_assignment, locked_job, own_assignment
from naru.systems.work.core import pay
from naru.systems.work.core.answers import checked_answer, say_the_same
from naru.systems.work.core.effort import counted_ms
from naru.systems.work.core.job_rules import JobRules, LabelKind, read_rules
from naru.systems.work.core.states import (
    ANSWERS,
    ASSIGNMENTS,
    BATCHES,
    WORKING,
    AnswerState,
    AssignmentState,
    BatchState,
    ContractState,
    JobState,
    moved,
)
from naru.systems.work.models import Answer, Assignment, Batch, Contract, Job, Task, Training
from naru.systems.work.rate_names import MINIMUM_WAGE
from naru.systems.work.reads import desk as reads

OPEN_ANSWERS = (AnswerState.SAVED, AnswerState.REWORK)
LEFT = {AssignmentState.RETURNED: "work_assignment.returned", AssignmentState.LAPSED: "work_assignment.lapsed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """``number`` rises with each save of a task; ``worked_ms`` since the save before."""

    task_id: str
    value: object
    number: int
    worked_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """``is_under``: the reward no longer reaches the minimum wage, which will be paid instead."""

    number: int
    worked_ms: int
    is_under: bool


# --- taking ---


@transaction.atomic
def take(job_id: str, *, won: int, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.AssignmentView:
    """The first batch with nothing that one did already, at the price ``won`` that was shown.

    Raises ``Refused``: ``work_not_open``, ``work_contract_needed``, ``work_not_qualified``, ``work_has_batch``,
    ``work_rework_first``, ``work_outside_hours``, ``work_reward_changed``, ``work_none_left``, ``work_budget_too_small``.
    """
    job = locked_job(job_id)
    contract, rules = in_force(job, by), read_rules(job.rules)
    _require_free(job, contract, rules, won, clock)
    batch = _next(job, by.id)
    if batch is None:
        raise Refused("work_none_left")
    now = clock.now()
    row = Assignment(
        batch=batch,
        contract=contract,
        by=rules.by.value,
        won=job.won,
        taken=now,
        leased_until=now + timedelta(minutes=rules.lease_minutes),
        heard=now,
    )
    least = rates.use_rates(Ref(reads.ASSIGNMENT, row.id), MINIMUM_WAGE, on=clock.today(), clock=clock)[
        MINIMUM_WAGE
    ].integer
    row.held_krw = pay.most(
        rules.by, job.won, pieces=len(batch.tasks), lease_minutes=rules.lease_minutes, minimum_krw=least
    )
    batch.state = moved(BatchState(batch.state), BatchState.TAKEN, BATCHES).value
    batch.save(update_fields=["state"])
    row.save(force_insert=True)
    bookkeeping.hold(row, job, by.id, clock=clock)
    record(by.actor, "work_assignment.taken", row.id, facts={"won": row.held_krw}, clock=clock)
    return reads.assignment(row.id, by)


def _require_free(job: Job, contract: Contract, rules: JobRules, won: int, clock: Clock) -> None:
    state = JobState(job.state)
    if state is not JobState.OPEN:
        raise Refused("work_not_open", state=state.words.ko, state_en=state.words.en)
    if not Training.objects.filter(contract=contract, passed=True).exists():
        raise Refused("work_not_qualified")
    held = set(Assignment.objects.filter(contract=contract, state__in=WORKING).values_list("state", flat=True))
    if AssignmentState.TAKEN in held:
        raise Refused("work_has_batch")
    if held:
        raise Refused("work_rework_first")
    if rules.hours is not None:
        begins, ends = rules.hours
        if not begins <= in_city(clock.now()).time() < ends:
            raise Refused("work_outside_hours", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    if won != job.won:
        raise Refused("work_reward_changed", won=job.won)


def _next(job: Job, person_id: str) -> Batch | None:
    """Nobody answers a task twice; gold may come again."""
    done = Answer.objects.filter(task__job=job, person_id=person_id, task__gold__isnull=True).exclude(
        state=AnswerState.LEFT
    )
    seen = set(done.values_list("task_id", flat=True))
    rows = Batch.objects.select_for_update().filter(job=job, state=BatchState.OPEN).order_by("number")
    return next((row for row in rows.iterator(chunk_size=100) if not seen.intersection(row.tasks)), None)


# --- saving ---


@transaction.atomic
def save(assignment_id: str, said: Save, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Saved:
    """Raises ``Refused``: ``not_found``, ``work_lease_over``, ``work_contract_needed``, ``work_answer_refused``."""
    row = own_assignment(assignment_id, by)
    now = clock.now()
    _require_working(row, clock)
    job = row.contract.job
    task = Task.objects.filter(id=said.task_id).first()
    if task is None or said.task_id not in row.batch.tasks:
        raise Refused("work_answer_refused", what=said.task_id[:80])
    value = checked_answer(LabelKind(job.kind), read_rules(job.rules).label_names, task.content, said.value)
    row.worked_ms += counted_ms(said.worked_ms, since=row.heard, now=now)
    row.heard = now
    row.save(update_fields=["worked_ms", "heard"])
    number = _write(row, task, value, said.number, by, clock)
    return Saved(number=number, worked_ms=row.worked_ms, is_under=_is_under(row, clock))


def _require_working(row: Assignment, clock: Clock) -> None:
    if AssignmentState(row.state) not in WORKING or clock.now() > row.leased_until:
        raise Refused("work_lease_over")
    if row.contract.state != ContractState.IN_FORCE:
        raise Refused("work_contract_needed")


def _write(row: Assignment, task: Task, value: Mapping[str, Any], number: int, by: Person, clock: Clock) -> int:
    """The number that now stands."""
    known = Answer.objects.select_for_update().filter(assignment=row, task=task).first()
    if known is None:
        if row.state != AssignmentState.TAKEN:
            raise Refused("work_lease_over")
        known = Answer(assignment=row, task=task, person_id=by.id, number=0)
    elif known.state not in OPEN_ANSWERS:
        raise Refused("work_lease_over")
    if number > known.number or known.number == 0:
        known.value, known.number, known.saved = dict(value), max(1, number), clock.now()
        known.save()
    return known.number


def _is_under(row: Assignment, clock: Clock) -> bool:
    least = rate_reads.rate(MINIMUM_WAGE, clock.today(), clock=clock).integer
    size = len(row.batch.tasks)
    come_to = pay.reward(
        read_rules(row.contract.job.rules).by,
        row.won,
        accepted=size,
        answered=size,
        worked_ms=row.worked_ms,
        minimum_krw=least,
    )
    return come_to.is_under


# --- handing in ---


@transaction.atomic
def hand_in(assignment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.AssignmentView:
    """Everything is answered; somebody else checks it. Raises ``Refused``: ``work_unanswered``, ``work_lease_over``."""
    row = own_assignment(assignment_id, by)
    _require_working(row, clock)
    missing = len(row.batch.tasks) - Answer.objects.filter(assignment=row).count()
    if missing:
        raise Refused("work_unanswered", count=missing)
    _hand_in(row, by=by, clock=clock)
    return reads.assignment(row.id, by)


def _hand_in(row: Assignment, *, by: Person, clock: Clock) -> None:
    row.state = moved(AssignmentState(row.state), AssignmentState.HANDED_IN, ASSIGNMENTS).value
    row.handed_in = clock.now()
    row.save()
    overlap = read_rules(row.contract.job.rules).box_overlap
    for each in Answer.objects.filter(assignment=row, state__in=OPEN_ANSWERS).select_related("task"):
        each.state = moved(AnswerState(each.state), AnswerState.HANDED_IN, ANSWERS).value
        gold = each.task.gold
        each.is_right = None if gold is None else say_the_same(each.value, gold, box_overlap=overlap)
        each.save(update_fields=["state", "is_right"])
    maker = by if by.id == row.contract.person_id else SYSTEM
    what = f"{row.contract.job.title_ko} {row.batch.number}"
    acceptance.deliver(Ref(reads.ASSIGNMENT, row.id), what, by=maker, clock=clock)
    record(by.actor, "work_assignment.handed_in", row.id, clock=clock)
    watch(row.contract, by=by, clock=clock)


# --- giving back ---


@transaction.atomic
def give_back(assignment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What was answered is handed in, the rest is for others. Raises ``Refused``: ``not_found``, ``work_cannot_move``."""
    row = own_assignment(assignment_id, by)
    leave(row, AssignmentState.RETURNED, by=by, clock=clock)


def leave(row: Assignment, to: AssignmentState, *, by: Person, clock: Clock) -> None:
    """Out of its person's hands: RETURNED or LAPSED where nothing was answered, else handed in as far as it goes."""
    if AssignmentState(row.state) is AssignmentState.REWORK:
        finish_rework(row, by=by, clock=clock)
        return
    moved(AssignmentState(row.state), to, ASSIGNMENTS)
    batch = Batch.objects.select_for_update().get(id=row.batch_id)
    answered = set(Answer.objects.filter(assignment=row).values_list("task_id", flat=True))
    if answered:
        rest = [task for task in batch.tasks if task not in answered]
        batch.tasks = [task for task in batch.tasks if task in answered]
        batch.save(update_fields=["tasks"])
        row.batch = batch
        if rest:
            add_batch(row.contract.job, rest, BatchState.OPEN.value)
        _hand_in(row, by=by, clock=clock)
        return
    row.state = to.value
    row.save()
    batch.state = moved(BatchState(batch.state), BatchState.OPEN, BATCHES).value
    batch.save(update_fields=["state"])
    verb = LEFT[to]
    bookkeeping.release(row, verb, clock=clock)
    record(by.actor, verb, row.id, clock=clock)


def end_leases(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every lease whose time is over, each in a transaction of its own; how many."""
    due = Assignment.objects.filter(state__in=WORKING, leased_until__lt=clock.now()).order_by("leased_until")
    return sum(_end_lease(each, clock) for each in list(due.values_list("id", "batch__job_id")))


@transaction.atomic
def _end_lease(found: tuple[str, str], clock: Clock) -> bool:
    """Locked and looked at again: its person may have handed it in meanwhile."""
    locked_job(found[1])
    row = locked_assignment(found[0])
    if AssignmentState(row.state) not in WORKING or row.leased_until >= clock.now():
        return False
    leave(row, AssignmentState.LAPSED, by=SYSTEM, clock=clock)
    return True
