"""Rows under lock, for whoever may run the course."""

from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.systems.academy.core import rights
from naru.systems.academy.models import Cohort, Course, Session


def locked_course(course_id: str, by: Person) -> Course:
    row = Course.objects.select_for_update().filter(id=course_id).first()
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.organiser_id), by)
    return row


def locked_cohort(cohort_id: str, by: Person) -> Cohort:
    row = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("course__organiser", "policy")
        .filter(id=cohort_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.course.organiser_id), by)
    return row


def locked_session(session_id: str) -> Session:
    row = Session.objects.select_related("cohort__course").filter(id=session_id).first()
    if row is None:
        raise Refused("not_found")
    return row
