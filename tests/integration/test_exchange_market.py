"""The market as a whole: what a field costs, who could supply what is looked for, what becomes of it when a seller leaves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.notices import reads as notices
from naru.commons.parties import reads as parties
from naru.commons.parties.actions import close_party
from naru.commons.terms import reads as terms
from naru.data.catalogue import reads as catalogue
from naru.systems.exchange.actions import demand, departures, negotiations, offers, release, settlement
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.plans import Plan, PlanKind
from naru.systems.exchange.reads import demand as reads
from naru.systems.exchange.reads import trades
from naru.systems.exchange.reads.market import Prices, market
from tests.markets import Sides, listed_offer, open_market, prepaid_order, spending_table
from tests.personas import Organisations, browser_of, make_organisation
from tests.tables import publish_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 2, 1, tzinfo=UTC))


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


def test_prices_of_a_field_are_those_of_periods_that_were_paid(sides: Sides, minji: Person, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    for won in (100_000, 200_000, 300_000, 400_000, 900_000):
        plan = Plan(kind=PlanKind.ONCE, price_krw=won)
        prepaid_order(listed_offer(table, sides.seller, plan=plan, clock=clock), sides, clock=clock)
    prepaid_order(listed_offer(table, sides.seller, plan=Plan(kind=PlanKind.FREE), clock=clock), sides, clock=clock)
    assert market(clock=clock).prices == {
        "": Prices(low_krw=200_000, median_krw=300_000, high_krw=400_000, orders=5)  # a dataset without a theme
    }
    assert "200,000 – 400,000" in browser_of(minji).get("/market/office/").content.decode()


def test_one_price_is_its_own_middle_half(sides: Sides, clock: FrozenClock) -> None:
    prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    [prices] = market(clock=clock).prices.values()
    assert prices == Prices(low_krw=300_000, median_krw=300_000, high_krw=300_000, orders=1)


def test_a_seller_who_leaves_sells_nothing_more_and_what_was_sold_runs_on(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    offer = listed_offer(table, sides.seller, clock=clock)
    order = prepaid_order(offer, sides, clock=clock)
    negotiating = negotiations.request(offer.id, buyer=sides.buying, price_krw=1000, by=sides.buyer, clock=clock)
    negotiations.quote(negotiating.id, 2000, by=sides.seller, clock=clock)
    negotiations.accept(negotiating.id, by=sides.buyer, clock=clock)
    agreed = negotiations.agree(negotiating.id, by=sides.seller, clock=clock)
    party = parties.party_of(sides.selling, clock=clock)
    assert party is not None
    close_party(party.id, on=date(2026, 11, 3), by=SYSTEM)
    assert departures.withdraw_of_closed(clock=clock) == 0  # it is the day before
    clock.advance(timedelta(days=1))
    digest = terms.document(agreed.document_id).newest.sha256
    assert (
        refused(lambda: negotiations.request(offer.id, buyer=sides.buying, by=sides.buyer, clock=clock))
        == "party_closed"
    )
    assert refused(lambda: negotiations.verify(agreed.id, digest=digest, by=sides.buyer, clock=clock)) == "party_closed"
    assert [departures.withdraw_of_closed(clock=clock) for _ in range(2)] == [1, 0]
    assert trades.contract(order.contract_id, SYSTEM).state is ContractState.ACTIVE
    assert catalogue.tables_of(table.dataset_id, sides.buyer)
    told = [telling.title.ko for telling, _ in notices.told(about=Ref("contract", order.contract_id))]
    assert told[-1] == "판매자가 사업을 마쳤습니다: 카드 매출 월 구독"
    clock.advance(timedelta(days=40))
    assert release.release_due(clock=clock) == 1
    [statement] = settlement.settle_month("2026-12", by=SYSTEM, clock=FrozenClock(datetime(2027, 1, 2, tzinfo=UTC)))
    assert statement.net_krw == 313_500  # what it has earned is still its own


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_who_could_supply_it_is_who_holds_it_or_sold_it_and_never_who_asks(
    sides: Sides, outsider: Person, clock: FrozenClock
) -> None:
    holder = make_organisation("traffic", "교통공사")
    publish_table("지하철 시간대별 승하차", organisation=holder.id)
    publish_table("지하철 혼잡도", organisation=sides.buying)
    table = spending_table(sides.selling)
    sold = listed_offer(table, sides.seller, title=Words("지하철 상권 매출", "Sales at stations"), clock=clock)
    offers.withdraw_offer(sold.id, by=sides.seller, clock=clock)
    listed_offer(
        table, sides.seller, title=Words("지하철 비밀 가격", "A private price"), named=[holder.id], clock=clock
    )
    posted = demand.post_wanted("지하철 승하차", organisation=sides.buying, by=sides.buyer, clock=clock)
    view = reads.wanted(outsider, posted)
    found = {each.name.ko: each for each in reads.suppliers(view, outsider)}
    assert set(found) == {"해운대데이터", "교통공사"}
    assert [each.id for each in found["해운대데이터"].offered] == [sold.id]
    assert [each.title for each in found["교통공사"].datasets] == ["지하철 시간대별 승하차"]
    page = browser_of(outsider).get(f"/market/wanted/{posted}/").content.decode()
    assert "전에 팔던 상품" in page
    assert "비밀 가격" not in page
    assert reads.suppliers(replace(view, title="없는말쓰기"), outsider) == []


def test_whoever_holds_what_is_wanted_is_led_to_an_offer(sides: Sides, clock: FrozenClock) -> None:
    table = publish_table("지하철 승하차", organisation=sides.selling)
    posted = demand.post_wanted("지하철 승하차", organisation=sides.buying, by=SYSTEM, clock=clock)
    way = f"/market/offers/new/{table.dataset_id}/"
    assert way in browser_of(sides.seller).get(f"/market/wanted/{posted}/").content.decode()
    assert way not in browser_of(sides.buyer).get(f"/market/wanted/{posted}/").content.decode()
