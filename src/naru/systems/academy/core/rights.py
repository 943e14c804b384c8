"""Who may do what in the academy."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_run(person: Person, organiser: str) -> bool:
    """The course's own people and officers: cohorts, selection, sessions, completion."""
    return Scope.WRITE in person.scopes and (person.is_officer or person.stewards(OrganisationId(organiser)))


def may_see_students(person: Person, organiser: str) -> bool:
    return person.is_officer or person.is_auditor or person.stewards(OrganisationId(organiser))


def may_make_courses(person: Person) -> bool:
    return person.is_officer and Scope.ADMIN in person.scopes


def may_make_exercises(person: Person) -> bool:
    return person.is_officer and Scope.WRITE in person.scopes


def may_post_for(person: Person, firm: str) -> bool:
    return person.stewards(OrganisationId(firm)) and Scope.WRITE in person.scopes


def may_report(person: Person) -> bool:
    return person.is_officer or person.is_auditor
