"""The key authority's desk: what its people do with a case in a browser, by the very functions of its commands."""

from naru.base.kit.words import Words
from naru.systems.combination.authority.linking import rate, send_map, send_sample, take_keys
from naru.systems.combination.desk import FILES, LAW, Answer, Desk, Given, Input, InputKind, Step, Verb
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.regimes import regime


def _receive(folder: CaseFolder, given: Given) -> Answer:
    new = sum(take_keys(folder, file) for file in given.files)
    return {"received": new, "already": len(given.files) - new}


def _rate(folder: CaseFolder, given: Given) -> Answer:
    return rate(folder, regime(given.text("law")).rate)


def _map(folder: CaseFolder, given: Given) -> Answer:
    sent = send_map(folder, decoys=given.number("decoys", least=0, most=10))
    return {name: value for name, value in sent.items() if name != "file"}


def _sample(folder: CaseFolder, given: Given) -> Answer:
    sent = send_sample(folder, int(given.number("rows", least=1, most=1_000_000)))
    return {"links": sent["links"]}


def _destroy(folder: CaseFolder, _given: Given) -> Answer:
    return {"certificate": folder.destroy_key().rpartition("/")[2]}


def holds_key(folder: CaseFolder) -> bool:
    return not folder.entries("destroy")


def has_keys(folder: CaseFolder) -> bool:
    """Whether every owner's keys have come."""
    return {entry.facts["sender"] for entry in folder.entries("received")} == set(folder.spec.parties)


def can_link(folder: CaseFolder) -> bool:
    return holds_key(folder) and has_keys(folder)


def _standing(folder: CaseFolder) -> Words:
    return next(each.words for each in reversed((BEGUN, *steps(folder))) if each.done)


def steps(folder: CaseFolder) -> tuple[Step, ...]:
    return (
        Step(words=Words("명함 교환", "Cards exchanged"), done=len(folder.cards()) > len(folder.spec.parties)),
        Step(words=Words("결합키 수신", "Keys received"), done=has_keys(folder)),
        Step(words=Words("결합률 통지", "Match rate said"), done=bool(folder.entries("rate"))),
        Step(words=Words("연계정보 송부", "Map sent"), done=bool(folder.entries("map"))),
        Step(words=Words("열쇠 파기", "Key destroyed"), done=not holds_key(folder)),
    )


BEGUN = Step(words=Words("사건 시작", "Case begun"), done=True)
DESK = Desk(
    role="authority",
    words=Words("결합키관리기관", "Key authority"),
    about=Words(
        "결합키와 일련번호만 받습니다. 속성이 든 파일은 열지도 복사하지도 않고 돌려보냅니다.",
        "Keys and serials alone come here. A file of attributes is neither opened nor copied.",
    ),
    standing=_standing,
    steps=steps,
    verbs=(
        Verb(
            name="receive",
            words=Words("결합키 받기", "Take keys"),
            about=Words("결합신청자가 봉해 보낸 *-keys.sealed", "*-keys.sealed, as the owners sealed them"),
            run=_receive,
            offered=holds_key,
            inputs=(FILES,),
        ),
        Verb(
            name="rate",
            words=Words("결합률 알리기", "Say the match rate"),
            about=Words(
                "어림한 수로만 알리고, 적으면 알리지 않으며, 사건마다 횟수가 정해져 있습니다.",
                "Rounded, withheld where few, and so many times a case.",
            ),
            run=_rate,
            offered=can_link,
            inputs=(LAW,),
        ),
        Verb(
            name="map",
            words=Words("연계정보와 추출 목록 만들기", "Make the map and the extraction lists"),
            about=Words(
                "연계정보는 결합전문기관에, 추출 목록은 각 결합신청자에게 봉합니다.",
                "The map is sealed to the agency, each extraction list to its owner.",
            ),
            run=_map,
            offered=can_link,
            inputs=(
                Input(
                    name="decoys",
                    words=Words("결합 1건마다 섞을 비결합 건", "Unmatched serials mixed in for one matched"),
                    kind=InputKind.NUMBER,
                    initial="0",
                ),
            ),
        ),
        Verb(
            name="sample",
            words=Words("모의결합 표본 뽑기", "Draw a sample for a trial"),
            about=Words("연계정보 일부를 무작위로 뽑습니다.", "Some links, at random."),
            run=_sample,
            offered=lambda folder: holds_key(folder) and bool(folder.entries("map")),
            inputs=(Input(name="rows", words=Words("건수", "Links"), kind=InputKind.NUMBER, initial="1000"),),
        ),
        Verb(
            name="destroy",
            words=Words("열쇠 파기", "Destroy the key"),
            about=Words(
                "이 사건의 모든 결합키 파일과 그 사본을 아무도 읽을 수 없게 됩니다.",
                "Nobody can read any file of keys of this case, or any copy of one, any more.",
            ),
            run=_destroy,
            offered=holds_key,
            grave=True,
        ),
    ),
)
