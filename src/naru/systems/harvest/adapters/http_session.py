"""A source asked over HTTP through the safe client, with manners: paced by host, tried again, waited for, never hurried."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from naru.base.kit.http_client import MIB, FetchLimits, SafeClient
from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.keys import redacted, without_keys
from naru.systems.harvest.core.manners import TRIES, Manners, back_off, retry_after
from naru.systems.harvest.kinds.session import Answer

PAGE_BYTES = 256 * MIB
TRIED_AGAIN = frozenset({"download_too_slow", "address_unreachable", "download_broke_off"})
RESTS = frozenset({429, 503})
HICCUPS = frozenset({502, 504})

_next_turn: dict[str, float] = {}  # host → when it may be asked next, by the monotonic clock


def client(*, memory_bytes: int = PAGE_BYTES, wall_s: float = 120.0) -> SafeClient:
    """The tests' own server may be reached on the loopback ports that ``NARU_FETCH_LOOPBACK`` names."""
    limits = FetchLimits(bytes_max=settings.NARU_FILE_BYTES, memory_bytes=memory_bytes, wall_s=wall_s)
    return SafeClient(
        limits,
        inner_hosts=settings.NARU_INNER_HOSTS,
        open_hosts=settings.NARU_FETCH_HOSTS,
        loopback_ports=settings.NARU_FETCH_LOOPBACK,
    )


def probing_client() -> SafeClient:
    """For the first bytes of a link: nobody is waited for long."""
    return client(memory_bytes=MIB, wall_s=20.0)


class HttpSession:
    """One source's conversation. ``key`` is covered in whatever is refused; ``on_wait`` hears that the work goes on."""

    def __init__(self, manners: Manners, *, key: str = "", on_wait: Callable[[], None] | None = None) -> None:
        self._manners = manners
        self._key = key
        self._on_wait = on_wait or (lambda: None)
        self._client = client()

    def get(self, url: str, *, accept: str = "*/*") -> Answer:
        for tries in range(1, TRIES + 1):
            self._wait_turn(urlsplit(url).hostname or "")
            try:
                answer = self._ask(url, accept)
            except Refused as refused:
                if refused.code not in TRIED_AGAIN or tries == TRIES:
                    raise self._covered(refused) from None
                self._rest(back_off(tries), url)
                continue
            wait = self._asked_to_wait(answer, tries)
            if wait is None or (answer.status in HICCUPS and tries == TRIES):
                return answer
            self._rest(wait, url)
        raise Refused("harvest_rest", where=without_keys(url), until="")

    def _ask(self, url: str, accept: str) -> Answer:
        came = self._client.get_whatever(url, {"Accept": accept, "Accept-Encoding": "gzip"})
        return Answer(url=came.url, status=came.status, body=came.body, headers=came.headers, key=self._key)

    def _asked_to_wait(self, answer: Answer, tries: int) -> timedelta | None:
        if answer.status in RESTS:
            return retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC)) or back_off(tries)
        return back_off(tries) if answer.status in HICCUPS else None

    def _rest(self, wait: timedelta, url: str) -> None:
        if wait.total_seconds() > self._manners.patience_s:
            until = (datetime.now(UTC) + wait).isoformat()
            raise Refused("harvest_rest", where=without_keys(url), until=until)
        self._sleep(wait.total_seconds())

    def _wait_turn(self, host: str) -> None:
        now = time.monotonic()
        turn = max(_next_turn.get(host, 0.0), now)
        _next_turn[host] = turn + self._manners.pause_s
        self._sleep(turn - now)

    def _sleep(self, seconds: float) -> None:
        while seconds > 0:
            step = min(seconds, 1.0)
            time.sleep(step)
            seconds -= step
            self._on_wait()

    def _covered(self, refused: Refused) -> Refused:
        facts = {
            name: redacted(without_keys(fact) if "://" in fact else fact, self._key) if isinstance(fact, str) else fact
            for name, fact in refused.facts.items()
        }
        return Refused(refused.code, **facts)
