"""A dataset is registered, described, reviewed, published and withdrawn."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from naru.base.events.actions import publish
from naru.base.gates.actions import ask
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.people.reads import organisation as organisation_by_id
from naru.data.catalogue import policy
from naru.data.catalogue.actions.rows import entitle_maker, locked, note_change, write_description
from naru.data.catalogue.core.description import checked, clean, require_publishable, web_address
from naru.data.catalogue.core.events import DatasetPublished, DatasetWithdrawn
from naru.data.catalogue.core.history import differences
from naru.data.catalogue.core.states import STATE_WORDS, Access, State, moved, path_to_published
from naru.data.catalogue.core.values import Dataset, DatasetId, Description, Difference, DistributionIn
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Distribution
from naru.data.catalogue.publisher_names import foreign_names
from naru.data.catalogue.reads.datasets import dataset_value, description_of

PUBLISH = "catalogue.publish_dataset"  # the act as gates name it


@transaction.atomic
def register_dataset(
    description: Description,
    *,
    by: Person,
    organisation: OrganisationId | None = None,
    source: str = "",
    source_id: str = "",
    distributions: tuple[DistributionIn, ...] = (),
    access: Access = Access.OPEN,
    clock: Clock = SYSTEM_CLOCK,
) -> Dataset:
    """A new draft; asked again for the same ``source`` and ``source_id`` it answers the dataset that is there.

    ``organisation`` looks after it, None for the city itself; ``source`` is "" for what a person writes. What
    is to be sealed is so from its first moment (``access``): no index and no record in the trail ever knew its title; it
    is the service's that registers it. Raises ``Refused``: ``forbidden``, ``sealed_by_service``, ``not_found`` for the
    organisation, or what ``checked`` finds wrong.
    """
    policy.require_register(by, organisation)
    if access is Access.SEALED and not by.service:
        raise Refused("sealed_by_service")
    if organisation is not None:
        organisation_by_id(organisation)  # an officer may name any, but only one that exists
    if source and (existing := DatasetRow.objects.filter(source=source, source_id=source_id).first()):
        return dataset_value(existing)
    description = checked(description)
    now = clock.now()
    row = DatasetRow(
        organisation_id=organisation, source=source, source_id=source_id, access=access, created=now, changed=now
    )
    write_description(row, description)
    row.save(force_insert=True)
    _add(row, distributions)
    if access is Access.SEALED:
        entitle_maker(row, by, now)
    note_change(row, "dataset.registered", by, now, differences=differences(None, description))
    return dataset_value(row)


@transaction.atomic
def describe_dataset(
    dataset_id: DatasetId, description: Description, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> Dataset:
    """Replace the whole description; what did not change leaves no trace.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``publisher_is_anothers`` where a published dataset would come under a
    foreign name unasked, or what ``checked`` finds wrong.
    """
    row = locked(dataset_id, by)
    description = checked(description)
    before = description_of(row)
    changed = differences(before, description)
    if row.state == State.PUBLISHED and description.publisher != before.publisher:
        _require_own_name(row, description.publisher, by)
    if changed:
        write_description(row, description)
        note_change(row, "dataset.described", by, clock.now(), differences=changed)
    return dataset_value(row)


def _require_own_name(row: DatasetRow, name: str, by: Person) -> None:
    """What is published already passes no gate again."""
    own = OrganisationId(row.organisation_id) if row.organisation_id else None
    if name and not (by.is_officer or by.is_system or by.service) and foreign_names({name}, own):
        raise Refused("publisher_is_anothers", name=name)


def submit_dataset(dataset_id: DatasetId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """From draft to review. Raises ``Refused``: ``dataset_state_has_no_such_step``, ``not_found``, ``forbidden``."""
    return _move(dataset_id, State.IN_REVIEW, "dataset.submitted", by, clock)


def return_dataset(dataset_id: DatasetId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """Back to a draft, from review or after a withdrawal. Raises as ``submit_dataset``."""
    return _move(dataset_id, State.DRAFT, "dataset.returned", by, clock)


@transaction.atomic
def withdraw_dataset(dataset_id: DatasetId, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """No longer found or read by anyone but its organisation and the officers; nothing is deleted.

    Raises as ``submit_dataset``, and ``dataset_needs_a_reason``.
    """
    if not (said := clean(reason)):
        raise Refused("dataset_needs_a_reason")
    dataset = _move(dataset_id, State.WITHDRAWN, "dataset.withdrawn", by, clock, {"reason": said[:500]})
    publish(DatasetWithdrawn(id=dataset.id, at=clock.now(), title=dataset.description.title))
    return dataset


@transaction.atomic
def publish_dataset(dataset_id: DatasetId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """Take every step that is left to published, as long as no gate holds it in review; published already it stays so.

    A person publishes with a publisher and a licence; a command on the machine itself takes files as they come. Raises
    ``Refused``: ``dataset_needs_publisher_and_licence``, ``not_found``, ``forbidden``, and as ``gates.ask``.
    """
    row = locked(dataset_id, by)
    steps = path_to_published(State(row.state))
    if steps and not by.is_system:
        require_publishable(description_of(row))
    facts = {"access": row.access, "publisher": row.publisher.slug if row.publisher else ""}
    if steps and ask(PUBLISH, thing=Ref("dataset", row.id), by=by, facts=facts, clock=clock):
        _take(row, steps[:-1], "dataset.submitted", by, clock)
    elif steps:
        _take(row, steps, "dataset.published", by, clock)
        publish(DatasetPublished(id=row.id, at=clock.now(), title=row.title))
    return dataset_value(row)


def _take(row: DatasetRow, steps: Sequence[State], verb: str, by: Person, clock: Clock) -> None:
    before = State(row.state)
    for step in steps:
        row.state = moved(State(row.state), step)
    if steps:
        note_change(row, verb, by, clock.now(), differences=_state_change(before, State(row.state)))


@transaction.atomic
def add_distribution(
    dataset_id: DatasetId, distribution: DistributionIn, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> Dataset:
    """One more address where the data can be had. Raises ``Refused``: ``distribution_needs_address``."""
    row = locked(dataset_id, by)
    if not web_address(distribution.url):
        raise Refused("distribution_needs_address", url=distribution.url[:200])
    _add(row, (distribution,))
    added = Difference(field="distributions", before="", after=clean(distribution.title or distribution.url))
    note_change(row, "dataset.distribution_added", by, clock.now(), differences=(added,))
    return dataset_value(row)


@transaction.atomic
def remove_distribution(
    dataset_id: DatasetId, distribution_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> Dataset:
    """Raises ``Refused``: ``not_found`` also where it is another dataset's, ``forbidden``."""
    row = locked(dataset_id, by)
    gone = Distribution.objects.filter(dataset=row, id=distribution_id).first() if is_id(distribution_id) else None
    if gone is None:
        raise Refused("not_found")
    gone.delete()
    removed = Difference(field="distributions", before=gone.title or gone.url, after="")
    note_change(row, "dataset.distribution_removed", by, clock.now(), differences=(removed,))
    return dataset_value(row)


