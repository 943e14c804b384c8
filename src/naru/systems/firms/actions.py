"""Describe a firm, report growth; post, support, merge, withdraw a problem; propose, try, measure, decide."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.query.actions import run_sql
from naru.systems.firms import reads
from naru.systems.firms.core import rights
from naru.systems.firms.core.measuring import one_figure
from naru.systems.firms.core.states import AFTER, PROBLEMS, PROPOSALS, Outcome, ProblemState, ProposalState, moved
from naru.systems.firms.models import (
    TEXT_LONGEST,
    TITLE_LONGEST,
    Growth,
    Pilot,
    Problem,
    Profile,
    Proposal,
    Support,
)

DATASETS_MOST = 20
WON_MOST = 10**14


@transaction.atomic
def describe_firm(
    organisation: OrganisationId,
    *,
    what: str,
    needs: str = "",
    people: int | None = None,
    website: str = "",
    shows_partners: bool = False,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """What the firm says of itself; the first time it enters the directory. Raises ``Refused``: ``problem_text_refused``."""
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    said = _text(what, TEXT_LONGEST)
    now = clock.now()
    values = {
        "what": said,
        "needs": needs.strip()[:TEXT_LONGEST],
        "people": people,
        "url": website.strip()[:300] if website.strip().startswith(("https://", "http://")) else "",
        "shows_partners": shows_partners,
        "changed": now,
    }
    Profile.objects.update_or_create(
        organisation_id=organisation, defaults=values, create_defaults=values | {"created": now}
    )
    record(by.actor, "firm.described", organisation, clock=clock)


@transaction.atomic
def report_growth(
    organisation: OrganisationId,
    *,
    year: int,
    jobs: int,
    investment_krw: int,
    evidence: str,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """Reported by the firm, shown as reported; a year said again is said anew. Raises ``Refused``: ``growth_refused``."""
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    bounds = (2000 <= year <= clock.today().year, 0 <= jobs < 10**6, 0 <= investment_krw < WON_MOST)
    if not all(bounds) or not evidence.strip():
        raise Refused("growth_refused")
    values = {
        "jobs": jobs,
        "investment_krw": investment_krw,
        "evidence": evidence.strip()[:500],
        "at": clock.now(),
        "by_name": by.name,
    }
    Growth.objects.update_or_create(organisation_id=organisation, year=year, defaults=values)
    record(by.actor, "firm.growth_reported", organisation, facts={"year": year}, clock=clock)


# --- problems ---


@transaction.atomic
def post_problem(
    title: str, text: str, *, organisation: OrganisationId | None = None, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.ProblemView:
    """For everyone to read; in an office's name by its stewards. Raises ``Refused``: ``problem_text_refused``."""
    require(rights.may_post(by), by, scope=Scope.WRITE)
    if organisation is not None:
        require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    row = Problem.objects.create(
        title=_text(title, TITLE_LONGEST),
        text=_text(text, TEXT_LONGEST),
        organisation_id=organisation,
        posted=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    record(by.actor, "problem.posted", row.id, facts={"title": row.title}, clock=clock)
    return reads.problem(row.id)


@transaction.atomic
def support(problem_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Once a person, however often; how many support it now. Raises ``Refused``: ``not_found``."""
    require(rights.may_post(by), by, scope=Scope.WRITE)
    row = _locked(problem_id)
    Support.objects.get_or_create(problem=row, person_id=by.id, defaults={"at": clock.now()})
    return len(reads.supporters(problem_id))


@transaction.atomic
def merge_problems(problem_id: str, into_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Both stay to be read; supporters of either are the other's from now on.

    Raises ``Refused``: ``not_found``, ``problem_cannot_move``.
    """
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    if problem_id == into_id:
        raise Refused("not_found")
    row, into = (_locked(each) for each in sorted((problem_id, into_id)))
    row, into = (row, into) if row.id == problem_id else (into, row)
    if ProblemState(into.state) in {ProblemState.MERGED, ProblemState.WITHDRAWN}:
        raise Refused("not_found")
    row.state = moved(ProblemState(row.state), ProblemState.MERGED, PROBLEMS).value
    row.merged_into = into
    row.save()
    Problem.objects.filter(merged_into=row).update(merged_into=into)
    record(by.actor, "problem.merged", row.id, facts={"into": into.title}, clock=clock)


@transaction.atomic
def withdraw_problem(problem_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``problem_has_supporters``, ``problem_cannot_move``."""
    row = _locked(problem_id)
    require(rights.may_withdraw(by, row.by_id), by, scope=Scope.WRITE)
    others = reads.supporters(problem_id) - {row.by_id}
    if others:
        raise Refused("problem_has_supporters", count=len(others))
    row.state = moved(ProblemState(row.state), ProblemState.WITHDRAWN, PROBLEMS).value
    row.save()
    record(by.actor, "problem.withdrawn", row.id, clock=clock)


# --- from proposal to result ---


@transaction.atomic
def propose(
    problem_id: str,
    organisation: OrganisationId,
    *,
    title: str,
    text: str,
    datasets: Sequence[str] = (),
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """A firm's proposal, with the datasets it needs; its id.

    Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``problem_text_refused``, ``proposal_exists``.
    """
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    row = _locked(problem_id)
    moved(ProblemState(row.state), ProblemState.PILOT, PROBLEMS)
    known = catalogue_reads.datasets(datasets[:DATASETS_MOST], by)
    try:
        with transaction.atomic():
            made = Proposal.objects.create(
                problem=row,
                organisation_id=organisation,
                title=_text(title, TITLE_LONGEST),
                text=_text(text, TEXT_LONGEST),
                datasets=sorted(known),
                made=clock.now(),
                by_name=by.name,
            )
    except IntegrityError:
        raise Refused("proposal_exists") from None
    record(by.actor, "problem.proposed", row.id, facts={"title": made.title}, clock=clock)
    return made.id


def begin_pilot(
    proposal_id: str,
    *,
    sql: str,
    measures: str,
    lower_is_better: bool,
    ends: date,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.PilotView:
    """Try this proposal: its data are granted until the end, and what is to change is measured before anything changes.

    Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``pilot_end_refused``, ``measure_is_no_figure``, and as ``run_sql``.
    """
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    if ends <= clock.today():
        raise Refused("pilot_end_refused", said=ends.isoformat())
    before = measure(sql)
    with transaction.atomic():
        proposal = Proposal.objects.filter(id=proposal_id).first()
        if proposal is None:
            raise Refused("not_found")
        problem = _locked(proposal.problem_id)
        problem.state = moved(ProblemState(problem.state), ProblemState.PILOT, PROBLEMS).value
        proposal.state = moved(ProposalState(proposal.state), ProposalState.CHOSEN, PROPOSALS).value
        problem.save()
        proposal.save()
        row = Pilot.objects.create(
            proposal=proposal,
            sql=sql.strip(),
            measures=_text(measures, 200),
            lower_is_better=lower_is_better,
            starts=clock.now(),
            ends=ends,
            before=before,
            by_name=by.name,
        )
        _grant(row, proposal, by=by, clock=clock)
        facts = {"title": proposal.title, "before": f"{before:f}"}
        record(by.actor, "problem.pilot_begun", problem.id, facts=facts, clock=clock)
        return reads.pilot_value(row)


def measure(sql: str) -> Decimal:
    """As anyone who is not signed in can ask it. Raises ``Refused`` as ``run_sql`` and ``one_figure``."""
    return one_figure(run_sql(sql, ANONYMOUS).rows)


def measure_after(pilot_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.PilotView:
    """The same question again, as often as one likes until it is decided. Raises ``Refused``: ``not_found``, and as ``measure``."""
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    found = Pilot.objects.filter(id=pilot_id, decided=None).first()
    if found is None:
        raise Refused("not_found")
    after = measure(found.sql)
    with transaction.atomic():
        row = Pilot.objects.select_for_update().select_related("proposal").get(id=pilot_id)
        if row.decided is not None:
            raise Refused("not_found")
        row.after, row.measured = after, clock.now()
        row.save()
        facts = {"after": f"{after:f}"}
        record(by.actor, "problem.pilot_measured", row.proposal.problem_id, facts=facts, clock=clock)
        return reads.pilot_value(row)


@transaction.atomic
def decide(pilot_id: str, outcome: Outcome, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Adopted, stopped or to be tried again, with the reason; the data's entitlements end.

    Raises ``Refused``: ``not_found``, ``pilot_not_measured``, ``reason_needed``.
    """
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    row = Pilot.objects.select_for_update(of=("self",)).select_related("proposal").filter(id=pilot_id).first()
    if row is None or row.decided is not None:
        raise Refused("not_found")
    if row.after is None:
        raise Refused("pilot_not_measured")
    if not reason.strip():
        raise Refused("reason_needed")
    problem = _locked(row.proposal.problem_id)
    problem.state = moved(ProblemState(problem.state), AFTER[outcome], PROBLEMS).value
    problem.save()
    row.outcome, row.reason, row.decided = outcome.value, reason.strip()[:500], clock.now()
    row.save()
    if outcome is not Outcome.REPEATED:
        problem.proposals.filter(state=ProposalState.MADE.value).update(state=ProposalState.DECLINED.value)  # type: ignore[attr-defined]
    catalogue.end_entitlements(Ref(reads.PILOT, row.id), reason=row.reason, by=by, clock=clock)
    facts = {"outcome": outcome.value, "reason": row.reason}
    record(by.actor, "problem.decided", problem.id, facts=facts, clock=clock)


def _grant(row: Pilot, proposal: Proposal, *, by: Person, clock: Clock) -> None:
    """What is closed and may be granted; open data need none."""
    until = datetime.combine(row.ends + timedelta(days=1), time(), CITY_ZONE)
    terms = Terms(ends=until, basis=Ref(reads.PILOT, row.id), basis_text=proposal.title, purpose=row.measures)
    holder = Holder.organisation(OrganisationId(proposal.organisation_id))
    for dataset in catalogue_reads.datasets(proposal.datasets, by).values():
        if dataset.access is Access.GRANTED:
            catalogue.grant_entitlement(dataset.id, holder, terms=terms, by=by, clock=clock)


def _locked(problem_id: str) -> Problem:
    row = Problem.objects.select_for_update().filter(id=problem_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _text(said: str, most: int) -> str:
    text = said.strip()
    if not text or len(text) > most:
        raise Refused("problem_text_refused", title_most=TITLE_LONGEST, text_most=TEXT_LONGEST)
    return text
