"""A trade from offer to payout, in the database: every won is where it belongs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from naru.base.calendar.actions import declare_holiday
from naru.base.events.actions import deliver_waiting
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.ledger import reads as ledger
from naru.commons.terms import reads as terms
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.values import Table
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import (
    bank,
    contracts,
    disputes,
    negotiations,
    offers,
    orders,
    overdue,
    promises,
    refunds,
    release,
    settlement,
)
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.disputes import Decision, Outcome
from naru.systems.exchange.core.negotiations import NegotiationState, Side
from naru.systems.exchange.core.offers import Scope
from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
from naru.systems.exchange.core.plans import Plan, PlanKind
from naru.systems.exchange.core.tax_invoices import findings
from naru.systems.exchange.core.term_blocks import Frequency, People
from naru.systems.exchange.reads import money, trades
from naru.systems.exchange.reads import offers as offer_reads
from tests.markets import (
    BLOCKS,
    EARLY,
    SPENDING_COLUMNS,
    SPENDING_ROWS,
    Sides,
    first_order,
    listed_offer,
    open_market,
    prepaid_order,
    prepay,
    register,
    signed,
    spending_table,
    statement,
    voucher,
)
from tests.personas import Organisations, browser_of, make_organisation, make_person
from tests.tables import add_version

TRANSFER = Choice(kind=SourceKind.TRANSFER, account="")
PREPAID = Choice(kind=SourceKind.PREPAID, account="")


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 2, 1, tzinfo=UTC))


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


def balance(code: str) -> int:
    return ledger.account(code).balance_krw


def own(kind: str, organisation: str) -> int:
    return balance(accounts.own(kind, organisation))


def assert_books_balance() -> None:
    trial = ledger.trial_balance()
    assert trial.is_sound, trial.findings


def is_open(table: Table, sides: Sides, clock: FrozenClock) -> bool:
    """Whether the buyer's organisation may read it at the clock's instant."""
    return catalogue.dataset_scope(Holder.organisation(sides.buying), table.dataset_id, clock.now())


def refusal(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_a_subscription_is_paid_by_voucher_and_transfer_delivered_released_and_settled(
    sides: Sides, clock: FrozenClock
) -> None:
    table = spending_table(sides.selling)
    offer = listed_offer(table, sides.seller, clock=clock)
    contract = signed(offer, sides, clock=clock)
    order = first_order(contract)
    assert (order.supply_krw, order.vat_krw, order.state) == (300_000, 30_000, OrderState.OPEN)
    assert not catalogue.tables_of(table.dataset_id, sides.buyer)

    code = voucher(sides.buying, 1_000_000)
    ruled = Choice(kind=SourceKind.RULED, account=code)
    paying = orders.pay_order(order.id, [ruled, TRANSFER], by=sides.buyer, clock=clock)
    assert [(part.kind, part.won) for part in paying.parts] == [
        (SourceKind.RULED, 231_000),
        (SourceKind.TRANSFER, 99_000),
    ]
    assert ledger.account(code).held_krw == 231_000
    content = statement(("2026.11.02 12:00:00", "수영연구소", 99_000))
    taken = bank.take_statement(content, by=SYSTEM, clock=clock)
    assert (taken.lines, taken.matched) == (1, 1)
    assert bank.take_statement(content, by=SYSTEM, clock=clock).known == 1

    paid = trades.order(order.id, sides.buyer)
    assert paid.state is OrderState.DELIVERED
    assert balance(accounts.ESCROW) == 330_000
    assert [each.id for each in catalogue.tables_of(table.dataset_id, sides.buyer)] == [table.id]
    assert money.invoices_of(order.id) == []  # its papers follow, as an event: nobody waits for them
    deliver_waiting()
    [invoice] = money.invoices_of(order.id)
    assert findings(money.invoice_xml(invoice.id, sides.buyer).encode()) == []

    clock.advance(timedelta(days=7))
    assert release.release_due(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert release.release_due(clock=clock) == 1
    assert (own("payable", sides.selling), balance(accounts.FEES), balance(accounts.FEE_VAT)) == (
        313_500,
        15_000,
        1_500,
    )
    with pytest.raises(Refused) as refused:
        settlement.settle_month("2026-11", by=SYSTEM, clock=clock)
    assert refusal(refused) == "month_not_over"
    clock.advance(timedelta(days=25))
    [made] = settlement.settle_month("2026-11", by=SYSTEM, clock=clock)
    assert (made.gross_krw, made.fee_krw, made.net_krw) == (330_000, 15_000, 313_500)
    assert settlement.settle_month("2026-11", by=SYSTEM, clock=clock) == [made]
    file = settlement.pay_out("2026-11", by=SYSTEM, clock=clock)
    assert "313500" in file
    assert settlement.pay_out("2026-11", by=SYSTEM, clock=clock) == file
    assert own("payable", sides.selling) == 0
    assert_books_balance()


def test_a_named_offer_has_a_price_of_its_own_and_is_hidden_from_others(
    sides: Sides, outsider: Person, clock: FrozenClock
) -> None:
    table = spending_table(sides.selling)
    listed_offer(table, sides.seller, clock=clock)
    private = listed_offer(table, sides.seller, named=[sides.buying], clock=clock)
    assert len(offer_reads.offers(sides.buyer, clock=clock)) == 2
    assert len(offer_reads.offers(outsider, clock=clock)) == 1
    with pytest.raises(Refused) as refused:
        offer_reads.offer(private.id, outsider)
    assert refusal(refused) == "not_found"


def test_two_sides_negotiate_a_price_and_both_sign_the_same_bytes(sides: Sides, clock: FrozenClock) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, needs_approval=True, clock=clock)
    talk = negotiations.request(offer.id, buyer=sides.buying, by=sides.buyer, text="할인해 주세요", clock=clock)
    assert talk.state is NegotiationState.REQUESTED
    with pytest.raises(Refused) as refused:
        negotiations.quote(talk.id, 1, by=sides.buyer, clock=clock)
    assert refusal(refused) == "forbidden"
    negotiations.quote(talk.id, 280_000, by=sides.seller, clock=clock)
    negotiations.counter(talk.id, 250_000, by=sides.buyer, months=6, clock=clock)
    negotiations.quote(talk.id, 260_000, by=sides.seller, clock=clock)
    negotiations.accept(talk.id, by=sides.buyer, clock=clock)
    agreed = negotiations.agree(talk.id, by=sides.seller, clock=clock)
    with pytest.raises(Refused) as refused:
        negotiations.verify(talk.id, digest="0" * 64, by=sides.buyer, clock=clock)
    assert refusal(refused) == "terms_digest_differs"
    digest = terms.document(agreed.document_id).newest.sha256
    done = negotiations.verify(talk.id, digest=digest, by=sides.buyer, clock=clock)
    assert negotiations.verify(talk.id, digest=digest, by=sides.buyer, clock=clock).contract_id == done.contract_id
    contract = trades.contract(done.contract_id, sides.buyer)
    assert (contract.plan.price_krw, contract.ends) == (260_000, date(2027, 5, 2))
    offers.edit_offer(
        offer.id,
        offers.OfferDraft(dataset_id=offer.dataset_id, title=offer.title, plan=offer.plan, blocks=offer.blocks),
        by=sides.seller,
        clock=clock,
    )
    assert trades.contract(contract.id, sides.buyer).plan.price_krw == 260_000
    party = f"org:{sides.buying}"
    facts = {"purpose": "analysis", "spatial": "KR"}
    assert terms.may(contract.document_id, party, "read", on=clock.now(), facts=facts).allowed
    assert not terms.may(contract.document_id, party, "distribute", on=clock.now(), facts=facts).allowed


@pytest.mark.parametrize(
    ("paid", "state", "prepaid", "unmatched"),
    [
        ((330_000,), OrderState.DELIVERED, 0, 0),
        ((329_999,), OrderState.OPEN, 0, 0),
        ((100_000, 230_000), OrderState.DELIVERED, 0, 0),
        ((330_001,), OrderState.DELIVERED, 1, 0),
        ((330_000, 330_000), OrderState.DELIVERED, 0, 330_000),
    ],
)
def test_transfers_of_every_size_end_where_they_belong(
    paid: tuple[int, ...], state: OrderState, prepaid: int, unmatched: int, sides: Sides, clock: FrozenClock
) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    order = first_order(signed(offer, sides, clock=clock))
    order = orders.pay_order(order.id, [TRANSFER], by=sides.buyer, clock=clock)
    lines = [(f"2026.11.02 12:00:0{place}", f"{order.code} 수영", won) for place, won in enumerate(paid)]
    bank.take_statement(statement(*lines), by=SYSTEM, clock=clock)
    assert trades.order(order.id, sides.buyer).state is state
    assert (own("prepaid", sides.buying), balance(accounts.UNMATCHED)) == (prepaid, unmatched)
    assert_books_balance()


def test_two_deposits_of_one_statement_pay_one_order_and_what_is_over_is_credit(
    sides: Sides, clock: FrozenClock
) -> None:
    order = first_order(
        signed(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    )
    orders.pay_order(order.id, [TRANSFER], by=sides.buyer, clock=clock)
    lines = [("2026.11.02 12:00:00", order.code, 130_000), ("2026.11.02 12:05:00", order.code, 250_000)]
    lines.append(("2026.11.02 12:06:00", order.code, 1000))  # it awaits nothing any more
    taken = bank.take_statement(statement(*lines), by=SYSTEM, clock=clock)
    assert (taken.matched, taken.unmatched) == (2, 1)
    assert trades.order(order.id, SYSTEM).state is OrderState.DELIVERED
    assert (own("prepaid", sides.buying), balance(accounts.UNMATCHED)) == (50_000, 1000)
    assert_books_balance()


def test_who_may_use_it_is_judged_by_the_terms_that_were_signed(sides: Sides, clock: FrozenClock) -> None:
    offer = listed_offer(
        spending_table(sides.selling), sides.seller, clock=clock, blocks=replace(BLOCKS, people=People.STAFF)
    )
    contract = signed(offer, sides, clock=clock)

    def may(**recipient: str) -> bool:
        facts = {"purpose": "analysis", "spatial": "KR", **recipient}
        return terms.may(contract.document_id, f"org:{sides.buying}", "read", on=clock.now(), facts=facts).allowed

    assert [may(recipient="naru:staff"), may(recipient="naru:contractor"), may()] == [True, False, False]


def test_a_deposit_without_an_owner_waits_for_an_officer(sides: Sides, clock: FrozenClock) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    order = orders.pay_order(first_order(signed(offer, sides, clock=clock)).id, [TRANSFER], by=sides.buyer, clock=clock)
    bank.take_statement(statement(("2026.11.02 12:00:00", "모르는 사람", 330_000)), by=SYSTEM, clock=clock)
    [deposit] = money.deposits(unmatched_only=True)
    with pytest.raises(Refused):
        bank.assign_line(deposit.id, order.id, by=sides.seller, clock=clock)
    bank.assign_line(deposit.id, order.id, by=SYSTEM, clock=clock)
    bank.assign_line(deposit.id, order.id, by=SYSTEM, clock=clock)
    assert trades.order(order.id, sides.buyer).state is OrderState.DELIVERED
    assert money.deposits(unmatched_only=True) == []


def test_sources_chosen_anew_free_what_was_held(sides: Sides, clock: FrozenClock) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    order = first_order(signed(offer, sides, clock=clock))
    prepay(sides.buying, 200_000)
    with pytest.raises(Refused) as refused:
        orders.pay_order(order.id, [PREPAID], by=sides.buyer, clock=clock)
    assert refusal(refused) == "sources_short"
    for _ in range(2):
        orders.pay_order(order.id, [PREPAID, TRANSFER], by=sides.buyer, clock=clock)
    prepaid = accounts.code_of("prepaid", sides.buying)
    assert ledger.account(prepaid).held_krw == 200_000
    orders.pay_order(
        order.id, [Choice(kind=SourceKind.PREPAID, account="", most=50_000), TRANSFER], by=sides.buyer, clock=clock
    )
    assert ledger.account(prepaid).held_krw == 50_000
    orders.cancel_order(order.id, by=sides.buyer, clock=clock)
    orders.cancel_order(order.id, by=sides.buyer, clock=clock)
    assert (ledger.account(prepaid).held_krw, own("prepaid", sides.buying)) == (0, 200_000)
    with pytest.raises(Refused) as refused:
        orders.pay_order(order.id, [TRANSFER], by=sides.buyer, clock=clock)
    assert refusal(refused) == "order_state_has_no_such_step"
    assert_books_balance()


def test_what_is_held_for_an_order_that_nobody_completes_is_free_the_day_after_it_was_due(
    sides: Sides, clock: FrozenClock
) -> None:
    order = first_order(
        signed(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    )
    code = voucher(sides.buying, 500_000)
    ruled = Choice(kind=SourceKind.RULED, account=code)
    orders.pay_order(order.id, [ruled, TRANSFER], by=sides.buyer, clock=clock)
    bank.take_statement(statement(("2026.11.02 12:00:00", order.code, 49_000)), by=SYSTEM, clock=clock)
    clock.advance(timedelta(days=7))
    assert (overdue.free_overdue(clock=clock), ledger.account(code).held_krw) == (0, 231_000)
    clock.advance(timedelta(days=1))
    assert [overdue.free_overdue(clock=clock) for _ in range(2)] == [1, 0]
    assert (ledger.account(code).held_krw, trades.order(order.id, SYSTEM).parts) == (0, ())
    prepay(sides.buying, 99_000)
    paid = orders.pay_order(order.id, [ruled, PREPAID], by=sides.buyer, clock=clock)  # the deposit came for nothing
    assert (paid.state, own("prepaid", sides.buying), own("deposit", sides.buying)) == (OrderState.DELIVERED, 49_000, 0)
    assert_books_balance()


def test_a_withdrawal_gives_every_source_back_what_it_paid_and_closes_access(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    order = first_order(signed(listed_offer(table, sides.seller, clock=clock), sides, clock=clock))
    code = voucher(sides.buying, 500_000)
    orders.pay_order(order.id, [Choice(kind=SourceKind.RULED, account=code), TRANSFER], by=sides.buyer, clock=clock)
    bank.take_statement(statement(("2026.11.02 12:00:00", order.code, 99_000)), by=SYSTEM, clock=clock)
    clock.advance(timedelta(days=7))
    for _ in range(2):
        refunds.withdraw_order(order.id, by=sides.buyer, clock=clock)
    assert (balance(code), own("refund", sides.buying), balance(accounts.ESCROW)) == (500_000, 99_000, 0)
    assert trades.contract(order.contract_id, sides.buyer).state is ContractState.TERMINATED
    assert not catalogue.tables_of(table.dataset_id, sides.buyer)
    assert [each.amendment for each in money.invoices_of(order.id)] == ["", "04"]
    assert sum(each.supply_krw + each.vat_krw for each in money.invoices_of(order.id)) == 0
    assert_books_balance()


def test_a_withdrawal_comes_too_late_on_the_eighth_day(sides: Sides, clock: FrozenClock) -> None:
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    clock.advance(timedelta(days=8))
    with pytest.raises(Refused) as refused:
        refunds.withdraw_order(order.id, by=sides.buyer, clock=clock)
    assert refusal(refused) == "withdrawal_too_late"


@pytest.mark.usefixtures("holidays_of_korea")
def test_days_that_end_on_a_day_off_end_on_the_next_working_day(sides: Sides) -> None:
    clock = FrozenClock(datetime(2026, 10, 1, 1, tzinfo=UTC))  # a Thursday; the 9th of October is Hangul Day
    declare_holiday(date(2026, 10, 8), Words("임시공휴일", "A day off"), source="시험", by=SYSTEM, clock=EARLY)
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    assert (order.due, order.window_until) == (date(2026, 10, 12), date(2026, 10, 12))  # in 7 days, then Monday
    clock.advance(timedelta(days=11))
    refunds.withdraw_order(order.id, by=sides.buyer, clock=clock)
    assert trades.order(order.id, SYSTEM).state is OrderState.REFUNDED


def test_the_city_revokes_a_contract_and_access_ends_at_once(sides: Sides, minji: Person, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    order = prepaid_order(listed_offer(table, sides.seller, clock=clock), sides, clock=clock)
    with pytest.raises(Refused) as refused:
        contracts.revoke(order.contract_id, reason="x", by=sides.seller, clock=clock)
    assert refusal(refused) == "forbidden"
    contracts.revoke(order.contract_id, reason="재식별 시도", by=minji, clock=clock)
    assert not catalogue.tables_of(table.dataset_id, sides.buyer)
    contract = trades.contract(order.contract_id, sides.buyer)
    assert not terms.may(contract.document_id, f"org:{sides.buying}", "read", on=clock.now()).allowed


def test_a_term_ends_and_a_subscription_renews_until_then(sides: Sides) -> None:
    clock = FrozenClock(datetime(2026, 8, 2, 1, tzinfo=UTC))
    table = spending_table(sides.selling)
    offer = listed_offer(table, sides.seller, clock=clock)
    contract = signed(offer, sides, months=2, clock=clock)
    order = first_order(contract)
    prepay(sides.buying, 1_000_000)
    orders.pay_order(order.id, [PREPAID], by=sides.buyer, clock=clock)
    clock.advance(timedelta(days=23))
    assert contracts.renew_due(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert [contracts.renew_due(clock=clock) for _ in range(2)] == [1, 0]
    second = trades.orders(SYSTEM, contract_id=contract.id)[0]
    assert (second.period, second.period_starts) == (2, date(2026, 9, 2))
    clock.advance(timedelta(days=15))
    assert contracts.suspend_unpaid(clock=clock) == 1
    assert not is_open(table, sides, clock)
    orders.pay_order(second.id, [PREPAID], by=sides.buyer, clock=clock)
    assert is_open(table, sides, clock)
    clock.advance(timedelta(days=25))
    assert contracts.end_due(clock=clock) == 1
    assert trades.contract(contract.id, sides.buyer).state is ContractState.ENDED
    assert not is_open(table, sides, clock)
    assert contracts.renew_due(clock=clock) == 0


def test_notice_ends_access_by_itself_on_its_day_and_a_second_reason_changes_nothing(sides: Sides) -> None:
    clock = FrozenClock(datetime(2026, 10, 1, 1, tzinfo=UTC))
    table = spending_table(sides.selling)
    order = prepaid_order(listed_offer(table, sides.seller, clock=clock), sides, clock=clock)
    contracts.give_notice(order.contract_id, reason="예산이 없습니다", by=sides.buyer, clock=clock)
    assert trades.contract(order.contract_id, sides.buyer).ends == date(2026, 10, 31)
    held = catalogue.entitlements_on(table.dataset_id, SYSTEM)
    assert [each.terms.ends for each in held if each.revoked_at is None] == [datetime(2026, 10, 30, 15, tzinfo=UTC)]
    assert not catalogue.tables_of(table.dataset_id, sides.buyer)
    clock.advance(timedelta(days=30))
    assert contracts.end_due(clock=clock) == 1
    assert trades.contract(order.contract_id, sides.buyer).state is ContractState.TERMINATED


def test_only_the_columns_that_were_sold_are_seen(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    scope = Scope(table_id=table.id, columns=("wol", "gu"))
    prepaid_order(listed_offer(table, sides.seller, scope=scope, clock=clock), sides, clock=clock)
    [seen] = catalogue.tables_of(table.dataset_id, sides.buyer)
    assert seen.live is not None
    assert [column.alias for column in seen.live.columns] == ["wol", "gu"]


def test_only_the_rows_that_were_sold_are_seen_and_make_the_sample(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    scope = Scope(table_id=table.id, rows=("구:eq:중구",))
    offer = listed_offer(table, sides.seller, clock=clock, scope=scope)
    prepaid_order(offer, sides, clock=clock)
    found = catalogue.read_scope(Holder.organisation(sides.buying), table.id, clock.now())
    assert found is not None
    assert found.parts[0].rows == ("구:eq:중구",)
    made = offer_reads.sample(offer.id)
    assert made is not None
    assert made.table_rows == 27
    [district] = [figure for name, figure in made.columns_with_figures if name == "구"]
    assert district["common"] == [["중구", 100]]


def test_chosen_versions_alone_or_later_ones_alone_are_read(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    for scope, seen in (
        (Scope(table_id=table.id, chosen=(1,)), {1: True, 2: False}),
        (Scope(table_id=table.id, later_than=1), {1: False, 2: True}),
    ):
        organisation = make_organisation(f"lab-{len(scope.chosen)}", "연구소").id
        register(organisation, Words("연구소", "Lab"), "1018154322" if scope.chosen else "1048154321")
        buyers = replace(sides, buyer=SYSTEM, buying=organisation)
        prepaid_order(listed_offer(table, sides.seller, clock=clock, scope=scope), buyers, clock=clock)
        found = catalogue.read_scope(Holder.organisation(organisation), table.id, clock.now())
        assert found is not None
        assert {number: found.at_version(number) is not None for number in seen} == seen


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (Scope(rows=("없는 열:eq:1",)), "column_not_found"),
        (Scope(rows=("구=중구",)), "filter_unreadable"),
        (Scope(columns=("없음",)), "column_not_found"),
    ],
)
def test_an_offer_of_what_is_not_there_is_refused(sides: Sides, clock: FrozenClock, scope: Scope, code: str) -> None:
    with pytest.raises(Refused) as refused:
        listed_offer(spending_table(sides.selling), sides.seller, clock=clock, scope=scope)
    assert refusal(refused) == code


def test_a_dispute_is_decided_by_an_officer_without_interest_and_the_rest_released(
    sides: Sides, minji: Person, clock: FrozenClock
) -> None:
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    opened = disputes.open_dispute(order.id, claim="한 구가 비었습니다", asked_krw=330_000, by=sides.buyer, clock=clock)
    clock.advance(timedelta(days=30))
    assert release.release_due(clock=clock) == 0
    disputes.answer_dispute(opened.id, "다시 냈습니다", by=sides.seller, clock=clock)
    disputes.add_evidence(opened.id, "빈 줄 30개", by=sides.buyer, clock=clock)
    decision = Decision(outcome=Outcome.REFUND, won=99_000, reason="3할이 비었습니다")
    with pytest.raises(Refused) as refused:
        disputes.decide_dispute(opened.id, decision, by=sides.buyer, clock=clock)
    assert refusal(refused) == "forbidden"
    for _ in range(2):
        disputes.decide_dispute(opened.id, decision, by=minji, clock=clock)
    assert (own("prepaid", sides.buying), balance(accounts.ESCROW)) == (99_000, 0)
    assert (own("payable", sides.selling), balance(accounts.FEES), balance(accounts.FEE_VAT)) == (
        219_450,
        10_500,
        1_050,
    )
    assert trades.order(order.id, SYSTEM).state is OrderState.RELEASED
    assert_books_balance()


def test_a_late_version_is_credited_once_from_escrow_or_from_what_the_seller_is_due(
    sides: Sides,
) -> None:
    clock = FrozenClock(datetime(2026, 8, 2, 1, tzinfo=UTC))
    order = prepaid_order(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    clock.advance(timedelta(days=10))
    assert release.release_due(clock=clock) == 1
    clock.advance(timedelta(days=26))
    assert promises.credit_breaches(clock=clock) == 0
    clock.advance(timedelta(days=1))
    assert [promises.credit_breaches(clock=clock) for _ in range(2)] == [1, 0]
    assert (own("prepaid", sides.buying), own("payable", sides.selling)) == (33_000, 313_500 - 33_000)
    clock.advance(timedelta(days=30))
    [august, september] = [
        settlement.settle_month(month, by=SYSTEM, clock=clock)[0] for month in ("2026-08", "2026-09")
    ]
    assert (august.net_krw, september.net_krw) == (313_500, -33_000)
    assert trades.order(order.id, SYSTEM).refunded_krw == 33_000
    assert_books_balance()


def test_a_version_that_is_emptier_than_promised_is_credited_once_unless_it_is_mended(sides: Sides) -> None:
    blocks = replace(BLOCKS, frequency=Frequency.NONE, filled_least=Decimal("0.95"), grace_days=3)
    with time_machine.travel(datetime(2026, 8, 3, 1, tzinfo=UTC), tick=False) as now:
        table = spending_table(sides.selling)
        order = prepaid_order(listed_offer(table, sides.seller, blocks=blocks), sides)
        now.move_to(datetime(2026, 8, 5, 1, tzinfo=UTC))
        add_version(table, *with_empty_districts(17))  # 17 of 324 cells: 0.9475
        now.move_to(datetime(2026, 8, 8, 1, tzinfo=UTC))
        assert promises.credit_breaches() == 0
        now.move_to(datetime(2026, 8, 9, 1, tzinfo=UTC))
        assert [promises.credit_breaches() for _ in range(2)] == [1, 0]
        assert trades.order(order.id, SYSTEM).refunded_krw == 33_000
        add_version(table, *with_empty_districts(16))  # 0.9506
        add_version(table, *with_empty_districts(80))
        now.move_to(datetime(2026, 8, 10, 1, tzinfo=UTC))
        add_version(table, *with_empty_districts(0))
        now.move_to(datetime(2026, 8, 20, 1, tzinfo=UTC))
        assert promises.credit_breaches() == 0
    assert_books_balance()


def with_empty_districts(empty: int) -> tuple[Sequence[Column], dict[str, Sequence[Any]]]:
    """The spending table without a value in so many of its 324 cells."""
    columns = [replace(column, nulls=empty) if column.alias == "gu" else column for column in SPENDING_COLUMNS]
    districts = [None] * empty + list(SPENDING_ROWS["gu"])[empty:]
    return columns, {**SPENDING_ROWS, "gu": districts}


def test_a_public_body_charges_no_more_than_the_cost(sides: Sides, clock: FrozenClock) -> None:
    city = make_organisation("gongdan", "시설공단").id
    register(city, Words("시설공단", "Facilities"), "3108784311", kind="public_body")
    steward = make_person("공단", "gongdan@busan.example", belongs=[(people.organisation(city), Role.STEWARD)])
    table = spending_table(city, "시설 이용")
    with pytest.raises(Refused) as refused:
        listed_offer(table, steward, plan=Plan(kind=PlanKind.ONCE, price_krw=50_001), clock=clock)
    assert refusal(refused) == "offer_price_above_cost"
    assert listed_offer(table, steward, plan=Plan(kind=PlanKind.ONCE, price_krw=50_000), clock=clock).is_open(
        clock.today()
    )


def test_a_free_offer_is_a_contract_without_money_and_an_amendment_takes_both(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    contract = signed(listed_offer(table, sides.seller, plan=Plan(kind=PlanKind.FREE), clock=clock), sides, clock=clock)
    order = first_order(contract)
    assert (order.state, order.total_krw, money.invoices_of(order.id)) == (OrderState.DELIVERED, 0, [])
    assert catalogue.tables_of(table.dataset_id, sides.buyer)
    stricter = replace(contract.blocks, derivatives=False)
    contracts.amend(contract.id, price_krw=0, blocks=stricter, by=sides.seller, side=Side.PROVIDER, clock=clock)
    assert trades.contract(contract.id, SYSTEM).blocks.derivatives
    digest = terms.document(contract.document_id).newest.sha256
    contracts.sign_amendment(contract.id, digest=digest, by=sides.buyer, side=Side.CONSUMER, clock=clock)
    assert not trades.contract(contract.id, SYSTEM).blocks.derivatives
    assert_books_balance()


def test_outsiders_find_the_offer_on_the_public_card_of_what_is_sold(
    sides: Sides, outsider: Person, clock: FrozenClock
) -> None:
    offer = listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    card = browser_of(outsider).get(f"/datasets/{offer.dataset_id}/").content.decode()
    assert "이용권이 필요합니다" in card
    assert f"/{offer.id}/" in card


def test_refunds_of_transfers_are_sent_to_the_buyers_bank_once(sides: Sides, minji: Person, clock: FrozenClock) -> None:
    order = first_order(
        signed(listed_offer(spending_table(sides.selling), sides.seller, clock=clock), sides, clock=clock)
    )
    paying = orders.pay_order(order.id, [TRANSFER], by=sides.buyer, clock=clock)
    bank.take_statement(statement(("2026.11.02 12:00:00", paying.code, 330_000)), by=SYSTEM, clock=clock)
    refunds.withdraw_order(order.id, by=sides.buyer, clock=clock)
    assert own("refund", sides.buying) == 330_000
    with pytest.raises(Refused):
        settlement.pay_refunds(by=sides.seller, clock=clock)
    files = {settlement.pay_refunds(by=minji, clock=clock) for _ in range(3)}
    [file] = files
    assert file.splitlines()[1:] == ["부산은행,1012228273152,330000,수영연구소,환불"]
    assert (own("refund", sides.buying), balance(accounts.BANK)) == (0, 0)
    clock.advance(timedelta(days=1))
    assert len(settlement.pay_refunds(by=minji, clock=clock).splitlines()) == 1
    assert_books_balance()
