"""Who may pass which door: one row an address and method. A new address without a row fails ``test_every_door.py``.

To add yours: name the address as Django does ("catalogue:dataset", "api:get_rows") and say ``Door(method, who)``; give
``args`` where the address has parts and ``body`` where a form or JSON is sent (a valid one: a body that is refused before
the door asks who would look like passing). Both are functions of the ``World``, in which every thing exists. Several
rows under one name are several cases, say a published dataset and a draft.

Roles are seen from the world's own organisation: ``stranger`` is the owner of another one. A token that may only read
passes where its person may and nothing is changed; no token passes outside ``/api/``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.jobs import actions as jobs
from naru.base.kit.person import SYSTEM, Person, Role, Scope
from naru.base.people import actions
from naru.base.people.core.values import Organisation
from naru.base.people.models import User
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description, DistributionIn, Table
from naru.data.catalogue.search import counts
from naru.data.files import content
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.harvest import start_feed
from naru.data.ingest.uploads import create_upload
from naru.data.query import actions as query
from tests import work
from tests.personas import PASSWORD, browser_of, make_organisation, make_person
from tests.tables import publish_table

Who = frozenset[str]

ANYONE: Who = frozenset({"anonymous", "outsider", "stranger", "member", "steward", "owner", "officer", "auditor"})
SIGNED_IN: Who = ANYONE - {"anonymous"}
INSIDERS: Who = frozenset({"member", "steward", "owner", "officer", "auditor"})
STEWARDS: Who = frozenset({"steward", "owner", "officer"})
READERS: Who = frozenset({"member", "steward", "owner", "officer"})  # of what the organisation has not published
OWNERS: Who = frozenset({"owner", "officer"})
AUDITORS: Who = frozenset({"auditor", "officer"})
OFFICERS: Who = frozenset({"officer"})
NOBODY: Who = frozenset()
ASKER: Who = frozenset({"owner", "officer"})  # of the world's job


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One organisation, its people and its things, and people who are none of its."""

    people: Mapping[str, Person]  # by role
    own: Organisation
    other: Organisation
    granted: Organisation  # to which the datasets are granted
    newcomer: Person  # belongs nowhere, to be added
    token_ids: Mapping[str, str]  # by role: a token of that person
    open: Table  # published for everyone
    closed: Table  # for people who signed in
    draft: Table  # not published
    version: int
    publisher: str
    distribution_id: str  # of the open table's dataset
    job_id: str  # that the owner asked for
    load_id: str  # that the owner brought for their organisation
    feed_run_id: str
    upload_id: str
    shared_query: str
    cookies: Mapping[str, str]  # by role: the session of a browser signed in as that person
    secrets: Mapping[tuple[str, str], str]  # by role and credential: a token


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
        for credential, scopes in (("token", tuple(Scope)), ("reading token", (Scope.READ,)))
    }
    file = content.take_bytes("이름,값\n가,1\n".encode(), "새 파일.csv")
    load_request = LoadRequest(organisation=own.id)
    opened = publish_table("열린 표", *PLACES, organisation=own.id)
    draft = publish_table("초안 표", *PLACES, organisation=own.id, publish=False)
    return World(
        people=people,
        own=own,
        other=other,
        granted=_granted(opened, draft),
        newcomer=make_person("새 사람", "newcomer@door.example"),
        open=opened,
        closed=_closed(publish_table("회원 표", *PLACES, organisation=own.id)),
        draft=draft,
        version=1,
        publisher=_published_by(opened),
        distribution_id=_also_elsewhere(opened),
        load_id=ingest.start_load(
            file, ingest.upload_origin(file.name, load_request, people["owner"]), load_request, by=people["owner"]
        ),
        feed_run_id=start_feed(file, "시험 목록", by=people["owner"], organisation=own.id),
        upload_id=create_upload("새 파일.csv", 10, by=people["owner"]).id,
        job_id=jobs.start(work.add, {"a": 1, "b": 2}, by=people["owner"].id),
        shared_query=query.share_query("SELECT 1", people["owner"]).id,
        token_ids={role: issued[role, "token"].token.id for role in people},
        cookies={
            role: browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value for role, person in people.items()
        },
        secrets={key: each.secret for key, each in issued.items()},
    )


