"""What is owed stands on one page until it is done, and is told before its day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.duties import actions, reads
from naru.commons.duties.core.states import DutyState
from naru.commons.notices import reads as notices
from tests.personas import Organisations, browser_of

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
REPORT = Words("결과보고서 제출", "Hand in the result report")

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


def owe(organisations: Organisations, clock: FrozenClock, *, day: int = 8, key: str = "report:1") -> reads.Duty:
    return actions.owe(
        key,
        what=REPORT,
        due=date(2026, 12, day),
        about=Ref("organisation", organisations.seller.id),
        organisation=organisations.seller.id,
        source="지방보조금법 17",
        by=SYSTEM,
        clock=clock,
    )


def test_said_again_it_is_the_same_duty_by_its_newest_day(
    organisations: Organisations, junho: Person, clock: FrozenClock
) -> None:
    assert owe(organisations, clock).id == owe(organisations, clock, day=9).id
    assert [each.due.day for each in reads.due(junho)] == [9]


def test_it_stands_on_the_page_of_whoever_owes_it_and_on_no_other(
    organisations: Organisations, junho: Person, seoyeon: Person, clock: FrozenClock
) -> None:
    owe(organisations, clock)
    assert REPORT.ko in browser_of(junho).get("/duties/").content.decode()
    assert REPORT.ko not in browser_of(seoyeon).get("/duties/").content.decode()


def test_done_late_it_is_done_and_both_are_seen(
    organisations: Organisations, junho: Person, clock: FrozenClock
) -> None:
    owe(organisations, clock)
    clock.advance(timedelta(days=9))
    done = actions.fulfil("report:1", evidence="ab" * 32, by=junho, clock=clock)
    assert (done.state, done.evidence, done.days_late(clock.today())) == (DutyState.DONE, "ab" * 32, 2)
    assert reads.due(junho) == []
    owe(organisations, clock, day=20)
    assert reads.due(junho) == []


def test_what_is_no_more_owes_nothing_more(organisations: Organisations, junho: Person, clock: FrozenClock) -> None:
    owe(organisations, clock)
    about = Ref("organisation", organisations.seller.id)
    assert actions.void(about, "협약 해지", by=SYSTEM, clock=clock) == 1
    with pytest.raises(Refused, match="ended already"):
        actions.fulfil("report:1", evidence="x", by=junho, clock=clock)


def test_reminders_come_once_a_day_that_has_one(
    organisations: Organisations, junho: Person, clock: FrozenClock
) -> None:
    owe(organisations, clock)
    counts = []
    for _ in range(9):
        counts.append(actions.remind(clock=clock) + actions.remind(clock=clock))
        clock.advance(timedelta(days=1))
    assert counts == [1, 0, 0, 0, 0, 0, 1, 1, 0]
    assert "2026-12-08" in notices.inbox(junho).rows[0].telling.title.ko
