"""The visitor as a value: who they are, where they belong and what their token lets them do."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from naru.base.kit.actor import SYSTEM as SYSTEM_ACTOR
from naru.base.kit.actor import Actor

PersonId = NewType("PersonId", str)
OrganisationId = NewType("OrganisationId", str)


class Role(StrEnum):
    """What a member may do in one organisation; each role includes the ones after it."""

    OWNER = "owner"
    STEWARD = "steward"
    MEMBER = "member"


class Scope(StrEnum):
    """What an API token may do for its person."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Anyone at a door. Anonymous visitors are ``ANONYMOUS``; the command line on the machine itself is ``SYSTEM``.

    ``service`` is the name of a part of the installation that acts by itself (``service``), "" for people. ``scopes`` are
    the token's that was used, all of them for a session; ``token_id`` is None without a token.
    """

    id: PersonId
    name: str
    email: str = ""
    roles: dict[OrganisationId, Role] = field(default_factory=dict)
    is_officer: bool = False
    is_auditor: bool = False
    is_system: bool = False
    service: str = ""
    scopes: frozenset[Scope] = frozenset(Scope)
    token_id: str | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.id == ""

    @property
    def organisations(self) -> frozenset[OrganisationId]:
        """Where the person is a member, in whatever role."""
        return frozenset(self.roles)

    @property
    def actor(self) -> Actor:
        """Whom the trail names: the token where one was used, not the person it stands for."""
        if self.service:
            return Actor(kind="system", id=self.id, name=self.name)
        if self.is_system:
            return SYSTEM_ACTOR
        return Actor(kind="token" if self.token_id else "person", id=self.token_id or self.id, name=self.name)

    def stewards(self, organisation: OrganisationId) -> bool:
        """Whether the person may describe, load and publish for the organisation."""
        return self.roles.get(organisation) in {Role.OWNER, Role.STEWARD}

    def may_write(self) -> bool:
        """Whether the scopes let anything be written; what may be, each package's rights say."""
        return Scope.WRITE in self.scopes


ANONYMOUS = Person(id=PersonId(""), name="", scopes=frozenset({Scope.READ}))
SYSTEM = Person(id=PersonId("naru"), name="Naru", is_officer=True, is_auditor=True, is_system=True)


def service(name: str, *, called: str = "") -> Person:
    """A named part of the installation that acts by itself: it reads what is open or what it is entitled to, and no more."""
    return Person(id=PersonId(f"service:{name}"), name=called or name, is_system=True, service=name)
