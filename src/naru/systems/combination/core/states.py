"""The states of a case, as the law's procedure has them. One table: it decides, the tests walk it, the docs draw it.

PIPA 28-3 and its decree 29-2 to 29-5; the guideline's steps between application and destruction.
"""

from collections.abc import Mapping
from enum import StrEnum

from naru.base.kit.refusals import Refused


class State(StrEnum):
    DRAFT = "draft"  # 작성
    FILED = "filed"  # 접수
    INCOMPLETE = "incomplete"  # 보완요청
    OPEN = "open"  # 키생성
    MAPPED = "mapped"  # 결합키연계정보 수신
    JOINED = "joined"  # 결합
    ASSESSED = "assessed"  # 적정성 평가
    TREATED = "treated"  # 추가 가명처리
    PROPOSED = "proposed"  # 반출신청
    REVIEWED = "reviewed"  # 반출심사 승인
    CONDITIONAL = "conditional"  # 조건부
    REFUSED = "refused"  # 반려
    RELEASED = "released"  # 반출, 사후관리
    STOPPED = "stopped"  # 중지
    DESTROYED = "destroyed"  # 파기
    CLOSED = "closed"  # 기록보존 종결


class Event(StrEnum):
    FILE = "file"
    ASK_MORE = "ask_more"
    ACCEPT = "accept"
    MAP_CAME = "map_came"
    PAYLOAD_CAME = "payload_came"
    JOIN = "join"
    ASSESS = "assess"
    TREAT = "treat"
    PROPOSE = "propose"
    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    MEET_CONDITIONS = "meet_conditions"
    REFUSE = "refuse"
    RELEASE = "release"
    STOP = "stop"
    DESTROY = "destroy"
    CLOSE = "close"


HOLDING_DATA = frozenset(
    {
        State.OPEN,
        State.MAPPED,
        State.JOINED,
        State.ASSESSED,
        State.TREATED,
        State.PROPOSED,
        State.REVIEWED,
        State.CONDITIONAL,
        State.REFUSED,
        State.RELEASED,
    }
)
"""From each of these a case can be stopped, and destroyed."""

_STEPS: Mapping[State, Mapping[Event, State]] = {
    State.DRAFT: {Event.FILE: State.FILED},
    State.FILED: {Event.ASK_MORE: State.INCOMPLETE, Event.ACCEPT: State.OPEN},
    State.INCOMPLETE: {Event.FILE: State.FILED},
    State.OPEN: {Event.MAP_CAME: State.MAPPED, Event.PAYLOAD_CAME: State.OPEN},
    State.MAPPED: {Event.MAP_CAME: State.MAPPED, Event.PAYLOAD_CAME: State.MAPPED, Event.JOIN: State.JOINED},
    State.JOINED: {Event.ASSESS: State.ASSESSED, Event.TREAT: State.TREATED},
    State.TREATED: {Event.ASSESS: State.ASSESSED, Event.TREAT: State.TREATED},
    State.ASSESSED: {Event.TREAT: State.TREATED, Event.ASSESS: State.ASSESSED, Event.PROPOSE: State.PROPOSED},
    State.PROPOSED: {
        Event.APPROVE: State.REVIEWED,
        Event.APPROVE_WITH_CONDITIONS: State.CONDITIONAL,
        Event.REFUSE: State.REFUSED,
        Event.TREAT: State.TREATED,
    },
    State.CONDITIONAL: {Event.MEET_CONDITIONS: State.REVIEWED, Event.TREAT: State.TREATED},
    State.REFUSED: {Event.TREAT: State.TREATED},
    State.REVIEWED: {Event.RELEASE: State.RELEASED},
    State.RELEASED: {},
    State.STOPPED: {Event.DESTROY: State.DESTROYED},
    State.DESTROYED: {Event.CLOSE: State.CLOSED},
    State.CLOSED: {},
}

TABLE: Mapping[State, Mapping[Event, State]] = {
    state: {**steps, **({Event.STOP: State.STOPPED, Event.DESTROY: State.DESTROYED} if state in HOLDING_DATA else {})}
    for state, steps in _STEPS.items()
}


def step(state: State, event: Event) -> State:
    """Where the event leads. Raises ``Refused("case_not_there")`` with what is possible instead."""
    try:
        return TABLE[state][event]
    except KeyError:
        possible = ", ".join(TABLE[state]) or "-"
        raise Refused("case_not_there", state=state.value, event=event.value, possible=possible) from None


def diagram() -> str:
    """The table as a Mermaid state diagram; stop and destroy, which lead from every state that holds data, are drawn once."""
    always = {Event.STOP, Event.DESTROY}
    lines = [
        f"    {state} --> {target}: {event}"
        for state, steps in TABLE.items()
        for event, target in steps.items()
        if not (state in HOLDING_DATA and event in always)
    ]
    holding = [f"        {state}" for state in TABLE if state in HOLDING_DATA]
    return "\n".join(
        [
            "stateDiagram-v2",
            "    [*] --> draft",
            "    state holding_data {",
            *holding,
            "    }",
            *lines,
            *(
                f"    holding_data --> {target}: {event}"
                for event, target in ((Event.STOP, State.STOPPED), (Event.DESTROY, State.DESTROYED))
            ),
            "    closed --> [*]",
        ]
    )
