"""What people can as it was shown, and what became of cohorts."""

from collections.abc import Sequence

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.commons.rates import reads as rates
from naru.systems.academy.core import matching
from naru.systems.academy.core.cohort_figures import CohortFigures, shown
from naru.systems.academy.core.states import CohortState, CredentialState, EnrolmentState, ReferralState
from naru.systems.academy.models import Attempt, Course, Credential, Enrolment, Referral
from naru.systems.academy.rate_names import SMALL_CELL
from naru.systems.academy.reads.curriculum import CohortView, cohorts


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


def smallest_shown(*, clock: Clock = SYSTEM_CLOCK) -> int:
    return int(rates.rate(SMALL_CELL, clock.today(), clock=clock).value)
