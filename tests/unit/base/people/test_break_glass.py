"""Emergency access: who asks, who answers, for whom it opens and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.person import SYSTEM, Person, PersonId, service
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.people.core.break_glass import BreakGlass, GlassState, answered, may_answer, may_ask

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ASKER = Person(id=PersonId("a"), name="가", is_officer=True)
SECOND = Person(id=PersonId("b"), name="나", is_officer=True)
AUDITOR = Person(id=PersonId("c"), name="다", is_auditor=True)
OUTSIDER = Person(id=PersonId("d"), name="라")
GLASS = BreakGlass(
    id="g",
    subject=Ref("footage_original", "1"),
    reason="사고",
    state=GlassState.ASKED,
    asked_by=ASKER.id,
    asked_at=NOON,
    ended_by=None,
    until=NOON + timedelta(hours=8),
)
BY_TOKEN = {"token_id": "t"}


@pytest.mark.parametrize(
    ("person", "asks", "answers"),
    [
        (ASKER, True, False),
        (SECOND, True, True),
        (AUDITOR, False, True),
        (OUTSIDER, False, False),
        (replace(SECOND, **BY_TOKEN), False, False),
        (SYSTEM, False, False),
        (service("exchange"), False, False),
    ],
)
def test_two_people_in_sessions_of_their_own(person, asks, answers):
    assert (may_ask(person), may_answer(person, GLASS)) == (asks, answers)


@pytest.mark.parametrize(
    ("state", "at", "then"),
    [
        (GlassState.ASKED, GLASS.until - TICK, GlassState.ASKED),
        (GlassState.ASKED, GLASS.until, GlassState.SHUT),
        (GlassState.OPEN, GLASS.until - TICK, GlassState.OPEN),
        (GlassState.OPEN, GLASS.until, GlassState.SHUT),
        (GlassState.DECLINED, GLASS.until, GlassState.DECLINED),
    ],
)
def test_it_shuts_by_the_clock(state, at, then):
    glass = replace(GLASS, state=state)
    assert glass.state_at(at) is then
    assert glass.opens_for(ASKER, at) == (then is GlassState.OPEN)
    assert not glass.opens_for(SECOND, at)


def test_agreed_to_it_opens_for_the_hours_and_declined_not():
    assert answered(GLASS, agrees=True, at=NOON, hours=2) == (GlassState.OPEN, NOON + timedelta(hours=2))
    assert answered(GLASS, agrees=False, at=NOON, hours=2) == (GlassState.DECLINED, GLASS.until)


@pytest.mark.parametrize("state", [GlassState.OPEN, GlassState.DECLINED, GlassState.SHUT])
def test_what_is_answered_stays_so(state):
    for agrees in (True, False):
        with pytest.raises(Refused, match="over"):
            answered(replace(GLASS, state=state), agrees=agrees, at=NOON, hours=1)
    with pytest.raises(Refused, match="over"):
        answered(GLASS, agrees=True, at=GLASS.until, hours=1)
