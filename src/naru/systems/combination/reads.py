"""The city's side of combinations as its people see it: consultations, applications, where each stands, what was released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.rates import reads as rates
from naru.systems.combination import portal_folder
from naru.systems.combination.core import rights
from naru.systems.combination.core.history import history
from naru.systems.combination.core.partners import Held, Partner, partners_of
from naru.systems.combination.core.state_words import ENTRY_WORDS, ROLE_WORDS, STATE_WORDS
from naru.systems.combination.core.states import State
from naru.systems.combination.core.step_clock import Lap, laps
from naru.systems.combination.crypto.identities import Card
from naru.systems.combination.models import Consultation as ConsultationRow
from naru.systems.combination.models import Holding as HoldingRow
from naru.systems.combination.models import Release as ReleaseRow
from naru.systems.combination.rate_names import AVERAGE, GOAL, POPULATION
from naru.systems.combination.regimes import REGIMES, regime

APPLICATION, CONSULTATION = "combination_application", "combination_consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """``case_name``: what the combination is called in every role's folder, should it come to one."""

    id: str
    organisation: OrganisationId
    name: Words
    partners: str
    text: str
    items: tuple[str, ...]
    asked: datetime
    by_id: str
    by_name: str
    answer: str
    answered: datetime | None
    answered_by: str

    @property
    def ref(self) -> Ref:
        return Ref(CONSULTATION, self.id)

    @property
    def case_name(self) -> str:
        return f"c-{self.id.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands at a role, by the copy of its dossier: ``lines`` the newest first, ``head`` where the chain ends."""

    card: Card
    at: datetime
    head: str
    lines: Sequence[tuple[datetime, Words]]

    @property
    def words(self) -> Words:
        role = ROLE_WORDS[self.card.role]
        return Words(f"{role.ko} · {self.card.name}", f"{role.en} · {self.card.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``total``: days since the consultation was asked for, or until the case ended; ``average`` and ``goal`` None where no figure is in."""

    state: Words
    laps: Sequence[Lap]
    total: float
    average: int | None
    goal: int | None
    is_over: bool

    @property
    def late(self) -> Sequence[Lap]:
        return [lap for lap in self.laps if lap.is_late and lap.is_now]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    id: str
    case_id: str
    dataset_id: str
    organisation: OrganisationId
    name: Words
    digest: str
    form: str
    rows: int
    taken: datetime
    ends: datetime
    destroyed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    id: str
    name: Words
    title: str
    text: str
    held: Held


def consultation(consultation_id: str, person: Person) -> Consultation:
    """To its firm's people, officers and auditors. Raises ``Refused("not_found")``."""
    row = ConsultationRow.objects.select_related("organisation").filter(id=consultation_id).first()
    if row is None or not rights.may_see_application(person, OrganisationId(row.organisation_id)):
        raise Refused("not_found")
    return consultation_value(row)


def consultations(person: Person) -> list[Consultation]:
    """All, to officers and auditors; else of the person's organisations. The newest first."""
    rows = ConsultationRow.objects.select_related("organisation").order_by("-id")
    if not rights.may_audit(person):
        rows = rows.filter(organisation_id__in=list(person.roles))
    return [consultation_value(row) for row in rows[:200]]


def consultation_value(row: ConsultationRow) -> Consultation:
    return Consultation(
        id=row.id,
        organisation=OrganisationId(row.organisation_id),
        name=Words(row.organisation.name_ko, row.organisation.name_en),
        partners=row.partners,
        text=row.text,
        items=tuple(row.items),
        asked=row.asked,
        by_id=row.by_id,
        by_name=row.by_name,
        answer=row.answer,
        answered=row.answered,
        answered_by=row.answered_by,
    )


def application(case_id: str, person: Person) -> tuple[cases.Case, Consultation]:
    """Raises ``Refused("not_found")``."""
    found = cases.case(case_id, APPLICATION)
    if not rights.may_see_application(person, found.organisation):
        raise Refused("not_found")
    return found, consultation_of(found)


def consultation_of(found: cases.Case) -> Consultation:
    return consultation_value(ConsultationRow.objects.select_related("organisation").get(id=found.about.id))


def application_of(asked: Consultation) -> cases.Case | None:
    """The newest that came of a consultation."""
    return next(reversed(cases.cases_about(asked.ref)), None)


def standings(case_name: str, clock: Clock = SYSTEM_CLOCK) -> list[Standing]:
    """By the copies that came, each verified then; none before the application was accepted."""
    if not portal_folder.exists(case_name):
        return []
    found = []
    for copy in portal_folder.copies(portal_folder.look(case_name, clock)):
        lines = [(datetime.fromisoformat(e.at), ENTRY_WORDS.get(e.event, Words(e.event, e.event))) for e in copy.chain]
        found.append(Standing(card=copy.card, at=lines[-1][0], head=copy.chain[-1].digest, lines=lines[::-1]))
    return found


def progress(found: cases.Case, asked: Consultation, *, clock: Clock = SYSTEM_CLOCK) -> Progress:
    """How long every step took and how long it should, from the consultation to the end, by the newest dossiers."""
    moves = [(asked.asked, State.DRAFT)]
    if found.filed:
        moves.append((found.filed, State.FILED))
    moves += _at_the_agency(asked.case_name, clock)
    over = moves[-1][1] in {State.RELEASED, State.STOPPED, State.DESTROYED, State.CLOSED}
    now = moves[-1][0] if over else clock.now()
    law = str(found.answers.get("law") or "pipa")
    days_max = regime(law if law in REGIMES else "pipa").steps_days
    return Progress(
        state=STATE_WORDS[moves[-1][1]],
        laps=laps(moves, now, days_max),
        total=(now - asked.asked).total_seconds() / 86_400,
        average=_figure(AVERAGE, clock),
        goal=_figure(GOAL, clock),
        is_over=over,
    )


def _at_the_agency(case_name: str, clock: Clock) -> list[tuple[datetime, State]]:
    """When the site took the application, then the agency's states; what follows a release is no more of the way."""
    if not portal_folder.exists(case_name):
        return []
    folder = portal_folder.look(case_name, clock)
    moves = [(datetime.fromisoformat(folder.chain[0].at), State.OPEN)]
    for copy in portal_folder.copies(folder):
        if copy.card.role == "agency":
            moves += history(copy.chain)
    ends = [place for place, (_, state) in enumerate(moves) if state in {State.RELEASED, State.STOPPED}]
    return moves[: ends[0] + 1] if ends else moves


def _figure(name: str, clock: Clock) -> int | None:
    """A figure of policy, where one has been entered."""
    try:
        return rates.rate(name, clock.today(), clock=clock).integer
    except Refused:
        return None


def release_of(case_id: str) -> Release | None:
    row = ReleaseRow.objects.select_related("organisation").filter(case_id=case_id).first()
    return release_value(row) if row else None


def released() -> list[Release]:
    """What has been combined before, the newest first."""
    return [release_value(row) for row in ReleaseRow.objects.select_related("organisation").order_by("-id")[:100]]


def release_value(row: ReleaseRow) -> Release:
    return Release(
        id=row.id,
        case_id=row.case_id,
        dataset_id=row.dataset_id,
        organisation=OrganisationId(row.organisation_id),
        name=Words(row.organisation.name_ko, row.organisation.name_en),
        digest=row.digest,
        form=row.format,
        rows=row.rows,
        taken=row.taken,
        ends=row.ends,
        destroyed=row.destroyed,
    )


def holdings() -> list[Holding]:
    """What organisations say they hold, by title."""
    rows = HoldingRow.objects.select_related("organisation").order_by("title", "id")
    return [
        Holding(
            id=row.id,
            name=Words(row.organisation.name_ko, row.organisation.name_en),
            title=row.title,
            text=row.text,
            held=Held(id=row.id, organisation=row.organisation_id, items=frozenset(row.items), persons=row.persons),
        )
        for row in rows
    ]


def partners(own: Holding, others: Sequence[Holding], *, clock: Clock = SYSTEM_CLOCK) -> list[tuple[Holding, Partner]]:
    """With whom what is held could be combined; no figure of any person is asked for, or known."""
    by_id = {each.id: each for each in others}
    rules = regime("pipa").rate
    found = partners_of(
        own.held,
        [each.held for each in others],
        population=_figure(POPULATION, clock) or 0,
        step=max(rules.step, HELD_STEP),
        least=max(rules.minimum, HELD_STEP),
    )
    return [(by_id[each.held.id], each) for each in found]


HELD_STEP = 1000  # as what is held is told to the nearest thousand, so is what is shared


def count_released() -> int:
    return ReleaseRow.objects.count()
