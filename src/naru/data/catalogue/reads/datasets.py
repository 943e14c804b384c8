"""Datasets with their distributions and history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects

from naru.base.kit.actor import actor_words
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.people.reads import organisation_value
from naru.data.catalogue import policy
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.history import Reader, told
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import (
    Dataset,
    DatasetId,
    Description,
    Difference,
    Distribution,
    Revision,
    publisher_words,
)
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Distribution as DistributionRow
from naru.data.catalogue.models import Revision as RevisionRow
from naru.data.catalogue.reads.blocks import refusal
from naru.data.catalogue.reads.entitlements import entitled_to
from naru.data.catalogue.reads.rights import BY_ENTITLEMENT, rights_of


def readable(person: Person) -> QuerySet[DatasetRow]:
    """Rows with publisher and organisation, of whatever state the person may read."""
    return DatasetRow.objects.filter(policy.readable_by(person)).select_related("publisher", "organisation")


def dataset(dataset_id: str, person: Person) -> Dataset:
    """The dataset. Raises ``Refused`` as ``blocks.refusal`` for those who may not read it."""
    row = readable(person).filter(id=dataset_id).first() if is_id(dataset_id) else None
    if row is None:
        raise _refusal(dataset_id, person)
    return dataset_value(row)


def dataset_by_source(source: str, source_id: str, person: Person) -> Dataset | None:
    """None where there is none, and for those who may not read it."""
    row = readable(person).filter(source=source, source_id=source_id).first()
    return dataset_value(row) if row else None


def datasets(ids: Iterable[str], person: Person) -> dict[DatasetId, Dataset]:
    """Those of the datasets that the person may read. Rows are found by id alone: SQLite would rather scan all that are open."""
    rows = list(DatasetRow.objects.filter(id__in=list(ids)).select_related("publisher", "organisation"))
    values = [dataset_value(row) for row in with_entitlements(rows)]
    return {value.id: value for value in values if policy.may_read(person, value.rights)}


def fingerprints(source: str, source_ids: Iterable[str]) -> dict[str, str]:
    """What was last taken in of these records of a source, by their ids there; those never taken in are left out."""
    rows = DatasetRow.objects.filter(source=source, source_id__in=list(source_ids))
    return dict(rows.values_list("source_id", "source_hash"))


def ids_of_records(source: str, source_ids: Iterable[str]) -> dict[str, DatasetId]:
    """Which dataset each of a source's records is, by their ids there; those that are none are left out."""
    rows = DatasetRow.objects.filter(source=source, source_id__in=list(source_ids))
    return {source_id: DatasetId(id_) for source_id, id_ in rows.values_list("source_id", "id")}


def distributions_of(ids: Iterable[DatasetId], person: Person) -> dict[DatasetId, list[Distribution]]:
    """As ``distributions``, of many datasets at once; those that the person may not read are left out."""
    readable_ids = list(datasets(ids, person))
    found: dict[DatasetId, list[Distribution]] = {id_: [] for id_ in readable_ids}
    for item in DistributionRow.objects.filter(dataset__in=readable_ids).order_by("position", "id"):
        found[DatasetId(item.dataset_id)].append(_distribution(item))
    return found


def newest(person: Person, limit: int = 8) -> list[Dataset]:
    """The published datasets that changed last."""
    rows = readable(person).filter(state=State.PUBLISHED).order_by("-changed", "-id")
    return [dataset_value(row) for row in with_entitlements(list(rows[:limit]))]


def kept_by(organisation: OrganisationId, person: Person, limit: int = 20) -> list[Dataset]:
    """The published datasets that the organisation looks after, those changed last first."""
    rows = readable(person).filter(state=State.PUBLISHED, organisation=organisation).order_by("-changed", "-id")
    return [dataset_value(row) for row in with_entitlements(list(rows[:limit]))]


def granted_to(organisation: OrganisationId, person: Person, limit: int = 20) -> list[Dataset]:
    """The published datasets that are open to the organisation, by name, those changed last first.

    As to whom a dataset is granted is told to those who may edit it, so others than the organisation's own people learn
    of no more.
    """
    rows = readable(person).filter(state=State.PUBLISHED, access=Access.GRANTED)
    rows = rows.filter(entitled_to(Holder.organisation(organisation)))
    if organisation not in person.organisations:
        rows = rows.filter(policy.editable_by(person))
    return [dataset_value(row) for row in with_entitlements(list(rows.order_by("-changed", "-id")[:limit]))]


def latest(person: Person, limit: int = 50) -> list[Dataset]:
    """Those changed last, in whatever state."""
    rows = readable(person).order_by("-changed", "-id")[:limit]
    return [dataset_value(row) for row in with_entitlements(list(rows))]


