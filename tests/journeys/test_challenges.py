"""민지 sets a challenge up, a team drops a file and sees score, rank and worst rows at once, and at the end the truth opens."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

PREPARE = """
from tests import challenges
print(challenges.source().sql_name)
"""
ANSWER = """
import base64
from naru.base.kit.person import SYSTEM
from naru.systems.challenges import reads
from tests import challenges
(found,) = [each for each in reads.challenges(SYSTEM) if each.title.ko == "다음 달 방문자"]
print(base64.b64encode(challenges.answer(found, 30.0, noise=10)).decode())
"""


def test_a_challenge_from_the_table_to_the_opened_truth(site: Site, browser: Browser, tmp_path: Path) -> None:
    table = site.machine.python(PREPARE).stdout.splitlines()[-1]
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go(f"/challenges/new/?table={table}")
        page = minji.page
        page.fill("#title", "다음 달 방문자")
        page.select_option("#target", "방문자")
        page.select_option("#metric", "rmse")
        page.fill("#test_share", "50")
        page.fill("#opens", "2026-01-01T09:00")
        page.fill("#closes", "2099-01-01T09:00")
        assert_accessible(page)
        minji.press("button:has-text('나누고 검사하기')")
        expect(page.locator("main")).to_contain_text("가장 단순한 모형")
        minji.press("button:has-text('시작하기')")
        place = page.url
    with visiting(browser, site) as outsider:
        outsider.sign_in("outsider@elsewhere.example")
        outsider.page.goto(place)
        outsider.page.fill("#name", "갈매기 연구실")
        outsider.press("button:has-text('팀 만들기')")
        answer = tmp_path / "답.csv"
        answer.write_bytes(_decoded(site))
        outsider.page.set_input_files("#file", answer)
        outsider.press("button:has-text('제출')")
        expect(outsider.page.locator("main")).to_contain_text("가장 많이 틀린 연습 행")
        expect(outsider.page.locator("main")).to_contain_text("1팀 중 1위")
        assert_accessible(outsider.page)
        outsider.picture("challenge-score")
        outsider.page.goto(place)
        expect(outsider.page.locator("#board")).to_contain_text("갈매기 연구실")
        outsider.picture("challenge-board")
    with visiting(browser, site, language="en", phone=True) as visitor:
        visitor.page.goto(place)
        assert overflow(visitor.page) <= 0
        assert_accessible(visitor.page)
        visitor.picture("challenge-phone")
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.page.goto(f"{place}office/")
        minji.press("button:has-text('제출 마감')")
        minji.press("button:has-text('정답 열고 결과 공개')")
        expect(minji.page.locator("#final")).to_be_visible()
        minji.picture("challenge-final")


def _decoded(site: Site) -> bytes:
    return base64.b64decode(site.machine.python(ANSWER).stdout.splitlines()[-1])
