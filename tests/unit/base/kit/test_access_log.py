"""Lines of who read, was refused or failed to sign in: whole, in order, in days' files that end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from naru.base.kit import access_log
from naru.base.kit.access_log import Happened
from naru.base.kit.clock import FrozenClock

FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (22, 23, 24))
LATE_ON_THE_FIRST = datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)  # 23:59:59 in the city


@pytest.fixture
def three_days() -> None:
    clock = FrozenClock(LATE_ON_THE_FIRST)
    access_log.note(Happened.READ, by="a", address="192.0.2.1", facts={"table": "t", "rows": 3}, clock=clock)
    clock.advance(timedelta(seconds=1))
    access_log.note(Happened.REFUSED, by="b", clock=clock)
    clock.advance(timedelta(days=1))
    access_log.note(Happened.SIGNED_IN, by="c", clock=clock)


@pytest.mark.parametrize(
    ("since", "until", "by"),
    [
        (FIRST, THIRD, "abc"),
        (FIRST, FIRST, "a"),
        (SECOND, THIRD, "bc"),
        (SECOND, FIRST, ""),
        (FIRST - timedelta(days=2), FIRST - timedelta(days=1), ""),
        (THIRD, THIRD + timedelta(days=1), "c"),
    ],
)
def test_lines_are_of_the_days_asked_for_in_the_citys_time(three_days: None, since: date, until: date, by: str) -> None:
    assert "".join(str(line["by"]) for line in access_log.lines(since=since, until=until)) == by


def test_a_line_says_when_what_who_whence_and_its_facts(three_days: None) -> None:
    assert list(access_log.lines(since=FIRST, until=FIRST)) == [
        {"at": "2026-11-22T14:59:59+00:00", "what": "read", "by": "a", "address": "192.0.2.1", "table": "t", "rows": 3}
    ]


@pytest.mark.parametrize(
    ("before", "gone", "left"),
    [(FIRST, 0, "abc"), (SECOND, 1, "bc"), (THIRD, 2, "c"), (THIRD + timedelta(days=1), 3, "")],
)
def test_only_earlier_days_are_forgotten(three_days: None, before: date, gone: int, left: str) -> None:
    assert access_log.forget(before=before) == gone
    assert "".join(str(line["by"]) for line in access_log.lines(since=FIRST, until=THIRD)) == left


@pytest.mark.parametrize(("room_left", "noted"), [(0, 1), (1, 2)])
def test_a_day_that_is_full_takes_no_more(room_left: int, noted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FrozenClock(LATE_ON_THE_FIRST)
    access_log.note(Happened.REFUSED, by="x", clock=clock)
    [file] = access_log.folder().iterdir()
    monkeypatch.setattr(access_log, "DAY_BYTES_MAX", file.stat().st_size + room_left)
    access_log.note(Happened.REFUSED, by="x", clock=clock)
    assert len(list(access_log.lines(since=FIRST, until=FIRST))) == noted


def test_a_line_that_was_cut_off_hides_no_other(three_days: None) -> None:
    [*_, last] = sorted(access_log.folder().iterdir())
    with last.open("ab") as file:
        file.write(b'{"at": "2026-11-2\n')
    access_log.note(Happened.READ, by="d", clock=FrozenClock(LATE_ON_THE_FIRST + timedelta(days=2)))
    assert [line["by"] for line in access_log.lines(since=THIRD, until=THIRD)] == ["c", "d"]


def test_a_folder_that_takes_no_line_keeps_nobody_out(caplog: pytest.LogCaptureFixture) -> None:
    access_log.folder().write_bytes(b"")
    access_log.note(Happened.READ, by="a", clock=FrozenClock(LATE_ON_THE_FIRST))
    assert "could not be noted" in caplog.text
