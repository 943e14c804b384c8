"""A camera → its entry of a camera file: what ``parse`` reads back as the same camera."""

from typing import Any

from naru.systems.footage.core.cameras.fields import WEEKDAYS
from naru.systems.footage.core.cameras.parse import cameras_from_mapping
from naru.systems.footage.core.cameras.values import Camera, Hours, Line, Zone


def entry_of(camera: Camera) -> dict[str, Any]:
    """Of JSON's types only: what can be kept, and drawn upon by a browser."""
    return {
        "id": camera.id,
        "site": {
            "id": camera.site_id,
            "ko": camera.site_ko,
            "en": camera.site_en,
            "kind": camera.site_kind.value,
            "longitude": camera.longitude,
            "latitude": camera.latitude,
        },
        "picture": {"width": camera.width, "height": camera.height},
        "time_zone": camera.time_zone,
        "operator": camera.operator,
        "legal_basis": camera.legal_basis,
        "retention_days": camera.retention_days,
        "ground": [{"pixel": list(pixel), "metres": list(metres)} for pixel, metres in camera.ground_points],
        "zones": [_zone(zone) for zone in camera.zones],
        "lines": [_line(line) for line in camera.lines],
        **{name: values for name, values in _counting(camera).items() if values},
    }


def camera_of(entry: dict[str, Any]) -> Camera:
    """Raises ``Refused`` as ``parse`` does."""
    return cameras_from_mapping({"cameras": [entry]})[0]


def _zone(zone: Zone) -> dict[str, Any]:
    held = {"hours": [_hours(each) for each in zone.hours], "acts": list(zone.acts)}
    return {
        "id": zone.id,
        "kind": zone.kind.value,
        "ko": zone.name_ko,
        "en": zone.name_en,
        "points": [list(point) for point in zone.points],
        **{name: values for name, values in held.items() if values},
    }


def _counting(camera: Camera) -> dict[str, list[dict[str, Any]]]:
    return {
        "hours": [_hours(each) for each in camera.hours],
        "hand_counts": [
            {"line": each.line_id, "from": each.begin.isoformat(), "minutes": each.minutes, "people": each.people}
            for each in camera.hand_counts
        ],
        "special_days": [
            {"day": each.day.isoformat(), "ko": each.name_ko, "en": each.name_en} for each in camera.special_days
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"id": line.id, "ko": line.name_ko, "en": line.name_en, "points": [list(point) for point in line.points]}


def _hours(hours: Hours) -> dict[str, Any]:
    days = {"first_day": hours.first_day, "last_day": hours.last_day}
    return {
        "weekdays": [WEEKDAYS[day] for day in sorted(hours.weekdays)],
        "from": hours.begin.isoformat(),
        "until": hours.end.isoformat(),
        **{name: day.isoformat() for name, day in days.items() if day},
    }
