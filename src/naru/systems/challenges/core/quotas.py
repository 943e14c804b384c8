"""How often a team may try, by days of the city."""

from collections.abc import Iterable
from datetime import date, datetime

from naru.base.kit.clock import in_city
from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.states import SubmissionState

FREE = frozenset({SubmissionState.FAILED})  # what costs no attempt; what was withdrawn does


def used_on(day: date, tries: Iterable[tuple[datetime, SubmissionState]]) -> int:
    """Of those of one team."""
    return sum(in_city(at).date() == day and state not in FREE for at, state in tries)


def require_attempt(tries: Iterable[tuple[datetime, SubmissionState]], *, now: datetime, a_day: int) -> int:
    """How many are left after this one. Raises ``Refused``: ``attempts_used_up``."""
    used = used_on(in_city(now).date(), tries)
    if used >= a_day:
        raise Refused("attempts_used_up", most=a_day)
    return a_day - used - 1


def attempts_in_all(opens: datetime, closes: datetime, *, a_day: int) -> int:
    """The most that a team can make: every day of the city that the challenge touches."""
    return a_day * ((in_city(closes).date() - in_city(opens).date()).days + 1)
