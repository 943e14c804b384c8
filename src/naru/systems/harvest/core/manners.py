"""How fast a host is asked, and when it is asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
LONGEST_WAIT = timedelta(hours=24)
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """At most one request each ``pause_s`` seconds; waits up to ``patience_s`` are waited for, longer ones end the run
    for now."""

    pause_s: float = 0.0
    patience_s: float = 5.0


def retry_after(value: str, now: datetime) -> timedelta | None:
    """What a Retry-After header asks (RFC 9110, 10.2.3): seconds or a date; None where it asks nothing readable."""
    said = value.strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=min(int(said), 10**6)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        return None
    return min(max(until - now, timedelta(0)), LONGEST_WAIT)


def back_off(tries: int) -> timedelta:
    """The wait after so many failed tries, where the host says nothing: 1 s, 2 s, 4 s, …"""
    return timedelta(seconds=2 ** min(tries - 1, 6))


def next_seoul_midnight(now: datetime) -> datetime:
    """When a daily quota of data.go.kr begins anew."""
    local = now.astimezone(SEOUL)
    return (local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)).astimezone(now.tzinfo)
