"""Signs that freelance work looks like employment (근로기준법 2; 노동위원회 2024-04): they warn the owner, and count against nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.clock import in_city
from naru.base.kit.words import Words

WEEKS_LEAST, DAYS_A_WEEK, HOURS_APART = 4, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    name: str
    words: Words


def signs(taken: Sequence[datetime], *, week_hours: Sequence[float], hours_from: int) -> list[Sign]:
    """``taken``: when batches were taken; ``week_hours``: hours worked in each of the last weeks."""
    found = []
    if _at_fixed_hours(taken):
        found.append(
            Sign(name="fixed_hours", words=Words("여러 주 동안 같은 시각에 일했습니다", "The same hours for weeks"))
        )
    if len(week_hours) >= WEEKS_LEAST and min(week_hours[-WEEKS_LEAST:]) >= hours_from:
        found.append(
            Sign(name="full_weeks", words=Words("여러 주 동안 온종일 일했습니다", "Full weeks, one after the other"))
        )
    return found


def _at_fixed_hours(taken: Sequence[datetime]) -> bool:
    """On most days of each week, the first batch within two hours of the same time of day."""
    firsts: dict[tuple[int, int], dict[int, float]] = {}
    for moment in sorted(map(in_city, taken)):
        year, week, weekday = moment.isocalendar()
        firsts.setdefault((year, week), {}).setdefault(weekday, moment.hour + moment.minute / 60)
    busy = [days for days in firsts.values() if len(days) >= DAYS_A_WEEK]
    hours = [hour for days in busy for hour in days.values()]
    return len(busy) >= WEEKS_LEAST and max(hours) - min(hours) <= HOURS_APART
