"""One function per right over footage; every door asks here."""

from naru.base.kit.person import Person, Scope


def may_set_up(person: Person) -> bool:
    """Cameras, runs and clips are the city's own officers' to handle."""
    return person.is_officer and Scope.WRITE in person.scopes


def may_review(person: Person) -> bool:
    """Look at masked pictures of events and decide on them."""
    return person.is_officer and Scope.WRITE in person.scopes


def may_run_sets(person: Person) -> bool:
    """Training sets are the city's own officers' to plan, label, check, release and withdraw from."""
    return person.is_officer and Scope.WRITE in person.scopes


def may_release(person: Person) -> bool:
    return person.is_officer and Scope.ADMIN in person.scopes


def may_see_footage(person: Person) -> bool:
    """Masked pictures and clips, runs and events; auditors look without deciding."""
    return person.is_officer or person.is_auditor


def may_see_figures(person: Person, *, is_public: bool) -> bool:
    """A camera's figures: everyone once they are opened."""
    return is_public or may_see_footage(person)


def may_open_figures(person: Person) -> bool:
    return person.is_officer and Scope.ADMIN in person.scopes
