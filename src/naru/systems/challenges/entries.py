"""Take part: make a team, join it, merge two, submit, choose, withdraw, write in the discussion."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require, require_write
from naru.base.kit.ids import new_id
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.data.files.content import Stored
from naru.systems.challenges import reads
from naru.systems.challenges.core import quotas, rights
from naru.systems.challenges.core.states import SubmissionState, move
from naru.systems.challenges.models import Challenge, Member, Post, Submission, Team
from naru.systems.challenges.notices import TEAM
from naru.systems.challenges.scorer_calls import SUBMISSION_MOST_BYTES

NAME_LETTERS = (2, 40)
POST_LETTERS = 2000
MERGE_UNTIL = timedelta(days=7)  # before the close


@transaction.atomic
def make_team(challenge_id: str, name: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Team:
    """Raises ``Refused``: ``challenge_runs_it``, ``challenge_reads_source``, ``team_has_one``, ``team_name_…``."""
    found = _joinable(challenge_id, by, clock)
    name = name.strip()
    if not NAME_LETTERS[0] <= len(name) <= NAME_LETTERS[1]:
        raise Refused("team_name_refused")
    if Team.objects.filter(challenge_id=found.id, name=name).exists():
        raise Refused("team_name_taken", name=name)
    team = Team.objects.create(challenge_id=found.id, name=name, invitation=new_id(), created=clock.now())
    _join(team, by, clock)
    record(by.actor, "challenge.team_made", found.id, facts={"name": name, "team": team.id}, clock=clock)
    return _own_team(found.id, by)


@transaction.atomic
def join_team(challenge_id: str, invitation: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Team:
    """By the code that the team gave. Raises ``Refused``: as ``make_team``, ``team_code_unknown``, ``team_full``."""
    found = _joinable(challenge_id, by, clock)
    team = _invited(found.id, invitation)
    if Member.objects.filter(team=team).count() >= found.team_most:
        raise Refused("team_full", most=found.team_most)
    _join(team, by, clock)
    record(by.actor, "challenge.team_joined", found.id, facts={"name": team.name, "team": team.id}, clock=clock)
    return _own_team(found.id, by)


@transaction.atomic
def merge_teams(challenge_id: str, invitation: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Team:
    """The team whose code one was given becomes part of one's own: its people, its submissions, the better score.

    Raises ``Refused``: ``team_merge_late``, ``team_full``, ``team_merge_attempts``, ``queue_not_empty``.
    """
    found = _open_to(challenge_id, by, clock)
    other, own = _invited(found.id, invitation), _locked_team(found.id, by)
    if other.id == own.id:
        raise Refused("team_code_unknown")
    until = found.closes - MERGE_UNTIL
    if clock.now() >= until:
        raise Refused("team_merge_late", until=f"{in_city(until):%Y-%m-%d %H:%M}")
    if Member.objects.filter(team__in=[own, other]).count() > found.team_most:
        raise Refused("team_full", most=found.team_most)
    _require_mergeable(found, [own.id, other.id], clock)
    _take_over(own, other, found)
    Member.objects.filter(team=other).update(team=own)
    Team.objects.filter(merged_into=other).update(merged_into=own)
    other.merged_into, other.merged_at = own, clock.now()
    other.save()
    own.save()
    facts = {"name": own.name, "other": other.name}
    record(by.actor, "challenge.teams_merged", found.id, facts=facts, clock=clock)
    tell(
        *(ToPerson(each) for each in sorted(reads.members_of(own))),
        topic=TEAM,
        title=Words(f"‘{other.name}’ 팀이 ‘{own.name}’ 팀과 합쳐졌습니다", f"{other.name} merged into {own.name}"),
        about=found.ref,
        key=f"merged:{other.id}",
        by=by.actor,
        clock=clock,
    )
    return _own_team(found.id, by)


def _require_mergeable(found: reads.Challenge, teams: Collection[str], clock: Clock) -> None:
    """Together they have made no more attempts than one team could have by now, and none waits."""
    rows = list(Submission.objects.filter(team__in=teams).values_list("received", "state"))
    waiting = sum(SubmissionState(state).is_waiting for _, state in rows)
    if waiting:
        raise Refused("queue_not_empty", count=waiting)
    used = sum(SubmissionState(state) not in quotas.FREE for _, state in rows)
    most = quotas.attempts_in_all(found.opens, clock.now(), a_day=found.attempts_a_day)
    if used > most:
        raise Refused("team_merge_attempts", used=used, most=most)


def _take_over(own: Team, other: Team, found: reads.Challenge) -> None:
    if other.shown is not None and (own.shown is None or found.metric.better(other.shown, own.shown)):
        own.rung, own.shown, own.shown_at = other.rung, other.shown, other.shown_at
        own.band_low, own.band_high = other.band_low, other.band_high


@transaction.atomic
def submit(
    challenge_id: str, file: Stored, *, origin: str = "", by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.Submission:
    """Into the queue, within the quota of the city's day, the window looked at under the team's lock.

    Raises ``Refused``: ``challenge_not_open``, ``attempts_used_up``, ``submission_too_large``, ``not_found`` without a team.
    """
    found = _open_to(challenge_id, by, clock)
    if file.bytes > SUBMISSION_MOST_BYTES:
        raise Refused("submission_too_large", most=SUBMISSION_MOST_BYTES >> 20)
    team, now = _locked_team(found.id, by), clock.now()
    quotas.require_attempt(reads.tries_of(team.id), now=now, a_day=found.attempts_a_day)
    row = Submission.objects.create(
        challenge_id=found.id,
        team=team,
        person_id=by.id,
        origin=origin,
        name=file.name,
        sha256=file.sha256,
        bytes=file.bytes,
        received=now,
    )
    record(by.actor, "challenge.submitted", found.id, facts={"team": team.name, "sha256": file.sha256}, clock=clock)
    return reads.submission(row.id, by)


@transaction.atomic
def choose(
    challenge_id: str, submission_ids: Collection[str], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[reads.Submission]:
    """Which two count in the end, until the close. Raises ``Refused``: ``chosen_too_many``, ``not_found``."""
    found = _open_to(challenge_id, by, clock)
    if len(set(submission_ids)) > reads.CHOSEN_MOST:
        raise Refused("chosen_too_many", most=reads.CHOSEN_MOST)
    team = _locked_team(found.id, by)
    own = {each.id for each in reads.submissions(found, team.id) if each.state is SubmissionState.SCORED}
    if not set(submission_ids) <= own:
        raise Refused("not_found")
    Submission.objects.filter(id__in=own).update(chosen=False)
    Submission.objects.filter(id__in=list(submission_ids)).update(chosen=True)
    record(by.actor, "challenge.chosen", found.id, facts={"team": team.name}, clock=clock)
    return reads.submissions(found, team.id)


@transaction.atomic
def withdraw(submission_id: str, *, by: Person) -> None:
    """It waits no more, or counts no more in the end; the attempt is spent. Raises ``Refused``: ``not_found``."""
    require_write(by)
    row = Submission.objects.select_for_update().select_related("team").filter(id=submission_id).first()
    if row is None or not rights.is_of(by, reads.members_of(row.team)):
        raise Refused("not_found")
    row.state = move(SubmissionState(row.state), SubmissionState.WITHDRAWN)
    row.chosen = False
    row.save()


@transaction.atomic
def post(challenge_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``post_refused``."""
    require_write(by)
    found = reads.challenge(challenge_id, by)
    if not 1 <= len(text.strip()) <= POST_LETTERS:
        raise Refused("post_refused")
    Post.objects.create(challenge_id=found.id, person_id=by.id, text=text.strip(), at=clock.now())


