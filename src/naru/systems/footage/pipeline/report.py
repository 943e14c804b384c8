"""What a store holds, summed up: the figures of each camera, for a terminal or for a program."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current
from naru.systems.footage.pipeline.store import Store

MICRO = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraReport:
    """Counts of one camera. ``hours``: tracks first seen in each hour of the day there; ``lines``: ins and outs; ``zones``: visits and
    the mean seconds seen inside. What no run has made yet is empty."""

    camera_id: str
    site_ko: str
    site_en: str
    clips: tuple[dict[str, Any], ...]
    frames: int
    damaged: int
    seconds: float
    tracks: int
    hours: dict[int, int]
    lines: dict[str, dict[str, int]]
    zones: dict[str, dict[str, float]]
    flows: dict[str, int]
    modes: dict[str, int]
    sexes: dict[str, int]
    ages: dict[str, int]
    events: dict[str, int]
    masked: int
    refused: tuple[dict[str, str], ...]


def reports(store: Store) -> tuple[CameraReport, ...]:
    """Raises ``Refused``: ``footage_store_empty``."""
    found = tuple(_report(each) for each in current.read(store))
    if not found:
        raise Refused("footage_store_empty", store=str(store.root))
    return found


def _report(of: Current) -> CameraReport:
    tracks = of.table("tracks") if of.has("tracks") else None
    attributes = of.table("attributes").to_pylist() if of.has("attributes") else []
    return CameraReport(
        camera_id=of.camera["id"],
        site_ko=of.camera["site_ko"],
        site_en=of.camera["site_en"],
        clips=tuple({"id": clip.clip_id, "name": clip.name, "repairs": clip.row["repairs"]} for clip in of.clips),
        frames=sum(clip.row["frames"] for clip in of.clips),
        damaged=sum(clip.row["damaged"] for clip in of.clips),
        seconds=sum(clip.row["end_us"] - clip.row["start_us"] for clip in of.clips) / MICRO,
        tracks=len(set(tracks["track_id"].to_pylist())) if tracks else 0,
        hours=_hours(tracks, ZoneInfo(of.camera["time_zone"])) if tracks else {},
        lines=_lines(of),
        zones=_zones(of),
        flows=_flows(of),
        modes=_counted(row["mode"] for row in attributes),
        sexes=_counted(row["sex"] for row in attributes),
        ages=_counted(row["age_band"] for row in attributes),
        events=_counted(of.table("events")["rule"].to_pylist()) if of.has("events") else {},
        masked=sum(of.masked(clip) is not None for clip in of.clips),
        refused=of.refused,
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _hours(tracks: pa.Table, zone: ZoneInfo) -> dict[int, int]:
    first: dict[int, int] = {}
    for track, t_us in zip(tracks["track_id"].to_pylist(), tracks["t_us"].to_pylist(), strict=True):
        first[track] = min(t_us, first.get(track, t_us))
    return dict(sorted(Counter(datetime.fromtimestamp(t_us / MICRO, zone).hour for t_us in first.values()).items()))


def _lines(of: Current) -> dict[str, dict[str, int]]:
    counts = {line: {"in": 0, "out": 0} for line in of.camera["lines"]}
    if of.has("crossings"):
        for row in of.table("crossings").to_pylist():
            counts[row["line_id"]][row["direction"]] += 1
    return counts


def _zones(of: Current) -> dict[str, dict[str, float]]:
    stays: dict[str, list[float]] = {zone: [] for zone in of.camera["zones"]}
    if of.has("visits"):
        for row in of.table("visits").to_pylist():
            stays[row["zone_id"]].append((row["end_us"] - row["start_us"]) / MICRO)
    return {
        zone: {"visits": len(each), "mean_s": round(sum(each) / len(each), 1) if each else 0.0}
        for zone, each in stays.items()
    }


def _flows(of: Current) -> dict[str, int]:
    counts: Counter[str] = Counter()
    if of.has("flows"):
        for row in of.table("flows").to_pylist():
            counts[f"{row['from_zone']} → {row['to_zone']}"] += row["tracks"]
    return dict(counts.most_common())
