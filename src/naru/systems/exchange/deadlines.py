"""Last days by the city's calendar."""

from datetime import date, timedelta

from naru.base.calendar import reads as calendars
from naru.base.kit.clock import Clock


def last_day(start: date, days: int, *, clock: Clock) -> date:
    """The last of so many days after ``start``; where it is a Saturday, Sunday or holiday, the next working day (민법 161)."""
    return calendars.calendar(clock=clock).next_working_day(start + timedelta(days=days))