@transaction.atomic
def hide_post(post_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The challenge's id. For those who run it. Raises ``Refused``: ``not_found``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = Post.objects.select_for_update().filter(id=post_id).first()
    if row is None:
        raise Refused("not_found")
    row.hidden = True
    row.save()
    record(by.actor, "challenge.post_hidden", row.challenge_id, facts={"post": row.id}, clock=clock)
    return row.challenge_id


def _joinable(challenge_id: str, by: Person, clock: Clock) -> reads.Challenge:
    require_write(by)
    found = reads.challenge(challenge_id, by)
    if rights.may_look_behind(by):
        raise Refused("challenge_runs_it")
    if reads.reads_source(found, by, clock.now()):
        raise Refused("challenge_reads_source")
    Challenge.objects.select_for_update().get(id=found.id)
    if reads.team_of(found.id, by) is not None:
        raise Refused("team_has_one")
    if not found.is_public or clock.now() >= found.closes:
        raise _closed(found)
    return found


def _open_to(challenge_id: str, by: Person, clock: Clock) -> reads.Challenge:
    """That it takes submissions now, looked at under its lock."""
    require_write(by)
    reads.challenge(challenge_id, by)
    row = Challenge.objects.select_for_update().get(id=challenge_id)
    found = reads.challenge_value(row)
    if not found.takes(clock.now()):
        raise _closed(found)
    return found


def _closed(found: reads.Challenge) -> Refused:
    opens, closes = (_said(each) for each in (found.opens, found.closes))
    return Refused("challenge_not_open", opens=opens, closes=closes)


def _said(moment: datetime) -> str:
    return f"{in_city(moment):%Y-%m-%d %H:%M}"


def _join(team: Team, by: Person, clock: Clock) -> None:
    try:
        with transaction.atomic():
            Member.objects.create(challenge_id=team.challenge_id, team=team, person_id=by.id, joined=clock.now())
    except IntegrityError:
        raise Refused("team_has_one") from None


def _invited(challenge_id: str, invitation: str) -> Team:
    row = Team.objects.select_for_update().filter(challenge_id=challenge_id, invitation=invitation.strip()).first()
    if row is None or row.merged_into_id is not None:
        raise Refused("team_code_unknown")
    return row


def _locked_team(challenge_id: str, by: Person) -> Team:
    """Raises ``Refused``: ``not_found`` for whoever has none."""
    own = reads.team_of(challenge_id, by)
    if own is None:
        raise Refused("not_found")
    return Team.objects.select_for_update().get(id=own.id)


def _own_team(challenge_id: str, by: Person) -> reads.Team:
    own = reads.team_of(challenge_id, by)
    assert own is not None, "they have just joined one"
    return own
