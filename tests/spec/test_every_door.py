"""Every address × role × session or token, generated from the table of addresses: who passes is exactly who may."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from naru.base.kit.installed import costly_lanes
from naru.data.catalogue import reads
from naru.portal.serving.head import Head
from naru.portal.serving.lanes import Lane, lane_of
from tests.personas import any_browser
from tests.spec.doors import ANYONE, DOORS, Door, World, make_world
from tests.spec.doors.world import CREDENTIALS

pytestmark = pytest.mark.django_db  # also what makes pytest-django prepare a database of its own for the world

TURNED_AWAY = {401, 403, 404}
PAGES_WITHOUT_OUR_METHODS = (
    "account_",
    "mfa_",
    "usersessions_",
    "api:",
)  # allauth decides its own; the API's are in its schema


def addresses(patterns: list[Any] | None = None, before: str = "", within: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site: its name with its namespaces, and its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = ":".join(filter(None, (within, pattern.namespace)))
            yield from addresses(pattern.url_patterns, route, inside)
        elif isinstance(pattern, URLPattern):
            yield ":".join(filter(None, (within, pattern.name))), route


ROUTES = dict(addresses())
NAMES = sorted(ROUTES)
COSTLY = {lane: [re.compile(pattern) for pattern in patterns] for lane, patterns in costly_lanes().items()}
STREAMING = {Lane.DOWNLOADS, Lane.QUESTIONS}
CASES = [(name, door) for name in NAMES for door in DOORS.get(name, [])]


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(DOORS) == NAMES


def test_every_operation_of_the_api_has_a_row() -> None:
    from naru.portal.api import api

    declared = {(ROUTES[name], door.method) for name, doors in DOORS.items() for door in doors}
    for path, operations in api.get_openapi_schema(path_prefix="")["paths"].items():
        route = "api/v1" + path.replace("{", "<").replace("}", ">")
        for method in operations:
            assert (route, method.upper()) in declared, f"{method.upper()} {path} has no row"


@pytest.fixture(scope="module")
def world_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, world_home: Path) -> Iterator[World]:
    """Made once: whatever a knock changes is rolled back."""
    at_home = override_settings(NARU_HOME=world_home, NARU_LAKE=str(world_home / "lake"))
    with django_db_blocker.unblock(), transaction.atomic():
        with at_home:
            made = make_world()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def at_home(home: Path, world_home: Path, settings: Any) -> None:
    """The files of the world stay where they were made, whatever home a test would have."""
    settings.NARU_HOME, settings.NARU_LAKE = world_home, str(world_home / "lake")
    reads.lake.cache_clear()
    reads.engine.cache_clear()


@pytest.mark.parametrize(
    ("name", "door"), CASES, ids=[f"{door.method} {name} {door.note}".strip() for name, door in CASES]
)
def test_who_passes_is_exactly_who_may_and_the_others_are_told_no_more_than_is_theirs_to_know(
    name: str, door: Door, world: World, django_db_blocker: Any
) -> None:
    wrong = []
    with django_db_blocker.unblock():
        for role in sorted(ANYONE):
            for credential in ("session",) if role == "anonymous" else ("session", *CREDENTIALS):
                answer = answer_of(*knock(name, door, world, role, credential))
                wanted = wanted_of(name, door, role, credential)
                if answer != wanted:
                    wrong.append(f"{role} with {credential}: {answer}, not {wanted}")
    assert not wrong, f"{door.method} {name}: " + "; ".join(wrong)


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(PAGES_WITHOUT_OUR_METHODS)])
def test_a_page_answers_no_method_that_is_not_in_its_rows(name: str, world: World, django_db_blocker: Any) -> None:
    doors = DOORS.get(name) or [Door("GET", ANYONE)]
    undeclared = {"GET", "POST", "PUT", "PATCH", "DELETE"} - {door.method for door in doors}
    with django_db_blocker.unblock():
        for method in sorted(undeclared):
            status, _ = knock(name, Door(method, doors[0].who, doors[0].args), world, "officer", "session")
            assert status in {405, *TURNED_AWAY}, f"{method} {name} answers {status}"


PASSES, SIGN_IN, FORBIDDEN, NOT_FOUND = "passes", "is asked to sign in", "is forbidden", "finds nothing"


def answer_of(status: int, where: str) -> str:
    if where.startswith("/accounts/login/"):
        return SIGN_IN
    if where.startswith("/accounts/reauthenticate/"):  # "say it again": allauth's own
        return FORBIDDEN
    return {401: SIGN_IN, 403: FORBIDDEN, 404: NOT_FOUND}.get(status, PASSES if status < 500 else f"breaks ({status})")


def wanted_of(name: str, door: Door, role: str, credential: str) -> str:
    if credential != "session" and not in_the_api(name):
        return FORBIDDEN
    if credential != "session" and door.needs(name) not in CREDENTIALS[credential]:
        return FORBIDDEN
    if door.own_key:
        return door.own_key
    if role in door.hidden_from:
        return NOT_FOUND
    if role in door.who:
        return PASSES
    return SIGN_IN if role == "anonymous" and not door.is_gone else FORBIDDEN


def in_the_api(name: str) -> bool:
    return ROUTES[name].startswith("api/")


def knock(name: str, door: Door, world: World, role: str, credential: str) -> tuple[int, str]:
    """The answer's status and where it leads; whatever it changed is undone. A file that streams waits where it holds up no page."""
    in_api = in_the_api(name)
    sent: dict[str, Any] = {}
    if door.method in {"POST", "PUT", "PATCH"}:
        sent["data"] = dict(door.body(world))
        if in_api or door.method != "POST":
            sent["content_type"] = "application/json"
    with transaction.atomic():
        client = client_of(world, role, credential)
        address = reverse(name, kwargs=dict(door.args(world))) + door.query(world)
        response = getattr(client, door.method.lower())(address, headers=dict(door.headers), **sent)
        if response.streaming:
            b"".join(response.streaming_content)
            is_picture = response.headers["Content-Type"].startswith("image/")
            assert is_picture or lane_at(address) in STREAMING, f"{address} streams in the lane of {lane_at(address)}"
        transaction.set_rollback(True)
    return response.status_code, response.headers.get("Location", "")


