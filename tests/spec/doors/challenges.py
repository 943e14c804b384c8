"""Doors of challenges."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.data.files import content
from naru.systems.challenges import actions, closing, entries, judging, prizes, reads
from naru.systems.challenges.models import Post
from tests import challenges as steps
from tests.spec.doors.door import ANYONE, AUDITORS, OFFICERS, SIGNED_IN, Door, Rows, Who
from tests.spec.doors.world import World

TEAM = frozenset({"owner"})
TEAM_AND_OFFICE = TEAM | AUDITORS
PLAYERS = SIGNED_IN - AUDITORS
Args = Callable[[World], dict[str, Any]]


def _of(which: str, **more: Any) -> Args:
    return lambda world: {"challenge_id": world.things[f"challenge_{which}"]} | more


def _submission(world: World) -> dict[str, str]:
    return {"submission_id": world.things["challenge_submission"]}


def _file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("a.csv", b"id,x\n")}


def _text(world: World) -> dict[str, Any]:
    return {"name": "a.csv", "text": "id,x\n"}


def _new(world: World) -> dict[str, Any]:
    return {"table": world.things["challenge_table"]}


def _code(world: World) -> dict[str, Any]:
    return {"code": SimpleUploadedFile("code.zip", b"PK")}


def _post(args: Args, who: Who, body: Any = lambda world: {}, **more: Any) -> Door:
    return Door("POST", who, args=args, body=body, **more)


def make_things(world: World) -> dict[str, str]:
    """The owner has a team and a submission in a challenge that runs; another one is over, a third is a draft."""
    owner = world.people["owner"]
    clock = FrozenClock(SYSTEM_CLOCK.now() - timedelta(hours=1))
    table = steps.source()
    draft = actions.set_up(steps.wanted(table, clock), by=SYSTEM, clock=clock)
    prizes.fund(1, by=SYSTEM, clock=clock)
    running, ended, closed = (
        actions.launch(
            actions.set_up(steps.wanted(table, clock, prizes_krw=won), by=SYSTEM, clock=clock).id,
            by=SYSTEM,
            clock=clock,
        )
        for won in ((), (1,), ())
    )
    for each in (running, ended):
        entries.make_team(each.id, "문 팀", by=owner, clock=clock)
        given = entries.submit(each.id, content.take_bytes(steps.answer(each), "답.csv"), by=owner, clock=clock)
        judging.score_waiting(clock=clock)
        if each is running:
            submission = given.id
    entries.post(running.id, "질문", by=owner, clock=clock)
    for each in (ended, closed):
        actions.close(each.id, by=SYSTEM, clock=clock)
    closing.open_truth(ended.id, by=SYSTEM, clock=clock)
    team = reads.team_of(running.id, owner)
    assert team is not None
    return {
        "challenge_table": table.sql_name,
        "challenge_draft": draft.id,
        "challenge_running": running.id,
        "challenge_ended": ended.id,
        "challenge_closed": closed.id,
        "challenge_submission": submission,
        "challenge_invitation": team.invitation,
        "challenge_post": Post.objects.latest("id").id,
    }


def _invitation(world: World) -> dict[str, str]:
    return {"invitation": world.things["challenge_invitation"]}


DOORS: Rows = {
    "challenges:challenges": [Door("GET", ANYONE)],
    "challenges:challenge": [
        Door("GET", ANYONE, _of("running")),
        Door("GET", AUDITORS, _of("draft"), hidden_from=ANYONE - AUDITORS, is_gone=True),
    ],
    "challenges:board": [Door("GET", ANYONE, _of("running"))],
    "challenges:data": [Door("GET", ANYONE, _of("running", name="train.csv"))],
    "challenges:opened": [Door("GET", ANYONE, _of("ended", name="bundle.zip"))],
    "challenges:starter": [Door("GET", ANYONE, _of("running", name="main.py"))],
    "challenges:team": [Door("GET", TEAM, _of("running"), hidden_from=SIGNED_IN - TEAM)],
    "challenges:make_team": [_post(_of("running"), PLAYERS, lambda world: {"name": "새 팀"})],
    "challenges:join_team": [_post(_of("running"), PLAYERS, _invitation)],
    "challenges:merge_teams": [_post(_of("running"), TEAM, _invitation, hidden_from=SIGNED_IN - TEAM)],
    "challenges:submit": [_post(_of("running"), TEAM, _file, hidden_from=SIGNED_IN - TEAM)],
    "challenges:choose": [_post(_of("running"), TEAM, hidden_from=SIGNED_IN - TEAM)],
    "challenges:submission": [Door("GET", TEAM_AND_OFFICE, _submission, hidden_from=SIGNED_IN - TEAM_AND_OFFICE)],
    "challenges:withdraw": [_post(_submission, TEAM, hidden_from=SIGNED_IN - TEAM)],
    "challenges:post": [_post(_of("running"), SIGNED_IN, lambda world: {"text": "글"})],
    "challenges:hide_post": [_post(lambda world: {"post_id": world.things["challenge_post"]}, OFFICERS)],
    "challenges:set_up": [Door("GET", OFFICERS), _post(lambda world: {}, OFFICERS, _new)],
    "challenges:fund": [_post(lambda world: {}, OFFICERS, lambda world: {"won": "1"})],
    "challenges:office": [Door("GET", AUDITORS, _of("running"))],
    "challenges:launch": [_post(_of("draft"), OFFICERS)],
    "challenges:cancel": [_post(_of("draft"), OFFICERS)],
    "challenges:close": [_post(_of("running"), OFFICERS)],
    "challenges:open_truth": [_post(_of("closed"), OFFICERS)],
    "challenges:learnt": [_post(_of("ended"), OFFICERS, lambda world: {"ko": "배움"})],
    "challenges:reproduce": [_post(_of("ended", rank=1), OFFICERS, _code)],
    "challenges:pay": [_post(_of("ended", rank=1), OFFICERS)],
    "api:challenges": [Door("GET", ANYONE)],
    "api:challenge_board": [Door("GET", ANYONE, lambda world: {"id": world.things["challenge_running"]})],
    "api:challenge_submissions": [Door("GET", SIGNED_IN, lambda world: {"id": world.things["challenge_running"]})],
    "api:challenge_submit": [
        Door("POST", TEAM, lambda world: {"id": world.things["challenge_running"]}, _text, hidden_from=SIGNED_IN - TEAM)
    ],
}
