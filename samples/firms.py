"""The sample city's twelve firms and eight problems, a call with what it awarded, a research workspace, searches that missed.

What a proof of concept is measured by is a table with a version of before and one of after, as an office would publish them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.states import CaseState
from naru.commons.terms import reads as terms
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Derived, Description, Table, TableId
from naru.data.tables import actions as lake_tables
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn
from naru.systems.firms import missed_searches
from naru.systems.firms.actions import awards, calls, directory, pilots, problems, results, workspaces
from naru.systems.firms.core.states import Outcome
from naru.systems.firms.reads import calls as call_reads
from naru.systems.firms.reads import directory as firm_reads
from naru.systems.firms.reads import problems as problem_reads

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
MAIL = "firms.sample.example"
BY = "samples.firms 1"
DISTRICTS = ("해운대구", "수영구", "부산진구", "동래구", "사하구", "영도구")
# slug, Korean and English name, what it does, what it looks for, people
FIRMS = (
    ("haeundae-data", "해운대데이터", "Haeundae Data", "상권의 카드 매출과 임대 시세를 모아 소상공인 창업을 돕는 분석을 합니다.", "시간대별 유동인구", 14),
    ("gwangan-mobility", "광안모빌리티", "Gwangan Mobility", "전동킥보드와 주차장, 택시의 이동 데이터로 교통 수요를 예측합니다.", "버스 정류소별 승하차", 22),
    ("nampo-insight", "남포인사이트", "Nampo Insight", "관광지 후기와 숙박 예약으로 관광객 흐름을 읽습니다.", "외국인 관광객 결제", 9),
    ("suyeong-lab", "수영연구소", "Suyeong Lab", "공공데이터로 도시 문제를 푸는 연구를 맡아 합니다.", "", 6),
    ("sasang-store", "사상유통", "Sasang Stores", "동네 가게의 재고와 배송을 데이터로 줄입니다.", "지역화폐 결제의 요일별 흐름", 31),
    ("yeongdo-tour", "영도관광", "Yeongdo Tours", "해설이 있는 걷기 여행을 추천하는 서비스를 만듭니다.", "관광지 혼잡도", 5),
    ("dongbaek-ai", "동백에이아이", "Dongbaek AI", "CCTV 영상에서 사람을 세는 인공지능 모형을 만듭니다.", "가린 영상 학습 데이터", 18),
    ("nakdong-water", "낙동물환경", "Nakdong Water", "하천 수질과 정수장 검사 결과로 물 사고를 미리 알립니다.", "", 11),
    ("gamcheon-health", "감천헬스", "Gamcheon Health", "병원과 약국 운영 시간을 안내하고 건강검진 데이터를 분석합니다.", "감염병 주간 발생", 8),
    ("busan-port-tech", "부산항테크", "Busan Port Tech", "컨테이너와 선박 입출항으로 항만 물류의 대기를 예측합니다.", "화물차 대기 시간", 27),
    ("oncheon-energy", "온천에너지", "Oncheon Energy", "건물 에너지 사용을 데이터로 줄이는 관제를 합니다.", "건물별 전력 사용", 13),
    ("millak-parking", "민락파킹", "Millak Parking", "공영주차장과 민간 주차장의 빈자리를 이어 안내합니다.", "주차장 실시간 빈자리", 7),
)  # fmt: skip
PROBLEMS = (
    ("해수욕장 주변 주차난", "여름 주말마다 해수욕장 앞 길이 주차할 곳을 찾는 차로 막힙니다. 빈 주차장을 미리 알려 줄 수 없을까요?"),
    ("밤에 문 연 약국 찾기", "늦은 밤 아이가 아플 때 문을 연 약국을 찾기 어렵습니다. 운영 시간이 실제와 다를 때도 많습니다."),
    ("어린이 보호구역의 과속", "학교 앞에서 과속이 잦은 시간과 자리를 알면 단속과 시설을 먼저 할 곳을 정할 수 있습니다."),
    ("도서관 자리와 대출 쏠림", "인기 있는 책이 한 도서관에 몰려 있습니다. 대출 기록으로 책을 나누어 둘 수 있을까요?"),
    ("재활용품 수거 시간", "수거 차가 오는 시간이 들쭉날쭉해 골목에 쌓인 재활용품이 오래 남습니다."),
    ("전통시장 손님 줄어듦", "시장마다 언제 손님이 줄었는지, 무엇이 달라졌는지 알고 싶습니다."),
    ("항만 화물차 대기", "부두 앞에서 화물차가 몇 시간씩 기다립니다. 반출 시간을 나누면 줄일 수 있을 것 같습니다."),
    ("무더위 쉼터 빈 곳", "무더위 쉼터가 노인이 많이 사는 곳에 고르게 있는지 살펴봐 주세요."),
)  # fmt: skip
PARKING, PHARMACY, MARKET, PORT = 0, 1, 5, 6
MISSED = (("버스 정류소별 승하차", 6), ("전동킥보드 주차", 4), ("점포 임대 시세", 3), ("한 번뿐인 검색", 1))
RULES: dict[str, Any] = {
    "gives": {"ko": "데이터 분석 자문", "en": "Data consulting"},
    "unit": {"ko": "시간", "en": "hours"},
    "capacity": 100,
    "most_each": 50,
    "criteria": [
        {"name": "need", "ko": "필요성", "en": "Need", "most": 40},
        {"name": "plan", "ko": "실행 계획", "en": "Plan", "most": 40},
        {"name": "gain", "ko": "기대 효과", "en": "What comes of it", "most": 20},
    ],
    "panel": {"size": 3, "of_one_organisation_most": 1},
    "trims": False,
    "far_points": 25,
    "pass_score": "60",
    "supplement_days": 5,
    "plan_letters": 20,
    "milestones": [
        {"code": "design", "ko": "분석 설계", "en": "Design", "days": 30},
        {"code": "result", "ko": "분석 결과", "en": "Result", "days": 90},
    ],
}
# firm's place, title, hours, and what of the points it is given
APPLICANTS = (
    (0, "상권별 창업 위험 지표", 40, 0.90),
    (2, "외국인 관광객 이동 분석", 40, 0.82),
    (7, "하천 수질 이상 알림", 40, 0.78),
    (4, "동네 가게 재고 예측", 20, 0.50),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A table that a proof of concept changes: what of it is measured, and its values before and after."""

    title: str
    title_en: str
    column: str
    alias: str
    unit: str
    measures: str
    before: Sequence[int]
    after: Sequence[int]

    def sql(self, table: Table) -> str:
        return f'select round(avg("{self.column}"), 1) from "{table.sql_name}"'  # noqa: S608 - names of our own


