"""A file's mapping → cameras; what is wrong is refused at its place in the file.

cameras:
  - id: jagalchi-1
    site: {id: jagalchi, ko: 자갈치시장, en: Jagalchi Market, kind: trade_area, longitude: 129.0306, latitude: 35.0967}
    picture: {width: 640, height: 360}
    time_zone: Asia/Seoul
    operator: …
    legal_basis: …
    retention_days: …
    ground: [{pixel: [12.5, 340], metres: [-4.1, 6.2]}, …]       # four or more, or none at all
    zones: [{id: west, kind: area, ko: …, en: …, points: [[x, y], …], acts: [tent], hours: [{weekdays: [sat, sun], from: "22:00", until: "06:00"}]}]
    lines: [{id: gate, ko: …, en: …, points: [[x, y], [x, y]]}]
    hours: [{weekdays: [mon, tue], from: "08:00", until: "20:00"}]                    # when it is to record; without, always
    hand_counts: [{line: gate, from: "2026-05-09T10:00", minutes: 10, people: 42}]    # three or more: the machine's error follows
    special_days: [{day: "2026-05-09", ko: …, en: …}]
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.systems.footage.core.cameras.fields import Node, hours
from naru.systems.footage.core.cameras.geometry import check_inside, check_line, check_polygon
from naru.systems.footage.core.cameras.ground import fit
from naru.systems.footage.core.cameras.values import (
    Camera,
    CountedByHand,
    Line,
    Metres,
    Pixel,
    SiteKind,
    SpecialDay,
    Zone,
    ZoneKind,
)

FARTHEST_PX, FARTHEST_M = 1e6, 1e6
WIDEST_PX = 16384
LONGEST_DAYS = 36_500
HAND_COUNT_MINUTES = (0.05, 1440.0)
MOST_PEOPLE = 1_000_000
LONGEST_ID = 60
FIELDS = (
    "id", "site", "picture", "time_zone", "operator", "legal_basis", "retention_days", "ground", "zones", "lines",
    "hours", "hand_counts", "special_days",
)  # fmt: skip


def cameras_from_mapping(mapping: object) -> tuple[Camera, ...]:
    """Every camera of a file. Refuses the first thing that is wrong, naming its place."""
    top = Node(mapping, "")
    top.only("cameras")
    cameras = tuple(_camera(node) for node in top.field("cameras").items())
    if not cameras:
        raise Refused("camera_field_missing", place="cameras[0]")
    _check_ids([camera.id for camera in cameras], "cameras")
    return cameras


def _camera(node: Node) -> Camera:
    node.only(*FIELDS)
    site, picture = node.field("site"), node.field("picture")
    site.only("id", "ko", "en", "kind", "longitude", "latitude")
    picture.only("width", "height")
    width, height = picture.field("width").whole(1, WIDEST_PX), picture.field("height").whole(1, WIDEST_PX)
    zones = tuple(_zone(each, width, height) for each in _listed(node, "zones"))
    lines = tuple(_line(each, width, height) for each in _listed(node, "lines"))
    _check_ids([zone.id for zone in zones] + [line.id for line in lines], f"{node.place}.zones")
    return Camera(
        id=_id(node.field("id")),
        site_id=_id(site.field("id")),
        site_ko=site.field("ko").text(),
        site_en=site.field("en").text(),
        site_kind=site.field("kind").kind(SiteKind),
        longitude=site.field("longitude").number(-180, 180),
        latitude=site.field("latitude").number(-90, 90),
        width=width,
        height=height,
        time_zone=_time_zone(node.field("time_zone")),
        operator=node.field("operator").text(),
        legal_basis=node.field("legal_basis").text(),
        retention_days=node.field("retention_days").whole(1, LONGEST_DAYS),
        ground_points=_ground(node, width, height),
        zones=zones,
        lines=lines,
        hours=tuple(hours(each) for each in _listed(node, "hours")),
        hand_counts=tuple(_hand_count(each, lines) for each in _listed(node, "hand_counts")),
        special_days=tuple(_special_day(each) for each in _listed(node, "special_days")),
    )


def _listed(node: Node, name: str) -> Iterator[Node]:
    found = node.optional(name)
    return found.items() if found else iter(())


def _id(node: Node) -> str:
    """Letters, digits, ``-`` and ``_``: it names folders and stands in addresses."""
    text = node.text()
    if not (text.isascii() and text.replace("-", "").replace("_", "").isalnum() and len(text) <= LONGEST_ID):
        raise node.unusable("영문자·숫자·-·_로 된 60자까지의 번호", "an id of up to 60 letters, digits, - and _")
    return text


def _time_zone(node: Node) -> str:
    name = node.text()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Refused("camera_time_zone_unknown", place=node.place, given=name) from None
    return name


def _ground(node: Node, width: int, height: int) -> tuple[tuple[Pixel, Metres], ...]:
    pairs = []
    for each in _listed(node, "ground"):
        each.only("pixel", "metres")
        pairs.append((each.field("pixel").pair(FARTHEST_PX), each.field("metres").pair(FARTHEST_M)))
    place = f"{node.place}.ground"
    check_inside([pixel for pixel, _ in pairs], width=width, height=height, place=place)
    if pairs:
        fit(pairs, place=place)
    return tuple(pairs)


def _zone(node: Node, width: int, height: int) -> Zone:
    node.only("id", "kind", "ko", "en", "points", "hours", "acts")
    points = _points(node.field("points"), width, height)
    check_polygon(points, place=f"{node.place}.points")
    return Zone(
        id=_id(node.field("id")),
        name_ko=node.field("ko").text(),
        name_en=node.field("en").text(),
        kind=node.field("kind").kind(ZoneKind),
        points=points,
        hours=tuple(hours(each) for each in _listed(node, "hours")),
        acts=tuple(_id(each) for each in _listed(node, "acts")),
    )


def _line(node: Node, width: int, height: int) -> Line:
    node.only("id", "ko", "en", "points")
    points = _points(node.field("points"), width, height)
    check_line(points, place=f"{node.place}.points")
    return Line(
        id=_id(node.field("id")), name_ko=node.field("ko").text(), name_en=node.field("en").text(), points=points
    )


def _hand_count(node: Node, lines: tuple[Line, ...]) -> CountedByHand:
    node.only("line", "from", "minutes", "people")
    line = node.field("line")
    if (name := line.text()) not in {each.id for each in lines}:
        raise line.unusable("이 카메라의 선 번호", "the id of a line of this camera")
    return CountedByHand(
        line_id=name,
        begin=node.field("from").local_instant(),
        minutes=node.field("minutes").number(*HAND_COUNT_MINUTES),
        people=node.field("people").whole(0, MOST_PEOPLE),
    )


def _special_day(node: Node) -> SpecialDay:
    node.only("day", "ko", "en")
    return SpecialDay(day=node.field("day").day(), name_ko=node.field("ko").text(), name_en=node.field("en").text())


def _points(node: Node, width: int, height: int) -> tuple[Pixel, ...]:
    points = tuple(each.pair(FARTHEST_PX) for each in node.items())
    check_inside(points, width=width, height=height, place=node.place)
    return points


def _check_ids(ids: list[str], place: str) -> None:
    for number, id in enumerate(ids):
        if id in ids[:number]:
            raise Refused("camera_id_twice", place=place, id=id)
