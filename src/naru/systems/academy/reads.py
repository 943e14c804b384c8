"""Courses, cohorts, exercises, attempts, certificates and figures as their people see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require
from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.commons.rates import reads as rates
from naru.systems.academy.core import attendance, completion, grading, matching, rights, selection, similarity
from naru.systems.academy.core.badges import Skill
from naru.systems.academy.core.cohort_figures import CohortFigures, shown
from naru.systems.academy.core.comparison import Comparison
from naru.systems.academy.core.states import (
    AttemptState,
    CohortState,
    CredentialState,
    EnrolmentState,
    ReferralState,
)
from naru.systems.academy.executor import Ran
from naru.systems.academy.models import (
    Attempt,
    AttendanceMark,
    Cohort,
    Course,
    Credential,
    Enrolment,
    Exercise,
    ExerciseCase,
    Referral,
    Session,
)
from naru.systems.academy.models import Skill as SkillRow
from naru.systems.academy.rate_names import SIMILAR_FROM, SMALL_CELL

APPLICATION = "academy_application"
STUDENTS = (EnrolmentState.SEATED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
GROUPS = (
    ("busan", Words("부산에 사는 사람", "Living in Busan")),
    ("seeker", Words("구직자", "Looking for work")),
    ("student", Words("대학생", "Students")),
    ("worker", Words("재직자", "Employed")),
)


# --- courses and cohorts ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    name: Words
    role: Words
    pays_krw: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    id: str
    version: int
    organiser: str
    organiser_name: Words
    title: Words
    summary: Words
    weeks: int
    hours: int
    exercises: tuple[str, ...]
    solved_least: int
    skills: tuple[tuple[Skill, int], ...]
    partners: tuple[Partner, ...]

    @property
    def ref(self) -> Ref:
        return Ref("academy_course", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortView:
    """``course`` has the rules as the cohort opened; ``seed`` is told once it was drawn by."""

    id: str
    number: int
    course: CourseView
    state: CohortState
    seats: int
    taken: int
    opens: datetime
    closes: datetime
    starts: date
    ends: date
    place: str
    policy_name: str
    policy: attendance.AttendancePolicy
    rule: selection.SelectionRule
    seed_sha256: str
    seed: str
    selected: datetime | None

    @property
    def ref(self) -> Ref:
        return Ref("academy_cohort", self.id)

    @property
    def title(self) -> Words:
        return Words(f"{self.course.title.ko} {self.number}기", f"{self.course.title.en}, cohort {self.number}")

    @property
    def form(self) -> Form:
        return FORM

    def takes_applications(self, now: datetime) -> bool:
        return self.state is CohortState.OPEN and self.opens <= now <= self.closes


FORM = Form(
    steps=(
        Step(
            name="self",
            words=Words("지원서", "Application"),
            fields=(
                Field(
                    name="group",
                    words=Words("지금 하는 일", "What you do now"),
                    kind=FieldKind.CHOICE,
                    choices=GROUPS,
                ),
                Field(
                    name="in_busan",
                    words=Words("부산에 삽니다", "You live in Busan"),
                    kind=FieldKind.CHOICE,
                    choices=(("yes", Words("예", "Yes")), ("no", Words("아니요", "No"))),
                ),
                Field(
                    name="why",
                    words=Words("왜 배우려고 하나요", "Why you want to learn this"),
                    kind=FieldKind.TEXT,
                    least=20,
                    most=1000,
                ),
                Field(
                    name="goal",
                    words=Words("마친 뒤에 하고 싶은 일", "What you want to do afterwards"),
                    kind=FieldKind.LINE,
                    required=False,
                ),
            ),
        ),
    )
)


def courses() -> list[CourseView]:
    """The newest first."""
    return [course_value(row) for row in Course.objects.select_related("organiser").order_by("-made", "id")]


def course(course_id: str) -> CourseView:
    """Raises ``Refused``: ``not_found``."""
    row = Course.objects.select_related("organiser").filter(id=course_id).first()
    if row is None:
        raise Refused("not_found")
    return course_value(row)


def cohorts(person: Person, course_id: str = "") -> list[CohortView]:
    """Those that the person may know of: drafts are for the course's own people."""
    rows = Cohort.objects.select_related("course__organiser", "policy").order_by("-opens", "id")
    found = [cohort_value(row) for row in (rows.filter(course=course_id) if course_id else rows)]
    return [each for each in found if _is_known_to(each, person)]


