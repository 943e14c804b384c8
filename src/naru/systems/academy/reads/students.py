"""Who is in a cohort, and in which state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.people import reads as people
from naru.systems.academy.core import rights
from naru.systems.academy.core.states import CredentialState, EnrolmentState
from naru.systems.academy.models import Credential, Enrolment
from naru.systems.academy.reads.curriculum import CohortView, cohort_value

STUDENTS = (EnrolmentState.SEATED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)


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


def organiser_of(enrolment_id: str) -> str:
    """The organisation whose course it is."""
    return Enrolment.objects.select_related("cohort__course").get(id=enrolment_id).cohort.course.organiser_id


def person_of(found: EnrolmentView) -> Person:
    """The student as a person."""
    return people.person(PersonId(found.person_id))
