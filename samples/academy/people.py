"""Who learns at the sample city's academy, who teaches there and which firms look for people. All of them are made up."""

from typing import Any

from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.people import actions as people
from naru.base.people import reads as people_reads

MAIL = "academy.example"
_FAMILY = "김이박최정강조윤장임"
_GIVEN = ("서준", "하윤", "도윤", "지우", "시우", "서연")
STUDENTS = [f"{family}{given}" for given in _GIVEN for family in _FAMILY]
WHY = (
    "가게를 하면서 매출이 날씨와 어떻게 움직이는지 궁금했고, 직접 자료를 다뤄 보고 싶습니다.",
    "대학에서 통계를 배웠지만 실제 데이터는 다뤄 본 적이 없어 현장의 자료로 배우고 싶습니다.",
    "공장에서 설비 기록을 모으는 일을 했고 그 기록을 분석하는 일로 옮기려고 합니다.",
    "부산의 교통과 상권 데이터를 써서 작은 서비스를 만들어 보고 싶습니다.",
)
FIRMS = (
    ("harbour-analytics", "항만분석", "Harbour Analytics"),
    ("marine-city-lab", "마린시티랩", "Marine City Lab"),
    ("gamcheon-data", "감천데이터", "Gamcheon Data"),
    ("nakdong-ai", "낙동AI", "Nakdong AI"),
)


def _asks(**levels: tuple[int, int, bool]) -> list[dict[str, Any]]:
    return [
        {"code": code.removeprefix("n"), "level": level, "weight": weight, "is_must": must}
        for code, (level, weight, must) in levels.items()
    ]


ANALYSIS = _asks(n20010105=(2, 5, True), n20010204=(1, 3, False))
DATABASE = _asks(n20010204=(2, 5, True), n20010211=(1, 3, False), n20010304=(1, 2, False))
PLATFORM = _asks(n20010209=(2, 4, False), n20010304=(2, 4, False), n20010204=(2, 3, True))
MODELLING = _asks(n20010703=(2, 5, True), n20010105=(2, 3, False), n20010705=(1, 2, False))
PLANNING = _asks(n20010107=(2, 4, False), n20010105=(1, 3, True), n20010103=(1, 2, False))
SCREENS = _asks(n20010207=(2, 5, True), n20010105=(1, 2, False))
POSTINGS: tuple[tuple[str, str, list[dict[str, Any]], int], ...] = tuple(
    (title, text, asked, pay)
    for (title, text, asked) in (
        ("물동량 데이터 분석가", "컨테이너와 선박 자료로 다음 주의 물동량을 내다봅니다.", ANALYSIS),
        ("데이터베이스 담당", "여러 곳에서 오는 자료를 한 모양으로 모으고 지킵니다.", DATABASE),
        ("상권 분석 주니어", "유동인구와 결제 자료로 가게를 낼 곳을 찾습니다.", ANALYSIS),
        ("영상 모델 엔지니어", "거리 영상에서 사람과 차를 찾는 모델을 고칩니다.", MODELLING),
        ("데이터 플랫폼 운영", "수집이 멈추지 않게 살피고 품질을 잽니다.", PLATFORM),
        ("공공데이터 기획", "시의 데이터를 찾아 서비스로 엮습니다.", PLANNING),
        ("데이터 화면 개발", "숫자를 누구나 읽는 그림으로 만듭니다.", SCREENS),
        ("대기질 분석가", "측정소 자료의 빈 곳을 메우고 예보와 견줍니다.", ANALYSIS),
        ("관광 데이터 분석가", "축제와 해수욕장에 오는 사람을 셉니다.", ANALYSIS),
        ("AI 서비스 개발", "학습용 데이터를 만들고 모델을 서비스에 얹습니다.", MODELLING),
    )
    for pay in (2_600_000, 3_200_000)
)


def make_person(name: str, mailbox: str, organisation: str = "", role: Role = Role.STEWARD) -> Person:
    account = people.create_user(email=f"{mailbox}@{MAIL}", name=name, by=SYSTEM)
    if organisation:
        people.add_member(organisation_id=OrganisationId(organisation), person_id=account.id, role=role, by=SYSTEM)
    return people_reads.person(account.id)


def make_organiser() -> tuple[OrganisationId, Person]:
    """The university that runs the courses, and a teacher."""
    made = people.create_organisation(
        slug="sample-university", name_ko="견본대학교", name_en="Sample University", by=SYSTEM
    )
    return made.id, make_person("강사 한지민", "teacher", made.id)


def make_firm(slug: str, ko: str, en: str) -> tuple[OrganisationId, Person]:
    made = people.create_organisation(slug=slug, name_ko=ko, name_en=en, by=SYSTEM)
    return made.id, make_person(f"{ko} 채용 담당", slug, made.id)
