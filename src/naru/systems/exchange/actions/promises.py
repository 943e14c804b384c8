"""Late versions credited: each breach of what a contract promises once, at the seller's cost."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.systems.exchange.actions.refunds import credit_buyer
from naru.systems.exchange.actions.rows import locked_contract, locked_order
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.offers import scope_from
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.core.promises import Breach, breaches, credit_krw
from naru.systems.exchange.core.term_blocks import Frequency, blocks_from
from naru.systems.exchange.models import BreachCredit
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.notices import BREACH, announce, to_buyer, to_seller
from naru.systems.exchange.reads.offers import version_days

PAID = [state.value for state in (OrderState.DELIVERED, OrderState.RELEASED, OrderState.SETTLED)]


def credit_breaches(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Look at every running contract that promises versions; how many breaches were credited now."""
    running = ContractRow.objects.filter(state=ContractState.ACTIVE.value).exclude(
        blocks__frequency=Frequency.NONE.value
    )
    return sum(_credit(id, clock) for id in list(running.values_list("id", flat=True)))


@transaction.atomic
def _credit(contract_id: str, clock: Clock) -> int:
    row = locked_contract(contract_id)
    blocks = blocks_from(row.blocks)
    came = version_days(row.dataset_id, scope_from(row.scope))
    found = breaches(blocks, row.starts, came=came, today=clock.today())
    known = set(BreachCredit.objects.filter(contract=row).values_list("number", flat=True))
    return sum(_credit_one(row, breach, clock) for breach in found if breach.number not in known)


def _credit_one(row: ContractRow, breach: Breach, clock: Clock) -> int:
    """Out of the period in which the version was due, as far as that was paid; a free one credits nothing."""
    due = breach.due
    order_id = (
        OrderRow.objects.filter(contract=row, state__in=PAID, period_starts__lte=due)
        .order_by("-period")
        .values_list("id", flat=True)
        .first()
    )
    if order_id is None:
        return 0
    order = locked_order(order_id)
    won = credit_krw(order.supply_krw + order.vat_krw, blocks_from(row.blocks).credit_share, order.refunded_krw)
    BreachCredit.objects.create(contract=row, number=breach.number, due=due, came=breach.came, won=won, at=clock.now())
    facts = {"number": breach.number, "due": due.isoformat(), "won": won}
    record(SYSTEM.actor, "contract.breach_credited", row.id, facts=facts, clock=clock)
    announce(
        to_buyer(row.buyer),
        to_seller(row.seller),
        topic=BREACH,
        title=Words(f"약속한 새 버전이 늦었습니다: {row.title_ko}", f"A promised version is late: {row.title_en}"),
        text=Words(
            f"{due}까지 올 버전이 없어 {won:,}원을 적립합니다.", f"None came by {due}; {won:,} won are credited."
        ),
        about=Ref("contract", row.id),
        key=f"breach:{breach.number}",
        by=SYSTEM,
        clock=clock,
    )
    if won > 0:
        reason = f"약속한 버전이 늦음: {due.isoformat()}"
        credit_buyer(order, won, reason=reason, verb="order.credited", by=SYSTEM, clock=clock)
    return 1
