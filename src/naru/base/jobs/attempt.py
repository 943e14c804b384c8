"""The attempt in hand: what a running task knows of its job, and how it writes safely.

*Theory of operation.* A claim raises ``fence`` and sets ``lease_until``. A heartbeat thread with a connection of its
own renews the lease while it has not lapsed, carries progress to the row, and learns of cancelling. ``fenced()`` opens
a transaction, locks the job's row and checks fence and lease inside it: on SQLite the transaction holds the one write
lock, on PostgreSQL the row's lock, so nobody can claim the job before it commits; it renews the lease on its way out.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job
from naru.base.kit.words import Words

log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 0.5

OnProgress = Callable[[float, float, Words], None]


class LeaseLost(Exception):
    """This attempt holds the job no longer; another one may. Nothing may be written."""


class JobCancelled(Exception):
    """Somebody asked for this job to stop."""


class WorkerStopping(Exception):
    """The worker has been told to stop and gives the job back."""


def lease() -> timedelta:
    """How long a claim holds unless it is renewed: ``NARU_LEASE_S``."""
    return timedelta(seconds=settings.NARU_LEASE_S)


_current: ContextVar["Attempt | None"] = ContextVar("attempt", default=None)


def current() -> "Attempt | None":
    """The job this code runs for; None outside of one."""
    return _current.get()


@dataclass(frozen=True, slots=True)
class _Progress:
    done: float
    total: float
    step: Words


class Attempt:
    """One attempt at one job; made by ``jobs.actions`` when it claims."""

    def __init__(self, job_id: str, fence: int) -> None:
        self.job_id = job_id
        self.fence = fence
        self.is_finished = False
        self._said: _Progress | None = None
        self._written: _Progress | None = None
        self._wake = threading.Event()
        self._over = threading.Event()
        self._broken: type[Exception] | None = None
        self._listeners: list[OnProgress] = []
        self._heart: threading.Thread | None = None

    def progress(self, done: float, total: float, step: Words) -> None:
        """Say how far the work is; never waits for the database. Raises, as ``check``, when the work should stop.

        ``done`` and ``total`` are in the work's own unit; a ``total`` of 0 is not known yet.
        """
        self._said = _Progress(done, total, step)
        for listener in self._listeners:
            listener(done, total, step)
        self.check()
        if self._heart is None:
            self._renew()
        elif self._written is None or done >= total:
            self._wake.set()

    def listen(self, listener: OnProgress) -> None:
        """Hear every progress in this process too."""
        self._listeners.append(listener)

    def check(self) -> None:
        """Raise ``LeaseLost``, ``JobCancelled`` or ``WorkerStopping`` if one of them has become known."""
        if self._broken is not None:
            raise self._broken(self.job_id)

    def stop(self, reason: type[Exception]) -> None:
        """Let the work end at its next ``progress`` or ``fenced``."""
        self._broken = self._broken or reason

    @contextmanager
    def fenced(self, *, final: bool = False, answer: Any = None) -> Iterator[None]:
        """A transaction that commits only while this attempt holds the job. Raises ``LeaseLost``, or as ``check``.

        With ``final`` the job is successful in the same commit, ``answer`` (JSON) its answer: the effect and the end of
        the work are one.
        """
        self.check()
        with transaction.atomic():
            self._lock()
            yield
            row = Job.objects.filter(id=self.job_id, fence=self.fence, state=State.RUNNING)
            if final:
                kept = row.update(state=State.SUCCESSFUL, lease_until=None, finished_at=Now(), answer=answer, worker="")
            else:
                kept = row.update(lease_until=Now() + lease())
            if not kept:
                raise LeaseLost(self.job_id)
        self.is_finished = self.is_finished or final

    def _lock(self) -> None:
        if connection.vendor == "postgresql":  # a stopped process must not sit on the row for ever
            with connection.cursor() as cursor:
                patience = int(lease().total_seconds() * 2000)
                cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [str(patience)])
        row = Job.objects.select_for_update().filter(id=self.job_id, fence=self.fence, state=State.RUNNING)
        if not list(row.filter(lease_until__gt=Now()).values_list("id")):
            self.stop(LeaseLost)
            raise LeaseLost(self.job_id)

    # --- the heartbeat ---

    @contextmanager
    def beating(self) -> Iterator["Attempt"]:
        """Be the current attempt, with a heart that beats until the block ends.

        Inside a caller's transaction nobody else sees the claim, so there is nothing to renew and no heart.
        """
        if not connection.in_atomic_block:
            self._heart = threading.Thread(target=self._beat, name=f"heartbeat-{self.job_id}", daemon=True)
            self._heart.start()
        token = _current.set(self)
        try:
            yield self
        finally:
            _current.reset(token)
            self._over.set()
            self._wake.set()
            if self._heart is not None:
                self._heart.join()

    def _beat(self) -> None:
        every = lease().total_seconds() / 6
        due = time.monotonic() + every
        try:
            while not self._over.is_set():
                self._wake.wait(min(PROGRESS_EVERY_S, every))
                self._wake.clear()
                news = self._said is not self._written
                if not self._over.is_set() and (news or time.monotonic() >= due):
                    if self._renew():
                        due = time.monotonic() + every
                    self._over.wait(PROGRESS_EVERY_S)
        finally:
            connection.close()

    def _renew(self) -> bool:
        said = self._said
        news = {} if said is None else {
            "done": said.done, "total": said.total, "step_ko": said.step.ko[:200], "step_en": said.step.en[:200]
        }  # fmt: skip
        row = Job.objects.filter(id=self.job_id, fence=self.fence, state=State.RUNNING)
        try:
            if not row.filter(lease_until__gt=Now()).update(lease_until=Now() + lease(), **news):
                if not self.is_finished:
                    self.stop(LeaseLost)
                return True
            if row.filter(cancel_asked=True).exists():
                self.stop(JobCancelled)
        except DatabaseError as error:  # a busy or restarting database: the lease has room for several beats
            log.warning("heartbeat of job %s: %s", self.job_id, error)
            connection.close()
            return False
        self._written = said
        return True
