"""Of a camera's summary: lines, shop doors, parties, days, and how far its counts can be off.

Rows are counted by whichever engine holds them; what comes back is a handful of numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from naru.systems.footage.core.cameras.values import Camera, Hours, ZoneKind
from naru.systems.footage.core.figures.audit import Accuracy, HandCount, accuracy
from naru.systems.footage.core.figures.coverage import coverage
from naru.systems.footage.core.figures.crossings import entries
from naru.systems.footage.core.figures.groups import companions, groups
from naru.systems.footage.core.figures.occupancy import occupancy, resets
from naru.systems.footage.core.figures.visits import shop_visits
from naru.systems.footage.core.summary import DayCount, DoorFigures, LineFigures, PartySize

Execute = Callable[[ir.Expr], pa.Table]
Span = tuple[int, int]
SECOND, MINUTE = 1_000_000, 60_000_000
UTURN_S = 10.0  # back over the line within it: nobody came in
REENTRY_S = 1800.0  # in again within it: the same visitor
LARGEST_PARTY = 5  # this many and more are one kind
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def line_figures(camera: Camera, crossings: ir.Table, execute: Execute, *, span: Span) -> tuple[LineFigures, ...]:
    """Each line by itself bounds an area here; who is inside is taken as nobody at each midnight of the camera's clock."""
    kinds = entries(crossings, uturn_s=UTURN_S, reentry_s=REENTRY_S)
    rows = execute(kinds.group_by(["line_id", "direction", "kind"]).agg(n=ibis._.count())).to_pylist()
    inside = occupancy(crossings, resets_us=midnights(span, ZoneInfo(camera.time_zone)), by="line_id")
    drift = resets(inside, by="line_id").group_by("line_id")
    summed = execute(
        drift.agg(most=ibis._.most.max(), missed_in=ibis._.entries_missed.sum(), missed_out=ibis._.exits_missed.sum())
    )
    drifts = {row["line_id"]: row for row in summed.to_pylist()}
    return tuple(_line(line.id, rows, drifts.get(line.id, {})) for line in camera.lines)


def _line(line_id: str, rows: Sequence[Mapping[str, object]], drift: Mapping[str, int]) -> LineFigures:
    def count(**wanted: str) -> int:
        matching = [row for row in rows if row["line_id"] == line_id and wanted.items() <= row.items()]
        return sum(int(str(row["n"])) for row in matching)

    return LineFigures(
        line_id=line_id,
        inward=count(direction="in"),
        outward=count(direction="out"),
        entries=count(kind="entry"),
        reentries=count(kind="reentry"),
        uturns=count(kind="uturn", direction="in"),
        most_inside=drift.get("most", 0),
        entries_missed=drift.get("missed_in", 0),
        exits_missed=drift.get("missed_out", 0),
    )


def midnights(span: Span, zone: ZoneInfo) -> list[int]:
    """Those of the clock of ``zone`` within ``span``, in µs UTC."""
    day, last = _local(span[0], zone).date() + timedelta(days=1), _local(span[1], zone).date()
    return [_instant(day + timedelta(days=n), time(0), zone) for n in range((last - day).days + 1)]


def door_figures(camera: Camera, people: ir.Table, execute: Execute) -> tuple[DoorFigures, ...]:
    """Who went into shops, came out, and walked past their doors."""
    doors = [zone.id for zone in camera.zones if zone.kind is ZoneKind.SHOP]
    if not doors:
        return ()
    rows = execute(shop_visits(people, [camera]).group_by(["zone_id", "kind"]).agg(n=ibis._.count())).to_pylist()
    counts = {(row["zone_id"], row["kind"]): row["n"] for row in rows}
    return tuple(
        DoorFigures(
            zone_id=door,
            entries=counts.get((door, "entry"), 0),
            exits=counts.get((door, "exit"), 0),
            passing=counts.get((door, "passing"), 0),
        )
        for door in doors
    )


