"""Figures made ready for their pages: what is drawn where, and in which words."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.urls import reverse

from naru.base.kit.words import Words
from naru.systems.footage import counts_view, storage
from naru.systems.footage.core import drawing
from naru.systems.footage.core.area_character import character_of
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.cameras.ground import errors_m, fit
from naru.systems.footage.core.cameras.values import Camera, SiteKind
from naru.systems.footage.core.events.acts import ACTS
from naru.systems.footage.core.states import CLIP_WORDS, DECISION_WORDS, Decision
from naru.systems.footage.core.summary import CameraSummary, Group
from naru.systems.footage.reads import CameraView, ClipView, EventView, SiteView

KIND_WORDS = {SiteKind.TRADE_AREA: Words("상권", "Trade areas"), SiteKind.PARK: Words("공원", "Parks")}
WEEKDAYS = tuple(
    Words(ko, en) for ko, en in zip("월화수목금토일", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)
MODE_WORDS = {
    "walk": Words("걸음", "On foot"),
    "bicycle": Words("자전거", "Bicycle"),
    "motorcycle": Words("이륜차", "Motorcycle"),
    "kickboard": Words("킥보드", "Kickboard"),
    "car": Words("승용차", "Car"),
    "bus": Words("버스", "Bus"),
    "truck": Words("화물차", "Truck"),
    "female": Words("여성", "Women"),
    "male": Words("남성", "Men"),
    "unknown": Words("알 수 없음", "Unknown"),
}
CAMERA = Words("카메라", "Camera")
PASSED, HEADS = Words("지나감", "Passed"), Words("명", "people")
OF_BUSIEST = Words("가장 붐비는 때에 견준 비율", "Share of the busiest hour")
CURVE_WIDTH, CURVE_HEIGHT = 520.0, 200.0


def by_kind(sites: Sequence[SiteView], waiting: Mapping[str, int]) -> list[tuple[Words, list[dict[str, Any]]]]:
    """The sites of each kind, as cards."""
    return [
        (KIND_WORDS[kind], [_card(site, waiting) for site in sites if site.kind is kind])
        for kind in SiteKind
        if any(site.kind is kind for site in sites)
    ]


def _card(site: SiteView, waiting: Mapping[str, int]) -> dict[str, Any]:
    seen = [camera for camera in site.cameras if camera.id in site.summaries]
    summary = site.summaries[seen[0].id] if seen else None
    return {
        "site": site,
        "camera": seen[0] if seen else site.cameras[0],
        "has_picture": bool(seen) and storage.picture(seen[0].id, "backdrop.jpg").exists(),
        "profile": _heights(drawing.day_profile(summary)) if summary else [],
        "character": character_of(summary).title if summary else None,
        "waiting": sum(waiting.get(camera.id, 0) for camera in site.cameras),
    }


def _heights(values: Sequence[float | None]) -> list[float]:
    most = max((value for value in values if value is not None), default=0.0)
    return [(value or 0.0) / most if most else 0.0 for value in values]


def places(sites: Sequence[SiteView], language: str) -> dict[str, Any]:
    """GeoJSON as the map's element takes it: one point a camera."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [camera.longitude, camera.latitude]},
            "properties": {
                "label": camera.site.in_(language),
                "value": site.summaries[camera.id].people if camera.id in site.summaries else None,
                "facts": [[CAMERA.in_(language), camera.id, None]],
            },
        }
        for site in sites
        for camera in site.cameras
    ]
    return {
        "type": "FeatureCollection",
        "features": features,
        "naru": {"rows": len(features), "clustered": False, "partial": False},
    }


def bounds(sites: Sequence[SiteView]) -> str:
    """West, south, east, north of all cameras, as the map's element takes it; "" without one."""
    cameras = [camera for site in sites for camera in site.cameras]
    if not cameras:
        return ""
    longitudes, latitudes = [each.longitude for each in cameras], [each.latitude for each in cameras]
    return orjson.dumps([min(longitudes), min(latitudes), max(longitudes), max(latitudes)]).decode()


