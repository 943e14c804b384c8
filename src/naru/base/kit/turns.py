"""A few at once: a share of what is costly for each who asks, and for all together. Nobody waits here with a thread in hand."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from naru.base.kit.refusals import Refused


@dataclass(slots=True)
class Turns:
    """``at_once`` in this process, ``each`` of them for one asker; ``busy`` is the refusal of whoever would be one too many."""

    at_once: int
    each: int
    busy: str
    _held: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, asker: str) -> Iterator[None]:
        """Hold a turn while the block runs. Raises the refusal ``busy``, at once."""
        self._take(asker)
        try:
            yield
        finally:
            self._give_back(asker)

    def _take(self, asker: str) -> None:
        with self._lock:
            if self._held.total() >= self.at_once or self._held[asker] >= self.each:
                raise Refused(self.busy)
            self._held[asker] += 1

    def _give_back(self, asker: str) -> None:
        with self._lock:
            self._held[asker] -= 1
            if not self._held[asker]:
                del self._held[asker]
