"""Publish an event; deliver what waits, in order; try again; forget what is done."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pkgutil import resolve_name

from django.db import transaction
from django.db.models import F, QuerySet

from naru.base.events import reads
from naru.base.events.core import codec
from naru.base.events.models import Delivery
from naru.base.events.reads import Line
from naru.base.jobs import actions as jobs
from naru.base.jobs.attempt import current
from naru.base.kit import crash
from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.databases import at_the_end
from naru.base.kit.events import Event

DELIVER = "events.deliver"
KEPT = timedelta(days=30)  # how long it can be looked up that a delivery was made
ERROR_LENGTH = 500


def publish(event: Event) -> None:
    """Tell all who subscribed, once the transaction in hand commits; where nobody did, nothing is kept.

    ``AssertionError`` outside a transaction, and for an event that no ``SYSTEM.events`` names.
    """
    assert reads.events().get(event.NAME) is type(event), f"{event.NAME} is not declared in any system.py"
    if reads.subscribed(event.NAME):
        at_the_end(_write, event)


def _write(events: Sequence[Event]) -> None:
    """One delivery an event and subscription, and one job a line."""
    rows = [
        Delivery(
            subscription=subscription.name,
            event=event.NAME,
            thing_kind=event.KIND,
            thing_id=event.id,
            fields=codec.encode(event),
            at=event.at,
        )
        for event in events
        for subscription in reads.subscribed(event.NAME)
    ]
    Delivery.objects.bulk_create(rows, batch_size=500)
    for line in dict.fromkeys(_line(row) for row in rows):
        _start(line)


def _line(row: Delivery) -> Line:
    return Line(subscription=row.subscription, thing_kind=row.thing_kind, thing_id=row.thing_id)


def _start(line: Line) -> str:
    key = f"events:{sha256_of([line.subscription, line.thing_kind, line.thing_id])[:32]}"
    keywords: dict[str, JSON] = {
        "subscription": line.subscription,
        "thing_kind": line.thing_kind,
        "thing_id": line.thing_id,
    }
    return jobs.start(DELIVER, keywords, once=key, ordering_key=key)


# --- delivering ---


def deliver(line: Line, *, clock: Clock = SYSTEM_CLOCK) -> int:
    """Deliver what waits in the line, oldest first; how many. What a subscriber raises ends it, that one at the head."""
    count = 0
    while _deliver_head(line, clock):
        count += 1
    return count


def _deliver_head(line: Line, clock: Clock) -> bool:
    """Whether there was one, and it was delivered."""
    try:
        with _transaction():
            row = _waiting(line).select_for_update().order_by("id").first()
            if row is None:
                return False
            _hand_over(row)
            crash.point("events.handled")
            row.done_at = clock.now()
            row.save(update_fields=["done_at"])
    except _Undelivered as failed:
        said = f"{type(failed.cause).__name__}: {failed.cause}"[:ERROR_LENGTH]
        Delivery.objects.filter(id=failed.delivery_id).update(failures=F("failures") + 1, error=said)
        raise failed.cause from None
    return True


class _Undelivered(Exception):
    """A subscriber failed."""

    def __init__(self, delivery_id: int, cause: Exception) -> None:
        super().__init__(delivery_id)
        self.delivery_id = delivery_id
        self.cause = cause


def _hand_over(row: Delivery) -> None:
    try:
        handler: Callable[[Event], None] = resolve_name(reads.subscriptions()[row.subscription].to)
        handler(codec.decode(reads.events()[row.event], row.fields))
    except Exception as error:
        raise _Undelivered(row.id, error) from error


def _transaction() -> AbstractContextManager[None]:
    """Fenced where a job delivers: an attempt that lost its lease delivers nothing."""
    attempt = current()
    return attempt.fenced() if attempt else transaction.atomic()


def _waiting(line: Line) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        subscription=line.subscription, thing_kind=line.thing_kind, thing_id=line.thing_id, done_at__isnull=True
    )


def deliver_waiting() -> int:
    """Deliver all that waits, here and now; how many. For tests and for an installation without a worker."""
    count = 0
    while lines := reads.waiting():
        count += sum(deliver(line) for line in lines)
    return count


@transaction.atomic
def retry_stuck() -> int:
    """Queue every line whose head failed once more; how many."""
    lines = dict.fromkeys(each.line for each in reads.stuck())
    for line in lines:
        _start(line)
    return len(lines)


def sweep(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Forget deliveries made long ago, and those to subscriptions that no installed package has any more; how many."""
    old = Delivery.objects.filter(done_at__lt=clock.now() - KEPT).delete()[0]
    return old + Delivery.objects.exclude(subscription__in=list(reads.subscriptions())).delete()[0]
