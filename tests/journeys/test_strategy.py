"""A citizen reads what was said beside what is measured and opens a figure to its rows; 민지 reports what nobody can count."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

BRING = """
from samples.strategy import bring
from samples.vouchers import bring_vouchers
bring_vouchers(as_json=True, again=False)
bring(as_json=True, again=False)
"""


def test_a_figure_opens_to_its_rows_and_what_nobody_counts_is_reported(site: Site, browser: Browser) -> None:
    site.machine.python(BRING)
    with visiting(browser, site) as citizen:
        citizen.go("/strategy/")
        page = citizen.page
        expect(page.locator("main")).to_contain_text("2,500개인 데이터셋을 2025년까지 10,000개로")
        expect(page.locator("main")).to_contain_text("시가 이름을 적을 과제")
        assert_accessible(page)
        citizen.picture("strategy")
        citizen.press("main a:has-text('선정한 바우처') >> nth=0")
        expect(page.locator("#rows tbody tr")).to_have_count(12)
        expect(page.locator(".gauge-figure.large b")).to_have_text("12")
        assert_accessible(page)
        citizen.press(".tabs a:has-text('한눈에')")
        citizen.picture("strategy-glance")
        assert not citizen.complaints
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go("/strategy/indicators/datasets/")
        expect(minji.page.locator("#r-value")).to_have_count(0)
        minji.go("/strategy/indicators/jobs/")
        minji.page.fill("#r-value", "120")
        minji.page.fill("#r-on", "2024-12-31")
        minji.page.fill("#r-evidence", "사업 결과 보고서 12쪽")
        minji.press("button:has-text('알리기')")
        expect(minji.page.locator("main")).to_contain_text("사업 결과 보고서 12쪽")
        minji.go("/strategy/")
        expect(minji.page.locator(".said-tiles")).to_contain_text("2024년 목표 200 · 60 %")
        assert not minji.complaints
    with visiting(browser, site, language="en", phone=True) as council:
        for path in ("", "money/", "changes/", "versions/", "indicators/voucher-hires/"):
            council.go(f"/strategy/{path}")
            assert not overflow(council.page), path
        expect(council.page.locator("main")).to_contain_text("Measured")
        assert not council.complaints
