"""Challenges, boards and submissions as their people see them. Private scores are in none of it before the truth is open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from naru.base.kit.clock import SYSTEM_CLOCK, in_city
from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.systems.challenges.core import quotas, rights
from naru.systems.challenges.core.boards import Entry, ranked
from naru.systems.challenges.core.leaks import Severity
from naru.systems.challenges.core.likenesses import Act, Likeness, likenesses
from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.metrics.values import Metric
from naru.systems.challenges.core.states import ChallengeState, SubmissionState
from naru.systems.challenges.core.task import Task
from naru.systems.challenges.models import Challenge as ChallengeRow
from naru.systems.challenges.models import Member, Place, Post
from naru.systems.challenges.models import Submission as SubmissionRow
from naru.systems.challenges.models import Team as TeamRow

CHALLENGE = "challenge"
CHOSEN_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A finding of the audit, as it is shown."""

    code: str
    severity: Severity
    column: str
    words: Words
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """``files`` are name → hash of what teams get; the last four are empty until the truth is open."""

    id: str
    title: Words
    summary: Words
    dataset_id: str
    table_id: str
    plan: Mapping[str, Any]
    task: Task | None
    parts: Mapping[str, int]
    train_rows: int
    leaks: Sequence[Leak]
    files: Mapping[str, str]
    promise: Mapping[str, Any]
    state: ChallengeState
    opens: datetime
    closes: datetime
    attempts_a_day: int
    team_most: int
    prizes_krw: Sequence[int]
    launched: datetime | None
    opened: datetime | None
    salt: str
    truth_sha256: str
    bundle_sha256: str
    learnt: Words

    @property
    def ref(self) -> Ref:
        return Ref(CHALLENGE, self.id)

    @property
    def metric(self) -> Metric:
        return metric(str(self.plan["metric"]))

    @property
    def is_public(self) -> bool:
        return self.launched is not None

    @property
    def is_open(self) -> bool:
        """Whether the truth is."""
        return self.state in {ChallengeState.OPENED, ChallengeState.AWARDED}

    @property
    def serious(self) -> list[Leak]:
        return [each for each in self.leaks if each.severity is Severity.SERIOUS]

    @property
    def attempts(self) -> int:
        """The most that one team can make in all."""
        return quotas.attempts_in_all(self.opens, self.closes, a_day=self.attempts_a_day)

    def takes(self, now: datetime) -> bool:
        """The first instant is within, the last is not."""
        return self.state is ChallengeState.RUNNING and self.opens <= now < self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    rank: int
    team_id: str
    name: str
    score: float
    at: datetime
    low: int | None
    high: int | None
    submissions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRow:
    rank: int
    team_id: str
    name: str
    private: float
    public: float | None
    public_rank: int | None
    prize_krw: int
    reproduced: datetime | None
    code_sha256: str
    paid: datetime | None

    @property
    def climbed(self) -> int:
        """By how many ranks it stands higher than on the public board; below 0 it fell."""
        return self.public_rank - self.rank if self.public_rank else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A line of the queue as those who run it see it; ``waited_s`` from its arrival to its score, None before."""

    id: str
    team: str
    received: datetime
    state: SubmissionState
    tries: int
    waited_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """``shown`` is the board's score after it; ``public`` and ``private`` are None while the truth is sealed."""

    id: str
    challenge_id: str
    team_id: str
    name: str
    sha256: str
    bytes: int
    received: datetime
    scored: datetime | None
    state: SubmissionState
    improves: bool
    shown: float | None
    costliest: Sequence[Mapping[str, Any]]
    notes: Sequence[str]
    refusal: Words | None
    chosen: bool
    public: float | None
    private: float | None
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: str
    name: str
    invitation: str
    members: Sequence[str]


def challenges(person: Person) -> list[Challenge]:
    """The newest first; drafts for those who look behind."""
    rows = ChallengeRow.objects.order_by("-created", "-id")
    if not rights.may_look_behind(person):
        rows = rows.filter(launched__isnull=False)
    return [challenge_value(row) for row in rows]


def challenge(challenge_id: str, person: Person) -> Challenge:
    """Raises ``Refused``: ``not_found``, for a draft to everyone but those who run or audit."""
    row = ChallengeRow.objects.filter(id=challenge_id).first()
    if row is None or (row.launched is None and not rights.may_look_behind(person)):
        raise Refused("not_found")
    return challenge_value(row)


def board(found: Challenge) -> list[BoardRow]:
    """The public board, one order from the scores as they are stored."""
    teams = {
        row.id: row for row in TeamRow.objects.filter(challenge_id=found.id, merged_into=None, shown__isnull=False)
    }
    counts = _submission_counts(found.id)
    entries = [Entry(team=row.id, score=row.shown, at=row.shown_at) for row in teams.values()]  # type: ignore[arg-type]
    return [
        BoardRow(
            rank=place.rank,
            team_id=place.entry.team,
            name=teams[place.entry.team].name,
            score=place.entry.score,
            at=place.entry.at,
            low=teams[place.entry.team].band_low,
            high=teams[place.entry.team].band_high,
            submissions=counts.get(place.entry.team, 0),
        )
        for place in ranked(entries, found.metric)
    ]


