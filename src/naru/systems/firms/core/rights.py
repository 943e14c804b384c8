"""Who may do what with firms, problems, calls and workspaces."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_describe(person: Person, organisation: OrganisationId) -> bool:
    """A firm's own page, its proposals and its applications: its owners and stewards."""
    return person.stewards(organisation) and Scope.WRITE in person.scopes


def may_post(person: Person) -> bool:
    """Problems, support for them, and workspaces: anyone who signed in."""
    return not person.is_anonymous and Scope.WRITE in person.scopes


def may_decide(person: Person) -> bool:
    """Which proposal is tried, what came of it, which problems are one; calls and their awards: officers."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_withdraw(person: Person, posted_by: str) -> bool:
    return may_decide(person) or (may_post(person) and person.id == posted_by)


def may_see_applicants(person: Person, *, is_reviewer: bool) -> bool:
    """Officers and auditors, but never one who sits on the panel: a review is blind at every door."""
    return (person.is_officer or person.is_auditor) and not is_reviewer


def may_see_application(person: Person, organisation: OrganisationId, *, is_reviewer: bool) -> bool:
    """The applicant's own people, and whoever may know the applicants."""
    return organisation in person.roles or may_see_applicants(person, is_reviewer=is_reviewer)


def may_see_award(person: Person, organisation: OrganisationId) -> bool:
    return organisation in person.roles or person.is_officer or person.is_auditor
