"""A scene as values: what stands, who walks where, what happens.

Ground positions are metres: x to the right (east), y away from the camera's foot (north). Times are seconds from the clip's begin.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from naru.systems.footage.core.cameras.values import SiteKind, ZoneKind
from samples.scenes.optics import Optics
from samples.scenes.routes import Route

Colour = tuple[int, int, int]  # blue, green, red
Spot = tuple[float, float]
Outline = tuple[Spot, ...]


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Means(StrEnum):
    """How somebody moves; a vehicle has nobody to be seen in it."""

    WALK = "walk"
    PUSHED_BICYCLE = "pushed_bicycle"
    BICYCLE = "bicycle"
    MOTORCYCLE = "motorcycle"
    KICKBOARD = "kickboard"
    CAR = "car"
    BUS = "bus"
    TRUCK = "truck"


VEHICLES = frozenset({Means.CAR, Means.BUS, Means.TRUCK})


class Posture(StrEnum):
    """What somebody does who stands still."""

    STAND = "stand"
    SIT = "sit"
    STRIKE = "strike"  # at what stands before them
    DRINK = "drink"  # sitting, and lifting a bottle now and then
    FISH = "fish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    sex: Sex
    age_band: str
    height_m: float
    skin: Colour
    hair: Colour
    top: Colour
    legs: Colour
    long_hair: bool = False
    skirt: bool = False
    bag: Colour | None = None
    cane: bool = False
    umbrella: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or a vehicle on its way. ``group``: who belongs together; ``paint``: a vehicle's or a bicycle's colour."""

    means: Means
    route: Route
    look: Look | None = None
    paint: Colour = (150, 150, 150)
    at_rest: Posture = Posture.STAND
    group: int | None = None


class ObjectKind(StrEnum):
    TENT = "tent"
    FIRE = "fire"
    ROD = "fishing_rod"
    BOTTLE = "bottle"
    BENCH = "bench"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """A thing that is there from ``begin_s`` until ``end_s``. ``broken_s``: when a bench or a sign breaks; ``toward``: where a rod points."""

    kind: ObjectKind
    at: Spot
    begin_s: float = 0.0
    end_s: float = 1e9
    broken_s: float = 1e9
    toward: Spot = (1.0, 0.0)
    paint: Colour = (60, 120, 200)


class FixtureKind(StrEnum):
    TREE = "tree"
    PILLAR = "pillar"
    LAMP = "lamp"
    BENCH = "bench"
    STALL = "stall"
    BUSH = "bush"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """What stands there all the time, and hides who passes behind it."""

    kind: FixtureKind
    at: Spot
    size_m: float = 1.0
    paint: Colour = (70, 90, 140)


class Ground(StrEnum):
    PAVING = "paving"
    ASPHALT = "asphalt"
    GRASS = "grass"
    WATER = "water"
    SAND = "sand"
    STRIPES = "stripes"  # of a crossing


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    ground: Ground
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One front of a row of houses: its sign, its window with dummies, its door."""

    x: float  # of the front's left edge
    width_m: float
    sign: Colour
    door_m: float = 1.2
    dummies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of houses along a line of equal y."""

    y: float
    shops: tuple[Shop, ...]
    height_m: float = 4.2


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneZone:
    id: str
    name_ko: str
    name_en: str
    kind: ZoneKind
    outline: Outline
    acts: tuple[str, ...] = ()  # of those not allowed here; empty where none is watched for


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLine:
    id: str
    name_ko: str
    name_en: str
    way: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that a park does not allow: who (as positions in ``Scene.actors``), where, from when until when."""

    rule: str
    zone_id: str | None
    actors: tuple[int, ...]
    begin_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """``night`` and ``rain`` from 0 to 1; ``shake_px``: how far the picture sways."""

    night: float = 0.0
    rain: float = 0.0
    shake_px: float = 0.0
    noise: float = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    id: str
    name_ko: str
    name_en: str
    kind: SiteKind
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    site: Site
    camera_id: str
    optics: Optics
    start: datetime  # aware
    seconds: float
    fps: int
    seed: int
    surfaces: tuple[Surface, ...] = ()
    rows: tuple[Row, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    objects: tuple[Object, ...] = ()
    actors: tuple[Actor, ...] = ()
    acts: tuple[Act, ...] = ()
    zones: tuple[SceneZone, ...] = ()
    lines: tuple[SceneLine, ...] = ()
    weather: Weather = Weather()

    @property
    def frames(self) -> int:
        return round(self.seconds * self.fps)
