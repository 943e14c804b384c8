"""Consent to publish under another's name: the gate before a dataset is published, and what is looked up for it."""

from naru.base.kit.gates import PASS, Asked, Hold, Verdict
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.words import Words
from naru.base.people.reads import organisations_called
from naru.data.catalogue.core.publisher_names import NameUse, is_foreign, owners
from naru.data.catalogue.core.states import State
from naru.data.catalogue.models import Dataset, Publisher


def ask_consent(asked: Asked) -> Verdict:
    """The gate ``catalogue.publisher_name``: an officer or a service of the city publishes under any name."""
    if asked.by.is_officer or asked.by.is_system or asked.by.service:
        return PASS
    row = Dataset.objects.select_related("publisher").get(id=asked.thing_id)
    if row.publisher is None or not is_foreign(use_of(row.publisher), _organisation(row)):
        return PASS
    name = row.publisher.name
    return Hold(
        Words(
            f"제공기관 이름 ‘{name}’: 다른 기관의 이름이라, 그 기관이나 담당 공무원이 동의해야 공개합니다.",
            f"The publisher's name “{name}” is another's: it is published once that organisation or an officer agrees.",
        )
    )


def may_consent(person: Person, thing_kind: str, thing_id: str) -> bool:
    """Officers, and who stewards the organisation whose name it is."""
    if person.is_officer:
        return True
    row = Dataset.objects.select_related("publisher").filter(id=thing_id).first() if thing_kind == "dataset" else None
    if row is None or row.publisher is None:
        return False
    return any(map(person.stewards, owners(use_of(row.publisher))))


def foreign_names(names: set[str], own: OrganisationId | None) -> frozenset[str]:
    """Those of the names under which ``own`` may not publish unasked."""
    rows = Publisher.objects.filter(name__in=names)
    unknown = {name for name in names if _taken(organisations_called(name), own)} - {row.name for row in rows}
    return frozenset(unknown | {row.name for row in rows if is_foreign(use_of(row), own)})


def use_of(row: Publisher) -> NameUse:
    """What decides about a publisher's name."""
    published = Dataset.objects.filter(publisher=row, state=State.PUBLISHED).order_by()
    return NameUse(
        assigned=OrganisationId(row.organisation_id) if row.organisation_id else None,
        namesakes=organisations_called(row.name),
        published_by=frozenset(
            OrganisationId(each) if each else None
            for each in published.values_list("organisation_id", flat=True).distinct()
        ),
    )


def _taken(namesakes: frozenset[OrganisationId], own: OrganisationId | None) -> bool:
    return bool(namesakes) and own not in namesakes


def _organisation(row: Dataset) -> OrganisationId | None:
    return OrganisationId(row.organisation_id) if row.organisation_id else None
