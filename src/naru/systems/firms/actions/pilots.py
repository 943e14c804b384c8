"""From a proposal to a measured result: begin on granted data, measure, decide."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.query.actions import run_sql
from naru.systems.firms.actions.problems import locked, tell_supporters
from naru.systems.firms.actions.text import written
from naru.systems.firms.core import rights
from naru.systems.firms.core.citations import Citation, versions_of
from naru.systems.firms.core.measuring import one_figure
from naru.systems.firms.core.states import AFTER, PROBLEMS, PROPOSALS, Outcome, ProblemState, ProposalState, moved
from naru.systems.firms.models import REASON_LONGEST, Pilot, Problem, Proposal, Reading
from naru.systems.firms.notices import PROBLEM
from naru.systems.firms.reads import problems as reads
from naru.systems.firms.reads.workspaces import cited_in


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
    figure, citations = measure(sql)
    with transaction.atomic():
        proposal = Proposal.objects.filter(id=proposal_id).first()
        if proposal is None:
            raise Refused("not_found")
        problem = locked(proposal.problem_id)
        problem.state = moved(ProblemState(problem.state), ProblemState.PILOT, PROBLEMS).value
        proposal.state = moved(ProposalState(proposal.state), ProposalState.CHOSEN, PROPOSALS).value
        problem.save()
        proposal.save()
        row = Pilot.objects.create(
            proposal=proposal,
            sql=sql.strip(),
            measures=written(measures, 200),
            lower_is_better=lower_is_better,
            starts=clock.now(),
            ends=ends,
            by_name=by.name,
        )
        _keep(row, figure, citations, by=by, clock=clock)
        _grant(row, proposal, by=by, clock=clock)
        facts = {"title": proposal.title, "before": f"{figure:f}"}
        record(by.actor, "problem.pilot_begun", problem.id, facts=facts, clock=clock)
        told = Words(f"‘{proposal.title}’ 제안으로 실증을 시작합니다", f"“{proposal.title}” is being tried")
        _tell_all(problem, proposal, told, key=f"pilot:{row.id}", by=by, clock=clock)
        return reads.pilot(row.id)


def measure(sql: str, citations: list[Citation] | None = None) -> tuple[Decimal, list[Citation]]:
    """As anyone who is not signed in can ask it, of the newest versions or of those cited; the figure, and what it read.

    Raises ``Refused`` as ``run_sql`` and ``one_figure``.
    """
    cited = cited_in(sql, ANONYMOUS) if citations is None else citations
    return one_figure(run_sql(sql, ANONYMOUS, versions=versions_of(cited)).rows), cited


def measure_after(pilot_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.PilotView:
    """The same question again, as often as one likes until it is decided. Raises ``Refused``: ``not_found``, and as ``measure``."""
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    found = Pilot.objects.filter(id=pilot_id, decided=None).first()
    if found is None:
        raise Refused("not_found")
    figure, citations = measure(found.sql)
    with transaction.atomic():
        row = Pilot.objects.select_for_update(of=("self",)).select_related("proposal").get(id=pilot_id)
        if row.decided is not None:
            raise Refused("not_found")
        _keep(row, figure, citations, by=by, clock=clock)
        facts = {"after": f"{figure:f}"}
        record(by.actor, "problem.pilot_measured", row.proposal.problem_id, facts=facts, clock=clock)
        return reads.pilot(row.id)


def _keep(row: Pilot, figure: Decimal, citations: list[Citation], *, by: Person, clock: Clock) -> None:
    cited = [each.to_json() for each in citations]
    Reading.objects.create(pilot=row, figure=figure, citations=cited, at=clock.now(), by_name=by.name)


@transaction.atomic
def decide(pilot_id: str, outcome: Outcome, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Adopted, stopped or to be tried again, with the reason; the data's entitlements end.

    Raises ``Refused``: ``not_found``, ``pilot_not_measured``, ``reason_needed``.
    """
    require(rights.may_decide(by), by, scope=Scope.ADMIN)
    row = Pilot.objects.select_for_update(of=("self",)).select_related("proposal").filter(id=pilot_id).first()
    if row is None or row.decided is not None:
        raise Refused("not_found")
    if row.readings.count() < 2:
        raise Refused("pilot_not_measured")
    if not reason.strip():
        raise Refused("reason_needed")
    problem = locked(row.proposal.problem_id)
    problem.state = moved(ProblemState(problem.state), AFTER[outcome], PROBLEMS).value
    problem.save()
    row.outcome, row.reason, row.decided = outcome.value, reason.strip()[:REASON_LONGEST], clock.now()
    row.save()
    if outcome is not Outcome.REPEATED:
        problem.proposals.filter(state=ProposalState.MADE.value).update(state=ProposalState.DECLINED.value)
    catalogue.end_entitlements(Ref(reads.PILOT, row.id), reason=row.reason, by=by, clock=clock)
    facts = {"outcome": outcome.value, "reason": row.reason}
    record(by.actor, "problem.decided", problem.id, facts=facts, clock=clock)
    said = outcome.words
    told = Words(f"‘{problem.title}’ 실증의 결과: {said.ko}", f"“{problem.title}” was tried: {said.en}")
    _tell_all(problem, row.proposal, told, key=f"decided:{row.id}", by=by, clock=clock)


def _tell_all(problem: Problem, proposal: Proposal, title: Words, *, key: str, by: Person, clock: Clock) -> None:
    """The firm, and whoever posted or supports the problem."""
    tell_supporters(problem, title, key=key, by=by, clock=clock)
    tell(
        ToOrganisation(proposal.organisation_id),
        topic=PROBLEM,
        title=title,
        about=Ref(reads.PROBLEM, problem.id),
        key=f"{key}:firm",
        by=by.actor,
        clock=clock,
    )


def _grant(row: Pilot, proposal: Proposal, *, by: Person, clock: Clock) -> None:
    """What is closed and may be granted; open data need none."""
    until = datetime.combine(row.ends + timedelta(days=1), time(), CITY_ZONE)
    terms = Terms(ends=until, basis=Ref(reads.PILOT, row.id), basis_text=proposal.title, purpose=row.measures)
    holder = Holder.organisation(OrganisationId(proposal.organisation_id))
    for dataset in catalogue_reads.datasets(proposal.datasets, by).values():
        if dataset.access is Access.GRANTED:
            catalogue.grant_entitlement(dataset.id, holder, terms=terms, by=by, clock=clock)
