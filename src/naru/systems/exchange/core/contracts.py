"""A contract's states, and from when an early end takes effect."""

from datetime import date, timedelta
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class ContractState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"  # an order is overdue: nothing is delivered until it is paid
    ENDED = "ended"
    TERMINATED = "terminated"  # before its term, by a side or by the city

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]

    @property
    def is_over(self) -> bool:
        return not CONTRACT_STATES[self]


S = ContractState
CONTRACT_STATES: dict[ContractState, frozenset[ContractState]] = {
    S.ACTIVE: frozenset({S.SUSPENDED, S.ENDED, S.TERMINATED}),
    S.SUSPENDED: frozenset({S.ACTIVE, S.ENDED, S.TERMINATED}),
    S.ENDED: frozenset(),
    S.TERMINATED: frozenset(),
}
STATE_WORDS = {
    S.ACTIVE: Words("이용 중", "In force"),
    S.SUSPENDED: Words("정지됨", "Suspended"),
    S.ENDED: Words("기간 만료", "Ended"),
    S.TERMINATED: Words("해지됨", "Terminated"),
}


def moved(current: ContractState, wanted: ContractState) -> ContractState:
    """Raises ``Refused``: ``contract_state_has_no_such_step``."""
    if wanted not in CONTRACT_STATES[current]:
        raise Refused("contract_state_has_no_such_step", state_ko=current.words.ko, state_en=current.words.en)
    return wanted


def effective_end(told: date, notice_days: int, ends: date | None) -> date:
    """The first day without a contract after notice was given: never later than the term's own end."""
    noticed = told + timedelta(days=notice_days)
    return noticed if ends is None else min(noticed, ends)
