"""준호's firm pays for labels: someone is engaged, learns on gold, takes a batch, labels it by keyboard, is checked and paid."""

import ast
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

PREPARE = """
from samples.work import bring_work
from tests import paid_work
paid_work.enter_rates()
bring_work(as_json=True, again=False)
"""
PAY = """
from datetime import timedelta
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.systems.work.actions import paying
print(paying.pay_due(clock=FrozenClock(SYSTEM_CLOCK.now() + timedelta(days=8))))
"""
BOXES = """
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.people import reads as people
from tests import paid_work as work
work.enter_rates()
junho, worker = (people.person_by_email(each) for each in ("junho@haeundae.example", "outsider@elsewhere.example"))
clock = FrozenClock(SYSTEM_CLOCK.now())
job = work.box_job(next(iter(junho.roles)), junho, clock)
print(work.take_boxes(job, worker, junho, clock).id)
"""
DRAWN = """
from naru.systems.work.models import Answer
print(Answer.objects.order_by("saved").last().value["boxes"])
"""
TEXTS = ("길이 패였어요", "밤에 시끄러워요", "길에 물이 고여요", "공사 소리가 커요", "길이 미끄러워요", "음악이 커요")
KNOWN = "".join(
    f"k{n},{text},{'road' if '길' in text else 'noise'},{'yes' if n < 5 else ''}\n" for n, text in enumerate(TEXTS)
)
FRESH = "".join(f"t{n},{'길이 좁아요' if n % 2 else '소리가 커요'} {n},,\n" for n in range(6))


def test_a_job_from_its_making_to_the_money(site: Site, browser: Browser, tmp_path: Path) -> None:
    site.machine.python(PREPARE)
    with visiting(browser, site) as junho, visiting(browser, site) as minji:
        junho.sign_in("junho@haeundae.example")
        minji.sign_in("minji@busan.example")
        place = make_job(junho, tmp_path)
        minji.go(f"{place}office/")
        minji.page.fill("#deposit", "1,000,000")
        minji.press("button:has-text('확인')")
        junho.go(f"{place}office/")
        junho.press("button:has-text('열기')")
        with visiting(browser, site) as worker:
            worker.sign_in("outsider@elsewhere.example")
            worker.go(place)
            worker.picture("work-job")
            assert_accessible(worker.page)
            worker.press("button:has-text('참여 신청')")
            offer(junho, place)
            engage_and_train(worker, place)
            label(worker, place)
            check(junho, place)
            reads_why(worker)
            site.machine.python(PAY)
            worker.go("/work/mine/")
            worker.press("section:has-text('받은 돈') a")
            expect(worker.page.locator("h1")).to_contain_text("원")
            worker.picture("work-payout")
            assert not worker.complaints
    with visiting(browser, site, language="en", phone=True) as phone:
        phone.sign_in("outsider@elsewhere.example")
        for path, name in (("/work/", "home"), (place, "job"), ("/work/mine/", "mine")):
            phone.go(path)
            phone.picture(f"work-{name}-phone")
            assert overflow(phone.page) <= 0
            assert_accessible(phone.page)


def make_job(junho: Visitor, folder: Path) -> str:
    junho.go("/work/new/")
    assert_accessible(junho.page)
    junho.page.select_option("#kind", "text_class")
    junho.page.fill("#title", "민원 나누기 시험")
    junho.page.fill("#guide", "무엇에 대한 민원인지 하나만 고릅니다.")
    junho.press("button:has-text('만들기')")
    file = folder / "민원.csv"
    file.write_text("key,text,gold,training\n" + KNOWN + FRESH, encoding="cp949")
    junho.page.set_input_files("#file", file)
    junho.press("button:has-text('올리기')")
    expect(junho.page.locator("main")).to_contain_text("작업 12개를 더했습니다")
    return junho.page.url.removeprefix(junho.site.address).removesuffix("office/")


def offer(junho: Visitor, place: str) -> None:
    junho.go(f"{place}office/")
    junho.page.check("input[name=identity]")
    junho.press("button:has-text('계약서 보내기')")
    assert_accessible(junho.page)


def engage_and_train(worker: Visitor, place: str) -> None:
    worker.page.reload()
    worker.picture("work-contract")
    assert_accessible(worker.page)
    worker.press("button:has-text('서명')")
    worker.press("a:has-text('연습')")
    worker.press("button:has-text('시작')")
    answer(worker, 5)
    worker.press("button:has-text('채점하기')")
    expect(worker.page.locator("main")).to_contain_text("통과했습니다")