def cohort(cohort_id: str, person: Person) -> CohortView:
    """Raises ``Refused``: ``not_found``, also for a draft of others."""
    row = Cohort.objects.select_related("course__organiser", "policy").filter(id=cohort_id).first()
    if row is None or not _is_known_to(found := cohort_value(row), person):
        raise Refused("not_found")
    return found


def _is_known_to(found: CohortView, person: Person) -> bool:
    return found.state is not CohortState.DRAFT or rights.may_see_students(person, found.course.organiser)


def course_value(row: Course, rules: Mapping[str, Any] | None = None, version: int = 0) -> CourseView:
    said = rules or row.rules
    skills = skills_by_code(said["skills"])
    return CourseView(
        id=row.id,
        version=version or row.version,
        organiser=row.organiser_id,
        organiser_name=Words(row.organiser.name_ko, row.organiser.name_en),
        title=Words(row.title_ko, row.title_en),
        summary=Words(row.summary_ko, row.summary_en),
        weeks=row.weeks,
        hours=row.hours,
        exercises=tuple(said["exercises"]),
        solved_least=int(said["solved_least"]),
        skills=tuple((skills[code], int(level)) for code, level in said["skills"].items() if code in skills),
        partners=tuple(
            Partner(name=Words(*each["name"]), role=Words(*each["role"]), pays_krw=int(each.get("pays_krw", 0)))
            for each in said.get("partners", ())
        ),
    )


def cohort_value(row: Cohort) -> CohortView:
    return CohortView(
        id=row.id,
        number=row.number,
        course=course_value(row.course, row.rules, row.course_version),
        state=CohortState(row.state),
        seats=row.seats,
        taken=row.taken,
        opens=row.opens,
        closes=row.closes,
        starts=row.starts,
        ends=row.ends,
        place=row.place,
        policy_name=f"{row.policy.name} {row.policy.version}",
        policy=attendance.policy_of({**row.policy.values, "version": row.policy.version, "source": row.policy.source}),
        rule=selection.rule_of({**row.selection, "seats": row.seats}),
        seed_sha256=selection.digest_of(row.seed),
        seed=row.seed if row.selected else "",
        selected=row.selected,
    )


def skills_by_code(codes: Mapping[str, Any] | Sequence[str]) -> dict[str, Skill]:
    return {
        row.code: Skill(code=row.code, framework=row.framework, name=Words(row.name_ko, row.name_en))
        for row in SkillRow.objects.filter(code__in=list(codes))
    }


def all_skills() -> list[Skill]:
    return [
        Skill(code=row.code, framework=row.framework, name=Words(row.name_ko, row.name_en))
        for row in SkillRow.objects.order_by("framework", "code")
    ]


# --- applications ---


def application(case_id: str, person: Person) -> tuple[cases.Case, CohortView]:
    """To the applicant and to the course's people. Raises ``Refused``: ``not_found``."""
    case = cases.case(case_id, APPLICATION)
    row = Cohort.objects.select_related("course__organiser", "policy").get(id=case.about.id)
    found = cohort_value(row)
    if case.person != person.id and not rights.may_see_students(person, found.course.organiser):
        raise Refused("not_found")
    return case, found


def own_applications(person: Person) -> list[tuple[cases.Case, CohortView]]:
    if person.is_anonymous:
        return []
    own = cases.cases_of_person(person.id, APPLICATION)
    rows = Cohort.objects.select_related("course__organiser", "policy").filter(id__in=[each.about.id for each in own])
    known = {row.id: cohort_value(row) for row in rows}
    return [(each, known[each.about.id]) for each in own]


# --- students ---


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentView:
    id: str
    cohort_id: str
    person_id: str
    name: str
    number: int
    state: EnrolmentState
    quota: str
    waits: int
    certificate: str  # the number of one that holds, or ""

    @property
    def ref(self) -> Ref:
        return Ref("academy_enrolment", self.id)

    @property
    def is_student(self) -> bool:
        return self.state in STUDENTS


