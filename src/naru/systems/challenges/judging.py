"""Score what waits, teams in turn; nothing twice, and nothing lost by a worker that dies."""

import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.refusals import Refused
from naru.systems.challenges import reads, scorer_calls
from naru.systems.challenges.core.queueing import Waiting, next_up
from naru.systems.challenges.core.states import ChallengeState, SubmissionState, move
from naru.systems.challenges.models import Challenge, Submission, Team

LEASE = timedelta(seconds=2 * scorer_calls.SCORE_WALL_S)
TRIES_MOST = 3
SLOTS = max(1, os.cpu_count() or 1)
JUDGED = (ChallengeState.RUNNING, ChallengeState.CLOSED)


def score_waiting(*, most: int = 10_000, clock: Clock = SYSTEM_CLOCK) -> int:
    """One after the other until none waits, or all slots are taken by others; how many were judged here."""
    count = 0
    while count < most and score_next(clock=clock) is not None:
        count += 1
    return count


def score_next(*, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """The id of the submission that was judged; None where none waits or no slot is free."""
    taken = _take(clock)
    if taken is None:
        return None
    submission, rungs = taken
    challenge = submission.challenge
    attempts = reads.challenge_value(challenge).attempts
    try:
        answer = scorer_calls.score(challenge, submission, rungs, attempts=attempts)
    except Refused as refused:
        _note_refusal(submission, refused, clock)
    else:
        _note_scores(submission, answer, clock)
    return submission.id


@transaction.atomic
def _take(clock: Clock) -> tuple[Submission, dict[str, str]] | None:
    """Under the locks of all challenges that are judged: one team's submissions are never judged side by side."""
    ids = [row.id for row in Challenge.objects.select_for_update().filter(state__in=JUDGED).order_by("id")]
    now = clock.now()
    _take_back_expired(ids, now=clock)
    rows = Submission.objects.filter(challenge_id__in=ids)
    scoring = list(rows.filter(state=SubmissionState.SCORING).values_list("team_id", flat=True))
    if len(scoring) >= SLOTS:
        return None
    waiting = [
        Waiting(*row) for row in rows.filter(state=SubmissionState.QUEUED).values_list("id", "team_id", "received")
    ]
    teams = Team.objects.filter(id__in={each.team for each in waiting})
    served = {team: at for team, at in teams.values_list("id", "served") if at is not None}
    chosen = next_up(waiting, busy=scoring, served=served)
    if chosen is None:
        return None
    row = Submission.objects.select_related("challenge").get(id=chosen.id)
    row.state = move(SubmissionState(row.state), SubmissionState.SCORING)
    row.tries += 1
    row.leased_until = now + LEASE
    row.save()
    Team.objects.filter(id=chosen.team).update(served=now)
    teams_with = Team.objects.filter(challenge_id=row.challenge_id, merged_into=None).exclude(rung="")
    return row, dict(teams_with.values_list("id", "rung"))


def _take_back_expired(ids: list[str], *, now: Clock) -> None:
    """Whose worker died: again into the queue, and after some tries it is our failure."""
    for row in Submission.objects.filter(
        challenge_id__in=ids, state=SubmissionState.SCORING, leased_until__lt=now.now()
    ):
        _give_up_or_retry(row)


def _give_up_or_retry(row: Submission) -> None:
    wanted = SubmissionState.FAILED if row.tries >= TRIES_MOST else SubmissionState.QUEUED
    row.state = move(SubmissionState(row.state), wanted)
    row.leased_until = None
    row.save()


@transaction.atomic
def _note_refusal(taken: Submission, refused: Refused, clock: Clock) -> None:
    row = _still_ours(taken)
    if row is None:
        return
    if not scorer_calls.is_their_fault(refused):
        _give_up_or_retry(row)
        return
    row.state = move(SubmissionState(row.state), SubmissionState.REFUSED)
    row.refusal = [refused.code, {name: str(value) for name, value in refused.facts.items()}]
    row.scored = clock.now()
    row.save()


@transaction.atomic
def _note_scores(taken: Submission, answer: dict[str, Any], clock: Clock) -> None:
    row = _still_ours(taken)
    if row is None:
        return
    row.state = move(SubmissionState(row.state), SubmissionState.SCORED)
    row.scored, row.leased_until = clock.now(), None
    row.improves, row.shown = answer["improves"], answer["shown"]
    row.sealed_score, row.costliest, row.notes = answer["sealed_score"], answer["costliest"], answer["notes"]
    row.save()
    if row.improves:
        Team.objects.filter(id=row.team_id).update(rung=answer["rung"], shown=row.shown, shown_at=row.received)
        _note_bands(answer["bands"])


def _note_bands(bands: dict[str, Sequence[int]]) -> None:
    rows = list(Team.objects.filter(id__in=bands))
    moved = [row for row in rows if [row.band_low, row.band_high] != list(bands[row.id])]
    for row in moved:
        row.band_low, row.band_high = bands[row.id]
    Team.objects.bulk_update(moved, ["band_low", "band_high"])


def _still_ours(taken: Submission) -> Submission | None:
    """None where the lease ran out and another has begun: whoever comes late writes nothing."""
    Challenge.objects.select_for_update().get(id=taken.challenge_id)
    row = Submission.objects.select_for_update().get(id=taken.id)
    is_ours = row.state == SubmissionState.SCORING and row.tries == taken.tries
    return row if is_ours else None