def unpublished(person: Person, limit: int = 20) -> list[Dataset]:
    """Drafts and datasets in review that the person may edit: those in review first, then those changed last."""
    rows = readable(person).filter(policy.editable_by(person), state__in=(State.DRAFT, State.IN_REVIEW))
    found = rows.order_by("-state", "-changed", "-id")[:limit]
    return [dataset_value(row) for row in with_entitlements(list(found))]


def harvested_since(source: str, at: datetime) -> tuple[int, int]:
    """How many of a source's records a harvest has made datasets, and how many it has redescribed, since then."""
    since = RevisionRow.objects.filter(dataset__source=source, at__gte=at)
    made = since.filter(verb="dataset.harvested").values("dataset").distinct()
    redescribed = since.filter(verb="dataset.redescribed").exclude(dataset__in=made).values("dataset").distinct()
    return made.count(), redescribed.count()


def with_entitlements(rows: list[DatasetRow]) -> list[DatasetRow]:
    """The rows with the entitlements of those that are for holders, in at most one query."""
    prefetch_related_objects([row for row in rows if row.access in BY_ENTITLEMENT], "entitlements")
    return rows


def count_published(person: Person) -> int:
    """Those that the person may read."""
    return DatasetRow.objects.filter(policy.readable_by(person), state=State.PUBLISHED).count()


def distributions(dataset_id: DatasetId, person: Person) -> list[Distribution]:
    """In the order they were given. Raises ``Refused``: ``not_found``."""
    if not is_id(dataset_id):
        raise _refusal(dataset_id, person)
    readable_one = DatasetRow.objects.filter(policy.readable_by(person), id=dataset_id)
    rows = readable_one.order_by("distributions__position", "distributions__id").values_list(
        *(f"distributions__{name}" for name in ("id", "title", "format", "url", "bytes"))
    )
    found = list(rows)  # one row with nothing of a distribution where there is none
    if not found:
        raise _refusal(dataset_id, person)
    return [
        Distribution(id=id_, title=title, format=format_, url=url, bytes=size)
        for id_, title, format_, url, size in found
        if id_ is not None
    ]


def _distribution(item: DistributionRow) -> Distribution:
    return Distribution(id=item.id, title=item.title, format=item.format, url=item.url, bytes=item.bytes)


def history(dataset_id: DatasetId, person: Person) -> list[Revision]:
    """Every change of what is said about the dataset, newest first, as far as it is the person's to know.

    Raises ``Refused``: ``not_found``.
    """
    row = _row(dataset_id, person)
    rights = rights_of(row)
    revisions = [
        Revision(
            number=each.number,
            verb=each.verb,
            differences=tuple(Difference(**difference) for difference in each.differences),
            by=actor_words(each.by_id, each.by_name),
            at=each.at,
        )
        for each in RevisionRow.objects.filter(dataset=row).order_by("-number")
    ]
    reader = Reader(
        is_insider=policy.may_read(person, replace(rights, state=State.DRAFT)),
        may_edit=policy.may_edit(person, rights),
        reads=frozenset(
            access
            for access in Access
            if policy.may_read(person, replace(rights, state=State.PUBLISHED, access=access))
        ),
    )
    return told(revisions, reader, access=rights.access)


def dataset_value(row: DatasetRow) -> Dataset:
    """Asks the database for publisher, organisation and entitlements unless they came with the row."""
    return Dataset(
        id=DatasetId(row.id),
        source=row.source,
        source_id=row.source_id,
        description=description_of(row),
        publisher_slug=row.publisher.slug if row.publisher else "",
        publisher=publisher_words(*((row.publisher.name, row.publisher.name_en) if row.publisher else ("", ""))),
        rights=rights_of(row),
        organisation_name=organisation_value(row.organisation).name if row.organisation else None,
        created=row.created,
        changed=row.changed,
    )


def description_of(row: DatasetRow) -> Description:
    return Description(
        title=row.title,
        title_en=row.title_en,
        description=row.description,
        description_en=row.description_en,
        publisher=row.publisher.name if row.publisher else "",
        themes=tuple(row.themes),
        keywords=tuple(row.keywords),
        licence=row.licence,
        frequency=row.frequency,
        place=row.place,
        period_start=row.period_start,
        period_end=row.period_end,
        contact=row.contact,
        landing_page=row.landing_page,
        issued=row.issued,
        modified=row.modified,
    )


def _row(dataset_id: DatasetId, person: Person) -> DatasetRow:
    row = DatasetRow.objects.filter(policy.readable_by(person), id=dataset_id).first() if is_id(dataset_id) else None
    if row is None:
        raise _refusal(dataset_id, person)
    return row


def _refusal(dataset_id: str, person: Person) -> Refused:
    return refusal(DatasetRow.objects.filter(id=dataset_id).first() if is_id(dataset_id) else None, person)
