"""The camera of a scene, and its file as a city's technician would write it."""

from collections.abc import Sequence
from pathlib import Path

from naru.systems.footage.core.cameras.values import Camera, Line, Metres, Pixel, Zone
from samples.scenes.optics import Optics
from samples.scenes.values import Outline, Scene

CAMERAS = Path(__file__).parent / "cameras"
OPERATOR = "부산광역시 (견본)"
LEGAL_BASIS = "개인정보 보호법 제25조제1항 (견본)"
RETENTION_DAYS = 30
TIME_ZONE = "Asia/Seoul"
MEASURED_AT = ((0.08, 0.95), (0.92, 0.95), (0.5, 0.8), (0.15, 0.6), (0.85, 0.6), (0.5, 0.5), (0.3, 0.4), (0.7, 0.4))


def camera_of(scene: Scene) -> Camera:
    """With zones and lines in pixels to a tenth, as its file has them."""
    site, optics = scene.site, scene.optics
    return Camera(
        id=scene.camera_id,
        site_id=site.id,
        site_ko=site.name_ko,
        site_en=site.name_en,
        site_kind=site.kind,
        longitude=site.longitude,
        latitude=site.latitude,
        width=optics.width,
        height=optics.height,
        time_zone=TIME_ZONE,
        operator=OPERATOR,
        legal_basis=LEGAL_BASIS,
        retention_days=RETENTION_DAYS,
        ground_points=tuple(_measured(optics, share) for share in MEASURED_AT),
        zones=tuple(
            Zone(
                id=zone.id,
                name_ko=zone.name_ko,
                name_en=zone.name_en,
                kind=zone.kind,
                acts=zone.acts,
                points=_pixels(optics, zone.outline),
            )
            for zone in scene.zones
        ),
        lines=tuple(
            Line(id=line.id, name_ko=line.name_ko, name_en=line.name_en, points=_pixels(optics, line.way))
            for line in scene.lines
        ),
    )


def camera_yaml(camera: Camera) -> str:
    """The file's text."""
    lines = [
        f"# {camera.site_ko} · {camera.site_en}: a sample, its coordinates rounded and its picture rendered",
        "cameras:",
        f"  - id: {camera.id}",
        f"    site: {{id: {camera.site_id}, ko: {camera.site_ko}, en: {camera.site_en}, kind: {camera.site_kind}, longitude: {camera.longitude}, latitude: {camera.latitude}}}",
        f"    picture: {{width: {camera.width}, height: {camera.height}}}",
        f"    time_zone: {camera.time_zone}",
        f"    operator: {camera.operator}",
        f"    legal_basis: {camera.legal_basis}",
        f"    retention_days: {camera.retention_days}",
        "    ground: # a pixel, and the metres east and north of the camera's foot where it lies",
    ]
    lines += [f"      - {{pixel: {_pair(pixel)}, metres: {_pair(metres)}}}" for pixel, metres in camera.ground_points]
    lines.append("    zones:")
    for zone in camera.zones:
        acts = f", acts: [{', '.join(zone.acts)}]" if zone.acts else ""
        lines.append(
            f"      - {{id: {zone.id}, kind: {zone.kind}{acts}, ko: {zone.name_ko}, en: {zone.name_en}, points: {_pairs(zone.points)}}}"
        )
    lines.append("    lines: # who goes from the left of the way to its right goes in")
    for line in camera.lines:
        lines.append(
            f"      - {{id: {line.id}, ko: {line.name_ko}, en: {line.name_en}, points: {_pairs(line.points)}}}"
        )
    return "\n".join(lines) + "\n"


def _measured(optics: Optics, share: tuple[float, float]) -> tuple[Pixel, Metres]:
    """A spot on the ground to the centimetre, and its pixel to a tenth."""
    x, y = (round(each, 2) for each in optics.ground(share[0] * optics.width, share[1] * optics.height))
    return _pixels(optics, ((x, y),))[0], (x, y)


def _pixels(optics: Optics, outline: Outline) -> tuple[Pixel, ...]:
    return tuple((round(u, 1), round(v, 1)) for u, v in (optics.pixel(x, y) for x, y in outline))


def _pair(pair: tuple[float, float]) -> str:
    return f"[{pair[0] + 0.0:g}, {pair[1] + 0.0:g}]"


def _pairs(points: Sequence[Pixel]) -> str:
    return f"[{', '.join(_pair(point) for point in points)}]"


def main() -> None:
    """Write the eleven sites' files anew."""
    from samples.scenes.sites import scenes

    for scene in scenes():
        (CAMERAS / f"{scene.site.id}.yaml").write_text(camera_yaml(camera_of(scene)), encoding="utf-8")


if __name__ == "__main__":
    main()
