"""서연 the analyst: finds a table, looks at it as rows, chart and map, asks it in SQL, and takes the answer away."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

# Pictures and axe come last in a test: both leave empty style attributes, which later swaps would copy and the policy refuse.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

PLACES = [
    ("자갈치시장", 35.0966, 129.0306),
    ("사상터미널", 35.1646, 128.9794),
    ("연산교차로", 35.1860, 129.0815),
    ("동래역", 35.2056, 129.0786),
]
NAUGHTY = [
    "<script>document.title='뚫림'</script>",
    '"><img src=x onerror="document.title=\'뚫림\'">',
    "</script><svg onload=alert(1)>",
    "{{7*7}}",
    "'; drop table x; --",
]


def write_visits(path: Path) -> None:
    """Two years of monthly visits to four trade areas, as a city keeps them."""
    with path.open("w", encoding="cp949", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["기준월", "상권", "방문객(명)", "위도", "경도"])
        for month in range(24):
            for place, (name, latitude, longitude) in enumerate(PLACES):
                figures = f"{30_000 - 4_000 * place + 500 * (month % 12):,}"
                sheet.writerow([f"{2020 + month // 12}.{month % 12 + 1:02d}", name, figures, latitude, longitude])


def write_naughty(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["가게<b>", "점수\"><script>document.title='뚫림'</script>", "위도", "경도"])
        for number, name in enumerate(NAUGHTY):
            sheet.writerow([name, number + 1, 35.1 + number / 100, 129.0 + number / 100])


@pytest.fixture(scope="module")
def harbour(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, str, str]:
    """A site with a table of visits and one of naughty strings; their names in SQL."""
    folder = tmp_path_factory.mktemp("harbour")
    write_visits(folder / "상권 방문객.csv")
    write_naughty(folder / "나쁜 글자.csv")
    visits, naughty = site.machine.json("ingest", folder / "상권 방문객.csv", folder / "나쁜 글자.csv")
    return site, str(visits["table"]), str(naughty["table"])


@pytest.fixture
def seoyeon(browser: Browser, harbour: tuple[Site, str, str]) -> Iterator[Visitor]:
    with visiting(browser, harbour[0]) as visitor:
        visitor.sign_in("seoyeon@suyeong.example")
        yield visitor


def write_query(page: Page, text: str) -> None:
    """As if pasted: inserting several lines by the keyboard makes Chromium try styled spans, which the policy refuses."""
    page.locator("naru-sql .cm-content").click()
    page.evaluate("text => { document.querySelector('naru-sql').text = text }", text)


def test_rows_are_filtered_and_sorted_without_leaving_the_page(
    seoyeon: Visitor, harbour: tuple[Site, str, str]
) -> None:
    page = seoyeon.page
    assert seoyeon.go(f"/rows/?table={quote(harbour[1])}") == 200
    expect(page.locator(".rows-count")).to_contain_text("96")
    page.select_option("select[name=column]", label="상권")
    page.fill("input[name=value]", "동래역")
    page.keyboard.press("Enter")
    expect(page.locator(".rows-count")).to_contain_text("24")
    page.locator(".sorter", has_text="방문객").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    expect(page).to_have_url(re.compile("where="))
    assert_accessible(page)
    seoyeon.picture("analyst-rows")
    assert not seoyeon.complaints, seoyeon.complaints


def test_a_chart_is_changed_shared_by_its_address_and_saved(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page = seoyeon.page
    seoyeon.go(f"/charts/?table={quote(harbour[1])}")
    expect(page.locator("h1")).to_have_text("기준월·상권별 방문객 합계 (명)")
    expect(page.locator("naru-chart canvas")).to_have_count(1)
    page.locator(".kind", has_text="막대").click()
    expect(page.locator("h1")).to_have_text("상권별 방문객 합계 (명)")
    page.select_option("#chart-agg", label="평균")
    expect(page.locator("h1")).to_have_text("상권별 방문객 평균 (명)")
    expect(page).to_have_url(re.compile("agg=mean"))
    page.locator(".chart-table summary").click()
    expect(page.locator(".chart-table tbody th").first).to_have_text("자갈치시장")
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with page.expect_download() as saved:
            page.click(f"button[data-save={kind}]")
        assert Path(saved.value.path()).read_bytes().startswith(start)
        assert saved.value.suggested_filename == f"상권별 방문객 평균 (명).{kind}"
    page.reload()
    expect(page.locator("h1")).to_have_text("상권별 방문객 평균 (명)")
    assert not seoyeon.complaints, seoyeon.complaints
    assert_accessible(page)
    seoyeon.picture("analyst-chart")


def test_a_map_tells_its_places_by_keyboard(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page = seoyeon.page
    seoyeon.go(f"/maps/?table={quote(harbour[1])}")
    expect(page.locator("[data-status]")).to_contain_text("96")
    page.locator(".map-list button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-card")).to_contain_text("자갈치시장")
    assert_accessible(page)
    seoyeon.picture("analyst-map")
    assert not seoyeon.complaints, seoyeon.complaints


def test_sql_is_completed_run_charted_shared_and_taken_away(
    seoyeon: Visitor, harbour: tuple[Site, str, str], browser: Browser
) -> None:
    page, (site, table, _) = seoyeon.page, harbour
    seoyeon.go("/sql/")
    page.locator("naru-sql .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"select * from {table[:3]}", delay=20)
    expect(page.locator("naru-sql .cm-tooltip-autocomplete li").first).to_contain_text(table)
    page.wait_for_timeout(200)  # the list takes no key in its first moments
    page.keyboard.press("Tab")
    expect(page.locator("naru-sql .cm-content")).to_contain_text(f"select * from {table}")

    write_query(page, f"select 상권, sum(위도) as 방문객\nfrom {table}\ngroup by 상권\norder by 2 desc")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer tbody tr")).to_have_count(4)
    expect(page.locator(".answer tbody tr").first).to_contain_text("동래역")
    expect(page.locator("naru-sql-run")).to_be_hidden()

    with page.expect_download() as saved:
        page.click("button[name=format][value=csv]")
    assert Path(saved.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")

    page.click("button[name=view][value=chart]")
    expect(page.locator(".answer naru-chart canvas")).to_have_count(1)
    page.locator(".answer .kind", has_text="분포").click()
    expect(page.locator(".answer h3").first).to_have_text("방문객의 분포")

    page.click(".sql-share")
    address = page.locator("#share-code").inner_text()
    with visiting(browser, site) as passer_by:
        passer_by.go(address.removeprefix(site.address))
        expect(passer_by.page.locator(".answer tbody tr")).to_have_count(4)
        assert not passer_by.complaints
    assert not seoyeon.complaints, seoyeon.complaints
    assert_accessible(page)
    seoyeon.picture("analyst-sql")
    seoyeon.go("/sql/")
    expect(page.locator(".history li").first).to_contain_text("select 상권")


def test_a_mistake_is_underlined_where_it_is(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page = seoyeon.page
    seoyeon.go("/sql/")
    write_query(page, f"select 상권, 방문\nfrom {harbour[1]}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]")).to_contain_text("방문")
    expect(page.locator("naru-sql .cm-wrong")).to_have_text("방문")
    assert_accessible(page)


def test_a_slow_query_is_stopped(seoyeon: Visitor) -> None:
    page = seoyeon.page
    seoyeon.go("/sql/")
    write_query(page, "select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator("naru-sql-run")).to_be_visible()
    page.wait_for_timeout(500)
    page.click("button[data-stop]")
    expect(page.locator("[role=alert]")).to_contain_text("멈추었습니다")


def test_a_question_of_the_api_is_tried_from_its_page(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page, (_, table, _) = seoyeon.page, harbour
    seoyeon.go("/api/")
    asked = page.locator("#getRows")
    asked.locator(".try summary").click()
    asked.locator("input[name=name]").fill(table)
    asked.locator("input[name=limit]").fill("2")
    asked.locator(".try button").click()
    expect(asked.locator(".try-said")).to_contain_text("200")
    answer = json.loads(asked.locator(".try-answer").inner_text())
    assert len(answer["rows"]) == 2
    asked.locator("input[name=name]").fill("<img src=x onerror=alert(1)>")
    asked.locator(".try button").click()
    expect(asked.locator(".try-said")).to_contain_text("404")
    assert_accessible(page)
    assert not [said for said in seoyeon.complaints if "status of 404" not in said]


def test_naughty_strings_never_run(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page, table = seoyeon.page, harbour[2]
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    for path in ("rows/?table={}", "charts/?table={}&kind=bar", "charts/?table={}&kind=histogram", "maps/?table={}"):
        seoyeon.go("/" + path.format(quote(table)))
    page.locator(".map-list button").nth(1).click()
    expect(page.locator(".map-card")).to_contain_text("onerror")
    seoyeon.go(f"/sql/?table={quote(table)}")
    page.click(".sql-bar button[type=submit]")
    expect(page.locator(".answer tbody tr")).to_have_count(len(NAUGHTY))
    page.click("button[name=view][value=chart]")
    expect(page.locator(".answer naru-chart canvas")).to_have_count(1)
    assert "뚫림" not in page.title()
    assert not asked
    assert not [said for said in seoyeon.complaints if "Content Security Policy" in said or "뚫림" in said]


def test_everything_fits_a_phone_in_english(browser: Browser, harbour: tuple[Site, str, str]) -> None:
    site, table, _ = harbour
    with visiting(browser, site, language="en", phone=True) as phone:
        for path in (
            f"rows/?table={quote(table)}",
            f"charts/?table={quote(table)}",
            f"maps/?table={quote(table)}",
            f"sql/?table={quote(table)}",
            "api/",
        ):
            assert phone.go(f"/{path}") == 200
            assert overflow(phone.page) <= 0, path
            assert_accessible(phone.page)
            phone.picture(f"analyst-{path.split('/')[0]}-phone")
        assert not phone.complaints


def test_without_script_everything_is_a_link_or_a_form(browser: Browser, harbour: tuple[Site, str, str]) -> None:
    site, table, _ = harbour
    context = browser.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{site.address}/sql/?table={quote(table)}")
    page.click(".sql-bar button[type=submit]")
    expect(page.locator(".answer tbody tr")).to_have_count(96)
    page.goto(f"{site.address}/charts/?table={quote(table)}&kind=bar")
    page.locator(".chart-table summary").click()
    expect(page.locator(".chart-table tbody tr")).to_have_count(4)
    context.close()


def test_code_of_an_answer_asks_the_same(seoyeon: Visitor, harbour: tuple[Site, str, str]) -> None:
    page, (site, table, _) = seoyeon.page, harbour
    seoyeon.go(f"/sql/?q={quote(f'select count(*) as n from {table}')}")
    page.click(".sql-bar button[type=submit]")
    page.locator(".answer-code summary").click()
    code = page.locator("#answer-code-python").inner_text().split("table = ")[0].replace("import pandas as pd", "")
    done = site.machine.python(f"{code}\nprint(found['rows'])")
    assert json.loads(done.stdout.strip().splitlines()[-1]) == [[96]]


def test_suggestions_are_walked_by_arrows_and_put_away_by_escape(seoyeon: Visitor) -> None:
    page = seoyeon.page
    seoyeon.go("/")
    page.keyboard.press("/")
    page.keyboard.type("상권")
    expect(page.locator(".suggestions a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".suggestions a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions a")).to_have_count(0)
    expect(page.locator("#home-q")).to_be_focused()


def test_an_address_is_copied_without_a_clipboard_of_the_browsers_own(seoyeon: Visitor) -> None:
    page = seoyeon.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script("document.addEventListener('copy', () => (window.taken = String(getSelection())))")
    seoyeon.go("/api/")
    page.locator("button[data-copy]").first.click()
    expect(page.locator("button[data-copy]").first).to_have_attribute("data-done", "true")
    assert page.evaluate("window.taken").startswith("curl")
