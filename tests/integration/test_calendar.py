"""Holidays as they become known, and the deadlines that they move."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from naru.base.calendar import actions, commands, reads
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import reads as trail_reads

CASES = Path(__file__).resolve().parents[3] / "shared/data/korea-rules/business-days.json"
NEW_YEAR = datetime(2025, 1, 1, 3, tzinfo=UTC)
BRIDGE = date(2025, 1, 27)  # declared on 14 January 2025
TODAY = FrozenClock(datetime(2026, 11, 29, tzinfo=UTC))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("holidays_of_korea")]


@pytest.mark.skipif(not CASES.exists(), reason="the cases that nobody here made are not beside the project")
def test_every_known_case_comes_out() -> None:
    calendar = reads.calendar(clock=TODAY)
    wrong = []
    for case in json.loads(CASES.read_text())["cases"]:
        match case["op"]:
            case "add_business_days":
                found, wanted = calendar.add(date.fromisoformat(case["from"]), case["n"]).isoformat(), case["to"]
            case "is_business_day":
                found, wanted = calendar.is_working_day(date.fromisoformat(case["date"])), case["answer"]
            case _:
                found = calendar.next_working_day(date.fromisoformat(case["date"])).isoformat()
                wanted = case["to"]
        if found != wanted:
            wrong.append((case, found))
    assert not wrong


def test_a_holiday_is_none_before_it_is_declared() -> None:
    assert reads.calendar(clock=FrozenClock(NEW_YEAR)).is_working_day(BRIDGE)
    assert not reads.calendar(clock=TODAY).is_working_day(BRIDGE)


def test_a_deadline_reckoned_before_a_holiday_was_declared_is_listed_until_it_is_reckoned_anew() -> None:
    clock, refund = FrozenClock(NEW_YEAR), Ref("refund", "01")
    assert actions.reckon_deadline(refund, date(2025, 1, 24), 1, clock=clock) == BRIDGE
    actions.reckon_deadline(Ref("refund", "02"), date(2025, 1, 31), 1, clock=clock)
    assert reads.moved_deadlines(clock=clock) == []

    clock.instant = datetime(2025, 1, 15, tzinfo=UTC)
    [moved] = reads.moved_deadlines(clock=clock)
    assert (moved.ref, moved.due, moved.due_now) == (refund, BRIDGE, date(2025, 1, 31))

    assert actions.reckon_deadline(refund, date(2025, 1, 24), 1, clock=clock) == date(2025, 1, 31)
    assert reads.moved_deadlines(clock=clock) == []


def test_declaring_a_holiday_tells_which_deadlines_it_moves() -> None:
    clock = FrozenClock(datetime(2026, 12, 1, tzinfo=UTC))
    for number, start in enumerate((date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 10))):
        actions.reckon_deadline(Ref("case", str(number)), start, 1, clock=clock)
    day = date(2026, 12, 10)
    moved = actions.declare_holiday(day, Words("임시공휴일", "Temporary"), source="관보", by=SYSTEM, clock=clock)
    assert moved == []  # declared at the same instant: nothing was reckoned before it

    clock.instant = datetime(2026, 12, 2, tzinfo=UTC)
    late = actions.declare_holiday(date(2026, 12, 9), Words("또", "Another"), source="관보", by=SYSTEM, clock=clock)
    assert [(each.ref.id, each.due_now) for each in late] == [("0", date(2026, 12, 11))]
    [record] = trail_reads.of_subject("2026-12-09")
    assert (record.verb, record.facts["moved"]) == ("holiday.declared", 1)


def test_a_holiday_is_declared_once() -> None:
    with pytest.raises(Refused) as refused:
        actions.declare_holiday(BRIDGE, Words("설", "New Year"), source="관보", by=SYSTEM)
    assert refused.value.code == "holiday_known"
    assert "2025-01-27" in refused.value.words.ko


def test_outsider_is_refused(seoyeon, anonymous) -> None:
    for by, code in ((seoyeon, "forbidden"), (anonymous, "sign_in_first")):
        with pytest.raises(Refused) as refused:
            actions.declare_holiday(date(2026, 12, 31), Words("쉬는 날", "Day off"), source="나", by=by)
        assert refused.value.code == code


def test_the_command_line_lists_declares_and_says_what_moves() -> None:
    actions.reckon_deadline(Ref("case", "7"), date(2026, 12, 30), 1, clock=TODAY)
    run = CliRunner().invoke
    listed = run(commands.holiday, ["list", "2026", "--json"]).output.splitlines()
    assert {"2026-05-01", "2026-07-17"} <= {json.loads(line)["day"] for line in listed}
    declared = run(
        commands.holiday,
        ["declare", "2026-12-31", "쉬는 날", "Day off", "--source", "관보", "--json"],
        catch_exceptions=False,
    )
    assert json.loads(declared.output) == {"kind": "case", "id": "7", "due": "2026-12-31", "due_now": "2027-01-04"}
    assert "case 7: 2026-12-31 → 2027-01-04" in run(commands.holiday, ["moved"]).output
