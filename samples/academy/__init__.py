"""The sample city's academy: two courses, 60 students, four firms with 20 postings, ten exercises.

people.py      who learns and who looks for people
answers.py     what six of them handed in for the longer exercise
exercises/     ten packs, a folder each
attendance.json skills.csv    a policy of attendance; codes of NCS with their names

The first cohort of the first course is over: attended, practised, certified, some of its graduates work. The second course runs, and
the first takes applications for its second cohort. Students' answers are graded as everyone's are.
"""

import csv
import json
import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click
from django.db import transaction

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.academy import actions, credentials, exercises, placement, reads
from naru.systems.academy.core.states import ReferralState
from samples.academy.answers import LONG, LONG_ANSWERS
from samples.academy.people import FIRMS, POSTINGS, STUDENTS, WHY, make_firm, make_organiser, make_person

FOLDER = Path(__file__).parent
ANALYST = Words("데이터 분석가 12주", "Data analyst, 12 weeks")
FOOTAGE = Words("도시 영상 데이터 8주", "City footage data, 8 weeks")
START = datetime(2026, 3, 2, 0, tzinfo=UTC)
SESSIONS, LENGTH_H = 6, 7


def bring_academy(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    if not any(each.title == ANALYST for each in reads.courses()):
        _publish()
        with transaction.atomic():
            _bring()
    said = {
        "courses": len(reads.courses()),
        "exercises": len(reads.exercises()),
        "certificates": reads.count_certificates(),
        "postings": len(placement.postings()),
    }
    text = (
        f"교육과정 {said['courses']}개, 실습 {said['exercises']}개, 수료증 {said['certificates']}건, 구인 {said['postings']}건"
        f" · {said['courses']} courses, {said['exercises']} exercises, {said['certificates']} certificates, {said['postings']} postings"
    )
    click.echo(json.dumps(said) if as_json else text)
    return True


def _publish() -> None:
    """Packs whose tables are there: a site without the sample city's data has those that bring their own."""
    for folder in sorted((FOLDER / "exercises").iterdir()):
        try:
            exercises.publish_folder(folder, by=SYSTEM, clock=FrozenClock(START - timedelta(days=60)))
        except Refused as refused:
            if refused.code not in {"not_found", "table_unknown", "table_not_in_lake"}:
                raise


def _bring() -> None:
    clock, dice = FrozenClock(START - timedelta(days=50)), random.Random(2026)
    with (FOLDER / "skills.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["framework"], Words(row["ko"], row["en"])) for row in csv.DictReader(file)]
    actions.enter_skills(rows, by=SYSTEM)
    values = json.loads((FOLDER / "attendance.json").read_text(encoding="utf-8"))
    policy = actions.enter_policy(values, source="국민내일배움카드 운영규정 (출결 관리)", by=SYSTEM, clock=clock)
    organiser, teacher = make_organiser()
    students = [make_person(name, f"student{number:02}") for number, name in enumerate(STUDENTS, start=1)]
    analyst, footage = _courses(organiser, clock)
    first = _cohort(analyst.id, policy, teacher, START, seats=24, method="lottery", clock=clock)
    _select(first, students[:32], teacher, clock, dice)
    _learn(first, teacher, clock, dice)
    second = _cohort(footage.id, policy, teacher, START + timedelta(days=200), seats=12, method="order", clock=clock)
    _select(second, students[32:48], teacher, clock, dice)
    now = SYSTEM_CLOCK.now()
    clock.instant = now - timedelta(days=3)
    third = _cohort(analyst.id, policy, teacher, now + timedelta(days=60), seats=24, method="score", clock=clock)
    for person in students[48:]:
        _apply(third, person, clock, dice)
    _place(first, clock, dice)


def _courses(organiser: OrganisationId, clock: FrozenClock) -> tuple[reads.CourseView, reads.CourseView]:
    partners = [
        {"name": ["견본대학교", "Sample University"], "role": ["강의와 강의실", "Teaching and rooms"], "pays_krw": 0},
        {"name": ["해운대데이터", "Haeundae Data"], "role": ["현장 과제", "Field projects"], "pays_krw": 20_000_000},
        {"name": ["부산광역시", "City of Busan"], "role": ["교육비", "Tuition"], "pays_krw": 96_000_000},
    ]
    analyst = actions.make_course(
        ANALYST,
        summary=Words(
            "부산의 실제 데이터로 질문을 세우고, SQL과 Python으로 답을 찾아 그림으로 보입니다.",
            "Ask questions of Busan's real data, answer them in SQL and Python, and show the answer.",
        ),
        organiser=organiser,
        weeks=12,
        hours=240,
        rules={
            "exercises": [
                "parking-by-district",
                "busiest-routes",
                "beaches-by-weather",
                "how-long-complaints-take",
                "bays-for-a-thousand",
                "join-cp949-files",
                "peak-hours",
            ],
            "solved_least": 3,
            "skills": {"20010105": 2, "20010204": 2, "20010304": 1},
            "partners": partners,
        },
        by=SYSTEM,
        clock=clock,
    )
    footage = actions.make_course(
        FOOTAGE,
        summary=Words(
            "가림 처리한 거리 영상에서 사람의 흐름을 세고, 머문 시간을 재고, 틀린 것을 찾아 고칩니다.",
            "Count people in masked street footage, measure how long they stay, and mend what is wrong.",
        ),
        organiser=organiser,
        weeks=8,
        hours=160,
        rules={
            "exercises": ["air-with-gaps", "dwell-time", "population-a-year-ago", "join-cp949-files"],
            "solved_least": 2,
            "skills": {"20010105": 3, "20010703": 2},
            "partners": partners[:1] + partners[2:],
        },
        by=SYSTEM,
        clock=clock,
    )
    return analyst, footage


def _cohort(
    course_id: str, policy: int, teacher: Person, starts: datetime, *, seats: int, method: str, clock: FrozenClock
) -> reads.CohortView:
    rule = {"seats": seats, "method": method, "quotas": [{"group": "seeker", "seats": seats // 3}]}
    found = actions.open_cohort(
        course_id,
        selection_rule=rule,
        policy_id=policy,
        opens=clock.now(),
        closes=starts - timedelta(days=10),
        starts=starts.date(),
        ends=(starts + timedelta(weeks=SESSIONS)).date(),
        place="부산 남구 대연동 데이터 아카데미 3층",
        seed=f"{course_id[-4:]} {starts:%Y}",
        by=teacher,
        clock=clock,
    )
    for week in range(SESSIONS):
        day = (starts + timedelta(weeks=week)).astimezone(CITY_ZONE).date()
        begins = datetime.combine(day, time(9), CITY_ZONE)
        title = Words(f"{week + 1}주 수업", f"Week {week + 1}")
        actions.add_session(found.id, title, starts=begins, ends=begins + timedelta(hours=LENGTH_H), by=teacher)
    return found


def _apply(found: reads.CohortView, person: Person, clock: FrozenClock, dice: random.Random) -> None:
    case = actions.apply(found.id, by=person, clock=clock)
    said = {
        "group": dice.choice(["seeker", "seeker", "student", "worker"]),
        "in_busan": dice.choice(["yes", "yes", "yes", "no"]),
        "why": dice.choice(WHY),
        "goal": dice.choice(["데이터 분석가", "공공데이터 담당", "창업", ""]),
    }
    actions.save(case.id, said, by=person, clock=clock)
    actions.file(case.id, by=person, clock=clock)


def _select(
    found: reads.CohortView, people: list[Person], teacher: Person, clock: FrozenClock, dice: random.Random
) -> None:
    for person in people:
        _apply(found, person, clock, dice)
    clock.instant = found.closes + timedelta(days=1)
    actions.select(found.id, by=teacher, clock=clock)


def _learn(found: reads.CohortView, teacher: Person, clock: FrozenClock, dice: random.Random) -> None:
    """Most come on time; three are away too often, and one leaves for someone who waited."""
    seated = [each for each in reads.enrolments(found.id) if each.is_student]
    actions.leave(seated[-1].id, by=SYSTEM, clock=clock)
    seated = [each for each in reads.enrolments(found.id) if each.is_student]
    for session in reads.sessions(found.id):
        for place, who in enumerate(seated):
            if place >= len(seated) - 3 and dice.random() < 0.6:
                continue
            _attend(session, who, teacher, dice, clock)
    clock.instant = datetime.combine(found.ends, time(3), CITY_ZONE)
    _practise(found, seated, clock, dice)
    clock.advance(timedelta(days=1))
    actions.finish(found.id, by=teacher, clock=clock)
    for who in reads.enrolments(found.id):
        if who.state.value == "completed":
            credentials.issue(who.id, by=teacher, clock=clock)


def _attend(
    session: reads.SessionView, who: reads.EnrolmentView, teacher: Person, dice: random.Random, clock: FrozenClock
) -> None:
    late = dice.choice([-6, -3, -1, 0, 4, 8, 8, 15]) if dice.random() < 0.4 else -2
    for kind, at in (("in", session.starts + timedelta(minutes=late)), ("out", session.ends + timedelta(minutes=3))):
        clock.instant = at
        actions.correct(session.id, who.id, kind, at=at, reason="출석부", by=teacher, clock=clock)


def _practise(
    found: reads.CohortView, seated: list[reads.EnrolmentView], clock: FrozenClock, dice: random.Random
) -> None:
    """All but the last few hand in the short exercises; of the six who solve a longer one, two have the same answer by other names."""
    open_ = {each.slug for each in reads.exercises()}
    for slug in [each for each in found.course.exercises[:3] if each in open_]:
        text = (FOLDER / "exercises" / slug / "solution.sql").read_text(encoding="utf-8")
        for who in seated[: len(seated) - dice.choice([0, 1, 2])]:
            _hand_in(slug, text, who, clock)
    if LONG in open_:
        for who, text in zip(seated, LONG_ANSWERS, strict=False):
            _hand_in(LONG, text, who, clock)


def _hand_in(slug: str, text: str, who: reads.EnrolmentView, clock: FrozenClock) -> None:
    exercises.hand_in(slug, text, by=reads.person_of(who), clock=clock)
    clock.advance(timedelta(seconds=40))


def _place(found: reads.CohortView, clock: FrozenClock, dice: random.Random) -> None:
    """Twenty postings of four firms; graduates consent to some, and the way goes on for a few of them."""
    now = SYSTEM_CLOCK.now()
    clock.instant = now - timedelta(days=200)
    firms = [make_firm(*each) for each in FIRMS]
    posted = []
    for number, (title, text, asked, pay) in enumerate(POSTINGS):
        firm, person = firms[number % len(firms)]
        said = placement.NewPosting(
            firm=firm,
            title=title,
            text=text,
            place=dice.choice(
                ["부산 해운대구 센텀시티", "부산 남구 문현금융단지", "부산 강서구 명지", "부산 영도구 동삼동"]
            ),
            contract=dice.choice(["permanent", "permanent", "fixed", "intern"]),
            hours_week=40,
            pay_krw_month=pay,
            people=dice.choice([1, 1, 2, 3]),
            asked=asked,
            closes=date(now.year + 1, 12, 31),
        )
        posted.append((placement.open_posting(said, by=person, clock=clock), person))
    graduates = [reads.person_of(each) for each in reads.enrolments(found.id) if each.certificate]
    way = [ReferralState.INTERVIEW, ReferralState.OFFERED, ReferralState.HIRED, ReferralState.RETAINED]
    for number, person in enumerate(graduates):
        best = placement.own_matches(person, clock=clock)[:3]
        found_posting, _ = best[number % len(best)]
        referral = placement.consent(found_posting.id, by=person, clock=clock)
        if number % 5 == 4:
            continue
        placement.send(referral.id, by=SYSTEM, clock=clock)
        for state in way[: (4, 3, 1, 4)[number % 4]]:
            later = timedelta(days=190) if state is ReferralState.RETAINED else timedelta()
            placement.move(referral.id, state, by=SYSTEM, clock=FrozenClock(clock.now() + later))
