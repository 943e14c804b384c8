"""An order completed: its money into escrow, its data open, its papers issued."""

from collections.abc import Sequence

from naru.base.events.actions import publish
from naru.base.kit import crash
from naru.base.kit.clock import Clock, in_city
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.transfers import Act, Payment, PostHold, Request
from naru.commons.rates import actions as rates
from naru.systems.exchange import delivery
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import invoices, papers
from naru.systems.exchange.actions.rows import locked_order
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.events import OrderPaid
from naru.systems.exchange.core.orders import OrderState, Part, moved
from naru.systems.exchange.deadlines import last_day
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import OrderPart
from naru.systems.exchange.notices import PAYMENT, announce, to_seller
from naru.systems.exchange.rate_names import DISPUTE_DAYS
from naru.systems.exchange.reads import trades


def parts_of(row: OrderRow) -> list[OrderPart]:
    return list(row.parts.order_by("position"))


def outside_krw(parts: Sequence[Part]) -> int:
    """What of the price comes by transfer or card."""
    return sum(part.won for part in parts if not part.kind.is_in_the_ledger)


def receive(row: OrderRow, won: int, *, by: Person, clock: Clock) -> None:
    """Money for a locked order lies in its buyer's deposit account; inside the transaction that put it there. It is paid
    once all that comes from outside is here."""
    row.received_krw += won
    row.save(update_fields=["received_krw"])
    parts = parts_of(row)
    if parts and row.received_krw >= outside_krw(trades.part_values(parts)):
        complete(row, parts, by=by, clock=clock)


def complete(row: OrderRow, parts: Sequence[OrderPart], *, by: Person, clock: Clock) -> None:
    """Take the money into escrow, mark it paid, deliver: all of it or nothing. Invoice, receipt and notices follow."""
    row.state, row.paid_at = moved(OrderState(row.state), OrderState.PAID).value, clock.now()
    act = Act("order.paid", row.id)
    requests: list[Request] = []
    for part in parts:
        id = f"order:{row.id}:paid:{part.position}"
        if part.hold:
            requests.append(PostHold(id=id, hold=part.hold, act=act))
        else:
            requests.append(Payment(id=id, debit=part.account, credit=accounts.ESCROW, won=part.won, act=act))
    over = row.received_krw - outside_krw(trades.part_values(parts))
    if over > 0:  # it came for an earlier choice of sources
        deposit, prepaid = (accounts.own(kind, row.contract.buyer, clock=clock) for kind in ("deposit", "prepaid"))
        requests.append(Payment(id=f"order:{row.id}:over", debit=deposit, credit=prepaid, won=over, act=act))
    if requests:
        ledger.enter(*requests, clock=clock)
    crash.point("exchange.paid")
    record(by.actor, "order.paid", row.id, facts={"won": row.supply_krw + row.vat_krw}, clock=clock)
    _deliver(row, clock=clock)
    if row.supply_krw:
        publish(OrderPaid(id=row.id, at=row.paid_at))
    crash.point("exchange.delivered")


def issue_papers(order_id: str, *, clock: Clock) -> None:
    """What follows a payment: the invoice, the receipt, the word to the seller. It belongs to the event's delivery."""
    row = locked_order(order_id)
    assert row.paid_at is not None, "the event says that it is paid"
    invoices.issue_for_order(row, clock=clock)
    crash.point("exchange.invoiced")
    parts = [(part.kind, part.won) for part in parts_of(row)]
    papers.issue_receipt(row, parts, kind="paid", day=in_city(row.paid_at).date(), clock=clock)
    title = Words(f"결제되어 인도했습니다: {row.contract.title_ko}", f"Paid and delivered: {row.contract.title_en}")
    announce(
        to_seller(row.contract.seller),
        topic=PAYMENT,
        title=title,
        about=Ref("order", row.id),
        key="paid",
        by=SYSTEM,
        clock=clock,
    )


def _deliver(row: OrderRow, *, clock: Clock) -> None:
    """Access for the period, and the window in which the buyer may dispute it."""
    window = rates.use_rates(Ref("order", row.id), DISPUTE_DAYS, on=clock.today(), clock=clock)[DISPUTE_DAYS].integer
    row.state, row.delivered_at = moved(OrderState(row.state), OrderState.DELIVERED).value, clock.now()
    row.window_until = last_day(clock.today(), window, clock=clock)
    row.save()
    contract = row.contract
    if contract.state == ContractState.SUSPENDED:
        contract.state = ContractState.ACTIVE.value
        contract.save(update_fields=["state"])
    if not ContractState(contract.state).is_over:  # use is billed after the end, too
        delivery.grant(contract, clock=clock)
    what = f"{contract.title_ko} {row.period_starts.isoformat()}"
    acceptance.deliver(Ref("order", row.id), what, by=SYSTEM, until=row.window_until, clock=clock)
    record(SYSTEM.actor, "order.delivered", row.id, facts={"until": row.window_until.isoformat()}, clock=clock)
