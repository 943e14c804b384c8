"""Certificates: issued to those who completed, shown to anyone, taken back for good, checked.

*Theory of operation.* A certificate is an Open Badges 3.0 credential, signed once and stored as it was signed. Completion is computed
again as it is issued. One that holds for each enrolment and kind is the database's own rule, so that whatever is pressed twice, or
at once, gives the one there is. A revoked one stays revoked; what comes after it has another number and another bit in the list.
"""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import qrcode
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from naru.base.kit import crash
from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require
from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.commons.papers import actions as papers
from naru.commons.papers.core.numbers import new_number
from naru.systems.academy import keys, reads
from naru.systems.academy.core import badges, completion, multibase, rights, status_list, verification
from naru.systems.academy.core.canonical_rdf import TermUnknown
from naru.systems.academy.core.contexts import OURS
from naru.systems.academy.core.proofs import signed
from naru.systems.academy.core.states import CREDENTIALS, CredentialState, EnrolmentState, moved
from naru.systems.academy.models import Attempt, Credential, Enrolment
from naru.systems.academy.notices import COMPLETED
from naru.systems.academy.paper_templates import CERTIFICATE

COMPLETION = "completion"
TRIES = 5
CHECK_MOST = 512 << 10  # bytes of a file that someone drops


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialView:
    id: str
    number: str
    enrolment_id: str
    state: CredentialState
    holder: str
    course: Words
    cohort: Words
    summary: Words
    organiser: Words
    hours: int
    starts: str
    ends: str
    skills: Sequence[tuple[badges.Skill, int]]
    results: Sequence[tuple[str, str]]
    claims: Sequence[Mapping[str, Any]]
    document: Mapping[str, Any]
    issued: datetime
    revoked: datetime | None
    reason: str
    paper_id: str

    @property
    def address(self) -> str:
        return address_of(self.number)


def address_of(number: str) -> str:
    return settings.NARU_ADDRESS + reverse("academy:certificate", args=[number])


def issue(enrolment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> CredentialView:
    """The certificate of a completed course: a new one, or the one there is.

    Raises ``Refused``: ``credential_not_due``, ``credential_terms_unknown``, ``not_found``.
    """
    with transaction.atomic():
        row = _locked(enrolment_id, by)
        live = Credential.objects.filter(enrolment=row, kind=COMPLETION, state=CredentialState.ISSUED).first()
        if live is None:
            live = _issued(row, by=by, clock=clock)
    return view(live)


def _locked(enrolment_id: str, by: Person) -> Enrolment:
    row = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__course__organiser", "cohort__policy", "person")
        .filter(id=enrolment_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.cohort.course.organiser_id), by)
    return row


def _issued(row: Enrolment, *, by: Person, clock: Clock) -> Credential:
    found = reads.cohort_value(row.cohort)
    judged, _ = reads.standing(found, reads.enrolment(row.id, by), now=clock.now())
    if row.state != EnrolmentState.COMPLETED or not judged.is_completed:
        raise Refused("credential_not_due")
    for _ in range(TRIES):  # another certificate may take the same bit at the same moment
        with suppress(IntegrityError), transaction.atomic():
            return _issued_at(_free_index(), row, found, judged, by=by, clock=clock)
    raise Refused("practice_busy")


def _free_index() -> int:
    """A bit of the list drawn at random, so that its place says nothing of when or to whom."""
    taken = set(Credential.objects.values_list("status_index", flat=True))
    return secrets.choice([index for index in range(status_list.LENGTH) if index not in taken])


