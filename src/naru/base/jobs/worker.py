"""The process that does the work: a few lanes, each of which claims a job of its pool, does it and claims the next.

At rest one thread looks twice a second, with one query for all pools, and wakes the lanes of those that have work. On SIGTERM
nothing more is claimed; jobs in hand may end, are asked to stop after ``PATIENCE_S``, and are given back. What does not listen
even then is left to its lease.
"""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from naru.base.jobs import actions, identity, schedules
from naru.base.jobs.attempt import Attempt, WorkerStopping
from naru.base.jobs.core.pools import Pool
from naru.base.jobs.core.states import State

log = logging.getLogger(__name__)

POLL_S = 0.5
HOUSEKEEPING_S = 5.0
PATIENCE_S = 10.0


@dataclass(slots=True)
class Worker:
    """With ``drain`` it ends when nothing is due. ``ended`` counts attempts by the state in which each left its job."""

    pools: Sequence[Pool] = (Pool(lanes=2),)
    drain: bool = False
    ended: dict[State, int] = field(default_factory=dict)
    _in_hand: dict[str, Attempt] = field(default_factory=dict)
    _claims: int = 0  # begun so far, and those that have not come to an end
    _busy: int = 0
    _stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        """Claim nothing more; safe in a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Work until told to stop, or, draining, until nothing is due."""
        due = [threading.Event() for _ in self.pools]
        lanes = [
            threading.Thread(target=self._lane, args=(pool, due[number]), name=f"lane-{number}-{n}", daemon=True)
            for number, pool in enumerate(self.pools)
            for n in range(pool.lanes)
        ]
        watcher = threading.Thread(target=self._watch, args=(due,), name="watcher", daemon=True)
        actions.release_the_dead(host=identity.host())
        for thread in [watcher, *lanes]:
            thread.start()
        schedules.discover()  # slow: it imports every package's work
        self._keep_house()
        while not self._stopping.wait(HOUSEKEEPING_S if not self.drain else POLL_S):
            self._keep_house()
            if not watcher.is_alive() or not any(lane.is_alive() for lane in lanes):
                self.stop()  # the work is drained, or a thread failed: whoever started the worker starts another
        self._wait_for([watcher, *lanes])

    def _wait_for(self, threads: list[threading.Thread]) -> None:
        _join(threads, PATIENCE_S)
        for attempt in list(self._in_hand.values()):
            attempt.stop(WorkerStopping)
        _join(threads, PATIENCE_S)

    def _keep_house(self) -> None:
        try:
            actions.release_the_dead(host=identity.host())
            if not self.drain:
                schedules.enqueue_due(schedules.database_now())
        except DatabaseError as error:
            log.warning("housekeeping: %s", error)
            connection.close()

    def _watch(self, due: Sequence[threading.Event]) -> None:
        """Wake the lanes of each pool for which something is due, until told to stop."""
        while not self._stopping.is_set():
            try:
                for event, is_due in zip(due, actions.due_in(self.pools), strict=True):
                    if is_due:
                        event.set()
            except DatabaseError as error:  # a database that restarts: look again later
                log.warning("watcher: %s", error)
                connection.close()
            self._stopping.wait(POLL_S)
        connection.close()

    def _lane(self, pool: Pool, due: threading.Event) -> None:
        busy = False
        while not self._stopping.is_set():
            try:
                if busy or due.wait(POLL_S):
                    due.clear()
                    busy = self._one_job(pool)
                elif self.drain and self._is_drained():
                    break
            except DatabaseError as error:
                log.warning("lane: %s", error)
                connection.close()
                self._stopping.wait(POLL_S)
        connection.close()

    def _is_drained(self) -> bool:
        """Whether nothing waits for any pool and nobody does what may bring more, all the while that we look."""
        with self._lock:
            claims, busy = self._claims, self._busy
        if busy or any(actions.due_in(self.pools)):
            return False
        with self._lock:
            return claims == self._claims

    def _one_job(self, pool: Pool) -> bool:
        with self._lock:
            self._claims += 1
            self._busy += 1
        try:
            attempt = actions.claim(worker=identity.of_this_process(), queues=pool.only, but_not=pool.but)
            return attempt is not None and self._do(attempt)
        finally:
            with self._lock:
                self._busy -= 1

    def _do(self, attempt: Attempt) -> bool:
        self._in_hand[attempt.job_id] = attempt
        try:
            state = actions.run(attempt)
        finally:
            del self._in_hand[attempt.job_id]
            if connection.errors_occurred:
                connection.close()
        with self._lock:
            self.ended[state] = self.ended.get(state, 0) + 1
        return True


def _join(threads: list[threading.Thread], seconds: float) -> None:
    until = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
