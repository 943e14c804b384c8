"""How open a dataset is, and which organisations it is granted to."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.people.reads import organisation as organisation_by_id
from naru.data.catalogue.actions.rows import locked, note_change
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.states import ACCESS_WORDS, Access
from naru.data.catalogue.core.values import Dataset, DatasetId, Difference
from naru.data.catalogue.models import Grant
from naru.data.catalogue.reads.datasets import dataset_value


@transaction.atomic
def set_access(dataset_id: DatasetId, access: Access, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """Set as it is already, nothing is noted. Raises ``Refused``: ``not_found``, ``forbidden``."""
    row = locked(dataset_id, by)
    before = Access(row.access)
    if before is not access:
        row.access = access
        change = Difference(field="access", before=ACCESS_WORDS[before].ko, after=ACCESS_WORDS[access].ko)
        note_change(row, "dataset.access_set", by, clock.now(), differences=(change,), facts={"access": access.value})
    return dataset_value(row)


@transaction.atomic
def grant_dataset(
    dataset_id: DatasetId, organisation: OrganisationId, *, by: Person, note: str = "", clock: Clock = SYSTEM_CLOCK
) -> None:
    """Open the dataset to the organisation's members while its access is ``granted``; granted already stays so.

    ``note`` is for those who may edit the dataset, at most 500 characters of it. Raises ``Refused``: ``not_found``,
    ``forbidden``.
    """
    row = locked(dataset_id, by)
    name = organisation_by_id(organisation).name.ko
    _, made = Grant.objects.get_or_create(
        dataset=row,
        organisation_id=organisation,
        defaults={"note": clean(note)[:500], "by_id": by.id, "by_name": by.name, "at": clock.now()},
    )
    if made:
        change = Difference(field="grant", before="", after=name)
        note_change(
            row, "dataset.granted", by, clock.now(), differences=(change,), facts={"organisation": organisation}
        )


@transaction.atomic
def revoke_grant(
    dataset_id: DatasetId, organisation: OrganisationId, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> None:
    """Raises ``Refused``: ``not_found`` also where it was not granted, ``forbidden``."""
    row = locked(dataset_id, by)
    gone, _ = Grant.objects.filter(dataset=row, organisation_id=organisation).delete()
    if not gone:
        raise Refused("not_found")
    change = Difference(field="grant", before=organisation_by_id(organisation).name.ko, after="")
    note_change(
        row, "dataset.grant_revoked", by, clock.now(), differences=(change,), facts={"organisation": organisation}
    )
