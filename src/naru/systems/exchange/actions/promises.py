"""Versions that came late or too empty, credited: each breach of what a contract promises once, at the seller's cost."""

from django.db import transaction
from django.db.models import Q

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
from naru.systems.exchange.core.promises import Breach, BreachKind, breaches, credit_krw
from naru.systems.exchange.core.term_blocks import Frequency, blocks_from
from naru.systems.exchange.models import BreachCredit
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.notices import BREACH, announce, to_buyer, to_seller
from naru.systems.exchange.reads.offers import arrivals

BREACH_WORDS = {
    BreachKind.LATE: Words("약속한 새 버전이 늦었습니다", "A promised version is late"),
    BreachKind.SPARSE: Words("새 버전의 값이 약속보다 비었습니다", "A version is emptier than promised"),
}
PAID = [state.value for state in (OrderState.DELIVERED, OrderState.RELEASED, OrderState.SETTLED)]


def credit_breaches(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Look at every running contract that promises versions or how full they are; how many breaches were credited now."""
    promises = ~Q(blocks__frequency=Frequency.NONE.value) | ~Q(blocks__filled_least="0")
    running = ContractRow.objects.filter(promises, state=ContractState.ACTIVE.value)
    return sum(_credit(id, clock) for id in list(running.values_list("id", flat=True)))


@transaction.atomic
def _credit(contract_id: str, clock: Clock) -> int:
    row = locked_contract(contract_id)
    blocks = blocks_from(row.blocks)
    came = arrivals(row.dataset_id, scope_from(row.scope), since=row.starts)
    found = breaches(blocks, row.starts, came=came, today=clock.today())
    known = set(BreachCredit.objects.filter(contract=row).values_list("kind", "number"))
    return sum(_credit_one(row, breach, clock) for breach in found if (breach.kind.value, breach.number) not in known)


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
    BreachCredit.objects.create(
        contract=row,
        kind=breach.kind.value,
        number=breach.number,
        due=due,
        came=breach.came,
        won=won,
        at=clock.now(),
    )
    facts = {"kind": breach.kind.value, "number": breach.number, "due": due.isoformat(), "won": won}
    record(SYSTEM.actor, "contract.breach_credited", row.id, facts=facts, clock=clock)
    _announce(row, breach, won, clock)
    if won > 0:
        reason = f"{BREACH_WORDS[breach.kind].ko}: {due.isoformat()}"
        credit_buyer(order, won, reason=reason, verb="order.credited", by=SYSTEM, clock=clock)
    return 1


def _announce(row: ContractRow, breach: Breach, won: int, clock: Clock) -> None:
    words, due, number = BREACH_WORDS[breach.kind], breach.due, breach.number
    text = (
        Words(f"{due}까지 올 버전이 없어 {won:,}원을 적립합니다.", f"None came by {due}; {won:,} won are credited.")
        if breach.kind is BreachKind.LATE
        else Words(
            f"버전 {number}에서 값이 든 칸이 약속보다 적고 {due}까지 고친 버전이 없어 {won:,}원을 적립합니다.",
            f"Fewer cells of version {number} hold a value than promised and none better came by {due}; {won:,} won are credited.",
        )
    )
    announce(
        to_buyer(row.buyer),
        to_seller(row.seller),
        topic=BREACH,
        title=Words(f"{words.ko}: {row.title_ko}", f"{words.en}: {row.title_en}"),
        text=text,
        about=Ref("contract", row.id),
        key=f"breach:{number}" if breach.kind is BreachKind.LATE else f"sparse:{number}",
        by=SYSTEM,
        clock=clock,
    )
