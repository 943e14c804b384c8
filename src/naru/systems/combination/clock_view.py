"""The clock of a case made ready for its picture: bars of a thousand, for the days of each step."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.systems.combination.core.step_clock import Lap
from naru.systems.combination.reads import Progress

WIDTH, SHORTEST = 1000, 3  # of the picture, and of a step that took a few hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    lap: Lap
    x: int
    width: int
    shade: int

    @property
    def days(self) -> str:
        return f"{self.lap.days:.0f}" if self.lap.days >= 1 else "<1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """``goal`` and ``average``: where their lines stand, None where no figure is in."""

    bars: Sequence[Bar]
    days: int
    goal: int | None
    average: int | None


def clock_of(progress: Progress) -> Clock:
    most = max(progress.total, progress.goal or 0, progress.average or 0, 1) * 1.02
    bars: list[Bar] = []
    end = 0
    for lap in progress.laps:
        width = max(round(WIDTH * lap.days / most), SHORTEST if lap.days > 0 else 0)
        bars.append(Bar(lap=lap, x=end, width=width, shade=len(bars) % 2))
        end += width
    return Clock(
        bars=bars,
        days=round(progress.total),
        goal=round(WIDTH * progress.goal / most) if progress.goal else None,
        average=round(WIDTH * progress.average / most) if progress.average else None,
    )
