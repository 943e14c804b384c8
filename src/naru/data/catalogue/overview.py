"""The whole catalogue in figures, as anyone may know them; counted once a minute."""

from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads
from naru.data.catalogue.core.vocabulary import THEMES
from naru.data.catalogue.search import counts

KEPT_S = 60
ICONS = {
    "finance": "landmark",
    "medicine": "heart-pulse",
    "logistics": "ship",
    "tourism": "palmtree",
    "transport": "bus",
    "economy": "factory",
    "administration": "building-2",
    "population": "users",
    "welfare": "hand-heart",
    "housing": "house",
    "safety": "shield",
    "environment": "leaf",
    "energy": "zap",
    "food": "utensils",
    "agriculture": "sprout",
    "culture": "palette",
    "education": "graduation-cap",
    "technology": "cpu",
}
ORDER = {code: place for place, code in enumerate(THEMES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A theme with its published datasets; ``share`` is 0 to 1."""

    code: str
    words: Words
    icon: str
    datasets: int
    share: float  # of the largest sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    datasets: int
    tables: int
    rows: int
    publishers: int
    sectors: tuple[Sector, ...]  # the largest first, empty ones left out


def overview() -> Overview:
    """As an anonymous visitor may know it, at most ``KEPT_S`` old."""
    return cast("Overview", cache.get_or_set("catalogue.overview", _counted, KEPT_S))


def datasets() -> int:
    return overview().datasets


def tables() -> int:
    return overview().tables


def rows() -> int:
    return overview().rows


def publishers() -> int:
    return overview().publishers


def _found() -> counts.Counts:
    """While the index of a large catalogue is being built, the page stands without publishers and sectors."""
    try:
        return counts.counts(ANONYMOUS)
    except Refused:
        return counts.Counts(datasets=reads.count_published(ANONYMOUS), publishers={}, themes={})


def _counted() -> Overview:
    count, all_rows = reads.count_rows(ANONYMOUS)
    found = _found()
    themes = {code: count for code, count in found.themes.items() if code in THEMES}
    largest = max(themes.values(), default=1)
    sectors = [
        Sector(code=code, words=THEMES[code].words, icon=ICONS[code], datasets=count, share=count / largest)
        for code, count in sorted(themes.items(), key=lambda counted: (-counted[1], ORDER[counted[0]]))
    ]
    return Overview(
        datasets=found.datasets,
        tables=count,
        rows=all_rows,
        publishers=len(found.publishers),
        sectors=tuple(sectors),
    )
