"""A small market for tests: parties, figures of policy, a listed offer, a contract that both have signed, a paid order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from naru.base.events.actions import deliver_waiting
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.sources import SpendingRule
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.parties import actions as parties
from naru.commons.parties import reads as party_reads
from naru.commons.parties.core.values import Details, PartyKind
from naru.commons.rates import actions as rates
from naru.commons.terms import reads as terms
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Table
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import (
    bank,
    demand,
    disputes,
    negotiations,
    offers,
    orders,
    release,
    settlement,
)
from naru.systems.exchange.actions.offers import OfferDraft
from naru.systems.exchange.core.offers import Audience, Offer
from naru.systems.exchange.core.orders import Choice, SourceKind
from naru.systems.exchange.core.plans import Plan, PlanKind
from naru.systems.exchange.core.term_blocks import Blocks, Frequency, Purpose
from naru.systems.exchange.core.values import Contract, Order
from naru.systems.exchange.reads import money, trades
from tests.tables import publish_table

NUMBERS = ("1768370349", "2228273152", "4943865706")
FIGURES = {
    "vat.standard": "0.10",
    "commerce.withdrawal_days": "7",
    "data_dispute.proposal_days": "45",
    "exchange.fee_share": "0.05",
    "exchange.dispute_days": "7",
    "exchange.pay_days": "7",
    "exchange.renewal_days": "7",
    "exchange.public_price_most": "50000",
    "exchange.operator_number": NUMBERS[2],
}
SPENDING_COLUMNS = (
    Column(name="월", alias="wol", type=ColumnType.TEXT),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="업종", alias="eopjong", type=ColumnType.TEXT),
    Column(name="매출액", alias="maechul", type=ColumnType.INTEGER, unit="원"),
)
GU, TRADES = ("중구", "동래구", "해운대구"), ("한식", "커피", "편의점")
SPENDING_ROWS: dict[str, Sequence[Any]] = {
    "wol": [f"2026-{month:02d}" for month in range(1, 10) for _ in GU for _ in TRADES],
    "gu": [gu for _ in range(9) for gu in GU for _ in TRADES],
    "eopjong": [trade for _ in range(9) for _ in GU for trade in TRADES],
    "maechul": [1_000_000 + 37_411 * place % 900_000 for place in range(81)],
}
EARLY = FrozenClock(datetime(2020, 1, 1, tzinfo=UTC))  # when the figures became known
BLOCKS = Blocks(purposes=(Purpose.ANALYSIS, Purpose.RESEARCH), frequency=Frequency.MONTHLY, credit_share=Decimal("0.1"))
MONTHLY = Plan(kind=PlanKind.MONTHLY, price_krw=300_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who sells and who buys in a test."""

    seller: Person
    buyer: Person
    selling: OrganisationId
    buying: OrganisationId


def enter_figures() -> None:
    for name, value in FIGURES.items():
        try:
            rates.enter_rate(name, value, since=date(2000, 1, 1), source="시험", by=SYSTEM, clock=EARLY)
        except Refused as refused:
            if refused.code != "rate_known":
                raise


def register(organisation: OrganisationId, name: Words, number: str, **more: str) -> None:
    said = Details(
        name=name,
        since=date(2020, 1, 1),
        representative=more.get("representative", f"{name.ko} 대표"),
        address=more.get("address", f"부산광역시 {name.ko}로 1"),
        bank="부산은행",
        account_number=more.get("account_number", f"101{number}"),
    )
    kind = PartyKind(more.get("kind", "sole_trader"))
    parties.register_party(kind, said, business_number=number, organisation=organisation, by=SYSTEM)


def open_market(sides: Sides) -> None:
    """Figures, accounts and both parties, where they are not registered yet."""
    enter_figures()
    accounts.open_platform()
    for organisation, name, number in (
        (sides.selling, Words("해운대데이터", "Haeundae Data"), NUMBERS[0]),
        (sides.buying, Words("수영연구소", "Suyeong Lab"), NUMBERS[1]),
    ):
        if party_reads.party_of(organisation) is None:
            register(organisation, name, number)


def spending_table(selling: OrganisationId, title: str = "카드 매출") -> Table:
    """Published, open to granted organisations alone."""
    table = publish_table(title, SPENDING_COLUMNS, dict(SPENDING_ROWS), organisation=selling)
    catalogue.set_access(table.dataset_id, Access.GRANTED, by=SYSTEM)
    return table


def listed_offer(table: Table, seller: Person, *, clock: Clock = SYSTEM_CLOCK, **more: Any) -> Offer:
    draft = OfferDraft(
        **{
            "dataset_id": table.dataset_id,
            "title": Words("카드 매출 월 구독", "Monthly card spending"),
            "text": Words("구와 업종별 카드 매출", "Card spending by district and trade"),
            "plan": MONTHLY,
            "blocks": BLOCKS,
            "starts": date(2026, 1, 1),
            **({"audience": Audience.NAMED} if "named" in more else {}),
            **more,
        }
    )
    made = offers.draft_offer(draft, by=seller, clock=clock)
    return offers.list_offer(made.id, by=seller, clock=clock)


