"""Consult, apply, accept, take in dossiers: the city's part of a combination before anything is released."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import actions as case_actions
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.states import CaseState
from naru.commons.duties import actions as duties
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson, ToRole
from naru.commons.papers import actions as papers
from naru.commons.rates.actions import use_rates
from naru.systems.combination import kit, portal_folder, reads
from naru.systems.combination.core import rights
from naru.systems.combination.core.application import FORM, ITEM_WORDS, spec_of
from naru.systems.combination.core.states import Event
from naru.systems.combination.models import Consultation, Holding
from naru.systems.combination.notices import APPLICATION as APPLICATION_TOPIC
from naru.systems.combination.notices import CONSULTATION as CONSULTATION_TOPIC
from naru.systems.combination.notices import LATE
from naru.systems.combination.paper_templates import RECEIPT
from naru.systems.combination.rate_names import FEE, FEE_DAYS, SUPPLEMENT

TEXT_LONGEST = 2000
NO_END = timedelta(days=3650)
UNDER_WAY = frozenset({CaseState.FILED, CaseState.SUPPLEMENT, CaseState.COMPLETE})
OUTCOMES = {
    Event.RELEASE.value: ("released", Words("심사를 거쳐 반출했습니다.", "Released after review.")),
    Event.STOP.value: ("stopped", Words("중지했습니다.", "Stopped.")),
}


@transaction.atomic
def consult(
    organisation: OrganisationId,
    *,
    partners: str,
    text: str,
    items: Collection[str],
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Consultation:
    """Ask before applying. Raises ``Refused("combination_text_missing")``."""
    require(rights.may_apply_for(by, organisation), by, scope=Scope.WRITE)
    row = Consultation.objects.create(
        organisation_id=organisation,
        partners=_said(partners)[:300],
        text=_said(text),
        items=[item for item in ITEM_WORDS if item in items],
        asked=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    record(by.actor, "combination_consultation.asked", row.id, clock=clock)
    asked = reads.consultation(row.id, by)
    tell(
        ToRole("officer"),
        topic=CONSULTATION_TOPIC,
        title=Words(f"결합 사전협의 요청: {asked.name.ko}", f"Consultation asked for by {asked.name.en}"),
        about=asked.ref,
        key="asked",
        by=by.actor,
        clock=clock,
    )
    return asked


@transaction.atomic
def answer_consultation(consultation_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``combination_text_missing``."""
    _require_officer(by)
    row = Consultation.objects.select_for_update().filter(id=consultation_id).first()
    if row is None:
        raise Refused("not_found")
    row.answer, row.answered, row.answered_by = _said(text), clock.now(), by.name
    row.save()
    record(by.actor, "combination_consultation.answered", row.id, clock=clock)
    tell(
        ToOrganisation(OrganisationId(row.organisation_id)),
        topic=CONSULTATION_TOPIC,
        title=Words("결합 사전협의에 답이 왔습니다", "Your consultation is answered"),
        text=Words(row.answer, row.answer),
        about=Ref(reads.CONSULTATION, row.id),
        key=clock.now().isoformat(),
        by=by.actor,
        clock=clock,
    )


