"""The price of a period: placed, paid from one or more sources, delivered. Money and state move in one transaction."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.money import taxed_on_top
from naru.commons.ledger.core.sources import PaymentSource, Purchase
from naru.commons.ledger.core.transfers import Act, Hold, Payment, PostHold, Request, VoidHold
from naru.commons.rates import actions as rates
from naru.systems.exchange import delivery
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import invoices, papers
from naru.systems.exchange.actions.rows import locked_order, require_buyer
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.orders import Choice, OrderState, Part, SourceKind, moved, split
from naru.systems.exchange.core.plans import Period, plan_from
from naru.systems.exchange.core.values import Order
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import OrderPart
from naru.systems.exchange.notices import PAYMENT, announce, to_seller
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
    row.due = begins + timedelta(days=max(figures[PAY_DAYS].integer, trial_days))
    row.created = clock.now()
    row.save()
    facts = {"contract": contract.number, "supply": row.supply_krw, "vat": row.vat_krw, "due": row.due.isoformat()}
    record(by.actor, "order.placed", row.id, facts=facts, clock=clock)
    if not taxed.total_krw:
        _complete(row, by=by, clock=clock)
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
    names = ledger_reads.names_of([accounts.code_of("prepaid", order.buyer)])
    return ruled, sum(account.available_krw for account in names.values())


@transaction.atomic
def pay_order(order_id: str, choices: Sequence[Choice], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Order:
    """Split the price over sources: what lies in the ledger is held now, the rest comes from outside or is there already.

    Chosen anew before it is paid, the earlier holds are freed. Paid already, nothing changes. Raises ``Refused``:
    ``not_found``, ``forbidden``, ``order_state_has_no_such_step``, ``source_refused``, ``sources_short``, ``below_floor``.
    """
    row = locked_order(order_id)
    require_buyer(by, row.contract.buyer)
    if row.state != OrderState.OPEN:
        if row.state in {OrderState.CANCELLED, OrderState.REFUNDED}:
            moved(OrderState(row.state), OrderState.PAID)
        return trades.order_values([row])[0]
    accounts.open_platform(clock=clock)
    parts = split(row.supply_krw + row.vat_krw, _bounded(row, choices, clock))
    if trades.part_values(row) != tuple(parts):
        _hold(row, parts, by=by, clock=clock)
    crash.point("exchange.held")
    _complete_if_there(row, by=by, clock=clock)
    return trades.order_values([row])[0]


def _bounded(row: OrderRow, choices: Sequence[Choice], clock: Clock) -> list[Choice]:
    """Each choice with the most that its source may pay. Raises ``Refused``: ``source_refused``."""
    ruled = {
        each.account: each.covers_krw
        for each in ledger_reads.payment_sources(row.contract.buyer, purchase_of(row, clock=clock))
    }
    held = {part.account: part.won for part in row.parts.all() if part.hold}
    bounded = []
    for choice in choices:
        match choice.kind:
            case SourceKind.RULED:
                most = ruled.get(choice.account, 0) or held.get(choice.account, 0)
                if not most:
                    raise Refused("source_refused", account=choice.account)
                bounded.append(Choice(kind=choice.kind, account=choice.account, most=_least(most, choice.most)))
            case SourceKind.PREPAID:
                code = accounts.own("prepaid", row.contract.buyer, clock=clock)
                most = ledger_reads.account(code).available_krw + held.get(code, 0)
                bounded.append(Choice(kind=choice.kind, account=code, most=_least(most, choice.most)))
            case SourceKind.TRANSFER | SourceKind.CARD:
                code = accounts.own("deposit", row.contract.buyer, clock=clock)
                bounded.append(Choice(kind=choice.kind, account=code, most=choice.most))
    return bounded


def _least(most: int, wished: int | None) -> int:
    return most if wished is None else min(most, max(wished, 0))


def _hold(row: OrderRow, parts: Sequence[Part], *, by: Person, clock: Clock) -> None:
    """Free what was held for an earlier choice and hold for this one, together or not at all."""
    act = Act("order.sources_chosen", row.id)
    row.attempt += 1
    frees: list[Request] = [
        VoidHold(id=f"{part.hold}:freed", hold=part.hold, act=act) for part in row.parts.all() if part.hold
    ]
    row.parts.all().delete()
    holds: list[Request] = []
    for position, part in enumerate(parts):
        hold = f"order:{row.id}:{row.attempt}:{position}" if part.kind.is_in_the_ledger else ""
        if hold:
            holds.append(Hold(id=hold, debit=part.account, credit=accounts.ESCROW, won=part.won, act=act))
        OrderPart.objects.create(
            order=row, position=position, kind=part.kind.value, account=part.account, won=part.won, hold=hold
        )
    if frees or holds:
        ledger.enter(*frees, *holds, clock=clock)
    row.save(update_fields=["attempt"])
    facts = {"parts": [[part.kind.value, part.won] for part in parts]}
    record(by.actor, "order.sources_chosen", row.id, facts=facts, clock=clock)


def _complete_if_there(row: OrderRow, *, by: Person, clock: Clock) -> None:
    """Paid once all that comes from outside is here."""
    outside = sum(part.won for part in trades.part_values(row) if not part.kind.is_in_the_ledger)
    if row.parts.exists() and row.received_krw >= outside:
        _complete(row, by=by, clock=clock)


def receive(row: OrderRow, won: int, *, by: Person, clock: Clock) -> None:
    """Money for a locked order lies in its buyer's deposit account; inside the transaction that put it there."""
    row.received_krw += won
    row.save(update_fields=["received_krw"])
    _complete_if_there(row, by=by, clock=clock)


def _complete(row: OrderRow, *, by: Person, clock: Clock) -> None:
    """Take the money into escrow, mark it paid, deliver, issue the invoice: all of it or nothing."""
    row.state, row.paid_at = moved(OrderState(row.state), OrderState.PAID).value, clock.now()
    act = Act("order.paid", row.id)
    requests: list[Request] = []
    for part in row.parts.order_by("position"):
        id = f"order:{row.id}:paid:{part.position}"
        if part.hold:
            requests.append(PostHold(id=id, hold=part.hold, act=act))
        else:
            requests.append(Payment(id=id, debit=part.account, credit=accounts.ESCROW, won=part.won, act=act))
    if requests:
        ledger.enter(*requests, clock=clock)
    crash.point("exchange.paid")
    record(by.actor, "order.paid", row.id, facts={"won": row.supply_krw + row.vat_krw}, clock=clock)
    _deliver(row, clock=clock)
    if row.supply_krw:
        invoices.issue_for_order(row, clock=clock)
        parts = row.parts.order_by("position").values_list("kind", "won")
        papers.issue_receipt(row, parts, kind="paid", clock=clock)
        announce(
            to_seller(row.contract.seller),
            topic=PAYMENT,
            title=Words(
                f"결제되어 인도했습니다: {row.contract.title_ko}", f"Paid and delivered: {row.contract.title_en}"
            ),
            about=Ref("order", row.id),
            key="paid",
            by=by,
            clock=clock,
        )
    crash.point("exchange.delivered")


def _deliver(row: OrderRow, *, clock: Clock) -> None:
    """Access for the period, and the window in which the buyer may dispute it."""
    window = rates.use_rates(Ref("order", row.id), DISPUTE_DAYS, on=clock.today(), clock=clock)[DISPUTE_DAYS].integer
    row.state, row.delivered_at = moved(OrderState(row.state), OrderState.DELIVERED).value, clock.now()
    row.window_until = clock.today() + timedelta(days=window)
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
