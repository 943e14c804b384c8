"""What a publisher is called, and whose name that is."""

from django.db import transaction

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.people.reads import organisation as organisation_by_id
from naru.base.trail.actions import record
from naru.data.catalogue import policy
from naru.data.catalogue.actions.rows import touch
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.models import Dataset, Publisher

NAME_LONGEST = 200


@transaction.atomic
def name_publisher(slug: str, name_en: str, *, by: Person) -> None:
    """Say a publisher's name in English, for all of its datasets at once; empty where it has none.

    For officers. Raises ``Refused``: ``forbidden``, ``not_found``.
    """
    row = _locked(slug, by)
    before, row.name_en = row.name_en, clean(name_en)[:NAME_LONGEST]
    if row.name_en != before:
        row.save(update_fields=["name_en"])
        touch(Dataset.objects.filter(publisher=row).values_list("id", flat=True), by=None)
        record(by.actor, "publisher.named", row.slug, facts={"name": row.name, "name_en": row.name_en})


@transaction.atomic
def assign_publisher(slug: str, organisation: OrganisationId | None, *, by: Person) -> None:
    """Say whose name it is: from then on others publish under it with that organisation's or an officer's consent alone.

    None: nobody's here. For officers. Raises ``Refused``: ``forbidden``, ``not_found``.
    """
    row = _locked(slug, by)
    owner = organisation_by_id(organisation) if organisation else None
    if row.organisation_id != organisation:
        row.organisation_id = organisation  # type: ignore[assignment]  # the plugin forgets that it may be null
        row.save(update_fields=["organisation"])
        facts = {"name": row.name, "organisation": owner.name.ko if owner else "-"}
        record(by.actor, "publisher.assigned", row.slug, facts=facts)


def _locked(slug: str, by: Person) -> Publisher:
    policy.require_register(by, None)
    row = Publisher.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise Refused("not_found")
    return row
