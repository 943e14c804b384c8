"""Start, claim, run, finish, give back, cancel, try again, sweep.

Everything that an attempt writes on its job goes through ``_of(attempt)``: the row with its fence, while it is running.
"""

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from naru.base.jobs import identity, refusals  # noqa: F401 - the refusals declare themselves
from naru.base.jobs.attempt import Attempt, JobCancelled, LeaseLost, OnProgress, WorkerStopping, lease
from naru.base.jobs.backend import Asking, NaruTask, as_result, asking, task_named
from naru.base.jobs.core.pools import Pool
from naru.base.jobs.core.retries import GiveUp, TryAgain, after_death, after_failure
from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job, claimable
from naru.base.kit.actor import Actor
from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record

log = logging.getLogger(__name__)


def start(
    task: NaruTask | str,
    keywords: Mapping[str, JSON],
    *,
    by: str = "",
    title: Words | None = None,
    about: str = "",
    once: str = "",
    ordering_key: str = "",
    priority: int | None = None,
    run_after: datetime | None = None,
) -> str:
    """Queue ``task(**keywords)`` in the caller's transaction and return the job's id.

    ``task`` may be named by its label, by callers that the task itself calls: so no import runs in a circle; raises
    ``LookupError`` where no task has it. ``by`` is the id of the person who asks and who may see the job; ``about`` the
    address of the page it works for; with ``once`` a job of that name that still waits is returned instead of a second
    one. Jobs of one ``ordering_key`` are done one at a time, in the order in which they were asked for. "" is none.
    """
    found = task_named(task) if isinstance(task, str) else task
    wanted = found.using(priority=priority, run_after=run_after)
    with asking(Asking(by=by, title=title, about=about, once=once, ordering_key=ordering_key)):
        return str(wanted.enqueue(**keywords).id)


# --- claiming ---


def claim(
    *, worker: str, queues: Collection[str] = (), but_not: Collection[str] = (), skip: Collection[str] = ()
) -> Attempt | None:
    """Take the most urgent job that is due, of these queues or of all but some, or None.

    ``skip`` are ids to leave alone. Dead ones met on the way are laid aside.
    """
    due = _of_queues(queues, but_not)
    while True:
        with transaction.atomic():
            row = (
                Job.objects.select_for_update(skip_locked=True)
                .filter(claimable(), due)
                .exclude(id__in=list(skip))
                .order_by(F("priority").desc(), "run_after", "id")
                .first()
            )
            if row is None:
                return None
            attempt = _take(row, worker)
        if attempt is not None:
            return attempt


def due_in(pools: Sequence[Pool]) -> list[bool]:
    """For each pool whether a job of it may be claimed now: one statement that takes no lock, for a worker at rest."""
    looks = [
        Job.objects.filter(claimable(), _of_queues(pool.only, pool.but)).order_by().values("id").query.sql_with_params()
        for pool in pools
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'EXISTS ({sql})' for sql, _ in looks)}",
            [value for _, parameters in looks for value in parameters],
        )
        return [bool(one) for one in cursor.fetchone()]


def _of_queues(queues: Collection[str], but_not: Collection[str]) -> Q:
    chosen = Q(queue__in=queues) if queues else Q()
    return chosen & ~Q(queue__in=but_not) if but_not else chosen


def _take(row: Job, worker: str) -> Attempt | None:
    """Claim the locked row, unless its history says that it is dead or unwanted."""
    died = State(row.state) is State.RUNNING
    deaths = row.deaths + died
    if row.cancel_asked:
        _end(Job.objects.filter(id=row.id), State.CANCELLED, deaths=deaths)
        return None
    if died and isinstance(after_death(deaths), GiveUp):
        _end(
            Job.objects.filter(id=row.id),
            State.FAILED,
            deaths=deaths,
            refusal=["job_kills_workers", {"deaths": deaths}],
        )
        return None
    Job.objects.filter(id=row.id).update(
        state=State.RUNNING,
        fence=F("fence") + 1,
        deaths=deaths,
        worker=worker,
        workers=[*row.workers, worker],
        lease_until=Now() + lease(),
        attempted_at=Now(),
        started_at=row.started_at or Now(),
        done=0,
        total=0,
        step_ko="",
        step_en="",
    )
    return Attempt(row.id, row.fence + 1)


def release_the_dead(*, host: str) -> int:
    """Let the leases of this machine's vanished processes lapse now; returns how many jobs became claimable."""
    running = Job.objects.filter(state=State.RUNNING, lease_until__gt=Now(), worker__startswith=f"{host}:")
    dead = [(row.id, row.fence) for row in running.only("id", "fence", "worker") if not identity.is_alive(row.worker)]
    for job_id, fence in dead:
        Job.objects.filter(id=job_id, fence=fence, state=State.RUNNING).update(lease_until=Now())
    return len(dead)


