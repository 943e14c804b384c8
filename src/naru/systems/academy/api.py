"""The academy in the API: cohorts with their figures, certificates as credentials, and whether one holds."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Router, Schema

from naru.base.kit.guard import person_of
from naru.systems.academy import credentials, reads

router = Router(tags=["academy"])


class CohortOut(Schema):
    """A number that would tell of a few people is null."""

    id: str
    course_ko: str
    course_en: str
    number: int
    starts: date
    ends: date
    seats: int
    seated: int | None
    completed: int | None
    employed: int | None
    retained: int | None


class CertificateCheckOut(Schema):
    verdict: str
    words_ko: str
    words_en: str
    ours: bool


@router.get(
    "/academy/cohorts",
    response=list[CohortOut],
    url_name="academy_cohorts",
    summary="Cohorts that were selected, and what became of them",
)
def cohorts(request: HttpRequest) -> list[CohortOut]:
    return [
        CohortOut(
            id=found.id,
            course_ko=found.course.title.ko,
            course_en=found.course.title.en,
            number=found.number,
            starts=found.starts,
            ends=found.ends,
            seats=found.seats,
            seated=figures.seated,
            completed=figures.completed,
            employed=figures.employed,
            retained=figures.retained,
        )
        for found, figures in reads.report(person_of(request))
    ]


@router.post(
    "/academy/certificates/check",
    response=CertificateCheckOut,
    url_name="academy_check",
    summary="Whether a credential holds: signature, dates and status",
)
def check_certificate(request: HttpRequest, document: Annotated[dict[str, Any], Body()]) -> CertificateCheckOut:
    checked = credentials.check(document)
    return CertificateCheckOut(
        verdict=checked.verdict.value,
        words_ko=checked.verdict.words.ko,
        words_en=checked.verdict.words.en,
        ours=credentials.is_ours(document),
    )


@router.get(
    "/academy/certificates/{number}",
    response=dict[str, Any],
    url_name="academy_certificate",
    summary="A certificate as an Open Badges 3.0 credential",
)
def certificate(request: HttpRequest, number: str) -> dict[str, Any]:
    return dict(credentials.credential(number).document)
