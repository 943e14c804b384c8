"""An area's profile: when people are there, how many stay, by what means they move, how they flow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.figures.bins import BIN_US
from naru.systems.footage.core.metrics.boxes import Floats, floats, ints

WEEK = (7, 24)
QUARTER_S = BIN_US / 1_000_000
LEAST_SEEN = 0.1  # of a quarter: below, what was counted says nothing of the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaProfile:
    """``hours``: 7 × 24 (Monday first, the area's clock), people an hour, NaN where nothing was seen. Shares are of 1.

    ``flow_entropy``: of the ways from zone to zone, in shares of what it could be: 0 all go one way, 1 all ways alike.
    """

    area_id: str
    hours: Floats
    people_a_day: float
    stay_share: float
    modes: Mapping[str, float]
    people: Mapping[str, float]
    flow_entropy: float


def profile(
    area_id: str,
    bins: pa.Table,
    *,
    time_zone: str,
    coverage: pa.Table | None = None,
    flows: pa.Table | None = None,
    modes: Mapping[str, float] | None = None,
    people: Mapping[str, float] | None = None,
) -> AreaProfile:
    """``bins``: bin_us, visits, visiting, passing, of all zones and cameras of the area (several rows a quarter add up).

    ``coverage`` (COVERAGE): a quarter seen in part is made up for, and one seen without a visit counts as empty; without it all quarters
    between the first and the last are taken as seen. ``flows``: FLOWS. ``modes``, ``people``: tracks by means, by sex and age band.
    """
    hours = week(bins, coverage, time_zone)
    visiting, passing = float(floats(bins, "visiting").sum()), float(floats(bins, "passing").sum())
    return AreaProfile(
        area_id=area_id,
        hours=hours,
        people_a_day=float(np.nanmean(hours) * 24) if np.isfinite(hours).any() else 0.0,
        stay_share=visiting / (visiting + passing) if visiting + passing else float("nan"),
        modes=shares(modes or {}),
        people=shares(people or {}),
        flow_entropy=flow_entropy(flows) if flows is not None else float("nan"),
    )


def week(bins: pa.Table, coverage: pa.Table | None, time_zone: str) -> Floats:
    """People an hour by weekday and hour of the area's clock: the mean over all such hours that were seen."""
    counted = _summed(ints(bins, "bin_us"), floats(bins, "visits"))
    seen = _seen(counted, coverage)
    zone, sums, weights = ZoneInfo(time_zone), np.zeros(WEEK), np.zeros(WEEK)
    for begin, share in seen.items():
        if share < LEAST_SEEN:
            continue
        local = datetime.fromtimestamp(begin / 1_000_000, UTC).astimezone(zone)
        sums[local.weekday(), local.hour] += counted.get(begin, 0.0)
        weights[local.weekday(), local.hour] += share
    return np.asarray(4 * np.divide(sums, weights, out=np.full(WEEK, np.nan), where=weights > 0), np.float64)


def _seen(counted: Mapping[int, float], coverage: pa.Table | None) -> Mapping[int, float]:
    """Share seen of each quarter; of several cameras the mean."""
    if coverage is not None:
        bins = ints(coverage, "bin_us")
        seconds, cameras = _summed(bins, floats(coverage, "seen_s")), _summed(bins, np.ones(len(bins)))
        return {begin: seconds[begin] / cameras[begin] / QUARTER_S for begin in seconds}
    if not counted:
        return {}
    return dict.fromkeys(range(min(counted), max(counted) + 1, BIN_US), 1.0)


def _summed(keys: "np.ndarray[tuple[int], np.dtype[np.int64]]", values: Floats) -> dict[int, float]:
    distinct, place = np.unique(keys, return_inverse=True)
    sums = np.bincount(place, weights=values, minlength=len(distinct))
    return dict(zip(distinct.tolist(), sums.tolist(), strict=True))


def shares(counts: Mapping[str, float]) -> Mapping[str, float]:
    """Of the sum; empty where it is nothing."""
    whole = sum(counts.values())
    return MappingProxyType({name: count / whole for name, count in counts.items()} if whole else {})


def flow_entropy(flows: pa.Table) -> float:
    """Shannon's entropy of the ways over its largest; NaN below two ways that are possible."""
    ways: dict[tuple[str, str], float] = {}
    for one, other, tracks in zip(
        *(flows[name].to_pylist() for name in ("from_zone", "to_zone", "tracks")), strict=True
    ):
        ways[one, other] = ways.get((one, other), 0) + tracks
    zones = {zone for way in ways for zone in way}
    possible = len(zones) * (len(zones) - 1)
    if possible < 2:
        return float("nan")
    share = np.array([count for count in ways.values() if count]) / sum(ways.values())
    return float(-(share * np.log(share)).sum() / np.log(possible))
