"""Which events and subscriptions the installed packages declare; what waits."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from naru.base.events.models import Delivery
from naru.base.kit.databases import flush
from naru.base.kit.events import Event
from naru.base.kit.installed import collected, systems
from naru.base.kit.system import Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What waits for one subscription about one thing, in its order."""

    subscription: str
    thing_kind: str
    thing_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A delivery that failed and keeps its line waiting."""

    line: Line
    event: str
    published: datetime
    failures: int
    error: str


@cache
def events() -> dict[str, type[Event]]:
    """By their names."""
    declared: list[type[Event]] = [event for tuple_ in collected("events") for event in tuple_]
    assert len({event.NAME for event in declared}) == len(declared), "an event is declared twice"
    return {event.NAME: event for event in declared}


@cache
def subscriptions() -> dict[str, Subscription]:
    """By their names."""
    declared = [subscription for system in systems() for subscription in system.subscriptions]
    assert len({each.name for each in declared}) == len(declared), "a subscription is declared twice"
    return {each.name: each for each in declared}


def subscribed(event: str) -> list[Subscription]:
    """Who is to hear of it."""
    return [each for each in subscriptions().values() if each.event == event]


def waiting() -> list[Line]:
    """Every line in which something waits."""
    flush()
    rows = Delivery.objects.filter(done_at__isnull=True).values_list("subscription", "thing_kind", "thing_id")
    return [
        Line(subscription=subscription, thing_kind=kind, thing_id=thing)
        for subscription, kind, thing in rows.distinct().order_by("subscription", "thing_kind", "thing_id")
    ]


def stuck() -> list[Stuck]:
    """What failed and waits, oldest first."""
    flush()
    return [
        Stuck(
            line=Line(subscription=row.subscription, thing_kind=row.thing_kind, thing_id=row.thing_id),
            event=row.event,
            published=row.at,
            failures=row.failures,
            error=row.error,
        )
        for row in Delivery.objects.filter(done_at__isnull=True, failures__gt=0).order_by("id")
    ]
