"""Use billed: each period once it is over, and what came in late when an officer says so."""

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import SYSTEM, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.data.usage import recording
from naru.systems.exchange.actions import orders
from naru.systems.exchange.actions.rows import locked_contract
from naru.systems.exchange.core import metering as core
from naru.systems.exchange.core.plans import Period, PlanKind, periods, plan_from
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import MeteredBill
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.notices import PAYMENT, announce, to_buyer
from naru.systems.exchange.reads import metering as reads


def bill_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Bill every period of use that is over, ended contracts' too; how many bills."""
    sold = ContractRow.objects.filter(plan__kind=PlanKind.METERED.value).values_list("id", flat=True)
    if not sold:
        return 0
    recording.roll_up(clock=clock)
    return sum(_bill(id, clock) for id in list(sold))


@transaction.atomic
def _bill(contract_id: str, clock: Clock) -> int:
    row = locked_contract(contract_id)
    plan = plan_from(row.plan)
    billed = {bill.period for bill in reads.bills_of(row)}
    due = core.periods_to_bill(plan, row.starts, row.ends, today=clock.today(), billed=billed)
    used = reads.units_by_period(row, plan) if due else {}
    for period in due:
        units = used.get(period.number, 0)
        _enter(row, period, 1, used=units, won=core.use_krw(plan, units), by=SYSTEM, clock=clock)
    return len(due)


@transaction.atomic
def place_late_use(contract_id: str, period: int, *, waive: str = "", by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What came in after a period's bill: billed now, or waived for the reason that is given. Nothing late, nothing happens.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``use_not_billed``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    row = locked_contract(contract_id)
    plan = plan_from(row.plan)
    bill = core.latest(reads.bills_of(row)).get(period)
    found = next((each for each in periods(plan, row.starts, row.ends) if each.number == period), None)
    if bill is None or found is None:
        raise Refused("use_not_billed", period=period)
    used = reads.units_by_period(row, plan).get(period, 0)
    if used > bill.used:
        won = 0 if waive.strip() else core.use_krw(plan, used, billed_used=bill.used)
        _enter(row, found, bill.part + 1, used=used, won=won, note=waive.strip(), by=by, clock=clock)


def _enter(
    row: ContractRow, period: Period, part: int, *, used: int, won: int, note: str = "", by: Person, clock: Clock
) -> None:
    order = orders.place_order(row, period, part=part, supply_krw=won, by=by, clock=clock) if won else None
    MeteredBill.objects.create(
        contract=row, period=period.number, part=part, used=used, won=won, order=order, note=note[:300], at=clock.now()
    )
    crash.point("exchange.use_billed")
    facts = {"period": period.number, "used": used, "won": won, "note": note[:300]}
    record(by.actor, "contract.use_billed", row.id, facts=facts, clock=clock)
    if order is not None:
        _tell(row, order, part, by=by, clock=clock)


def _tell(row: ContractRow, order: OrderRow, part: int, *, by: Person, clock: Clock) -> None:
    title = Words(
        f"이용 요금을 {order.due}까지 내 주세요: {row.title_ko}",
        f"Your use is to be paid by {order.due}: {row.title_en}",
    )
    key = f"use:{order.period}:{part}"
    about = Ref("order", order.id)
    announce(to_buyer(row.buyer), topic=PAYMENT, title=title, about=about, key=key, due=order.due, by=by, clock=clock)
