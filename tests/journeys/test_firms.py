"""A problem becomes a measured result that anyone asks again; a firm's application is judged blind; a group's result becomes a dataset."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

PREPARE = """
import json
from datetime import timedelta
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.people import actions as people, reads
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.states import Access
from naru.systems.firms import missed_searches
from naru.systems.firms.actions import directory
from tests import firms
from tests.tables import publish_table
seller = reads.organisation_by_slug("haeundae-data")
directory.describe_firm(seller.id, what="주차장의 빈자리를 이어 안내합니다.", needs="주차장 실시간 빈자리", people=7, by=SYSTEM)
table = publish_table("주차장 목록")
closed = publish_table("빈자리 기록", organisation=seller.id)
catalogue.set_access(closed.dataset_id, Access.GRANTED, by=SYSTEM)
people.create_user(email="judge@elsewhere.example", name="심사", by=SYSTEM, password="나루터에서-만나요-2026")
call = firms.call(FrozenClock(SYSTEM_CLOCK.now()), SYSTEM)
for _ in range(3):
    missed_searches.note("킥보드 반납 자리", clock=FrozenClock(SYSTEM_CLOCK.now() - timedelta(days=1)))
missed_searches.count_past_days()
print(json.dumps({"call": call.id, "table": table.sql_name, "closed": closed.sql_name, "dataset": str(closed.dataset_id)}))
"""
MORE = """
from tests.tables import PARKING_COLUMNS, PARKING_ROWS, add_version
from naru.data.catalogue import reads
from naru.base.kit.person import SYSTEM
table = next(each for each in reads.tables_readable(SYSTEM) if each.name == "주차장 목록")
add_version(table, PARKING_COLUMNS, {name: [*values, values[0]] for name, values in PARKING_ROWS.items()})
"""
PLAN = "지표를 만들어 공개 데이터와 견주어 확인하고 결과를 모두에게 보인다."


def test_a_problem_is_solved_a_firm_supported_and_a_result_published(site: Site, browser: Browser) -> None:
    said = json.loads(site.machine.python(PREPARE).stdout.splitlines()[-1])
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        raise_a_gap_and_propose(junho)
        apply(junho, said["call"])
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        begin(minji, said["table"])
        send_to_review(minji, said["call"])
    site.machine.python(MORE)
    with visiting(browser, site, language="en", phone=True) as judge:
        judge.sign_in("judge@elsewhere.example")
        review(judge, said["call"])
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        measure_and_adopt(minji)
        minji.go(f"/support/{said['call']}/office/")
        minji.press("button:has-text('결과 알리기')")
        minji.picture("firms-office")
    with visiting(browser, site) as citizen:
        anyone_asks_again(citizen)
    with visiting(browser, site) as seoyeon:
        seoyeon.sign_in("seoyeon@suyeong.example")
        place = ask_for_data(seoyeon, said["dataset"])
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        junho.go("/research/asks/")
        junho.page.check("input[name=may_publish]")
        junho.press("button:has-text('승인') >> nth=0")
        expect(junho.page.locator("button:has-text('사용 끝내기')")).to_have_count(1)
    with visiting(browser, site) as seoyeon:
        seoyeon.sign_in("seoyeon@suyeong.example")
        keep_a_result(seoyeon, place, said["closed"])
    with visiting(browser, site, language="en", phone=True) as council:
        for path in ("/firms/", "/firms/growth/", "/firms/ecosystem/", "/firms/missing/", "/problems/", "/support/"):
            council.go(path)
            assert overflow(council.page) <= 0, path
        assert not council.complaints


def raise_a_gap_and_propose(junho: Visitor) -> None:
    junho.go("/firms/missing/")
    expect(junho.page.locator("main")).not_to_contain_text("킥보드 반납 자리")
    junho.press("li:has-text('주차장 실시간 빈자리') a:has-text('문제로 올리기')")
    junho.press("main button:has-text('올리기')")
    junho.press("button:has-text('공감하기')")
    junho.page.fill("#n-title", "빈자리 안내")
    junho.page.fill("#n-text", "이어서 보입니다.")
    junho.press("button:has-text('제안 내기')")
    expect(junho.page.locator("main")).to_contain_text("빈자리 안내")
    assert_accessible(junho.page)


def begin(minji: Visitor, table: str) -> None:
    minji.go("/firms/missing/")
    expect(minji.page.locator("main")).to_contain_text("킥보드 반납 자리")
    minji.picture("firms-missing")
    minji.go("/problems/")
    minji.press("main a:has-text('주차장 실시간 빈자리')")
    minji.page.click("summary:has-text('이 제안을 실증하기')")
    minji.page.fill("[name=measures]", "안내하는 주차장 수")
    minji.page.fill("[name=sql]", f'select count(*) from "{table}"')
    minji.page.select_option("[name=better]", "higher")
    minji.page.fill("[name=ends]", "2099-12-31")
    minji.press("button:has-text('앞의 값을 재고 시작')")
    expect(minji.page.locator(".before-after")).to_contain_text("4")


def measure_and_adopt(minji: Visitor) -> None:
    minji.go("/problems/")
    minji.press("main a:has-text('주차장 실시간 빈자리')")
    minji.press("main a:has-text('안내하는 주차장 수')")
    minji.press("button:has-text('지금 값을 재기')")
    expect(minji.page.locator("main")).to_contain_text("나아졌습니다")
    minji.page.fill("#o-reason", "한 곳이 늘었음")
    minji.press("button:has-text('결정하기')")
    expect(minji.page.locator("main")).to_contain_text("한 곳이 늘었음")
    minji.picture("firms-pilot")
    assert not minji.complaints


def anyone_asks_again(citizen: Visitor) -> None:
    citizen.go("/problems/?state=adopted")
    citizen.press("main a:has-text('주차장 실시간 빈자리')")
    citizen.press("main a:has-text('안내하는 주차장 수')")
    citizen.press("a:has-text('그때의 버전에') >> nth=0")
    expect(citizen.page.locator("[role=status]")).to_contain_text("적힌 값과 같습니다")
    assert_accessible(citizen.page)
    assert not citizen.complaints


def apply(junho: Visitor, call: str) -> None:
    junho.go(f"/support/{call}/")
    junho.press("button:has-text('신청서 쓰기')")
    for name, text in (("title", "상권 지표"), ("amount", "11"), ("contact", "051")):
        junho.page.fill(f"#f-{name}", text)
    junho.press("button:has-text('저장하고 다음')")
    expect(junho.page.locator("[role=alert]")).to_contain_text("10")
    junho.page.fill("#f-amount", "8")
    junho.press("button:has-text('저장하고 다음')")
    for name, text in (("why", PLAN), ("how", PLAN), ("measure", "맞힌 비율"), ("team", "두 명")):
        junho.page.fill(f"#f-{name}", text)
    junho.picture("firms-application")
    junho.press("button:has-text('저장하고 다음')")
    junho.press("button:has-text('신청서 내기')")
    expect(junho.page.locator("main")).to_contain_text("접수")


def send_to_review(minji: Visitor, call: str) -> None:
    minji.go(f"/support/{call}/office/")
    minji.press("button:has-text('심사로 넘기기')")
    minji.page.fill("#candidates", "judge@elsewhere.example")
    minji.press("button:has-text('1명 뽑기')")


def review(judge: Visitor, call: str) -> None:
    judge.go(f"/support/{call}/review/")
    judge.press("button:has-text('Confirm')")
    assert "Haeundae" not in judge.page.content()
    judge.press("main a:has-text('상권 지표')")
    judge.page.fill("#p-need", "40")
    judge.page.fill("#p-plan", "41")
    assert "Haeundae" not in judge.page.content()
    assert overflow(judge.page) <= 0
    assert_accessible(judge.page)
    judge.press("button:has-text('Save and go on')")
    judge.press("button:has-text('Sign all')")
    assert not judge.complaints


def ask_for_data(seoyeon: Visitor, dataset: str) -> str:
    seoyeon.go("/research/")
    seoyeon.page.fill("#w-title", "주차 연구")
    seoyeon.page.fill("#w-purpose", "빈자리가 언제 나는지 봅니다.")
    seoyeon.page.fill("#w-ends", "2099-12-31")
    seoyeon.page.select_option("#w-organisation", "")
    seoyeon.press("main form button:has-text('열기')")
    seoyeon.page.fill("#d-dataset", f"/datasets/{dataset}/")
    seoyeon.page.fill("#d-why", "빈자리가 나는 때를 세려고")
    seoyeon.press("button:has-text('요청')")
    expect(seoyeon.page.locator("main")).to_contain_text("승인을 기다림")
    return seoyeon.page.url


def keep_a_result(seoyeon: Visitor, place: str, table: str) -> None:
    seoyeon.page.goto(place)
    seoyeon.page.fill("#q-title", "구별 자리")
    seoyeon.page.fill("#q-sql", f'select "구", count(*) as "곳" from "{table}" group by 1 order by 1')
    seoyeon.picture("firms-workspace")
    seoyeon.press("button:has-text('묻고 결과 남기기')")
    expect(seoyeon.page.locator("main tbody tr")).to_have_count(3)
    seoyeon.press("a:has-text('같은 버전에 다시 묻기')")
    expect(seoyeon.page.locator("[role=status]")).to_contain_text("같은 답이 나왔습니다")
    assert_accessible(seoyeon.page)
    seoyeon.picture("firms-result")
    assert not seoyeon.complaints
