"""The sample city's plan: what Busan announced in August 2021, as far as it is known, then the version that ties it to what Naru counts.

Four strategies, fourteen tasks, 62.7 billion won over three years, 2,500 datasets to become 10,000 by 2025, 200 jobs. Tasks whose names
are not known are left to be named; how the known ones fall under the strategies is this sample's reading. No won of a task is known: none is made up.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import click
from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.systems.strategy import actions, reads
from naru.systems.strategy.core.changes import month_ends

ANNOUNCED = datetime(2021, 8, 5, 1, tzinfo=UTC)
FIRST, SECOND = "2021년 8월 5일 발표대로", "과제마다 나루가 세는 지표를 이음"
MONTHS_DAYS = 365
Said = Mapping[str, Any]
UNITS = {
    "개": "datasets",
    "건": "cases",
    "곳": "organisations",
    "원": "won",
    "명": "people",
    "행": "rows",
    "번": "times",
    "시간": "hours",
    "대": "cameras",
}


def _words(ko: str, en: str) -> dict[str, str]:
    return {"ko": ko, "en": en}


def _indicator(code: str, ko: str, en: str, unit: str, fact: str = "", **more: Any) -> dict[str, Any]:
    return {"code": code, "title": _words(ko, en), "unit": _words(unit, UNITS[unit]), "fact": fact, **more}


DATASETS = _indicator(
    *("datasets", "공개한 데이터셋", "Datasets published", "개", "catalogue.published"),
    baseline={"value": 2500, "on": "2021-08-05"},
    targets=[{"year": 2025, "value": 10000}],
)
JOBS = _indicator(
    *("jobs", "영상 데이터 구축 일자리", "Jobs of the footage project", "명"),
    baseline={"value": 0, "on": "2021-08-05"},
    targets=[{"year": 2024, "value": 200}],
)
TASKS: tuple[tuple[str, str, str, str, str, tuple[dict[str, Any], ...]], ...] = (
    (
        *("1-1", "데이터 통합 플랫폼", "Integrated data platform"),
        "흩어진 공공·민간 데이터를 한곳에 모아, 2,500개인 데이터셋을 2025년까지 10,000개로 늘린다.",
        "Bring scattered public and private data together: 2,500 datasets are to be 10,000 by 2025.",
        (
            _indicator("tables", "바로 쓸 수 있는 표", "Tables ready for use", "개", "catalogue.open_tables"),
            _indicator("rows", "표에 담긴 행", "Rows in those tables", "행", "catalogue.open_rows"),
            _indicator("issuers", "데이터를 낸 기관", "Publishers with data", "곳", "catalogue.issuers"),
            _indicator("updates", "새로 고친 버전", "Versions brought up to date", "번", "catalogue.updates"),
            _indicator("harvested", "출처에서 온 데이터셋", "Datasets from other portals", "개", "harvest.records"),
            _indicator("sources", "맞추어 두는 출처", "Sources kept in step", "곳", "harvest.kept_sources"),
        ),
    ),
    (
        *("1-2", "데이터 거래소", "Data exchange"),
        "기업이 데이터를 만들고, 사고팔고, 쓰는 거래소를 연다.",
        "Open an exchange where firms produce, trade and use data.",
        (
            _indicator("contracts", "맺은 거래 계약", "Contracts made", "건", "exchange.contracts"),
            _indicator("traded", "거래 금액", "Value traded", "원", "exchange.traded_krw"),
            _indicator("orders", "결제된 주문", "Orders paid", "건", "exchange.paid_orders"),
            _indicator("traded-datasets", "거래된 데이터셋", "Datasets traded", "개", "exchange.traded_datasets"),
            _indicator("sellers", "판 기관", "Sellers", "곳", "exchange.sellers"),
            _indicator("buyers", "산 기관", "Buyers", "곳", "exchange.buyers"),
        ),
    ),
    (
        *("1-3", "데이터 결합 전문기관", "Agency for combining data"),
        "지방자치단체 가운데 처음으로 결합 전문기관을 신청해, 서로 다른 업종의 데이터를 합쳐 기업이 쓰게 한다.",
        "Apply, first of all local governments, as an agency that combines records of different industries for firms to use.",
        (
            _indicator("combined", "맡은 결합", "Combinations taken on", "건", "combination.cases"),
            _indicator("released", "반출한 결합", "Combinations released", "건", "combination.released"),
        ),
    ),
    (
        *("1-4", "인공지능 학습용 데이터 구축", "Training data for AI"),
        "지역 인공지능 기업과 CCTV 영상으로 상권 유동인구와 공원의 시설·위법행위 데이터를 만들고 일자리 200개를 만든다.",
        "With a regional AI firm, make data of footfall and of parks from CCTV, and 200 jobs.",
        (
            _indicator("footage", "수치를 공개한 영상", "Footage whose figures are public", "시간", "footage.hours"),
            _indicator("cameras", "수치를 공개한 카메라", "Cameras with public figures", "대", "footage.cameras"),
            _indicator(
                "events", "사람이 확인한 공원 위법행위 후보", "Park events reviewed", "건", "footage.reviewed_events"
            ),
        ),
    ),
    (
        *("2-1", "데이터 챌린지", "Data challenges"),
        "빅데이터 혁신센터가 데이터로 문제를 푸는 대회를 연다.",
        "The Big Data Innovation Centre holds challenges that solve problems with data.",
        (_indicator("challenges", "연 챌린지", "Challenges held", "건", "challenges.held"),),
    ),
    (
        *("2-2", "부산 데이터 바우처", "Busan data vouchers"),
        "기업이 데이터를 사거나 가공하는 돈을 바우처로 돕는다.",
        "Help firms to buy and process data, by vouchers.",
        (
            _indicator("vouchers", "선정한 바우처", "Vouchers given", "건", "vouchers.awards"),
            _indicator(
                "voucher-hires", "바우처 기업이 알린 채용", "Jobs that voucher firms report", "명", "vouchers.hires"
            ),
        ),
    ),
    (
        *("2-3", "마이데이터 실증 서비스", "MyData demonstration services"),
        "시민이 자기 데이터를 스스로 옮겨 쓰는 서비스를 실증한다.",
        "Demonstrate services in which citizens move their own data.",
        (_indicator("mydata", "실증한 서비스", "Services demonstrated", "건", "mydata.demonstrated"),),
    ),
    (
        *("2-4", "연구개발과 특화 서비스 발굴", "R&D and new services"),
        "연구개발을 돕고 부산에 맞는 데이터 서비스를 찾아낸다.",
        "Support R&D and find data services that fit Busan.",
        (
            _indicator("asked", "찾는다고 올린 데이터", "Data asked for", "건", "exchange.wanted"),
            _indicator("problems", "게시판에 올라온 문제", "Problems posted", "건", "firms.problems"),
            _indicator("adopted", "재고 나서 도입한 서비스", "Services adopted", "건", "firms.adopted"),
        ),
    ),
    (
        *("3-1", "빅데이터 아카데미", "Big Data Academy"),
        "대학, 기업과 함께 데이터 전문 인력을 기른다.",
        "Train specialists with universities and firms.",
        (_indicator("graduates", "받은 수료증", "Certificates of completion", "건", "academy.certificates"),),
    ),
    (
        *("3-2", "일자리 연계 교육", "Training linked to jobs"),
        "배운 사람이 지역 기업에서 일하도록 잇는다.",
        "Link those who learnt to work in firms of the region.",
        (_indicator("placed", "과정에서 채용된 사람", "People hired from the courses", "명"),),
    ),
    (
        *("3-3", "", ""),
        "",
        "",
        (
            _indicator("organisations", "함께하는 기관", "Organisations that take part", "곳", "people.organisations"),
            _indicator("firms", "소개를 쓴 데이터 기업", "Data firms in the directory", "곳", "firms.firms"),
        ),
    ),
    (
        *("4-1", "데이터 특화 산업: 금융·의료·물류·관광", "Four industries built on data"),
        "금융, 의료, 물류, 관광 네 산업을 데이터로 키운다.",
        "Build four industries on data: finance, medicine, logistics, tourism.",
        (
            _indicator("finance", "금융 데이터셋", "Datasets on finance", "개", "catalogue.finance"),
            _indicator("medicine", "의료 데이터셋", "Datasets on medicine", "개", "catalogue.medicine"),
            _indicator("logistics", "물류 데이터셋", "Datasets on logistics", "개", "catalogue.logistics"),
            _indicator("tourism", "관광 데이터셋", "Datasets on tourism", "개", "catalogue.tourism"),
        ),
    ),
    ("4-2", "", "", "", "", ()),
    ("4-3", "", "", "", "", ()),
)
STRATEGIES = (
    ("1", "통합 데이터 관리 체계", "One system to manage data"),
    ("2", "빅데이터 혁신센터", "Big Data Innovation Centre"),
    ("3", "전문 기업과 전문 인력", "Specialist firms and specialist people"),
    ("4", "데이터 특화 산업", "Special industries built on data"),
)
VOUCHER_LINE = {
    "code": "voucher-line",
    "title": _words("데이터 바우처 지원", "Data vouchers"),
    "year": 2026,
    "source": _words("시비·국비(견본)", "City and state (sample)"),
    "allotted_krw": 210_000_000,
    "committed_fact": "vouchers.awarded_krw",
    "paid_fact": "vouchers.paid_krw",
}


def plan(*, is_linked: bool) -> dict[str, Any]:
    """The plan's document; not linked, as it was announced: two targets and no way to count them."""
    return {
        "title": _words("데이터 경제도시 부산", "Busan, a city of the data economy"),
        "said": _words(
            "데이터 산업을 바탕으로 디지털 경제도시로 나아간다. 4개 전략, 14개 과제, 3년 동안 627억 원.",
            "To become a digital economy city on the strength of the data industry: 4 strategies, 14 tasks, 62.7 billion won in three years.",
        ),
        "source": "2021-08-05",
        "reporter": _words("부산광역시", "Busan Metropolitan City"),
        "reporter_id": "KR-GOV-6260000",
        "announced": "2021-08-05",
        "starts": "2021-08-05",
        "ends": "2024-08-04",
        "budget_krw": 62_700_000_000,
        "note": _words(
            "견본 도시입니다. 계획은 2021년 발표에서, 실적은 이 설치본에 든 견본 데이터에서 왔습니다.",
            "A sample city: what was said is from the announcement of 2021, what is measured from the sample data of this installation.",
        ),
        "glance": ["datasets", "jobs", "traded", "vouchers"] if is_linked else ["datasets", "jobs"],
        "indicators": [DATASETS if is_linked else DATASETS | {"fact": ""}, JOBS],
        "strategies": [_strategy(code, ko, en, is_linked) for code, ko, en in STRATEGIES],
    }


