"""Organisations, members, people and tokens as values."""

from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.person import OrganisationId, PersonId, Role, Scope
from naru.base.kit.words import Words

ROLE_WORDS = {
    Role.OWNER: Words("대표", "Owner"),
    Role.STEWARD: Words("담당자", "Steward"),
    Role.MEMBER: Words("구성원", "Member"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    id: OrganisationId
    slug: str
    name: Words
    description: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    person_id: PersonId
    name: str
    email: str
    role: Role
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person as officers see them."""

    id: PersonId
    name: str
    email: str
    is_officer: bool
    is_auditor: bool
    is_active: bool
    joined: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its secret, of which ``start`` is all that is still known; ``last_used`` is true to a minute."""

    id: str
    person_id: PersonId
    name: str
    start: str
    scopes: frozenset[Scope]
    issued: datetime
    expires: datetime
    last_used: datetime | None
    revoked: datetime | None
    organisation: OrganisationId | None = None  # the one that it is for; None: all of its person's

    def is_live(self, now: datetime) -> bool:
        return self.revoked is None and now < self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A token at the only moment its secret is known."""

    token: Token
    secret: str
