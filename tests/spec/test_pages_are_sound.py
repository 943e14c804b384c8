"""Every page of the site, opened in a real browser: nothing on the console, nothing refused by the content policy, nothing
serious for axe, nothing wider than a phone. The pages come from ``doors.py``, so a new one is opened without being asked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.commands import Machine
from tests.journeys.browser import Visitor, accessibility_faults, overflow, visiting
from tests.journeys.site import Site, opened
from tests.spec.doors import DOORS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("pages")]

LOOKERS = ("anonymous", "outsider", "owner", "officer", "auditor")
PAGES = sorted(
    name for name, doors in DOORS.items() if not name.startswith("api:") and any(door.method == "GET" for door in doors)
)

MAKE = """
import json
from django.urls import reverse
from tests.spec.doors import DOORS, make_world
world = make_world()
pages = [
    (name, reverse(name, kwargs=dict(door.args(world))) + door.query(world), sorted(door.who))
    for name, doors in DOORS.items() for door in doors if door.method == "GET" and not name.startswith("api:")
]
print(json.dumps({"pages": pages, "cookies": dict(world.cookies)}))
"""


@dataclass(frozen=True, slots=True)
class Place:
    site: Site
    pages: dict[str, list[tuple[str, frozenset[str]]]]  # by name: addresses and who may see them
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with opened(Machine(tmp_path_factory.mktemp("sound") / "home"), "sqlite") as site:
        made = json.loads(site.machine.python(MAKE).stdout.splitlines()[-1])
        site.machine.run("index", "rebuild")
        pages: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name, path, who in made["pages"]:
            pages.setdefault(name, []).append((path, frozenset(who)))
        yield Place(site, pages, made["cookies"])


@dataclass(frozen=True, slots=True)
class Windows:
    """Two that stay open from page to page; whoever looks next is signed in there."""

    desktop: Visitor  # in Korean
    phone: Visitor  # in English


@pytest.fixture(scope="module")
def windows(place: Place, browser: Browser) -> Iterator[Windows]:
    with visiting(browser, place.site) as desktop, visiting(browser, place.site, language="en", phone=True) as phone:
        yield Windows(desktop, phone)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(name: str, place: Place, windows: Windows) -> None:
    faults = []
    for path, who in place.pages[name][:1]:
        lookers = [looker for looker in LOOKERS if looker in who] or ["officer"]
        for looker, language, visitor in ((lookers[0], "ko", windows.desktop), (lookers[-1], "en", windows.phone)):
            come_as(visitor, place.cookies.get(looker), language)
            faults += [f"{looker} at {path}: {fault}" for fault in faults_of(visitor, path, visitor is windows.phone)]
    assert not faults, "\n".join(faults)


def come_as(visitor: Visitor, cookie: str | None, language: str) -> None:
    """Someone else sits down before the window: nothing is open in it, and they say who they are and what they speak."""
    visitor.page.goto("about:blank")
    visitor.page.context.clear_cookies()
    visitor.complaints.clear()
    spoken = {"name": "django_language", "value": language, "url": visitor.site.address}
    visitor.page.context.add_cookies([spoken])  # type: ignore[list-item]
    if cookie:
        visitor.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.site.address}])


def faults_of(visitor: Visitor, path: str, phone: bool) -> list[str]:
    """What is wrong with a page; nothing where the address answers with something else than a page."""
    seen: Any = visitor.page.context.request.get(visitor.site.address + path)
    if "<html" not in seen.text()[:500] or not seen.headers["content-type"].startswith("text/html"):
        return [] if seen.status < 500 else [f"answers {seen.status}"]
    visitor.go(path)
    expected = seen.status >= 400  # the browser notes a refusal's status on the console
    said = [text for text in visitor.complaints if not (expected and "status of" in text)]
    wide = overflow(visitor.page)
    return [*said, *accessibility_faults(visitor.page), *([f"{wide} px too wide"] if phone and wide > 0 else [])]
