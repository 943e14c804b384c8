"""The time, passed in rather than looked up, so that tests own it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CITY_ZONE = ZoneInfo("Asia/Seoul")
LAST_INSTANT = datetime.max.replace(tzinfo=CITY_ZONE)  # no later one can be written down


def in_city(moment: datetime) -> datetime:
    """An aware moment in city time; one that is past the year 9999 only there ("without end", in UTC) is its last."""
    return min(moment, LAST_INSTANT).astimezone(CITY_ZONE)


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The calendar day in the city."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """``zone`` is where ``today`` is a calendar day."""

    zone: ZoneInfo = CITY_ZONE

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(self.zone).date()


@dataclass(slots=True)
class FrozenClock:
    """A clock that moves only when told to (the tests' fake)."""

    instant: datetime
    zone: ZoneInfo = CITY_ZONE

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.astimezone(self.zone).date()

    def advance(self, step: timedelta) -> None:
        self.instant += step


SYSTEM_CLOCK = SystemClock()
