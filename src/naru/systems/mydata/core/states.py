"""Consents, pulls, deletion orders and services as tables of states."""

from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class ConsentState(StrEnum):
    OFFERED = "offered"
    DECLINED = "declined"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DELETION_PENDING = "deletion_pending"
    DELETED = "deleted"
    OVERDUE = "overdue"

    @property
    def words(self) -> Words:
        return CONSENT_WORDS[self]

    @property
    def is_running(self) -> bool:
        """Given and not over: what the citizen can take back."""
        return self in {ConsentState.ACTIVE, ConsentState.SUSPENDED}


class PullState(StrEnum):
    """``PERMITTED`` without an end may have been sent: whoever reckons what a receiver has counts it in."""

    PLANNED = "planned"
    PERMITTED = "permitted"
    SENT = "sent"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return PULL_WORDS[self]


class OrderState(StrEnum):
    ORDERED = "ordered"
    ACKNOWLEDGED = "acknowledged"
    OVERDUE = "overdue"
    ATTESTED = "attested"

    @property
    def words(self) -> Words:
        return ORDER_WORDS[self]


class ServiceState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REGISTERED = "registered"
    RETURNED = "returned"
    STOPPED = "stopped"

    @property
    def words(self) -> Words:
        return SERVICE_WORDS[self]


C, P, D, S = ConsentState, PullState, OrderState, ServiceState
CONSENTS: dict[ConsentState, frozenset[ConsentState]] = {
    C.OFFERED: frozenset({C.ACTIVE, C.DECLINED, C.EXPIRED}),
    C.DECLINED: frozenset(),
    C.ACTIVE: frozenset({C.ACTIVE, C.SUSPENDED, C.EXPIRED, C.WITHDRAWN}),
    C.SUSPENDED: frozenset({C.ACTIVE, C.SUSPENDED, C.EXPIRED, C.WITHDRAWN}),
    C.EXPIRED: frozenset({C.DELETION_PENDING}),
    C.WITHDRAWN: frozenset({C.DELETION_PENDING}),
    C.DELETION_PENDING: frozenset({C.DELETED, C.OVERDUE}),
    C.OVERDUE: frozenset({C.DELETED}),
    C.DELETED: frozenset(),
}
PULLS: dict[PullState, frozenset[PullState]] = {
    P.PLANNED: frozenset({P.PERMITTED, P.REFUSED, P.CANCELLED}),
    P.PERMITTED: frozenset({P.SENT, P.REFUSED}),
    P.SENT: frozenset(),
    P.REFUSED: frozenset(),
    P.CANCELLED: frozenset(),
}
ORDERS: dict[OrderState, frozenset[OrderState]] = {
    D.ORDERED: frozenset({D.ACKNOWLEDGED, D.OVERDUE, D.ATTESTED}),
    D.ACKNOWLEDGED: frozenset({D.OVERDUE, D.ATTESTED}),
    D.OVERDUE: frozenset({D.ATTESTED}),
    D.ATTESTED: frozenset(),
}
SERVICES: dict[ServiceState, frozenset[ServiceState]] = {
    S.DRAFT: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.REGISTERED, S.RETURNED}),
    S.RETURNED: frozenset({S.IN_REVIEW}),
    S.REGISTERED: frozenset({S.STOPPED}),
    S.STOPPED: frozenset({S.REGISTERED}),
}
CONSENT_WORDS = {
    C.OFFERED: Words("제안받음", "Offered"),
    C.DECLINED: Words("거절함", "Declined"),
    C.ACTIVE: Words("보내는 중", "Sharing"),
    C.SUSPENDED: Words("잠시 멈춤", "Paused"),
    C.EXPIRED: Words("기간 끝", "Expired"),
    C.WITHDRAWN: Words("철회함", "Withdrawn"),
    C.DELETION_PENDING: Words("삭제 확인 기다림", "Waiting for proof of deletion"),
    C.DELETED: Words("삭제 확인됨", "Deleted"),
    C.OVERDUE: Words("삭제 확인이 늦음", "Proof of deletion is late"),
}
PULL_WORDS = {
    P.PLANNED: Words("예정", "Planned"),
    P.PERMITTED: Words("보내는 중", "Being sent"),
    P.SENT: Words("보냄", "Sent"),
    P.REFUSED: Words("보내지 않음", "Not sent"),
    P.CANCELLED: Words("취소", "Cancelled"),
}
ORDER_WORDS = {
    D.ORDERED: Words("요청함", "Ordered"),
    D.ACKNOWLEDGED: Words("받음", "Acknowledged"),
    D.OVERDUE: Words("기한 지남", "Overdue"),
    D.ATTESTED: Words("삭제 증명됨", "Attested"),
}
SERVICE_WORDS = {
    S.DRAFT: Words("작성 중", "Draft"),
    S.IN_REVIEW: Words("심사 중", "In review"),
    S.REGISTERED: Words("등록됨", "Registered"),
    S.RETURNED: Words("보완 요청", "Returned"),
    S.STOPPED: Words("중지됨", "Stopped"),
}
State = TypeVar("State", ConsentState, PullState, OrderState, ServiceState)


def moved(state: State, to: State, ways: dict[State, frozenset[State]]) -> State:
    """Raises ``Refused``: ``mydata_cannot_move``."""
    if to not in ways[state]:
        raise cannot_move(state, to)
    return to


def cannot_move(state: State, to: State) -> Refused:
    return Refused(
        "mydata_cannot_move", state=state.words.ko, state_en=state.words.en, to=to.words.ko, to_en=to.words.en
    )
