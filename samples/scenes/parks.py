"""The five parks, and the six acts that are not allowed there, among people who do nothing wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from types import MappingProxyType
from zoneinfo import ZoneInfo

from shapely import Point, Polygon

from naru.systems.footage.core.cameras.values import SiteKind, ZoneKind
from samples.scenes.crowds import Crowd
from samples.scenes.looks import AGE_BANDS
from samples.scenes.optics import Optics
from samples.scenes.routes import Stop
from samples.scenes.trade_areas import FAIR, FPS, area, end, gate
from samples.scenes.values import (
    Act,
    Actor,
    Fixture,
    FixtureKind,
    Ground,
    Means,
    Object,
    ObjectKind,
    Posture,
    Scene,
    SceneZone,
    Site,
    Spot,
    Surface,
    Weather,
)

KST = ZoneInfo("Asia/Seoul")
OPTICS = Optics(height_m=6.0, tilt_deg=25.0, focal_px=520.0)
PATH = (8.6, 12.4)
FOR_EVER = 1e9


@dataclass(slots=True)
class Park:
    """Gathers what happens in one park: each act adds its people, its things and its truth."""

    crowd: Crowd
    actors: list[Actor] = field(default_factory=list)
    objects: list[Object] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    def walk(self, number: int, *, groups: int = 0) -> None:
        """People who pass on the path."""
        self.actors += self.crowd.passers(number, lanes=(PATH[0] + 0.2, PATH[1] - 0.2))
        self.actors += self.crowd.groups(groups, lanes=(PATH[0] + 0.2, PATH[1] - 0.8))

    def push_bicycle(self) -> None:
        """Who gets off and walks does nothing wrong."""
        self.actors += self.crowd.passers(1, lanes=PATH, means=Means.PUSHED_BICYCLE)

    def rest(self, spot: Spot, *, begin_s: float) -> None:
        """Somebody sits down for a while, and that is all."""
        self._settle(spot, begin_s=begin_s, posture=Posture.SIT)

    def cook(self, zone: SceneZone, spot: Spot, *, begin_s: float) -> None:
        x, y = spot
        people = (
            self._settle((x - 0.9, y + 0.1), begin_s=begin_s, posture=Posture.SIT),
            self._settle((x + 1.0, y), begin_s=begin_s, posture=Posture.SIT),
        )
        lit = self._all_there(people) + 2
        self.objects.append(Object(kind=ObjectKind.FIRE, at=(x, y - 0.2), begin_s=lit))
        self._act("cooking", zone, people, lit, self.crowd.seconds)

    def fish(self, zone: SceneZone, spot: Spot, *, toward: Spot, begin_s: float) -> None:
        angler = self._settle(spot, begin_s=begin_s, posture=Posture.FISH, facing=toward)
        cast = self._all_there((angler,)) + 1
        self.objects.append(Object(kind=ObjectKind.ROD, at=spot, begin_s=cast, toward=toward))
        self._act("fishing", zone, (angler,), cast, self.crowd.seconds)

    def drink(self, zone: SceneZone, spot: Spot, *, begin_s: float) -> None:
        x, y = spot
        people = (
            self._settle((x - 0.8, y), begin_s=begin_s, posture=Posture.DRINK),
            self._settle((x + 0.8, y + 0.15), begin_s=begin_s + 1, posture=Posture.DRINK),
        )
        opened = self._all_there(people) + 1
        self.objects.append(Object(kind=ObjectKind.BOTTLE, at=(x, y - 0.25), begin_s=opened))
        self._act("drinking", zone, people, opened, self.crowd.seconds)

    def pitch_tent(self, zone: SceneZone, spot: Spot, *, begin_s: float) -> None:
        x, y = spot
        camper = self.crowd.walker(self._side(y), (x - 1.7, y - 0.6), Stop(seconds=FOR_EVER), begin_s=begin_s)
        self.actors.append(camper)
        there = self._all_there((len(self.actors) - 1,)) + 1
        self.objects.append(Object(kind=ObjectKind.TENT, at=spot, begin_s=there, paint=(50, 120, 225)))
        self._act("tent", zone, (len(self.actors) - 1,), there, self.crowd.seconds)

    def damage(self, zone: SceneZone, kind: ObjectKind, spot: Spot, *, begin_s: float) -> None:
        """Somebody walks up, strikes for six seconds, and leaves what is broken behind."""
        x, y = spot
        actor = self.crowd.walker(
            self._side(y),
            (x - 1.1, y),
            Stop(seconds=6),
            self.crowd.edge(y - 1.5, -1),
            begin_s=begin_s,
            at_rest=Posture.STRIKE,
        )
        self.actors.append(actor)
        strikes = self._all_there((len(self.actors) - 1,))
        self.objects.append(Object(kind=kind, at=spot, broken_s=strikes + 4, paint=(150, 96, 40)))
        self._act("damage", zone, (len(self.actors) - 1,), strikes, strikes + 6)

    def ride_in(self, zone: SceneZone, means: Means, *, begin_s: float, lane: float, side: int = -1) -> None:
        rider = self.crowd.walker(
            self.crowd.edge(lane, side), self.crowd.edge(lane, -side), begin_s=begin_s, means=means
        )
        self.actors.append(rider)
        begin, until = _inside(rider, zone, self.crowd.seconds)
        self._act("two_wheeler", zone, (len(self.actors) - 1,), begin, until)

    def _settle(self, spot: Spot, *, begin_s: float, posture: Posture, facing: Spot | None = None) -> int:
        x, y = spot
        last = (x - 0.3 * facing[0], y - 0.3 * facing[1]) if facing else (x - 0.3, y)
        self.actors.append(
            self.crowd.walker(self._side(y), last, spot, Stop(seconds=FOR_EVER), begin_s=begin_s, at_rest=posture)
        )
        return len(self.actors) - 1

    def _side(self, y: float) -> Spot:
        return self.crowd.edge(y, -1)

    def _all_there(self, people: tuple[int, ...]) -> float:
        """When the last of them begins to rest."""
        return max(_arrival(self.actors[each]) for each in people)

    def _act(self, rule: str, zone: SceneZone, people: tuple[int, ...], begin_s: float, end_s: float) -> None:
        assert begin_s < self.crowd.seconds, f"{rule} begins after the clip's end"
        self.acts.append(
            Act(
                rule=rule,
                zone_id=zone.id,
                actors=people,
                begin_s=round(begin_s, 1),
                end_s=round(min(end_s, self.crowd.seconds), 1),
            )
        )


def _arrival(actor: Actor) -> float:
    spots, times = actor.route.spots, actor.route.times_s
    return next(times[each] for each in range(len(spots) - 1) if spots[each] == spots[each + 1])


def _inside(actor: Actor, zone: SceneZone, seconds: float) -> tuple[float, float]:
    """From when until when a rider is in a zone, to the picture."""
    polygon = Polygon(zone.outline)
    frames = [
        number / FPS
        for number in range(round(seconds * FPS))
        if (place := actor.route.at(number / FPS)) and polygon.covers(Point(place.x, place.y))
    ]
    return frames[0], frames[-1]


def _zone(
    id: str, name_ko: str, name_en: str, *, x: tuple[float, float], y: tuple[float, float], acts: tuple[str, ...]
) -> SceneZone:
    return replace(area(id, name_ko, name_en, x=x, y=y, kind=ZoneKind.PROHIBITED), acts=acts)


def _path_zone() -> SceneZone:
    return _zone(
        "path", "이륜차 금지 산책로", "Path closed to two-wheelers", x=(-4.4, 4.4), y=PATH, acts=("two_wheeler",)
    )


def _simin(*, seconds: float, seed: int) -> Scene:
    """A wide park: a kickboard on the path, a tent on the lawn; a bicycle is pushed."""
    lawn, path = (
        _zone("lawn", "텐트 금지 잔디밭", "Lawn closed to tents", x=(-6.0, 6.0), y=(13.4, 18.5), acts=("tent",)),
        _path_zone(),
    )
    park = Park(_crowd("simin", seconds, seed))
    park.walk(5, groups=2)
    park.push_bicycle()
    park.rest((5.0, 15.5), begin_s=-6)
    park.pitch_tent(lawn, (0.5, 15.5), begin_s=-4)
    park.ride_in(path, Means.KICKBOARD, begin_s=0.4 * seconds, lane=10.2)
    site = Site(
        id="simin",
        name_ko="시민공원",
        name_en="Citizens Park",
        kind=SiteKind.PARK,
        longitude=129.0570,
        latitude=35.1687,
    )
    return _scene(site, datetime(2026, 5, 10, 14, 0, tzinfo=KST), park, seed=seed, zones=(lawn, path))


def _children(*, seconds: float, seed: int) -> Scene:
    """A children's park: a bench is broken, a tent stands where none may."""
    grove = _zone(
        "grove", "야영 금지 숲", "Grove closed to camping", x=(-6.5, 6.5), y=(13.2, 19.0), acts=("tent", "damage")
    )
    park = Park(_crowd("children", seconds, seed, ages=("0-9", "0-9", "10-19", "30-39", "30-39", "60-69")))
    park.walk(4, groups=3)
    park.damage(grove, ObjectKind.BENCH, (2.6, 14.2), begin_s=-5)
    park.pitch_tent(grove, (-2.5, 16.5), begin_s=4)
    site = Site(
        id="children",
        name_ko="어린이대공원",
        name_en="Children's Grand Park",
        kind=SiteKind.PARK,
        longitude=129.0492,
        latitude=35.1830,
    )
    return _scene(
        site,
        datetime(2026, 5, 5, 11, 0, tzinfo=KST),
        park,
        seed=seed,
        zones=(grove,),
        trees=((-7.0, 20.5), (5.6, 20.0), (-4.6, 13.0)),
    )