def enrolments(cohort_id: str) -> list[EnrolmentView]:
    """Seated ones by number, then the waiting list in its order. Who may see names the caller asks."""
    rows = Enrolment.objects.select_related("person").filter(cohort=cohort_id).order_by("waits", "number")
    return [_enrolment_value(row, numbers) for numbers in [_certificates(rows)] for row in rows]


def enrolment(enrolment_id: str, person: Person) -> EnrolmentView:
    """To the student and to the course's people. Raises ``Refused``: ``not_found``."""
    row = Enrolment.objects.select_related("person", "cohort__course").filter(id=enrolment_id).first()
    if row is None or (
        row.person_id != person.id and not rights.may_see_students(person, row.cohort.course.organiser_id)
    ):
        raise Refused("not_found")
    return _enrolment_value(row, _certificates([row]))


def own_enrolments(person: Person) -> list[tuple[EnrolmentView, CohortView]]:
    """Where the person is or was, the newest first."""
    if person.is_anonymous:
        return []
    rows = list(
        Enrolment.objects.select_related("person", "cohort__course__organiser", "cohort__policy")
        .filter(person=person.id)
        .order_by("-at", "-id")
    )
    numbers = _certificates(rows)
    return [(_enrolment_value(row, numbers), cohort_value(row.cohort)) for row in rows]


def enrolment_in(cohort_id: str, person: Person) -> EnrolmentView | None:
    row = Enrolment.objects.select_related("person").filter(cohort=cohort_id, person=person.id or None).first()
    return None if row is None else _enrolment_value(row, _certificates([row]))


def _certificates(rows: Any) -> dict[str, str]:
    live = Credential.objects.filter(enrolment__in=[row.id for row in rows], state=CredentialState.ISSUED)
    return dict(live.values_list("enrolment_id", "number"))


def _enrolment_value(row: Enrolment, numbers: Mapping[str, str]) -> EnrolmentView:
    return EnrolmentView(
        id=row.id,
        cohort_id=row.cohort_id,
        person_id=row.person_id,
        name=row.person.name,
        number=row.number,
        state=EnrolmentState(row.state),
        quota=row.quota,
        waits=row.waits,
        certificate=numbers.get(row.id, ""),
    )


# --- attendance ---


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    id: str
    cohort_id: str
    title: Words
    starts: datetime
    ends: datetime
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """``days`` are sessions with what they came to; ``periods`` are by month."""

    days: tuple[tuple[SessionView, attendance.DayResult], ...]
    periods: Mapping[str, attendance.PeriodResult]


def sessions(cohort_id: str) -> list[SessionView]:
    return [session_value(row) for row in Session.objects.filter(cohort=cohort_id).order_by("starts")]


def session_value(row: Session) -> SessionView:
    return SessionView(
        id=row.id,
        cohort_id=row.cohort_id,
        title=Words(row.title_ko, row.title_en),
        starts=row.starts,
        ends=row.ends,
        networks=tuple(row.networks),
    )


def attendance_of(found: CohortView, enrolment_ids: Sequence[str], *, now: datetime) -> dict[str, AttendanceView]:
    """By enrolment: what the cohort's policy makes of the marks that hold."""
    held = sessions(found.id)
    marks: dict[tuple[str, str], list[AttendanceMark]] = {}
    for mark in _marks_that_hold(enrolment_ids):
        marks.setdefault((mark.enrolment_id, mark.session_id), []).append(mark)
    return {
        each: _attendance(found.policy, [(one, marks.get((each, one.id), [])) for one in held], now)
        for each in enrolment_ids
    }


def marks_of(enrolment_id: str) -> list[AttendanceMark]:
    """Those that hold, by time."""
    return _marks_that_hold([enrolment_id])


def _marks_that_hold(enrolment_ids: Sequence[str]) -> list[AttendanceMark]:
    marks = list(AttendanceMark.objects.filter(enrolment__in=list(enrolment_ids)).order_by("at", "id"))
    replaced = {mark.replaces_id for mark in marks if mark.replaces_id}
    return [mark for mark in marks if mark.id not in replaced and mark.kind != "void"]


