"""Completion judged, a cohort finished."""

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.trail.actions import record
from naru.systems.academy import reads
from naru.systems.academy.actions.rows import locked_cohort
from naru.systems.academy.core.states import COHORTS, ENROLMENTS, CohortState, EnrolmentState, moved
from naru.systems.academy.models import Enrolment


@transaction.atomic
def judge(enrolment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> EnrolmentState:
    """Completed or not, from the facts as they are; what it was judged by is kept with it.

    Who was found not to have completed may be judged again after a correction. Raises ``Refused``: ``academy_cannot_move``.
    """
    who = reads.enrolment(enrolment_id, by)
    cohort = locked_cohort(who.cohort_id, by)
    row = Enrolment.objects.select_for_update().get(id=who.id)
    found = reads.cohort_value(cohort)
    judged, _ = reads.standing(found, who, now=clock.now())
    to = EnrolmentState.COMPLETED if judged.is_completed else EnrolmentState.NOT_COMPLETED
    if EnrolmentState(row.state) is to:
        return to
    row.state = moved(EnrolmentState(row.state), to, ENROLMENTS).value
    row.judged = {
        "rate": f"{judged.rate}",
        "solved": judged.solved,
        "policy": found.policy_name,
        "course_version": found.course.version,
        "at": clock.now().isoformat(),
    }
    row.save()
    record(by.actor, "academy_enrolment.judged", row.id, facts={"outcome": to.value}, clock=clock)
    return to


@transaction.atomic
def finish(cohort_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every student judged, the cohort closed; how many completed. Raises ``Refused``: ``academy_cannot_move``."""
    row = locked_cohort(cohort_id, by)
    state = moved(CohortState(row.state), CohortState.FINISHED, COHORTS)
    students = [each for each in reads.enrolments(row.id) if each.state is EnrolmentState.SEATED]
    outcomes = [judge(each.id, by=by, clock=clock) for each in students]
    crash.point("academy.judged")
    row.refresh_from_db()
    row.state = state.value
    row.save()
    completed = outcomes.count(EnrolmentState.COMPLETED)
    record(by.actor, "academy_cohort.finished", row.id, facts={"completed": completed}, clock=clock)
    return completed
