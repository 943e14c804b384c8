"""Steps of time along a chart's axis, as its labels say them."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from naru.data.query.core.charts import Grain


def label_of(key: Any, grain: Grain | None) -> str | None:
    """A label as text: a step of time in ISO 8601, cut to its grain."""
    if key is None:
        return None
    if not isinstance(key, datetime):
        return f"{key:04d}" if grain is Grain.YEAR else str(key)
    match grain:
        case Grain.HOUR:
            return key.isoformat(" ", "minutes")
        case Grain.MONTH:
            return key.isoformat()[:7]
        case Grain.QUARTER:
            return f"{key.year:04d}-Q{(key.month + 2) // 3}"
        case Grain.YEAR:
            return f"{key.year:04d}"
        case _:
            return key.date().isoformat()


def every_step(labels: Sequence[str | None], grain: Grain) -> Iterator[str]:
    """Every step from the first label to the last, those without rows too: millions of them where one date is
    9999-12-31. ``labels`` are in order, not empty, as ``label_of`` writes them.

    Where all of them keep a wider distance (a census every five years, a report every Monday) that is the step."""
    numbers = [_number(str(label), grain) for label in labels]
    return (_label(number, grain) for number in range(numbers[0], numbers[-1] + 1, _stride(numbers)))


def _stride(numbers: Sequence[int]) -> int:
    gaps = [later - earlier for earlier, later in pairwise(numbers)]
    return max(math.gcd(*gaps), 1) if len(gaps) >= FEWEST_GAPS else 1


def _number(label: str, grain: Grain) -> int:
    """The step's place on a line of steps one after another."""
    match grain:
        case Grain.YEAR:
            return int(label)
        case Grain.QUARTER | Grain.MONTH:
            year, step = label.replace("Q", "").split("-")
            return int(year) * _A_YEAR[grain] + int(step) - 1
        case Grain.DAY:
            return date.fromisoformat(label).toordinal()
        case Grain.HOUR:
            moment = datetime.fromisoformat(label)
            return moment.toordinal() * 24 + moment.hour


def _label(number: int, grain: Grain) -> str:
    match grain:
        case Grain.YEAR:
            return f"{number:04d}"
        case Grain.QUARTER:
            return f"{number // 4:04d}-Q{number % 4 + 1}"
        case Grain.MONTH:
            return f"{number // 12:04d}-{number % 12 + 1:02d}"
        case Grain.DAY:
            return date.fromordinal(number).isoformat()
        case Grain.HOUR:
            return f"{date.fromordinal(number // 24).isoformat()} {number % 24:02d}:00"


_A_YEAR = {Grain.QUARTER: 4, Grain.MONTH: 12}
FEWEST_GAPS = 3  # fewer say nothing of a rhythm
