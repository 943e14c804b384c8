"""Courses, cohorts, codes of skills, applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.systems.academy.core import attendance, rights, selection
from naru.systems.academy.core.badges import Skill
from naru.systems.academy.core.states import CohortState
from naru.systems.academy.models import Cohort, Course
from naru.systems.academy.models import Skill as SkillRow

APPLICATION = "academy_application"


GROUPS = (
    ("busan", Words("부산에 사는 사람", "Living in Busan")),
    ("seeker", Words("구직자", "Looking for work")),
    ("student", Words("대학생", "Students")),
    ("worker", Words("재직자", "Employed")),
)


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

    @property
    def quotas(self) -> list[tuple[Words, int]]:
        """For whom seats are kept, and how many."""
        known = dict(GROUPS)
        return [(known.get(each.group, Words(each.group, each.group)), each.seats) for each in self.rule.quotas]

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
