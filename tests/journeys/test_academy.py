"""A student applies, is selected, attends by the code on the screen, practises, and holds a certificate that a stranger checks."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

OPEN = """
from datetime import timedelta
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.people import reads as people
from naru.systems.academy import actions
from tests import academy
academy.enter_rates()
clock = FrozenClock(SYSTEM_CLOCK.now())
junho = people.person_by_email("junho@haeundae.example")
exercise = academy.publish_sql()
course = academy.make_course(min(junho.roles), clock, exercises=["sums"], solved_least=1)
print(academy.open_cohort(course, junho, clock, days=0).id)
"""
SELECT = """
from datetime import timedelta
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.people import reads as people
from naru.systems.academy import actions, reads
from naru.systems.academy.models import Cohort
junho = people.person_by_email("junho@haeundae.example")
found = reads.cohort({cohort!r}, junho)
now = SYSTEM_CLOCK.now()
actions.select(found.id, by=junho, clock=FrozenClock(found.closes + timedelta(hours=1)))
session = actions.add_session(found.id, found.title, starts=now - timedelta(minutes=1), ends=now + timedelta(hours=4), by=junho)
print(session.id)
"""
END = """
from naru.systems.academy.models import AttendanceMark, Session
marks = AttendanceMark.objects.filter(session_id={session!r}).order_by("at")
Session.objects.filter(id={session!r}).update(starts=marks.first().at, ends=marks.last().at)
"""
RIGHT = 'select 구, sum("요금") as 합 from 주차 group by 구'


def test_a_student_learns_is_certified_and_anyone_can_check_it(site: Site, browser: Browser) -> None:
    cohort = site.machine.python(OPEN).stdout.splitlines()[-1]
    with visiting(browser, site) as student:
        student.sign_in("outsider@elsewhere.example")
        apply(student, cohort)
    session = site.machine.python(SELECT.format(cohort=cohort)).stdout.splitlines()[-1]
    with visiting(browser, site) as teacher, visiting(browser, site, phone=True) as student:
        teacher.sign_in("junho@haeundae.example")
        student.sign_in("outsider@elsewhere.example")
        attend(teacher, student, session)
        site.machine.python(END.format(session=session))
        practise(student)
        certify(teacher, cohort)
        student.go("/academy/mine/")
        student.press("a:has-text('수료증')")
        expect(student.page.locator(".certificate")).to_contain_text("외부인")
        assert overflow(student.page) <= 0
        assert_accessible(student.page)
        student.picture("academy-certificate")
        number = student.page.url.rstrip("/").rsplit("/", 1)[-1]
        unasked = [each for each in student.complaints if "400 (Bad Request)" not in each]  # but for the SQL that fails
        assert not unasked
    with visiting(browser, site, language="en") as employer:
        employer.go("/academy/certificates/check/")
        employer.page.fill("#number", number.lower())
        employer.press("main form button[type=submit]")
        expect(employer.page.locator(".seal")).to_contain_text("Valid")
        assert not employer.complaints


def apply(student: Visitor, cohort: str) -> None:
    student.go(f"/academy/cohorts/{cohort}/")
    student.press("button:has-text('지원하기')")
    page = student.page
    page.select_option("#f-group", "seeker")
    page.select_option("#f-in_busan", "yes")
    page.fill("#f-why", "짧음")
    student.press("button:has-text('저장하고 내기')")
    expect(page.locator("[role=alert]")).to_contain_text("20")
    page.fill("#f-why", "부산의 데이터를 직접 다루어 보고 싶어서 지원합니다.")
    assert_accessible(page)
    student.press("button:has-text('저장하고 내기')")
    expect(page.locator("main")).to_contain_text("지원서를 냈습니다")


def attend(teacher: Visitor, student: Visitor, session: str) -> None:
    for button, said in (("입실", "입실했습니다"), ("퇴실", "퇴실했습니다")):
        teacher.go(f"/academy/sessions/{session}/code/")
        code = teacher.page.locator(".room-code").inner_text().replace(" ", "")
        student.go(f"/academy/sessions/{session}/attend/")
        student.page.fill("#code", code)
        student.press(f"button:has-text('{button}')")
        expect(student.page.locator("main")).to_contain_text(said)


def practise(student: Visitor) -> None:
    student.go("/academy/exercises/sums/")
    page = student.page
    assert overflow(page) <= 0
    page.evaluate("document.querySelector('naru-sql').text = 'select 없는열 from 주차'")
    page.click("button:has-text('실행')")
    expect(page.locator("#answer [role=alert]")).to_contain_text("없는열")
    page.evaluate("text => (document.querySelector('naru-sql').text = text)", RIGHT)
    page.click("button:has-text('실행')")
    expect(page.locator("#answer")).to_contain_text("열린 데이터에서 맞습니다")
    student.picture("academy-exercise")
    page.click("button:has-text('제출하고 채점')")
    expect(page.locator("#answer .verdict")).to_contain_text("100")
    assert_accessible(page)


def certify(teacher: Visitor, cohort: str) -> None:
    teacher.go(f"/academy/cohorts/{cohort}/office/")
    teacher.press("button:has-text('기수 마치고 판정')")
    teacher.press("main table a:has-text('외부인')")
    teacher.press("button:has-text('수료증 주기')")
    expect(teacher.page.locator(".seal")).to_contain_text("유효합니다")
