"""민지 brings files with personal data in them: one is masked, one is published once 도현 has agreed, one is withdrawn."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site
from tests.journeys.test_officer import wait_until_over

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

NAMES = ["김민서", "이도윤", "박하은", "최지우", "정현우", "강수아"]
NUMBERS = ["850203-1234569", "850203-2234561", "050203-4234561"] * 2
IDENTITY = "연번,성명,주민등록번호,휴대전화\n" + "".join(
    f"{n},{NAMES[n]},{NUMBERS[n]},010-1234-567{n}\n" for n in range(6)
)
CONTACTS = "구,연락처\n" + "".join(f"중구,010-1234-567{n}\n" for n in range(6))


def test_numbers_are_masked_and_contacts_take_two(site: Site, browser: Browser, tmp_path: Path) -> None:
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        numbers_are_masked(minji, tmp_path)
        asked = contacts_are_asked_for(minji, tmp_path)
    with visiting(browser, site, phone=True) as dohyeon:
        dohyeon.sign_in("dohyeon@busan.example")
        another_agrees(dohyeon, asked)
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        what_is_published_is_withdrawn_for_a_reason(minji, asked)
        assert not minji.complaints


def bring(minji: Visitor, folder: Path, name: str, text: str) -> str:
    """The load's address."""
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    minji.go("/ingest/")
    minji.page.set_input_files("input[type=file]", file)
    minji.page.click("#bring-button")
    wait_until_over(minji.page)
    return minji.page.url


def numbers_are_masked(minji: Visitor, folder: Path) -> None:
    bring(minji, folder, "걷기 행사 신청", IDENTITY)
    main = minji.page.locator("main")
    expect(main).to_contain_text("그대로 공개할 수 없음")
    expect(main).to_contain_text("김**")
    expect(main).not_to_contain_text("김민서")
    expect(minji.page.locator("button[value=publish]")).to_have_count(0)
    assert_accessible(minji.page)
    minji.picture("load-held-identity")
    minji.press("main .actions a[href^='/datasets/']")
    expect(minji.page.locator("main")).to_contain_text("초안입니다")
    minji.picture("dataset-held")
    minji.press("main .notice a[href^='/ingest/loads/']")
    minji.page.click("button[value=mask]")
    expect(minji.page.locator("main .badge", has_text="완료")).to_be_visible(timeout=90_000)
    minji.press("main .actions a[href^='/datasets/']")
    expect(minji.page.locator("main")).to_contain_text("850***-*******")


def contacts_are_asked_for(minji: Visitor, folder: Path) -> str:
    address = bring(minji, folder, "주민 대표 연락망", CONTACTS)
    minji.page.click("summary:has-text('그대로 공개해야 한다면')")
    minji.page.fill("textarea[name=reason]", "구민이 대표에게 바로 연락하게 합니다.")
    minji.page.select_option("select[name=basis]", "consent")
    minji.page.fill("input[name=basis_text]", "대표 위촉 동의서 2조")
    assert_accessible(minji.page)
    minji.picture("load-held-asking")
    minji.press("button[value=publish]")
    expect(minji.page.locator("main")).to_contain_text("다른 담당관이 확인해야")
    expect(minji.page.locator("button[value=approve]")).to_have_count(0)
    return address


def another_agrees(dohyeon: Visitor, address: str) -> None:
    dohyeon.go("/ingest/")
    expect(dohyeon.page.locator("main")).to_contain_text("확인을 기다리는 공개 요청 1건")
    dohyeon.picture("ingest-to-agree-phone")
    dohyeon.page.goto(address)
    expect(dohyeon.page.locator("main")).to_contain_text("대표 위촉 동의서 2조")
    assert overflow(dohyeon.page) <= 0
    assert_accessible(dohyeon.page)
    dohyeon.picture("load-agree-phone")
    dohyeon.page.click("button[value=approve]")
    expect(dohyeon.page.locator("main .badge", has_text="완료")).to_be_visible(timeout=90_000)


def what_is_published_is_withdrawn_for_a_reason(minji: Visitor, address: str) -> None:
    minji.page.goto(address)
    minji.press("main .actions a[href^='/datasets/']")
    manage = minji.page.url.split("?")[0] + "manage/"
    minji.page.goto(manage)
    minji.page.fill("input[name=publisher]", "부산광역시")
    minji.page.select_option("select[name=licence]", "kogl-1")
    minji.picture("manage-publish")
    minji.press("button[name=step][value=publish]")
    expect(minji.page.locator("main .badge", has_text="공개됨").first).to_be_visible()
    minji.page.fill("input[name=reason]", "위촉이 끝난 대표가 섞여 있습니다.")
    minji.picture("manage-withdraw")
    minji.press("button[name=step][value=withdraw]")
    expect(minji.page.locator("main .badge", has_text="철회됨").first).to_be_visible()
    assert_accessible(minji.page)
