"""The six trade areas: markets, a bus terminal, a crossing, a station, a ball park on the day of a game.

Coordinates are rounded by hand to some hundred metres; shops, people and their numbers are made up.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from types import MappingProxyType
from zoneinfo import ZoneInfo

from naru.systems.footage.core.cameras.values import SiteKind, ZoneKind
from samples.scenes.crowds import Crowd, door
from samples.scenes.optics import Optics
from samples.scenes.values import (
    Actor,
    Colour,
    Fixture,
    FixtureKind,
    Ground,
    Means,
    Outline,
    Row,
    Scene,
    SceneLine,
    SceneZone,
    Shop,
    Site,
    Surface,
    Weather,
)

FAIR = Weather()
KST = ZoneInfo("Asia/Seoul")
SIGNS: tuple[Colour, ...] = (
    (60, 60, 180),
    (160, 90, 40),
    (70, 140, 60),
    (40, 140, 210),
    (140, 70, 140),
    (90, 90, 90),
    (150, 120, 50),
)
FPS = 10
FIGURE = Optics()
HIGH = Optics(height_m=7.0, tilt_deg=27.0, focal_px=560.0)


def _row(y: float, random: Random, *, width_m: float = 5.0, dummies: int = 0) -> Row:
    count = 9
    left = -width_m * count / 2
    shops = [
        Shop(
            x=left + width_m * each, width_m=width_m, sign=random.choice(SIGNS), dummies=dummies if each % 3 == 1 else 0
        )
        for each in range(count)
    ]
    return Row(y=y, shops=tuple(shops))


def _doorsteps(optics: Optics, row: Row) -> tuple[SceneZone, ...]:
    """The ground before each door that the camera sees whole."""
    zones: list[SceneZone] = []
    for shop in row.shops:
        x, y = door(row, shop)
        outline = ((x - 1.0, y - 1.2), (x + 1.0, y - 1.2), (x + 1.0, y - 0.02), (x - 1.0, y - 0.02))
        if all(optics.is_in_picture(*optics.pixel(px, py)) for px, py in outline):
            number = len(zones) + 1
            zones.append(_zone(f"shop-{number}", f"점포 {number} 문앞", f"Shop {number} door", ZoneKind.SHOP, outline))
    return tuple(zones)


def _zone(id: str, name_ko: str, name_en: str, kind: ZoneKind, outline: Outline) -> SceneZone:
    return SceneZone(id=id, name_ko=name_ko, name_en=name_en, kind=kind, outline=outline)


def area(
    id: str,
    name_ko: str,
    name_en: str,
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    kind: ZoneKind = ZoneKind.AREA,
) -> SceneZone:
    """A zone along the axes of the ground."""
    return _zone(id, name_ko, name_en, kind, ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])))


def end(id: str, name_ko: str, name_en: str, optics: Optics, *, side: int, y: tuple[float, float]) -> SceneZone:
    """The outer quarter of what the camera sees, between two distances."""
    (near, far), half = y, {each: side * optics.width / 2 / optics.scale(each) for each in y}
    outline = ((0.97 * half[near], near), (0.97 * half[far], far), (0.72 * half[far], far), (0.72 * half[near], near))
    return _zone(id, name_ko, name_en, ZoneKind.AREA, outline)


def gate(id: str, name_ko: str, name_en: str, *, x: float, y: tuple[float, float]) -> SceneLine:
    """A line away from the camera: who goes from left to right in the picture goes in."""
    return SceneLine(id=id, name_ko=name_ko, name_en=name_en, way=((x, y[0]), (x, y[1])))


def _jagalchi(*, seconds: float, seed: int) -> Scene:
    """A fish market: stalls, shoppers who stop, hand-pushed bicycles, delivery motorcycles."""
    random = Random(f"jagalchi {seed}")
    row = _row(22.0, random)
    crowd = Crowd(FIGURE, random, seconds, ages=("30-39", "40-49", "50-59", "60-69", "70+", "20-29"))
    stalls = ((-5.5, 16.5), (0.0, 17.0), (5.5, 16.5))
    actors = [
        *crowd.passers(7, lanes=(8.0, 13.5)),
        *crowd.groups(2, lanes=(9.0, 13.0)),
        *crowd.lingerers(5, lanes=(10.0, 14.0), spots=tuple((x, y - 1.2) for x, y in stalls), rest_s=(8, 16)),
        *crowd.shoppers(3, row, lanes=(14.0, 15.0)),
        *crowd.passers(2, lanes=(8.0, 12.0), means=Means.PUSHED_BICYCLE),
        *crowd.passers(1, lanes=(9.0, 11.0), means=Means.MOTORCYCLE),
    ]
    return _trade_area(
        Site(id="jagalchi", name_ko="자갈치시장", name_en="Jagalchi Market", kind=SiteKind.TRADE_AREA, longitude=129.0306, latitude=35.0967),
        datetime(2026, 5, 9, 10, 0, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=14.0,
        fixtures=tuple(Fixture(kind=FixtureKind.STALL, at=spot, paint=paint) for spot, paint in zip(stalls, ((60, 70, 200), (190, 120, 50), (70, 150, 80)), strict=True)),
        zones=(area("stalls", "좌판 앞", "Before the stalls", x=(-7.2, 7.2), y=(14.6, 16.3)),),
    )  # fmt: skip


def _banyeo(*, seconds: float, seed: int) -> Scene:
    """A wholesale market early in the morning: trucks, motorcycles, few people on foot."""
    random = Random(f"banyeo {seed}")
    row = _row(26.0, random, width_m=6.0)
    crowd = Crowd(HIGH, random, seconds, ages=("30-39", "40-49", "50-59", "60-69"))
    actors = [
        *crowd.passers(7, lanes=(8.5, 13.5)),
        *crowd.lingerers(3, lanes=(9.0, 13.0), spots=((-3.0, 13.0), (3.5, 12.5)), rest_s=(8, 15)),
        *crowd.shoppers(2, row, lanes=(23.0, 24.0)),
        *crowd.vehicles(3, lanes=(17.0, 20.5), means=Means.TRUCK),
        *crowd.passers(3, lanes=(9.0, 13.0), means=Means.MOTORCYCLE),
    ]
    return _trade_area(
        Site(id="banyeo", name_ko="반여농산물도매시장", name_en="Banyeo Agricultural Wholesale Market", kind=SiteKind.TRADE_AREA, longitude=129.1290, latitude=35.2126),
        datetime(2026, 5, 9, 5, 30, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=14.2, optics=HIGH,
        surfaces=(Surface(ground=Ground.ASPHALT, outline=((-60, 15.2), (60, 15.2), (60, 22.3), (-60, 22.3))),),
        fixtures=(Fixture(kind=FixtureKind.LAMP, at=(-6.0, 14.6)), Fixture(kind=FixtureKind.LAMP, at=(5.0, 14.6)), Fixture(kind=FixtureKind.STALL, at=(10.5, 13.8), paint=(70, 150, 80))),
        zones=(area("loading", "상차 구역", "Loading bay", x=(-4.8, 5.2), y=(11.6, 14.2)),),
        weather=Weather(night=0.55),
    )  # fmt: skip


def _sasang(*, seconds: float, seed: int) -> Scene:
    """A bus terminal in the rain: umbrellas, buses, people who wait."""
    random = Random(f"sasang {seed}")
    row = _row(25.0, random, dummies=2)
    crowd = Crowd(FIGURE, random, seconds, umbrellas=True)
    actors = [
        *crowd.passers(9, lanes=(8.0, 14.0), rightward=0.6),
        *crowd.groups(1, lanes=(9.0, 12.0)),
        *crowd.lingerers(4, lanes=(10.0, 13.0), spots=((-3.0, 14.2), (2.5, 14.2)), rest_s=(10, 18)),
        *crowd.shoppers(2, row, lanes=(22.6, 23.4)),
        *crowd.vehicles(2, lanes=(17.3, 20.6), means=Means.BUS),
        *crowd.vehicles(2, lanes=(17.3, 20.6), means=Means.CAR),
    ]
    return _trade_area(
        Site(id="sasang", name_ko="사상터미널", name_en="Sasang Bus Terminal", kind=SiteKind.TRADE_AREA, longitude=128.9818, latitude=35.1640),
        datetime(2026, 5, 8, 18, 20, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=14.6,
        surfaces=(Surface(ground=Ground.ASPHALT, outline=((-60, 15.6), (60, 15.6), (60, 22.3), (-60, 22.3))),),
        fixtures=(Fixture(kind=FixtureKind.PILLAR, at=(-1.0, 11.0), size_m=0.9), Fixture(kind=FixtureKind.LAMP, at=(7.0, 15.0))),
        zones=(area("stop", "승강장", "Bus stop", x=(-5.0, 5.0), y=(13.3, 15.3)),),
        weather=Weather(rain=0.9, night=0.12),
    )  # fmt: skip


def _yeonsan(*, seconds: float, seed: int) -> Scene:
    """A crossroads: cars, a pedestrian crossing, kickboards and bicycles among those on foot."""
    random = Random(f"yeonsan {seed}")
    row = _row(27.0, random, dummies=3)
    crowd = Crowd(HIGH, random, seconds)
    actors = [
        *crowd.passers(9, lanes=(8.5, 13.0)),
        *crowd.groups(2, lanes=(9.0, 12.5)),
        *crowd.passers(2, lanes=(9.0, 12.5), means=Means.KICKBOARD),
        *crowd.passers(2, lanes=(9.0, 12.5), means=Means.BICYCLE),
        *crowd.passers(1, lanes=(9.0, 12.5), means=Means.PUSHED_BICYCLE),
        *crowd.vehicles(5, lanes=(16.6, 20.4), means=Means.CAR),
        *crowd.vehicles(1, lanes=(16.6, 20.4), means=Means.BUS),
    ]
    return _trade_area(
        Site(id="yeonsan", name_ko="연산교차로", name_en="Yeonsan Crossroads", kind=SiteKind.TRADE_AREA, longitude=129.0816, latitude=35.1861),
        datetime(2026, 5, 8, 8, 10, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=13.6, optics=HIGH,
        surfaces=(
            Surface(ground=Ground.ASPHALT, outline=((-60, 14.2), (60, 14.2), (60, 22.6), (-60, 22.6))),
            Surface(ground=Ground.STRIPES, outline=((-3.0, 14.4), (3.0, 14.4), (3.0, 22.4), (-3.0, 22.4))),
        ),
        fixtures=(Fixture(kind=FixtureKind.LAMP, at=(-6.5, 13.8)), Fixture(kind=FixtureKind.TREE, at=(8.0, 13.7), size_m=0.9)),
        zones=(area("corner", "모퉁이", "Corner", x=(-5.2, 5.2), y=(8.2, 13.4)),),
    )  # fmt: skip


def _dongnae(*, seconds: float, seed: int) -> Scene:
    """The square before an underground station in the morning: fast, and most to one side."""
    random = Random(f"dongnae {seed}")
    row = _row(22.0, random, dummies=2)
    crowd = Crowd(FIGURE, random, seconds, ages=("10-19", "20-29", "30-39", "40-49", "50-59"))
    actors = [
        *crowd.passers(15, lanes=(8.0, 17.0), rightward=0.8),
        *crowd.groups(2, lanes=(9.0, 15.0), rightward=0.8),
        *crowd.shoppers(5, row, lanes=(17.5, 19.0), leave=0.7),
        *crowd.passers(1, lanes=(9.0, 13.0), means=Means.BICYCLE),
    ]
    return _trade_area(
        Site(id="dongnae", name_ko="도시철도 동래역", name_en="Dongnae Station", kind=SiteKind.TRADE_AREA, longitude=129.0784, latitude=35.2056),
        datetime(2026, 5, 8, 8, 30, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=17.6,
        fixtures=(Fixture(kind=FixtureKind.PILLAR, at=(-3.2, 12.5), size_m=1.2), Fixture(kind=FixtureKind.PILLAR, at=(4.2, 12.5), size_m=1.2)),
        zones=(area("hall", "역 앞 광장", "Station square", x=(-4.6, 4.6), y=(8.0, 17.4)),),
    )  # fmt: skip


def _sajik(*, seconds: float, seed: int) -> Scene:
    """The ball park an hour before a game: groups of fans, nearly all to the gates, snacks on the way."""
    random = Random(f"sajik {seed}")
    row = _row(23.0, random)
    crowd = Crowd(FIGURE, random, seconds, ages=("0-9", "10-19", "20-29", "20-29", "30-39", "30-39", "40-49"))
    actors = [
        *crowd.passers(9, lanes=(8.0, 17.5), rightward=0.92),
        *crowd.groups(6, lanes=(8.5, 17.0), rightward=0.95),
        *crowd.lingerers(4, lanes=(12.0, 16.0), spots=((-4.0, 17.3), (3.5, 17.3)), rest_s=(7, 12)),
        *crowd.shoppers(2, row, lanes=(18.0, 19.0), leave=0.3),
    ]
    return _trade_area(
        Site(id="sajik", name_ko="사직야구장", name_en="Sajik Baseball Stadium", kind=SiteKind.TRADE_AREA, longitude=129.0615, latitude=35.1940),
        datetime(2026, 5, 9, 16, 0, tzinfo=KST), seconds=seconds, seed=seed, row=row, actors=actors, far=18.0,
        fixtures=(Fixture(kind=FixtureKind.STALL, at=(-4.0, 18.6), paint=(40, 90, 220)), Fixture(kind=FixtureKind.STALL, at=(3.5, 18.6), paint=(160, 90, 40)), Fixture(kind=FixtureKind.LAMP, at=(8.5, 16.0))),
        zones=(area("snacks", "먹거리 앞", "Snack stalls", x=(-6.0, 5.5), y=(16.3, 18.2)),),
        weather=Weather(shake_px=1.0),
    )  # fmt: skip


def _trade_area(
    site: Site,
    start: datetime,
    *,
    seconds: float,
    seed: int,
    row: Row,
    actors: list[Actor],
    far: float,
    optics: Optics = FIGURE,
    surfaces: tuple[Surface, ...] = (),
    fixtures: tuple[Fixture, ...] = (),
    zones: tuple[SceneZone, ...] = (),
    weather: Weather = FAIR,
) -> Scene:
    """With the two ends of the street as zones, a line before each, and the doors."""
    near = optics.ground(optics.width / 2, optics.height - 12)[1]
    street = (
        end("west", "서쪽 길", "West end", optics, side=-1, y=(near, far)),
        end("east", "동쪽 길", "East end", optics, side=1, y=(near, far)),
    )
    return Scene(
        site=site, camera_id=f"{site.id}-1", optics=optics, start=start, seconds=seconds, fps=FPS, seed=seed, rows=(row,),
        surfaces=surfaces, fixtures=fixtures, actors=tuple(actors), weather=weather,
        zones=(*street, *zones, *_doorsteps(optics, row)),
        lines=(gate("west-gate", "서쪽 문", "West gate", x=-2.5, y=(near, far)), gate("east-gate", "동쪽 문", "East gate", x=2.5, y=(near, far))),
    )  # fmt: skip


TRADE_AREAS: Mapping[str, Callable[..., Scene]] = MappingProxyType(
    {
        "jagalchi": _jagalchi,
        "banyeo": _banyeo,
        "sasang": _sasang,
        "yeonsan": _yeonsan,
        "dongnae": _dongnae,
        "sajik": _sajik,
    }
)
