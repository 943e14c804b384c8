"""Record a read; roll up what was spooled; forget who read."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction

from naru.base.kit import access_log, crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.data.usage import spool
from naru.data.usage.core.lines import Key, added_up, columns, line
from naru.data.usage.core.values import Sum, Use
from naru.data.usage.models import SpoolPlace, UsageDay

UPSERT = """
INSERT INTO usage_day
    (day, dataset, "table", version, door, reader, holder, entitlement, purpose, reads, rows, bytes)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, dataset, "table", version, door, reader, holder, entitlement, purpose) DO UPDATE SET
    reads = usage_day.reads + excluded.reads,
    rows = usage_day.rows + excluded.rows,
    bytes = usage_day.bytes + excluded.bytes
"""


def record(use: Use, *, clock: Clock = SYSTEM_CLOCK) -> None:
    """Count a read: one line appended, no database, no waiting, no refusal; of what is closed another line says who and when."""
    spool.append(line(clock.today(), use), clock.now())
    if not use.is_open:
        facts: dict[str, str | int] = {
            "door": use.door,
            "dataset": use.dataset,
            "table": use.table,
            "version": use.version,
            "rows": use.rows,
        }
        access_log.note(access_log.Happened.READ, by=use.reader, facts=facts, clock=clock)


def roll_up(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Add what was spooled since the last time to the days; how many lines. Asked twice it adds nothing twice."""
    return sum(_roll_up(path.name) for path in spool.files()) + _tidy(clock)


@transaction.atomic
def _roll_up(name: str) -> int:
    path = spool.folder() / name
    SpoolPlace.objects.get_or_create(file=name, defaults={"place": 0})
    row = SpoolPlace.objects.select_for_update().get(file=name)
    lines, place = spool.whole_lines(path, row.place) if path.exists() else ([], row.place)
    if lines:
        _add(added_up(lines))
        row.place = place
        row.save(update_fields=["place"])
        crash.point("usage.added")
    return len(lines)


def _add(sums: dict[Key, Sum]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT, [columns(key, one) for key, one in sums.items()])


def _tidy(clock: Clock) -> int:
    """Take away files that are added up to their end and written to no more; 0, for it counts nothing."""
    places = dict(SpoolPlace.objects.values_list("file", "place"))
    for path in spool.over(clock.now()):
        if places.get(path.name) == path.stat().st_size:
            path.unlink()
    gone = [file for file in places if not (spool.folder() / file).exists()]
    SpoolPlace.objects.filter(file__in=gone).delete()
    return 0


@transaction.atomic
def forget_readers(*, days: int, clock: Clock = SYSTEM_CLOCK) -> int:
    """Add up without the reader what is older than so many days; how many rows lost theirs. What holders read stays."""
    old = UsageDay.objects.filter(day__lt=clock.today() - timedelta(days=days)).exclude(reader="")
    _add(_without_reader(old.iterator()))
    return old.delete()[0]


def _without_reader(rows: Iterator[UsageDay]) -> dict[Key, Sum]:
    sums: dict[Key, Sum] = {}
    for row in rows:
        key = Key(
            day=row.day,
            dataset=row.dataset,
            table=row.table,
            version=row.version,
            door=row.door,
            reader="",
            holder=row.holder,
            entitlement=row.entitlement,
            purpose=row.purpose,
        )
        sums[key] = sums.get(key, Sum()) + Sum(reads=row.reads, rows=row.rows, bytes=row.bytes)
    return sums
