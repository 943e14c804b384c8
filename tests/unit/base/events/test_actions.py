"""Published with the act or not at all; delivered once, in order per thing; a failure keeps its own thing waiting and no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from django.db import transaction

from naru.base.events import actions, reads
from naru.base.events.models import Delivery
from naru.base.events.reads import Line
from naru.base.jobs import actions as jobs
from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job
from naru.base.kit.clock import FrozenClock
from naru.base.kit.events import Event
from naru.base.kit.system import Subscription

AT = datetime(2026, 5, 1, tzinfo=UTC)
HEARD: list[tuple[str, str, int]] = []
REFUSES: set[int] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moored(Event):
    NAME: ClassVar[str] = "boats.moored"
    KIND: ClassVar[str] = "boat"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sunk(Event):
    NAME: ClassVar[str] = "boats.sunk"
    KIND: ClassVar[str] = "boat"


def harbour(event: Moored) -> None:
    if event.number in REFUSES:
        raise ValueError("no berth")
    HEARD.append(("harbour", event.id, event.number))


def customs(event: Moored) -> None:
    HEARD.append(("customs", event.id, event.number))


@pytest.fixture(autouse=True)
def boats(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two packages that hear of boats."""
    both = [
        Subscription(name="harbour.berths", event=Moored.NAME, to=f"{__name__}:harbour"),
        Subscription(name="customs.checks", event=Moored.NAME, to=f"{__name__}:customs"),
    ]
    monkeypatch.setattr(reads, "events", lambda: {Moored.NAME: Moored, Sunk.NAME: Sunk})
    monkeypatch.setattr(reads, "subscriptions", lambda: {each.name: each for each in both})
    yield
    HEARD.clear()
    REFUSES.clear()


def moor(*boats: tuple[str, int]) -> None:
    with transaction.atomic():
        for boat, number in boats:
            actions.publish(Moored(id=boat, at=AT, number=number))


def work() -> list[State]:
    """What a worker does with all that is due."""
    ended = []
    while attempt := jobs.claim(worker="test:1"):
        ended.append(jobs.run(attempt, retries=False))
    return ended


@pytest.mark.django_db(transaction=True)
def test_everyone_who_subscribed_hears_each_event_once_and_in_order() -> None:
    moor(("a", 1), ("a", 2))
    moor(("a", 3))
    assert work() == [State.SUCCESSFUL, State.SUCCESSFUL]  # one job a line, however many wait in it
    assert [one for one in HEARD if one[0] == "harbour"] == [("harbour", "a", n) for n in (1, 2, 3)]
    assert [one for one in HEARD if one[0] == "customs"] == [("customs", "a", n) for n in (1, 2, 3)]
    assert work() == []
    assert actions.deliver_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_told_to_nobody() -> None:
    with transaction.atomic():
        actions.publish(Moored(id="a", at=AT, number=1))
        transaction.set_rollback(True)
    assert (Delivery.objects.count(), Job.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_without_subscribers_nothing_is_kept() -> None:
    with transaction.atomic():
        actions.publish(Sunk(id="a", at=AT))
    assert Delivery.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_a_transaction_and_a_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError):
        actions.publish(Moored(id="a", at=AT, number=1))
    monkeypatch.setattr(reads, "events", dict)
    with transaction.atomic(), pytest.raises(AssertionError, match=r"boats\.moored is not declared"):
        actions.publish(Moored(id="a", at=AT, number=1))


@pytest.mark.django_db(transaction=True)
def test_a_failure_keeps_its_thing_waiting_in_order_and_no_other() -> None:
    REFUSES.add(1)
    moor(("a", 1), ("a", 2), ("b", 5))
    assert sorted(work()) == [State.FAILED, State.SUCCESSFUL, State.SUCCESSFUL, State.SUCCESSFUL]
    assert [one for one in HEARD if one[0] == "harbour"] == [("harbour", "b", 5)]
    assert {("customs", "a", 1), ("customs", "a", 2)} <= set(HEARD)
    (stuck,) = reads.stuck()
    assert (stuck.line, stuck.failures, stuck.error) == (
        Line(subscription="harbour.berths", thing_kind="boat", thing_id="a"),
        1,
        "ValueError: no berth",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", ["the next event", "by hand"])
def test_what_failed_goes_first_when_it_is_tried_again(again: str) -> None:
    REFUSES.add(1)
    moor(("a", 1), ("a", 2))
    work()
    REFUSES.clear()
    if again == "by hand":
        assert actions.retry_stuck() == 1
    else:
        moor(("a", 3))
    work()
    heard = [number for who, _, number in HEARD if who == "harbour"]
    assert heard == ([1, 2] if again == "by hand" else [1, 2, 3])
    assert reads.stuck() == []


@pytest.mark.django_db(transaction=True)
def test_what_a_subscriber_wrote_before_it_failed_is_rolled_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def writes_then_fails(event: Moored) -> None:
        Delivery.objects.create(subscription="x", event="x", thing_kind="x", thing_id="x", fields={}, at=AT)
        raise ValueError("too late")

    moor(("a", 1))
    monkeypatch.setattr(f"{__name__}.harbour", writes_then_fails)
    with pytest.raises(ValueError, match="too late"):
        actions.deliver(Line(subscription="harbour.berths", thing_kind="boat", thing_id="a"))
    assert Delivery.objects.filter(subscription="x").count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("days", "left"), [(30, 2), (31, 0)])
def test_deliveries_are_forgotten_after_thirty_days_and_waiting_ones_never(days: int, left: int) -> None:
    moor(("a", 1))
    clock = FrozenClock(AT)
    for line in reads.waiting():
        actions.deliver(line, clock=clock)
    moor(("b", 1))
    clock.advance(timedelta(days=days))
    actions.sweep(clock=clock)
    assert Delivery.objects.count() == left + 2


@pytest.mark.django_db(transaction=True)
def test_deliveries_to_a_package_that_is_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    moor(("a", 1))
    monkeypatch.setattr(reads, "subscriptions", dict)
    assert actions.sweep(clock=FrozenClock(AT)) == 2
