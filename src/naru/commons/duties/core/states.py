"""A duty's states as a table; late is a fact of the day."""

from datetime import date
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class DutyState(StrEnum):
    OPEN = "open"
    DONE = "done"
    EXCUSED = "excused"
    VOID = "void"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


WAYS = {
    DutyState.OPEN: frozenset({DutyState.DONE, DutyState.EXCUSED, DutyState.VOID}),
    DutyState.DONE: frozenset({DutyState.DONE}),  # other evidence, in place of what was given
    DutyState.EXCUSED: frozenset({DutyState.OPEN}),
    DutyState.VOID: frozenset(),
}
STATE_WORDS = {
    DutyState.OPEN: Words("할 일", "To do"),
    DutyState.DONE: Words("마침", "Done"),
    DutyState.EXCUSED: Words("면제", "Excused"),
    DutyState.VOID: Words("없어짐", "Void"),
}
REMINDED_BEFORE_DAYS = (7, 1, 0)


def moved(state: DutyState, to: DutyState) -> DutyState:
    """Raises ``Refused``: ``duty_cannot_move``."""
    if to not in WAYS[state]:
        raise Refused("duty_cannot_move", state=state.words.ko, state_en=state.words.en)
    return to


def days_late(due: date, done: date) -> int:
    """0 on the day itself, which is included."""
    return max(0, (done - due).days)


def is_reminded(due: date, today: date) -> bool:
    """A week before, the day before, on the day, and each week it is late."""
    left = (due - today).days
    return left in REMINDED_BEFORE_DAYS or (left < 0 and left % 7 == 0)
