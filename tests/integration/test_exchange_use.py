"""What is paid by use: counted by every door under the contract, billed once a period, and nothing of it is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.notices import reads as notices
from naru.data.usage import recording
from naru.data.usage.core.values import Use
from naru.systems.exchange.actions import contracts, metering, orders, refunds
from naru.systems.exchange.core.metering import Misfit
from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
from naru.systems.exchange.core.plans import Plan, PlanKind, Tier, Unit, metered_krw
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import MeteredBill
from naru.systems.exchange.reads import metering as reads
from naru.systems.exchange.reads import trades
from tests.markets import Sides, listed_offer, open_market, prepaid_order, prepay, signed, spending_table
from tests.personas import Organisations, browser_of

BY_USE = Plan(
    kind=PlanKind.METERED,
    unit=Unit.ROWS,
    tiers=(Tier(up_to=1000, won=30, per=1), Tier(up_to=None, won=10, per=1)),
    cap_krw=50_000,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 2, 1, tzinfo=UTC))


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


@pytest.fixture
def row(sides: Sides, clock: FrozenClock) -> ContractRow:
    """A contract of three months by use: 30 won a row, 10 won from the thousandth on, at most 50,000 won a month."""
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock, plan=BY_USE)
    return ContractRow.objects.get(id=signed(offer, sides, months=3, clock=clock).id)


def use(row: ContractRow, rows: int, clock: FrozenClock, *, entitlement: str = "") -> None:
    id = entitlement or reads.entitlements_of(row)[0]
    recording.record(Use(door="rows", dataset=row.dataset_id, rows=rows, holder=row.buyer, entitlement=id), clock=clock)


@pytest.mark.parametrize(
    ("used", "won"), [(0, 0), (1, 30), (1000, 30_000), (1001, 30_010), (3000, 50_000), (9999, 50_000)]
)
def test_a_month_is_billed_by_tiers_up_to_the_cap_and_once(
    row: ContractRow, clock: FrozenClock, used: int, won: int
) -> None:
    use(row, used, clock)
    clock.advance(timedelta(days=29))
    assert metering.bill_due(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert [metering.bill_due(clock=clock) for _ in range(5)] == [1, 0, 0, 0, 0]
    bills = [order.supply_krw for order in trades.orders(SYSTEM, contract_id=row.id) if order.is_of_use]
    assert bills == ([won] if won else [])
    assert [(bill.used, bill.won) for bill in reads.bills_of(row)] == [(used, won)]


def test_use_by_any_door_counts_under_the_contract_and_the_library_says_what_it_will_cost(
    row: ContractRow, sides: Sides, seoyeon: Person
) -> None:
    """At the doors themselves, by the site's own clock."""
    now = FrozenClock(datetime.now(UTC))
    ContractRow.objects.filter(id=row.id).update(starts=now.today())
    row.refresh_from_db()
    contracts.delivery.grant(row, clock=now)
    name = trades_table(row)
    browser = browser_of(seoyeon)
    for address in (f"/api/v1/tables/{name}/rows?limit=7", f"/api/v1/tables/{name}/download.csv"):
        answer = browser.get(address)
        assert answer.status_code == 200
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (
        browser.post(
            "/api/v1/sql", {"sql": f'SELECT * FROM "{name}" LIMIT 2'}, content_type="application/json"
        ).status_code
        == 200
    )
    recording.roll_up()
    found = reads.use_so_far(row, clock=now)
    assert found is not None
    assert (found.used, found.cost_krw) == (7 + 81 + 2, 90 * 30)
    assert found.ends is not None
    assert found.expected_krw == metered_krw(BY_USE, 90 * (found.ends - found.starts).days)
    page = browser.get("/market/library/").content.decode()
    assert "2,700" in page


def trades_table(row: ContractRow) -> str:
    from naru.systems.exchange.core.offers import Scope
    from naru.systems.exchange.reads.offers import table_of

    table = table_of(row.dataset_id, Scope())
    assert table is not None
    return table.sql_name


def test_what_comes_in_after_the_bill_waits_in_a_named_list_until_an_officer_bills_or_waives_it(
    row: ContractRow, minji: Person, sides: Sides, clock: FrozenClock
) -> None:
    early = FrozenClock(clock.instant + timedelta(days=1))
    use(row, 900, clock)
    clock.advance(timedelta(days=31))
    metering.bill_due(clock=clock)
    use(row, 300, early)
    recording.roll_up()
    [late] = reads.misfits()
    assert (late.why, late.used, late.period) == (Misfit.LATE, 300, 1)
    with pytest.raises(Refused):
        metering.place_late_use(row.id, 1, by=sides.buyer, clock=clock)
    for _ in range(3):
        metering.place_late_use(row.id, 1, by=minji, clock=clock)
    assert [(bill.part, bill.used, bill.won) for bill in reads.bills_of(row)] == [(1, 900, 27_000), (2, 1200, 5_000)]
    assert reads.misfits() == []
    early.advance(timedelta(days=1))
    use(row, 1, early)
    recording.roll_up()
    metering.place_late_use(row.id, 1, waive="늦게 센 한 행", by=minji, clock=clock)
    assert reads.misfits() == []
    assert MeteredBill.objects.get(part=3).order is None


def test_use_outside_of_the_term_or_under_an_unknown_entitlement_is_listed(
    row: ContractRow, clock: FrozenClock
) -> None:
    known = reads.entitlements_of(row)[0]
    clock.advance(timedelta(days=200))
    use(row, 4, clock, entitlement=known)
    use(row, 5, clock, entitlement="01zzzzzzzzzzzzzzzzzzzzzzzz")
    recording.roll_up()
    assert sorted((each.why, each.used) for each in reads.misfits()) == [(Misfit.OUTSIDE, 4), (Misfit.UNKNOWN, 5)]


def test_the_last_day_of_a_contract_that_ends_early_is_billed_after_it_and_paid_without_opening_it_again(
    row: ContractRow, sides: Sides, minji: Person, clock: FrozenClock
) -> None:
    use(row, 10, clock)
    clock.advance(timedelta(days=4))
    use(row, 10, clock)
    contracts.revoke(row.id, reason="시험", by=minji, clock=clock)
    assert metering.bill_due(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert metering.bill_due(clock=clock) == 1
    [bill] = [order for order in trades.orders(SYSTEM, contract_id=row.id) if order.is_of_use]
    assert (bill.supply_krw, bill.state) == (600, OrderState.OPEN)
    assert notices.told(about=Ref("order", bill.id))
    prepay(sides.buying, bill.total_krw)
    paid = orders.pay_order(bill.id, [Choice(kind=SourceKind.PREPAID, account="")], by=sides.buyer, clock=clock)
    assert paid.state is OrderState.DELIVERED
    assert not contracts.delivery._is_granted(ContractRow.objects.get(id=row.id), clock)
    with pytest.raises(Refused) as refused:
        refunds.withdraw_order(bill.id, by=sides.buyer, clock=clock)
    assert refused.value.code == "digital_content_started"


def test_data_that_was_used_is_not_withdrawn_from(sides: Sides, clock: FrozenClock) -> None:
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    use(ContractRow.objects.get(id=order.contract_id), 1, clock)
    with pytest.raises(Refused) as refused:
        refunds.withdraw_order(order.id, by=sides.buyer, clock=clock)
    assert refused.value.code == "digital_content_started"