def final_board(found: Challenge) -> list[FinalRow]:
    """Empty until the truth is open."""
    if not found.is_open:
        return []
    rows = Place.objects.select_related("team", "submission").filter(challenge_id=found.id).order_by("rank")
    return [
        FinalRow(
            rank=row.rank,
            team_id=row.team_id,
            name=row.team.name,
            private=row.private,
            public=row.submission.public,
            public_rank=row.public_rank,
            prize_krw=row.prize_krw,
            reproduced=row.reproduced,
            code_sha256=row.code_sha256,
            paid=row.paid,
        )
        for row in rows
    ]


def team_of(challenge_id: str, person: Person) -> Team | None:
    if person.is_anonymous:
        return None
    row = Member.objects.select_related("team").filter(challenge_id=challenge_id, person_id=person.id).first()
    if row is None:
        return None
    team = row.team
    names = [_name(each) for each in Member.objects.filter(team=team).values_list("person_id", flat=True)]
    return Team(id=team.id, name=team.name, invitation=team.invitation, members=names)


def _name(person_id: str) -> str:
    try:
        return people.person(person_id).name  # type: ignore[arg-type]
    except Refused:
        return "–"


def submissions(found: Challenge, team_id: str) -> list[Submission]:
    """The team's own, its merged teams' too, the newest first."""
    rows = SubmissionRow.objects.filter(_of_team(team_id), challenge_id=found.id)
    return [_submission(row, found) for row in rows.order_by("-received", "-id")]


def submission(submission_id: str, person: Person) -> Submission:
    """For the team's members and officers. Raises ``Refused``: ``not_found``."""
    row = SubmissionRow.objects.select_related("team", "challenge").filter(id=submission_id).first()
    if row is None or not (rights.may_look_behind(person) or rights.is_of(person, members_of(row.team))):
        raise Refused("not_found")
    return _submission(row, challenge_value(row.challenge))


def members_of(team: TeamRow) -> set[str]:
    return set(Member.objects.filter(team_id=team.merged_into_id or team.id).values_list("person_id", flat=True))


def attempts_left(found: Challenge, team_id: str, now: datetime) -> int:
    return max(found.attempts_a_day - quotas.used_on(in_city(now).date(), tries_of(team_id)), 0)


def tries_of(team_id: str) -> list[tuple[datetime, SubmissionState]]:
    """When the team submitted, the teams that it took in too."""
    rows = SubmissionRow.objects.filter(_of_team(team_id))
    return [(at, SubmissionState(state)) for at, state in rows.values_list("received", "state")]


def _of_team(team_id: str) -> Q:
    return Q(team_id=team_id) | Q(team__merged_into=team_id)


def reads_source(found: Challenge, person: Person, now: datetime) -> bool:
    """Whether the person can read the table that the truth was cut from."""
    return catalogue.read_scope(person, found.table_id, now) is not None


def by_day(found: Challenge) -> list[tuple[date, int]]:
    """Submissions of each day of the city, days without any too, up to the last one."""
    counts = Counter(
        in_city(at).date()
        for at in SubmissionRow.objects.filter(challenge_id=found.id).values_list("received", flat=True)
    )
    if not counts:
        return []
    first, last = min(counts), max(counts)
    return [(day, counts[day]) for day in (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))]


def climbs(found: Challenge) -> dict[str, list[tuple[datetime, float]]]:
    """Of each team, by its name, the scores that the board has shown and when."""
    rows = SubmissionRow.objects.filter(challenge_id=found.id, improves=True, state=SubmissionState.SCORED)
    shown: dict[str, list[tuple[datetime, float]]] = {}
    for name, at, score in rows.order_by("received").values_list("team__name", "received", "shown"):
        if score is not None:
            shown.setdefault(name, []).append((at, score))
    return shown


def posts(found: Challenge, person: Person) -> list[tuple[Post, str]]:
    """The discussion, oldest first, with who wrote; hidden ones for those who run it."""
    rows = Post.objects.filter(challenge_id=found.id).order_by("at", "id")
    if not rights.may_run(person):
        rows = rows.filter(hidden=False)
    return [(row, _name(row.person_id)) for row in rows]


def source_title(found: Challenge, person: Person) -> Words | None:
    """Of the dataset that it was cut from; None for those who may not read it."""
    try:
        described = catalogue.dataset(found.dataset_id, person).description
    except Refused:
        return None
    return Words(described.title, described.title_en or described.title)


def is_source_open(found: Challenge) -> bool:
    """Whether everyone can read the table that the truth was cut from."""
    return reads_source(found, ANONYMOUS, SYSTEM_CLOCK.now())