WAITING = Measured(
    title="해수욕장 주차장 대기(견본)",
    title_en="Waiting for beach parking (sample)",
    column="대기",
    alias="daegi",
    unit="분",
    measures="주말 낮 주차장 앞에서 기다린 평균 시간(분)",
    before=(34, 28, 41, 12, 19, 22),
    after=(33, 28, 40, 12, 19, 22),
)
WRONG_HOURS = Measured(
    title="심야 약국 운영 확인(견본)",
    title_en="Night pharmacies, checked by telephone (sample)",
    column="어긋남",
    alias="eogeutnam",
    unit="곳",
    measures="안내와 실제가 어긋난 약국, 구마다 평균(곳)",
    before=(7, 5, 9, 6, 4, 5),
    after=(2, 1, 3, 1, 0, 1),
)


def bring(*, as_json: bool, again: bool) -> bool:
    """Each part once, in a transaction of its own, so that nobody waits for all of them."""
    if not problem_reads.problems():
        _post_all()
    posted = {each.title: each.id for each in problem_reads.problems()}
    clock = FrozenClock(START + timedelta(days=60))
    _try(posted[PROBLEMS[PARKING][0]], 11, "빈자리를 이어 주는 안내", WAITING, Outcome.REPEATED, clock)
    _try(posted[PROBLEMS[PHARMACY][0]], 8, "약국에 전화로 확인한 운영 시간", WRONG_HOURS, Outcome.ADOPTED, clock)
    if not call_reads.calls():
        _call(FrozenClock(START))
    if not people_reads.accounts(f"lead@{MAIL}"):
        _research(_organisation(FIRMS[3][0]))
    said = {
        "firms": len(firm_reads.firms()),
        "problems": len(posted),
        "awards": sum(len(call_reads.awards_of_call(each.id)) for each in call_reads.calls()),
    }
    text = (
        f"데이터 기업 {said['firms']}곳, 문제 {said['problems']}건 · {said['firms']} firms, {said['problems']} problems"
    )
    click.echo(json.dumps(said) if as_json else text)
    return True