def _strategy(code: str, ko: str, en: str, is_linked: bool) -> Said:
    tasks = [_task(task, is_linked) for task in TASKS if task[0].startswith(code)]
    return {"code": code, "title": _words(ko, en), "tasks": tasks}


def _task(task: tuple[str, str, str, str, str, tuple[dict[str, Any], ...]], is_linked: bool) -> Said:
    code, ko, en, sentence, sentence_en, indicators = task
    lines = [VOUCHER_LINE] if is_linked and code == "2-2" else []
    return {
        "code": code,
        "title": _words(ko or "시가 이름을 적을 과제", en or "A task for the city to name"),
        "sentence": _words(sentence, sentence_en) if sentence else None,
        "is_named": bool(ko),
        "projects": [{"code": f"{code}-1", "title": _words(ko, en), "lines": lines}] if lines else [],
        "indicators": list(indicators) if is_linked else [],
    }


@transaction.atomic
def bring(*, as_json: bool, again: bool) -> bool:
    """Once; the months of the last year are counted as they come out now."""
    try:
        reads.in_force()
    except Refused:
        _bring()
    found = reads.overview()
    said = {"tasks": len(found.tasks), "computed": found.computed, "indicators": len(found.every)}
    text = f"시 계획: 과제 {len(found.tasks)}개, 센 지표 {found.computed}개 · {len(found.tasks)} tasks, {found.computed} indicators measured"
    click.echo(json.dumps(said) if as_json else text)
    return True


def _bring() -> None:
    then = FrozenClock(ANNOUNCED)
    _adopt(plan(is_linked=False), FIRST, then)
    said = "2021-08-05 발표(보도)"
    actions.report_figure("datasets", value="2500", on="2021-08-05", evidence=said, by=SYSTEM, clock=then)
    _adopt(plan(is_linked=True), SECOND, SYSTEM_CLOCK)
    evidence = "부산 빅데이터 혁신센터 2023년 결과 보도(2023-12-14)"
    actions.report_figure("placed", value="8", on="2023-12-14", evidence=evidence, by=SYSTEM)
    today = SYSTEM_CLOCK.today()
    actions.measure_days(month_ends(today - timedelta(days=MONTHS_DAYS), today))
    actions.measure()
    actions.print_glance(by=SYSTEM)


def _adopt(document: Mapping[str, Any], reason: str, clock: Clock) -> None:
    made = actions.draft_plan(document, reason=reason, by=SYSTEM, clock=clock)
    actions.adopt_plan(made.number, by=SYSTEM, clock=clock)
