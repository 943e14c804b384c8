"""A small academy for the tests: a course with two exercises on tables of its own, and the steps of its people as functions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from naru.base.kit.clock import CITY_ZONE, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.words import Words
from naru.systems.academy import actions, exercises, placement, reads
from naru.systems.academy.core.exercise import read_pack
from tests.tables import publish_table

NOW = datetime(2026, 3, 1, 1, tzinfo=UTC)
POLICY = {
    "name": "시험 규칙",
    "late_after_min": 10,
    "early_before_min": 10,
    "marks_per_absence": 3,
    "absent_if_present_below": 0.5,
    "pass_rate": 0.8,
    "excused": ["예비군"],
}
SKILLS = [
    ("20010105", "NCS", Words("빅데이터분석", "Big data analysis")),
    ("20010204", "NCS", Words("DB엔지니어링", "Database engineering")),
]
SQL_PACK = {
    "exercise.yaml": """
version: 1
language: sql
title: ["구마다 합", "Sums by district"]
tables: {주차: %s}
picture: bar
skills: {"20010204": 1}
compare: {absolute: 0.01}
hints: [["sum을 쓰세요.", "Use sum."]]
seconds: 2
cases:
  - name: half
    tables: {주차: 'select * from "주차" where hash("구", {seed}) % 2 = 0'}
  - name: none
    tables: {주차: 'select * from "주차" limit 0'}
""",
    "question.ko.md": "구마다 `요금`의 합을 **구하세요**.",
    "question.en.md": "Sum up `요금` by district.",
    "starter.sql": "select * from 주차\n",
    "solution.sql": 'select 구, sum("요금") as 합 from 주차 group by 구\n',
}
PYTHON_PACK = {
    "exercise.yaml": """
version: 1
language: python
title: ["파일의 합", "The sum of a file"]
tables: {값: "file:values.csv"}
skills: {"20010105": 2}
seconds: 2
memory_mib: 400
cases:
  - name: other
    tables: {값: "이름,수\\n가,{seed}\\n나,2\\n"}
""",
    "question.ko.md": "수의 합을 구하세요.",
    "question.en.md": "Sum the numbers.",
    "starter.py": "answer = 0\n",
    "solution.py": 'answer = int(pd.read_csv(files["값"])["수"].sum())\n',
    "values.csv": "이름,수\n가,1\n나,41\n",
}
RIGHT_SQL = SQL_PACK["solution.sql"]
RIGHT_PYTHON = PYTHON_PACK["solution.py"]


def enter_rates() -> None:
    """Figures of law as a city would have entered them."""
    from samples.rates import bring_rates

    bring_rates(as_json=True, again=False)


def publish_sql(slug: str = "sums", **more: str) -> reads.ExerciseView:
    """On an open table of the catalogue."""
    table = publish_table("주차 표")
    files = {name: text.replace("%s", table.sql_name) for name, text in {**SQL_PACK, **more}.items()}
    return exercises.publish(read_pack(files, slug), files, by=SYSTEM)


def publish_python(slug: str = "file-sum", **more: str) -> reads.ExerciseView:
    files = {**PYTHON_PACK, **more}
    return exercises.publish(read_pack(files, slug), files, by=SYSTEM)


def make_course(organiser: OrganisationId, clock: FrozenClock, **rules: Any) -> reads.CourseView:
    actions.enter_skills(SKILLS, by=SYSTEM)
    said = {"exercises": [], "solved_least": 0, "skills": {"20010105": 2}, "partners": []} | rules
    return actions.make_course(
        Words("시험 과정", "Test course"),
        summary=Words("시험 과정입니다.", "A course for tests."),
        organiser=organiser,
        weeks=1,
        hours=8,
        rules=said,
        by=SYSTEM,
        clock=clock,
    )


def open_cohort(
    course: reads.CourseView, by: Person, clock: FrozenClock, *, seats: int = 2, days: int = 2, **rule: Any
) -> reads.CohortView:
    policy = actions.enter_policy(POLICY, source="시험", by=SYSTEM, clock=clock)
    found = actions.open_cohort(
        course.id,
        selection_rule={"seats": seats, "method": "order"} | rule,
        policy_id=policy,
        opens=clock.now(),
        closes=clock.now() + timedelta(days=1),
        starts=(clock.now() + timedelta(days=2)).date(),
        ends=(clock.now() + timedelta(days=30)).date(),
        place="시험 강의실",
        seed="시험 씨앗",
        by=by,
        clock=clock,
    )
    for day in range(days):
        begins = (clock.now() + timedelta(days=3 + day)).astimezone(CITY_ZONE).replace(hour=9, minute=0, second=0)
        actions.add_session(
            found.id, Words(f"{day + 1}일", f"Day {day + 1}"), starts=begins, ends=begins + timedelta(hours=8), by=by
        )
    return reads.cohort(found.id, by)


def file_application(found: reads.CohortView, by: Person, clock: FrozenClock, **said: str) -> str:
    case = actions.apply(found.id, by=by, clock=clock)
    answers = {
        "group": "seeker",
        "in_busan": "yes",
        "why": "부산의 데이터를 직접 다루어 보고 싶어서 지원합니다.",
    } | said
    assert not actions.save(case.id, answers, by=by, clock=clock)
    actions.file(case.id, by=by, clock=clock)
    return case.id


def select(found: reads.CohortView, by: Person, clock: FrozenClock) -> None:
    clock.instant = max(clock.instant, found.closes + timedelta(hours=1))
    actions.select(found.id, by=by, clock=clock)


def attend_all(found: reads.CohortView, who: reads.EnrolmentView, by: Person, clock: FrozenClock) -> None:
    """Every session from its first minute to its last."""
    for session in reads.sessions(found.id):
        for kind, at in (("in", session.starts), ("out", session.ends)):
            clock.instant = max(clock.instant, at)
            actions.correct(session.id, who.id, kind, at=at, reason="출석부", by=by, clock=clock)


def completed(found: reads.CohortView, student: Person, teacher: Person, clock: FrozenClock) -> reads.EnrolmentView:
    """The student applied, was selected, attended and completed."""
    file_application(found, student, clock)
    select(found, teacher, clock)
    who = reads.enrolment_in(found.id, student)
    assert who is not None
    attend_all(found, who, teacher, clock)
    clock.advance(timedelta(days=1))
    actions.judge(who.id, by=teacher, clock=clock)
    return reads.enrolment(who.id, student)


def new_posting(firm: OrganisationId, clock: FrozenClock, **more: Any) -> placement.NewPosting:
    said: dict[str, Any] = {
        "title": "데이터 분석가",
        "text": "유동인구를 셉니다.",
        "place": "부산 남구",
        "contract": "permanent",
        "hours_week": 40,
        "pay_krw_month": 3_000_000,
        "people": 1,
        "asked": [{"code": "20010105", "level": 2, "weight": 3, "is_must": True}],
        "closes": clock.today() + timedelta(days=365),
    }
    return placement.NewPosting(firm=firm, **(said | more))
