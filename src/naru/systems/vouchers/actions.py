"""Appropriate, open a programme, apply, check, draw the panel, decide."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.cases import actions as case_actions
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.awards import Verdict
from naru.commons.cases.core.interests import Tie, ties_between
from naru.commons.cases.core.panels import Candidate
from naru.commons.cases.core.scores import Entry, Ranked, Tally, ranked, tally
from naru.commons.cases.core.states import CaseState
from naru.commons.ledger.core.transfers import Act
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.papers import actions as papers
from naru.systems.vouchers import bookkeeping, reads
from naru.systems.vouchers.core import money, rights
from naru.systems.vouchers.core.decisions import decided
from naru.systems.vouchers.core.eligibility import bars
from naru.systems.vouchers.core.programme import rules_of
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Programme as ProgrammeRow
from naru.systems.vouchers.notices import PANEL, RESULT, SUPPLEMENT
from naru.systems.vouchers.paper_templates import RECEIPT
from naru.systems.vouchers.paper_templates import RESULT as RESULT_PAPER


@transaction.atomic
def appropriate(year: int, source: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Money of a year's budget that programmes of the source may take."""
    _require_officer(by)
    id = new_id()
    bookkeeping.appropriate(year, source, won, id=id, act=Act("programme.appropriated", id), clock=clock)
    record(by.actor, "programme.appropriated", id, facts={"year": year, "source": source, "won": won}, clock=clock)


