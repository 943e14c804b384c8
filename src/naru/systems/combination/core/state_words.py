"""What states and events of a case are called."""

from naru.base.kit.words import Words
from naru.systems.combination.core.states import Event, State

STATE_WORDS = {
    State.DRAFT: Words("작성", "Draft"),
    State.FILED: Words("접수", "Filed"),
    State.INCOMPLETE: Words("보완 요청", "Incomplete"),
    State.OPEN: Words("결합키 생성", "Keys being made"),
    State.MAPPED: Words("연계정보 수신", "Map received"),
    State.JOINED: Words("결합함", "Joined"),
    State.ASSESSED: Words("적정성 평가", "Assessed"),
    State.TREATED: Words("추가 가명처리", "Treated"),
    State.PROPOSED: Words("반출 심사 중", "Under review"),
    State.REVIEWED: Words("반출 승인", "Approved"),
    State.CONDITIONAL: Words("조건부 승인", "Approved with conditions"),
    State.REFUSED: Words("반출 반려", "Release refused"),
    State.RELEASED: Words("반출함, 사후관리", "Released"),
    State.STOPPED: Words("중지", "Stopped"),
    State.DESTROYED: Words("파기함", "Destroyed"),
    State.CLOSED: Words("종결", "Closed"),
}
ENTRY_WORDS = {
    "begin": Words("사건 시작", "Case begun"),
    "card_learnt": Words("명함 등록", "Card learnt"),
    "received": Words("파일 수신", "File received"),
    "panel": Words("심사위원 위촉", "Panel appointed"),
    "vote": Words("표결", "Vote cast"),
    Event.MAP_CAME: Words("연계정보 수신", "Map received"),
    Event.PAYLOAD_CAME: Words("결합대상정보 수신", "Payload received"),
    Event.JOIN: Words("결합", "Joined"),
    Event.ASSESS: Words("적정성 평가", "Assessed"),
    Event.TREAT: Words("추가 가명처리", "Treated"),
    Event.PROPOSE: Words("반출 신청", "Release proposed"),
    Event.APPROVE: Words("반출 승인", "Release approved"),
    Event.APPROVE_WITH_CONDITIONS: Words("조건부 승인", "Approved with conditions"),
    Event.MEET_CONDITIONS: Words("조건 이행", "Conditions met"),
    Event.REFUSE: Words("반출 반려", "Release refused"),
    Event.RELEASE: Words("반출", "Released"),
    Event.STOP: Words("중지", "Stopped"),
    Event.DESTROY: Words("파기", "Destroyed"),
    Event.CLOSE: Words("종결", "Closed"),
}
