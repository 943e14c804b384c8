"""Reads are spooled without a database and added up exactly once; a dataset's owner sees sums, an entitlement is metered."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from naru.base.kit.clock import FrozenClock
from naru.data.usage import reads, recording, spool
from naru.data.usage.core.values import Share, Sum, Use
from naru.data.usage.models import SpoolPlace, UsageDay

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
CLOSED = Use(
    door="download",
    dataset="d",
    table="t",
    version=1,
    rows=10,
    bytes=100,
    reader="seoyeon",
    holder="lab",
    entitlement="e",
    purpose="상권",
)
OPEN = Use(door="rows", dataset="d", table="t", version=1, rows=3, bytes=30, is_open=True, reader="seoyeon")


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 5, 1, 10, 30, tzinfo=UTC))


def test_recording_asks_no_database_and_only_the_service_may_read_the_spool(home: Path, clock: FrozenClock) -> None:
    recording.record(CLOSED, clock=clock)
    recording.record(OPEN, clock=clock)
    (file,) = spool.files()
    assert len(file.read_bytes().splitlines()) == 2
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_a_disk_that_takes_nothing_keeps_nobody_from_reading(home: Path, clock: FrozenClock) -> None:
    (home / "usage").write_text("in the way")
    recording.record(CLOSED, clock=clock)


@pytest.mark.django_db
def test_what_was_spooled_is_added_up_once(clock: FrozenClock) -> None:
    recording.record(CLOSED, clock=clock)
    recording.record(CLOSED, clock=clock)
    assert recording.roll_up(clock=clock) == 2
    assert recording.roll_up(clock=clock) == 0
    recording.record(CLOSED, clock=clock)
    assert recording.roll_up(clock=clock) == 1
    found = reads.metered(entitlement="e", since=FIRST, until=LAST)
    assert found.total == Sum(reads=3, rows=30, bytes=300)
    assert found.by_day == {date(2026, 5, 1): found.total}


@pytest.mark.django_db
@pytest.mark.parametrize(("since", "until", "reads_"), [((5, 2), (5, 3), 2), ((5, 2), (5, 2), 1), ((5, 4), (5, 9), 0)])
def test_a_period_has_both_of_its_days(
    clock: FrozenClock, since: tuple[int, int], until: tuple[int, int], reads_: int
) -> None:
    for _ in range(2):
        clock.advance(timedelta(days=1))
        recording.record(CLOSED, clock=clock)
    recording.roll_up(clock=clock)
    found = reads.metered(entitlement="e", since=date(2026, *since), until=date(2026, *until))
    assert found.total.reads == reads_


@pytest.mark.django_db
def test_a_line_without_its_end_waits_for_it(clock: FrozenClock) -> None:
    recording.record(CLOSED, clock=clock)
    (file,) = spool.files()
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:20])
    assert recording.roll_up(clock=clock) == 1
    file.write_bytes(whole + whole)
    assert recording.roll_up(clock=clock) == 1


@pytest.mark.django_db
def test_the_owner_sees_doors_and_holders_and_no_person(clock: FrozenClock) -> None:
    for use in (CLOSED, OPEN, OPEN):
        recording.record(use, clock=clock)
    recording.roll_up(clock=clock)
    assert reads.shares("d", since=FIRST, until=LAST) == [
        Share(door="download", holder="lab", purpose="상권", sum=Sum(reads=1, rows=10, bytes=100)),
        Share(door="rows", holder="", purpose="", sum=Sum(reads=2, rows=6, bytes=60)),
    ]
    assert reads.of_dataset("d", since=FIRST, until=LAST).total == Sum(reads=3, rows=16, bytes=160)
    assert reads.of_dataset("other", since=FIRST, until=LAST).total == Sum()


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "named"), [(30, 1), (29, 0)])
def test_readers_are_forgotten_in_time_and_what_was_read_is_not(clock: FrozenClock, days: int, named: int) -> None:
    recording.record(CLOSED, clock=clock)
    recording.roll_up(clock=clock)
    clock.advance(timedelta(days=30))
    recording.forget_readers(days=days, clock=clock)
    assert UsageDay.objects.exclude(reader="").count() == named
    assert reads.metered(entitlement="e", since=FIRST, until=LAST).total == Sum(reads=1, rows=10, bytes=100)


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "files"), [(2, 1), (3, 0)])
def test_a_file_goes_once_it_is_added_up_and_nobody_writes_to_it(clock: FrozenClock, hours: int, files: int) -> None:
    recording.record(CLOSED, clock=clock)
    clock.advance(timedelta(hours=hours))
    recording.roll_up(clock=clock)
    assert (len(spool.files()), SpoolPlace.objects.count()) == (files, files)
    assert recording.roll_up(clock=clock) == 0
    assert reads.metered(entitlement="e", since=FIRST, until=LAST).total.reads == 1
