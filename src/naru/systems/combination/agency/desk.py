"""The agency's desk: what its people do with a case in a browser, by the very functions of its commands."""

import json
from collections.abc import Callable
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination.agency import joining, releasing, treating
from naru.systems.combination.agency.case import state_of
from naru.systems.combination.agency.telling import tell_panel
from naru.systems.combination.core.review import Member
from naru.systems.combination.core.state_words import STATE_WORDS
from naru.systems.combination.core.states import TABLE, Event, State
from naru.systems.combination.desk import FILES, LAW, Answer, Desk, Given, Input, InputKind, Step, Verb
from naru.systems.combination.folder import CaseFolder, write_whole
from naru.systems.combination.regimes import regime

SUGGESTED = "suggested-plan.json"
WAY = (
    (Words("연계정보·속성 수신", "Map and payloads"), "map_came"),
    (Words("결합", "Joined"), "join"),
    (Words("적정성 평가", "Assessed"), "assess"),
    (Words("추가 가명처리", "Treated"), "treat"),
    (Words("반출 신청", "Proposed"), "propose"),
    (Words("반출 심사", "Reviewed"), "approve"),
    (Words("반출", "Released"), "release"),
    (Words("파기", "Destroyed"), "destroy"),
)
APPROVALS = ("approve", "approve_with_conditions")


def _receive(folder: CaseFolder, given: Given) -> Answer:
    new = sum(joining.take_file(folder, file) for file in given.files)
    return {"received": new, "already": len(given.files) - new}


def _join(folder: CaseFolder, _given: Given) -> Answer:
    return joining.join(folder)


def _try(folder: CaseFolder, _given: Given) -> Answer:
    return joining.try_join(folder)


def _assess(folder: CaseFolder, given: Given) -> Answer:
    found = treating.assess(folder, regime(given.text("law")))
    return {name: found[name] for name in ("table", "passes", "failures")}


def _suggest(folder: CaseFolder, given: Given) -> Answer:
    found = treating.suggest(folder, regime(given.text("law")))
    plan: Any = found["plan"]
    write_whole(folder.path / "tables" / SUGGESTED, json.dumps(plan, ensure_ascii=False, indent=2).encode())
    return {"steps": len(plan["steps"])}


def _treat(folder: CaseFolder, given: Given) -> Answer:
    try:
        plan = json.loads(given.text("plan") or suggested(folder))
    except ValueError:
        raise Refused("plan_unreadable") from None
    return {"rows": treating.treat(folder, plan)["rows"]}


def suggested(folder: CaseFolder) -> str:
    """The plan that was searched last, "" where none was."""
    place = folder.path / "tables" / SUGGESTED
    return place.read_text(encoding="utf-8") if place.exists() else ""


def _propose(folder: CaseFolder, given: Given) -> Answer:
    about: dict[str, JSON] = {
        "case": folder.spec.case,
        "purpose": given.text("purpose"),
        "parties": list(folder.spec.parties),
        "key_version": folder.spec.version,
        "created": folder.chain[0].at,
    }
    return treating.propose(folder, form=given.text("form") or "csv", case=about, regime=regime(given.text("law")))


def _appoint(folder: CaseFolder, given: Given) -> Answer:
    """One line a candidate: an address, an organisation, and the interests that they have said, by commas."""
    size = int(given.number("size", least=1, most=99))
    return releasing.draw(folder, _candidates(given.text("candidates")), size, regime(given.text("law")))


def _candidates(lines: str) -> list[Member]:
    rows = [[part.strip() for part in line.split(",")] for line in lines.splitlines() if line.strip()]
    if any(len(row) < 2 for row in rows):
        raise Refused("candidates_unreadable")
    return [Member(name=name, organisation=place, interests=tuple(filter(None, rest))) for name, place, *rest in rows]


def _close(folder: CaseFolder, _given: Given) -> Answer:
    return releasing.close_review(folder)


