"""Open a case, save its answers, attach, file, supplement, withdraw. Who may, the owning system has asked before."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from naru.base.calendar.actions import reckon_deadline
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import reads
from naru.commons.cases.core.forms import Form, cleaned, gaps
from naru.commons.cases.core.states import CaseState, moved, require_edited
from naru.commons.cases.models import Case as CaseRow
from naru.commons.cases.models import Document, Supplement

ORIGINS_MOST = 20
TRIES = 20


@transaction.atomic
def open_case(
    kind: str, *, about: Ref, organisation: OrganisationId | None, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.Case:
    """An empty draft with the next number, of the organisation or, with none, of ``by``. Raises ``Refused``: ``case_exists``."""
    own = CaseRow.objects.filter(kind=kind, about_kind=about.kind, about_id=about.id)
    own = own.filter(organisation_id=organisation) if organisation else own.filter(person_id=by.id)
    if own.exclude(state__in=[CaseState.WITHDRAWN, CaseState.LAPSED]).exists():
        raise Refused("case_exists")
    row = _numbered(kind, about=about, organisation=organisation, by=by, clock=clock)
    number = row.number
    record(by.actor, "case.opened", row.id, facts={"number": number, "kind": kind}, clock=clock)
    return reads.case(row.id, kind)


def _numbered(kind: str, *, about: Ref, organisation: OrganisationId | None, by: Person, clock: Clock) -> CaseRow:
    """Another draft may take the number, or be the applicant's own, at the same moment: the constraints say which."""
    for _ in range(TRIES):
        last = CaseRow.objects.filter(about_kind=about.kind, about_id=about.id).aggregate(last=Max("number"))["last"]
        with suppress(IntegrityError), transaction.atomic():
            return CaseRow.objects.create(
                kind=kind,
                about_kind=about.kind,
                about_id=about.id,
                organisation_id=organisation,
                person_id=None if organisation else by.id,
                number=(last or 0) + 1,
                opened=clock.now(),
                saved=clock.now(),
                by_id=by.id,
            )
    raise Refused("case_exists")


@transaction.atomic
def save_answers(
    case_id: str,
    raw: Mapping[str, str],
    *,
    form: Form,
    step: str,
    origin: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> dict[str, Words]:
    """Keep what of a step's answers can be kept; by field what is wrong with the others.

    ``origin`` is a keyed digest of whence it comes. Raises ``Refused``: ``not_found``, ``case_not_open``.
    """
    row = locked(case_id)
    require_edited(CaseState(row.state))
    known = form.step(step)
    if known is None:
        raise Refused("not_found")
    answers, faults = cleaned(known, raw)
    row.answers = row.answers | answers
    if origin and origin not in row.origins:
        row.origins = [*row.origins, origin][-ORIGINS_MOST:]
    row.saved = clock.now()
    row.save()
    return faults


@transaction.atomic
def attach(
    case_id: str, field: str, *, form: Form, name: str, sha256: str, size: int, clock: Clock = SYSTEM_CLOCK
) -> None:
    """The document of a field, in place of an earlier one. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    row = locked(case_id)
    require_edited(CaseState(row.state))
    if form.field(field) is None:
        raise Refused("not_found")
    values = {"name": name[:200], "sha256": sha256, "size": size, "at": clock.now()}
    Document.objects.update_or_create(case=row, field=field, defaults=values)


@transaction.atomic
def file_case(case_id: str, *, form: Form, until: datetime, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Case:
    """Filed, or filed again after a supplement, whose own day then holds.

    Raises ``Refused``: ``not_found``, ``case_cannot_move``, ``case_too_late``, ``case_incomplete``.
    """
    row = locked(case_id)
    before = CaseState(row.state)
    row.state = moved(before, CaseState.FILED).value
    if before is CaseState.DRAFT and clock.now() > until:
        raise Refused("case_too_late", until=f"{in_city(until):%Y-%m-%d %H:%M}")
    documents = set(Document.objects.filter(case=row).values_list("field", flat=True))
    missing = gaps(form, row.answers, documents)
    if missing:
        raise Refused(
            "case_incomplete",
            count=len(missing),
            fields=", ".join(gap.field.words.ko for gap in missing[:5]),
            fields_en=", ".join(gap.field.words.en for gap in missing[:5]),
        )
    row.filed = row.filed or clock.now()
    row.save()
    if before is CaseState.SUPPLEMENT:
        Supplement.objects.filter(case=row, answered=None).update(answered=clock.now())
        record(by.actor, "case.supplemented", row.id, clock=clock)
    else:
        facts = {"number": row.number, "documents": len(documents)}
        record(by.actor, "case.filed", row.id, facts=facts, clock=clock)
    return reads.case(row.id, row.kind)


@transaction.atomic
def ask_supplement(case_id: str, text: str, *, working_days: int, by: Person, clock: Clock = SYSTEM_CLOCK) -> date:
    """The day by which it is to be answered. Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    row = _moved(case_id, CaseState.SUPPLEMENT)
    due = reckon_deadline(Ref("case", row.id), clock.today(), working_days, clock=clock)
    Supplement.objects.create(case=row, text=text.strip()[:2000], due=due, asked=clock.now(), by_name=by.name)
    facts = {"due": due.isoformat(), "text": text.strip()[:200]}
    record(by.actor, "case.supplement_asked", row.id, facts=facts, clock=clock)
    return due


@transaction.atomic
def complete(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Nothing is missing and nothing bars it: on to review. Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    row = _moved(case_id, CaseState.COMPLETE)
    record(by.actor, "case.completed", row.id, clock=clock)


@transaction.atomic
def withdraw(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    row = _moved(case_id, CaseState.WITHDRAWN)
    record(by.actor, "case.withdrawn", row.id, clock=clock)


@transaction.atomic
def lapse_overdue(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Cases whose supplement was not answered by its day, which is included; how many."""
    late = Supplement.objects.filter(answered=None, due__lt=clock.today(), case__state=CaseState.SUPPLEMENT)
    found = sorted(set(late.values_list("case_id", flat=True)))
    for case_id in found:
        _moved(case_id, CaseState.LAPSED)
        record(SYSTEM.actor, "case.lapsed", case_id, clock=clock)
    return len(found)


def _moved(case_id: str, to: CaseState) -> CaseRow:
    row = locked(case_id)
    row.state = moved(CaseState(row.state), to).value
    row.save()
    return row


def locked(case_id: str) -> CaseRow:
    """Raises ``Refused``: ``not_found``."""
    row = CaseRow.objects.select_for_update().filter(id=case_id).first()
    if row is None:
        raise Refused("not_found")
    return row
