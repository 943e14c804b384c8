"""민지 registers a portal, sees what was understood, follows its run, edits what came, and decides what may go."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site
from tests.portals import SEARCH, FakeCkan, Portal, package, portal

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

RUN_MS = 60_000


@pytest.fixture
def ckan(site: Site) -> Iterator[tuple[Portal, FakeCkan]]:
    with portal(site.inner_port) as opened:
        fake = FakeCkan([package(number) for number in range(40)])
        opened.routes[SEARCH] = fake
        yield opened, fake


def test_a_portal_comes_in_is_kept_in_step_and_nothing_goes_without_a_person(
    site: Site, browser: Browser, ckan: tuple[Portal, FakeCkan]
) -> None:
    opened, fake = ckan
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        register(minji, opened.address)
        edit(minji)
        fake.packages[3] = package(3, title="새 이름", notes="고친 설명")
        fake.packages = fake.packages[:20]
        run_again(minji)
        decide(minji)
        assert not minji.complaints
    with visiting(browser, site, language="en", phone=True) as someone:
        someone.sign_in("auditor@busan.example")
        assert someone.go("/harvest/") == 200
        assert overflow(someone.page) <= 0
        assert_accessible(someone.page)
        someone.picture("harvest-phone")
        someone.press("main h2 a:has-text('부산 포털')")
        assert overflow(someone.page) <= 0
        assert_accessible(someone.page)
        someone.picture("harvest-source-phone")
    with visiting(browser, site) as outsider:
        outsider.go("/harvest/new/")
        assert "/accounts/login/" in outsider.page.url


def register(minji: Visitor, address: str) -> None:
    minji.go("/harvest/new/")
    minji.page.fill("input[name=address]", address)
    minji.press("button[value=try]")
    expect(minji.page.locator("main")).to_contain_text("공영주차장 현황 1")
    assert_accessible(minji.page)
    minji.picture("harvest-try")
    minji.page.fill("input[name=name]", "부산 포털")
    minji.press("button[value=save]")
    expect(minji.page.locator("main .kicker .badge.good")).to_be_visible(timeout=RUN_MS)
    minji.picture("harvest-run")


def edit(minji: Visitor) -> None:
    """What she writes is hers; the record's page says so."""
    minji.press("main a:has-text('출처 보기')")
    minji.press("main table a:has-text('공영주차장 현황 3') >> nth=0")
    record = minji.page.url
    minji.press("main a:has-text('데이터셋 보기')")
    expect(minji.page.locator("#origin")).to_contain_text("부산 포털")
    minji.press("main a[href$='/edit/']")
    minji.page.fill("input[name=title]", "내가 고친 제목")
    with minji.page.expect_navigation(wait_until="networkidle"):
        minji.page.press("input[name=title]", "Enter")
    minji.page.goto(record)
    expect(minji.page.locator("main table")).to_contain_text("사람")
    minji.picture("harvest-record")


def run_again(minji: Visitor) -> None:
    minji.go("/harvest/")
    minji.press("main h2 a:has-text('부산 포털')")
    minji.press("main button:has-text('지금 받기')")
    expect(minji.page.locator("main h2:has-text('내려도 되나요')")).to_be_visible(timeout=RUN_MS)
    minji.picture("harvest-asks")


def decide(minji: Visitor) -> None:
    minji.press("button[name=may_go][value=no]")
    minji.press("main a:has-text('출처 보기')")
    expect(minji.page.locator(".timeline > li")).to_have_count(2)
    assert_accessible(minji.page)
    minji.picture("harvest-source")
    minji.go("/harvest/")
    minji.picture("harvest")