@transaction.atomic
def _move(
    dataset_id: DatasetId,
    wanted: State,
    verb: str,
    by: Person,
    clock: Clock,
    facts: Mapping[str, str] | None = None,
) -> Dataset:
    row = locked(dataset_id, by)
    before = State(row.state)
    row.state = moved(before, wanted)
    note_change(row, verb, by, clock.now(), differences=_state_change(before, wanted), facts=facts)
    return dataset_value(row)


def _state_change(before: State, after: State) -> tuple[Difference, ...]:
    return (Difference(field="state", before=STATE_WORDS[before].ko, after=STATE_WORDS[after].ko),)


def _add(row: DatasetRow, distributions: tuple[DistributionIn, ...]) -> None:
    last = Distribution.objects.filter(dataset=row).aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    Distribution.objects.bulk_create(
        [distribution_row(row.id, start + n, given) for n, given in enumerate(distributions)]
    )


def distribution_row(dataset_id: str, position: int, given: DistributionIn) -> Distribution:
    """Not saved; its texts tidied, an address that does not lead to the web left out."""
    return Distribution(
        dataset_id=dataset_id,
        position=position,
        title=clean(given.title)[:500],
        format=clean(given.format).lower()[:20],
        url=web_address(given.url),
        bytes=given.bytes,
        sha256=given.sha256,
    )
