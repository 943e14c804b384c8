"""Lines appended to a file of this process and hour, in ``NARU_HOME/usage``: one write each, which no kill can tear."""

import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from naru.base.kit.ids import new_id

log = logging.getLogger(__name__)

HOUR = "%Y%m%dT%H"
KEPT = timedelta(hours=2)  # a file of an hour so long gone is written to by nobody


@dataclass(slots=True)
class _Open:
    key: tuple[str, str, int]
    descriptor: int


_open: _Open | None = None
_lock = threading.Lock()


def folder() -> Path:
    """For the service's eyes alone."""
    return Path(settings.NARU_HOME) / "usage"


def append(line: bytes, now: datetime) -> bool:
    """Whether it stands in the file; a full disk is logged and keeps no reader from reading."""
    with _lock:
        try:
            descriptor = _descriptor(now)
            whole = os.write(descriptor, line) == len(line)
        except OSError as error:
            log.warning("a read could not be counted: %s", error)
            return False
    return whole


def _descriptor(now: datetime) -> int:
    global _open
    key = (str(folder()), now.strftime(HOUR), os.getpid())
    if _open is not None and _open.key == key:
        return _open.descriptor
    if _open is not None:
        os.close(_open.descriptor)
        _open = None
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / f"{key[1]}-{new_id()}.jsonl"
    _open = _Open(key, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return _open.descriptor


def files() -> list[Path]:
    """Oldest first."""
    return sorted(folder().glob("*.jsonl"))


def whole_lines(path: Path, place: int) -> tuple[list[bytes], int]:
    """The lines from ``place`` on that have an end, and the place behind them."""
    with path.open("rb") as file:
        file.seek(place)
        found = file.read()
    end = found.rfind(b"\n") + 1
    return found[:end].splitlines(), place + end


def is_over(path: Path, now: datetime) -> bool:
    """Whether nobody writes to it any more."""
    hour = datetime.strptime(path.name.partition("-")[0], HOUR).replace(tzinfo=now.tzinfo)
    return now - hour > KEPT + timedelta(hours=1)


def over(now: datetime) -> Iterator[Path]:
    """Files that nobody writes to any more."""
    return (path for path in files() if is_over(path, now))
