"""민지 brings a clip of a market, follows its run, looks at who passed, reviews what the rules found, draws a zone and opens the figures."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from samples.scenes.camera_file import CAMERAS
from samples.scenes.sites import scene
from samples.scenes.write import write_scene
from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

RUN_MS = 180_000  # decoding, masking and counting on a busy machine


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A park in which a tent is pitched, rendered: nobody was filmed."""
    return write_scene(scene("simin", seconds=30.0), tmp_path_factory.mktemp("scene"))


def test_a_clip_becomes_figures_that_anyone_sees_and_events_that_only_the_city_does(
    site: Site, browser: Browser, clip: Path
) -> None:
    site.machine.run("footage", "set-up", str(CAMERAS / "simin.yaml"))
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        bring(minji, clip)
        look(minji)
        review(minji)
        draw(minji)
        minji.go("/footage/sites/simin/")
        minji.press("main button:has-text('모두에게 열기')")
        assert not minji.complaints
    with visiting(browser, site, language="en", phone=True) as someone:
        assert someone.go("/footage/") == 200
        someone.picture("footage-phone")
        someone.press("main h3 a:has-text('Citizens Park')")
        expect(someone.page.locator("main")).to_contain_text("People passed")
        assert someone.page.locator("main a:has-text('Draw zones')").count() == 0
        assert overflow(someone.page) <= 0
        assert_accessible(someone.page)
        someone.picture("footage-site-phone")
        someone.go("/footage/events/")
        assert "/accounts/login/" in someone.page.url


def bring(minji: Visitor, clip: Path) -> None:
    minji.go("/footage/cameras/simin-1/clips/")
    minji.page.set_input_files("#clips", str(clip))
    minji.press("main button:has-text('분석 시작')")
    expect(minji.page.locator("main .actions a:has-text('결과 보기')")).to_be_visible(timeout=RUN_MS)
    minji.picture("footage-run")
    minji.press("main .actions a:has-text('결과 보기')")


def look(minji: Visitor) -> None:
    expect(minji.page.locator("h1")).to_have_text("시민공원")
    expect(minji.page.locator(".at-a-glance")).to_contain_text("지나간 사람")
    assert minji.page.locator(".scene-picture image").count() >= 2
    assert_accessible(minji.page)
    minji.picture("footage-site")
    minji.go("/footage/sites/simin/report/")
    expect(minji.page.locator("button:has-text('인쇄')")).to_be_visible()
    minji.picture("footage-report")


def review(minji: Visitor) -> None:
    """By keyboard: down to the first event, then A for right."""
    minji.go("/footage/events/")
    first = minji.page.locator("[data-events] > li").first
    expect(first.locator("img").first).to_be_visible()
    minji.picture("footage-events")
    assert_accessible(minji.page)
    minji.page.keyboard.press("j")
    expect(first).to_be_focused()
    minji.page.keyboard.press("a")
    expect(first.locator(".badge")).to_have_text("맞음")


def draw(minji: Visitor) -> None:
    """A triangle on the empty scene becomes a zone of the camera's next version."""
    minji.go("/footage/cameras/simin-1/")
    minji.page.click("naru-zones button:has-text('+ 금지구역')")
    board = minji.page.locator("naru-zones svg")
    for x, y in ((40, 30), (140, 30), (90, 90)):
        board.click(position={"x": x, "y": y})
    minji.page.keyboard.press("Enter")
    expect(minji.page.locator("naru-zones li button[aria-pressed=true]")).to_contain_text("금지구역")
    minji.picture("footage-set-up")
    minji.press("main form button:has-text('저장')")
    expect(minji.page.locator("main")).to_contain_text("2번째 판")