def figures(site: SiteView, camera: CameraView, sites: Sequence[SiteView], *, language: str) -> dict[str, Any] | None:
    """All that a camera's part of a page says and draws; None before its first run."""
    summary = site.summaries.get(camera.id)
    if summary is None:
        return None
    values = camera_of(camera.file)
    names = {each.id: Words(each.name_ko, each.name_en) for each in values.zones}
    names |= {each.id: Words(each.name_ko, each.name_en) for each in values.lines}
    zone = ZoneInfo(values.time_zone)
    others = [each for other in sites for each in other.summaries.values()]
    return {
        "camera": camera,
        "summary": summary,
        "width": values.width,
        "height": values.height,
        "begin": _instant(summary.first_us, zone),
        "end": _instant(summary.last_us, zone),
        "coverage_percent": round(100 * summary.coverage),
        "has_backdrop": storage.picture(camera.id, "backdrop.jpg").exists(),
        "has_heat": storage.picture(camera.id, "heat.png").exists(),
        "has_ground": summary.ground is not None and storage.picture(camera.id, "ground.png").exists(),
        "zones": _zones(summary, values, names),
        "lines": _lines(summary, values, names),
        "arcs": [
            (arc, names[arc.flow.from_zone], names[arc.flow.to_zone])
            for arc in drawing.arcs(summary.flows, {each.id: each.points for each in values.zones})
        ],
        "hours_seen": sum(value is not None for day in summary.hours for value in day),
        "hours": list(zip(WEEKDAYS, drawing.hour_cells(summary), strict=True)),
        "modes": _groups(summary.modes),
        "sexes": _groups(summary.sexes),
        "ages": _groups(summary.ages),
        "character": character_of(summary, others),
        "quarters": _quarters(summary, zone, language),
        "people": counts_view.counted(summary.people, summary.audit),
        "doors": [(each, names[each.zone_id]) for each in summary.doors if each.zone_id in names],
        "special_days": counts_view.special_days(summary, values),
    }


def _instant(us: int, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)).astimezone(zone)


def _zones(summary: CameraSummary, camera: Camera, names: Mapping[str, Words]) -> list[dict[str, Any]]:
    shapes = {zone.id: zone for zone in camera.zones}
    return [
        {
            "figures": each,
            "name": names[each.zone_id],
            "kind": shapes[each.zone_id].kind.value,
            "points": drawing.polygon(shapes[each.zone_id].points),
            "centre": drawing.centre(shapes[each.zone_id].points),
            "passers": counts_view.counted(each.passers, summary.audit),
            "visitors": counts_view.counted(each.visitors, summary.audit),
            "stay_percent": None if each.stay_share is None else round(100 * each.stay_share),
            "curve": drawing.survival(each.curve, CURVE_WIDTH, CURVE_HEIGHT) if each.curve else None,
        }
        for each in summary.zones
        if each.zone_id in shapes
    ]


def _lines(summary: CameraSummary, camera: Camera, names: Mapping[str, Words]) -> list[dict[str, Any]]:
    shapes = {line.id: line for line in camera.lines}
    return [
        {
            "figures": each,
            "name": names[each.line_id],
            "inward": counts_view.counted(each.inward, summary.audit),
            "outward": counts_view.counted(each.outward, summary.audit),
            "entries": counts_view.counted(each.entries, summary.audit),
            "points": drawing.polygon(shapes[each.line_id].points),
            "first": shapes[each.line_id].points[0],
        }
        for each in summary.lines
        if each.line_id in shapes
    ]


def _groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [
        {
            "name": MODE_WORDS.get(group.name, Words(f"{group.name}세", group.name)),
            "percent": None if group.share.value is None else round(100 * group.share.value, 1),
            "low": None if group.share.low is None else round(100 * group.share.low, 1),
            "high": None if group.share.high is None else round(100 * group.share.high, 1),
            "is_known": group.name != "unknown",
        }
        for group in groups
    ]


