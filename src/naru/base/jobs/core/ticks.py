"""The instants of a schedule: pure arithmetic, so that every worker finds the same ones."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from naru.base.kit.clock import CITY_ZONE

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Rhythm(Protocol):
    def last_tick(self, now: datetime) -> datetime:
        """The latest instant at or before ``now``, in UTC; missed ones before it are not made up for."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """One tick each ``step``, counted from 2020-01-01 in UTC, so that every worker finds the same ones."""

    step: timedelta

    def last_tick(self, now: datetime) -> datetime:
        return _EPOCH + (now - _EPOCH) // self.step * self.step


@dataclass(frozen=True, slots=True)
class Daily:
    """At a time of the city's day."""

    at: time
    zone: ZoneInfo = CITY_ZONE

    def last_tick(self, now: datetime) -> datetime:
        local = now.astimezone(self.zone)
        today = datetime.combine(local.date(), self.at, self.zone)
        tick = today if today <= local else datetime.combine(local.date() - timedelta(days=1), self.at, self.zone)
        return tick.astimezone(UTC)
