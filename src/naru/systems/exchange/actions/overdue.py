"""Orders that nobody completed by their day: what was held for them is free again."""

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.transfers import Act, VoidHold
from naru.systems.exchange.actions.completion import parts_of
from naru.systems.exchange.actions.rows import locked_order
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.notices import PAYMENT, announce, to_buyer


def free_overdue(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """What was held for orders that were not completed by their day is the buyer's again, who may choose anew; how many."""
    late = OrderRow.objects.filter(state=OrderState.OPEN.value, due__lt=clock.today(), parts__hold__gt="")
    return sum(_free(id, clock) for id in list(late.values_list("id", flat=True).distinct()))


@transaction.atomic
def _free(order_id: str, clock: Clock) -> int:
    row = locked_order(order_id)
    parts = parts_of(row)
    act = Act("order.holds_freed", row.id)
    frees = [VoidHold(id=f"{part.hold}:freed", hold=part.hold, act=act) for part in parts if part.hold]
    if row.state != OrderState.OPEN or not frees:
        return 0
    ledger.enter(*frees, clock=clock)
    row.parts.all().delete()
    crash.point("exchange.holds_freed")
    record(SYSTEM.actor, "order.holds_freed", row.id, facts={"due": row.due.isoformat()}, clock=clock)
    announce(
        to_buyer(row.contract.buyer),
        topic=PAYMENT,
        title=Words(
            f"기한이 지나 잡아 둔 돈을 풀었습니다: {row.contract.title_ko}",
            f"Overdue; what was held is free again: {row.contract.title_en}",
        ),
        about=Ref("order", row.id),
        key=f"freed:{row.attempt}",
        by=SYSTEM,
        clock=clock,
    )
    return 1
