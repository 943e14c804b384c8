"""The world of the doors: one organisation, its people and its things, and people who are none of its."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.contrib.auth.hashers import make_password

from naru.base.kit.installed import systems
from naru.base.kit.person import SYSTEM, Person, Role, Scope
from naru.base.people import actions
from naru.base.people.core.values import Organisation
from naru.base.people.models import User
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Table
from tests.personas import PASSWORD, browser_of, make_organisation, make_person
from tests.tables import publish_table


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One organisation, its people and its things, and people who are none of its."""

    people: Mapping[str, Person]  # by role
    own: Organisation
    other: Organisation
    granted: Organisation  # entitled to the datasets
    newcomer: Person  # belongs nowhere, to be added
    token_ids: Mapping[str, str]  # by role: a token of that person
    open: Table  # published for everyone
    closed: Table  # for people who signed in
    granted_away: Table  # for holders of an entitlement
    draft: Table  # not published
    withdrawn: Table
    version: int
    things: Mapping[str, str] = field(default_factory=dict)  # of the packages, by name: their ``make_things``
    cookies: Mapping[str, str]  # by role: the session of a browser signed in as that person
    secrets: Mapping[tuple[str, str], str]  # by role and credential: a token


CREDENTIALS = {
    "token": tuple(Scope),
    "writing token": (Scope.READ, Scope.WRITE),
    "reading token": (Scope.READ,),
}
PLACES = (
    (
        Column(name="이름", alias="ireum", type=ColumnType.TEXT),
        Column(name="위도", alias="wido", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE),
        Column(name="경도", alias="gyeongdo", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE),
    ),
    {"ireum": ["자갈치시장", "사직야구장"], "wido": [35.0966, 35.1940], "gyeongdo": [129.0306, 129.0615]},
)


def make_world() -> World:
    own, other = make_organisation("own", "우리 기관", "Ours"), make_organisation("other", "다른 기관", "Theirs")
    people = {
        "outsider": make_person("외부인", "outsider@door.example"),
        "stranger": make_person("남", "stranger@door.example", belongs=[(other, Role.OWNER)]),
        "member": make_person("구성원", "member@door.example", belongs=[(own, Role.MEMBER)]),
        "steward": make_person("관리자", "steward@door.example", belongs=[(own, Role.STEWARD)]),
        "owner": make_person("소유자", "owner@door.example", belongs=[(own, Role.OWNER)]),
        "officer": make_person("담당관", "officer@door.example", is_officer=True),
        "auditor": make_person("감사", "auditor@door.example", is_auditor=True),
    }
    User.objects.update(password=make_password(PASSWORD))  # one hash for all: hashing is slow on purpose
    make_person("다른 소유자", "co-owner@door.example", belongs=[(own, Role.OWNER)])
    issued = {
        (role, credential): actions.issue_token(person_id=person.id, name="t", scopes=scopes, days=1, by=SYSTEM)
        for role, person in people.items()
        for credential, scopes in CREDENTIALS.items()
    }
    opened = publish_table("열린 표", *PLACES, organisation=own.id)
    draft = publish_table("초안 표", *PLACES, organisation=own.id, publish=False)
    world = World(
        people=people,
        own=own,
        other=other,
        granted=make_organisation("granted", "허가받은 기관"),
        newcomer=make_person("새 사람", "newcomer@door.example"),
        open=opened,
        closed=_closed(publish_table("회원 표", *PLACES, organisation=own.id)),
        granted_away=_closed(publish_table("이용권 표", *PLACES, organisation=own.id), Access.GRANTED),
        draft=draft,
        withdrawn=_withdrawn(publish_table("철회한 표", *PLACES, organisation=own.id)),
        version=1,
        token_ids={role: issued[role, "token"].token.id for role in people},
        cookies={
            role: browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value for role, person in people.items()
        },
        secrets={key: each.secret for key, each in issued.items()},
    )
    return replace(world, things=_things(world))


def _things(world: World) -> dict[str, str]:
    """What every package adds to the world, beside its doors."""
    made: dict[str, str] = {}
    for module in door_modules():
        added = getattr(module, "make_things", lambda world: {})(world)
        assert not made.keys() & added.keys(), f"two packages name a thing alike: {made.keys() & added.keys()}"
        made |= added
    return made


def door_modules() -> Iterator[ModuleType]:
    """The modules in which the installed packages keep their doors."""
    for system in systems():
        name = system.doors.partition(":")[0] or f"tests.spec.doors.{system.name}"
        if system.doors or find_spec(name):
            yield import_module(name)


def _closed(table: Table, access: Access = Access.SIGNED_IN) -> Table:
    catalogue.set_access(table.dataset_id, access, by=SYSTEM)
    return table


def _withdrawn(table: Table) -> Table:
    catalogue.withdraw_dataset(table.dataset_id, reason="시험", by=SYSTEM)
    return table
