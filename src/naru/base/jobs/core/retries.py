"""When a failed job is tried again, and when it is dead."""

from dataclasses import dataclass
from datetime import timedelta

ATTEMPTS = 3
"""Failures of its own after which a job is left for a person to look at."""

DEATHS = 20
"""Workers a job may outlive: killed machines are not its fault, but a job that kills every worker is."""

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TryAgain:
    """``after`` is reckoned from the failure, by the database's clock."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The job is a dead letter: kept, shown, and run again only by a person's hand."""


def after_failure(failures: int, attempts_max: int) -> TryAgain | GiveUp:
    """What follows the ``failures``-th failure: waits of 5 s, 20 s, 80 s … up to an hour, or the end."""
    if failures >= attempts_max:
        return GiveUp()
    return TryAgain(min(FIRST_WAIT * 4 ** (failures - 1), LONGEST_WAIT))


def after_death(deaths: int) -> TryAgain | GiveUp:
    """What follows when a worker vanished with the job in hand for the ``deaths``-th time."""
    return GiveUp() if deaths >= DEATHS else TryAgain(timedelta(0))