def alike(found: Challenge, person: Person) -> list[tuple[Likeness, list[str]]]:
    """Teams that behave as one, with their names; for those who look behind."""
    if not rights.may_look_behind(person):
        return []
    rows = SubmissionRow.objects.filter(challenge_id=found.id).values_list("team_id", "person_id", "origin", "sha256")
    names = dict(TeamRow.objects.filter(challenge_id=found.id).values_list("id", "name"))
    acts = [Act(team=team, person=who, origin=origin, file=sha256) for team, who, origin, sha256 in rows]
    return [(each, [names[team] for team in each.teams]) for each in likenesses(acts)]


def judged(found: Challenge, person: Person, *, most: int = 12) -> list[Judged]:
    """What waits first, then what came last; for those who look behind."""
    if not rights.may_look_behind(person):
        return []
    rows = SubmissionRow.objects.select_related("team").filter(challenge_id=found.id).order_by("-received", "-id")
    waiting = Q(state__in=[SubmissionState.QUEUED, SubmissionState.SCORING])
    listed = [*rows.filter(waiting)[:most], *rows.exclude(waiting)[:most]][:most]
    return [
        Judged(
            id=row.id,
            team=row.team.name,
            received=row.received,
            state=SubmissionState(row.state),
            tries=row.tries,
            waited_s=(row.scored - row.received).total_seconds() if row.scored else None,
        )
        for row in listed
    ]


def count_by_state(found: Challenge) -> list[tuple[SubmissionState, int]]:
    """In the order of a submission's way; states that none is in are left out."""
    counts = Counter(SubmissionRow.objects.filter(challenge_id=found.id).values_list("state", flat=True))
    return [(state, counts[state]) for state in SubmissionState if counts[state]]


def count_running() -> int:
    return ChallengeRow.objects.filter(state=ChallengeState.RUNNING).count()


def count_teams(challenge_id: str) -> int:
    return TeamRow.objects.filter(challenge_id=challenge_id, merged_into=None).count()


def count_waiting() -> int:
    return SubmissionRow.objects.filter(state__in=[SubmissionState.QUEUED, SubmissionState.SCORING]).count()


def _submission_counts(challenge_id: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    rows = SubmissionRow.objects.filter(challenge_id=challenge_id).values("team_id", "team__merged_into_id")
    for row in rows.annotate(count=Count("id")):
        counts[row["team__merged_into_id"] or row["team_id"]] += row["count"]
    return counts


def _submission(row: SubmissionRow, found: Challenge) -> Submission:
    state = SubmissionState(row.state)
    is_open = found.is_open
    return Submission(
        id=row.id,
        challenge_id=row.challenge_id,
        team_id=row.team_id,
        name=row.name,
        sha256=row.sha256,
        bytes=row.bytes,
        received=row.received,
        scored=row.scored,
        state=state,
        improves=row.improves,
        shown=row.shown,
        costliest=row.costliest,
        notes=row.notes,
        refusal=_said(row.refusal),
        chosen=row.chosen,
        public=row.public if is_open else None,
        private=row.private if is_open else None,
        ahead=_ahead(row) if state is SubmissionState.QUEUED else 0,
    )


def _ahead(row: SubmissionRow) -> int:
    return SubmissionRow.objects.filter(state=SubmissionState.QUEUED, received__lt=row.received).count()


def _said(refusal: Sequence[Any]) -> Words | None:
    return Refused(refusal[0], **refusal[1]).words if refusal else None


def challenge_value(row: ChallengeRow) -> Challenge:
    is_open = row.opened is not None
    return Challenge(
        id=row.id,
        title=Words(row.title_ko, row.title_en),
        summary=Words(row.summary_ko, row.summary_en),
        dataset_id=row.dataset_id,
        table_id=row.table_id,
        plan=row.plan,
        task=Task.from_json(row.task) if row.task else None,
        parts=row.parts,
        train_rows=row.train_rows,
        leaks=[
            Leak(
                code=each["code"],
                severity=Severity(each["severity"]),
                column=each["column"],
                words=Words(each["ko"], each["en"]),
                evidence=each["evidence"],
            )
            for each in row.findings
        ],
        files={"train.csv": row.train_sha256, "test.csv": row.test_sha256, "sample.csv": row.sample_sha256},
        promise=row.promise,
        state=ChallengeState(row.state),
        opens=row.opens,
        closes=row.closes,
        attempts_a_day=row.attempts_a_day,
        team_most=row.team_most,
        prizes_krw=row.prizes_krw,
        launched=row.launched,
        opened=row.opened,
        salt=row.salt if is_open else "",
        truth_sha256=row.truth_sha256 if is_open else "",
        bundle_sha256=row.bundle_sha256 if is_open else "",
        learnt=Words(row.learnt_ko, row.learnt_en),
    )
