"""Problems with what came of each, and what resembles one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.search_values import SearchRequest
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.search.search import search
from naru.systems.firms.core.citations import Citation
from naru.systems.firms.core.likeness import alike
from naru.systems.firms.core.measuring import Effect
from naru.systems.firms.core.states import Outcome, ProblemState, ProposalState
from naru.systems.firms.models import Pilot, Problem, Proposal, Reading, Support
from naru.systems.firms.reads.directory import LEAST_ALIKE, Firm, firms, said_by, words_of

PROBLEM, PILOT = "problem", "pilot"
ALIKE_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """One figure of the pilot's query, and the versions that it read."""

    figure: Decimal
    citations: Sequence[Citation]
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotView:
    """``readings`` in their order: the first was before anything changed, the last one is what is decided by."""

    id: str
    problem_id: str
    sql: str
    measures: str
    lower_is_better: bool
    starts: datetime
    ends: date
    readings: Sequence[ReadingView]
    outcome: Outcome | None
    reason: str
    decided: datetime | None
    by_name: str

    @property
    def before(self) -> ReadingView:
        return self.readings[0]

    @property
    def after(self) -> ReadingView | None:
        return self.readings[-1] if len(self.readings) > 1 else None

    @property
    def effect(self) -> Effect | None:
        if self.after is None:
            return None
        return Effect(before=self.before.figure, after=self.after.figure, lower_is_better=self.lower_is_better)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    id: str
    organisation: OrganisationId
    name: Words
    slug: str
    title: str
    text: str
    state: ProposalState
    made: datetime
    datasets: Sequence[Dataset]  # those of its datasets that one may see
    datasets_all: int
    pilot: PilotView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """``supporters`` are those of the problems merged into it, too; each person once."""

    id: str
    title: str
    text: str
    office: Words | None
    state: ProblemState
    posted: datetime
    by_id: str
    by_name: str
    supporters: int
    proposals: int
    merged_into: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(PROBLEM, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What resembles a problem: others, data, firms that could."""

    problems: Sequence[ProblemView]
    datasets: Sequence[Dataset]
    firms: Sequence[Firm]


def problems(state: ProblemState | None = None) -> list[ProblemView]:
    """Those that stand for themselves: neither merged nor withdrawn, the most supported first."""
    rows = Problem.objects.exclude(state__in=[ProblemState.MERGED.value, ProblemState.WITHDRAWN.value])
    found = _problems(rows.filter(state=state.value) if state else rows)
    return sorted(found, key=lambda each: (-each.supporters, -each.posted.timestamp(), each.id))


def problem(id: str) -> ProblemView:
    """Raises ``Refused``: ``not_found``."""
    found = _problems(Problem.objects.filter(id=id))
    if not found:
        raise Refused("not_found")
    return found[0]


def _problems(rows: QuerySet[Problem]) -> list[ProblemView]:
    """As many reads for all as for one."""
    listed = list(rows.select_related("organisation").annotate(proposal_count=Count("proposals")))
    support = _support_of([row.id for row in listed])
    return [
        ProblemView(
            id=row.id,
            title=row.title,
            text=row.text,
            office=Words(row.organisation.name_ko, row.organisation.name_en) if row.organisation else None,
            state=ProblemState(row.state),
            posted=row.posted,
            by_id=row.by_id,
            by_name=row.by_name,
            supporters=len(support.get(row.id, ())),
            proposals=row.proposal_count,
            merged_into=row.merged_into_id or "",
        )
        for row in listed
    ]


def supporters(problem_id: str) -> set[str]:
    """Of it and of those merged into it."""
    return _support_of([problem_id]).get(problem_id, set())


def _support_of(ids: Collection[str]) -> dict[str, set[str]]:
    """By problem, its own supporters and those of the problems merged into it; each person once."""
    rows = Support.objects.filter(Q(problem_id__in=ids) | Q(problem__merged_into_id__in=ids))
    found: dict[str, set[str]] = {}
    for own, into, person_id in rows.values_list("problem_id", "problem__merged_into_id", "person_id"):
        for each in (own, into):
            if each is not None:
                found.setdefault(each, set()).add(person_id)
    return found


def proposals(problem_id: str, person: Person) -> list[ProposalView]:
    rows = Proposal.objects.filter(problem_id=problem_id).select_related("organisation").order_by("made", "id")
    rows = rows.prefetch_related(
        Prefetch("pilot", Pilot.objects.prefetch_related("readings").select_related("proposal"))
    )
    return [_proposal(row, person) for row in rows]


def _proposal(row: Proposal, person: Person) -> ProposalView:
    pilot = getattr(row, "pilot", None)
    return ProposalView(
        id=row.id,
        organisation=OrganisationId(row.organisation_id),
        name=Words(row.organisation.name_ko, row.organisation.name_en),
        slug=row.organisation.slug,
        title=row.title,
        text=row.text,
        state=ProposalState(row.state),
        made=row.made,
        datasets=list(catalogue.datasets(row.datasets, person).values()),
        datasets_all=len(row.datasets),
        pilot=pilot_value(pilot) if pilot else None,
    )


def pilot_value(row: Pilot) -> PilotView:
    return PilotView(
        id=row.id,
        problem_id=row.proposal.problem_id,
        sql=row.sql,
        measures=row.measures,
        lower_is_better=row.lower_is_better,
        starts=row.starts,
        ends=row.ends,
        readings=[reading_value(each) for each in sorted(row.readings.all(), key=lambda each: each.id)],
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        decided=row.decided,
        by_name=row.by_name,
    )


def reading_value(row: Reading) -> ReadingView:
    return ReadingView(
        figure=row.figure,
        citations=[Citation.from_json(each) for each in row.citations],
        at=row.at,
        by_name=row.by_name,
    )


def pilot(pilot_id: str) -> PilotView:
    """Raises ``Refused``: ``not_found``."""
    row = Pilot.objects.select_related("proposal").filter(id=pilot_id).first()
    if row is None:
        raise Refused("not_found")
    return pilot_value(row)


def around(found: ProblemView, person: Person) -> Around:
    """Similar problems, data and firms, by the words of its title and text."""
    own = words_of(f"{found.title} {found.text}")
    others = {each.id: each for each in problems() if each.id != found.id}
    known = {each.organisation.id: each for each in firms()}
    near_problems = alike(
        own, {key: words_of(f"{each.title} {each.text}") for key, each in others.items()}, least=LEAST_ALIKE
    )
    near_firms = alike(own, {key: words_of(said_by(each)) for key, each in known.items()}, least=LEAST_ALIKE)
    return Around(
        problems=[others[like.key] for like in near_problems[:ALIKE_MOST]],
        datasets=datasets_for(found.title, person),
        firms=[known[OrganisationId(like.key)] for like in near_firms[:ALIKE_MOST]],
    )


def datasets_for(text: str, person: Person) -> list[Dataset]:
    """What the catalogue's search finds, or nothing while its index is being built."""
    try:
        found = search(SearchRequest(text=text, limit=ALIKE_MOST + 1, with_facets=False), person)
    except Refused:
        return []
    return [hit.dataset for hit in found.hits]


def is_supporter(problem_id: str, person: Person) -> bool:
    return Support.objects.filter(problem_id=problem_id, person_id=person.id).exists()


def pilots_due(clock: Clock = SYSTEM_CLOCK) -> list[PilotView]:
    """Past their last day and not decided."""
    rows = Pilot.objects.filter(ends__lt=clock.today(), decided=None).select_related("proposal")
    return [pilot_value(row) for row in rows.prefetch_related("readings").order_by("ends", "id")]