def _attendance(
    policy: attendance.AttendancePolicy, held: Sequence[tuple[SessionView, list[AttendanceMark]]], now: datetime
) -> AttendanceView:
    days: dict[str, list[tuple[SessionView, attendance.Day]]] = {}
    for session, marks in held:
        days.setdefault(f"{in_city(session.starts):%Y-%m}", []).append((session, _day(session, marks, now)))
    periods = {
        month: attendance.judge_period([day for _, day in listed], policy) for month, listed in sorted(days.items())
    }
    results = [
        (session, result)
        for month, listed in sorted(days.items())
        for (session, _), result in zip(listed, periods[month].results, strict=True)
    ]
    return AttendanceView(days=tuple(results), periods=periods)


def _day(session: SessionView, marks: Sequence[AttendanceMark], now: datetime) -> attendance.Day:
    stays, is_paired = attendance.stays_of([(mark.kind, mark.at) for mark in marks if mark.kind in {"in", "out"}])
    excused = next((mark for mark in marks if mark.kind == "excused"), None)
    return attendance.Day(
        starts=session.starts,
        ends=session.ends,
        stays=stays,
        is_paired=is_paired,
        excused=excused.reason if excused else "",
        has_evidence=bool(excused and excused.evidence),
        is_over=now >= session.ends,
    )


def standing(found: CohortView, who: EnrolmentView, *, now: datetime) -> tuple[completion.Completed, AttendanceView]:
    """How the student stands to completion, from the facts as they are now."""
    seen = attendance_of(found, [who.id], now=now)[who.id]
    solved = solved_slugs(who.person_id)
    rule = completion.CompletionRule(exercises=found.course.exercises, solved_least=found.course.solved_least)
    return completion.judge(seen.periods, sorted(solved), rule), seen


