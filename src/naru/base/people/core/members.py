"""What must stay true of an organisation: it has an owner, and a person one role in it."""

from collections.abc import Mapping

from naru.base.kit.person import PersonId, Role
from naru.base.kit.refusals import Refused

Members = Mapping[PersonId, Role]


def with_member(members: Members, person: PersonId, role: Role) -> Members:
    """Raises ``Refused``: ``already_a_member``."""
    if person in members:
        raise Refused("already_a_member")
    return {**members, person: role}


def with_role(members: Members, person: PersonId, role: Role) -> Members:
    """Raises ``Refused``: ``not_a_member``, ``last_owner``."""
    if person not in members:
        raise Refused("not_a_member")
    return _owned({**members, person: role})


def without_member(members: Members, person: PersonId) -> Members:
    """Raises ``Refused``: ``not_a_member``, ``last_owner``."""
    if person not in members:
        raise Refused("not_a_member")
    return _owned({member: role for member, role in members.items() if member != person})


def _owned(members: Members) -> Members:
    if Role.OWNER not in members.values():
        raise Refused("last_owner")
    return members
