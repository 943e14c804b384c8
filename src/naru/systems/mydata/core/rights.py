"""Who may do what with consents, services and orders."""

from datetime import datetime

from naru.base.kit.person import OrganisationId, Person, Scope


def may_run(person: Person) -> bool:
    """Officers of the city: reviews, holders, receivers that vanished, withdrawals on paper."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_audit(person: Person) -> bool:
    """Counts, orders and proofs, without names."""
    return person.is_auditor or person.is_officer


def may_offer_for(person: Person, organisation: OrganisationId) -> bool:
    """Owners and stewards of a receiver describe its services."""
    return person.stewards(organisation) and Scope.WRITE in person.scopes


def may_decide(person: Person, citizen: str, proxy_until: datetime | None, now: datetime) -> bool:
    """The citizen herself, or whoever she, or the law, made her proxy, while that lasts. No officer and no token."""
    if person.is_anonymous or person.token_id is not None:
        return False
    return person.id == citizen or (proxy_until is not None and now < proxy_until)
