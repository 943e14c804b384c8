"""When something is due, counted in months."""

from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of that month, or its last one (민법 160)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
