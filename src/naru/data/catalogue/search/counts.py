"""How many published datasets there are, of each publisher and theme: counted by the index, however many they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.query_plan import understood
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Publisher
from naru.data.catalogue.models import Publisher as PublisherRow
from naru.data.catalogue.search import indexer
from naru.data.catalogue.search.executor import Look, Reading
from naru.data.catalogue.search.search import catch_up

EVERYTHING = Reading(understood(""))
PUBLISHED = (("state", (State.PUBLISHED.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The published datasets that a person may read; those of a publisher by its slug."""

    datasets: int
    publishers: Mapping[str, int]
    themes: Mapping[str, int]


def counts(person: Person) -> Counts:
    """Exact, and counted once until the index changes."""
    catch_up(person)
    chosen = PUBLISHED if person.is_officer or person.organisations else ()  # all that others may read is published
    total, found = Look.of(indexer.store().snapshot(), person).count(EVERYTHING, chosen, with_facets=True)
    return Counts(datasets=total, publishers=found["publisher"], themes=found["theme"])


def publishers(person: Person) -> list[Publisher]:
    """Those with something to show, the largest first."""
    counted = counts(person).publishers
    rows = PublisherRow.objects.values_list("id", "slug", "name", "name_en")
    found = [
        Publisher(id=id_, slug=slug, name=name, name_en=name_en, datasets=counted[slug])
        for id_, slug, name, name_en in rows
        if slug in counted
    ]
    return sorted(found, key=lambda publisher: (-publisher.datasets, publisher.name))


def publisher(slug: str, person: Person) -> Publisher:
    """Raises ``Refused``: ``not_found``, also where nothing of it is the person's to read."""
    row = PublisherRow.objects.filter(slug=slug).first() if "\0" not in slug else None
    if row is None or not (count := counts(person).publishers.get(row.slug, 0)):
        raise Refused("not_found")
    return Publisher(
        id=row.id,
        slug=row.slug,
        name=row.name,
        name_en=row.name_en,
        datasets=count,
        organisation=row.organisation_id or "",
    )
