"""Who may do what with the city's plan."""

from naru.base.kit.person import Person, Scope


def may_run(person: Person) -> bool:
    """Officers of the city: versions, measurements, printing."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_report(person: Person) -> bool:
    """Officers too: a reported figure has their name and its evidence."""
    return person.is_officer and Scope.WRITE in person.scopes
