"""Open a call, apply, check, draw the panel, announce: ``commons.cases`` with the words of calls."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person, PersonId, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.cases import actions as case_actions
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.awards import Verdict, allocate
from naru.commons.cases.core.interests import Tie, ties_between
from naru.commons.cases.core.panels import Candidate
from naru.commons.cases.core.scores import Entry, Ranked, Tally, ranked, tally
from naru.commons.cases.core.states import CaseState
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.papers import actions as papers
from naru.systems.firms.core import rights
from naru.systems.firms.core.calls import rules_of
from naru.systems.firms.models import TITLE_LONGEST, Award, Problem
from naru.systems.firms.models import Call as CallRow
from naru.systems.firms.notices import PANEL, RESULT, SUPPLEMENT
from naru.systems.firms.paper_templates import RESULT as RESULT_PAPER
from naru.systems.firms.reads import calls as reads

LAST_MOMENT = timedelta(seconds=1)
OUTCOMES = {"awarded": Words("선정", "awarded"), "declined": Words("선정하지 않음", "not awarded")}


@transaction.atomic
def open_call(
    title: Words,
    *,
    summary: Words,
    rules: Mapping[str, Any],
    closes_on: date,
    problem_id: str = "",
    seed: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Call:
    """Open from now to the end of the last day; what draws panel and lots is written down now.

    Raises ``Refused``: ``call_text_refused``, ``call_rules_refused``, ``not_found``.
    """
    require_officer(by)
    texts = [part.strip() for part in (title.ko, title.en, summary.ko, summary.en)]
    if not all(texts) or max(map(len, texts[:2])) > TITLE_LONGEST or closes_on <= clock.today():
        raise Refused("call_text_refused")
    try:
        rules_of(rules)
    except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise Refused("call_rules_refused", what=f"{error}"[:200]) from None
    if problem_id and not (is_id(problem_id) and Problem.objects.filter(id=problem_id).exists()):
        raise Refused("not_found")
    row = CallRow.objects.create(
        title_ko=texts[0],
        title_en=texts[1],
        summary_ko=texts[2][:2000],
        summary_en=texts[3][:2000],
        rules=dict(rules),
        seed=seed or secrets.token_hex(16),
        problem_id=problem_id or None,
        opens=clock.now(),
        closes=datetime.combine(closes_on + timedelta(days=1), time(), CITY_ZONE) - LAST_MOMENT,
    )
    record(by.actor, "support_call.opened", row.id, facts={"title": row.title_ko, "seed": row.seed}, clock=clock)
    return reads.call_value(row)


# --- applying ---


@transaction.atomic
def apply(call_id: str, organisation: OrganisationId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """An empty form. Raises ``Refused``: ``not_found``, ``call_not_open``, ``case_exists``."""
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    found = reads.call(call_id)
    if not found.is_open(clock.now()):
        opens, closes = reads.period(found)
        raise Refused("call_not_open", opens=opens, closes=closes)
    return case_actions.open_case(reads.APPLICATION, about=found.ref, organisation=organisation, by=by, clock=clock)


def save(
    case_id: str, step: str, raw: Mapping[str, str], *, by: Person, origin: str = "", clock: Clock = SYSTEM_CLOCK
) -> dict[str, Words]:
    """A step's answers; by field what is wrong. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, found = _own(case_id, by)
    return case_actions.save_answers(case.id, raw, form=found.form, step=step, origin=origin, clock=clock)


