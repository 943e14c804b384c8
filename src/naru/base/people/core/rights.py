"""One function per right over people, organisations, tokens and the trail; every door asks here.

A right that changes something also asks the token's scope: ``admin`` for who may do what, ``write`` for the rest. A
session holds every scope.
"""

from naru.base.kit.person import OrganisationId, Person, Role, Scope


def may_found_organisation(person: Person) -> bool:
    """Officers of the city vouch that an organisation is who it says it is."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_describe_organisation(person: Person, organisation: OrganisationId) -> bool:
    """Officers, and the organisation's owners and stewards."""
    return (person.is_officer or person.stewards(organisation)) and Scope.WRITE in person.scopes


def may_bring(person: Person) -> bool:
    """Send files in at all, before it is said for whom: officers, and whoever stewards some organisation."""
    return (person.is_officer or any(map(person.stewards, person.roles))) and Scope.WRITE in person.scopes


def may_see_members(person: Person, organisation: OrganisationId) -> bool:
    """The organisation's own people, officers and auditors."""
    return person.is_officer or person.is_auditor or organisation in person.roles


def may_manage_members(person: Person, organisation: OrganisationId) -> bool:
    """Officers, and the organisation's owners."""
    owns = person.roles.get(organisation) is Role.OWNER
    return (person.is_officer or owns) and Scope.ADMIN in person.scopes


def may_leave(person: Person, organisation: OrganisationId) -> bool:
    """Any member; that the last owner stays is for ``core.members`` to say."""
    return organisation in person.roles and Scope.ADMIN in person.scopes


def may_manage_own_tokens(person: Person) -> bool:
    """Anyone who is signed in."""
    return not person.is_anonymous and Scope.ADMIN in person.scopes


def may_manage_people(person: Person) -> bool:
    """Create accounts, set platform roles, issue and revoke anyone's tokens."""
    return person.is_officer and Scope.ADMIN in person.scopes


def may_read_trail(person: Person) -> bool:
    """Officers and auditors, whatever the token's scopes."""
    return person.is_officer or person.is_auditor
