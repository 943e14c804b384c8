"""What a publisher is called."""

from django.db import transaction

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
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
    policy.require_register(by, None)
    row = Publisher.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise Refused("not_found")
    before, row.name_en = row.name_en, clean(name_en)[:NAME_LONGEST]
    if row.name_en != before:
        row.save(update_fields=["name_en"])
        touch(Dataset.objects.filter(publisher=row).values_list("id", flat=True), by=None)
        record(by.actor, "publisher.named", row.slug, facts={"name": row.name, "name_en": row.name_en})
