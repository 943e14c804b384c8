"""민지 brings the city's plan and puts it in force; what it promised is measured, reported, opened to its rows and read by anyone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site
from tests.strategy import indicator, line, plan, task, words

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

PUBLISH = """
from tests.tables import publish_table
for name in ("주차장", "공원"):
    publish_table(name)
"""
DATASETS = indicator(
    "datasets",
    fact="catalogue.published",
    title={"ko": "공개한 데이터셋", "en": "Datasets published"},
    baseline={"value": 0, "on": "2021-08-05"},
    targets=[{"year": 2035, "value": 10000}],
)
JOBS = indicator("jobs", title={"ko": "만든 일자리", "en": "Jobs made"}, targets=[{"year": 2024, "value": 200}])
PROJECT = {"code": "p", "title": words("플랫폼"), "lines": [line("l", allotted_krw=1_000_000)]}
PLAN = plan(task("1-1", indicators=[DATASETS, JOBS], projects=[PROJECT]), glance=["datasets", "jobs"])


def test_a_plan_is_brought_measured_and_read(site: Site, browser: Browser, tmp_path: Path) -> None:
    site.machine.python(PUBLISH)
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        bring(minji, tmp_path / "plan.json")
        the_figure_opens_to_its_rows(minji)
        report(minji)
        assert not minji.complaints
        print_it(minji)
    with visiting(browser, site, language="en", phone=True) as citizen:
        for place in ("", "glance/", "money/", "changes/", "versions/", "tasks/1-1/", "indicators/datasets/"):
            citizen.go(f"/strategy/{place}")
            assert overflow(citizen.page) <= 0, place
            assert_accessible(citizen.page)
        expect(citizen.page.locator("main form[method=post]")).to_have_count(0)
        citizen.go("/strategy/")
        citizen.picture("strategy-phone")
        expect(citizen.page.locator(".said-measured")).to_contain_text("Datasets published")
        assert not citizen.complaints


def bring(minji: Visitor, file: Path) -> None:
    minji.go("/strategy/versions/")
    file.write_text(json.dumps({name: said for name, said in PLAN.items() if name != "source"}), encoding="utf-8")
    minji.page.set_input_files("#v-file", file)
    minji.page.fill("#v-reason", "발표대로")
    minji.press("button:has-text('올리고 살펴보기')")
    expect(minji.page.locator("main")).to_contain_text("계획 문서의 이 자리를 고쳐 주세요: plan.source")
    minji.complaints.clear()  # the console tells of a refused upload's status
    minji.go("/strategy/versions/")
    file.write_text(json.dumps(PLAN), encoding="utf-8")
    minji.page.set_input_files("#v-file", file)
    minji.page.fill("#v-reason", "발표대로")
    minji.press("button:has-text('올리고 살펴보기')")
    minji.press("button:has-text('이 판을 시행하기')")
    minji.press("button:has-text('지금 재기')")
    expect(minji.page.locator(".said-hero")).to_contain_text("지표 2개 가운데 1개를 나루에 든 자료에서 세었고")
    assert_accessible(minji.page)
    minji.picture("strategy-plan")


def the_figure_opens_to_its_rows(minji: Visitor) -> None:
    minji.press(".said-measured a:has-text('공개한 데이터셋')")
    shown = minji.page.inner_text("#rows > p")
    value, rows = (int(each.replace(",", "")) for each in re.findall(r"[\d,]+", shown)[:2])
    listed = minji.page.locator("#rows tbody tr")
    assert value == rows == listed.count() >= 2
    assert_accessible(minji.page)
    minji.picture("strategy-indicator")
    minji.page.fill("#on", "2020-01-01")
    minji.press("#rows form button")
    expect(minji.page.locator("#rows > p").first).to_contain_text("행 0개")
    assert minji.page.locator("form[action*='reports/datasets']").count() == 0, "what is counted cannot be typed over"


def report(minji: Visitor) -> None:
    minji.go("/strategy/indicators/jobs/")
    minji.page.fill("#r-value", "120")
    minji.page.fill("#r-on", "2024-06-30")
    minji.page.fill("#r-evidence", "사업 결과 보고서 12쪽")
    minji.press("button:has-text('알리기')")
    row = minji.page.locator("tr:has-text('사업 결과 보고서 12쪽')")
    expect(row).to_contain_text("민지")
    minji.page.fill("tr:has-text('보고서') input[name=reason]", "두 번 셈")
    minji.press("button:has-text('거두기')")
    expect(row).to_contain_text("거둠: 두 번 셈")


def print_it(minji: Visitor) -> None:
    minji.go("/strategy/glance/")
    assert_accessible(minji.page)
    minji.picture("strategy-glance")
    with minji.page.expect_response(lambda answer: "pdf" in answer.headers.get("content-type", "")):
        minji.page.click("button:has-text('지금 수치로 내기')")
    minji.go("/strategy/glance/")
    paper = minji.page.get_attribute("a:has-text('한 장 보고서')", "href")
    assert minji.page.request.get(f"{minji.site.address}{paper}").body().startswith(b"%PDF-")
