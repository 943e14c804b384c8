"""The exchange's chapter of the sample city: eight firms and offices trade for half a year, with two disputes and a late version.

Everything is done by the exchange's own verbs, as it would be at a door, on clocks of the past; a second time nothing is done. 준호's
firm sells card figures and 서연's lab buys, so that both find their desk and their library full.
"""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import Clock, FrozenClock, SystemClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.sources import SpendingRule
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.notices import actions as notices
from naru.commons.notices.core import topics
from naru.commons.parties import actions as parties
from naru.commons.parties.core.values import Details, PartyKind
from naru.commons.terms import reads as terms
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import DatasetId, Derived, Description
from naru.data.usage import recording
from naru.data.usage.core.values import Use
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import (
    contracts,
    demand,
    disputes,
    metering,
    negotiations,
    offers,
    orders,
    promises,
    release,
    settlement,
    valuations,
)
from naru.systems.exchange.core.disputes import Decision, Outcome
from naru.systems.exchange.core.offers import Audience, Offer
from naru.systems.exchange.core.orders import Choice, SourceKind
from naru.systems.exchange.core.plans import Plan, PlanKind, Tier, Unit
from naru.systems.exchange.core.term_blocks import Blocks, Frequency, Purpose, Sharing
from naru.systems.exchange.core.valuation import Assumptions
from naru.systems.exchange.core.values import Contract
from naru.systems.exchange.reads import metering as uses
from naru.systems.exchange.reads import trades