def lane_at(address: str) -> Lane:
    """Where a request of someone known waits."""
    path = address.partition("?")[0]
    return lane_of(Head(method="", path=path, bytes=0, body_bytes=0, forwarded_for=(), has_session=True), COSTLY)


def client_of(world: World, role: str, credential: str) -> Client:
    if credential != "session":
        secret = world.secrets[role, credential]
        return any_browser(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
    client = any_browser(raise_request_exception=False)
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[role]
    return client


WRONG = ("가 '\"<\\0", "-1", "9" * 40, "nan", "x" * 3000, "2026-13-45")
ASKED = re.compile(r"""GET\.(?:get|getlist)\(["'](\w+)["']""")


def parameters_of(address: str) -> list[str]:
    """What the page's module reads of an address."""
    module = inspect.getmodule(inspect.unwrap(resolve(address).func))
    return sorted(set(ASKED.findall(inspect.getsource(module)))) if module is not None else []


@pytest.mark.parametrize("role", ["anonymous", "officer", "auditor"])
def test_no_page_breaks_on_a_parameter_of_the_wrong_kind(role: str, world: World, django_db_blocker: Any) -> None:
    """Every page's own parameters with what is no number, no date, no name and no end, one by one and all together."""
    broken = []
    with django_db_blocker.unblock():
        for name in NAMES:
            if name.startswith(PAGES_WITHOUT_OUR_METHODS):
                continue
            for door in (door for door in DOORS.get(name, ()) if door.method == "GET"):
                mine = parameters_of(reverse(name, kwargs=dict(door.args(world))))
                asked = [dict.fromkeys(mine, wrong) for wrong in WRONG] + [{each: WRONG[0]} for each in mine]
                for wrong in asked if mine else ():
                    status = asked_wrongly(name, door, world, role, wrong)
                    if status >= 500:
                        broken.append(f"{name} {sorted(wrong)}={next(iter(wrong.values()))[:20]!r}: {status}")
    assert not broken, broken


def asked_wrongly(name: str, door: Door, world: World, role: str, wrong: dict[str, str]) -> int:
    """The status of the page with these of its parameters, the door's own kept beside them."""
    kept = {key: value for key, value in parse_qsl(door.query(world).removeprefix("?")) if key not in wrong}
    status, _ = knock(name, replace(door, query=lambda _: "?" + urlencode({**kept, **wrong})), world, role, "session")
    return status
