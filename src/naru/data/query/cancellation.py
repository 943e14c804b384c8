"""Running queries can be stopped by their asker, whichever process of the site answers the request to stop.

*Theory of operation.* A query that runs in this very process is stopped by its event. For any other the wish is a row
in the database: a running query looks for its own twice a second, takes it away and stops, and so the asker learns that
it did. A wish that nobody took away in two seconds was for a query that does not run, and is withdrawn.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from naru.data.query.models import StopAsked

LOOK_EVERY_S = 0.5
PATIENCE_S = 2.0

log = logging.getLogger(__name__)


class _Running:
    """The ``Stop`` of one query."""

    def __init__(self, person_id: str, run: str) -> None:
        self._asked = StopAsked.objects.filter(person_id=person_id, run=run)
        self._event = threading.Event()
        self._looked = time.monotonic()

    def set(self) -> None:
        self._event.set()

    def is_set(self) -> bool:
        if not self._event.is_set() and time.monotonic() - self._looked >= LOOK_EVERY_S:
            self._looked = time.monotonic()
            if self._is_asked():
                self._event.set()
        return self._event.is_set()

    def _is_asked(self) -> bool:
        try:
            return self._asked.exists() and bool(self._asked.delete()[0])
        except DatabaseError as error:  # the query goes on; it has its own deadline
            log.warning("looking whether a query should stop: %s", error)
            return False


_running: dict[tuple[str, str], _Running] = {}


@contextmanager
def stoppable(person_id: str, run: str) -> Iterator[_Running | None]:
    """While the block runs, ``ask`` stops it; without a name it cannot be stopped."""
    if not run:
        yield None
        return
    mine = _running[person_id, run] = _Running(person_id, run)
    try:
        yield mine
    finally:
        _running.pop((person_id, run), None)


def ask(person_id: str, run: str) -> bool:
    """Stop the run of this name; whether there was one, which takes up to two seconds to learn."""
    if here := _running.get((person_id, run)):
        here.set()
        return True
    StopAsked.objects.get_or_create(person_id=person_id, run=run)
    asked = StopAsked.objects.filter(person_id=person_id, run=run)
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if not asked.exists():
            return True
        time.sleep(0.1)
    return not asked.delete()[0]
