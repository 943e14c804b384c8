"""The sample city's twelve firms and eight problems: one adopted after a proof of concept, one stopped, one being tried."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import click
from django.db import transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.data.catalogue import reads as catalogue
from naru.systems.firms import actions, reads
from naru.systems.firms.core.states import Outcome

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
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
PARKING, PHARMACY = 0, 1
SQL = 'select count(*) from "{table}"'


@transaction.atomic
def bring(*, as_json: bool, again: bool) -> bool:
    """Once."""
    if not reads.problems():
        _bring()
    count, posted = len(reads.firms()), len(reads.problems())
    said = {"firms": count, "problems": posted}
    text = f"데이터 기업 {count}곳, 문제 {posted}건 · {count} firms, {posted} problems"
    click.echo(json.dumps(said) if as_json else text)
    return True


def _bring() -> None:
    clock = FrozenClock(START)
    firms = [_firm(*each, clock=clock) for each in FIRMS]
    problems = []
    for title, text in PROBLEMS:
        clock.advance(timedelta(days=5))
        problems.append(actions.post_problem(title, text, by=SYSTEM, clock=clock).id)
    _try(problems[PARKING], firms[11], "빈자리를 이어 주는 안내", Outcome.REPEATED, clock)
    _try(problems[PHARMACY], firms[8], "약국에 전화로 확인한 운영 시간", Outcome.ADOPTED, clock)
    _propose(problems[6], firms[9], "반출 예약 시간을 예측해 나누기", clock)
    _propose(problems[5], firms[0], "카드 매출로 본 시장의 요일과 시간", clock)


def _firm(slug: str, ko: str, en: str, what: str, needs: str, count: int, *, clock: FrozenClock) -> OrganisationId:
    try:
        found = people_reads.organisation_by_slug(slug)
    except Refused:
        found = people.create_organisation(slug=slug, name_ko=ko, name_en=en, by=SYSTEM)
    shows = slug not in {"sasang-store", "suyeong-lab"}
    actions.describe_firm(found.id, what=what, needs=needs, people=count, shows_partners=shows, by=SYSTEM, clock=clock)
    for year, jobs in ((2024, count - 2), (2025, count)):
        actions.report_growth(
            found.id,
            year=year,
            jobs=jobs,
            investment_krw=jobs * 10_000_000,
            evidence="고용보험 가입자 명부(견본)",
            by=SYSTEM,
            clock=clock,
        )
    return found.id


def _propose(problem: str, firm: OrganisationId, title: str, clock: FrozenClock) -> str:
    text = f"{title}: 공개된 데이터로 먼저 해 보고, 앞뒤를 재어 모두에게 보이겠습니다."
    return actions.propose(problem, firm, title=title, text=text, datasets=_datasets(title), by=SYSTEM, clock=clock)


def _datasets(text: str) -> Sequence[str]:
    return [str(each.id) for each in reads.datasets_for(text, SYSTEM)[:2]]


def _try(problem: str, firm: OrganisationId, title: str, outcome: Outcome, clock: FrozenClock) -> None:
    """Where the city has an open table to measure by."""
    proposal = _propose(problem, firm, title, clock)
    tables = [table for table in catalogue.tables_readable(SYSTEM) if table.is_open]
    if not tables:
        return
    pilot = actions.begin_pilot(
        proposal,
        sql=SQL.format(table=tables[0].sql_name),
        measures=f"‘{tables[0].dataset_title}’ 행 수(견본)",
        lower_is_better=False,
        ends=clock.today() + timedelta(days=60),
        by=SYSTEM,
        clock=clock,
    )
    clock.advance(timedelta(days=61))
    actions.measure_after(pilot.id, by=SYSTEM, clock=clock)
    reason = "견본: 앞뒤가 같아 다시 해 보기로 함" if outcome is Outcome.REPEATED else "견본: 시민 안내에 쓰기로 함"
    actions.decide(pilot.id, outcome, reason=reason, by=SYSTEM, clock=clock)
