"""The seller's share: released once the buyer accepts or the dispute window has closed in silence."""

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as deliveries
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.rates import actions as rates
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions.rows import locked_order, require_buyer
from naru.systems.exchange.core.orders import OrderState, moved
from naru.systems.exchange.core.settlement import Release, release_of_rest
from naru.systems.exchange.core.values import Order
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.rate_names import VAT
from naru.systems.exchange.reads import trades


@transaction.atomic
def accept_delivery(order_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Order:
    """The buyer is content: the seller's share is released at once.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``order_state_has_no_such_step``, ``delivery_decided``.
    """
    row = locked_order(order_id)
    require_buyer(by, row.contract.buyer)
    if row.state == OrderState.RELEASED:
        return trades.order_values([row])[0]
    moved(OrderState(row.state), OrderState.RELEASED)
    delivered = deliveries.latest(Ref("order", row.id))
    if delivered is not None:
        acceptance.decide(delivered.id, Verdict.ACCEPTED, by=by, clock=clock)
    release(row, by=by, clock=clock)
    return trades.order_values([row])[0]


def release_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Release every order whose window closed in silence, each in its own transaction; how many."""
    released = 0
    for delivered in deliveries.silent("order", on=clock.today()):
        with transaction.atomic():
            row = locked_order(delivered.subject)
            if row.state == OrderState.DELIVERED:
                acceptance.accept_by_silence(delivered.id, clock=clock)
                release(row, by=SYSTEM, clock=clock)
                released += 1
    return released


def share_of(row: OrderRow, clock: Clock) -> Release:
    """What of the order would be the seller's and the platform's."""
    vat = rates.use_rates(Ref("order", row.id), VAT, on=clock.today(), clock=clock)[VAT].decimal
    total = row.supply_krw + row.vat_krw
    return release_of_rest(row.supply_krw, total, row.refunded_krw, fee_share=row.fee_share, vat=vat)


def release(row: OrderRow, *, by: Person, clock: Clock) -> None:
    """Share what is held of a locked order over seller and platform."""
    row.state, row.released_at = moved(OrderState(row.state), OrderState.RELEASED).value, clock.now()
    row.save(update_fields=["state", "released_at"])
    shared, act = share_of(row, clock), Act("order.released", row.id)
    payable = accounts.own("payable", row.contract.seller, clock=clock)
    requests = [
        Payment(id=f"order:{row.id}:released:{name}", debit=accounts.ESCROW, credit=account, won=won, act=act)
        for name, account, won in (
            ("seller", payable, shared.seller_krw),
            ("fee", accounts.FEES, shared.fee_krw),
            ("fee-vat", accounts.FEE_VAT, shared.fee_vat_krw),
        )
        if won
    ]
    if requests:
        ledger.enter(*requests, clock=clock)
    crash.point("exchange.released")
    facts = {"seller": shared.seller_krw, "fee": shared.fee_krw, "fee_vat": shared.fee_vat_krw}
    record(by.actor, "order.released", row.id, facts=facts, clock=clock)
