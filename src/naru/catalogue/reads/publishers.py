"""Who issues data, with how many datasets the reader may see."""

from django.db.models import Count

from naru.catalogue import policy
from naru.catalogue.core.states import State
from naru.catalogue.core.values import Publisher
from naru.catalogue.models import Dataset as DatasetRow
from naru.catalogue.models import Publisher as PublisherRow
from naru.kit.refusals import Refused
from naru.people.core.person import Person


def publishers(person: Person) -> list[Publisher]:
    """Those with something to show, the largest first."""
    counts = _counts(person)
    rows = PublisherRow.objects.in_bulk(list(counts))
    found = [_value(row, counts[row.id]) for row in rows.values()]
    return sorted(found, key=lambda publisher: (-publisher.datasets, publisher.name))


def publisher(slug: str, person: Person) -> Publisher:
    row = PublisherRow.objects.filter(slug=slug).first() if "\0" not in slug else None
    if row is None or not (count := _counts(person, row).get(row.id)):
        raise Refused("not_found")
    return _value(row, count)


def _counts(person: Person, only: PublisherRow | None = None) -> dict[str, int]:
    rows = DatasetRow.objects.filter(policy.readable_by(person), state=State.PUBLISHED, publisher__isnull=False)
    if only is not None:
        rows = rows.filter(publisher=only)
    return dict(rows.order_by().values_list("publisher").annotate(count=Count("id")))


def _value(row: PublisherRow, datasets: int) -> Publisher:
    return Publisher(id=row.id, slug=row.slug, name=row.name, name_en=row.name_en, datasets=datasets)
