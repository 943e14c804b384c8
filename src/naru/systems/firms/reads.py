"""Firms with what the platform knows of them, problems with what came of each, who supplies whom, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.fact_rows import FactRows
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.person import ANONYMOUS, OrganisationId, Person
from naru.base.kit.ref import Ref, RefView
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Fact
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.people.core.values import Organisation
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core import korean
from naru.data.catalogue.core.columns import Meaning
from naru.data.catalogue.core.search_values import SearchRequest
from naru.data.catalogue.core.values import Dataset, Table
from naru.data.catalogue.search.search import search
from naru.systems.firms.core import ecosystem, gaps, rights
from naru.systems.firms.core.likeness import alike, holding_all
from naru.systems.firms.core.measuring import Effect
from naru.systems.firms.core.states import Outcome, ProblemState, ProposalState
from naru.systems.firms.models import Growth, Pilot, Problem, Profile, Proposal, Support

PROBLEM, PILOT, WANTED = "problem", "pilot", "exchange.wanted"
FRESH_S, GAPS_FRESH_S = 60, 600
LEAST_ALIKE, ALIKE_MOST = 0.08, 4
SEARCHED_MOST = 20
IDENTIFYING = {
    Meaning.LEGAL_DISTRICT_CODE,
    Meaning.ADMIN_DISTRICT_CODE,
    Meaning.DISTRICT_NAME,
    Meaning.BUSINESS_NUMBER,
    Meaning.IDENTIFIER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthView:
    year: int
    jobs: int
    investment_krw: int
    evidence: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """``known`` is what packages counted of it, by fact; ``growth`` what it reports itself, the latest year first."""

    organisation: Organisation
    what: str
    needs: str
    people: int | None
    website: str
    shows_partners: bool
    known: Sequence[tuple[Fact, int]]
    growth: Sequence[GrowthView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotView:
    id: str
    sql: str
    measures: str
    lower_is_better: bool
    starts: datetime
    ends: date
    before: Decimal
    after: Decimal | None
    outcome: Outcome | None
    reason: str
    decided: datetime | None
    by_name: str

    @property
    def effect(self) -> Effect | None:
        if self.after is None:
            return None
        return Effect(before=self.before, after=self.after, lower_is_better=self.lower_is_better)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnjoinedPair:
    first: Table
    second: Table
    columns: Sequence[str]


# --- firms ---


def firms(text: str = "") -> list[Firm]:
    """All, by name; with a text those that say all of its words, else those that are most alike."""
    listed = _firms(Profile.objects.select_related("organisation").order_by("organisation__name_ko"))
    if not text.strip():
        return listed
    texts = {each.organisation.id: _words(_said(each)) for each in listed}
    asked = _words(text)
    by_id = {each.organisation.id: each for each in listed}
    whole = holding_all(sorted(asked), texts) if asked else []
    near = [like.key for like in alike(asked, texts, least=LEAST_ALIKE)]
    return [by_id[OrganisationId(key)] for key in dict.fromkeys([*whole, *near])]


def firm(slug: str) -> Firm:
    """Raises ``Refused``: ``not_found``."""
    found = _firms(Profile.objects.select_related("organisation").filter(organisation__slug=slug), with_growth=True)
    if not found:
        raise Refused("not_found")
    return found[0]


def profile_of(organisation: OrganisationId) -> Firm | None:
    rows = Profile.objects.select_related("organisation").filter(organisation_id=organisation)
    return next(iter(_firms(rows, with_growth=True)), None)


def _firms(rows: Iterable[Profile], *, with_growth: bool = False) -> list[Firm]:
    known = _known_by_organisation()
    register = facts()
    return [
        Firm(
            organisation=people.organisation_value(row.organisation),
            what=row.what,
            needs=row.needs,
            people=row.people,
            website=row.url,
            shows_partners=row.shows_partners,
            known=[(register[name], count) for name, count in known.get(row.organisation_id, {}).items()],
            growth=_growth(row.organisation_id) if with_growth else (),
        )
        for row in rows
    ]


def _growth(organisation: str) -> list[GrowthView]:
    return [
        GrowthView(
            year=row.year,
            jobs=row.jobs,
            investment_krw=row.investment_krw,
            evidence=row.evidence,
            by_name=row.by_name,
            at=row.at,
        )
        for row in Growth.objects.filter(organisation_id=organisation).order_by("-year")
    ]


def _countable() -> dict[str, FactRows]:
    now = SYSTEM_CLOCK.now()
    return {fact.name: rows_of(fact, now) for fact in facts().values() if fact.rows}


def _known_by_organisation() -> dict[str, dict[str, int]]:
    """By organisation and fact, how many; at most a minute old."""

    def counted() -> dict[str, dict[str, int]]:
        known: dict[str, dict[str, int]] = {}
        for name, rows in _countable().items():
            for organisation, count in rows.by_organisation().items():
                known.setdefault(organisation, {})[name] = count
        return known

    return cast("dict[str, dict[str, int]]", cache.get_or_set("firms.known", counted, FRESH_S))


def _said(firm: Firm) -> str:
    name = firm.organisation.name
    return f"{name.ko} {name.en} {firm.what} {firm.needs}"


def _words(text: str) -> frozenset[str]:
    return frozenset(part for word in korean.words(text) for part in korean.content(word))


# --- who supplies whom ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecosystem:
    """``hidden`` supplies are between organisations of which one does not show its partners."""

    picture: ecosystem.Picture
    names: Mapping[str, Organisation]
    shown: int
    hidden: int

    @property
    def nodes(self) -> list[tuple[ecosystem.Node, Organisation]]:
        return [(node, self.names[node.id]) for node in self.picture.nodes]

    @property
    def lines(self) -> list[tuple[Words, Words, int]]:
        """Who, to whom, how many; the most first."""
        arcs = sorted(self.picture.arcs, key=lambda arc: (-arc.count, arc.seller, arc.buyer))
        return [(self.names[arc.seller].name, self.names[arc.buyer].name, arc.count) for arc in arcs]


def ecosystem_now() -> Ecosystem:
    supplies: dict[tuple[str, str], int] = {}
    for rows in _countable().values():
        for pair, count in rows.between().items():
            supplies[pair] = supplies.get(pair, 0) + count
    open_ids = set(Profile.objects.filter(shows_partners=True).values_list("organisation_id", flat=True))
    shown = {pair: count for pair, count in supplies.items() if set(pair) <= open_ids}
    named = {each for pair in shown for each in pair}
    return Ecosystem(
        picture=ecosystem.picture(shown),
        names={each.id: each for each in people.organisations(named)} if named else {},
        shown=sum(shown.values()),
        hidden=sum(supplies.values()) - sum(shown.values()),
    )


# --- problems ---


def problems(state: ProblemState | None = None) -> list[ProblemView]:
    """Those that stand for themselves: neither merged nor withdrawn, the most supported first."""
    rows = Problem.objects.exclude(state__in=[ProblemState.MERGED.value, ProblemState.WITHDRAWN.value])
    if state:
        rows = rows.filter(state=state.value)
    return sorted(map(_problem, _counted(rows)), key=lambda each: (-each.supporters, -each.posted.timestamp(), each.id))


def problem(id: str) -> ProblemView:
    """Raises ``Refused``: ``not_found``."""
    row = _counted(Problem.objects.filter(id=id)).first()
    if row is None:
        raise Refused("not_found")
    return _problem(row)


def _counted(rows: QuerySet[Problem]) -> QuerySet[Problem]:
    return rows.select_related("organisation").annotate(proposal_count=Count("proposals"))


def _problem(row: Problem) -> ProblemView:
    office = Words(row.organisation.name_ko, row.organisation.name_en) if row.organisation else None
    return ProblemView(
        id=row.id,
        title=row.title,
        text=row.text,
        office=office,
        state=ProblemState(row.state),
        posted=row.posted,
        by_id=row.by_id,
        by_name=row.by_name,
        supporters=len(supporters(row.id)),
        proposals=row.proposal_count,  # type: ignore[attr-defined]
        merged_into=row.merged_into_id or "",
    )


def supporters(problem_id: str) -> set[str]:
    """Of it and of those merged into it."""
    rows = Support.objects.filter(Q(problem_id=problem_id) | Q(problem__merged_into_id=problem_id))
    return set(rows.values_list("person_id", flat=True))


def proposals(problem_id: str, person: Person) -> list[ProposalView]:
    rows = Proposal.objects.filter(problem_id=problem_id).select_related("organisation", "pilot").order_by("made", "id")
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
        sql=row.sql,
        measures=row.measures,
        lower_is_better=row.lower_is_better,
        starts=row.starts,
        ends=row.ends,
        before=row.before,
        after=row.after,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        decided=row.decided,
        by_name=row.by_name,
    )


def problem_of(pilot_id: str) -> str:
    """Raises ``Refused``: ``not_found``."""
    found = Pilot.objects.filter(id=pilot_id).values_list("proposal__problem_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    return found


def around(found: ProblemView, person: Person) -> Around:
    """Similar problems, data and firms, by the words of its title and text."""
    own = _words(f"{found.title} {found.text}")
    others = {each.id: each for each in problems() if each.id != found.id}
    known = {each.organisation.id: each for each in firms()}
    near_problems = alike(
        own, {key: _words(f"{each.title} {each.text}") for key, each in others.items()}, least=LEAST_ALIKE
    )
    near_firms = alike(own, {key: _words(_said(each)) for key, each in known.items()}, least=LEAST_ALIKE)
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


# --- what is missing ---


def unjoined_pairs() -> list[UnjoinedPair]:
    """Open tables that share a column that identifies, of datasets from which nothing was computed together."""
    return cast("list[UnjoinedPair]", cache.get_or_set("firms.unjoined", _unjoined, GAPS_FRESH_S))


def _unjoined() -> list[UnjoinedPair]:
    tables = {str(each.id): each for each in catalogue.tables_readable(ANONYMOUS) if each.live}
    keyed = [
        gaps.Keyed(
            id=id,
            dataset=str(table.dataset_id),
            columns=frozenset(
                (column.meaning.value, column.name)
                for column in (table.live.columns if table.live else ())
                if column.meaning in IDENTIFYING
            ),
        )
        for id, table in tables.items()
    ]
    found = gaps.unjoined(keyed, most=60)
    names = {id for pair in found for id in (pair.first, pair.second)}
    outputs = {id: _outputs(tables[id]) for id in names}
    return [
        UnjoinedPair(first=tables[pair.first], second=tables[pair.second], columns=[name for _, name in pair.columns])
        for pair in found
        if not outputs[pair.first] & outputs[pair.second]
    ][:12]


def _outputs(table: Table) -> set[str]:
    """Versions that were computed from its newest."""
    assert table.live is not None, "only tables with a live version are asked"
    return {str(step.version_id) for step in catalogue.lineage(table.live.id, ANONYMOUS).outputs}


def asked_for(person: Person) -> list[RefView]:
    """Data that somebody looks for, where a package counts such requests."""
    fact = facts().get(WANTED)
    if fact is None or not fact.rows:
        return []
    rows = rows_of(fact, SYSTEM_CLOCK.now())
    views = (view_of(row.ref, person) for row in reversed(rows.page(max(rows.count() - 20, 0), 20)))
    return [view for view in views if view]


def needs() -> list[tuple[Firm, str]]:
    return [(each, each.needs) for each in firms() if each.needs.strip()]


def without_data() -> list[ProblemView]:
    """Open problems for which the search finds no open data; of those that most people support."""
    return [each for each in problems(ProblemState.POSTED)[:SEARCHED_MOST] if not datasets_for(each.title, ANONYMOUS)]


def own_firms(person: Person) -> list[Organisation]:
    """Those in whose name the person may describe and propose."""
    return [each for each, _ in people.organisations_of(person) if rights.may_describe(person, each.id)]


def is_supporter(problem_id: str, person: Person) -> bool:
    return Support.objects.filter(problem_id=problem_id, person_id=person.id).exists()


def pilots_due(clock: Clock = SYSTEM_CLOCK) -> list[PilotView]:
    """Past their last day and not decided."""
    rows = Pilot.objects.filter(ends__lt=clock.today(), decided=None).order_by("ends", "id")
    return [pilot_value(row) for row in rows]