def _granted(*tables: Table) -> Organisation:
    granted = make_organisation("granted", "허가받은 기관")
    for table in tables:
        catalogue.grant_dataset(table.dataset_id, granted.id, by=SYSTEM)
    return granted


def _also_elsewhere(table: Table) -> str:
    catalogue.add_distribution(table.dataset_id, DistributionIn(url="https://data.example/a.csv"), by=SYSTEM)
    return catalogue_reads.distributions(table.dataset_id, SYSTEM)[0].id


def _published_by(table: Table) -> str:
    """The address of the publisher that the table's dataset now has."""
    about = Description(title="열린 표", publisher="시험 제공기관")
    catalogue.describe_dataset(table.dataset_id, about, by=SYSTEM)
    return counts.publishers(SYSTEM)[0].slug


def _closed(table: Table) -> Table:
    catalogue.set_access(table.dataset_id, Access.SIGNED_IN, by=SYSTEM)
    return table


@dataclass(frozen=True, slots=True)
class Door:
    method: str
    who: Who
    args: Callable[[World], Mapping[str, Any]] = lambda world: {}
    body: Callable[[World], Mapping[str, Any]] = lambda world: {}
    query: Callable[[World], str] = lambda world: ""
    headers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    is_for_writers: bool = False  # though its method is a safe one

    def asks_to_write(self, name: str) -> bool:
        unsafe = self.method not in {"GET", "HEAD", "OPTIONS"} and name not in settings.NARU_READING_POSTS
        return unsafe or self.is_for_writers


def _own(world: World) -> dict[str, str]:
    return {"slug": world.own.slug}


def _own_member(world: World) -> dict[str, str]:
    return {"slug": world.own.slug, "person_id": world.people["member"].id}


def _description(world: World) -> dict[str, str]:
    return {"name_ko": "새 이름", "name_en": "New name", "description_ko": "", "description_en": ""}


def _newcomer(world: World) -> dict[str, str]:
    return {"email": world.newcomer.email, "role": "member"}


def _new_organisation(world: World) -> dict[str, str]:
    return {
        **_description(world),
        "slug": "brand-new",
        "owner": world.newcomer.email,
        "owner_email": world.newcomer.email,
    }


def _steward_role(world: World) -> dict[str, str]:
    return {"role": "steward"}


def _job(world: World) -> dict[str, str]:
    return {"job_id": world.job_id}


PORTAL: dict[str, list[Door]] = {
    "home": [Door("GET", ANYONE)],
    "health": [Door("GET", ANYONE)],
    "language": [Door("POST", ANYONE, body=lambda world: {"language": "en"})],
    "look": [Door("POST", ANYONE, body=lambda world: {"look": "dark"})],
    "style": [Door("GET", OFFICERS)],
    "api:openapi-json": [Door("GET", ANYONE)],
    "api:api-root": [],  # answers nothing: it is only the API's base address
}

PEOPLE: dict[str, list[Door]] = {
    "people:me": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN, body=lambda world: {"name": "새 이름"})],
    "people:my_tokens": [
        Door("GET", SIGNED_IN),
        Door("POST", SIGNED_IN, body=lambda world: {"name": "t", "scopes": ["read"], "days": "30"}),
    ],
    "people:revoke_my_token": [
        Door(
            "POST", frozenset({"owner"}), args=lambda world: {"token_id": world.token_ids["owner"]}, note="the owner's"
        )
    ],
    "people:organisations": [Door("GET", ANYONE)],
    "people:found_organisation": [Door("GET", OFFICERS), Door("POST", OFFICERS, body=_new_organisation)],
    "people:organisation": [Door("GET", ANYONE, _own)],
    "people:describe_organisation": [Door("GET", STEWARDS, _own), Door("POST", STEWARDS, _own, _description)],
    "people:add_member": [Door("POST", OWNERS, _own, _newcomer)],
    "people:change_role": [Door("POST", OWNERS, _own_member, _steward_role)],
    "people:remove_member": [Door("POST", OWNERS | {"member"}, _own_member, note="a member may leave")],
    "api:me": [Door("GET", SIGNED_IN)],
    "api:my_tokens": [Door("GET", SIGNED_IN)],
    "api:my_token": [
        Door(
            "DELETE",
            frozenset({"owner"}),
            args=lambda world: {"token_id": world.token_ids["owner"]},
            note="the owner's",
        )
    ],
    "api:organisations": [Door("GET", ANYONE), Door("POST", OFFICERS, body=_new_organisation)],
    "api:organisation": [Door("GET", ANYONE, _own), Door("PUT", STEWARDS, _own, _description)],
    "api:members": [Door("GET", INSIDERS, _own), Door("POST", OWNERS, _own, _newcomer)],
    "api:member": [
        Door("PUT", OWNERS, _own_member, _steward_role),
        Door("DELETE", OWNERS | {"member"}, _own_member, note="a member may leave"),
    ],
}

