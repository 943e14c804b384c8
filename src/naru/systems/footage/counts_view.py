"""Counts made ready for their pages: with the interval that the audit by hand allows; days against what was to be expected; kinds of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.base.kit.words import Words
from naru.systems.footage.core.area_character import profile_of
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.figures.audit import Accuracy, published
from naru.systems.footage.core.figures.day_effect import day_effect
from naru.systems.footage.core.figures.kinds import Kinds, area_kinds
from naru.systems.footage.core.summary import CameraSummary
from naru.systems.footage.reads import SiteView

LIKE_THE_MEAN = Words("전체 평균과 크게 다르지 않습니다.", "Close to the mean of all areas.")
LEAST_SEEN = 0.1  # of a day's minutes due: below, nothing is said of the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the machine counted, and between what and what it lies by the audit; without one both are None."""

    count: int
    low: int | None = None
    high: int | None = None


def counted(count: int, audit: Accuracy | None) -> Counted:
    interval = published(count, audit)
    if interval is None:
        return Counted(count=count)
    return Counted(count=count, low=round(interval.low), high=round(interval.high))


def special_days(summary: CameraSummary, camera: Camera) -> list[dict[str, Any]]:
    """Each special day of the camera's file against other days of its weekday; those that cannot be told say so."""
    counts = {
        date.fromisoformat(day.day): made
        for day in summary.days
        if (made := _whole_day(day.people, day.seen_minutes, day.due_minutes)) is not None
    }
    special = [each.day for each in camera.special_days]
    rows = []
    for each in camera.special_days:
        effect = day_effect(counts, each.day, leave_out=special)
        rows.append(
            {
                "day": each.day,
                "name": Words(each.name_ko, each.name_en),
                "count": None if effect is None else round(effect.count),
                "expected": None if effect is None else round(effect.expected.value),
                "low": None if effect is None else round(effect.expected.low),
                "high": None if effect is None else round(effect.expected.high),
                "percent": None if effect is None else round(100 * (effect.ratio.value - 1)),
                "is_unusual": effect is not None and effect.is_unusual,
            }
        )
    return rows  # fmt: skip


def _whole_day(people: int, seen: float, due: float) -> float | None:
    """Made up for the minutes that were due and not seen."""
    return people * due / seen if due and seen / due >= LEAST_SEEN else None


def kinds_of(sites: Sequence[SiteView]) -> list[tuple[list[Words], Words]]:
    """Areas that are alike, by their names, and in words what sets each kind apart; nothing where all are one kind."""
    names: Mapping[str, Words] = {
        each.camera_id: site.name for site in sites for each in list(site.summaries.values())[:1]
    }
    profiles = [profile_of(each) for site in sites for each in list(site.summaries.values())[:1]]
    found: Kinds = area_kinds(profiles)
    if len(found.kinds) < 2:
        return []
    return [
        (
            [names[area] for area in kind.areas],
            Words(" ".join(each.ko for each in sentences), " ".join(each.en for each in sentences)),
        )
        for kind in found.kinds
        for sentences in [kind.sentences or (LIKE_THE_MEAN,)]
    ]
