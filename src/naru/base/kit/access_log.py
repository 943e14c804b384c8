"""Who read what is closed, who was refused and whose sign-in failed: lines of their own, apart from the trail.

One line of JSON each in ``NARU_HOME/log/access-<day>.jsonl``, the service's alone; kept as long as usage says who read. A day's
file has an end, so that nobody fills the disk by being refused.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import orjson
from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK, Clock

DAY_BYTES_MAX = 128 << 20
log = logging.getLogger(__name__)


class Happened(StrEnum):
    """What a line tells of."""

    READ = "read"
    REFUSED = "refused"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_IN = "signed_in"


def folder() -> Path:
    """For the service's eyes alone."""
    return Path(settings.NARU_HOME) / "log"


def note(
    what: Happened,
    *,
    by: str,
    address: str = "",
    facts: Mapping[str, str | int] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """Write one line; a full disk is logged and keeps nobody from anything. ``by`` is an id, "" for who is unknown."""
    said = {
        "at": clock.now().isoformat(timespec="seconds"),
        "what": what,
        "by": by,
        "address": address,
        **(facts or {}),
    }
    try:
        _append(_path(clock.today()), orjson.dumps(said) + b"\n")
    except OSError as error:
        log.warning("an access could not be noted: %s", error)


def lines(*, since: date, until: date) -> Iterator[dict[str, str | int]]:
    """What was noted on these days, both included, oldest first; a line that a full disk cut off is passed over."""
    day = since
    while day <= until:
        path = _path(day)
        if path.exists():
            with path.open("rb") as file:
                yield from _whole(file)
        day += timedelta(days=1)


def forget(*, before: date) -> int:
    """Take away the files of earlier days; how many."""
    old = [path for path in folder().glob("access-*.jsonl") if path.name < _path(before).name]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _whole(file: Iterable[bytes]) -> Iterator[dict[str, str | int]]:
    for line in file:
        with suppress(orjson.JSONDecodeError):
            yield orjson.loads(line)


def _path(day: date) -> Path:
    return folder() / f"access-{day.isoformat()}.jsonl"


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.fstat(descriptor).st_size < DAY_BYTES_MAX:
            os.write(descriptor, line)
    finally:
        os.close(descriptor)
