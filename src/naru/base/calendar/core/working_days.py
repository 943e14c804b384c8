"""A calendar as a value. Days are the city's own; Saturdays, Sundays and holidays are not worked."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``holidays`` are the days off that are no Saturday or Sunday; those may stand among them."""

    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first working day after it: where a period that ends on a holiday ends (민법 161)."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add(self, start: date, working_days: int) -> date:
        """The n-th working day after ``start``, which is not counted itself (민법 157); before it where n is negative.

        Raises ``ValueError`` for none: whether a day off moves is ``next_working_day``'s to say.
        """
        if not working_days:
            raise ValueError("no working days are to be added")
        step, day, left = (DAY, start, working_days) if working_days > 0 else (-DAY, start, -working_days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def count(self, start: date, end: date) -> int:
        """How many working days there are after ``start`` up to and with ``end``; 0 where it is not later."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))