@transaction.atomic
def _post_all() -> None:
    clock = FrozenClock(START)
    firms = [_firm(*each, clock=clock) for each in FIRMS]
    posted = []
    for title, text in PROBLEMS:
        clock.advance(timedelta(days=5))
        posted.append(problems.post_problem(title, text, by=SYSTEM, clock=clock).id)
    _propose(posted[PORT], firms[9], "반출 예약 시간을 예측해 나누기", clock)
    _propose(posted[MARKET], firms[0], "카드 매출로 본 시장의 요일과 시간", clock)
    yesterday = FrozenClock(SYSTEM_CLOCK.now() - timedelta(days=1))
    for words, times in MISSED:
        for _ in range(times):
            missed_searches.note(words, clock=yesterday)
    missed_searches.count_past_days()


def _organisation(slug: str) -> OrganisationId:
    return people_reads.organisation_by_slug(slug).id


def _firm(slug: str, ko: str, en: str, what: str, needs: str, count: int, *, clock: FrozenClock) -> OrganisationId:
    try:
        found = people_reads.organisation_by_slug(slug)
    except Refused:
        found = people.create_organisation(slug=slug, name_ko=ko, name_en=en, by=SYSTEM)
    shows = slug not in {"sasang-store", "suyeong-lab"}
    said: dict[str, Any] = {"what": what, "needs": needs, "people": count, "shows_partners": shows}
    directory.describe_firm(found.id, **said, by=SYSTEM, clock=clock)
    for year, jobs in ((2024, count - 2), (2025, count)):
        directory.report_growth(
            found.id,
            year=year,
            jobs=jobs,
            investment_krw=jobs * 10_000_000,
            evidence="고용보험 가입자 명부(견본)",
            by=SYSTEM,
            clock=clock,
        )
    return found.id


# --- problems ---


def _propose(problem: str, firm: OrganisationId, title: str, clock: FrozenClock) -> str:
    text = f"{title}: 공개된 데이터로 먼저 해 보고, 앞뒤를 재어 모두에게 보이겠습니다."
    near = [str(each.id) for each in problem_reads.datasets_for(title, SYSTEM)[:2]]
    return problems.propose(problem, firm, title=title, text=text, datasets=near, by=SYSTEM, clock=clock)


@transaction.atomic
def _try(problem: str, firm: int, title: str, measured: Measured, outcome: Outcome, clock: FrozenClock) -> None:
    """``firm``: its place among ``FIRMS``."""
    if problem_reads.proposals(problem, SYSTEM):
        return
    proposal = _propose(problem, _organisation(FIRMS[firm][0]), title, clock)
    table = _publish(measured, measured.before, clock)
    pilot = pilots.begin_pilot(
        proposal,
        sql=measured.sql(table),
        measures=measured.measures,
        lower_is_better=True,
        ends=clock.today() + timedelta(days=60),
        by=SYSTEM,
        clock=clock,
    )
    clock.advance(timedelta(days=61))
    _publish(measured, measured.after, clock)
    pilots.measure_after(pilot.id, by=SYSTEM, clock=clock)
    reason = {
        Outcome.REPEATED: "나아진 폭이 작아 여름에 더 많은 주차장에서 다시 해 보기로 함(견본)",
        Outcome.ADOPTED: "어긋난 곳이 크게 줄어 시민 안내에 쓰기로 함(견본)",
    }[outcome]
    pilots.decide(pilot.id, outcome, reason=reason, by=SYSTEM, clock=clock)