def _issued_at(
    index: int,
    row: Enrolment,
    found: reads.CohortView,
    judged: completion.Completed,
    *,
    by: Person,
    clock: Clock,
) -> Credential:
    number = new_number()
    said = _said(row, found, judged, number=number, index=index, clock=clock)
    paper = papers.issue(CERTIFICATE, _paper_values(said), about=Ref("academy_credential", number), by=by, clock=clock)
    made = Credential.objects.create(
        number=number,
        enrolment=row,
        kind=COMPLETION,
        document=_signed(badges.completion_badge(said, issuer()), clock),
        status_index=index,
        issued=clock.now(),
        paper_id=paper.id,
    )
    crash.point("academy.credential_stored")
    record(by.actor, "academy_credential.issued", number, facts={"number": number}, clock=clock)
    tell(
        ToPerson(PersonId(row.person_id)),
        topic=COMPLETED,
        title=Words(f"{found.title.ko} 수료증이 나왔습니다", f"Your certificate of {found.title.en}"),
        about=Ref("academy_enrolment", row.id),
        key=f"certificate:{number}",
        by=by.actor,
        clock=clock,
    )
    return made


def _said(
    row: Enrolment, found: reads.CohortView, judged: completion.Completed, *, number: str, index: int, clock: Clock
) -> badges.Completion:
    return badges.Completion(
        number=number,
        url=address_of(number),
        holder=row.person.name,
        email=row.person.email,
        salt=secrets.token_hex(8),
        course=found.course.title,
        course_url=settings.NARU_ADDRESS + reverse("academy:course", args=[found.course.id]),
        course_version=found.course.version,
        cohort=f"{found.number}기",
        summary=found.course.summary,
        criteria=(
            f"출석 규칙 {found.policy_name}의 모든 단위기간을 통과하고 실습 {len(found.course.exercises)}개 가운데 "
            f"{found.course.solved_least}개 이상을 해결"
        ),
        hours=found.course.hours,
        starts=found.starts,
        ends=found.ends,
        skills=[skill for skill, _ in found.course.skills],
        results=[("출석률", f"{judged.percent}%"), ("해결한 실습", f"{judged.solved}/{len(found.course.exercises)}")],
        claims=_claims(row, found),
        awarded=clock.now(),
        status_url=status_address(),
        status_index=index,
    )


def _claims(row: Enrolment, found: reads.CohortView) -> list[badges.Claim]:
    """Each exercise of the course that was solved, with the version of the data it was solved on."""
    solved = Attempt.objects.select_related("exercise").filter(
        person=row.person_id, is_solved=True, exercise__slug__in=found.course.exercises
    )
    by_slug = {each.exercise.slug: each for each in solved.order_by("-at")}
    return [
        badges.Claim(
            name=each.exercise.title_ko,
            narrative=_narrative(each),
            genre="exercise",
            url=settings.NARU_ADDRESS + reverse("academy:exercise", args=[slug]),
        )
        for slug, each in sorted(by_slug.items())
    ]


def _narrative(attempt: Attempt) -> str:
    data = ", ".join(
        f"{source['ko']} {source['version']}판" for source in attempt.exercise.sources.values() if "dataset" in source
    )
    day = f"{in_city(attempt.at):%Y-%m-%d}"
    return f"{day}에 숨은 검사까지 {attempt.score}점, 실습 {attempt.exercise.version}판" + (
        f", 데이터 {data}" if data else ""
    )


def _signed(document: dict[str, Any], clock: Clock) -> dict[str, Any]:
    try:
        return signed(document, keys.signing_key(), at=clock.now(), contexts=OURS)
    except TermUnknown as error:
        raise Refused("credential_terms_unknown", what=f"{error}") from None


def issuer() -> badges.Issuer:
    public = keys.signing_key().public_key().public_bytes_raw()
    return badges.Issuer(did=multibase.did_of(public), name=settings.NARU_CITY.ko, url=settings.NARU_ADDRESS)


def _paper_values(said: badges.Completion) -> dict[str, JSON]:
    return {
        "number": said.number,
        "holder": said.holder,
        "course": said.course.ko,
        "course_en": said.course.en,
        "cohort": said.cohort,
        "hours": said.hours,
        "starts": f"{said.starts}",
        "ends": f"{said.ends}",
        "awarded": f"{in_city(said.awarded):%Y-%m-%d}",
        "skills": [f"{each.name.ko} ({each.framework} {each.code})" for each in said.skills],
        "results": [[name, value] for name, value in said.results],
        "claims": [[each.name, each.narrative] for each in said.claims],
        "address": said.url,
        "qr": qr_rows(said.url),
    }


