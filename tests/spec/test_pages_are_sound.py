"""Every page of the site, opened in a real browser: nothing on the console, nothing refused by the content policy, nothing
serious for axe, nothing wider than a phone, nothing that people wrote taken for markup. The pages come from ``tests.spec.doors``, so a
new one is opened without being asked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Response
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.commands import Machine
from tests.journeys.browser import Visitor, accessibility_faults, overflow, visiting
from tests.journeys.site import Site, opened
from tests.spec import naughty
from tests.spec.doors import DOORS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GROUPS = 3  # of a run: each has a site of its own, and takes every third page

TAKEN_FOR_MARKUP = """() => ['[data-naughty]', '[href^="javascript:" i]', '[src^="javascript:" i]']
    .flatMap(each => [...document.querySelectorAll(each)]).map(each => 'became markup: ' + each.outerHTML.slice(0, 200))"""
TYPED = "input:not([type]), input[type=text], input[type=search], input[type=url], textarea"
FILL = """(form, [typed, naughty]) => {
    for (const field of form.querySelectorAll(typed)) field.value = naughty
    form.noValidate = true
    window.left = true
    form.requestSubmit()
}"""
LEFT_ALONE = {"account_logout"}  # what is typed there ends the session
OPENS_ONCE = {"mydata:authorize"}  # and then leads to the offer, which is looked at
LOOKERS = ("anonymous", "outsider", "owner", "officer", "auditor")
NAMES = sorted(
    name
    for name, doors in DOORS.items()
    if name not in OPENS_ONCE and not name.startswith("api:") and any(door.method == "GET" for door in doors)
)
PAGES = [
    pytest.param(name, marks=pytest.mark.xdist_group(f"pages {number % GROUPS}")) for number, name in enumerate(NAMES)
]

MAKE = "from tests.spec import naughty; naughty.make()"


@dataclass(frozen=True, slots=True)
class Place:
    site: Site
    pages: dict[str, list[tuple[str, frozenset[str]]]]  # by name: addresses and who may see them
    cookies: dict[str, str]
    written: list[str]  # what people write, all of it naughty there


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with opened(Machine(tmp_path_factory.mktemp("sound") / "home"), "sqlite") as site:
        made = json.loads(site.machine.python(MAKE).stdout.splitlines()[-1])
        site.machine.run("index", "rebuild")
        pages: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name, path, who in made["pages"]:
            pages.setdefault(name, []).append((path, frozenset(who)))
        yield Place(site, pages, made["cookies"], made["written"])


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
    """Both open it before either is waited for: a page at rest has been silent for half a second."""
    path, who = place.pages[name][0]
    lookers = [looker for looker in LOOKERS if looker in who] or ["officer"]
    looks = ((lookers[0], "ko", windows.desktop), (lookers[-1], "en", windows.phone))
    for looker, language, visitor in looks:
        come_as(visitor, place.cookies.get(looker), language)
    answers = [(looker, visitor, opening(visitor, path)) for looker, _, visitor in looks]
    faults = [
        f"{looker} at {path}: {fault}"
        for looker, visitor, answer in answers
        for fault in faults_of(visitor, answer, phone=visitor is windows.phone)
    ]
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


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    is_page: bool


def opening(visitor: Visitor, path: str) -> Answer:
    """What the address answers; a page is opened in the window, without waiting for what it does next."""
    # as a browser does where the server has just closed an idle connection: asked again on a new one
    seen: Any = visitor.page.context.request.get(visitor.site.address + path, max_retries=1)
    answer = Answer(seen.status, "<html" in seen.text()[:500] and seen.headers["content-type"].startswith("text/html"))
    if answer.is_page:
        visitor.page.goto(visitor.site.address + path)
    return answer


def faults_of(visitor: Visitor, answer: Answer, *, phone: bool) -> list[str]:
    """What is wrong with the page; nothing where the address answers with something else than a page."""
    if not answer.is_page:
        return [] if answer.status < 500 else [f"answers {answer.status}"]
    visitor.page.wait_for_load_state("networkidle")
    expected = answer.status >= 400  # the browser notes a refusal's status on the console
    said = [text for text in visitor.complaints if not (expected and "status of" in text)]
    wide = overflow(visitor.page)
    return [
        *said,
        *taken_for_markup(visitor),
        *accessibility_faults(visitor.page),
        *([f"{wide} px too wide"] if phone and wide > 0 else []),
    ]


def taken_for_markup(visitor: Visitor) -> list[str]:
    """A script of it would have been stopped by the policy, and have been said on the console."""
    found: list[str] = visitor.page.evaluate(TAKEN_FOR_MARKUP)
    return found


@pytest.mark.xdist_group("pages 0")
def test_what_people_write_is_naughty_on_these_pages(place: Place, windows: Windows) -> None:
    assert {"Dataset.title_en", "User.name", "Organisation.name_ko", "Upload.file_name"} <= set(place.written)
    come_as(windows.desktop, place.cookies["officer"], "ko")
    for name in ("catalogue:dataset", "people:organisation", "trail:trail"):
        windows.desktop.go(place.pages[name][0][0])
        assert "data-naughty" in windows.desktop.page.inner_text("main"), name


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=pytest.mark.xdist_group(f"pages {part}")) for part in range(GROUPS)]
)
def test_what_is_typed_into_a_form_is_not_taken_for_markup(part: int, place: Place, windows: Windows) -> None:
    """Every form that takes text, once, filled in by an officer: its answer shows it as text or not at all."""
    visitor, faults, tried = windows.desktop, [], set()
    come_as(visitor, place.cookies["officer"], "ko")
    names = [name for name in NAMES[part::GROUPS] if name not in LEFT_ALONE]
    officers = [place.pages[name][0][0] for name in names if "officer" in place.pages[name][0][1]]
    for path in filter(partial(is_page, visitor), officers):
        visitor.page.goto(visitor.site.address + path, wait_until="domcontentloaded")
        for number in range(visitor.page.locator("form").count()):
            form = visitor.page.locator("form").nth(number)
            if not form.locator(TYPED).count() or (key := form.get_attribute("action") or path) in tried:
                continue
            tried.add(key)
            submit(visitor, form)
            said = [text for text in visitor.complaints if "status of 4" not in text]
            faults += [f"{key} on {path}: {fault}" for fault in [*said, *taken_for_markup(visitor)]]
            visitor.complaints.clear()
            visitor.page.goto(visitor.site.address + path, wait_until="domcontentloaded")
    assert not faults, "\n".join(faults)
    assert len(tried) > 3


def is_page(visitor: Visitor, path: str) -> bool:
    """Whether the address answers with a page, and not with a file."""
    answer = visitor.page.context.request.get(visitor.site.address + path, max_retries=1)
    return answer.headers["content-type"].startswith("text/html")


def submit(visitor: Visitor, form: Locator) -> None:
    """Filled in and sent, and waited for wherever that leads: another page, a part of this one, or what its script says."""
    try:
        with visitor.page.expect_response(is_answer, timeout=5_000) as answer:
            form.evaluate(FILL, [TYPED, naughty.NAUGHTY])
    except PlaywrightTimeout:
        return
    if answer.value.request.is_navigation_request():
        visitor.page.wait_for_function("!window.left")
    visitor.page.wait_for_load_state("networkidle")


def is_answer(response: Response) -> bool:
    return response.request.is_navigation_request() or "hx-request" in response.request.headers