@transaction.atomic
def apply(consultation_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """An empty application. Raises ``Refused``: ``not_found``, ``consultation_open``, ``case_exists``."""
    asked = reads.consultation(consultation_id, by)
    require(rights.may_apply_for(by, asked.organisation), by, scope=Scope.WRITE)
    if asked.answered is None:
        raise Refused("consultation_open")
    return case_actions.open_case(
        reads.APPLICATION, about=asked.ref, organisation=asked.organisation, by=by, clock=clock
    )


def save(
    case_id: str, step: str, raw: Mapping[str, str], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> dict[str, Words]:
    """A step's answers; by field what is wrong. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, _ = _own(case_id, by)
    return case_actions.save_answers(case.id, raw, form=FORM, step=step, clock=clock)


def attach(
    case_id: str, field: str, *, name: str, sha256: str, size: int, by: Person, clock: Clock = SYSTEM_CLOCK
) -> None:
    """Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, _ = _own(case_id, by)
    case_actions.attach(case.id, field, form=FORM, name=name, sha256=sha256, size=size, clock=clock)


@transaction.atomic
def file(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """Sent, with a paper of what was sent. Raises ``Refused``: as ``cases.file_case``, ``key_spec_wrong``."""
    case, asked = _own(case_id, by)
    filed = case_actions.file_case(case.id, form=FORM, until=clock.now() + NO_END, by=by, clock=clock)
    spec = spec_of(filed.answers, asked.case_name)
    papers.issue(RECEIPT, _receipt(filed, spec.digest), about=Ref(reads.APPLICATION, case.id), by=by, clock=clock)
    tell(
        ToRole("officer"),
        topic=APPLICATION_TOPIC,
        title=Words(f"결합 신청: {filed.name.ko}", f"Application for a combination by {filed.name.en}"),
        about=Ref(reads.APPLICATION, case.id),
        key=f"filed:{clock.now().isoformat()}",
        by=by.actor,
        clock=clock,
    )
    return filed


def _receipt(case: cases.Case, spec: str) -> dict[str, JSON]:
    assert case.filed is not None, "it was just filed"
    fields = {field.name: field for field in FORM.fields}
    choices = {name: {code: words.ko for code, words in field.choices} for name, field in fields.items()}
    return {
        "firm": case.name.ko,
        "filed": f"{in_city(case.filed):%Y-%m-%d %H:%M}",
        "spec": spec,
        "answers": [
            [fields[name].words.ko, "동의함" if value is True else choices[name].get(str(value), f"{value}")]
            for name, value in case.answers.items()
            if value is not None and name in fields
        ],
        "documents": [[fields[each.field].words.ko, each.sha256] for each in cases.documents([case.id])],
    }


def withdraw(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    case_actions.withdraw(case.id, by=by, clock=clock)


@transaction.atomic
def ask_supplement(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> date:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``, ``rate_missing``, ``combination_text_missing``."""
    _require_officer(by)
    case, _ = reads.application(case_id, by)
    about = Ref(reads.APPLICATION, case.id)
    days = use_rates(about, SUPPLEMENT, on=clock.today(), clock=clock)[SUPPLEMENT].integer
    due = case_actions.ask_supplement(case.id, _said(text), working_days=days, by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=APPLICATION_TOPIC,
        title=Words(f"결합 신청 보완 요청, 기한 {due}", f"Your application: supplement by {due}"),
        text=Words(text, text),
        about=about,
        key=f"supplement:{clock.now().isoformat()}",
        due=due,
        by=by.actor,
        clock=clock,
    )
    return due


@transaction.atomic
def accept(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Keys may be made: the site makes its card for the case; answers the case's name.

    Raises ``Refused``: ``not_found``, ``case_cannot_move``, ``key_spec_wrong``.
    """
    _require_officer(by)
    case, asked = reads.application(case_id, by)
    spec = spec_of(case.answers, asked.case_name)
    case_actions.complete(case.id, by=by, clock=clock)
    record(by.actor, "combination_application.accepted", case.id, facts={"spec": spec.digest}, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=APPLICATION_TOPIC,
        title=Words("결합 신청이 받아들여졌습니다", "Your application is accepted"),
        text=Words("결합키 꾸러미를 내려받아 결합키를 만들어 주세요.", "Download the key kit and make your keys."),
        about=Ref(reads.APPLICATION, case.id),
        key="accepted",
        by=by.actor,
        clock=clock,
    )
    _owe_fee(case, by=by, clock=clock)
    portal_folder.make(spec, clock)
    return spec.case


def _owe_fee(case: cases.Case, *, by: Person, clock: Clock) -> None:
    """Where the city has entered a fee; the decision keeps the figures that it used."""
    about = Ref(reads.APPLICATION, case.id)
    try:
        used = use_rates(about, FEE, FEE_DAYS, on=clock.today(), clock=clock)
    except Refused as refused:
        if refused.code != "rate_missing":
            raise
        return
    won = used[FEE].integer
    if won:
        duties.owe(
            fee_key(case.id),
            what=Words(f"결합 수수료 {won:,}원을 냅니다.", f"Pay the fee of {won:,} won."),
            due=clock.today() + timedelta(days=used[FEE_DAYS].integer),
            about=about,
            source=used[FEE].source,
            organisation=case.organisation,
            by=by,
            clock=clock,
        )


def fee_key(case_id: str) -> str:
    return f"combination:{case_id}:fee"


def take_fee(case_id: str, receipt: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The fee came in, by a receipt's number. Raises ``Refused``: ``not_found``, ``no_such_duty``, ``duty_cannot_move``."""
    _require_officer(by)
    case, _ = reads.application(case_id, by)
    duties.fulfil(fee_key(case.id), evidence=_said(receipt)[:64], by=by, clock=clock)


def kit_of(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> bytes:
    """What every owner and role begins with. Raises ``Refused("not_found")`` before the application was accepted."""
    _, asked = reads.application(case_id, by)
    folder = portal_folder.look(asked.case_name, clock)
    return kit.packed(folder.spec, [folder.card, *folder.cards()])


@transaction.atomic
def take_dossier(case_id: str, content: bytes, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> bool:
    """A role's dossier, verified; whether it says more than before. A released or stopped case is decided by it.

    Raises ``Refused`` as ``portal_folder.read_bundle`` and ``keep_copy``.
    """
    _require_officer(by)
    case, asked = reads.application(case_id, by)
    copy = portal_folder.read_bundle(content)
    with portal_folder.open_portal(asked.case_name, clock) as folder:
        new = portal_folder.keep_copy(folder, copy)
    facts = {"role": copy.card.role, "head": copy.chain[-1].digest}
    record(by.actor, "combination_application.dossier_taken", case.id, facts=facts, clock=clock)
    ended = next((OUTCOMES[e.event] for e in reversed(copy.chain) if e.event in OUTCOMES), None)
    if copy.card.role == "agency" and ended and case.state is CaseState.COMPLETE:
        _decide(case, *ended, by=by, clock=clock)
    return new


def _decide(case: cases.Case, outcome: str, why: Words, *, by: Person, clock: Clock) -> None:
    review.decide(case.id, review.Outcome(outcome=outcome, reasons=[why]), by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        ToPerson(case.by_id),
        topic=APPLICATION_TOPIC,
        title=Words(f"결합 결과: {why.ko}", f"Your combination: {why.en}"),
        about=Ref(reads.APPLICATION, case.id),
        key=outcome,
        by=by.actor,
        clock=clock,
    )


def tell_late(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Officers and the applicant, once a step, of what has stood longer than it should; how many were told."""
    told = 0
    for asked in reads.consultations(SYSTEM):
        case = reads.application_of(asked)
        if case is None or case.state not in UNDER_WAY:
            continue
        for lap in reads.progress(case, asked, clock=clock).late:
            told += tell(
                ToRole("officer"),
                ToOrganisation(case.organisation),
                topic=LATE,
                title=Words(f"결합이 늦어지고 있습니다: {lap.words.ko}", f"A combination is late: {lap.words.en}"),
                about=Ref(reads.APPLICATION, case.id),
                key=lap.phase.value,
                by=SYSTEM.actor,
                clock=clock,
            )
    return told


@transaction.atomic
def show_holding(
    organisation: OrganisationId,
    *,
    title: str,
    text: str,
    items: Collection[str],
    persons: int,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """Tell what could be combined, to the nearest thousand persons. Raises ``Refused``: ``combination_text_missing``, ``holding_too_small``."""
    require(rights.may_apply_for(by, organisation), by, scope=Scope.WRITE)
    said = (persons + reads.HELD_STEP // 2) // reads.HELD_STEP * reads.HELD_STEP
    if said < reads.HELD_STEP:
        raise Refused("holding_too_small", least=reads.HELD_STEP)
    row = Holding.objects.create(
        organisation_id=organisation,
        title=_said(title)[:120],
        text=text.strip()[:500],
        items=[item for item in ITEM_WORDS if item in items],
        persons=said,
        at=clock.now(),
    )
    record(by.actor, "combination_holding.shown", row.id, facts={"persons": said}, clock=clock)
    return row.id


@transaction.atomic
def hide_holding(holding_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused("not_found")``."""
    row = Holding.objects.select_for_update().filter(id=holding_id).first()
    if row is None:
        raise Refused("not_found")
    require(rights.may_apply_for(by, OrganisationId(row.organisation_id)), by, scope=Scope.WRITE)
    row.delete()
    record(by.actor, "combination_holding.hidden", holding_id, clock=clock)


def _own(case_id: str, by: Person) -> tuple[cases.Case, reads.Consultation]:
    case, asked = reads.application(case_id, by)
    require(rights.may_apply_for(by, case.organisation), by, scope=Scope.WRITE)
    return case, asked


def _require_officer(by: Person) -> None:
    require(rights.may_run(by), by, scope=Scope.ADMIN)


def _said(text: str) -> str:
    if not text.strip():
        raise Refused("combination_text_missing")
    return text.strip()[:TEXT_LONGEST]
