"""Django's databases with one thing more: work that a transaction does as its last act before it commits.

sqlite3/base.py postgresql/base.py    the ``ENGINE`` of each, which Django loads by its folder's name; SQLite's with a queue of writers

*Theory of operation.* Django can call back after a commit, never before one. What is put off with ``at_the_end`` waits
in the connection's own list of commit hooks, so that rolling back to a savepoint, or all of it, drops exactly what was
put off since. When the outermost transaction commits, ``flush`` takes those out and does each kind of work once, with
everything that was put off for it. Locks taken there come after all of the transaction's own, in an order that the
work chooses; so two transactions can never hold one each and wait for the other's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Work = Callable[[list[Any]], None]


@dataclass(frozen=True, slots=True)
class _PutOff:
    work: Work
    given: Any

    def __call__(self) -> None:
        raise AssertionError(f"{self.work} was put off on a database that does not flush before it commits")


class DeferringDatabase(BaseDatabaseWrapper):
    """Mixed into Django's own wrapper of a database: does what was put off, then commits."""

    def commit(self) -> None:
        """What the work raises rolls the transaction back."""
        try:
            _flush(self)
        except BaseException:
            self.rollback()
            raise
        super().commit()


def at_the_end(work: Work, given: Any) -> None:
    """Let the transaction in hand end with ``work([given, …])``, once for all that was put off for the same work."""
    connection = connections[DEFAULT_DB_ALIAS]
    assert isinstance(connection, DeferringDatabase), "the database's ENGINE is not one of naru.base.kit.databases"
    assert connection.in_atomic_block, "only a transaction has an end"
    connection.on_commit(_PutOff(work, given))


def flush() -> None:
    """Do now what was put off in the transaction in hand: for reading one's own work before it is committed."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        _flush(connection)


@contextmanager
def snapshot() -> Iterator[None]:
    """One view of all tables: a reader's transaction, which holds up no writer; a transaction in hand goes on as it is."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
        cursor.execute("BEGIN" + level)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _flush(connection: BaseDatabaseWrapper) -> None:
    waiting: dict[Work, list[Any]] = {}
    for _, hook, *_ in connection.run_on_commit:
        if isinstance(hook, _PutOff):
            waiting.setdefault(hook.work, []).append(hook.given)
    connection.run_on_commit = [entry for entry in connection.run_on_commit if not isinstance(entry[1], _PutOff)]
    for work, given in waiting.items():
        with transaction.atomic(savepoint=False):
            work(given)