def qr_rows(text: str) -> list[str]:
    """The QR code of a text as rows of 0 and 1."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if cell else "0" for cell in row) for row in code.get_matrix()]


@transaction.atomic
def revoke(number: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> CredentialView:
    """For good, with the reason, which whoever checks is told. Raises ``Refused``: ``not_found``, ``academy_cannot_move``."""
    row = Credential.objects.select_for_update(of=("self",)).filter(number=number).first()
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.enrolment.cohort.course.organiser_id), by)
    row.state = moved(CredentialState(row.state), CredentialState.REVOKED, CREDENTIALS).value
    row.revoked, row.reason = clock.now(), reason.strip()[:300]
    row.save()
    papers.withdraw(row.paper_id, row.reason, by=by, clock=clock)
    record(by.actor, "academy_credential.revoked", number, facts={"number": number, "reason": row.reason}, clock=clock)
    return view(row)


# --- reading and checking ---


def credential(number: str) -> CredentialView:
    """Anyone who has the number. Raises ``Refused``: ``not_found``."""
    row = Credential.objects.filter(number=number).first()
    if row is None:
        raise Refused("not_found")
    return view(row)


def view(row: Credential) -> CredentialView:
    enrolment = Enrolment.objects.select_related("cohort__course__organiser", "cohort__policy").get(id=row.enrolment_id)
    found = reads.cohort_value(enrolment.cohort)
    subject = row.document["credentialSubject"]
    names = [each["name"] for each in subject["achievement"].get("resultDescription", ())]
    return CredentialView(
        id=row.id,
        number=row.number,
        enrolment_id=row.enrolment_id,
        state=CredentialState(row.state),
        holder=next(each["identityHash"] for each in subject["identifier"] if each["identityType"] == "name"),
        course=found.course.title,
        cohort=found.title,
        summary=found.course.summary,
        organiser=found.course.organiser_name,
        hours=found.course.hours,
        starts=subject["activityStartDate"],
        ends=subject["activityEndDate"],
        skills=found.course.skills,
        results=list(zip(names, [each["value"] for each in subject.get("result", ())], strict=True)),
        claims=row.document.get("evidence", ()),
        document=row.document,
        issued=row.issued,
        revoked=row.revoked,
        reason=row.reason,
        paper_id=row.paper_id,
    )


def status_address() -> str:
    return settings.NARU_ADDRESS + reverse("academy:status_list")


def status_credential(*, clock: Clock = SYSTEM_CLOCK) -> dict[str, Any]:
    """The list of what was taken back, signed now."""
    revoked = Credential.objects.filter(state=CredentialState.REVOKED).values_list("status_index", flat=True)
    document = badges.status_list_credential(status_address(), status_list.encoded(revoked), issuer(), clock.now())
    return signed(document, keys.signing_key(), at=clock.now(), contexts=OURS)


def check(document: Any, *, clock: Clock = SYSTEM_CLOCK) -> verification.Checked:
    """A credential that someone holds, with our own list for our own; a list elsewhere is not fetched: status unknown."""
    now = clock.now() + timedelta(seconds=1)  # one signed this second is valid this second
    return verification.check(document, contexts=OURS, key_of=multibase.key_of_method, status_of=_own_status, now=now)


def _own_status(entry: Mapping[str, Any]) -> verification.Status:
    index = f"{entry.get('statusListIndex', '')}"
    if entry.get("statusListCredential") != status_address() or not index.isdigit():
        return verification.Status.UNKNOWN
    state = Credential.objects.filter(status_index=int(index)).values_list("state", flat=True).first()
    if state is None:
        return verification.Status.UNKNOWN
    return verification.Status.REVOKED if state == CredentialState.REVOKED else verification.Status.GOOD


def is_ours(document: Mapping[str, Any]) -> bool:
    """Whether this installation's key is the issuer that it names."""
    named = document.get("issuer")
    return (named.get("id") if isinstance(named, dict) else named) == issuer().did


def is_known(number: str) -> bool:
    return Credential.objects.filter(number=number).exists()
