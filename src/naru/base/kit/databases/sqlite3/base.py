"""The ``ENGINE`` that Django loads by its folder's name; its writers of one process wait in a queue.

SQLite has one writer at a time, and whoever finds it at work sleeps and looks again, up to a tenth of a second later: with
many writers the database idles between two of them, and who came first may come last. Here threads of one process that
begin a transaction wait for the one before to end, and the next starts at once. Other processes wait as SQLite has it.
"""

import os
import threading
from collections import defaultdict

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from naru.base.kit.databases import DeferringDatabase

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # by the database's file
os.register_at_fork(after_in_child=_turns.clear)  # whoever held one is in the parent alone


class DatabaseWrapper(DeferringDatabase, base.DatabaseWrapper):
    _turn: "threading.Lock | None" = None  # held while a transaction of this connection is open

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Where it begins a transaction, it waits for its turn: ``OperationalError`` as SQLite has it where none comes."""
        begins = force_begin_transaction_with_broken_autocommit and not autocommit
        if begins:
            self.ensure_connection()
            self._wait_for_turn()
        try:
            super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        except BaseException:
            if begins:
                self._end_turn()
            raise

    def commit(self) -> None:
        """A commit that fails leaves the transaction open, to be rolled back."""
        super().commit()
        self._end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._end_turn()

    def _wait_for_turn(self) -> None:
        if self.is_in_memory_db() or self._turn is not None:
            return
        turn = _turns[os.path.realpath(str(self.settings_dict["NAME"]))]
        if not turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._turn = turn

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
