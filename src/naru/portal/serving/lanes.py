"""Which kind of request waits where, how many of it run at once, and whose turn it is. Pure: instants are passed in, in seconds."""

import re
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from naru.portal.serving.head import Head

SMALL_BODY_BYTES = 64 << 10  # waited for without a thread
QUEUE_MAX = 64  # of one address in one lane
Ticket = TypeVar("Ticket")


class Lane(StrEnum):
    """A kind of request, with threads of its own."""

    HEALTH = "health"
    SIGN_IN = "sign-in"
    PAGES = "pages"
    QUESTIONS = "questions"  # of who says to be known
    VISITORS_QUESTIONS = "visitors-questions"
    PRACTICE = "practice"  # a room of learners shares one address
    DOWNLOADS = "downloads"
    UPLOADS = "uploads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``threads`` run at once; of one address at most ``share``, and ``crowded`` while others are in the lane, too.

    Who has waited ``wait_s`` is told to come again."""

    threads: int
    share: int
    crowded: int
    wait_s: float


RULES: Mapping[Lane, Rule] = {
    Lane.HEALTH: Rule(threads=1, share=1, crowded=1, wait_s=5),
    Lane.SIGN_IN: Rule(threads=2, share=1, crowded=1, wait_s=20),
    Lane.PAGES: Rule(threads=12, share=10, crowded=3, wait_s=20),
    Lane.QUESTIONS: Rule(threads=4, share=3, crowded=2, wait_s=10),
    Lane.VISITORS_QUESTIONS: Rule(threads=2, share=1, crowded=1, wait_s=10),
    Lane.PRACTICE: Rule(threads=4, share=4, crowded=3, wait_s=60),
    Lane.DOWNLOADS: Rule(threads=8, share=4, crowded=2, wait_s=30),
    Lane.UPLOADS: Rule(threads=6, share=3, crowded=2, wait_s=10),
}
COME_AGAIN_S = 5  # what ``Retry-After`` says


def lane_of(head: Head, patterns: Mapping[str, Sequence[re.Pattern[str]]]) -> Lane:
    """The lane of a request; ``patterns`` are those that packages declare, by "questions", "practice" or "downloads"."""
    if head.path == "/health/":
        return Lane.HEALTH
    if head.body_bytes is None or head.body_bytes > SMALL_BODY_BYTES:
        return Lane.UPLOADS
    if head.path.startswith("/accounts/"):
        return Lane.SIGN_IN
    if _fits(head.path, patterns.get("questions", ())):
        return Lane.QUESTIONS if head.has_session else Lane.VISITORS_QUESTIONS
    own = (lane for lane in (Lane.PRACTICE, Lane.DOWNLOADS) if _fits(head.path, patterns.get(lane.value, ())))
    return next(own, Lane.PAGES)


def _fits(path: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.match(path) for pattern in patterns)


@dataclass(slots=True)
class Turns(Generic[Ticket]):
    """The turns of one lane: who runs, who waits. An address is served in the order of its requests, the addresses in turns."""

    rule: Rule
    _running: Counter[str] = field(default_factory=Counter)
    _waiting: OrderedDict[str, deque[tuple[float, Ticket]]] = field(default_factory=OrderedDict)

    def join(self, ticket: Ticket, address: str, now: float) -> bool:
        """Stand in line; False where the address has too many there already."""
        line = self._waiting.setdefault(address, deque())
        if len(line) >= QUEUE_MAX:
            return False
        line.append((now + self.rule.wait_s, ticket))
        return True

    def start(self) -> Iterator[Ticket]:
        """Those whose turn it is, which run from now on."""
        while (address := self._next()) is not None:
            line = self._waiting.pop(address)
            _, ticket = line.popleft()
            if line:
                self._waiting[address] = line  # behind the other addresses
            self._running[address] += 1
            yield ticket

    def end(self, address: str) -> None:
        """One of the address's requests runs no more."""
        self._running[address] -= 1
        if not self._running[address]:
            del self._running[address]

    def give_up(self, now: float) -> Iterator[Ticket]:
        """Those who have waited too long, which are in line no more."""
        for address, line in list(self._waiting.items()):
            while line and line[0][0] <= now:
                yield line.popleft()[1]
            if not line:
                del self._waiting[address]

    def _next(self) -> str | None:
        if self._running.total() >= self.rule.threads:
            return None
        is_crowded = len(self._running.keys() | self._waiting.keys()) > 1
        share = self.rule.crowded if is_crowded else self.rule.share
        return next((address for address in self._waiting if self._running[address] < share), None)