TRAIL: dict[str, list[Door]] = {
    "trail:trail": [Door("GET", AUDITORS)],
    "trail:verify": [Door("POST", AUDITORS)],
    "trail:export": [Door("POST", AUDITORS)],
}

# django-allauth's own pages: open to whoever is not signed in yet, or about one's own account and nobody else's.
_ENTRANCES = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
_OWN_ACCOUNT = (
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_confirm_login_code",
    "mfa_list_webauthn",
)
# Doors that ask for the password again, or for a key, code or second factor, none of which anyone gave here.
_ASKS_AGAIN: dict[str, Callable[[World], Mapping[str, Any]]] = {
    "mfa_reauthenticate": lambda world: {},
    "mfa_reauthenticate_webauthn": lambda world: {},
    "mfa_activate_totp": lambda world: {},
    "mfa_deactivate_totp": lambda world: {},
    "mfa_generate_recovery_codes": lambda world: {},
    "mfa_view_recovery_codes": lambda world: {},
    "mfa_download_recovery_codes": lambda world: {},
    "mfa_add_webauthn": lambda world: {},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "mfa_remove_webauthn": lambda world: {"pk": 1},
}
ALLAUTH: dict[str, list[Door]] = {
    **{name: [Door("GET", ANYONE)] for name in _ENTRANCES},
    **{name: [Door("GET", SIGNED_IN)] for name in _OWN_ACCOUNT},
    **{name: [Door("GET", NOBODY, args)] for name, args in _ASKS_AGAIN.items()},
    "account_confirm_email": [Door("GET", ANYONE, lambda world: {"key": "x"})],
    "account_reset_password_from_key": [Door("GET", ANYONE, lambda world: {"uidb36": "1", "key": "x"})],
}

JOBS: dict[str, list[Door]] = {
    "jobs:jobs": [Door("GET", SIGNED_IN)],
    "jobs:job": [Door("GET", ASKER, _job)],
    "jobs:progress": [Door("GET", ASKER, _job)],
    "jobs:cancel": [Door("POST", ASKER, _job)],
    "jobs:again": [Door("POST", ASKER, _job)],
}


def _of_each_table(method: str, part: str, **more: Any) -> list[Door]:
    """A door of a table, tried on a published, a members' and a draft one; ``part`` names the table in the address."""
    return [
        Door(method, ANYONE, lambda world: {part: world.open.sql_name, **more}, note="published"),
        Door(method, SIGNED_IN, lambda world: {part: world.closed.sql_name, **more}, note="for those who signed in"),
        Door(method, READERS, lambda world: {part: world.draft.sql_name, **more}, note="draft"),
    ]


def _with_table(more: str = "") -> list[Door]:
    """The same for a page whose query names the table."""
    return [
        Door("GET", ANYONE, query=lambda world: f"?table={world.open.sql_name}{more}", note="published"),
        Door(
            "GET",
            SIGNED_IN,
            query=lambda world: f"?table={world.closed.sql_name}{more}",
            note="for those who signed in",
        ),
        Door("GET", READERS, query=lambda world: f"?table={world.draft.sql_name}{more}", note="draft"),
    ]


def _select(world: World) -> dict[str, str]:
    return {"q": "SELECT", "sql": "SELECT"}  # no sentence of SQL: who may ask is seen without a child being started