def signed(offer: Offer, sides: Sides, *, months: int | None = 12, clock: Clock = SYSTEM_CLOCK) -> Contract:
    """Requested as it stands and signed by both."""
    talk = negotiations.request(offer.id, buyer=sides.buying, by=sides.buyer, months=months, clock=clock)
    digest = terms.document(talk.document_id).newest.sha256
    done = negotiations.verify(talk.id, digest=digest, by=sides.buyer, clock=clock)
    return trades.contract(done.contract_id, SYSTEM)


def first_order(contract: Contract) -> Order:
    return trades.orders(SYSTEM, contract_id=contract.id)[-1]


def prepay(buying: OrganisationId, won: int, name: str = "1") -> None:
    """Money of the buyer's lies at the exchange."""
    prepaid = accounts.own("prepaid", buying)
    act = Act("transfer.entered", f"prepay:{buying}:{name}")
    ledger.enter_by_hand(Payment(id=act.subject, debit=accounts.BANK, credit=prepaid, won=won, act=act), by=SYSTEM)


def voucher(buying: OrganisationId, won: int, *, share: str = "0.7", code: str = "voucher:test") -> str:
    """A city voucher that pays data up to a share of its price."""
    ledger.open_account(code, AccountKind.LIABILITY, Words("데이터 바우처", "Data voucher"), owner=buying, by=SYSTEM)
    act = Act("transfer.entered", f"award:{code}")
    ledger.enter_by_hand(Payment(id=act.subject, debit=accounts.BANK, credit=code, won=won, act=act), by=SYSTEM)
    ledger.set_spending_rule(code, SpendingRule(categories=("data",), share_most=Decimal(share)), by=SYSTEM)
    return code


def prepaid_order(offer: Offer, sides: Sides, *, clock: Clock = SYSTEM_CLOCK) -> Order:
    """Signed, and paid from prepaid credit that is put there for it."""
    order = first_order(signed(offer, sides, clock=clock))
    if order.total_krw:
        prepay(sides.buying, order.total_krw, order.id)
        orders.pay_order(order.id, [Choice(kind=SourceKind.PREPAID, account="")], by=sides.buyer, clock=clock)
    return trades.order(order.id, SYSTEM)


def statement(*lines: tuple[str, str, int]) -> bytes:
    """A bank statement of (moment, payer, won), as one bank writes it."""
    head = "거래내역조회\n조회기간,2026.11\n거래일시,적요,보낸분/받는분,출금액,입금액,잔액\n"
    rows, balance = [], 10_000_000
    for moment, payer, won in lines:
        balance += won
        rows.append(f'{moment},타행이체,{payer},0,"{won:,}","{balance:,}"')
    return (head + "\n".join(rows) + "\n").encode("cp949")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Ids of one of each thing, for the table of doors."""

    offer: str
    private_offer: str
    negotiation: str
    contract: str
    order: str
    dispute: str
    invoice: str
    wanted: str
    settlement: str
    deposit: str


OTHER_HAND = Person(id=PersonId("other"), name="시험", is_system=True)


def make_market(selling: OrganisationId, buying: OrganisationId) -> Market:
    """One of each thing, all done by the system: the first organisation sells to the second."""
    sides = Sides(seller=SYSTEM, buyer=SYSTEM, selling=selling, buying=buying)
    open_market(sides)
    table = spending_table(selling)
    offer, private = listed_offer(table, SYSTEM), listed_offer(table, SYSTEM, named=[buying])
    order, disputed = prepaid_order(offer, sides), prepaid_order(private, sides)
    opened = disputes.open_dispute(disputed.id, claim="시험", asked_krw=1000, by=SYSTEM)
    talk = negotiations.request(offer.id, buyer=buying, price_krw=200_000, by=SYSTEM)
    bank.take_statement(statement(("2026.11.02 12:00:00", "모르는 이", 5000)), by=SYSTEM)
    past = FrozenClock(datetime(2026, 5, 2, 3, tzinfo=UTC))
    release.accept_delivery(prepaid_order(offer, sides, clock=past).id, by=OTHER_HAND, clock=past)
    [made] = settlement.settle_month("2026-05", by=SYSTEM)
    deliver_waiting()
    return Market(
        offer=offer.id,
        private_offer=private.id,
        negotiation=talk.id,
        contract=order.contract_id,
        order=order.id,
        dispute=opened.id,
        invoice=money.invoices_of(order.id)[0].id,
        wanted=demand.post_wanted("찾는 표", organisation=buying, by=SYSTEM),
        settlement=made.id,
        deposit=money.deposits(unmatched_only=True)[0].id,
    )