def answer(worker: Visitor, count: int) -> None:
    """By the keyboard alone, each by what its text says."""
    for number in range(1, count + 1):
        expect(worker.page.locator(".work-bar")).to_contain_text(f"{number} / {count}")
        text = worker.page.inner_text(".work-text")
        worker.page.keyboard.press("1" if "길" in text else "2")
    expect(worker.page.locator("naru-work [role=status]")).to_contain_text("저장함")


def label(worker: Visitor, place: str) -> None:
    worker.press("button:has-text('묶음 가져가기')")
    worker.picture("work-tool")
    assert_accessible(worker.page)
    answer(worker, 7)
    for keys in (("ArrowLeft", "3"), ("z",)):  # another answer, and back
        worker.page.focus(".work-stage")
        for key in keys:
            worker.page.keyboard.press(key)
    expect(worker.page.locator("naru-work [role=status]")).to_contain_text("저장함")
    worker.page.reload()
    expect(worker.page.locator("naru-work progress")).to_have_attribute("max", "7")
    assert worker.page.evaluate("document.querySelector('naru-work progress').value") == 7
    worker.press("button:has-text('묶음 내기')")


def check(junho: Visitor, place: str) -> None:
    junho.go(f"{place}office/")
    junho.press("section:has-text('검수할 묶음') a")
    assert_accessible(junho.page)
    first = junho.page.locator(".answer-list > li").first
    first.locator("input[value=refused]").check()
    first.locator("input[name^=reason]").fill("다시 읽어 보면 다릅니다")
    junho.picture("work-check")
    junho.press("button:has-text('검수 마치기')")
    expect(junho.page.locator("main")).to_contain_text("정해진 작업")
    junho.picture("work-office")


def reads_why(worker: Visitor) -> None:
    worker.go("/work/mine/")
    expect(worker.page.locator("main")).to_contain_text("오늘 ")
    assert_accessible(worker.page)
    worker.picture("work-mine")
    worker.press("section table a")
    expect(worker.page.locator("main")).to_contain_text("다시 읽어 보면 다릅니다")
    worker.page.click("summary:has-text('이의 내기')")
    worker.page.fill("textarea[name=why]", "글에 적힌 그대로입니다")
    worker.press("button:has-text('보내기')")
    expect(worker.page.locator("main")).to_contain_text("이의를 냈습니다")
    worker.picture("work-answers")


def test_a_box_is_drawn_moved_and_kept(site: Site, browser: Browser) -> None:
    batch = site.machine.python(BOXES).stdout.split()[-1]
    with visiting(browser, site) as worker:
        worker.sign_in("outsider@elsewhere.example")
        worker.go(f"/work/assignments/{batch}/")
        page, boxes = worker.page, worker.page.locator(".work-board .box")
        before = boxes.count()
        draw(page, (0.1, 0.1), (0.3, 0.5))
        expect(boxes).to_have_count(before + 1)
        expect(page.locator("naru-work [role=status]")).to_contain_text("저장함")
        worker.picture("work-boxes")
        assert_accessible(page)
        drawn = last_box(site)
        assert [round(each / 16) for each in drawn] == [2, 1, 6, 6]  # of a picture of 320 by 200 pixels
        page.keyboard.press("d")
        page.keyboard.press("Shift+s")
        expect(page.locator("naru-work [role=status]")).to_contain_text("저장함")
        assert [after - at for at, after in zip(drawn, last_box(site), strict=True)] == [3, 0, 3, 3]
        page.keyboard.press("Delete")
        expect(boxes).to_have_count(before)
        page.keyboard.press("z")
        expect(boxes).to_have_count(before + 1)
        page.keyboard.press("Enter")
        expect(page.locator(".work-bar")).to_contain_text("2 / 2")
        page.keyboard.press("Enter")
        expect(page.locator("naru-work progress")).to_have_js_property("value", 2)
        expect(page.locator("naru-work [role=status]")).to_contain_text("저장함")
        worker.press("button:has-text('묶음 내기')")
        worker.go(f"/work/assignments/{batch}/")
        expect(page.locator(".answer-list .content-box")).to_have_count(2)
        assert not worker.complaints


def draw(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """By the mouse, from one place to another in shares of the picture."""
    picture = page.locator(".work-board image").bounding_box()
    assert picture is not None
    for place, act in ((begin, page.mouse.down), (end, page.mouse.up)):
        page.mouse.move(
            picture["x"] + place[0] * picture["width"], picture["y"] + place[1] * picture["height"], steps=4
        )
        act()


def last_box(site: Site) -> list[int]:
    """The corners of the one nearest the upper left, of the answer that was saved last."""
    *corners, _ = min(ast.literal_eval(site.machine.python(DRAWN).stdout.strip().splitlines()[-1]))
    return corners
