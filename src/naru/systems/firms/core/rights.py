"""Who may do what with firms and problems."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_describe(person: Person, organisation: OrganisationId) -> bool:
    """A firm's own page and proposals: its owners and stewards."""
    return person.stewards(organisation) and Scope.WRITE in person.scopes


def may_post(person: Person) -> bool:
    """Problems, and support for them: anyone who signed in."""
    return not person.is_anonymous and Scope.WRITE in person.scopes


def may_decide(person: Person) -> bool:
    """Which proposal is tried, what came of it, which problems are one: officers."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_withdraw(person: Person, posted_by: str) -> bool:
    return may_decide(person) or (may_post(person) and person.id == posted_by)