def _jungang(*, seconds: float, seed: int) -> Scene:
    """A park on a hill at dusk: two drink, a sign is knocked over."""
    rest = _zone(
        "rest",
        "음주 금지 쉼터",
        "Rest area without alcohol",
        x=(-6.0, 6.0),
        y=(13.2, 18.5),
        acts=("drinking", "damage"),
    )
    park = Park(_crowd("jungang", seconds, seed, ages=("30-39", "40-49", "50-59", "60-69", "70+")))
    park.walk(5, groups=1)
    park.rest((-4.8, 14.6), begin_s=-8)
    park.drink(rest, (2.2, 14.6), begin_s=-9)
    park.damage(rest, ObjectKind.SIGN, (-1.0, 16.0), begin_s=6)
    site = Site(
        id="jungang",
        name_ko="중앙공원",
        name_en="Jungang Park",
        kind=SiteKind.PARK,
        longitude=129.0206,
        latitude=35.1196,
    )
    return _scene(
        site, datetime(2026, 5, 8, 19, 10, tzinfo=KST), park, seed=seed, zones=(rest,), weather=Weather(night=0.35)
    )


def _taejongdae(*, seconds: float, seed: int) -> Scene:
    """A park by the sea: somebody fishes, others cook."""
    shore = _zone(
        "shore", "낚시 금지 물가", "Shore closed to fishing", x=(-6.4, 6.4), y=(13.6, 17.0), acts=("fishing",)
    )
    yard = _zone("yard", "취사 금지 구역", "No cooking", x=(-4.6, 4.6), y=(8.6, 12.8), acts=("cooking",))
    park = Park(_crowd("taejongdae", seconds, seed))
    park.walk(4, groups=1)
    park.fish(shore, (2.2, 16.2), toward=(2.2, 1.6), begin_s=-6)
    park.cook(yard, (-2.2, 11.6), begin_s=-4)
    site = Site(
        id="taejongdae",
        name_ko="태종대유원지",
        name_en="Taejongdae Park",
        kind=SiteKind.PARK,
        longitude=129.0849,
        latitude=35.0532,
    )
    sea = Surface(ground=Ground.WATER, outline=((-80, 17.2), (80, 17.2), (80, 200), (-80, 200)))
    return _scene(
        site,
        datetime(2026, 5, 10, 9, 30, tzinfo=KST),
        park,
        seed=seed,
        zones=(shore, yard),
        surfaces=(sea,),
        trees=((-7.2, 13.4),),
    )


