"""Chromium as a visitor uses it: signing in, looking, and being told by axe and the console what is wrong with a page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.site import PASSWORD, Site

CHECKOUT = Path(__file__).resolve().parents[2]
SCREENS = CHECKOUT / "var" / "screens"
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SERIOUS = {"serious", "critical"}
PATIENCE_MS = 15_000  # a page is waited for as long as a busy machine may take

expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("NARU_CHROMIUM", "/usr/bin/chromium")
    assert Path(program).exists(), "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass(slots=True)
class Visitor:
    """One person's browser window on a site."""

    site: Site
    page: Page
    complaints: list[str] = field(default_factory=list)  # what the console said: errors, refused content

    def go(self, path: str) -> int:
        """Open a path and wait until it is quiet; the status."""
        response = self.page.goto(self.site.address + path)
        self.page.wait_for_load_state("networkidle")
        return response.status if response else 0

    def press(self, selector: str) -> None:
        """Press what leads to another page and wait until that one is quiet: a bare click comes back while the old one is still there."""
        with self.page.expect_navigation(wait_until="networkidle"):
            self.page.click(selector)

    def sign_in(self, email: str) -> None:
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.press("main form button[type=submit]")
        assert self.page.locator("a[href='/me/']").count(), (
            f"{email} could not sign in:\n{self.page.inner_text('main')}"
        )

    def picture(self, name: str) -> None:
        """Keep what is seen now, for the manual and for people who check how pages look."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


_windows: list[BrowserContext] = []  # kept for the next visitor, with the fonts and scripts they have read already


@contextmanager
def visiting(browser: Browser, site: Site, *, language: str = "ko", phone: bool = False) -> Iterator[Visitor]:
    """A visitor nobody knows: what the one before left in the window (cookies, storage, pages) is gone, but not its cache."""
    window = _window(browser)
    window.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
    page = window.new_page()
    page.set_viewport_size(PHONE if phone else DESKTOP)  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(site, page)
    page.on("console", lambda said: visitor.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    try:
        yield visitor
    finally:
        _forget(window, site)
        _windows.append(window)


def _window(browser: Browser) -> BrowserContext:
    """One that is free, else a new one: a new one costs two seconds of CPU before its first page is there."""
    for window in _windows:
        if window.browser is browser:
            _windows.remove(window)
            return window
    window = browser.new_context(viewport=DESKTOP, accept_downloads=True, locale="ko-KR")  # type: ignore[arg-type]
    window.grant_permissions(["clipboard-read", "clipboard-write"])
    return window


def _forget(window: BrowserContext, site: Site) -> None:
    kept = "cookies,local_storage,indexeddb,websql,service_workers,cache_storage"
    for page in window.pages:
        told = window.new_cdp_session(page)
        told.send("Storage.clearDataForOrigin", {"origin": site.address, "storageTypes": kept})
        page.close()
    window.clear_cookies()


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds serious or critical, one line each."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((seen) => seen.violations)"
    )
    return [
        f"{fault['id']}: {fault['help']}: {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]


def assert_accessible(page: Page) -> None:
    faults = accessibility_faults(page)
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window: sideways scrolling on a phone."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
