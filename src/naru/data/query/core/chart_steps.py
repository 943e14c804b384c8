"""Steps of time along a chart's axis, as its labels say them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
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
    9999-12-31. ``labels`` are in order, not empty, as ``label_of`` writes them."""
    first, last = str(labels[0]), str(labels[-1])
    match grain:
        case Grain.YEAR:
            return (f"{year:04d}" for year in range(int(first), int(last) + 1))
        case Grain.QUARTER:
            return (f"{n // 4:04d}-Q{n % 4 + 1}" for n in range(_ordinal(first, 4), _ordinal(last, 4) + 1))
        case Grain.MONTH:
            return (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(_ordinal(first, 12), _ordinal(last, 12) + 1))
        case Grain.DAY:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
            return ((start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1))
        case Grain.HOUR:
            begin, finish = datetime.fromisoformat(first), datetime.fromisoformat(last)
            hours = int((finish - begin).total_seconds() // 3600)
            return ((begin + timedelta(hours=n)).isoformat(" ", "minutes") for n in range(hours + 1))


def _ordinal(label: str, steps_per_year: int) -> int:
    year, step = label.replace("Q", "").split("-")
    return int(year) * steps_per_year + int(step) - 1
