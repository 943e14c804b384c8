"""Who may register a source of records, and who sees it."""

from naru.base.kit.person import OrganisationId, Person
from naru.data.catalogue.core.rights import may_register


def may_harvest(person: Person, organisation: OrganisationId | None) -> bool:
    """Register, change, run and end a source: whoever may register datasets for its organisation."""
    return may_register(person, organisation)


def may_harvest_inside(person: Person) -> bool:
    """Sources that lie inside: folders of this machine, databases. For the city's officers and commands."""
    return person.is_officer and person.may_write()


def may_see_source(person: Person, organisation: OrganisationId | None) -> bool:
    """Its address, runs and findings: its organisation's people, officers and auditors."""
    if person.is_anonymous:
        return False
    return person.is_officer or person.is_auditor or (organisation is not None and organisation in person.organisations)
