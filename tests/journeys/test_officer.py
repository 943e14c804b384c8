"""민지, an officer of the city, brings a dirty file: looks at the report, corrects it, publishes, and anyone finds it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

# Two title rows, a header with a unit, thousands, Korean money, a syllable that EUC-KR lacks, and a row that does not fit.
DIRTY = """2026년 나루터 노점 현황,,,,
(단위: 천원),,,,
노점명,좌석 (개),하루 매상,개업일,전화번호
뷁이네 어묵,"1,395","2,500천원",2005.01.03,051-200-1854
쨰보선장 회,24,"3,100천원",2019.11.30,051-201-5577
슈퍼 씨앗호떡,8,"1,200천원",2021.08.12,051-202-5542
자갈치 곰장어,36,"4,050천원",2016.04.01,051-203-6104
깡통시장 비빔당면,열둘,"900천원",2011.05.07,051-204-1122
영도 물떡,15,"760천원",2020.02.29,051-205-7788
송도 밀면,40,"2,220천원",1999.12.31,051-206-9900
""" + "".join(
    f'노점 {n}호,{n % 17 + 4},"{n * 37 + 800:,}천원",2022.{n % 12 + 1:02}.15,051-300-{4000 + n}\n' for n in range(60)
)


def test_a_dirty_file_becomes_a_dataset_that_anyone_finds(site: Site, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "나루터_노점.csv"
    file.write_bytes(DIRTY.encode("cp949"))
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        bring(minji, file)
        report_tells_what_was_found(minji)
        correct(minji)
        dataset = publish(minji)
        renew(minji, dataset, file)
        assert not minji.complaints
    with visiting(browser, site, phone=True) as someone:
        someone.go("/search/?q=나루터 노점")
        someone.picture("search-phone")
        someone.press("main a:has-text('나루터')")
        expect(someone.page.locator("main")).to_contain_text("뷁이네 어묵")
        assert overflow(someone.page) <= 0
        assert_accessible(someone.page)
        someone.picture("dataset-phone")


def test_a_dropped_file_waits_for_its_title(site: Site, browser: Browser) -> None:
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go("/ingest/")
        minji.page.click("#bring-button")
        expect(minji.page.locator("#chosen")).to_contain_text("먼저 파일을 고르거나")
        dropped = minji.page.evaluate_handle(
            "() => { const held = new DataTransfer(); held.items.add(new File(['a,b\\n1,2\\n'], '떨군 파일.csv')); return held }"
        )
        minji.page.dispatch_event("#dropzone", "drop", {"dataTransfer": dropped})
        expect(minji.page.locator("#chosen li")).to_contain_text("떨군 파일.csv")
        expect(minji.page.locator("#bring-button")).to_be_focused()
        minji.page.fill("#title", "이름 붙인 자료")
        minji.page.click("#bring-button")
        wait_until_over(minji.page)
        minji.page.click("main .actions a[href^='/datasets/']")
        expect(minji.page.locator("h1")).to_have_text("이름 붙인 자료")


def test_a_dropped_feed_is_taken_in(site: Site, browser: Browser) -> None:
    """Alone, though two were dropped: a feed has one name."""
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go("/ingest/feeds/")
        minji.page.click("#bring-button")
        expect(minji.page.locator("#chosen")).to_contain_text("먼저 파일을 골라")
        dropped = minji.page.evaluate_handle(
            """() => {
                const held = new DataTransfer()
                const record = '{"id": "1", "title": "떨군 기록", "organisation": "부산광역시", "description": ""}\\n'
                for (const name of ["떨군 목록.jsonl", "둘째.jsonl"]) held.items.add(new File([record], name))
                return held
            }"""
        )
        minji.page.dispatch_event("#dropzone", "drop", {"dataTransfer": dropped})
        expect(minji.page.locator("#chosen li")).to_have_count(1)
        minji.press("#bring-button")
        expect(minji.page.locator("h1")).to_have_text("떨군-목록")
        expect(minji.page.locator("main .figures dd").first).to_have_text("1", timeout=90_000)


def bring(minji: Visitor, file: Path) -> None:
    minji.go("/ingest/")
    assert_accessible(minji.page)
    minji.page.set_input_files("input[type=file]", file)
    minji.picture("ingest-chosen")
    minji.page.click("#bring-button")
    wait_until_over(minji.page)


def wait_until_over(page: Page) -> None:
    page.wait_for_url("**/ingest/loads/**", timeout=60_000)
    expect(page.locator("main .actions a[href^='/datasets/']")).to_be_visible(timeout=90_000)


def report_tells_what_was_found(minji: Visitor) -> None:
    told = minji.page.locator("main")
    expect(told).to_contain_text("CP949")
    expect(minji.page.locator("input[name=name-1]")).to_have_value("좌석 (개)")
    expect(minji.page.locator("select[name=type-1]")).to_have_value("text")
    expect(minji.page.locator("select[name=type-3]")).to_have_value("date")
    expect(minji.page.locator("input[name=unit-2]")).to_have_value("원")
    assert_accessible(minji.page)
    minji.picture("load-report")


def correct(minji: Visitor) -> None:
    """She says that the seats are numbers, and what identifies a row; the one row that says "열둘" is kept aside."""
    before = minji.page.url
    minji.page.select_option("select[name=type-1]", "integer")
    minji.page.check("input[name=key] >> nth=0")
    minji.page.click("form[action$='/fix/'] .form-actions button")
    minji.page.wait_for_url(lambda url: "/ingest/loads/" in url and url != before)
    wait_until_over(minji.page)
    expect(minji.page.locator("main .reasons", has_text="좌석 (개)")).to_contain_text(": 1")
    expect(minji.page.locator("main")).to_contain_text("깡통시장 비빔당면,열둘")
    minji.picture("load-corrected")


def publish(minji: Visitor) -> str:
    """Where the published dataset is."""
    minji.press("main .actions a[href^='/datasets/']")
    address = minji.page.url.split("?")[0]
    minji.picture("dataset-draft")
    minji.page.goto(address + "manage/")
    minji.press("button[name=step][value=submit]")
    minji.page.fill("input[name=publisher]", "부산광역시")
    minji.page.select_option("select[name=licence]", "kogl-1")
    minji.picture("dataset-publish")
    minji.press("button[name=step][value=publish]")
    minji.page.goto(address)
    expect(minji.page.locator("main")).to_contain_text("뷁이네 어묵")
    minji.page.wait_for_load_state("networkidle")
    assert_accessible(minji.page)
    minji.picture("dataset")
    return address


def renew(minji: Visitor, dataset: str, file: Path) -> None:
    """Next month's file of the same stalls becomes the dataset's next version, and shows what changed."""
    file.write_bytes(DIRTY.replace("영도 물떡,15", "영도 물떡,18").encode("cp949"))
    minji.page.goto(dataset)
    minji.press("main .page-head a[href^='/ingest/?dataset=']")
    minji.page.set_input_files("input[type=file]", file)
    minji.page.click("#bring-button")
    wait_until_over(minji.page)
    minji.page.goto(dataset + "compare/")
    expect(minji.page.locator("main .changed-row")).to_contain_text("영도 물떡")
    expect(minji.page.locator("main .changed-row ins")).to_have_text("18")
    assert_accessible(minji.page)
    minji.picture("dataset-compared")