@transaction.atomic
def file(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """Raises ``Refused`` as ``cases.file_case``."""
    case, found = _own(case_id, by)
    return case_actions.file_case(case.id, form=found.form, until=found.closes, by=by, clock=clock)


def withdraw(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    case_actions.withdraw(case.id, by=by, clock=clock)


def object_to(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    review.object_to(case.id, text, by=by, clock=clock)


# --- checking and judging ---


@transaction.atomic
def ask_supplement(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> date:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    require_officer(by)
    case = reads.application(case_id, by)
    found = reads.call(case.about.id)
    due = case_actions.ask_supplement(case.id, text, working_days=found.rules.supplement_days, by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=SUPPLEMENT,
        title=Words(f"지원 신청 보완 요청, 기한 {due}", f"Your application: supplement by {due}"),
        text=Words(text, text),
        about=Ref(reads.APPLICATION, case.id),
        key=f"{clock.now().isoformat()}",
        due=due,
        by=by.actor,
        clock=clock,
    )
    return due


@transaction.atomic
def complete_all(call_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every filed application goes on to review; how many."""
    require_officer(by)
    filed = cases.cases_about(reads.call(call_id).ref, states=[CaseState.FILED])
    for case in filed:
        case_actions.complete(case.id, by=by, clock=clock)
    return len(filed)


@transaction.atomic
def draw_panel(
    call_id: str, candidates: Sequence[str], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[cases.SeatView]:
    """By the seed that was written down as the call opened; ties put members out of cases. Nobody who may know the applicants.

    Raises ``Refused``: ``reviewer_not_blind``, ``panel_exists``, ``panel_too_small``.
    """
    require_officer(by)
    found = reads.call(call_id)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    applicants = {case.id: reads.ties_of([case.organisation]) for case in listed}
    known = [people.person(PersonId(each)) for each in candidates]
    seeing = [each.name for each in known if rights.may_see_applicants(each, is_reviewer=False)]
    if seeing:
        raise Refused("reviewer_not_blind", names=", ".join(sorted(seeing)))
    ties: dict[str, dict[str, list[Tie]]] = {}
    for person in known:
        own = reads.ties_of(sorted(person.roles))
        ties[person.id] = {case_id: met for case_id, theirs in applicants.items() if (met := ties_between(own, theirs))}
    seats = [Candidate(person_id=each.id, organisation=min(each.roles, default="")) for each in known]
    drawn = review.draw_panel(
        found.ref, seats, found.rules.panel, seed=reads.seed_of(found.id), ties=ties, by=by, clock=clock
    )
    tell(
        *(ToPerson(seat.person_id) for seat in drawn),
        topic=PANEL,
        title=Words(f"{found.title.ko} 심사를 부탁드립니다", f"Please review for {found.title.en}"),
        about=found.ref,
        key="drawn",
        by=by.actor,
        clock=clock,
    )
    return drawn


def ranking(found: reads.Call) -> tuple[list[Ranked], dict[str, Tally]]:
    """As the signed sheets have it now. Raises ``Refused``: ``no_sheets``."""
    sheets, rules = cases.signed_sheets(found.ref), found.rules
    entries = [
        Entry(
            case_id=case.id,
            tally=tally(sheets.get(case.id, []), rules.criteria, trims=rules.trims, far=rules.far_points),
            filed=case.filed or case.opened,
        )
        for case in cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    ]
    places = ranked(entries, rules.criteria, seed=reads.seed_of(found.id))
    return places, {entry.case_id: entry.tally for entry in entries}


@transaction.atomic
def announce(call_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[Verdict]:
    """Decide all, award by rank while the capacity lasts, tell each applicant the reasons.

    Raises ``Refused``: ``call_announced_already``, ``call_not_judged``, ``call_panel_not_signed``, ``no_sheets``.
    """
    require_officer(by)
    row = CallRow.objects.select_for_update().filter(id=call_id).first()
    if row is None:
        raise Refused("not_found")
    found = reads.call_value(row)
    _require_judged(found)
    listed = {case.id: case for case in cases.cases_about(found.ref, states=[CaseState.COMPLETE])}
    asked = {case.id: int(str(case.answers["amount"])) for case in listed.values()}
    rules = found.rules
    places, _ = ranking(found)
    verdicts = allocate(places, asked, most=rules.capacity, pass_score=rules.pass_score, sentences=rules.sentences)
    row.announced = clock.now()
    row.save()
    for verdict in verdicts:
        case = listed[verdict.ranked.case_id]
        if verdict.granted:
            _award(case, found, verdict.granted, by=by, clock=clock)
        _tell_decision(case, found, verdict, by=by, clock=clock)
    facts = {"awarded": sum(bool(each.granted) for each in verdicts)}
    record(by.actor, "support_call.announced", row.id, facts=facts, clock=clock)
    return verdicts


def _require_judged(found: reads.Call) -> None:
    if found.announced is not None:
        raise Refused("call_announced_already")
    seats = cases.seats(found.ref)
    if not seats:
        raise Refused("call_not_judged")
    waiting = sum(seat.signed is None for seat in seats)
    if waiting:
        raise Refused("call_panel_not_signed", count=waiting)


def _award(case: cases.Case, found: reads.Call, amount: int, *, by: Person, clock: Clock) -> None:
    row = Award.objects.create(
        case_id=case.id,
        call_id=found.id,
        organisation_id=case.organisation,
        number=case.number,
        title=str(case.answers.get("title"))[:200],
        amount=amount,
    )
    said = found.rules.amount(amount)
    record(by.actor, "support_award.granted", row.id, facts={"amount": said.ko, "amount_en": said.en}, clock=clock)


def _tell_decision(case: cases.Case, found: reads.Call, verdict: Verdict, *, by: Person, clock: Clock) -> None:
    about = Ref(reads.APPLICATION, case.id)
    code = "awarded" if verdict.granted else "declined"
    place = verdict.ranked
    outcome = review.Outcome(outcome=code, reasons=verdict.reasons, score=place.score, place=place.place)
    review.decide(case.id, outcome, by=by, clock=clock)
    values: dict[str, JSON] = {
        "call": found.title.ko,
        "number": case.number,
        "firm": case.name.ko,
        "outcome": OUTCOMES[code].ko,
        "reasons": [reason.ko for reason in verdict.reasons],
    }
    papers.issue(RESULT_PAPER, values, about=about, by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=RESULT,
        title=Words("지원 신청의 결과가 나왔습니다", "The result of your application is there"),
        text=Words("\n".join(each.ko for each in verdict.reasons), "\n".join(each.en for each in verdict.reasons)),
        about=about,
        key="decided",
        by=by.actor,
        clock=clock,
    )


def _own(case_id: str, by: Person) -> tuple[cases.Case, reads.Call]:
    case = reads.application(case_id, by)
    require(rights.may_describe(by, case.organisation) or by.is_system, by, scope=Scope.WRITE)
    return case, reads.call(case.about.id)


def require_officer(by: Person) -> None:
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