QUERY: dict[str, list[Door]] = {
    "api:list_tables": [Door("GET", ANYONE)],
    "api:get_table": _of_each_table("GET", "name"),
    "api:get_rows": _of_each_table("GET", "name"),
    "api:aggregate_rows": _of_each_table("GET", "name"),
    "api:download_table": _of_each_table("GET", "name", format="csv"),
    "api:run_sql": [Door("POST", ANYONE, body=_select)],
    "query:chart": _with_table(),
    "query:chart_embed": [
        Door("GET", ANYONE, lambda world: {"name": world.open.sql_name}, note="published"),
        Door("GET", NOBODY, lambda world: {"name": world.closed.sql_name}, note="shows only what everyone may read"),
    ],
    "query:chart_figures": _of_each_table("GET", "name"),
    "query:rows": _with_table(),
    "query:map": _with_table(),
    "query:map_places": _of_each_table("GET", "name"),
    "query:api": [Door("GET", ANYONE)],
    "query:sql": [Door("GET", ANYONE), Door("POST", ANYONE, body=_select)],
    "query:sql_words": [Door("GET", ANYONE)],
    "query:sql_tables": [Door("GET", ANYONE)],
    "query:sql_share": [Door("POST", ANYONE, body=_select)],
    "query:sql_stop": [Door("POST", NOBODY, note="a query that one does not run")],
    "query:sql_download": [Door("POST", ANYONE, body=_select)],
    "query:sql_shared": [Door("GET", ANYONE, lambda world: {"query_id": world.shared_query})],
}


def _of_each_dataset(method: str, **door: Any) -> list[Door]:
    """A door of a dataset, tried on a published, a members' and a draft one."""
    return [
        Door(method, who, partial(_dataset, which=which), note=which, **door)
        for which, who in (("open", ANYONE), ("closed", SIGNED_IN), ("draft", READERS))
    ]


def _stewarding(method: str, body: Callable[[World], Mapping[str, Any]] = lambda world: {}) -> list[Door]:
    """A door for whoever looks after a dataset, tried on a published and a draft one."""
    return [Door(method, STEWARDS, partial(_dataset, which=which), body, note=which) for which in ("open", "draft")]


def _version(method: str, body: Callable[[World], Mapping[str, Any]] = lambda world: {}) -> list[Door]:
    """A door of the version of a table whose dataset is published for everyone."""
    return [Door(method, STEWARDS, lambda world: {"dataset_id": world.open.dataset_id, "number": world.version}, body)]


def _dataset(world: World, which: str) -> dict[str, str]:
    table: Table = getattr(world, which)
    return {"dataset_id": table.dataset_id}


def _description_of_dataset(world: World) -> dict[str, Any]:
    return {"title": "새 제목", "themes": [], "keywords": "", "organisation": world.own.id}


def _described(world: World) -> dict[str, Any]:
    return {"title": "새 제목", "organisation": world.own.id}


def _grant(world: World) -> dict[str, str]:
    return {"organisation": world.other.id, "note": "시험"}


