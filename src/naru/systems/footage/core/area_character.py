"""What character an area has, in words: how much of it is passing through, when it is busiest, what sets it apart from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from naru.base.kit.words import Words
from naru.systems.footage.core.figures.character import AreaProfile
from naru.systems.footage.core.figures.kinds import explain
from naru.systems.footage.core.summary import DAY, CameraSummary, Group

STAYS, PASSES = 0.5, 0.25  # shares of those who stop: from the one on a place to stay, below the other one to pass
LEAST_HOURS = 3  # seen, from which on one of them may be called the busiest


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    title: Words
    text: Words  # empty where nothing sets it apart


def character_of(summary: CameraSummary, among: Sequence[CameraSummary] = ()) -> Character:
    """The character of ``summary``'s area beside those of ``among``, which may hold it."""
    profiles = {each.camera_id: profile_of(each) for each in (*among, summary)}
    sentences = explain(profiles[summary.camera_id], list(profiles.values())) if len(profiles) > 1 else ()
    text = Words(" ".join(each.ko for each in sentences), " ".join(each.en for each in sentences))
    return Character(title=_title(summary), text=text)


def _title(summary: CameraSummary) -> Words:
    kind = _kind(_stay_share(summary))
    hour = busiest_hour(summary)
    if hour is None:
        return kind
    return Words(f"{hour}시 무렵 가장 붐비는, {kind.ko}", f"{kind.en}, busiest around {hour}:00")


def _kind(stay_share: float) -> Words:
    if stay_share >= STAYS:
        return Words("머무는 곳", "A place to stay")
    if stay_share < PASSES:
        return Words("지나가는 길", "A place to pass")
    return Words("지나가다 머물기도 하는 곳", "A place where some stop")


def busiest_hour(summary: CameraSummary) -> int | None:
    """The hour of the day with the most people a minute; None where too few hours were seen to say so."""
    hours = np.array([[np.nan if value is None else value for value in day] for day in summary.hours])
    seen = np.isfinite(hours).any(axis=0)
    if seen.sum() < LEAST_HOURS:
        return None
    means = [float(np.nanmean(hours[:, hour])) if seen[hour] else -1.0 for hour in range(DAY)]
    return int(np.argmax(means))


def _stay_share(summary: CameraSummary) -> float:
    came = sum(zone.visitors + zone.passers for zone in summary.zones)
    return sum(zone.visitors for zone in summary.zones) / came if came else 0.0


def profile_of(summary: CameraSummary) -> AreaProfile:
    """A summary as the profile that areas are compared by."""
    hours = np.array([[np.nan if value is None else value * 60 for value in day] for day in summary.hours])
    return AreaProfile(
        area_id=summary.camera_id,
        hours=hours,
        people_a_day=float(np.nanmean(hours) * DAY) if np.isfinite(hours).any() else 0.0,
        stay_share=_stay_share(summary),
        modes=_shares(summary.modes),
        people=MappingProxyType({**_shares(summary.sexes), **_shares(summary.ages)}),
        flow_entropy=_flow_entropy(summary),
    )


def _shares(groups: Sequence[Group]) -> MappingProxyType[str, float]:
    return MappingProxyType({group.name: group.share.value for group in groups if group.share.value is not None})


def _flow_entropy(summary: CameraSummary) -> float:
    """Shannon's, of the ways from zone to zone over all that are possible; not a number below two."""
    zones = {zone for flow in summary.flows for zone in (flow.from_zone, flow.to_zone)}
    possible = len(zones) * (len(zones) - 1)
    if possible < 2:
        return float("nan")
    share = np.array([flow.tracks for flow in summary.flows if flow.tracks], float)
    share /= share.sum()
    return float(-(share * np.log(share)).sum() / np.log(possible))