# --- running ---


def run(attempt: Attempt, *, retries: bool = True) -> State:
    """Do the claimed job's work and write down how it ended; this is the job's edge, where every error stops.

    Answers ``RUNNING`` where the job was lost to another attempt meanwhile: then nothing was written. Without
    ``retries`` its first failure is its last.
    """
    row = Job.objects.get(id=attempt.job_id)
    try:
        with attempt.beating():
            answer = _call(task_named(row.task), row)
        ended = partial(_finish, attempt, State.SUCCESSFUL, answer=answer)
    except LeaseLost:
        log.warning("job %s (%s) was lost by its attempt %d", attempt.job_id, row.task, attempt.fence)
        return State.RUNNING
    except JobCancelled:
        ended = partial(_finish, attempt, State.CANCELLED)
    except WorkerStopping:
        ended = partial(give_back, attempt)
    except Refused as refused:
        ended = partial(_finish, attempt, State.FAILED, refusal=[refused.code, normalize_facts(refused.facts)])
    except Exception as error:
        log.exception("job %s (%s) failed", attempt.job_id, row.task)
        ended = partial(_fail, attempt, [get_module_path(type(error)), get_exception_traceback(error)[-8000:]], retries)
    return ended()


def _call(task: NaruTask, row: Job) -> Any:
    result = as_result(row, task)
    task_started.send(type(task.get_backend()), task_result=result)
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return normalize_json(task.call(*context, *row.arguments, **row.keywords))


def _of(attempt: Attempt) -> QuerySet[Job]:
    return Job.objects.filter(id=attempt.job_id, fence=attempt.fence, state=State.RUNNING)


def _finish(attempt: Attempt, state: State, **facts: Any) -> State:
    if attempt.is_finished:  # by ``fenced(final=True)``
        _tell_finished(attempt.job_id)
        return State.SUCCESSFUL
    if state is State.SUCCESSFUL:
        facts |= {"done": F("total"), "cancel_asked": False}
    if not _end(_of(attempt), state, **facts):
        log.warning("job %s ended in attempt %d after its lease was lost: not written", attempt.job_id, attempt.fence)
        return State.RUNNING
    _tell_finished(attempt.job_id)
    return state


def _end(rows: QuerySet[Job], state: State, **facts: Any) -> int:
    return rows.update(state=state, lease_until=None, worker="", finished_at=Now(), **facts)


def _tell_finished(job_id: str) -> None:
    row = Job.objects.get(id=job_id)
    task = task_named(row.task)
    task_finished.send(type(task.get_backend()), task_result=as_result(row, task))


@transaction.atomic
def _fail(attempt: Attempt, error: list[str], retries: bool) -> State:
    row = _of(attempt).select_for_update().first()
    if row is None:
        return State.RUNNING
    errors = [*row.errors, error][-10:]
    failures = row.failures + 1
    match after_failure(failures, row.attempts_max if retries else 1):
        case TryAgain(after):
            waiting = _of(attempt).filter(Q(once="") | ~Q(once__in=_waiting_once()))
            kept = waiting.update(
                state=State.READY,
                lease_until=None,
                worker="",
                run_after=Now() + after,
                failures=failures,
                errors=errors,
            )
            if kept:
                return State.READY
        case GiveUp():
            pass
    _finish(attempt, State.FAILED, failures=failures, errors=errors)
    return State.FAILED


def _waiting_once() -> Any:
    return Job.objects.filter(state=State.READY).exclude(once="").values("once")


def give_back(attempt: Attempt) -> State:
    """Return the job untouched, to be claimed again at once; it counts as no failure."""
    waiting = _of(attempt).filter(Q(once="") | ~Q(once__in=_waiting_once()))
    if not waiting.update(state=State.READY, lease_until=None, worker="", run_after=Now()):
        return _finish(attempt, State.CANCELLED)
    return State.READY


# --- by a person's hand ---


def run_now(job_id: str, *, on_progress: OnProgress | None = None) -> Any:
    """Do the job in this process if it still waits, else follow whoever does it; return its answer.

    Raises the job's own refusal, ``job_cancelled``, or ``job_failed`` after an error. If this process is killed, a
    worker takes the job over; Ctrl-C cancels it. Whenever its lease has lapsed, whoever held it, this process takes it,
    and what must go before it: there may be no worker.
    """
    while True:
        attempt = _claim_for(job_id)
        if attempt is not None and attempt.job_id != job_id:
            _run_before(attempt)
            continue
        if attempt is not None:
            try:
                _run_here(attempt, on_progress)
            except KeyboardInterrupt:
                _finish(attempt, State.CANCELLED)
                raise
        if (over := _answer_if_over(job_id, on_progress)) is not None:
            return over[0]
        time.sleep(0.3)


