"""What the packages above hear of the catalogue, and what a gate above does to publishing."""

from collections.abc import Iterator

import pytest

from naru.base.events import actions as events
from naru.base.events import reads as event_reads
from naru.base.gates import actions as gates
from naru.base.gates import reads as gate_reads
from naru.base.kit.events import Event
from naru.base.kit.gates import Asked, Hold, Refuse, Verdict
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Gate, Subscription
from naru.base.kit.words import Words
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.events import (
    EVENTS,
    DatasetPublished,
    EntitlementEnded,
    EntitlementGranted,
    VersionAdded,
    VersionWithdrawn,
)
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, Description
from naru.data.catalogue.models import TableVersion
from tests.tables import publish_table

HEARD: list[Event] = []
CHECK = Hold(Words("심사가 끝나지 않았습니다.", "The review is not over."))


def hear(event: Event) -> None:
    HEARD.append(event)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that hears of everything the catalogue tells."""
    all_of_them = {
        event.NAME: Subscription(name=event.NAME, event=event.NAME, to=f"{__name__}:hear") for event in EVENTS
    }
    monkeypatch.setattr(event_reads, "subscriptions", lambda: all_of_them)
    yield
    HEARD.clear()


def answered_by(monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> None:
    gate = Gate(
        name="review",
        words=Words("심사", "Review"),
        acts=frozenset({"catalogue.publish_dataset"}),
        ask=f"{__name__}:ask",
    )
    monkeypatch.setattr(gate_reads, "gates", lambda: {gate.name: gate})
    monkeypatch.setattr(f"{__name__}.ask", lambda asked: verdict)


def ask(asked: Asked) -> Verdict:
    raise NotImplementedError


def draft(person: Person) -> Dataset:
    said = Description(title="공원", publisher="부산광역시", licence="kogl-1")
    return actions.register_dataset(said, by=person)


def told() -> list[str]:
    events.deliver_waiting()
    return [event.NAME for event in HEARD]


@pytest.mark.django_db
def test_publishing_versions_and_withdrawing_are_told(listening: None) -> None:
    table = publish_table("주차장")
    version = TableVersion.objects.get(table_id=table.id)
    actions.withdraw_version(version.id, reason="틀림", by=SYSTEM)
    actions.release_version(version.id, by=SYSTEM)
    actions.withdraw_dataset(table.dataset_id, reason="끝", by=SYSTEM)
    assert told() == [
        "catalogue.dataset_published",
        "catalogue.dataset_withdrawn",
        "catalogue.version_added",
        "catalogue.version_added",
        "catalogue.version_withdrawn",
    ]
    assert {event.id for event in HEARD} == {table.dataset_id}
    published = next(event for event in HEARD if isinstance(event, DatasetPublished))
    assert published.title == "주차장"
    versions = [event for event in HEARD if isinstance(event, VersionAdded | VersionWithdrawn)]
    assert {(event.table, event.version, event.number) for event in versions} == {(table.id, version.id, 1)}


@pytest.mark.django_db
@pytest.mark.parametrize(("basis", "text"), [(None, ""), (Ref("contract", "c1"), "contract:c1")])
def test_who_is_granted_and_who_is_no_more_is_told_once(listening: None, basis: Ref | None, text: str) -> None:
    dataset = draft(SYSTEM)
    made = actions.grant_entitlement(dataset.id, Holder.service("결합"), terms=Terms(basis=basis), by=SYSTEM)
    actions.revoke_entitlement(made, reason="끝", by=SYSTEM)
    actions.revoke_entitlement(made, reason="다시", by=SYSTEM)
    assert told() == ["catalogue.entitlement_ended", "catalogue.entitlement_granted"]
    events_of_it = [event for event in HEARD if isinstance(event, EntitlementGranted | EntitlementEnded)]
    assert [(event.id, event.dataset, event.holder, event.basis) for event in events_of_it] == [
        (made, dataset.id, "결합", text)
    ] * 2


@pytest.mark.django_db
def test_published_already_nothing_is_told_again(listening: None) -> None:
    table = publish_table("주차장")
    told()
    HEARD.clear()
    actions.publish_dataset(table.dataset_id, by=SYSTEM)
    assert told() == []


@pytest.mark.django_db
def test_a_held_version_is_told_only_once_it_is_live(listening: None) -> None:
    table = publish_table("주차장")
    told()
    HEARD.clear()
    held = TableVersion.objects.get(table_id=table.id)
    TableVersion.objects.filter(id=held.id).update(state="held")
    assert told() == []
    actions.release_version(held.id, by=SYSTEM)
    assert told() == ["catalogue.version_added"]


@pytest.mark.django_db
def test_a_gate_that_holds_leaves_the_dataset_in_review_until_it_is_released(
    monkeypatch: pytest.MonkeyPatch, listening: None, minji: Person
) -> None:
    answered_by(monkeypatch, CHECK)
    dataset = draft(SYSTEM)
    assert actions.publish_dataset(dataset.id, by=SYSTEM).state is State.IN_REVIEW
    assert actions.publish_dataset(dataset.id, by=SYSTEM).state is State.IN_REVIEW
    assert told() == []
    (hold,) = gate_reads.holds_of(Ref("dataset", dataset.id), minji)
    assert (hold.reason, hold.asked_by, hold.may_decide) == (CHECK.reason, "Naru", True)
    gates.release(hold.id, note="심사 결과를 확인함", by=minji)
    assert actions.publish_dataset(dataset.id, by=SYSTEM).state is State.PUBLISHED
    assert told() == ["catalogue.dataset_published"]


@pytest.mark.django_db
def test_a_gate_that_refuses_leaves_the_dataset_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Refuse(Words("재식별 위험이 있습니다.", "People could be recognised.")))
    dataset = draft(SYSTEM)
    with pytest.raises(Refused, match="People could be recognised"):
        actions.publish_dataset(dataset.id, by=SYSTEM)
    assert reads.dataset(dataset.id, SYSTEM).state is State.DRAFT