def _yongdusan(*, seconds: float, seed: int) -> Scene:
    """A park in the old town at night: a motorcycle comes through, somebody drinks under a lamp."""
    path, rest = (
        _path_zone(),
        _zone("rest", "음주 금지 쉼터", "Rest area without alcohol", x=(-6.0, 6.0), y=(13.2, 18.5), acts=("drinking",)),
    )
    park = Park(_crowd("yongdusan", seconds, seed, ages=("20-29", "30-39", "40-49", "50-59", "60-69")))
    park.walk(5, groups=2)
    park.drink(rest, (-2.0, 14.8), begin_s=-8)
    park.ride_in(path, Means.MOTORCYCLE, begin_s=0.55 * seconds, lane=9.6, side=1)
    site = Site(
        id="yongdusan",
        name_ko="용두산공원",
        name_en="Yongdusan Park",
        kind=SiteKind.PARK,
        longitude=129.0325,
        latitude=35.1008,
    )
    return _scene(
        site, datetime(2026, 5, 9, 21, 15, tzinfo=KST), park, seed=seed, zones=(path, rest), weather=Weather(night=0.8)
    )


def _crowd(site: str, seconds: float, seed: int, *, ages: tuple[str, ...] = AGE_BANDS) -> Crowd:
    return Crowd(OPTICS, Random(f"{site} {seed}"), seconds, ages=ages)