@transaction.atomic
def _claim_for(job_id: str) -> Attempt | None:
    """The job if it can be claimed, or else one that it may not overtake and that can."""
    same_order = ~Q(ordering_key="") & Q(ordering_key=Job.objects.filter(id=job_id).values("ordering_key")[:1])
    wanted = Q(id=job_id) | same_order & Q(id__lt=job_id)
    row = Job.objects.select_for_update().filter(claimable(), wanted).order_by("id").first()
    return _take(row, identity.of_this_process()) if row else None


def _run_before(attempt: Attempt) -> None:
    try:
        run(attempt)
    except KeyboardInterrupt:
        give_back(attempt)
        raise


def _run_here(attempt: Attempt, on_progress: OnProgress | None) -> None:
    if on_progress is not None:
        attempt.listen(on_progress)
    run(attempt, retries=False)


def _answer_if_over(job_id: str, on_progress: OnProgress | None) -> tuple[Any] | None:
    row = Job.objects.get(id=job_id)
    match State(row.state):
        case State.SUCCESSFUL:
            return (row.answer,)
        case State.CANCELLED:
            raise Refused("job_cancelled")
        case State.FAILED:
            code, facts = row.refusal or ("job_failed", {"error": row.errors[-1][1].strip().splitlines()[-1]})
            raise Refused(code, **facts)
    if on_progress is not None:
        on_progress(row.done, row.total, Words(row.step_ko, row.step_en))
    return None


@transaction.atomic
def cancel(job_id: str, *, by: Actor) -> State:
    """A waiting job is cancelled at once; a running one at its next progress or fenced write. The state it is in now.

    Asked again while it runs it changes nothing. Raises ``Refused``: ``job_is_over``.
    """
    row = Job.objects.select_for_update().get(id=job_id)
    match State(row.state):
        case State.READY:
            _end(Job.objects.filter(id=job_id), State.CANCELLED)
        case State.RUNNING if row.cancel_asked:
            return State.RUNNING  # it was asked and noted before
        case State.RUNNING:
            Job.objects.filter(id=job_id).update(cancel_asked=True)
        case _:
            raise Refused("job_is_over")
    _note(row, "job.cancelled", by)
    return State(Job.objects.values_list("state", flat=True).get(id=job_id))


@transaction.atomic
def try_again(job_id: str, *, by: Actor) -> None:
    """Queue a failed or cancelled job once more, with a clean count; nothing where another of its ``once`` waits.

    Raises ``Refused``: ``job_is_not_over``.
    """
    row = Job.objects.select_for_update().get(id=job_id)
    if State(row.state) not in {State.FAILED, State.CANCELLED}:
        raise Refused("job_is_not_over")
    if row.once and Job.objects.filter(once=row.once, state=State.READY).exists():
        return
    Job.objects.filter(id=job_id).update(
        state=State.READY, failures=0, deaths=0, cancel_asked=False, refusal=None, finished_at=None, run_after=Now()
    )
    _note(row, "job.retried", by)


def _note(row: Job, verb: str, by: Actor) -> None:
    titles = dict.fromkeys((row.title_ko, row.title_en))
    record(by, verb, row.id, facts={"title": " · ".join(titles), "about": row.about})


# --- by the clock ---


def enqueue_tick(name: str, task: NaruTask, tick: datetime) -> bool:
    """Queue a schedule's tick unless some worker has done so already; whether it was queued here."""
    if Job.objects.filter(schedule=name, tick=tick).exists():
        return False
    with asking(Asking(schedule=name, tick=tick)):
        try:
            task.enqueue()
        except IntegrityError:  # another worker was first
            return False
    return True


def sweep() -> int:
    """Forget jobs long finished, as long as the settings say; returns how many."""
    done_after = timedelta(days=settings.NARU_KEEP_DONE_JOBS_DAYS)
    failed_after = timedelta(days=settings.NARU_KEEP_FAILED_JOBS_DAYS)
    old = Q(state=State.SUCCESSFUL, finished_at__lt=Now() - done_after)
    older = Q(state__in=[State.FAILED, State.CANCELLED], finished_at__lt=Now() - failed_after)
    return Job.objects.filter(old | older).delete()[0]


def normalize_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a refusal as JSON keeps them: what is no text, number, boolean or None is written as text."""
    return {
        name: fact if isinstance(fact, str | int | float | bool | None) else str(fact) for name, fact in facts.items()
    }
