"""The price of a period: placed, its sources chosen, cancelled. Money and state move in one transaction."""

from collections.abc import Sequence

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.money import taxed_on_top
from naru.commons.ledger.core.sources import PaymentSource, Purchase
from naru.commons.ledger.core.transfers import Act, Hold, Payment, Request, VoidHold
from naru.commons.rates import actions as rates
from naru.systems.exchange import delivery
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions.completion import complete, outside_krw, parts_of
from naru.systems.exchange.actions.rows import locked_order, require_buyer
from naru.systems.exchange.core.orders import Choice, OrderState, Part, SourceKind, moved, split
from naru.systems.exchange.core.plans import Period, plan_from
from naru.systems.exchange.core.values import Order
from naru.systems.exchange.deadlines import last_day
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import OrderPart
from naru.systems.exchange.rate_names import DISPUTE_DAYS, FEE_SHARE, PAY_DAYS, VAT
from naru.systems.exchange.reads import trades

CATEGORY = "data"  # of a purchase, as spending rules name it


def place_order(
    contract: ContractRow,
    period: Period,
    *,
    by: Person,
    trial_days: int = 0,
    part: int = 0,
    supply_krw: int | None = None,
    clock: Clock,
) -> OrderRow:
    """The order of a period, or a bill of its use (``part`` from 1 on), with the figures of policy of its day; nothing to pay is delivered at once, a trial before it
    is paid. Inside the transaction of the contract's act."""
    row = OrderRow(contract=contract, period=period.number, part=part)
    row.period_starts, row.period_ends = period.starts, period.ends
    figures = rates.use_rates(
        Ref("order", row.id), VAT, FEE_SHARE, DISPUTE_DAYS, PAY_DAYS, on=clock.today(), clock=clock
    )
    price = plan_from(contract.plan).price_krw if supply_krw is None else supply_krw
    taxed = taxed_on_top(price, figures[VAT].decimal)
    row.supply_krw, row.vat_krw, row.fee_share = taxed.supply_krw, taxed.vat_krw, figures[FEE_SHARE].decimal
    begins = max(period.starts, clock.today())
    row.due = last_day(begins, max(figures[PAY_DAYS].integer, trial_days), clock=clock)
    row.created = clock.now()
    row.save()
    accounts.open_platform(clock=clock)
    facts = {"contract": contract.number, "supply": row.supply_krw, "vat": row.vat_krw, "due": row.due.isoformat()}
    record(by.actor, "order.placed", row.id, facts=facts, clock=clock)
    if not taxed.total_krw:
        complete(row, (), by=by, clock=clock)
    elif trial_days:
        delivery.grant(contract, clock=clock)
    return row


def purchase_of(order: OrderRow, *, clock: Clock) -> Purchase:
    return Purchase(
        category=CATEGORY,
        won=order.supply_krw + order.vat_krw,
        seller=order.contract.seller,
        about=f"order/{order.id}",
        on=clock.today(),
    )


def sources(order_id: str, person: Person, *, clock: Clock = SYSTEM_CLOCK) -> tuple[list[PaymentSource], int]:
    """What the buyer may pay it from besides transfer and card: accounts with a rule, and prepaid credit in won."""
    order = trades.order(order_id, person)
    row = OrderRow.objects.select_related("contract").get(id=order_id)
    ruled = ledger_reads.payment_sources(order.buyer, purchase_of(row, clock=clock))
    return ruled, accounts.available_krw(accounts.code_of("prepaid", order.buyer))


