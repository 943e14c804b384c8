"""Post, support, merge and withdraw a problem; propose."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import is_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import Access, State
from naru.systems.firms.actions.text import written
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import PROBLEMS, ProblemState, moved
from naru.systems.firms.models import TEXT_LONGEST, TITLE_LONGEST, Problem, Proposal, Support
from naru.systems.firms.notices import PROBLEM
from naru.systems.firms.reads import problems as reads

DATASETS_MOST = 20


@transaction.atomic
def post_problem(
    title: str, text: str, *, organisation: OrganisationId | None = None, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.ProblemView:
    """For everyone to read; in an office's name by its stewards. Raises ``Refused``: ``problem_text_refused``."""
    require(rights.may_post(by), by, scope=Scope.WRITE)
    if organisation is not None:
        require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    row = Problem.objects.create(
        title=written(title, TITLE_LONGEST),
        text=written(text, TEXT_LONGEST),
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
    row = locked(problem_id)
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
    row, into = (locked(each) for each in sorted((problem_id, into_id)))
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
    row = locked(problem_id)
    require(rights.may_withdraw(by, row.by_id), by, scope=Scope.WRITE)
    others = reads.supporters(problem_id) - {row.by_id}
    if others:
        raise Refused("problem_has_supporters", count=len(others))
    row.state = moved(ProblemState(row.state), ProblemState.WITHDRAWN, PROBLEMS).value
    row.save()
    record(by.actor, "problem.withdrawn", row.id, clock=clock)


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
    """A firm's proposal, with the datasets it needs, closed ones among them; its id.

    Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``problem_text_refused``, ``proposal_exists``.
    """
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    row = locked(problem_id)
    moved(ProblemState(row.state), ProblemState.PILOT, PROBLEMS)
    known = _published(datasets[:DATASETS_MOST])
    try:
        with transaction.atomic():
            made = Proposal.objects.create(
                problem=row,
                organisation_id=organisation,
                title=written(title, TITLE_LONGEST),
                text=written(text, TEXT_LONGEST),
                datasets=known,
                made=clock.now(),
                by_name=by.name,
            )
    except IntegrityError:
        raise Refused("proposal_exists") from None
    record(by.actor, "problem.proposed", row.id, facts={"title": made.title}, clock=clock)
    told = Words(f"‘{row.title}’ 문제에 제안이 왔습니다", f"A proposal for “{row.title}”")
    tell_supporters(row, told, key=f"proposal:{made.id}", by=by, clock=clock)
    return made.id


def _published(ids: Sequence[str]) -> list[str]:
    """Those that everybody may know of."""
    known = catalogue.datasets(filter(is_id, ids), SYSTEM).values()
    return sorted(
        each.id for each in known if each.state is State.PUBLISHED and each.rights.access is not Access.SEALED
    )


def tell_supporters(row: Problem, title: Words, *, key: str, by: Person, clock: Clock) -> None:
    """Whoever posted it and whoever supports it."""
    people = sorted({row.by_id, *reads.supporters(row.id)} - {by.id})
    tell(
        *(ToPerson(each) for each in people),
        topic=PROBLEM,
        title=title,
        about=Ref(reads.PROBLEM, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )


def locked(problem_id: str) -> Problem:
    """Raises ``Refused``: ``not_found``."""
    row = Problem.objects.select_for_update().filter(id=problem_id).first()
    if row is None:
        raise Refused("not_found")
    return row