@transaction.atomic
def open_programme(
    title: Words,
    *,
    summary: Words,
    year: int,
    rules: Mapping[str, Any],
    opens: datetime,
    closes: datetime,
    spend_until: date,
    by: Person,
    seed: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Programme:
    """Announced with its rules, its money taken from the year's; what draws panel and lots is written down now.

    Raises ``Refused``: ``programme_rules_refused``, ``appropriation_too_small``.
    """
    _require_officer(by)
    try:
        known = rules_of(rules)
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise Refused("programme_rules_refused", what=f"{error}") from None
    row = ProgrammeRow.objects.create(
        title_ko=title.ko,
        title_en=title.en,
        summary_ko=summary.ko,
        summary_en=summary.en,
        year=year,
        rules=dict(rules),
        seed=seed or secrets.token_hex(16),
        opens=opens,
        closes=closes,
        spend_until=spend_until,
    )
    bookkeeping.open_funds(row, [(source.code, source.won) for source in known.sources], clock=clock)
    facts = {"title": title.ko, "won": known.budget_krw, "seed": row.seed}
    record(by.actor, "programme.opened", row.id, facts=facts, clock=clock)
    return reads.programme_value(row)


# --- applying ---


@transaction.atomic
def apply(programme_id: str, organisation: OrganisationId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """An empty form. Raises ``Refused``: ``not_found``, ``programme_not_open``, ``case_exists``."""
    require(rights.may_apply_for(by, organisation), by, scope=Scope.WRITE)
    found = reads.programme(programme_id)
    if not found.is_open(clock.now()):
        opens, closes = (f"{in_city(each):%Y-%m-%d %H:%M}" for each in (found.opens, found.closes))
        raise Refused("programme_not_open", opens=opens, closes=closes)
    return case_actions.open_case(reads.APPLICATION, about=found.ref, organisation=organisation, by=by, clock=clock)


def save(
    case_id: str, step: str, raw: Mapping[str, str], *, by: Person, origin: str = "", clock: Clock = SYSTEM_CLOCK
) -> dict[str, Words]:
    """A step's answers; by field what is wrong. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, found = _own(case_id, by)
    return case_actions.save_answers(case.id, raw, form=found.form, step=step, origin=origin, clock=clock)


def attach(
    case_id: str, field: str, *, name: str, sha256: str, size: int, by: Person, clock: Clock = SYSTEM_CLOCK
) -> None:
    """A document that is kept under its hash already. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, found = _own(case_id, by)
    case_actions.attach(case.id, field, form=found.form, name=name, sha256=sha256, size=size, clock=clock)


@transaction.atomic
def file(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """Sent, with a paper of what was sent. Raises ``Refused``: ``ask_over_ceiling``, or as ``cases.file_case``."""
    case, found = _own(case_id, by)
    kind = found.rules.kind(str(case.answers.get("kind")))
    won = case.answers.get("won")
    if kind is not None and isinstance(won, int) and won > kind.ceiling_krw:
        facts = {"kind": kind.words.ko, "kind_en": kind.words.en, "most": kind.ceiling_krw, "won": won}
        raise Refused("ask_over_ceiling", **facts)
    filed = case_actions.file_case(case.id, form=found.form, until=found.closes, by=by, clock=clock)
    papers.issue(RECEIPT, _receipt(filed, found), about=Ref(reads.APPLICATION, case.id), by=by, clock=clock)
    return filed


def _receipt(case: cases.Case, found: reads.Programme) -> dict[str, JSON]:
    assert case.filed is not None, "it was just filed"
    names = {field.name: field.words.ko for field in found.form.fields}
    return {
        "programme": found.title.ko,
        "number": case.number,
        "firm": case.name.ko,
        "filed": f"{in_city(case.filed):%Y-%m-%d %H:%M}",
        "answers": [[names[name], f"{value}"] for name, value in case.answers.items() if value is not None],
        "documents": [[names[each.field], each.sha256] for each in cases.documents([case.id])],
    }


def withdraw(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    case_actions.withdraw(case.id, by=by, clock=clock)


@transaction.atomic
def object_to(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    review.object_to(case.id, text, by=by, clock=clock)


# --- checking ---


@transaction.atomic
def ask_supplement(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> date:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    _require_officer(by)
    case = cases.case(case_id, reads.APPLICATION)
    found = reads.programme(case.about.id)
    due = case_actions.ask_supplement(case.id, text, working_days=found.rules.supplement_days, by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=SUPPLEMENT,
        title=Words(f"{case.number}번 신청 보완 요청, 기한 {due}", f"Application {case.number}: supplement by {due}"),
        text=Words(text, text),
        about=Ref(reads.APPLICATION, case.id),
        key=f"{clock.now().isoformat()}",
        due=due,
        by=by.actor,
        clock=clock,
    )
    return due


@transaction.atomic
def check_all(programme_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> tuple[int, int]:
    """Every filed application: on to review where no rule bars it, else decided with the reasons; how many of each."""
    _require_officer(by)
    found = reads.programme(programme_id)
    passed = barred = 0
    for case in cases.cases_about(found.ref, states=[CaseState.FILED]):
        against = bars(reads.eligibility(case, found, clock=clock))
        if against:
            reasons = [Words(f"맞지 않음: {each.words.ko}", f"Not met: {each.words.en}") for each in against]
            _tell_decision(case, found, review.Outcome(outcome="ineligible", reasons=reasons), by=by, clock=clock)
            barred += 1
        else:
            case_actions.complete(case.id, by=by, clock=clock)
            passed += 1
    return passed, barred


# --- judging ---


@transaction.atomic
def draw_panel(
    programme_id: str, candidates: Sequence[str], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[cases.SeatView]:
    """Reviewers among people, by the seed that was written down as the programme opened; ties put them out of cases.

    Raises ``Refused``: ``panel_exists``, ``panel_too_small``.
    """
    _require_officer(by)
    found = reads.programme(programme_id)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    applicants = {case.id: reads.ties_of([case.organisation], clock=clock) for case in listed}
    ties: dict[str, dict[str, list[Tie]]] = {}
    seats = []
    for each in candidates:
        person = people.person(each)  # type: ignore[arg-type]
        own = reads.ties_of(sorted(person.roles), clock=clock)
        ties[each] = {case_id: met for case_id, theirs in applicants.items() if (met := ties_between(own, theirs))}
        seats.append(Candidate(person_id=each, organisation=min(person.roles, default="")))
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


def ranking(found: reads.Programme) -> tuple[list[Ranked], dict[str, Tally]]:
    """As the signed sheets have it now. Raises ``Refused``: ``no_sheets``."""
    sheets = cases.signed_sheets(found.ref)
    rules = found.rules
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
def announce(programme_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[Verdict]:
    """Decide all, grant the vouchers, tell each applicant the reasons.

    Raises ``Refused``: ``announced_already``, ``panel_not_signed``, ``no_sheets``.
    """
    _require_officer(by)
    row = ProgrammeRow.objects.select_for_update().filter(id=programme_id).first()
    if row is None:
        raise Refused("not_found")
    if row.announced is not None:
        raise Refused("announced_already")
    found = reads.programme_value(row)
    waiting = sum(seat.signed is None for seat in cases.seats(found.ref))
    if waiting:
        raise Refused("panel_not_signed", count=waiting)
    listed = {case.id: case for case in cases.cases_about(found.ref, states=[CaseState.COMPLETE])}
    asked = {case.id: int(str(case.answers["won"])) for case in listed.values()}
    places, _ = ranking(found)
    verdicts = decided(places, asked, budget_krw=found.rules.budget_krw, pass_score=found.rules.pass_score)
    row.announced = clock.now()
    row.save()
    granted = 0
    for verdict in verdicts:
        case = listed[verdict.ranked.case_id]
        if verdict.granted:
            _grant(case, found, verdict.granted, granted_before=granted, by=by, clock=clock)
            granted += verdict.granted
        _tell_decision(
            case,
            found,
            review.Outcome(
                outcome="awarded" if verdict.granted else "declined",
                reasons=verdict.reasons,
                score=verdict.ranked.score,
                place=verdict.ranked.place,
            ),
            by=by,
            clock=clock,
        )
    facts = {"awarded": sum(bool(each.granted) for each in verdicts), "won": granted}
    record(by.actor, "programme.announced", row.id, facts=facts, clock=clock)
    return verdicts


def _grant(
    case: cases.Case, found: reads.Programme, won: int, *, granted_before: int, by: Person, clock: Clock
) -> None:
    """The parts of all awards together are the sources' parts of the whole, to less than a won."""
    kind = found.rules.kind(str(case.answers["kind"]))
    assert kind is not None, "a filed application names a kind"
    sources = found.rules.sources
    row = AwardRow.objects.create(
        case_id=case.id,
        programme_id=found.id,
        organisation_id=case.organisation,
        number=case.number,
        kind=kind.code,
        won=won,
        parts=money.step(granted_before, won, [source.won for source in sources]),
        own_share=kind.own_share,
        until=found.spend_until,
    )
    bookkeeping.grant(row, [source.code for source in sources], clock=clock)
    record(by.actor, "award.granted", row.id, facts={"won": won, "number": case.number}, clock=clock)


OUTCOMES = {
    "awarded": Words("선정", "awarded"),
    "declined": Words("선정하지 않음", "not awarded"),
    "ineligible": Words("자격 없음", "not eligible"),
}


def _tell_decision(
    case: cases.Case, found: reads.Programme, outcome: review.Outcome, *, by: Person, clock: Clock
) -> None:
    about = Ref(reads.APPLICATION, case.id)
    review.decide(case.id, outcome, by=by, clock=clock)
    values: dict[str, JSON] = {
        "programme": found.title.ko,
        "number": case.number,
        "firm": case.name.ko,
        "outcome": OUTCOMES[outcome.outcome].ko,
        "reasons": [reason.ko for reason in outcome.reasons],
    }
    papers.issue(RESULT_PAPER, values, about=about, by=by, clock=clock)
    tell(
        ToOrganisation(case.organisation),
        topic=RESULT,
        title=Words(f"{case.number}번 신청의 결과가 나왔습니다", f"The result of application {case.number} is there"),
        text=Words("\n".join(each.ko for each in outcome.reasons), "\n".join(each.en for each in outcome.reasons)),
        about=about,
        key="decided",
        by=by.actor,
        clock=clock,
    )


def _own(case_id: str, by: Person) -> tuple[cases.Case, reads.Programme]:
    case = reads.application(case_id, by)
    require(rights.may_apply_for(by, case.organisation), by, scope=Scope.WRITE)
    return case, reads.programme(case.about.id)


def _require_officer(by: Person) -> None:
    require(rights.may_run(by), by, scope=Scope.ADMIN)
