"""Who may do what with paid work."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_run(person: Person, owner: str) -> bool:
    """The owner's stewards: jobs, contracts, checks, prices."""
    return person.stewards(OrganisationId(owner)) and Scope.WRITE in person.scopes


def may_see_office(person: Person, owner: str) -> bool:
    """And officers and auditors, who read."""
    return person.stewards(OrganisationId(owner)) or person.is_officer or person.is_auditor


def may_check(person: Person, owner: str, maker: str) -> bool:
    """Maker is never checker."""
    return may_run(person, owner) and person.id != maker


def may_deposit(person: Person) -> bool:
    """Officers saw the money come in."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_pay_out(person: Person) -> bool:
    return person.is_officer and Scope.ADMIN in person.scopes
