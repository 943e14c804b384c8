"""Whether a calendar holds at an instant."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from naru.systems.footage.core.cameras.values import Hours


def holds(hours: Sequence[Hours], t_us: int, zone: ZoneInfo) -> bool:
    """One of them holds, or there are none. Hours over midnight belong to the day they begin on; equal begin and end: all day."""
    if not hours:
        return True
    here = datetime.fromtimestamp(t_us / 1_000_000, UTC).astimezone(zone)
    return any(_holds(each, here.date(), here.time()) for each in hours)


def _holds(hours: Hours, day: date, at: time) -> bool:
    if hours.begin < hours.end:
        return hours.begin <= at < hours.end and _on(hours, day)
    if at >= hours.begin:
        return _on(hours, day)
    return at < hours.end and _on(hours, day - timedelta(days=1))


def _on(hours: Hours, day: date) -> bool:
    since = hours.first_day is None or day >= hours.first_day
    until = hours.last_day is None or day <= hours.last_day
    return since and until and day.weekday() in hours.weekdays