def party_sizes(people: ir.Table, tracks: Sequence[tuple[str, int]], execute: Execute) -> tuple[PartySize, ...]:
    """How many came alone, in twos, in threes …: one party is one buyer. The last kind holds all larger parties."""
    table = groups(tracks, execute(companions(people)))
    seen = dict(zip(table["group"].to_pylist(), table["size"].to_pylist(), strict=True))
    sizes, counts = np.unique(np.minimum(list(seen.values()), LARGEST_PARTY), return_counts=True)
    return tuple(
        PartySize(people=size, parties=count) for size, count in zip(sizes.tolist(), counts.tolist(), strict=True)
    )


def due_spans(hours: Sequence[Hours], zone: ZoneInfo, span: Span) -> list[Span]:
    """When the camera is to record, within ``span``; without hours all of it."""
    if not hours:
        return [span]
    first, last = _local(span[0], zone).date(), _local(span[1], zone).date()
    days = [first + timedelta(days=n) for n in range(-1, (last - first).days + 1)]
    whole = [_on(day, each, zone) for day in days for each in hours if _holds(each, day)]
    within = [(max(begin, span[0]), min(end, span[1])) for begin, end in whole]
    return [(begin, end) for begin, end in within if begin < end]


def _holds(hours: Hours, day: date) -> bool:
    begun = hours.first_day is None or hours.first_day <= day
    return day.weekday() in hours.weekdays and begun and (hours.last_day is None or day <= hours.last_day)


def _on(day: date, hours: Hours, zone: ZoneInfo) -> Span:
    until = day + timedelta(days=hours.end <= hours.begin)
    return _instant(day, hours.begin, zone), _instant(until, hours.end, zone)


def minutes_seen(clips: pa.Table, due: Sequence[Span]) -> tuple[float, float]:
    """(seen of what was due, due)."""
    table = coverage(clips, due=due)
    return float(np.sum(table["seen_s"].to_numpy())) / 60, float(np.sum(table["due_s"].to_numpy())) / 60


def day_counts(
    begins: Sequence[int] | np.ndarray, clips: pa.Table, due: Sequence[Span], zone: ZoneInfo
) -> tuple[DayCount, ...]:
    """People first seen on each day of ``zone``'s clock, with the minutes seen of those due; days on which nothing was seen are left out."""
    table = coverage(clips, due=due)
    minutes: dict[date, list[float]] = {}
    for row in table.to_pylist():
        of_day = minutes.setdefault(_local(row["bin_us"], zone).date(), [0.0, 0.0])
        of_day[0] += row["seen_s"] / 60
        of_day[1] += row["due_s"] / 60
    people: dict[date, int] = {}
    for begin in np.asarray(begins, np.int64).tolist():
        day = _local(begin, zone).date()
        people[day] = people.get(day, 0) + 1
    return tuple(
        DayCount(day=day.isoformat(), people=people.get(day, 0), seen_minutes=seen, due_minutes=asked)
        for day, (seen, asked) in sorted(minutes.items())
        if seen
    )


def hand_audit(camera: Camera, crossings: ir.Table, execute: Execute) -> Accuracy | None:
    """The camera's counts by hand beside the machine's of the same minutes; None where there are too few to say."""
    if not camera.hand_counts:
        return None
    rows = execute(crossings.select("line_id", "t_us"))
    lines, times = np.array(rows["line_id"].to_pylist(), object), rows["t_us"].to_numpy()
    pairs = []
    for each in camera.hand_counts:
        begin = _instant(each.begin.date(), each.begin.time(), ZoneInfo(camera.time_zone))
        within = (lines == each.line_id) & (times >= begin) & (times < begin + round(each.minutes * MINUTE))
        pairs.append(HandCount(hand=each.people, machine=int(within.sum())))
    return accuracy(pairs)


def _local(us: int, zone: ZoneInfo) -> datetime:
    return (EPOCH + timedelta(microseconds=us)).astimezone(zone)


def _instant(day: date, clock: time, zone: ZoneInfo) -> int:
    return (datetime.combine(day, clock, zone) - EPOCH) // timedelta(microseconds=1)
