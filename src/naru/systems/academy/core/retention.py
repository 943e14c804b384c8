"""When it is asked whether somebody who was hired still works there."""

from calendar import monthrange
from datetime import date


def retention_day(hired: date, months: int) -> date:
    """The same day so many months on, or that month's last one (민법 160③)."""
    year, month = divmod(hired.year * 12 + hired.month - 1 + months, 12)
    return date(year, month + 1, min(hired.day, monthrange(year, month + 1)[1]))