def _publish(measured: Measured, values: Sequence[int], clock: FrozenClock) -> Table:
    """The table's next version."""
    about = Description(
        title=measured.title,
        title_en=measured.title_en,
        description=f"{measured.measures}. 견본 데이터: 모든 값은 지어낸 것입니다.",
        description_en="Sample data: every value is made up.",
        publisher="부산광역시",
        licence="kogl-1",
    )
    return _table(about, measured, values, access=Access.OPEN, clock=clock)


def _table(
    about: Description, measured: Measured, values: Sequence[int], *, access: Access, clock: FrozenClock
) -> Table:
    columns = (
        KnownColumn(name="구·군", alias="gugun", type=ColumnType.TEXT),
        KnownColumn(name=measured.column, alias=measured.alias, type=ColumnType.INTEGER, unit=measured.unit),
    )
    dataset = catalogue.register_dataset(about, by=SYSTEM, source=BY, source_id=about.title, access=access, clock=clock)
    table = catalogue.ensure_table(dataset.id, about.title, by=SYSTEM, key=["gugun"], clock=clock)
    derived = Derived(inputs=(), by=BY, digest=sha256_of({"by": BY, "title": about.title, "values": [*values]}))
    schema = pa.schema([(column.alias, ARROW_TYPES[column.type]) for column in columns])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(pa.table([list(DISTRICTS), list(values)], schema=schema), path, compression="zstd")
        lake_tables.publish(
            TableId(table.id), path, derived, columns=columns, commit_key=derived.digest, by=SYSTEM, clock=clock
        )
    catalogue.publish_dataset(dataset.id, by=SYSTEM, clock=clock)
    return catalogue_reads.table(table.id, SYSTEM)


# --- a call ---


def _person(name: str, mailbox: str, organisation: OrganisationId | None = None, *, is_officer: bool = False) -> Person:
    account = people.create_user(email=f"{mailbox}@{MAIL}", name=name, by=SYSTEM, is_officer=is_officer)
    if organisation:
        people.add_member(organisation_id=organisation, person_id=account.id, role=Role.OWNER, by=SYSTEM)
    return people_reads.person(account.id)


@transaction.atomic
def _call(clock: FrozenClock) -> None:
    """Two of four are awarded, one signs, delivers its first milestone and takes up some of its hours; another call is open."""
    officer = _person("지원 담당", "officer", is_officer=True)
    found = calls.open_call(
        Words("데이터 분석 자문 2026", "Data consulting 2026"),
        summary=Words(
            "데이터를 쓰려는 기업에 분석 전문가의 시간을 드립니다(견본).",
            "Hours of an analyst for firms that begin with data (sample).",
        ),
        rules=RULES,
        closes_on=clock.today() + timedelta(days=20),
        seed="견본",
        by=officer,
        clock=clock,
    )
    firms = {place: _organisation(FIRMS[place][0]) for place, *_ in APPLICANTS}
    owners = {place: _person(f"{FIRMS[place][1]} 대표", f"owner{place}", firm) for place, firm in firms.items()}
    merits = {}
    for place, title, hours, merit in APPLICANTS:
        clock.advance(timedelta(days=1))
        merits[_apply(found.id, firms[place], owners[place], title, hours, clock)] = merit
    clock.advance(timedelta(days=20))
    calls.complete_all(found.id, by=officer, clock=clock)
    _judge(found, merits, officer, clock)
    calls.announce(found.id, by=officer, clock=clock)
    first = call_reads.awards_of_call(found.id)[0]
    _spend(first, owners[APPLICANTS[0][0]], officer, clock)
    calls.open_call(
        Words("GPU 계산 시간 2026", "GPU hours 2026"),
        summary=Words("모형을 학습할 계산 시간을 드립니다(견본).", "Computing hours to train a model with (sample)."),
        rules=RULES | {"gives": {"ko": "계산 시간", "en": "Computing hours"}, "capacity": 2000, "most_each": 500},
        closes_on=SYSTEM_CLOCK.today() + timedelta(days=60),
        by=officer,
    )


