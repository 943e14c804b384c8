"""Challenges in the API: the list and a board for anyone, a team's own submissions by its members' tokens."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from naru.base.kit.guard import person_of, require_signed_in
from naru.data.files import content
from naru.systems.challenges import entries, judging, reads

router = Router(tags=["challenges"])


class ChallengeOut(Schema):
    id: str
    title_ko: str
    title_en: str
    state: str
    metric: str
    higher_is_better: bool
    opens: datetime
    closes: datetime
    attempts_a_day: int
    teams: int
    prizes_krw: list[int]
    promise_sha256: str
    promise_root: str
    bundle_sha256: str


class BoardRowOut(Schema):
    rank: int
    team: str
    score: float
    at: datetime
    rank_low: int | None
    rank_high: int | None
    submissions: int


class SubmissionIn(Schema):
    """``text`` is the whole CSV."""

    name: Annotated[str, Field(max_length=200)] = "submission.csv"
    text: str


class SubmissionOut(Schema):
    id: str
    name: str
    sha256: str
    received: datetime
    state: str
    improves: bool
    shown: float | None
    refusal_ko: str
    refusal_en: str


@router.get("/challenges", response=list[ChallengeOut], url_name="challenges", summary="Data challenges")
def challenges(request: HttpRequest) -> list[ChallengeOut]:
    return [_challenge(each) for each in reads.challenges(person_of(request)) if each.is_public]


@router.get(
    "/challenges/{id}/board", response=list[BoardRowOut], url_name="challenge_board", summary="A challenge's board"
)
def challenge_board(request: HttpRequest, id: str) -> list[BoardRowOut]:
    found = reads.challenge(id, person_of(request))
    return [
        BoardRowOut(
            rank=each.rank,
            team=each.name,
            score=each.score,
            at=each.at,
            rank_low=each.low,
            rank_high=each.high,
            submissions=each.submissions,
        )
        for each in reads.board(found)
    ]


@router.get(
    "/challenges/{id}/submissions",
    response=list[SubmissionOut],
    url_name="challenge_submissions",
    summary="Your team's submissions",
)
def challenge_submissions(request: HttpRequest, id: str) -> list[SubmissionOut]:
    person = person_of(request)
    require_signed_in(person)
    found = reads.challenge(id, person)
    team = reads.team_of(found.id, person)
    return [_submission(each) for each in reads.submissions(found, team.id)] if team else []


@router.post(
    "/challenges/{id}/submissions",
    response={201: SubmissionOut},
    url_name="challenge_submit",
    summary="Submit a file for your team",
)
def challenge_submit(request: HttpRequest, id: str, given: SubmissionIn) -> Status[SubmissionOut]:
    """Scored at once where the queue lets it; else ``state`` says that it waits. Large files go by the page."""
    person = person_of(request)
    found = entries.submit(id, content.take_bytes(given.text.encode(), given.name), by=person)
    judging.score_next()
    return Status(201, _submission(reads.submission(found.id, person)))


def _challenge(found: reads.Challenge) -> ChallengeOut:
    return ChallengeOut(
        id=found.id,
        title_ko=found.title.ko,
        title_en=found.title.en,
        state=found.state.value,
        metric=found.metric.name,
        higher_is_better=found.metric.higher_is_better,
        opens=found.opens,
        closes=found.closes,
        attempts_a_day=found.attempts_a_day,
        teams=reads.count_teams(found.id),
        prizes_krw=list(found.prizes_krw),
        promise_sha256=found.promise["sha256"],
        promise_root=found.promise["root"],
        bundle_sha256=found.bundle_sha256,
    )


def _submission(found: reads.Submission) -> SubmissionOut:
    return SubmissionOut(
        id=found.id,
        name=found.name,
        sha256=found.sha256,
        received=found.received,
        state=found.state.value,
        improves=found.improves,
        shown=found.shown,
        refusal_ko=found.refusal.ko if found.refusal else "",
        refusal_en=found.refusal.en if found.refusal else "",
    )