@transaction.atomic
def pay_order(order_id: str, choices: Sequence[Choice], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Order:
    """Split the price over sources. Where all of it is there, it is paid; else what lies in the ledger is held for the rest.

    Chosen anew before it is paid, the earlier holds are freed. Paid already, nothing changes. Raises ``Refused``:
    ``not_found``, ``forbidden``, ``order_state_has_no_such_step``, ``source_refused``, ``sources_short``, ``below_floor``.
    """
    row = locked_order(order_id)
    require_buyer(by, row.contract.buyer)
    if row.state != OrderState.OPEN:
        if row.state in {OrderState.CANCELLED, OrderState.REFUNDED}:
            moved(OrderState(row.state), OrderState.PAID)
        return trades.order_values([row])[0]
    parts = parts_of(row)
    chosen = split(row.supply_krw + row.vat_krw, _bounded(row, parts, choices, clock))
    is_all_there = row.received_krw >= outside_krw(chosen)
    if trades.part_values(parts) != tuple(chosen):
        parts = _choose(row, parts, chosen, hold=not is_all_there, by=by, clock=clock)
    crash.point("exchange.held")
    if is_all_there:
        complete(row, parts, by=by, clock=clock)
    return trades.order_values([row])[0]


def _bounded(row: OrderRow, parts: Sequence[OrderPart], choices: Sequence[Choice], clock: Clock) -> list[Choice]:
    """Each choice with the most that its source may pay, what it holds for the order included.

    Raises ``Refused``: ``source_refused``.
    """
    ruled = _ruled(row, clock) if any(choice.kind is SourceKind.RULED for choice in choices) else {}
    held = {part.account: part.won for part in parts if part.hold}
    bounded = []
    for choice in choices:
        match choice.kind:
            case SourceKind.RULED:
                most = ruled.get(choice.account, 0) or held.get(choice.account, 0)
                if not most:
                    raise Refused("source_refused", account=choice.account)
                bounded.append(Choice(kind=choice.kind, account=choice.account, most=_least(most, choice.most)))
            case SourceKind.PREPAID:
                code = accounts.code_of("prepaid", row.contract.buyer)
                most = accounts.available_krw(code) + held.get(code, 0)
                bounded.append(Choice(kind=choice.kind, account=code, most=_least(most, choice.most)))
            case SourceKind.TRANSFER | SourceKind.CARD:
                code = accounts.own("deposit", row.contract.buyer, clock=clock)
                bounded.append(Choice(kind=choice.kind, account=code, most=choice.most))
    return bounded


def _ruled(row: OrderRow, clock: Clock) -> dict[str, int]:
    """What accounts with a rule may pay of it."""
    sources = ledger_reads.payment_sources(row.contract.buyer, purchase_of(row, clock=clock))
    return {each.account: each.covers_krw for each in sources}


def _least(most: int, wished: int | None) -> int:
    return most if wished is None else min(most, max(wished, 0))


def _choose(
    row: OrderRow, before: Sequence[OrderPart], chosen: Sequence[Part], *, hold: bool, by: Person, clock: Clock
) -> list[OrderPart]:
    """These parts in place of earlier ones, whose holds are freed; held for where the price still waits for money."""
    act = Act("order.sources_chosen", row.id)
    row.attempt += 1
    parts = [
        OrderPart(
            order=row,
            position=position,
            kind=part.kind.value,
            account=part.account,
            won=part.won,
            hold=f"order:{row.id}:{row.attempt}:{position}" if hold and part.kind.is_in_the_ledger else "",
        )
        for position, part in enumerate(chosen)
    ]
    requests: list[Request] = [
        VoidHold(id=f"{part.hold}:freed", hold=part.hold, act=act) for part in before if part.hold
    ]
    requests += [
        Hold(id=part.hold, debit=part.account, credit=accounts.ESCROW, won=part.won, act=act)
        for part in parts
        if part.hold
    ]
    if requests:
        ledger.enter(*requests, clock=clock)
    if before:
        row.parts.all().delete()
    OrderPart.objects.bulk_create(parts)
    row.save(update_fields=["attempt"])
    facts = {"parts": [[part.kind, part.won] for part in parts]}
    record(by.actor, "order.sources_chosen", row.id, facts=facts, clock=clock)
    return parts


@transaction.atomic
def cancel_order(order_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Order:
    """Before it is paid: holds are freed, what has come in already becomes prepaid credit.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``order_state_has_no_such_step``.
    """
    row = locked_order(order_id)
    if not by.is_officer:
        require_buyer(by, row.contract.buyer)
    if row.state == OrderState.CANCELLED:
        return trades.order_values([row])[0]
    row.state = moved(OrderState(row.state), OrderState.CANCELLED).value
    act = Act("order.cancelled", row.id)
    requests: list[Request] = [
        VoidHold(id=f"{part.hold}:cancelled", hold=part.hold, act=act) for part in row.parts.all() if part.hold
    ]
    if row.received_krw:
        deposit, prepaid = (accounts.own(kind, row.contract.buyer, clock=clock) for kind in ("deposit", "prepaid"))
        id = f"order:{row.id}:cancelled"
        requests.append(Payment(id=id, debit=deposit, credit=prepaid, won=row.received_krw, act=act))
    if requests:
        ledger.enter(*requests, clock=clock)
    row.received_krw = 0
    row.save(update_fields=["state", "received_krw"])
    record(by.actor, "order.cancelled", row.id, clock=clock)
    return trades.order_values([row])[0]