def _scene(
    site: Site,
    start: datetime,
    park: Park,
    *,
    seed: int,
    zones: tuple[SceneZone, ...],
    surfaces: tuple[Surface, ...] = (),
    trees: tuple[Spot, ...] = ((-7.2, 15.0), (6.6, 19.5), (-3.0, 24.0), (9.5, 25.0)),
    weather: Weather = FAIR,
) -> Scene:
    """A path between lawns, its two ends as areas, a gate at each, trees, a bench and lamps."""
    walk = Surface(ground=Ground.SAND, outline=((-60, PATH[0]), (60, PATH[0]), (60, PATH[1]), (-60, PATH[1])))
    ends = (
        end("west", "서쪽 산책로", "West path", OPTICS, side=-1, y=PATH),
        end("east", "동쪽 산책로", "East path", OPTICS, side=1, y=PATH),
    )
    fixtures = [Fixture(kind=FixtureKind.TREE, at=spot) for spot in trees]
    fixtures += [Fixture(kind=FixtureKind.LAMP, at=(x, 13.0)) for x in (-1.2, 5.8)]
    fixtures += [Fixture(kind=FixtureKind.BENCH, at=(-5.6, 13.1)), Fixture(kind=FixtureKind.BUSH, at=(8.4, 14.6))]
    return Scene(
        site=site, camera_id=f"{site.id}-1", optics=OPTICS, start=start, seconds=park.crowd.seconds, fps=FPS, seed=seed,
        surfaces=(walk, *surfaces), fixtures=tuple(fixtures), objects=tuple(park.objects), actors=tuple(park.actors), acts=tuple(park.acts),
        zones=(*ends, *zones), weather=weather,
        lines=(gate("west-gate", "서쪽 문", "West gate", x=-2.5, y=(7.4, 12.9)), gate("east-gate", "동쪽 문", "East gate", x=2.5, y=(7.4, 12.9))),
    )  # fmt: skip


PARKS: Mapping[str, Callable[..., Scene]] = MappingProxyType(
    {
        "simin": _simin,
        "children": _children,
        "jungang": _jungang,
        "taejongdae": _taejongdae,
        "yongdusan": _yongdusan,
    }
)
