"""Who may see and keep a recipient's tokens, choose what copies are marked, and trace a file; decided on values."""

from naru.base.kit.person import OrganisationId, Person

ORGANISATION = "organisation:"


def may_see_recipient(person: Person, holder: str) -> bool:
    """The holder itself, or any of its members, officers and auditors."""
    return person.is_officer or person.is_auditor or _is_of(person, holder)


def may_issue(person: Person, holder: str) -> bool:
    """Whoever may read in the holder's name may open it to a program of theirs."""
    return person.may_write() and _is_of(person, holder)


def may_revoke(person: Person, holder: str) -> bool:
    """The holder's own people, and the city's officers."""
    return person.may_write() and (person.is_officer or _is_of(person, holder))


def may_see_recipients(person: Person) -> bool:
    return person.is_officer or person.is_auditor


def may_trace(person: Person) -> bool:
    return person.is_officer and person.may_write()


def _is_of(person: Person, holder: str) -> bool:
    if person.is_anonymous:
        return False
    if holder.startswith(ORGANISATION):
        return OrganisationId(holder.removeprefix(ORGANISATION)) in person.organisations
    return holder == f"person:{person.id}"
