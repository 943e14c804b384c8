"""What an answer says of a link, and when it is probed next.

A firewall's page with 200 is not alive, 429 is not dead, and one failure is no failure.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.harvest.core.fields import media_format
from naru.systems.harvest.core.json_text import looks_like_html

SMALL = 2_000


class LinkState(StrEnum):
    UNKNOWN = "unknown"
    ALIVE = "alive"
    DOUBTFUL = "doubtful"  # something answers, and it is not what was promised
    FAILING = "failing"  # failed, not often enough to be called dead
    DEAD = "dead"


LINK_WORDS = {
    LinkState.UNKNOWN: Words("아직 모름", "Not known yet"),
    LinkState.ALIVE: Words("응답함", "Answers"),
    LinkState.DOUBTFUL: Words("내용이 의심됨", "Doubtful"),
    LinkState.FAILING: Words("응답 실패", "Failing"),
    LinkState.DEAD: Words("끊어짐", "Dead"),
}
PAUSES = (timedelta(hours=1), timedelta(hours=12), timedelta(days=1), timedelta(days=3))
ALIVE_PAUSE = timedelta(days=7)
MISSES_TO_DIE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One answer: ``status`` None where nothing answered; ``retry`` is what the host asked to wait."""

    status: int | None
    media_type: str = ""
    head: bytes = b""
    retry: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as probes left it: ``misses`` in a row, the first of them at ``failing_since``."""

    state: LinkState = LinkState.UNKNOWN
    misses: int = 0
    failing_since: datetime | None = None
    next_at: datetime | None = None


def probed(link: Link, probe: Probe, *, promised: str, now: datetime) -> Link:
    """The link after the probe; ``promised`` is the format that the record names."""
    if (probe.status in {429, 503} and probe.retry is not None) or probe.status == 429:
        wait = max(probe.retry or PAUSES[0], timedelta(minutes=5))
        state = link.state if link.state is not LinkState.ALIVE else LinkState.ALIVE
        return Link(state=state, misses=link.misses, failing_since=link.failing_since, next_at=now + wait)
    if probe.status is not None and 200 <= probe.status < 300:
        state = LinkState.DOUBTFUL if _is_no_file(probe, promised) else LinkState.ALIVE
        return Link(state=state, next_at=now + (PAUSES[2] if state is LinkState.DOUBTFUL else ALIVE_PAUSE))
    misses, since = link.misses + 1, link.failing_since or now
    is_dead = misses >= MISSES_TO_DIE and since.date() != now.date()
    state = LinkState.DEAD if is_dead else LinkState.FAILING
    pause = PAUSES[min(misses, len(PAUSES)) - 1]
    return Link(state=state, misses=misses, failing_since=since, next_at=now + pause)


def _is_no_file(probe: Probe, promised: str) -> bool:
    if promised in {"", "html", "htm", "api", "link", "url", "website"}:
        return False
    return looks_like_html(probe.head) or (media_format(probe.media_type) == "html" and len(probe.head) < SMALL)


def as_promised(probe_type: str, promised: str) -> bool:
    """Whether the media type answered is the format that was promised; False also where neither tells."""
    return bool(promised) and media_format(probe_type) == promised
