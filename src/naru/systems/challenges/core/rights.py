"""Who may do what with challenges."""

from collections.abc import Collection

from naru.base.kit.person import Person, Scope


def may_run(person: Person) -> bool:
    """Officers of the city set challenges up, launch, close and award them."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_look_behind(person: Person) -> bool:
    """Officers and auditors see the office page: the queue, likenesses, drafts."""
    return person.is_officer or person.is_auditor


def may_take_part(person: Person, *, reads_source: bool) -> bool:
    """Whoever is signed in and cannot read where the truth comes from."""
    return not person.is_anonymous and not may_look_behind(person) and not reads_source and Scope.WRITE in person.scopes


def is_of(person: Person, members: Collection[str]) -> bool:
    return not person.is_anonymous and person.id in members
