"""Words that people searched and no dataset has: noted in a file of the day, counted once the day is over; never who searched.

*Theory of operation.* A search only reads, and waits for nobody who writes to the database: its words are one line appended to a file in
``NARU_HOME``. After midnight the file of a day that is over becomes rows in one transaction and is removed; the count is set, not added to,
so that a job that was killed between the two counts the same again.
"""

import logging
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.systems.firms.models import MissedSearch

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 2, 80
WORDS_MOST = 2_000  # of one day: a flood of nonsense fills no table
FILE_BYTES_MOST = 4 << 20
KEPT = timedelta(days=90)
NUMBER = re.compile(r"\d[\d -]{5,}")  # as people and telephones have them


def note(text: str, *, clock: Clock = SYSTEM_CLOCK) -> None:
    """Not what bears a person's number or an address of mail. A full disk is logged and keeps nobody from searching."""
    words = " ".join(text.casefold().split())
    if not SHORTEST <= len(words) <= LONGEST or "@" in words or NUMBER.search(words):
        return
    path = _path(clock.today())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("ab", buffering=0) as file:
            if file.tell() < FILE_BYTES_MOST:
                file.write(f"{words}\n".encode())
    except OSError as error:
        log.warning("a search could not be noted: %s", error)


def count_past_days(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """The files of days that are over become rows, and old rows go; how many different words came."""
    counted = 0
    for path in sorted(_folder().glob("*.txt")):
        day = date.fromisoformat(path.stem)
        if day >= clock.today():
            continue
        times = Counter(path.read_text(errors="replace").splitlines())
        with transaction.atomic():
            for words, count in times.most_common(WORDS_MOST):
                MissedSearch.objects.update_or_create(words=words, day=day, defaults={"times": count})
        path.unlink()
        counted += len(times)
    MissedSearch.objects.filter(day__lt=clock.today() - KEPT).delete()
    return counted


def _folder() -> Path:
    return Path(settings.NARU_HOME) / "missed-searches"


def _path(day: date) -> Path:
    return _folder() / f"{day.isoformat()}.txt"
