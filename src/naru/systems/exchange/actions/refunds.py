"""Money that goes back to a buyer: by withdrawal, by a decision, by a breach of what was promised."""

from datetime import timedelta

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.rates import actions as rates
from naru.data.usage import recording
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import contracts, invoices, papers
from naru.systems.exchange.actions.rows import locked_contract, locked_order, require_buyer
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.orders import OrderState, SourceKind, moved, refund_shares
from naru.systems.exchange.core.values import Order
from naru.systems.exchange.models import Correction
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.rate_names import WITHDRAWAL_DAYS
from naru.systems.exchange.reads import metering, trades

IN_ESCROW = frozenset({OrderState.PAID, OrderState.DELIVERED, OrderState.DISPUTED})


@transaction.atomic
def withdraw_order(order_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Order:
    """The buyer withdraws within the days of the law, unless the data was used: a sample was shown before (전자상거래법 17②).

    The whole price goes back and the contract ends. Raises ``Refused``: ``not_found``, ``forbidden``,
    ``digital_content_started``, ``withdrawal_too_late``, ``order_state_has_no_such_step``.
    """
    row = locked_order(order_id)
    require_buyer(by, row.contract.buyer)
    if row.state == OrderState.REFUNDED:
        return trades.order_values([row])[0]
    if OrderState(row.state) not in {OrderState.PAID, OrderState.DELIVERED}:
        moved(OrderState(row.state), OrderState.REFUNDED)
        raise Refused("order_in_dispute")
    days = rates.use_rates(Ref("order", row.id), WITHDRAWAL_DAYS, on=clock.today(), clock=clock)[WITHDRAWAL_DAYS]
    assert row.delivered_at is not None
    delivered = in_city(row.delivered_at).date()
    if row.part:  # a bill of what was used
        raise Refused("digital_content_started", at=row.period_starts.isoformat())
    recording.roll_up(clock=clock)
    if metering.is_used_since(row.contract, delivered):
        raise Refused("digital_content_started", at=delivered.isoformat())
    if clock.today() > delivered + timedelta(days=days.integer):
        raise Refused("withdrawal_too_late", days=days.integer)
    give_back(row, row.supply_krw + row.vat_krw - row.refunded_krw, verb="order.withdrawn", by=by, clock=clock)
    contract = locked_contract(row.contract_id)
    if not ContractState(contract.state).is_over:
        contracts.close(contract, ContractState.TERMINATED, reason="청약 철회", by=by, clock=clock)
    return trades.order_values([row])[0]


def give_back(row: OrderRow, won: int, *, verb: str, by: Person, clock: Clock, to_credit: bool = False) -> None:
    """From what is held of a locked order to its sources pro rata, or as prepaid credit; with the amended invoice, or
    neither. What went back in full is refunded. Raises ``Refused``: ``refund_exceeds``, ``order_state_has_no_such_step``."""
    if OrderState(row.state) not in IN_ESCROW:
        moved(OrderState(row.state), OrderState.REFUNDED)
    parts = list(row.parts.order_by("position"))
    given = refund_shares(trades.part_values(row), won)
    act = Act(verb, row.id)
    requests = []
    for part, back in zip(parts, given, strict=True):
        if not back:
            continue
        part.refunded_krw += back
        part.save(update_fields=["refunded_krw"])
        target = _target(part.kind, part.account, row.contract.buyer, to_credit, clock)
        id = f"order:{row.id}:back:{row.refunded_krw}:{part.position}"
        requests.append(Payment(id=id, debit=accounts.ESCROW, credit=target, won=back, act=act))
    ledger.enter(*requests, clock=clock)
    row.refunded_krw += won
    if row.refunded_krw == row.supply_krw + row.vat_krw:
        row.state = moved(OrderState(row.state), OrderState.REFUNDED).value
    row.save(update_fields=["refunded_krw", "state"])
    record(by.actor, verb, row.id, facts={"won": won}, clock=clock)
    if row.supply_krw:
        invoices.amend_for_refund(row, won, clock=clock)
    returned = [
        (SourceKind.PREPAID.value if to_credit else part.kind, back)
        for part, back in zip(parts, given, strict=True)
        if back
    ]
    papers.issue_receipt(row, returned, kind="refund", clock=clock)
    crash.point("exchange.given_back")


def credit_buyer(row: OrderRow, won: int, *, reason: str, verb: str, by: Person, clock: Clock) -> None:
    """Prepaid credit at the seller's cost: out of escrow while it is held there, else out of what is due to the seller,
    and what is short of that the seller owes. Noted for the seller's next statement."""
    if OrderState(row.state) in IN_ESCROW:
        give_back(row, won, verb=verb, by=by, clock=clock, to_credit=True)
        return
    seller, buyer = row.contract.seller, row.contract.buyer
    payable, prepaid = accounts.own("payable", seller, clock=clock), accounts.own("prepaid", buyer, clock=clock)
    from_payable = min(won, max(ledger_reads.account(payable).available_krw, 0))
    act, base = Act(verb, row.id), f"order:{row.id}:credit:{row.refunded_krw}"
    requests = []
    if from_payable:
        requests.append(Payment(id=f"{base}:due", debit=payable, credit=prepaid, won=from_payable, act=act))
    if won > from_payable:
        owed = accounts.own("receivable", seller, clock=clock)
        requests.append(Payment(id=f"{base}:owed", debit=owed, credit=prepaid, won=won - from_payable, act=act))
    ledger.enter(*requests, clock=clock)
    row.refunded_krw += won
    row.save(update_fields=["refunded_krw"])
    Correction.objects.create(order=row, seller=seller, won=-won, note=reason[:200], at=clock.now())
    record(by.actor, verb, row.id, facts={"won": won}, clock=clock)
    invoices.amend_for_refund(row, won, clock=clock)
    papers.issue_receipt(row, [(SourceKind.PREPAID.value, won)], kind="refund", clock=clock)


def _target(kind: str, account: str, buyer: str, to_credit: bool, clock: Clock) -> str:
    if to_credit:
        return accounts.own("prepaid", buyer, clock=clock)
    if SourceKind(kind).is_in_the_ledger:
        return account
    return accounts.own("refund", buyer, clock=clock)