def _quarters(summary: CameraSummary, zone: ZoneInfo, language: str) -> dict[str, Any]:
    """A chart of people by quarters of an hour, as the chart's element takes it."""
    return {
        "kind": "line" if len(summary.quarters) > 12 else "bar",
        "x": {"name": "", "unit": None, "type": "time", "whole": False},
        "y": {"name": PASSED.in_(language), "unit": HEADS.in_(language), "type": "number", "whole": True},
        "labels": [f"{_instant(begin, zone):%m-%d %H:%M}" for begin, _ in summary.quarters],
        "series": [{"name": "", "values": [people for _, people in summary.quarters], "unit": HEADS.in_(language)}],
        "points": [],
    }


def profiles(sites: Sequence[SiteView], *, language: str) -> dict[str, Any]:
    """The sites' days on one chart: each hour's share of its own busiest hour, in percent."""
    return {
        "kind": "line",
        "x": {"name": "", "unit": None, "type": "category", "whole": False},
        "y": {
            "name": OF_BUSIEST.in_(language),
            "unit": "%",
            "type": "number",
            "whole": False,
        },
        "labels": [f"{hour:02}" for hour in range(24)],
        "series": [{"name": site.name.in_(language), "values": _percent(site), "unit": "%"} for site in sites],
        "points": [],
    }


def _percent(site: SiteView) -> list[float | None]:
    profile = drawing.day_profile(next(iter(site.summaries.values())))
    most = max((value for value in profile if value is not None), default=0.0)
    return [None if value is None or not most else round(100 * value / most, 1) for value in profile]


def event(view: EventView) -> dict[str, Any]:
    """An event as its card shows it."""
    rule = next((each for each in ACTS if each.id == view.rule), None)
    camera = camera_of(view.camera.file)
    zone = next((each for each in camera.zones if each.id == view.zone_id), None)
    clock = ZoneInfo(camera.time_zone)
    return {
        "view": view,
        "name": rule.name if rule else Words(view.rule, view.rule),
        "zone": Words(zone.name_ko, zone.name_en) if zone else None,
        "start": view.start.astimezone(clock),
        "seconds": math.ceil((view.end - view.start).total_seconds()),
        "percent": round(100 * view.score),
        "pictures": [
            number
            for number in range(len(view.evidence))
            if storage.picture(view.camera.id, f"{view.id}-{number}.jpg").exists()
        ],
        "decision_words": DECISION_WORDS[view.decision],
        "is_open": view.decision is Decision.OPEN,
    }


def rules(decided: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    """The rules as they stand: what each sees, what it cannot, how often it was right."""
    return [
        {"rule": rule, "right": decided.get(rule.id, (0, 0))[0], "all": sum(decided.get(rule.id, (0, 0)))}
        for rule in ACTS
    ]


def clip(view: ClipView) -> dict[str, Any]:
    return {"view": view, "state": CLIP_WORDS[view.state], "seconds": (view.end - view.start).total_seconds()}


def set_up(view: CameraView) -> dict[str, Any]:
    """What the drawing element needs: the camera's file and its picture's size; and how far measured spots lie from where the ground puts them."""
    values = camera_of(view.file)
    return {
        "file": view.file,
        "width": values.width,
        "height": values.height,
        "picture": reverse("footage:picture", args=[view.id, "backdrop.jpg"]),
        "spots": _spots(values),
    }


def _spots(camera: Camera) -> list[tuple[tuple[float, float], tuple[float, float], float]]:
    """Each measured spot: pixel, metres, and its error in metres."""
    if not camera.ground_points:
        return []
    errors = errors_m(fit(camera.ground_points, place=camera.id), camera.ground_points)
    return [(pixel, metres, float(error)) for (pixel, metres), error in zip(camera.ground_points, errors, strict=True)]