SEED = 20261129
SOURCE = "sample.exchange"
OPERATOR = ("4943865706", Words("견본 데이터거래소", "Sample Data Exchange"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    slug: str
    name: Words
    number: str
    kind: PartyKind
    representative: str


FIRMS = (
    Firm(slug="naru-card", name=Words("나루카드", "Naru Card"), number="1768370349", kind=PartyKind.SOLE_TRADER, representative="준호"),
    Firm(slug="gwangan-mobility", name=Words("광안모빌리티", "Gwangan Mobility"), number="2228273152", kind=PartyKind.SOLE_TRADER, representative="가온"),
    Firm(slug="nampo-insight", name=Words("남포인사이트", "Nampo Insight"), number="9278250588", kind=PartyKind.SOLE_TRADER, representative="라온"),
    Firm(slug="sample-office", name=Words("견본시설공단", "Sample Facilities Office"), number="3108784311", kind=PartyKind.PUBLIC_BODY, representative="다온"),
    Firm(slug="naru-sangkwon", name=Words("나루상권연구소", "Naru Trade Area Lab"), number="4319918542", kind=PartyKind.SOLE_TRADER, representative="서연"),
    Firm(slug="sasang-store", name=Words("사상유통", "Sasang Stores"), number="3278742357", kind=PartyKind.SOLE_TRADER, representative="마루"),
    Firm(slug="geumjeong-univ", name=Words("금정대학교", "Geumjeong University"), number="4758870182", kind=PartyKind.PUBLIC_BODY, representative="아라"),
    Firm(slug="yeongdo-tour", name=Words("영도관광", "Yeongdo Tours"), number="7528152326", kind=PartyKind.SOLE_TRADER, representative="준호"),
)  # fmt: skip
ANALYSIS = (Purpose.ANALYSIS, Purpose.RESEARCH)
MONTHLY_TERMS = Blocks(purposes=ANALYSIS, frequency=Frequency.MONTHLY, credit_share=Decimal("0.1"))
PLAIN_TERMS = Blocks(purposes=ANALYSIS)
OPEN_TERMS = Blocks(purposes=tuple(Purpose), sharing=Sharing.RESULTS, ai_training=True, only_in_korea=False)
METERED = Plan(
    kind=PlanKind.METERED, unit=Unit.ROWS, tiers=(Tier(up_to=100_000, won=30, per=1000), Tier(up_to=None, won=10, per=1000)), cap_krw=400_000
)  # fmt: skip


def _plan(kind: PlanKind, price_krw: int = 0) -> Plan:
    return Plan(kind=kind, price_krw=price_krw)


# (seller, what, Korean and English title, theme, plan, terms, more)
OFFERS: tuple[tuple[str, str, Words, str, Plan, Blocks, dict[str, Any]], ...] = (
    ("naru-card", "card", Words("상권별 월 카드 매출", "Monthly card spending by trade area"), "economy", _plan(PlanKind.MONTHLY, 300_000), PLAIN_TERMS, {}),
    ("naru-card", "card", Words("상권별 월 카드 매출 (대학 가격)", "Monthly card spending (university price)"), "economy", _plan(PlanKind.MONTHLY, 90_000), PLAIN_TERMS, {"to": "geumjeong-univ"}),
    ("naru-card", "rent", Words("상가 임대 시세", "Shop rents"), "economy", _plan(PlanKind.YEARLY, 2_400_000), OPEN_TERMS, {}),
    ("naru-card", "opening", Words("신규 점포 개업 알림", "Newly opened shops"), "economy", _plan(PlanKind.ONCE, 450_000), OPEN_TERMS, {"approval": True}),
    ("gwangan-mobility", "scooter", Words("전동킥보드 통행", "Scooter trips"), "transport", _plan(PlanKind.MONTHLY, 180_000), PLAIN_TERMS, {"trial": 14}),
    ("gwangan-mobility", "parking", Words("민간 주차장 이용", "Private parking"), "transport", METERED, OPEN_TERMS, {}),
    ("gwangan-mobility", "taxi", Words("택시 승하차 지점", "Taxi pick-ups"), "transport", _plan(PlanKind.QUOTE), PLAIN_TERMS, {}),
    ("nampo-insight", "review", Words("관광지 후기 지수", "Review index of sights"), "culture", _plan(PlanKind.MONTHLY, 120_000), PLAIN_TERMS, {}),
    ("nampo-insight", "stay", Words("숙박 예약 추이", "Hotel bookings"), "culture", _plan(PlanKind.YEARLY, 1_800_000), OPEN_TERMS, {}),
    ("nampo-insight", "festival", Words("축제 방문 추정", "Festival visitors"), "culture", _plan(PlanKind.ONCE, 280_000), OPEN_TERMS, {}),
    ("sample-office", "gym", Words("체육시설 이용", "Use of sports facilities"), "culture", _plan(PlanKind.FREE), OPEN_TERMS, {}),
    ("sample-office", "sensor", Words("시설 계측 원자료", "Facility sensors, raw"), "environment", _plan(PlanKind.ONCE, 40_000), OPEN_TERMS, {}),
    ("yeongdo-tour", "boat", Words("유람선 승선", "Boat passengers"), "culture", _plan(PlanKind.MONTHLY, 60_000), MONTHLY_TERMS, {}),
)  # fmt: skip
BUYERS = ("naru-sangkwon", "sasang-store", "geumjeong-univ", "yeongdo-tour", "nampo-insight")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a month, a district and one of ``kinds`` have: whole numbers from ``least`` to ``most``."""

    kind: str
    kinds: tuple[str, ...]
    value: str
    least: int
    most: int


CONTENTS = {
    "card": Contents(
        kind="업종", kinds=("음식점", "소매", "숙박", "의료"), value="매출액(만원)", least=800, most=900_000
    ),
    "rent": Contents(kind="층", kinds=("1층", "2층 이상", "지하"), value="㎡당 월세(원)", least=6_000, most=90_000),
    "opening": Contents(kind="업종", kinds=("음식점", "카페", "소매", "미용"), value="개업(곳)", least=0, most=60),
    "scooter": Contents(kind="시간대", kinds=("출근", "낮", "퇴근", "밤"), value="통행(건)", least=90, most=30_000),
    "parking": Contents(
        kind="요일", kinds=("평일", "토요일", "일요일·공휴일"), value="주차(대)", least=200, most=45_000
    ),
    "taxi": Contents(kind="시간대", kinds=("새벽", "출근", "낮", "밤"), value="승차(건)", least=300, most=70_000),
    "review": Contents(kind="말", kinds=("한국어", "영어", "중국어", "일본어"), value="후기(건)", least=5, most=4_000),
    "stay": Contents(kind="숙소", kinds=("호텔", "모텔", "민박", "호스텔"), value="예약(박)", least=60, most=28_000),
    "festival": Contents(
        kind="나이대", kinds=("20대 이하", "30·40대", "50대 이상"), value="방문(명)", least=400, most=90_000
    ),
    "gym": Contents(
        kind="시설", kinds=("수영장", "체육관", "축구장", "테니스장"), value="이용(명)", least=50, most=12_000
    ),
    "sensor": Contents(kind="계측", kinds=("기온", "습도", "소음"), value="측정(회)", least=600, most=44_640),
    "boat": Contents(kind="항로", kinds=("태종대", "해운대", "자갈치"), value="승선(명)", least=20, most=9_000),
}
SIGNERS = {
    firm.slug: Person(id=PersonId(f"sample:{firm.slug}"), name=firm.representative, is_system=True) for firm in FIRMS
}
hand = SIGNERS.__getitem__  # who acts for a firm
DISTRICTS = ("중구", "서구", "동구", "영도구", "부산진구", "동래구", "남구", "해운대구", "사하구", "수영구")
TRADES, STEPS_A_MONTH, TERMS = 30, 7, (12, 3, 2)  # a term's months, in turn


def bring(*, as_json: bool, again: bool) -> bool:
    """Once: whatever is there already is left as it is. Always all of it."""
    made = 0 if _is_there() else _bring()
    if as_json:
        click.echo(json.dumps({"exchange": {"offers": len(OFFERS), "contracts": made}}))
    elif made:
        click.echo(f"거래소: 상품 {len(OFFERS)}개, 계약 {made}건 · Exchange: {len(OFFERS)} offers, {made} contracts")
    return True


def _is_there() -> bool:
    return catalogue_reads.dataset_by_source(SOURCE, "card", SYSTEM) is not None


def _bring() -> int:
    today = SystemClock().today()
    start = FrozenClock(datetime(today.year, today.month, 1, 1, tzinfo=UTC) - timedelta(days=150))
    accounts.open_platform(clock=start)
    organisations = {firm.slug: _organisation(firm) for firm in FIRMS}
    _register_operator()
    listed = _offers(organisations, start)
    _vouchers(organisations, start)
    _choose_mail(organisations, [])
    made = _trades(listed, organisations, start)
    _disputes(made)
    _close_the_books()
    _read_notices(organisations)
    _choose_mail(organisations, topics.declared())
    _board(organisations, listed)
    return len(made)


def _organisation(firm: Firm) -> OrganisationId:
    try:
        organisation = people_reads.organisation_by_slug(firm.slug).id
    except Refused:
        organisation = people.create_organisation(
            slug=firm.slug, name_ko=firm.name.ko, name_en=firm.name.en, by=SYSTEM
        ).id
    said = Details(
        name=firm.name,
        since=date(2020, 1, 1),
        representative=firm.representative,
        address=f"부산광역시 견본로 {FIRMS.index(firm) + 1}",
        bank="부산은행",
        account_number=f"101{firm.number}",
    )
    _once(
        lambda: parties.register_party(
            firm.kind, said, business_number=firm.number, organisation=organisation, by=SYSTEM
        )
    )
    return organisation


def _register_operator() -> None:
    said = Details(
        name=OPERATOR[1], since=date(2020, 1, 1), representative="민지", bank="부산은행", account_number="1012026112900"
    )
    _once(lambda: parties.register_party(PartyKind.SOLE_TRADER, said, business_number=OPERATOR[0], by=SYSTEM))


def _once(act: Any) -> None:
    try:
        act()
    except Refused as refused:
        if refused.code != "party_taken":
            raise


def _offers(organisations: dict[str, OrganisationId], clock: FrozenClock) -> list[Offer]:
    datasets: dict[str, DatasetId] = {}
    listed = []
    for seller, what, title, theme, plan, blocks, more in OFFERS:
        if what not in datasets:
            datasets[what] = _dataset(what, title, theme, organisations[seller], clock)
        to = more.get("to")
        draft = offers.OfferDraft(
            dataset_id=datasets[what],
            title=title,
            text=Words(
                f"{title.ko} 자료입니다. 구와 종류마다 한 줄이며 매달 새로 만듭니다.",
                f"{title.en}: a row for each district and kind, made anew each month.",
            ),
            plan=plan,
            blocks=blocks,
            audience=Audience.NAMED if to else Audience.PUBLIC,
            named=[organisations[to]] if to else [],
            trial_days=more.get("trial", 0),
            starts=clock.today(),
            needs_approval=more.get("approval", False),
        )
        made = offers.draft_offer(draft, by=hand(seller), clock=clock)
        listed.append(offers.list_offer(made.id, by=hand(seller), clock=clock))
    return listed


def _dataset(what: str, title: Words, theme: str, seller: OrganisationId, clock: Clock) -> DatasetId:
    about = Description(
        title=title.ko,
        title_en=title.en,
        description=f"{title.ko} (견본, 지어낸 값)",
        description_en=f"{title.en} (a sample, all values made up)",
        publisher=people_reads.organisation(seller).name.ko,
        themes=(theme,),
        licence="kogl-1",
        frequency="monthly",
    )
    dataset = catalogue.register_dataset(about, by=SYSTEM, organisation=seller, source=SOURCE, source_id=what)
    table = catalogue.ensure_table(dataset.id, title.ko, by=SYSTEM)
    rows = _rows(what)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        pq.write_table(rows, path)
        lake_version = catalogue_reads.lake().commit(table.id, [path], commit_key=f"{SOURCE}.{what}")
    catalogue.publish_version(
        table.id,
        columns=_columns(CONTENTS[what]),
        rows=rows.num_rows,
        lake_version=lake_version,
        provenance=Derived(inputs=(), by="samples.exchange 1", digest=sha256_of(what)),
        by=SYSTEM,
    )
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
    catalogue.set_access(dataset.id, Access.GRANTED, by=SYSTEM)
    return dataset.id


def _columns(contents: Contents) -> tuple[Column, ...]:
    return (
        Column(name="월", alias="month", type=ColumnType.TEXT),
        Column(name="구", alias="district", type=ColumnType.TEXT),
        Column(name=contents.kind, alias="kind", type=ColumnType.TEXT),
        Column(name=contents.value, alias="value", type=ColumnType.INTEGER),
    )


def _rows(what: str) -> pa.Table:
    dice, contents = random.Random(f"{SEED}{what}"), CONTENTS[what]
    rows = [
        (f"2026-{month:02d}", district, kind, dice.randrange(contents.least, contents.most))
        for month in range(1, 11)
        for district in DISTRICTS
        for kind in contents.kinds
    ]
    aliases = [column.alias for column in _columns(contents)]
    return pa.table(dict(zip(aliases, map(list, zip(*rows, strict=True)), strict=True)))


def _vouchers(organisations: dict[str, OrganisationId], clock: Clock) -> None:
    for slug, won in (("naru-sangkwon", 3_000_000), ("sasang-store", 2_000_000)):
        code = _voucher(slug)
        name = Words("데이터 바우처 2026", "Data voucher 2026")
        ledger.open_account(code, AccountKind.LIABILITY, name, owner=organisations[slug], by=SYSTEM, clock=clock)
        _fund(code, won, f"award:{code}", clock)
        rule = SpendingRule(categories=(orders.CATEGORY,), share_most=Decimal("0.7"), until=date(2027, 12, 31))
        ledger.set_spending_rule(code, rule, by=SYSTEM, clock=clock)


def _voucher(slug: str) -> str:
    return f"voucher:2026:{slug}"


def _fund(account: str, won: int, id: str, clock: Clock) -> None:
    act = Act("transfer.entered", id)
    ledger.enter_by_hand(Payment(id=id, debit=accounts.BANK, credit=account, won=won, act=act), by=SYSTEM, clock=clock)


def _trades(listed: Sequence[Offer], organisations: dict[str, OrganisationId], start: FrozenClock) -> list[str]:
    """Contracts over the months, each signed by both and paid; their ids."""
    dice, made = random.Random(SEED), []
    clock = FrozenClock(start.instant)
    slugs = {organisation: slug for slug, organisation in organisations.items()}
    for number in range(TRADES):
        clock.advance(timedelta(days=4, hours=7))
        offer = listed[number % len(listed)]
        buyers = [slug for slug in BUYERS if organisations[slug] != offer.seller]
        buyer = slugs[next(iter(offer.named))] if offer.named else buyers[dice.randrange(len(buyers))]
        months = 12 if offer.plan.kind is PlanKind.METERED else TERMS[number % len(TERMS)]
        made.append(_trade(offer, organisations[buyer], buyer, slugs[offer.seller], months, clock))
        if number % STEPS_A_MONTH == STEPS_A_MONTH - 1:
            _month_passes(dice, slugs, clock)
    _month_passes(dice, slugs, FrozenClock(SystemClock().now() - timedelta(days=12)))
    return made


def _month_passes(dice: random.Random, slugs: dict[OrganisationId, str], clock: FrozenClock) -> None:
    """What is used is counted and billed, the next periods are ordered and paid, and shares are released."""
    for contract in trades.contracts(SYSTEM):
        if contract.plan.kind is PlanKind.METERED:
            _use(contract, dice.randrange(20_000, 900_000), clock)
    metering.bill_due(clock=clock)
    contracts.renew_due(clock=clock)
    for order in trades.orders(SYSTEM):
        if order.state == "open":
            _pay(order.id, order.buyer, slugs[order.buyer], clock)
    release.release_due(clock=clock)


def _use(contract: Contract, rows: int, clock: Clock) -> None:
    [entitlement, *_] = uses.entitlements_of(contract)
    use = Use(
        door="sharing",
        dataset=contract.dataset_id,
        rows=rows,
        bytes=rows * 40,
        holder=contract.buyer,
        entitlement=entitlement,
    )
    recording.record(use, clock=clock)


def _trade(offer: Offer, buying: OrganisationId, slug: str, seller: str, months: int, clock: FrozenClock) -> str:
    buyer, purpose = hand(slug), "상권과 방문 분석"
    talk = negotiations.request(offer.id, buyer=buying, months=months, purpose=purpose, by=buyer, clock=clock)
    if not talk.document_id:
        clock.advance(timedelta(hours=5))
        if offer.plan.kind is PlanKind.QUOTE:
            negotiations.quote(talk.id, 250_000, months=6, text="여섯 달 기준입니다.", by=hand(seller), clock=clock)
            clock.advance(timedelta(hours=20))
            negotiations.accept(talk.id, by=buyer, clock=clock)
        talk = negotiations.agree(talk.id, by=hand(seller), clock=clock)
    clock.advance(timedelta(hours=2))
    digest = terms.document(talk.document_id).newest.sha256
    signed = negotiations.verify(talk.id, digest=digest, by=buyer, clock=clock)
    [order] = trades.orders(SYSTEM, contract_id=signed.contract_id)
    if order.total_krw:
        _pay(order.id, buying, slug, clock)
    return signed.contract_id


def _pay(order_id: str, buying: OrganisationId, slug: str, clock: Clock) -> None:
    """From the buyer's voucher as far as it goes, the rest from prepaid credit."""
    order = trades.order(order_id, SYSTEM)
    _fund(accounts.own("prepaid", buying, clock=clock), order.total_krw, f"prepay:{order.id}", clock)
    ruled, _ = orders.sources(order.id, SYSTEM, clock=clock)
    chosen = [Choice(kind=SourceKind.RULED, account=each.account) for each in ruled if each.account == _voucher(slug)]
    orders.pay_order(order.id, [*chosen, Choice(kind=SourceKind.PREPAID, account="")], by=hand(slug), clock=clock)


def _disputes(made: Sequence[str]) -> None:
    """The last two paid orders are disputed: one is decided, one waits."""
    paid = [
        order
        for contract in made
        for order in trades.orders(SYSTEM, contract_id=contract)
        if order.state == "delivered" and order.total_krw
    ]
    for place, order in enumerate(sorted(paid, key=lambda each: each.created)[-2:]):
        assert order.delivered_at is not None
        clock = FrozenClock(order.delivered_at + timedelta(days=1))
        claim = ("구 하나의 값이 모두 비어 있습니다.", "설명과 달리 지난해 값만 있습니다.")[place]
        opened = disputes.open_dispute(order.id, claim=claim, asked_krw=order.total_krw // 2, by=SYSTEM, clock=clock)
        disputes.answer_dispute(opened.id, "확인해 보니 한 구가 빠졌습니다. 다시 냈습니다.", by=SYSTEM, clock=clock)
        if place == 0:
            clock.advance(timedelta(days=3))
            reason = "한 구의 값이 빠진 것이 확인되어 3할을 돌려줍니다."
            decision = Decision(outcome=Outcome.REFUND, won=order.total_krw * 3 // 10, reason=reason)
            disputes.decide_dispute(opened.id, decision, by=SYSTEM, clock=clock)


def _close_the_books() -> None:
    """What the nights have done since, the months that are over settled, and all but the last of them paid out."""
    now = SystemClock()
    release.release_due(clock=now)
    promises.credit_breaches(clock=now)
    contracts.end_due(clock=now)
    last = now.today().replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    for month in (f"{before:%Y-%m}", f"{last:%Y-%m}"):
        settlement.settle_month(month, by=SYSTEM)
    settlement.pay_out(f"{before:%Y-%m}", by=SYSTEM)


def _choose_mail(organisations: dict[str, OrganisationId], chosen: Iterable[str]) -> None:
    """What happened months ago is mailed to nobody."""
    for person in _people_of(organisations):
        notices.choose_mail(chosen, by=person)


def _people_of(organisations: dict[str, OrganisationId]) -> list[Person]:
    ids = {member.person_id for each in organisations.values() for member in people_reads.members(each)}
    return [people_reads.person(id) for id in sorted(ids.union(people_reads.holders("officer")))]


def _read_notices(organisations: dict[str, OrganisationId]) -> None:
    """Whoever belongs to a firm has read what the past months brought: what waits today is new."""
    for person in _people_of(organisations):
        notices.read_all(by=person)


def _board(organisations: dict[str, OrganisationId], listed: Sequence[Offer]) -> None:
    """What waits today: wanted data, questions, a request for 준호 to answer, an order for 서연 to pay, and what she used."""
    lab, now = organisations["naru-sangkwon"], SystemClock()
    posted = demand.post_wanted(
        "해안 산책로 유동인구",
        organisation=lab,
        text="시간대와 연령대별로, 지난 두 해. 한 달에 한 번 새로워지면 좋겠습니다.",
        budget_krw=500_000,
        by=SYSTEM,
    )
    demand.reply_with_offer(posted, listed[7].id, by=SYSTEM)
    demand.post_wanted(
        "전통시장 시간대별 매출", organisation=organisations["sasang-store"], budget_krw=300_000, by=SYSTEM
    )
    asked = offers.ask_question(listed[0].id, "행정동 단위로도 받을 수 있나요?", organisation=lab, by=SYSTEM)
    offers.answer_question(asked, "다음 분기부터 행정동 단위를 함께 드립니다.", by=SYSTEM)
    offers.ask_question(
        listed[2].id, "전용면적 기준인가요, 계약면적 기준인가요?", organisation=lab, by=hand("naru-sangkwon")
    )
    valuations.value_offer(listed[0].id, Assumptions(), by=hand("naru-card"))
    negotiations.request(
        listed[3].id, buyer=lab, months=6, purpose="창업 상담", text="두 구만 받아도 됩니다.", by=hand("naru-sangkwon")
    )
    for offer in (listed[5], listed[7]):
        _trade_unpaid(offer, lab)
    for contract in trades.contracts(SYSTEM, buyer=lab):
        if contract.plan.kind is PlanKind.METERED:
            _use(contract, 184_000, now)
    recording.roll_up()


def _trade_unpaid(offer: Offer, buying: OrganisationId) -> None:
    buyer = hand("naru-sangkwon")
    talk = negotiations.request(offer.id, buyer=buying, months=12, purpose="관광 동향 보고서", by=buyer)
    negotiations.verify(talk.id, digest=terms.document(talk.document_id).newest.sha256, by=buyer)