def _apply(call: str, firm: OrganisationId, owner: Person, title: str, hours: int, clock: FrozenClock) -> str:
    case = calls.apply(call, firm, by=owner, clock=clock)
    why = f"{title}: 가진 자료는 있으나 어디서부터 보아야 할지 판단할 사람이 없습니다."
    how = "두 사람이 석 달 동안 매주 함께 보고, 만든 지표를 공개 데이터와 견주어 확인합니다."
    steps = {
        "need": {"title": title, "amount": f"{hours}", "contact": "051-000-0000"},
        "plan": {"why": why, "how": how, "measure": "지표가 맞힌 비율을 앞뒤로 잽니다.", "team": "분석 1명, 개발 1명"},
    }
    for step, raw in steps.items():
        faults = calls.save(case.id, step, raw, by=owner, clock=clock)
        assert not faults, faults
    calls.file(case.id, by=owner, clock=clock)
    return case.id


def _judge(found: call_reads.Call, merits: dict[str, float], officer: Person, clock: FrozenClock) -> None:
    candidates = [_person(f"심사위원 {n + 1}", f"reviewer{n}") for n in range(4)]
    for seat in calls.draw_panel(found.id, [each.id for each in candidates], by=officer, clock=clock):
        reviewer = people_reads.person(seat.person_id)
        review.declare_interests(found.ref, {}, by=reviewer, clock=clock)
        for case in cases.cases_about(found.ref, states=[CaseState.COMPLETE]):
            points = {each.name: round(each.most * merits[case.id]) for each in found.rules.criteria}
            review.score(case.id, points, criteria=found.rules.criteria, by=reviewer, clock=clock)
        review.sign_sheets(found.ref, by=reviewer, clock=clock)


def _spend(award: call_reads.Award, owner: Person, officer: Person, clock: FrozenClock) -> None:
    drafted = awards.draft_agreement(award.id, by=officer, clock=clock)
    digest = terms.document(drafted.document_id).newest.sha256
    awards.sign(award.id, f"org:{award.organisation}", digest, by=owner, clock=clock)
    agreed = awards.sign(award.id, call_reads.CITY, digest, by=officer, clock=clock)
    clock.advance(timedelta(days=14))
    awards.note_use(award.id, 12, "설계 회의 여섯 번", by=officer, clock=clock)
    milestone = agreed.milestones[0].id
    awards.deliver(milestone, "지표 설계서 12쪽: 점포 수, 매출, 임대료의 관계", by=owner, clock=clock)
    awards.check(milestone, Verdict.ACCEPTED, by=officer, clock=clock)


# --- research ---


@transaction.atomic
def _research(lab: OrganisationId) -> None:
    """A group that was granted a closed dataset, with a result from it. Of today: what is granted lasts."""
    lead, fellow = _person("연구책임 한", "lead", lab), _person("연구원 문", "fellow")
    clock = FrozenClock(SYSTEM_CLOCK.now())
    closed = _table(
        Description(
            title="점포별 카드 매출(견본)",
            description="견본 데이터: 모든 값은 지어낸 것입니다.",
            publisher="부산광역시",
        ),
        WRONG_HOURS,
        (120, 80, 150, 95, 60, 40),
        access=Access.GRANTED,
        clock=clock,
    )
    space = workspaces.open_workspace(
        "구별 상권 회복 연구",
        purpose="구마다 상권이 얼마나 회복했는지 잽니다(견본).",
        ends=clock.today() + timedelta(days=180),
        organisation=lab,
        by=lead,
        clock=clock,
    )
    asked = workspaces.ask_for_data(space.id, str(closed.dataset_id), "구별 매출의 변화를 보려고", by=lead, clock=clock)
    workspaces.grant_data(asked, may_publish=True, by=SYSTEM, clock=clock)
    workspaces.add_person(space.id, f"fellow@{MAIL}", by=lead, clock=clock)
    sql = f'select "구·군", "{WRONG_HOURS.column}" from "{closed.sql_name}" order by 2 desc'  # noqa: S608 - names of our own
    results.save_query(space.id, "매출이 큰 구부터", sql, by=fellow, clock=clock)
    results.write_note(
        space.id, "관광객이 많은 구가 먼저 회복한 것으로 보입니다. 숙박 데이터와 이어 볼 것.", by=fellow, clock=clock
    )
    results.keep_result(space.id, "구별 카드 매출", sql, by=lead, clock=clock)
