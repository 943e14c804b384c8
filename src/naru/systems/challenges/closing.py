"""Open the truth: private scores, the final board, and the bundle by which anyone computes all of it again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.data.files import content
from naru.systems.challenges import reads, scorer_calls
from naru.systems.challenges.core import rights, verification
from naru.systems.challenges.core.boards import Entry, best_of, ranked
from naru.systems.challenges.core.states import ChallengeState, SubmissionState, step
from naru.systems.challenges.models import Challenge, Member, Place, Submission, Team
from naru.systems.challenges.notices import RESULT


def open_truth(challenge_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Challenge:
    """Once, after the close and once nothing waits. Raises ``Refused``: ``queue_not_empty``, ``challenge_cannot_move``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    with transaction.atomic():
        row = Challenge.objects.select_for_update().filter(id=challenge_id).first()
        if row is None:
            raise Refused("not_found")
        row.state = step(ChallengeState(row.state), ChallengeState.OPENED)
        listed = Submission.objects.filter(challenge=row)
        waiting = listed.filter(state__in=[SubmissionState.QUEUED, SubmissionState.SCORING]).count()
        if waiting:
            raise Refused("queue_not_empty", count=waiting)
        sealed = dict(listed.exclude(sealed_score="").values_list("id", "sealed_score"))
        with scorer_calls.disclosed(row, sealed) as (answer, truth):
            row.salt, row.block_seed = answer["salt"], answer["seed"]
            row.truth_sha256 = content.take_file(truth, "truth.csv").sha256
        _note_scores(answer["scores"])
        _choose_for_those_who_did_not(row)
        _rank(row)
        row.opened = clock.now()
        row.bundle_sha256 = content.take_bytes(_bundle(row), "bundle.zip").sha256
        row.save()
        teams = Place.objects.filter(challenge=row).count()
        facts = {"teams": teams, "bundle": row.bundle_sha256}
        record(by.actor, "challenge.opened", row.id, facts=facts, clock=clock)
        _tell(row, by, clock)
    return reads.challenge_value(row)


def _note_scores(scores: dict[str, Any]) -> None:
    rows = list(Submission.objects.filter(id__in=scores))
    for row in rows:
        row.public, row.private = scores[row.id]["public"], scores[row.id]["private"]
    Submission.objects.bulk_update(rows, ["public", "private"], batch_size=500)


def _of_team(team: Team) -> QuerySet[Submission]:
    return Submission.objects.filter(Q(team=team) | Q(team__merged_into=team), state=SubmissionState.SCORED)


def _choose_for_those_who_did_not(row: Challenge) -> None:
    """Whoever chose nothing has what the board showed best, and the one shown before it."""
    for team in Team.objects.filter(challenge=row, merged_into=None):
        own = _of_team(team)
        if not own.filter(chosen=True).exists():
            best = list(own.filter(improves=True).order_by("-received", "-id")[: reads.CHOSEN_MOST])
            Submission.objects.filter(id__in=[each.id for each in best]).update(chosen=True)


def _rank(row: Challenge) -> None:
    found = reads.challenge_value(row)
    public = {each.team_id: each.rank for each in reads.board(found)}
    best: dict[str, tuple[Entry, str]] = {}
    for team in Team.objects.filter(challenge=row, merged_into=None):
        chosen = {
            Entry(team=team.id, score=each.private, at=each.received): each.id
            for each in _of_team(team).filter(chosen=True)
            if each.private is not None
        }
        entry = best_of(list(chosen), found.metric)
        if entry is not None:
            best[team.id] = (entry, chosen[entry])
    for place in ranked([entry for entry, _ in best.values()], found.metric):
        prize = row.prizes_krw[place.rank - 1] if place.rank <= len(row.prizes_krw) else 0
        Place.objects.create(
            challenge=row,
            rank=place.rank,
            team_id=place.entry.team,
            submission_id=best[place.entry.team][1],
            private=place.entry.score,
            public_rank=public.get(place.entry.team),
            prize_krw=prize,
        )


def _bundle(row: Challenge) -> bytes:
    found = reads.challenge_value(row)
    submissions = list(Submission.objects.filter(challenge=row).exclude(sealed_score=""))
    events = [_scored(each) for each in submissions]
    merged = [
        {"kind": verification.MERGED, "at": each.merged_at.isoformat(), "team": each.merged_into_id, "other": each.id}
        for each in Team.objects.filter(challenge=row, merged_at__isnull=False)
        if each.merged_at
    ]
    ordered = sorted([*events, *merged], key=lambda each: (each.get("received") or each["at"], each.get("id", "")))
    assert found.task is not None, "what was launched has a task"
    said = {
        "id": row.id,
        "title": {"ko": row.title_ko, "en": row.title_en},
        "metric": {"name": found.metric.name, "version": found.metric.version},
        "task": found.task.to_json(),
        "promise": row.promise,
        "salt": row.salt,
        "block_seed": row.block_seed,
        "attempts": found.attempts,
        "teams": dict(Team.objects.filter(challenge=row).values_list("id", "name")),
        "places": [
            {"rank": each.rank, "team": each.team_id, "private": each.private, "submission": each.submission_id}
            for each in Place.objects.filter(challenge=row).order_by("rank")
        ],
    }
    files = {each.sha256: content.path_of(each.sha256).read_bytes() for each in submissions}
    return verification.bundle(said, ordered, truth=content.path_of(row.truth_sha256).read_bytes(), files=files)


def _scored(each: Submission) -> dict[str, Any]:
    return {
        "kind": verification.SCORED,
        "id": each.id,
        "team": each.team_id,
        "received": each.received.isoformat(),
        "sha256": each.sha256,
        "improves": each.improves,
        "shown": each.shown,
        "public": each.public,
        "private": each.private,
        "chosen": each.chosen,
    }


def _tell(row: Challenge, by: Person, clock: Clock) -> None:
    people: Sequence[str] = list(
        Member.objects.filter(challenge=row).order_by("person_id").values_list("person_id", flat=True)
    )
    if people:
        tell(
            *(ToPerson(each) for each in people),
            topic=RESULT,
            title=Words(f"‘{row.title_ko}’ 챌린지의 결과가 나왔습니다", f"The results of {row.title_en} are there"),
            about=reads.challenge_value(row).ref,
            key="opened",
            by=by.actor,
            clock=clock,
        )
