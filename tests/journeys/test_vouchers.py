"""준호's firm applies by the guided form, is judged by someone who does not know whose it is, and reads why it was awarded."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site
from tests.vouchers import PLAN

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

OPEN = """
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from samples.vouchers import bring_vouchers
from tests import vouchers
bring_vouchers(as_json=True, again=False)
print(vouchers.programme(FrozenClock(SYSTEM_CLOCK.now())).id)
"""


def test_a_firm_applies_is_judged_blind_and_reads_its_result(site: Site, browser: Browser, tmp_path: Path) -> None:
    place = f"/vouchers/programmes/{site.machine.python(OPEN).stdout.splitlines()[-1]}/"
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        apply(junho, place, tmp_path)
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go(f"{place}office/")
        minji.press("button:has-text('낸 신청의 자격 확인')")
        minji.page.fill("#candidates", "outsider@elsewhere.example")
        minji.press("button:has-text('1명 뽑기')")
    with visiting(browser, site, language="en", phone=True) as reviewer:
        reviewer.sign_in("outsider@elsewhere.example")
        judge(reviewer, place)
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go(f"{place}office/")
        minji.press("button:has-text('결과 알리기')")
        minji.picture("voucher-office")
        the_sample_programme_is_shown(minji)
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        junho.press("a:has-text('알림')")
        junho.press("a:has-text('결과가 나왔습니다')")
        expect(junho.page.locator("main")).to_contain_text("4,000,001원을 지원합니다")
        junho.press("main a.button")
        expect(junho.page.locator("main")).to_contain_text("선정되었습니다")
        junho.picture("voucher-result")
        assert not junho.complaints


def apply(junho: Visitor, place: str, folder: Path) -> None:
    junho.go(place)
    junho.press("button:has-text('신청서 쓰기')")
    page = junho.page
    page.select_option("#f-kind", "purchase")
    for name, text in (("title", "상권 예측"), ("contact", "051-700-1000"), ("place", "부산 해운대구 센텀중앙로 79")):
        page.fill(f"#f-{name}", text)
    junho.press("button:has-text('저장하고 다음')")
    page.fill("#f-why", PLAN)
    page.fill("#f-how", PLAN)
    junho.press("button:has-text('저장하고 다음')")
    page.fill("#f-won", "7,000,000")
    junho.press("button:has-text('저장하고 다음')")
    expect(page.locator("[role=alert]")).to_contain_text("6,000,000")
    page.fill("#f-won", "4,000,001")
    junho.picture("voucher-form")
    junho.press("button:has-text('저장하고 다음')")
    paper = folder / "계획서.pdf"
    paper.write_bytes(b"%PDF-1.7 plan")
    page.set_input_files("#f-paper", paper)
    junho.press("button:has-text('저장하고 다음')")
    assert_accessible(page)
    junho.press("button:has-text('신청서 내기')")
    expect(page.locator("main")).to_contain_text("바우처 신청서")


def judge(reviewer: Visitor, place: str) -> None:
    reviewer.go(f"{place}review/")
    reviewer.press("button:has-text('Confirm')")
    assert "Haeundae" not in reviewer.page.content()
    reviewer.press("main a:has-text('상권 예측')")
    reviewer.page.fill("#p-need", "40")
    reviewer.page.fill("#p-plan", "41")
    reviewer.picture("voucher-sheet-phone")
    assert overflow(reviewer.page) <= 0
    assert_accessible(reviewer.page)
    reviewer.press("button:has-text('Save and go on')")
    reviewer.press("button:has-text('Sign all')")
    expect(reviewer.page.locator("main")).to_contain_text("81 / 100")


def the_sample_programme_is_shown(minji: Visitor) -> None:
    minji.go("/vouchers/")
    minji.press("main a:has-text('2026 부산 데이터 바우처')")
    assert_accessible(minji.page)
    minji.picture("voucher-programme")
    minji.press("main a:has-text('감사')")
    expect(minji.page.locator("main")).to_contain_text("한 기기에서")
    minji.picture("voucher-audit")
    assert_accessible(minji.page)
    minji.press("main table a")
    minji.picture("voucher-award")
    assert_accessible(minji.page)
