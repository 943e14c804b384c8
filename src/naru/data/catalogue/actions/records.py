"""Many records of a source at once; the same records again change nothing.

Each batch is one transaction: its datasets, histories, outbox and trail stand or fall together, so a harvest that dies
half-way is simply given again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import islice

import orjson
from django.db import transaction
from django.db.models import Max

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.trail.actions import record_many
from naru.data.catalogue import policy
from naru.data.catalogue.actions.datasets import distribution_row
from naru.data.catalogue.actions.rows import FIELDS, publishers, stored, touch
from naru.data.catalogue.core.description import checked
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.history import differences
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Counts, DatasetId, Description, Difference, Record
from naru.data.catalogue.core.values import Dataset as DatasetValue
from naru.data.catalogue.models import Dataset, Distribution, Publisher, Revision
from naru.data.catalogue.publisher_names import foreign_names
from naru.data.catalogue.reads.datasets import dataset_value, description_of, fingerprints

BATCH = 1000


def upsert_records(
    source: str,
    records: Iterable[Record],
    *,
    by: Person,
    organisation: OrganisationId | None = None,
    access: Access = Access.OPEN,
    within: Callable[[], AbstractContextManager[None]] = nullcontext,
    clock: Clock = SYSTEM_CLOCK,
) -> Counts:
    """Publish new records, redescribe those that changed at their source, leave the others; known by ``source_id``.

    Of two with one id in a batch the last is taken. What an organisation would publish under another's name waits in review,
    and what is published keeps the name that it has. ``organisation`` and ``access`` are for new ones.
    ``within`` is opened around each batch: a job's fence, so that one which lost its lease writes nothing more. Raises
    ``Refused``: ``forbidden``, or what ``checked`` finds wrong; batches before that stay.
    """
    policy.require_register(by, organisation)
    added = changed = unchanged = 0
    for batch in _batches(records):
        with within():
            done = _upsert(source, batch, by, organisation, access, clock)
        crash.point("catalogue.batch_upserted")
        added, changed, unchanged = added + done.added, changed + done.changed, unchanged + done.unchanged
    return Counts(added=added, changed=changed, unchanged=unchanged)


def lock_datasets(ids: Iterable[DatasetId], *, by: Person) -> dict[DatasetId, DatasetValue]:
    """The datasets as they stand, their rows locked until the caller's transaction ends; those that ``by`` may not edit
    are left out."""
    rows = Dataset.objects.select_for_update(of=("self",)).filter(policy.editable_by(by), id__in=list(ids))
    found = [dataset_value(row) for row in rows.select_related("publisher", "organisation").order_by("id")]
    return {value.id: value for value in found}


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Batches in which each source id stands once, its last record winning."""
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield list({record.source_id: record for record in batch}.values())


@transaction.atomic
def _upsert(
    source: str, batch: list[Record], by: Person, organisation: OrganisationId | None, access: Access, clock: Clock
) -> Counts:
    marks = {record.source_id: record.fingerprint or fingerprint(record) for record in batch}
    before_marks = fingerprints(source, marks)
    news = [record for record in batch if before_marks.get(record.source_id) != marks[record.source_id]]
    known = _known(source, [record.source_id for record in news if record.source_id in before_marks])
    described = {record.source_id: checked(record.description) for record in news}
    now = clock.now()
    foreign = _foreign(described.values(), by, organisation)
    names = publishers(described[record.source_id].publisher for record in news)
    fresh: list[Dataset] = []
    stale: list[Dataset] = []
    notes: list[tuple[Dataset, str, tuple[Difference, ...]]] = []
    for record in news:
        description = described[record.source_id]
        row = known.get(record.source_id)
        before = description_of(row) if row else None
        if row is None:
            row = Dataset(source=source, source_id=record.source_id, organisation_id=organisation, created=now)
            row.state, row.access = State.IN_REVIEW if description.publisher in foreign else State.PUBLISHED, access
        else:
            policy.require_edit(by, _rights(row, organisation))
            if description.publisher in foreign and row.state == State.PUBLISHED and before:
                described[record.source_id] = description = replace(description, publisher=before.publisher)
        (stale if before else fresh).append(row)
        _write(row, description, marks[record.source_id], names.get(description.publisher), now)
        notes.append((row, "dataset.redescribed" if before else "dataset.harvested", differences(before, description)))
    Dataset.objects.bulk_create(fresh, batch_size=500)
    Dataset.objects.bulk_update(
        stale, [*FIELDS, "themes", "keywords", "publisher", "source_hash", "changed"], batch_size=200
    )
    _replace_distributions(news, {row.source_id: row for row in [*fresh, *stale]})
    _note(notes, source, by, now)
    crash.point("catalogue.batch_written")
    return Counts(added=len(fresh), changed=len(stale), unchanged=len(batch) - len(news))


def _foreign(described: Iterable[Description], by: Person, organisation: OrganisationId | None) -> frozenset[str]:
    if by.is_officer or by.is_system or by.service:
        return frozenset()
    return foreign_names({each.publisher for each in described if each.publisher}, organisation)


def fingerprint(record: Record) -> str:
    """64 hexadecimal digits over all that the record says."""
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _known(source: str, source_ids: Sequence[str]) -> dict[str, Dataset]:
    rows = Dataset.objects.filter(source=source, source_id__in=source_ids).select_related("publisher")
    return {row.source_id: row for row in rows}


def _rights(row: Dataset, organisation: OrganisationId | None) -> policy.Rights:
    return policy.Rights(
        state=State(row.state),
        access=Access(row.access),
        organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
        entitled=frozenset({Holder.organisation(organisation)} if organisation else ()),
    )


def _write(
    row: Dataset, description: Description, source_hash: str, publisher: Publisher | None, now: datetime
) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(description, name))
    row.themes, row.keywords, row.publisher = list(description.themes), list(description.keywords), publisher
    row.source_hash, row.changed = source_hash, now


def _replace_distributions(news: Sequence[Record], rows: dict[str, Dataset]) -> None:
    Distribution.objects.filter(dataset__in=[row.id for row in rows.values()]).delete()
    Distribution.objects.bulk_create(
        [
            distribution_row(rows[record.source_id].id, position, given)
            for record in news
            for position, given in enumerate(record.distributions)
        ],
        batch_size=500,
    )


def _note(notes: Sequence[tuple[Dataset, str, tuple[Difference, ...]]], source: str, by: Person, now: datetime) -> None:
    ids = [row.id for row, _, _ in notes]
    last = dict(Revision.objects.filter(dataset__in=ids).values_list("dataset").annotate(last=Max("number")))
    numbers = {dataset_id: last.get(dataset_id, 0) + 1 for dataset_id in ids}
    Revision.objects.bulk_create(
        [
            Revision(
                dataset_id=row.id,
                number=numbers[row.id],
                verb=verb,
                differences=stored(changed),
                by_id=by.id,
                by_name=by.name,
                at=now,
            )
            for row, verb, changed in notes
        ],
        batch_size=500,
    )
    touch(ids, by=None)
    record_many(
        (
            by.actor,
            verb,
            row.id,
            {
                "title": row.title,
                "source": source,
                "source_id": row.source_id,
                "fields": [item.field for item in changed],
            },
        )
        for row, verb, changed in notes
    )
