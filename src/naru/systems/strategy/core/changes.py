"""What changed since the end of the last quarter."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from naru.systems.strategy.core.progress import Direction


def quarter_end_before(today: date) -> date:
    """The last day of the quarter before the one of ``today``."""
    month = 3 * ((today.month - 1) // 3) + 1
    return date(today.year, month, 1) - timedelta(days=1)


def quarter_ends(since: date, until: date) -> list[date]:
    """Those from ``since`` to ``until``, the earliest first."""
    found: list[date] = []
    day = quarter_end_before(until + timedelta(days=1))
    while day >= since:
        found.append(day)
        day = quarter_end_before(day)
    return found[::-1]


def month_ends(since: date, until: date) -> list[date]:
    """The last days of months from ``since`` to before ``until``, the earliest first."""
    found: list[date] = []
    day = date(until.year, until.month, 1) - timedelta(days=1)
    while day >= since:
        found.append(day)
        day = date(day.year, day.month, 1) - timedelta(days=1)
    return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``is_new_series`` where the definition changed in between: then there is no difference to tell."""

    before: Decimal | None
    now: Decimal | None
    direction: Direction
    is_new_series: bool = False

    @property
    def difference(self) -> Decimal | None:
        if self.is_new_series or self.before is None or self.now is None:
            return None
        return self.now - self.before

    @property
    def is_better(self) -> bool | None:
        """None where it is the same, or nothing to tell."""
        return (self.difference * self.direction.sign > 0) if self.difference else None
