"""Who may do what on the city's side of combinations."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_run(person: Person) -> bool:
    """Officers of the city: consultations, applications, dossiers, releases."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_audit(person: Person) -> bool:
    return person.is_auditor or person.is_officer


def may_apply_for(person: Person, organisation: OrganisationId) -> bool:
    """Its owners and stewards."""
    return person.stewards(organisation) and Scope.WRITE in person.scopes


def may_see_application(person: Person, organisation: OrganisationId) -> bool:
    """The applicant's own people, officers and auditors."""
    return organisation in person.roles or may_audit(person)
