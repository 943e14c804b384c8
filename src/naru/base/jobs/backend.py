"""Our queue behind the ``django_tasks`` API: ``@task``, ``.enqueue()``, ``get_result``, priority, defer.

A task says three things more: ``@task(label="ingest.load_file", title=Words("적재", "Load"), attempts_max=1)``. Its row keeps
the label, which stays when code moves; a task without one is called by its dotted path.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from naru.base.jobs.attempt import current
from naru.base.jobs.core.retries import ATTEMPTS
from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NaruTask(Task[Any, Any]):
    """``label`` is what rows keep, "" where the dotted path does; after ``attempts_max`` failures the job is dead."""

    label: str = ""
    title: Words | None = None
    attempts_max: int = ATTEMPTS

    def __post_init__(self) -> None:
        super(NaruTask, self).__post_init__()
        known = _TASKS.setdefault(self.name, self)
        assert known.module_path == self.module_path, f"two tasks are called {self.name!r}"

    @property
    def name(self) -> str:
        """What its job's row calls it."""
        return self.label or self.module_path

    @property
    def words(self) -> Words:
        return self.title or Words(self.name, self.name)


_TASKS: dict[str, NaruTask] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What ``django_tasks`` has no words for: who asks, what it is about, whether one waiting job is enough, and
    which jobs it must not overtake."""

    by: str = ""
    title: Words | None = None
    about: str = ""
    once: str = ""
    ordering_key: str = ""
    schedule: str | None = None
    tick: datetime | None = field(default=None)


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(how: Asking) -> Iterator[None]:
    """What is enqueued inside the block is asked for so; outside of one, a job's own jobs are asked for as it was."""
    token = _asking.set(how)
    try:
        yield
    finally:
        _asking.reset(token)


class NaruBackend(BaseTaskBackend):
    """The ``BACKEND`` of the setting ``TASKS``."""

    task_class = NaruTask
    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the call down in the caller's transaction: it is queued exactly if that commits."""
        self.validate_task(task)
        result = as_result(_write_down(task, normalize_json(args), normalize_json(kwargs)), task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Raises ``TaskResultDoesNotExist``, and ``LookupError`` where its task is no longer installed."""
        try:
            row = Job.objects.get(id=result_id)
        except Job.DoesNotExist:
            raise TaskResultDoesNotExist(result_id) from None
        return as_result(row, task_named(row.task))


def task_named(name: str) -> NaruTask:
    """The task that a row calls ``name``; a row can call nothing else. Raises ``LookupError``."""
    if name not in _TASKS:
        discover()
    if name not in _TASKS:
        with suppress(ImportError):
            import_module(name.rpartition(".")[0])  # where a task without a label says that it lies
    if name not in _TASKS:
        raise LookupError(f"there is no task {name!r}")
    return _TASKS[name]


def discover() -> None:
    """Import every application's ``jobs`` module, so that its tasks and schedules are known."""
    autodiscover_modules("jobs")


def _write_down(task: NaruTask, args: list[Any], kwargs: dict[str, Any]) -> Job:
    how = _asking.get() or _inherited()
    title = how.title or task.words
    if how.once and (waiting := Job.objects.filter(once=how.once, state=State.READY).first()):
        return waiting
    row = Job(
        task=task.name,
        queue=task.queue_name,
        priority=task.priority,
        arguments=args,
        keywords=kwargs,
        attempts_max=task.attempts_max,
        title_ko=title.ko[:200],
        title_en=title.en[:200],
        asked_by=how.by,
        about=how.about,
        once=how.once,
        ordering_key=how.ordering_key,
        schedule=how.schedule,
        tick=how.tick,
        enqueued_at=Now(),
        run_after=task.run_after or Now(),
    )
    if how.once or how.schedule:
        return _write_once(row)
    return _written(row)


def _write_once(row: Job) -> Job:
    """As ``_written``, but another process may have been first: then its waiting job stands for this one."""
    try:
        with transaction.atomic():
            return _written(row)
    except IntegrityError:
        if not row.once:
            raise
        return Job.objects.get(once=row.once, state=State.READY)


def _written(row: Job) -> Job:
    row.save(force_insert=True)
    now = timezone.now()  # for the caller's eyes; the row has the database's
    row.enqueued_at, row.run_after = now, now if isinstance(row.run_after, Now) else row.run_after
    return row


def _inherited() -> Asking:
    """A job's own jobs are asked for by whoever asked for it."""
    attempt = current()
    if attempt is None:
        return Asking()
    return Asking(by=Job.objects.values_list("asked_by", flat=True).get(id=attempt.job_id))


_STATUS = {
    State.READY: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.SUCCESSFUL: TaskResultStatus.SUCCESSFUL,
    State.FAILED: TaskResultStatus.FAILED,
    State.CANCELLED: TaskResultStatus.FAILED,
}


def as_result(row: Job, task: NaruTask) -> TaskResult[Any]:
    """A row as ``django_tasks`` knows jobs: it has no word for a cancelled one, which is failed there."""
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=row.id,
        status=_STATUS[State(row.state)],
        enqueued_at=row.enqueued_at,
        started_at=row.started_at,
        last_attempted_at=row.attempted_at,
        finished_at=row.finished_at,
        args=row.arguments,
        kwargs=row.keywords,
        backend=task.backend,
        errors=[TaskError(exception_class_path=path, traceback=text) for path, text in row.errors],
        worker_ids=row.workers,
    )
    object.__setattr__(result, "_return_value", row.answer)
    return result
