"""Who may read and keep parties."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_read_parties(person: Person) -> bool:
    """Officers and auditors: all of them."""
    return person.is_officer or person.is_auditor


def may_read_party(person: Person, organisation: str) -> bool:
    """They, and whoever stewards the organisation that acts for it; ``organisation`` is "" for none."""
    return may_read_parties(person) or (bool(organisation) and person.stewards(OrganisationId(organisation)))


def may_keep_parties(person: Person) -> bool:
    """Officers, by a token only with ``admin``."""
    return person.is_officer and Scope.ADMIN in person.scopes
