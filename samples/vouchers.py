"""The sample city's data vouchers: one programme of 40 applications, judged, 12 awarded, some delivered and paid, with what an
auditor should find among them: a copied proposal, a reused file, one device for two firms, a supplier that shares an address."""

import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import click
from django.db import transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.kit.words import Words
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.states import CaseState
from naru.commons.parties import actions as parties
from naru.commons.parties.core.values import Details, PartyKind
from naru.commons.terms import reads as terms
from naru.systems.vouchers import actions, agreements, reads, spending

TITLE = Words("2026 부산 데이터 바우처", "Busan data vouchers 2026")
FIRMS, OUT_OF_TOWN, REVIEWERS = 40, 3, 7
START = datetime(2026, 2, 2, 0, tzinfo=UTC)
MAIL = "voucher.example"
MILLION = 1_000_000
RULES: dict[str, Any] = {
    "sources": [
        {"code": "city", "ko": "시비", "en": "City", "won": 147 * MILLION},
        {"code": "state", "ko": "국비", "en": "State", "won": 63 * MILLION},
    ],
    "kinds": [
        {"code": "purchase", "ko": "데이터 구매", "en": "Purchase", "ceiling_krw": 12 * MILLION, "own_share": "0.2"},
        {"code": "general", "ko": "일반 가공", "en": "Processing", "ceiling_krw": 18 * MILLION, "own_share": "0.25"},
        {"code": "ai", "ko": "AI 가공", "en": "Processing for AI", "ceiling_krw": 20 * MILLION, "own_share": "0.3"},
    ],
    "criteria": [
        {"name": "need", "ko": "필요성", "en": "Need", "most": 30},
        {"name": "plan", "ko": "활용 계획", "en": "Plan", "most": 40},
        {"name": "effect", "ko": "효과", "en": "Effect", "most": 30},
    ],
    "documents": [{"name": "plan_paper", "ko": "수행계획서", "en": "Project plan"}],
    "eligibility": ["number_checked", "in_city", "not_closed", "no_recovery", "one_a_year"],
    "panel": {"size": 5, "of_one_organisation_most": 1},
    "trims": True,
    "far_points": 20,
    "pass_score": "70",
    "supplement_days": 5,
    "two_approvers_from_krw": 15 * MILLION,
    "report_months": [6, 12],
    "plan_letters": 30,
    "alike_from": "0.6",
}
PLACES = (
    "해운대구 센텀중앙로",
    "부산진구 중앙대로",
    "남구 문현금융로",
    "강서구 유통단지로",
    "영도구 태종로",
    "사하구 다대로",
)
TRADES = (
    "해양물류",
    "수산유통",
    "관광안내",
    "제조설비",
    "의료영상",
    "상권분석",
    "농산물",
    "교통흐름",
    "도시재생",
    "에너지",
)
FORMS = ("데이터", "테크", "랩스", "웍스")
WHY = (
    "{trade} 현장에서 쓰는 수요 예측이 사람의 경험에 기대고 있어 재고가 남거나 모자란다. {place} 일대의 자료를 사서 예측의 근거로 삼으려 한다.",
    "고객이 묻는 {trade} 정보를 지금은 손으로 모은다. 공공데이터와 민간데이터를 함께 가공하여 하루 걸리던 일을 한 시간으로 줄이려 한다.",
    "{trade} 설비의 고장 기록은 쌓여 있으나 이름과 단위가 제각각이라 쓰지 못한다. 표준에 맞추어 가공한 학습용 데이터가 필요하다.",
    "{place} 상인과 함께 {trade} 흐름을 살피는 지도를 만들고 있다. 시간대별 유동인구와 매출 자료가 있어야 완성할 수 있다.",
)
HOW = (
    "먼저 {n}개월 동안 자료를 받아 결측과 이상값을 고치고, 다음으로 예측 모형을 만들어 {place} 매장 {n}곳에서 시험한다.",
    "가공한 결과를 사내 시스템에 넣어 담당자 {n}명이 매일 쓰게 하고, 석 달 뒤 걸린 시간을 견주어 공개한다.",
    "{trade} 기업 {n}곳과 함께 쓸 수 있도록 결과의 일부를 나루에 공개 데이터로 올리고 갱신을 이어 간다.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    organisation: OrganisationId
    person: Person


@transaction.atomic
def bring_vouchers(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    if not any(each.title == TITLE for each in reads.programmes()):
        _bring()
    found = next(each for each in reads.programmes() if each.title == TITLE)
    figures = reads.figures(found)
    said = {"applied": figures.applied, "awarded": figures.awarded, "paid_krw": figures.paid_krw}
    text = f"바우처 신청 {figures.applied}건, 선정 {figures.awarded}건 · {figures.applied} applications, {figures.awarded} awarded"
    click.echo(json.dumps(said) if as_json else text)
    return True


def _bring() -> None:
    clock, dice = FrozenClock(START), random.Random(2026)
    officers = [_person(f"바우처 담당 {n}", f"officer{n}", clock=clock) for n in range(4)]
    for source in RULES["sources"]:
        actions.appropriate(2026, source["code"], source["won"], by=SYSTEM, clock=clock)
    found = actions.open_programme(
        TITLE,
        summary=Words(
            "데이터를 사거나 가공하는 비용의 일부를 시가 공급기업에 대신 지급합니다.",
            "The city pays part of what firms spend on buying and processing data, to the supplier.",
        ),
        year=2026,
        rules=RULES,
        opens=START,
        closes=START + timedelta(days=28),
        spend_until=date(2026, 12, 31),
        seed="부산 데이터 바우처 2026",
        by=SYSTEM,
        clock=clock,
    )
    firms = [_firm(number, dice, clock) for number in range(FIRMS)]
    for number, firm in enumerate(firms):
        _apply(found, number, firm, dice, clock)
    clock.instant = START + timedelta(days=30)
    actions.check_all(found.id, by=officers[0], clock=clock)
    _judge(found, officers[0], dice, clock)
    clock.advance(timedelta(days=20))
    actions.announce(found.id, by=officers[0], clock=clock)
    _spend(found, {firm.organisation: firm for firm in firms}, officers, clock)


def _firm(number: int, dice: random.Random, clock: FrozenClock) -> Firm:
    name = f"{TRADES[number % 10]}{FORMS[number // 10]}"
    place = (
        f"부산광역시 {PLACES[number % 6]} {number * 7 + 11}"
        if number >= OUT_OF_TOWN
        else f"경상남도 양산시 물금로 {number + 1}"
    )
    return _registered(name, f"firm{number:02}", f"{6000 + number}", place, dice, clock)


def _registered(name: str, slug: str, series: str, place: str, dice: random.Random, clock: FrozenClock) -> Firm:
    organisation = people.create_organisation(slug=f"voucher-{slug}", name_ko=name, name_en=f"Busan {slug}", by=SYSTEM)
    details = Details(
        name=Words(name, ""),
        since=date(2024, 1, 1),
        representative=f"{dice.choice('김이박최정강조윤장임')}{dice.choice('서민지준')}{series[-3:]}",
        address=place,
    )
    parties.register_party(
        PartyKind.COMPANY,
        details,
        business_number=_business_number(f"61781{series}"),
        corporate_number=_corporate_number(f"180111{int(series):06}"),
        organisation=organisation.id,
        by=SYSTEM,
    )
    return Firm(organisation=organisation.id, person=_person(f"{name} 담당", slug, organisation.id, clock=clock))


def _business_number(nine: str) -> str:
    digits = [int(each) for each in nine]
    weighed = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return f"{nine}{(10 - (weighed + digits[8] * 5 // 10) % 10) % 10}"


def _corporate_number(twelve: str) -> str:
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(twelve))
    return f"{twelve}{(10 - weighed % 10) % 10}"


def _person(name: str, mailbox: str, organisation: str = "", *, clock: FrozenClock) -> Person:
    account = people.create_user(
        email=f"{mailbox}@{MAIL}", name=name, by=SYSTEM, is_officer=mailbox.startswith("officer")
    )
    if organisation:
        people.add_member(
            organisation_id=OrganisationId(organisation), person_id=account.id, role=Role.STEWARD, by=SYSTEM
        )
    return people_reads.person(account.id)


def _apply(found: reads.Programme, number: int, firm: Firm, dice: random.Random, clock: FrozenClock) -> None:
    """The 8th copies the 7th's text with other endings, the 12th its file, the 16th writes on the 15th's device."""
    clock.instant = START + timedelta(days=1 + number % 20, minutes=number)
    kind = RULES["kinds"][number % 3]
    teller = random.Random(6 if number == 7 else number)
    facts = {
        "trade": TRADES[(6 if number == 7 else number) % 10],
        "place": PLACES[(6 if number == 7 else number) % 6],
        "n": 3 + teller.randrange(9),
    }
    answers = {
        "need": {
            "kind": kind["code"],
            "title": f"{TRADES[number % 10]} 데이터로 {number + 1}번째 걸음",
            "contact": f"051-700-{1000 + number}",
            "place": PLACES[number % 6],
        },
        "plan": {
            "why": teller.choice(WHY).format(**facts) + f" {facts['trade']} 자료 {facts['n']}종을 살핀다.",
            "how": teller.choice(HOW).format(**facts) + (" 이상이다." if number == 7 else ""),
        },
        "money": {"won": str(kind["ceiling_krw"] - dice.randrange(4) * MILLION)},
    }
    case = actions.apply(found.id, firm.organisation, by=firm.person, clock=clock)
    origin = sha256(f"device {14 if number == 15 else number}".encode()).hexdigest()[:32]
    for step, raw in answers.items():
        actions.save(case.id, step, raw, by=firm.person, origin=origin, clock=clock)
    paper = sha256(f"plan {6 if number == 11 else number}".encode()).hexdigest()
    actions.attach(
        case.id, "plan_paper", name="수행계획서.pdf", sha256=paper, size=120_000, by=firm.person, clock=clock
    )
    actions.file(case.id, by=firm.person, clock=clock)


def _judge(found: reads.Programme, officer: Person, dice: random.Random, clock: FrozenClock) -> None:
    """Seven candidates, five of whom are drawn; the last of them thinks far less of some than the others do."""
    candidates = [_person(f"심사위원 {n + 1}", f"reviewer{n}", clock=clock) for n in range(REVIEWERS)]
    seats = actions.draw_panel(found.id, [each.id for each in candidates], by=officer, clock=clock)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    merit = {case.id: dice.gauss(78, 9) for case in listed}
    for place, seat in enumerate(seats):
        reviewer = people_reads.person(seat.person_id)
        review.declare_interests(
            found.ref, {listed[place].id: "자문한 적이 있음"} if place < 2 else {}, by=reviewer, clock=clock
        )
        recused = next(each for each in cases.seats(found.ref) if each.person_id == reviewer.id).recused
        for case in listed:
            if case.id not in recused:
                review.score(
                    case.id,
                    _points(merit[case.id], place, dice),
                    criteria=found.rules.criteria,
                    by=reviewer,
                    clock=clock,
                )
        review.sign_sheets(found.ref, by=reviewer, clock=clock)


def _points(merit: float, place: int, dice: random.Random) -> dict[str, int | None]:
    far = -30 if place == 4 and dice.random() < 0.1 else 0
    share = min(max((merit + dice.gauss(0, 4) + far) / 100, 0), 1)
    return {each["name"]: round(each["most"] * share) for each in RULES["criteria"]}


def _spend(found: reads.Programme, firms: dict[str, Firm], officers: list[Person], clock: FrozenClock) -> None:
    """Ten of twelve are agreed with three suppliers, eight deliver, six are paid; one began before it was agreed."""
    dice = random.Random(7)
    suppliers = [
        _registered(
            f"부산데이터{name}", f"supplier{n}", f"{7000 + n}", f"부산광역시 수영구 수영로 {n + 1}", dice, clock
        )
        for n, name in enumerate(("공방", "상사"))
    ]
    awarded = reads.awards(found, SYSTEM)
    beside = reads.facts_of(awarded[0].holder, found).address
    suppliers.append(_registered("부산데이터이웃", "supplier2", "7002", f"{beside} 3층", dice, clock))
    for place, award in enumerate(awarded[:10]):
        firm, supplier = firms[award.holder], suppliers[2 if place == 0 else place % 2]
        agreed = agreements.draft_agreement(award.id, supplier.organisation, by=firm.person, clock=clock)
        digest = terms.document(agreed.document_id).newest.sha256
        for party, by in (
            (f"org:{firm.organisation}", firm.person),
            (f"org:{supplier.organisation}", supplier.person),
            ("city", officers[0]),
        ):
            agreements.sign(award.id, party, digest, by=by, clock=clock)
        if place < 8:
            _deliver(award, supplier, officers, place, clock)


def _deliver(award: reads.Award, supplier: Firm, officers: list[Person], place: int, clock: FrozenClock) -> None:
    price = int(award.won * (0.5 if place % 2 else 1.0) / (1 - float(award.own_share))) // 1000 * 1000
    spending.deposit_own(award.id, award.own_needed_krw, by=officers[0], clock=clock)
    clock.advance(timedelta(days=3))
    claim = spending.deliver(
        award.id,
        "가공한 데이터와 결과보고서",
        sha256=sha256(f"report {award.number}".encode()).hexdigest(),
        price_krw=price,
        began=clock.today() - timedelta(days=60 if place == 3 else 2),
        by=supplier.person,
        clock=clock,
    )
    if place >= 6:
        return
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[1], clock=clock)
    spending.approve(claim, by=officers[2], clock=clock)
    if next(each for each in reads.award(award.id, SYSTEM).claims if each.id == claim).state.value == "accepted":
        spending.approve(claim, by=officers[0], clock=clock)
    spending.pay(claim, by=officers[3], clock=clock)
