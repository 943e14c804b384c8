"""The rest of a price paid by card: begun at the gateway, and taken in when the gateway says so, once."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.transfers import Act, Payment
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import orders
from naru.systems.exchange.actions.rows import locked_order
from naru.systems.exchange.adapters.card_gateway import CardGateway
from naru.systems.exchange.core.card_payments import CardEvent, CardState, moved
from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
from naru.systems.exchange.models import CardPayment
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.reads import trades


def begin_card_payment(
    order_id: str, choices: Sequence[Choice], *, by: Person, through: CardGateway, clock: Clock = SYSTEM_CLOCK
) -> str:
    """Choose these sources and the card for the rest; where the buyer pays it, "" where nothing is left. Asked again for the
    same rest it is the same payment.

    Raises ``Refused`` as ``orders.pay_order``, and ``card_gateway_silent``.
    """
    card = Choice(kind=SourceKind.CARD, account="")
    order = orders.pay_order(order_id, [*choices, card], by=by, clock=clock)
    if not order.awaited_krw:
        return ""
    back = settings.NARU_ADDRESS + reverse("exchange:order", args=[order_id])
    row = _asked(order_id, order.awaited_krw, by=by, clock=clock)
    begun = through.begin(row.id, won=row.won, title=order.title.ko, return_to=back, clock=clock)
    CardPayment.objects.filter(id=row.id).update(gateway_id=begun.gateway_id, address=begun.address)
    return begun.address


@transaction.atomic
def _asked(order_id: str, won: int, *, by: Person, clock: Clock) -> CardPayment:
    locked_order(order_id)
    known = CardPayment.objects.filter(order=order_id, won=won).exclude(state=CardState.PAID.value).first()
    if known is not None:
        return known
    row = CardPayment.objects.create(order_id=order_id, won=won, state=CardState.ASKED.value, at=clock.now())
    record(by.actor, "order.card_asked", order_id, facts={"won": won}, clock=clock)
    return row


@transaction.atomic
def take_event(event: CardEvent, *, clock: Clock = SYSTEM_CLOCK) -> CardState:
    """What the gateway says, as often as it says it: money is taken in once. Where the order needs it no more it becomes
    prepaid credit. Raises ``Refused``: ``not_found``, ``card_amount_differs``."""
    row = CardPayment.objects.select_for_update().filter(id=event.payment).first()
    if row is None:
        raise Refused("not_found")
    state = moved(CardState(row.state), event, won=row.won)
    if state.value == row.state:
        return state
    row.state = state.value
    row.save(update_fields=["state"])
    facts = {"won": row.won, "state": state.value}
    record(SYSTEM.actor, "order.card_told", row.order_id, facts=facts, clock=clock)
    if state is CardState.PAID:
        _take(row, locked_order(row.order_id), clock=clock)
    crash.point("exchange.card_taken")
    return state


def _take(row: CardPayment, order: OrderRow, *, clock: Clock) -> None:
    buyer = order.contract.buyer
    due = trades.order_values([order])[0].awaited_krw if order.state == OrderState.OPEN else 0
    applied = min(row.won, due)
    act = Act("order.card_told", order.id)
    moves = [("deposit", applied), ("prepaid", row.won - applied)]
    ledger.enter(
        *(
            Payment(
                id=f"card:{row.id}:{kind}",
                debit=accounts.CARD,
                credit=accounts.own(kind, buyer, clock=clock),
                won=won,
                act=act,
            )
            for kind, won in moves
            if won
        ),
        clock=clock,
    )
    if applied:
        orders.receive(order, applied, by=SYSTEM, clock=clock)
