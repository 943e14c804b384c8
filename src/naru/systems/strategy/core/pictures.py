"""Small pictures as coordinates: a bar from baseline to target with the figure on it, a line in time that breaks with its
definition. The templates draw them; widths are a thousand, so that a browser scales them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naru.systems.strategy.core.series import Point

WIDTH, HEIGHT, EDGE = 1000, 240, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Places on a line of a thousand; None where the plan says none."""

    value: int
    baseline: int | None
    target: int | None


def bar(value: Decimal, *, baseline: Decimal | None, target: Decimal | None) -> Bar:
    """From 0, or the least of the three, to the most of them."""
    known = [each for each in (value, baseline, target, Decimal(0)) if each is not None]
    low, high = min(known), max(known)

    def place(each: Decimal | None) -> int | None:
        return None if each is None else round((each - low) / (high - low or 1) * WIDTH)

    return Bar(value=place(value) or 0, baseline=place(baseline), target=place(target))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    x: int
    y: int
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``runs`` are drawn each for itself; ``target`` is the height of the target, where there is one."""

    runs: tuple[tuple[Dot, ...], ...]
    target: int | None
    since: date
    until: date

    @property
    def paths(self) -> list[str]:
        """The points of each run with a way to go."""
        return [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in self.runs if len(run) > 1]

    @property
    def breaks(self) -> list[int]:
        """Where one definition ends and the next begins."""
        return [(before[-1].x + after[0].x) // 2 for before, after in zip(self.runs, self.runs[1:], strict=False)]

    @property
    def dots(self) -> list[Dot]:
        return [dot for run in self.runs for dot in run]


def line(runs: Sequence[Sequence[Point]], *, target: Decimal | None) -> Line | None:
    """None where nothing was measured. 0 and the target are always in the picture."""
    points = [point for run in runs for point in run]
    if not points:
        return None
    since, until = min(point.on for point in points), max(point.on for point in points)
    values = [*(point.value for point in points), Decimal(0), *([] if target is None else [target])]
    low, high = min(values), max(values)
    days = (until - since).days

    def across(on: date) -> int:
        return EDGE + round((on - since).days / days * (WIDTH - 2 * EDGE)) if days else WIDTH // 2

    def down(value: Decimal) -> int:
        return HEIGHT - EDGE - round((value - low) / (high - low or 1) * (HEIGHT - 2 * EDGE))

    drawn = tuple(
        tuple(Dot(x=across(point.on), y=down(point.value), on=point.on, value=point.value) for point in run)
        for run in runs
    )
    return Line(runs=drawn, target=None if target is None else down(target), since=since, until=until)


def sparkline(amounts: Sequence[int], *, width: int = 100, height: int = 24) -> str:
    """Points ``"x,y x,y"`` from 0 up; "" where there is no way to see: fewer than three, or all the same."""
    if len(amounts) < 3 or len(set(amounts)) == 1:
        return ""
    low, high = min(0, *amounts), max(amounts)
    step = width / (len(amounts) - 1)
    tops = (height - 2 - (amount - low) * (height - 4) / (high - low) for amount in amounts)
    return " ".join(f"{round(place * step, 1):g},{round(top, 1):g}" for place, top in enumerate(tops))