# --- exercises ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    id: str
    slug: str
    version: int
    language: str
    level: int
    title: Words
    question: Words
    starter: str
    hints: tuple[Words, ...]
    skills: Mapping[str, int]
    picture: str
    seconds: float
    memory_mib: int
    sources: Mapping[str, Any]

    @property
    def ref(self) -> Ref:
        return Ref("academy_exercise", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table as a student is shown it before asking: its columns and how many rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    source: Words
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOut:
    ran: Ran
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """``grade`` is None until it is graded."""

    id: str
    exercise_id: str
    slug: str
    text: str
    state: AttemptState
    grade: grading.Grade | None
    score: int | None
    is_solved: bool
    at: datetime


def current(slug: str) -> Exercise:
    """The row of the version that is open. Raises ``Refused``: ``not_found``."""
    row = Exercise.objects.filter(slug=slug, is_current=True).first()
    if row is None:
        raise Refused("not_found")
    return row


def exercise(slug: str) -> ExerciseView:
    """Raises ``Refused``: ``not_found``."""
    return exercise_value(current(slug))


def exercises() -> list[ExerciseView]:
    """Those that are open, the easiest first."""
    return [exercise_value(row) for row in Exercise.objects.filter(is_current=True).order_by("level", "slug")]


def open_tables(exercise_id: str) -> list[OpenTable]:
    case = ExerciseCase.objects.select_related("exercise").get(exercise=exercise_id, place=0)
    return [
        OpenTable(
            name=name,
            columns=tuple((each["name"], each["type"]) for each in table["columns"]),
            rows=int(table["rows"]),
            source=_source_words(case.exercise.sources.get(name, {})),
            dataset=str(case.exercise.sources.get(name, {}).get("dataset", "")),
        )
        for name, table in case.tables.items()
    ]


def _source_words(source: Mapping[str, Any]) -> Words:
    if "file" in source:
        return Words(f"파일 {source['file']}", f"file {source['file']}")
    return Words(
        f"{source.get('ko', '')} {source.get('version', '')}판",
        f"{source.get('en', '')}, version {source.get('version', '')}",
    )


def hidden_count(exercise_id: str) -> int:
    return ExerciseCase.objects.filter(exercise=exercise_id, is_hidden=True).count()


def exercise_value(row: Exercise) -> ExerciseView:
    return ExerciseView(
        id=row.id,
        slug=row.slug,
        version=row.version,
        language=row.language,
        level=row.level,
        title=Words(row.title_ko, row.title_en),
        question=Words(row.question_ko, row.question_en),
        starter=row.starter,
        hints=tuple(Words(ko, en) for ko, en in row.hints),
        skills=row.skills,
        picture=row.picture,
        seconds=row.seconds,
        memory_mib=row.memory_mib,
        sources=row.sources,
    )


def own_attempts(slug: str, person: Person, limit: int = 20) -> list[AttemptView]:
    """One's own, the newest first; nobody is ever shown another's here."""
    if person.is_anonymous:
        return []
    rows = (
        Attempt.objects.select_related("exercise").filter(exercise__slug=slug, person=person.id).order_by("-at", "-id")
    )
    return [attempt_value(row) for row in rows[:limit]]


def solved_slugs(person_id: str) -> set[str]:
    return set(Attempt.objects.filter(person=person_id, is_solved=True).values_list("exercise__slug", flat=True))


def solvers(slug: str) -> int:
    return Attempt.objects.filter(exercise__slug=slug, is_solved=True).values("person").distinct().count()


def attempt_value(row: Attempt) -> AttemptView:
    is_graded = row.state == AttemptState.GRADED
    return AttemptView(
        id=row.id,
        exercise_id=row.exercise_id,
        slug=row.exercise.slug,
        text=row.text,
        state=AttemptState(row.state),
        grade=grading.graded([_result_value(each) for each in row.results]) if is_graded else None,
        score=row.score,
        is_solved=row.is_solved,
        at=row.at,
    )


def result_json(result: grading.CaseResult) -> dict[str, Any]:
    why = None if result.why is None else [result.why.ko, result.why.en]
    return {"name": result.name, "hidden": result.is_hidden, "outcome": result.outcome.value, "why": why}


def _result_value(said: Mapping[str, Any]) -> grading.CaseResult:
    return grading.CaseResult(
        name=said["name"],
        is_hidden=said["hidden"],
        outcome=grading.Outcome(said["outcome"]),
        why=None if said["why"] is None else Words(*said["why"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    slug: str
    title: Words
    first: str
    second: str
    percent: int


def alike_answers(found: CohortView, by: Person, *, clock: Clock = SYSTEM_CLOCK) -> list[AlikePair]:
    """Answers of the cohort's students that are alike as programs, for the teacher alone. Raises ``Refused``: ``forbidden``."""
    require(rights.may_see_students(by, found.course.organiser), by)
    least = float(rates.rate(SIMILAR_FROM, clock.today(), clock=clock).value)
    names = {each.person_id: each.name for each in enrolments(found.id) if each.is_student}
    pairs: list[AlikePair] = []
    for row in Exercise.objects.filter(slug__in=found.course.exercises, is_current=True).order_by("slug"):
        solved = Attempt.objects.filter(exercise__slug=row.slug, person__in=list(names), is_solved=True).order_by(
            "at", "id"
        )
        texts = {attempt.person_id: attempt.text for attempt in solved}
        for each in similarity.alike(texts, row.starter, least=least):
            pairs.append(
                AlikePair(
                    slug=row.slug,
                    title=Words(row.title_ko, row.title_en),
                    first=names[each.first],
                    second=names[each.second],
                    percent=int(each.share * 100),
                )
            )
    return pairs


# --- what people can, as it was shown ---


def profile_of(person_id: str) -> dict[str, matching.Had]:
    """By skill: the highest level that a certificate or a solved exercise shows."""
    return profiles_of([person_id]).get(person_id, {})


def profiles_of(person_ids: Sequence[str]) -> dict[str, dict[str, matching.Had]]:
    found: dict[str, dict[str, matching.Had]] = {each: {} for each in person_ids}
    live = Credential.objects.filter(enrolment__person__in=list(person_ids), state=CredentialState.ISSUED)
    for row in live.select_related("enrolment__cohort__course").order_by("issued"):
        title = row.enrolment.cohort.course.title_ko
        for code, level in row.enrolment.cohort.rules["skills"].items():
            _raise(found[row.enrolment.person_id], code, int(level), f"{title} {row.number}")
    solved = Attempt.objects.filter(person__in=list(person_ids), is_solved=True).select_related("exercise")
    for attempt in solved.order_by("at", "id"):
        for code, level in attempt.exercise.skills.items():
            _raise(found[attempt.person_id], code, int(level), attempt.exercise.title_ko)
    return found


def _raise(profile: dict[str, matching.Had], code: str, level: int, evidence: str) -> None:
    if code not in profile or profile[code].level < level:
        profile[code] = matching.Had(level=level, evidence=evidence)


def courses_by_skill() -> dict[str, dict[str, int]]:
    """By a course's title: the level that it gives of each skill."""
    return {
        row.title_ko: {code: int(level) for code, level in row.rules["skills"].items()} for row in Course.objects.all()
    }


# --- figures ---


def counts_of(cohort_id: str) -> dict[str, int]:
    """Of people, each within the one before it."""
    rows = list(Enrolment.objects.filter(cohort=cohort_id).values_list("person_id", "state"))
    seated = {person for person, state in rows if state not in {EnrolmentState.WAITING, EnrolmentState.DECLINED}}
    completed = {person for person, state in rows if state == EnrolmentState.COMPLETED}
    work = Referral.objects.filter(person__in=completed)
    employed = set(
        work.filter(state__in=[ReferralState.HIRED, ReferralState.RETAINED, ReferralState.LEFT]).values_list(
            "person_id", flat=True
        )
    )
    retained = set(work.filter(state=ReferralState.RETAINED).values_list("person_id", flat=True))
    return {
        "applied": len(rows),
        "seated": len(seated),
        "completed": len(completed),
        "employed": len(employed),
        "retained": len(retained),
    }


def report(person: Person, *, clock: Clock = SYSTEM_CLOCK) -> list[tuple[CohortView, CohortFigures]]:
    """Of every cohort that was selected, for anyone: small numbers are left out for everyone alike."""
    least = int(rates.rate(SMALL_CELL, clock.today(), clock=clock).value)
    return [
        (each, shown(counts_of(each.id), least=least))
        for each in cohorts(person)
        if each.state in {CohortState.SELECTED, CohortState.FINISHED}
    ]


def count_certificates() -> int:
    return Credential.objects.filter(state=CredentialState.ISSUED).count()


def organiser_of(enrolment_id: str) -> str:
    """The organisation whose course it is."""
    return Enrolment.objects.select_related("cohort__course").get(id=enrolment_id).cohort.course.organiser_id


# --- for the office and the room ---


def session(session_id: str, person: Person) -> tuple[SessionView, CohortView]:
    """To anyone who may know of the cohort. Raises ``Refused``: ``not_found``."""
    row = Session.objects.filter(id=session_id).first()
    if row is None:
        raise Refused("not_found")
    return session_value(row), cohort(row.cohort_id, person)


def present_count(session_id: str) -> int:
    return AttendanceMark.objects.filter(session=session_id, kind="in").values("enrolment").distinct().count()


def applied_count(found: CohortView) -> int:
    return sum(each.filed is not None for each in cases.cases_about(found.ref))


def filed_applications(found: CohortView) -> list[cases.Case]:
    return [each for each in cases.cases_about(found.ref) if each.filed is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    who: EnrolmentView
    judged: completion.Completed


def standings(found: CohortView, students: Sequence[EnrolmentView], *, now: datetime) -> list[Standing]:
    """Of all students at once, by number."""
    seen = attendance_of(found, [each.id for each in students], now=now)
    rule = completion.CompletionRule(exercises=found.course.exercises, solved_least=found.course.solved_least)
    solved: dict[str, set[str]] = {}
    rows = Attempt.objects.filter(person__in=[each.person_id for each in students], is_solved=True)
    for person_id, slug in rows.values_list("person_id", "exercise__slug"):
        solved.setdefault(person_id, set()).add(slug)
    return [
        Standing(who=each, judged=completion.judge(seen[each.id].periods, sorted(solved.get(each.person_id, ())), rule))
        for each in sorted(students, key=lambda one: one.number)
    ]


def smallest_shown(*, clock: Clock = SYSTEM_CLOCK) -> int:
    return int(rates.rate(SMALL_CELL, clock.today(), clock=clock).value)


def person_of(found: EnrolmentView) -> Person:
    """The student as a person."""
    return people.person(PersonId(found.person_id))
