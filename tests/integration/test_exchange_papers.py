"""What people read and hear of a trade: the contract, invoices and receipts as PDF, and notices to the side that waits."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from naru.base.events.actions import deliver_waiting
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.people import reads as people
from naru.commons.notices import reads as notices
from naru.commons.papers import actions as papers
from naru.commons.papers import reads as paper_reads
from naru.commons.papers.models import Paper
from naru.commons.terms import reads as terms
from naru.systems.exchange.actions import contracts, disputes, negotiations, offers, release, settlement
from naru.systems.exchange.core.articles import ContractForm
from naru.systems.exchange.core.disputes import Decision, Outcome
from naru.systems.exchange.reads import money
from tests.markets import (
    BLOCKS,
    SPENDING_COLUMNS,
    SPENDING_ROWS,
    Sides,
    listed_offer,
    open_market,
    prepaid_order,
    signed,
    spending_table,
)
from tests.personas import Organisations, browser_of
from tests.tables import add_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 2, 1, tzinfo=UTC))


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


def told(kind: str, id: str) -> list[tuple[str, str]]:
    """(whom, of what) about a thing, in their order."""
    return [
        (people.person(person).name, telling.title.ko)
        for telling, reached in notices.told(about=Ref(kind, id))
        for person in reached
    ]


def values_of(kind: str, id: str) -> list[tuple[str, dict[str, object]]]:
    return [
        (row.template, row.values)
        for row in Paper.objects.filter(about_kind=kind, about_id=id).order_by("issued", "id")
    ]


def test_the_contract_on_paper_is_the_text_that_both_signed_in_both_languages(sides: Sides, clock: FrozenClock) -> None:
    contract = signed(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    [(template, values)] = values_of("contract", contract.id)
    body = json.loads(terms.signed_bytes(contract.document_id, 1))["body"]
    assert template == "exchange.contract"
    assert values["articles"] == body["articles"]
    assert values["sha256"] == terms.document(contract.document_id).newest.sha256
    assert [each["party"] for each in values["signatures"]] == ["해운대데이터", "수영연구소"]  # type: ignore[index]
    heads = [each["head_ko"] for each in values["articles"]]  # type: ignore[index]
    assert [*heads[:3], heads[-1]] == ["목적", "정의", "데이터의 제공", "효력"]
    [paper] = paper_reads.papers_about(Ref("contract", contract.id))
    assert papers.pdf(paper.id, by=sides.buyer).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (ContractForm.PROVISION, "권리의 귀속"),
        (ContractForm.BROKERAGE, "중개"),
        (ContractForm.PROCESSING, "가공"),
        (ContractForm.CREATION, "공동 창출"),
    ],
)
def test_each_standard_contract_has_its_articles(
    sides: Sides, clock: FrozenClock, form: ContractForm, head: str
) -> None:
    table = spending_table(sides.selling)
    contract = signed(
        listed_offer(table, sides.seller, clock=clock, blocks=replace(BLOCKS, form=form)), sides, clock=clock
    )
    [(_, values)] = values_of("contract", contract.id)
    assert head in [each["head_ko"] for each in values["articles"]]  # type: ignore[index]
    assert values["form_ko"] == form.words.ko


def test_paying_and_getting_back_leave_invoices_and_receipts_that_only_the_two_sides_open(
    sides: Sides, minji: Person, clock: FrozenClock
) -> None:
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    disputed = disputes.open_dispute(order.id, claim="빈 값", asked_krw=33_000, by=sides.buyer, clock=clock)
    decision = Decision(outcome=Outcome.REFUND, won=33_000, reason="빈 값이 확인됨")
    disputes.decide_dispute(disputed.id, decision, by=SYSTEM, clock=clock)
    receipts = [values for _, values in values_of("order", order.id)]
    assert [(each["kind"], each["won"]) for each in receipts] == [("paid", 330_000), ("refund", 33_000)]
    first, amended = money.invoices_of(order.id)
    [(_, invoice)] = values_of("invoice", amended.id)
    assert (invoice["supply_krw"], invoice["vat_krw"], invoice["amendment"]) == (-30_000, -3_000, "공급가액 변동")
    assert invoice["original"] in money.invoice_xml(first.id, sides.buyer)
    [paper] = paper_reads.papers_about(Ref("invoice", first.id))
    assert browser_of(sides.buyer).get(f"/papers/{paper.id}.pdf").status_code == 200
    assert browser_of(minji).get(f"/papers/{paper.id}.pdf").status_code == 200


def test_whoever_waits_is_told_and_nobody_of_what_they_did_themselves(sides: Sides, clock: FrozenClock) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock, needs_approval=True)
    asked = offers.ask_question(offer.id, "단위는?", organisation=sides.buying, by=sides.buyer, clock=clock)
    offers.answer_question(asked, "만원", by=sides.seller, clock=clock)
    assert told("offer", offer.id) == [
        ("준호", "물음이 왔습니다: 카드 매출 월 구독"),
        ("서연", "물음에 답이 왔습니다: 카드 매출 월 구독"),
    ]
    talk = negotiations.request(offer.id, buyer=sides.buying, by=sides.buyer, clock=clock)
    negotiations.quote(talk.id, 250_000, by=sides.seller, clock=clock)
    negotiations.accept(talk.id, by=sides.buyer, clock=clock)
    agreed = negotiations.agree(talk.id, by=sides.seller, clock=clock)
    digest = terms.document(agreed.document_id).newest.sha256
    negotiations.verify(talk.id, digest=digest, by=sides.buyer, clock=clock)
    assert [who for who, _ in told("negotiation", talk.id)] == ["준호", "서연", "준호", "서연", "준호"]


def test_the_buyer_is_told_of_new_versions_and_of_the_end(sides: Sides, minji: Person, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    contract = signed(listed_offer(table, sides.seller, clock=clock), sides, clock=clock)
    deliver_waiting()
    before = told("contract", contract.id)
    add_version(table, SPENDING_COLUMNS, dict(SPENDING_ROWS))
    deliver_waiting()
    deliver_waiting()
    assert told("contract", contract.id)[len(before) :] == [("서연", "새 버전이 왔습니다: 카드 매출 월 구독")]
    contracts.revoke(contract.id, reason="시험", by=minji, clock=clock)
    assert sorted(told("contract", contract.id)[len(before) + 1 :]) == [
        ("서연", "계약이 끝났습니다: 카드 매출 월 구독"),
        ("준호", "계약이 끝났습니다: 카드 매출 월 구독"),
    ]


def test_a_version_that_breaks_the_columns_that_were_sold_says_what_broke(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    contract = signed(listed_offer(table, sides.seller, clock=clock), sides, clock=clock)
    deliver_waiting()
    fewer = [column for column in SPENDING_COLUMNS if column.alias != "gu"]
    add_version(table, fewer, {name: cells for name, cells in SPENDING_ROWS.items() if name != "gu"})
    deliver_waiting()
    [telling] = [
        each for each, _ in notices.told(about=Ref("contract", contract.id)) if "달라졌습니다" in each.title.ko
    ]
    assert telling.text is not None
    assert telling.text.ko.startswith("없어진 열: 구. 버전 1까지는")


def test_a_month_is_told_to_its_seller_with_a_statement_on_paper(sides: Sides, clock: FrozenClock) -> None:
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    release.accept_delivery(order.id, by=sides.buyer, clock=clock)
    clock.advance(timedelta(days=40))
    [made] = settlement.settle_month("2026-11", by=SYSTEM, clock=clock)
    settlement.pay_out("2026-11", by=SYSTEM, clock=clock)
    assert [title for _, title in told("settlement", made.id)] == [
        "2026-11 판매를 정산했습니다",
        "2026-11 판매 대금을 지급했습니다",
    ]
    [(_, values)] = values_of("settlement", made.id)
    assert values["net_krw"] == made.net_krw == 313_500