def _left_open(folder: CaseFolder) -> bool:
    """The last vote was written, and then something was killed."""
    return state_of(folder) is State.PROPOSED and releasing.decided_by_votes(folder) is not None


def _met(folder: CaseFolder, given: Given) -> Answer:
    releasing.meet_conditions(folder, given.text("how"))
    return {"state": state_of(folder).value}


def _release(folder: CaseFolder, given: Given) -> Answer:
    released = releasing.release(folder, given.text("to"), regime(given.text("law")))
    return {name: released[name] for name in ("sha256", "size")}


def _stop(folder: CaseFolder, given: Given) -> Answer:
    releasing.stop(folder, given.text("reason"))
    return {"state": "stopped"}


def _destroy(folder: CaseFolder, _given: Given) -> Answer:
    return {"certificate": releasing.destroy(folder).name}


def when(event: Event) -> Callable[[CaseFolder], bool]:
    return lambda folder: event in TABLE[state_of(folder)]


def _under_review(folder: CaseFolder) -> bool:
    return state_of(folder) is State.PROPOSED and not releasing.panel_stands(folder)


def _has_sample(folder: CaseFolder) -> bool:
    return any(entry.facts["kind"] == "sample" for entry in folder.entries("received")) and when(Event.STOP)(folder)


def steps(folder: CaseFolder) -> tuple[Step, ...]:
    done = {entry.event for entry in folder.chain}
    return tuple(
        Step(words=words, done=event in done or (event == "approve" and bool(done & set(APPROVALS))))
        for words, event in WAY
    )


def days_max(folder: CaseFolder) -> int | None:
    return regime("pipa").steps_days.get(state_of(folder).value)


