"""What a course's own people look at: applicants, everyone's standing, answers that are alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.rates import reads as rates
from naru.systems.academy.core import completion, rights, similarity
from naru.systems.academy.models import Attempt, Exercise
from naru.systems.academy.rate_names import SIMILAR_FROM
from naru.systems.academy.reads.attendance import attendance_of
from naru.systems.academy.reads.curriculum import CohortView
from naru.systems.academy.reads.students import EnrolmentView, enrolments


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
