"""Who may do what with vouchers."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_run(person: Person) -> bool:
    """Officers of the city: programmes, panels, decisions, inspections, payments."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_audit(person: Person) -> bool:
    return person.is_auditor or person.is_officer


def may_apply_for(person: Person, organisation: OrganisationId) -> bool:
    """Its owners and stewards."""
    return person.stewards(organisation) and Scope.WRITE in person.scopes


def may_see_application(person: Person, organisation: OrganisationId) -> bool:
    """The applicant's own people, officers and auditors; reviewers see it blind, elsewhere."""
    return organisation in person.roles or may_audit(person)


def may_see_award(person: Person, holder: OrganisationId, supplier: str) -> bool:
    """The people of the firm and of its supplier, officers and auditors."""
    return may_see_application(person, holder) or (bool(supplier) and supplier in person.roles)
