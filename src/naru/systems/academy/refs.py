"""Courses, cohorts, applications, enrolments, exercises, certificates and postings as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.academy import credentials, placement, reads
from naru.systems.academy.core.states import SEEN_BY_FIRM, ReferralState
from naru.systems.academy.models import Exercise, Referral


def course(course_id: str, _person: Person) -> RefView | None:
    """Everyone may know of every course."""
    try:
        found = reads.course(course_id)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("academy:course", args=[course_id]))


def cohort(cohort_id: str, person: Person) -> RefView | None:
    try:
        found = reads.cohort(cohort_id, person)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("academy:cohort", args=[cohort_id]))


def application(case_id: str, person: Person) -> RefView | None:
    """To the applicant and the course's people."""
    try:
        case, found = reads.application(case_id, person)
    except Refused:
        return None
    title = Words(f"{found.title.ko} 지원 {case.number}", f"Application {case.number}, {found.title.en}")
    return RefView(title=title, address=reverse("academy:application", args=[case_id]))


def enrolment(enrolment_id: str, person: Person) -> RefView | None:
    """To the student and the course's people."""
    try:
        found = reads.enrolment(enrolment_id, person)
    except Refused:
        return None
    title = Words(f"수강 {found.number}", f"Enrolment {found.number}")
    return RefView(title=title, address=reverse("academy:enrolment", args=[enrolment_id]))


def exercise(exercise_id: str, _person: Person) -> RefView | None:
    row = Exercise.objects.filter(id=exercise_id).first()
    if row is None:
        return None
    return RefView(title=Words(row.title_ko, row.title_en), address=reverse("academy:exercise", args=[row.slug]))


def credential(number: str, _person: Person) -> RefView | None:
    """To whoever has its number, which nobody can guess."""
    try:
        found = credentials.credential(number)
    except Refused:
        return None
    title = Words(f"{found.course.ko} 수료증", f"Certificate of {found.course.en}")
    return RefView(title=title, address=reverse("academy:certificate", args=[number]))


def posting(posting_id: str, _person: Person) -> RefView | None:
    try:
        found = placement.posting(posting_id)
    except Refused:
        return None
    return RefView(title=Words(found.title, found.title), address=reverse("academy:posting", args=[posting_id]))


def referral(referral_id: str, person: Person) -> RefView | None:
    """To the graduate, the officers and, once it was sent, the firm."""
    row = Referral.objects.select_related("posting").filter(id=referral_id).first()
    if row is None:
        return None
    is_firm = row.posting.firm_id in person.roles and ReferralState(row.state) in SEEN_BY_FIRM
    if row.person_id != person.id and not person.is_officer and not is_firm:
        return None
    return posting(row.posting_id, person)