FORM = Input(
    name="form",
    words=Words("파일 형식", "Form of the file"),
    kind=InputKind.CHOICE,
    choices=(("csv", Words("CSV", "CSV")), ("parquet", Words("Parquet", "Parquet"))),
    initial="csv",
)
DESK = Desk(
    role="agency",
    words=Words("결합전문기관", "Combination agency"),
    about=Words(
        "속성과 일련번호만 받습니다. 결합키 파일은 열지도 복사하지도 않고 돌려보냅니다.",
        "Attributes and serials alone come here. A file of keys is neither opened nor copied.",
    ),
    standing=lambda folder: STATE_WORDS[state_of(folder)],
    steps=steps,
    days_max=days_max,
    verbs=(
        Verb(
            name="receive",
            words=Words("연계정보와 속성 받기", "Take the map and payloads"),
            about=Words("map.sealed, *-payload.sealed, sample.sealed", "map.sealed, *-payload.sealed, sample.sealed"),
            run=_receive,
            offered=when(Event.PAYLOAD_CAME),
            inputs=(FILES,),
        ),
        Verb(
            name="try",
            words=Words("모의결합", "Try the join"),
            about=Words(
                "표본으로 크기만 보고 아무것도 남기지 않습니다.", "By the sample, for its size; nothing is kept."
            ),
            run=_try,
            offered=_has_sample,
        ),
        Verb(
            name="join",
            words=Words("결합하기", "Join"),
            about=Words("일련번호로 결합하여 봉해 둡니다.", "By serials; the result is sealed."),
            run=_join,
            offered=when(Event.JOIN),
        ),
        Verb(
            name="assess",
            words=Words("적정성 평가", "Assess"),
            about=Words(
                "자기 원본을 가진 신청자를 가장 강한 공격자로 보고 남은 위험을 잽니다.",
                "Measures the risk that is left; the strongest attacker is an applicant that still has its source.",
            ),
            run=_assess,
            offered=when(Event.ASSESS),
            inputs=(LAW,),
        ),
        Verb(
            name="suggest",
            words=Words("처리 계획 찾기", "Search a plan"),
            about=Words(
                "기준을 통과하면서 가장 적게 잃는 계획을 찾아 둡니다.", "The plan that passes with the least loss."
            ),
            run=_suggest,
            offered=when(Event.TREAT),
            inputs=(LAW,),
        ),
        Verb(
            name="treat",
            words=Words("추가 가명처리", "Treat"),
            about=Words(
                "계획대로 결합한 표를 처리합니다. 비워 두면 찾아 둔 계획을 씁니다.",
                "Treats the joined table by a plan; left empty, by the one that was found.",
            ),
            run=_treat,
            offered=when(Event.TREAT),
            inputs=(
                Input(name="plan", words=Words("계획 (JSON)", "The plan (JSON)"), kind=InputKind.AREA, required=False),
            ),
        ),
        Verb(
            name="propose",
            words=Words("반출 신청", "Propose a release"),
            about=Words(
                "나갈 파일의 바이트를 정하고 심사위원이 읽을 보고서를 만듭니다.",
                "Fixes the bytes that shall leave, and makes the reviewers' report.",
            ),
            run=_propose,
            offered=when(Event.PROPOSE),
            inputs=(Input(name="purpose", words=Words("목적", "Purpose")), FORM, LAW),
        ),
        Verb(
            name="panel",
            words=Words("심사위원 뽑기", "Draw the panel"),
            about=Words(
                "나갈 파일의 해시로 뽑으므로 누구나 다시 뽑아 볼 수 있습니다. 이해관계가 있는 사람은 뽑히지 않습니다.",
                "Drawn by the hash of the bytes under review, so that anyone can draw again; nobody with an interest is drawn.",
            ),
            run=_appoint,
            after=tell_panel,
            offered=_under_review,
            inputs=(
                Input(
                    name="candidates",
                    words=Words("후보: 한 줄에 전자우편, 소속", "Candidates: an address and an organisation a line"),
                    kind=InputKind.AREA,
                    help=Words(
                        "이해관계가 있는 결합신청자는 쉼표로 이어 적습니다.",
                        "Parties in which they have an interest follow by commas.",
                    ),
                ),
                Input(name="size", words=Words("몇 명", "How many"), kind=InputKind.NUMBER, initial="3"),
                LAW,
            ),
        ),
        Verb(
            name="close",
            words=Words("심사 마치기", "Close the review"),
            about=Words(
                "표가 다 모였는데 심사가 끝나지 않았습니다.", "All votes are in, and the review is still open."
            ),
            run=_close,
            offered=_left_open,
        ),
        Verb(
            name="met",
            words=Words("조건 이행", "Conditions met"),
            about=Words(
                "조건부 승인의 조건을 어떻게 갖추었는지 적습니다.", "How the conditions of the approval are met."
            ),
            run=_met,
            offered=when(Event.MEET_CONDITIONS),
            inputs=(Input(name="how", words=Words("어떻게", "How")),),
        ),
        Verb(
            name="release",
            words=Words("반출하기", "Release"),
            about=Words(
                "심사에서 승인된 바로 그 바이트를 받을 곳에 봉합니다.",
                "Seals exactly the reviewed bytes to whoever receives them.",
            ),
            run=_release,
            offered=when(Event.RELEASE),
            inputs=(Input(name="to", words=Words("받을 곳의 이름", "The receiver's name")), LAW),
        ),
        Verb(
            name="stop",
            words=Words("중지", "Stop"),
            about=Words(
                "알아볼 수 있는 사람이 나왔을 때 곧바로 멈춥니다. 사람에 관한 것은 적지 마세요.",
                "At once when somebody could be recognised. Write nothing about a person.",
            ),
            run=_stop,
            offered=when(Event.STOP),
            inputs=(Input(name="reason", words=Words("까닭", "Why")),),
            grave=True,
        ),
        Verb(
            name="destroy",
            words=Words("파기", "Destroy"),
            about=Words(
                "이 사건의 모든 파일과 그 사본을 아무도 읽을 수 없게 됩니다. 증명서와 기록은 남습니다.",
                "Nobody can read any file of this case, or any copy of one, any more. Certificate and dossier stay.",
            ),
            run=_destroy,
            offered=when(Event.DESTROY),
            grave=True,
        ),
    ),
)