CATALOGUE: dict[str, list[Door]] = {
    "catalogue:search": [Door("GET", ANYONE)],
    "catalogue:suggest": [Door("GET", ANYONE)],
    "catalogue:publishers": [Door("GET", ANYONE)],
    "catalogue:publisher": [Door("GET", ANYONE, lambda world: {"slug": world.publisher})],
    "catalogue:name_publisher": [
        Door("POST", OFFICERS, lambda world: {"slug": world.publisher}, body=lambda world: {"name_en": "Test Office"})
    ],
    "catalogue:new": [  # a stranger stewards another organisation: theirs are the form's only choices
        Door("GET", STEWARDS | {"stranger"}),
        Door("POST", STEWARDS | {"stranger"}, body=_description_of_dataset),
    ],
    "catalogue:dataset": _of_each_dataset("GET"),
    "catalogue:history": _of_each_dataset("GET"),
    "catalogue:versions": _of_each_dataset("GET"),
    "catalogue:version": [*_version("GET"), *_version("POST", lambda world: {"reason": "시험"})],
    "catalogue:compare": _of_each_dataset("GET", query=lambda world: f"?before={world.version}&after={world.version}"),
    "catalogue:edit": [*_stewarding("GET"), *_stewarding("POST", _description_of_dataset)],
    "catalogue:manage": _stewarding("GET"),
    "catalogue:move": _stewarding("POST", lambda world: {"step": "publish"}),
    "catalogue:access": _stewarding("POST", lambda world: {"access": "signed_in"}),
    "catalogue:grant": _stewarding("POST", _grant),
    "catalogue:revoke": _stewarding("POST", lambda world: {"organisation": world.granted.id}),
    "api:search_datasets": [Door("GET", ANYONE)],
    "api:register_dataset": [Door("POST", STEWARDS, body=_described)],
    "api:suggest_words": [Door("GET", ANYONE)],
    "api:get_dataset": _of_each_dataset("GET"),
    "api:change_dataset": _stewarding("PATCH", lambda world: {"access": "open"}),
    "api:get_history": _of_each_dataset("GET"),
    "api:list_versions": _of_each_table("GET", "name"),
    "api:add_distribution": _stewarding("POST", lambda world: {"url": "https://data.example/b.csv"}),
    "api:remove_distribution": [
        Door("DELETE", STEWARDS, lambda world: {**_dataset(world, "open"), "distribution_id": world.distribution_id})
    ],
    "api:grant": _stewarding("PUT", _grant),
    "api:revoke": [
        Door("DELETE", STEWARDS, lambda world: {**_dataset(world, "open"), "organisation": world.granted.id})
    ],
}


def _load(world: World) -> dict[str, str]:
    return {"load_id": world.load_id}


def _wanted(world: World) -> dict[str, Any]:
    return {"url": "https://data.example/file.csv", "organisation": world.own.id, "decision": "publish", "table": "0"}


def _upload(world: World) -> dict[str, str]:
    return {"upload_id": world.upload_id}


def _feed(world: World) -> dict[str, Any]:
    record = b'{"id": "1", "title": "t", "organisation": "o", "description": "d"}\n'
    return {"files": SimpleUploadedFile("feed.jsonl", record), "name": "feed", "organisation": world.own.id}


TUS = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0"}

INGEST: dict[str, list[Door]] = {
    "ingest:home": [Door("GET", SIGNED_IN)],
    "ingest:start": [Door("POST", STEWARDS, body=_wanted)],
    "ingest:load": [Door("GET", STEWARDS, _load)],
    "ingest:state": [Door("GET", STEWARDS, _load)],
    "ingest:fix": [Door("POST", NOBODY, _load, _wanted, note="a load that has no table yet")],
    "ingest:decide": [Door("POST", STEWARDS, _load, _wanted)],
    "ingest:aside": [
        Door("GET", NOBODY, lambda world: {**_load(world), "number": 0}, note="a load that has no table yet")
    ],
    "ingest:original": [Door("GET", STEWARDS, _load)],
    "ingest:feeds": [Door("GET", SIGNED_IN), Door("POST", STEWARDS, body=_feed)],
    "ingest:feed_run": [Door("GET", READERS, lambda world: {"run_id": world.feed_run_id})],
    "ingest:uploads": [Door("POST", STEWARDS | {"stranger"}, headers=TUS), Door("OPTIONS", ANYONE)],
    "ingest:upload": [
        Door("HEAD", frozenset({"owner"}), _upload, headers=TUS, note="the owner's", is_for_writers=True),
        Door("PATCH", frozenset({"owner"}), _upload, headers=TUS, note="the owner's"),
        Door("DELETE", frozenset({"owner"}), _upload, headers=TUS, note="the owner's"),
        Door("OPTIONS", ANYONE, _upload),
    ],
    "api:start_loads": [Door("POST", STEWARDS, body=_wanted)],
    "api:list_loads": [Door("GET", SIGNED_IN)],
    "api:get_load": [Door("GET", STEWARDS, _load)],
    "api:decide_load": [Door("POST", STEWARDS, _load, lambda world: {"decision": "publish", "columns": {}})],
}

DOORS: dict[str, list[Door]] = {**CATALOGUE, **INGEST, **PORTAL, **JOBS, **QUERY, **PEOPLE, **TRAIL, **ALLAUTH}
