"""People by the dozen, from a seed: who passes, who shops, who lingers, who belongs together."""

from dataclasses import dataclass, field
from itertools import count
from random import Random

from samples.scenes.looks import AGE_BANDS, random_look
from samples.scenes.optics import Optics
from samples.scenes.routes import Route, Stop, beside, route
from samples.scenes.values import Actor, Colour, Means, Posture, Row, Shop, Spot

SPEEDS_M_S = {
    Means.WALK: (1.05, 1.5),
    Means.PUSHED_BICYCLE: (1.0, 1.3),
    Means.BICYCLE: (3.2, 4.6),
    Means.MOTORCYCLE: (5.0, 7.5),
    Means.KICKBOARD: (3.6, 5.2),
    Means.CAR: (5.0, 8.0),
    Means.BUS: (3.5, 5.0),
    Means.TRUCK: (3.0, 5.0),
}
PAINTS: tuple[Colour, ...] = (
    (60, 60, 190),
    (170, 90, 40),
    (70, 150, 70),
    (210, 210, 214),
    (50, 50, 54),
    (60, 170, 220),
)
BEYOND_M = 2.2  # this far outside of the picture somebody is gone for certain
AGE_SLOWS = {"0-9": 0.9, "60-69": 0.88, "70+": 0.75}


@dataclass(slots=True)
class Crowd:
    """Makes actors of one scene; each call draws from the same random source, so their order is part of the script."""

    optics: Optics
    random: Random
    seconds: float
    umbrellas: bool = False
    ages: tuple[str, ...] = AGE_BANDS

    _groups: "count[int]" = field(init=False, default_factory=lambda: count(1))

    def edge(self, y: float, side: int) -> Spot:
        """Just outside of the picture at that distance, on the left (−1) or right (1)."""
        half = self.optics.width / 2 / self.optics.scale(y)
        return side * (half + BEYOND_M), y

    def passers(
        self, number: int, *, lanes: tuple[float, float], rightward: float = 0.5, means: Means = Means.WALK
    ) -> list[Actor]:
        """Who crosses the picture from side to side, all of it within the clip or cut by its ends."""
        return [self._passer(lanes, rightward, means) for _ in range(number)]

    def _passer(self, lanes: tuple[float, float], rightward: float, means: Means) -> Actor:
        side = -1 if self.random.random() < rightward else 1
        near, far = sorted((self.random.uniform(*lanes), self.random.uniform(*lanes)))
        start, end = self.edge(near, side), self.edge(near + min(far - near, 1.5), -side)
        return self.walker(start, end, begin_s=self.random.uniform(-5, self.seconds - 9), means=means)

    def walker(
        self, *steps: Spot | Stop, begin_s: float, means: Means = Means.WALK, at_rest: Posture = Posture.STAND
    ) -> Actor:
        """Somebody new on a way of their own, at a speed that fits them."""
        look = random_look(self.random, ages=self.ages, umbrella=self.umbrellas and means is Means.WALK)
        if means is not Means.WALK:
            look = random_look(self.random, ages=("20-29", "30-39", "40-49"))
        speed = self.random.uniform(*SPEEDS_M_S[means]) * (
            AGE_SLOWS.get(look.age_band, 1.0) if means is Means.WALK else 1
        )
        way = route(*steps, begin_s=begin_s, speed_m_s=speed)
        return Actor(means=means, look=look, route=way, at_rest=at_rest, paint=self.random.choice(PAINTS))

    def vehicles(self, number: int, *, lanes: tuple[float, ...], means: Means) -> list[Actor]:
        """Along the road, on the right: the near lane leftward, the far lane rightward."""
        actors = []
        for each in range(number):
            lane = self.random.randrange(len(lanes))
            side = 1 if lane == 0 else -1
            far = 6.0 if means is Means.BUS else 3.0
            (start, y), (end, _) = self.edge(lanes[lane], side), self.edge(lanes[lane], -side)
            begin = self.random.uniform(0, 3) + each * self.seconds / number
            way = route(
                (start + side * far, y),
                (end - side * far, y),
                begin_s=begin,
                speed_m_s=self.random.uniform(*SPEEDS_M_S[means]),
            )
            actors.append(Actor(means=means, route=way, paint=self.random.choice(PAINTS)))
        return actors

    def group(self, leader: Actor, size: int) -> list[Actor]:
        """``leader`` and companions at their side, going all the way together."""
        number = next(self._groups)
        members = [_member(leader, leader.route, number)]
        for place in range(1, size):
            look = random_look(self.random, ages=self.ages, umbrella=self.umbrellas)
            way = beside(leader.route, 0.75 * place, later_s=0.1 * place)
            members.append(Actor(means=leader.means, look=look, route=way, at_rest=leader.at_rest, group=number))
        return members

    def groups(self, number: int, *, lanes: tuple[float, float], rightward: float = 0.5) -> list[Actor]:
        leaders = self.passers(number, lanes=lanes, rightward=rightward)
        return [member for leader in leaders for member in self.group(leader, self.random.choice((2, 2, 3)))]

    def lingerers(
        self, number: int, *, lanes: tuple[float, float], spots: tuple[Spot, ...], rest_s: tuple[float, float]
    ) -> list[Actor]:
        """Who comes in from the side, rests at one of the spots and goes on."""
        actors = []
        for each in range(number):
            x, y = spots[each % len(spots)]
            spot = (x + self.random.uniform(-0.4, 0.4), y + self.random.uniform(-0.2, 0.2))
            side = self.random.choice((-1, 1))
            lane = self.random.uniform(*lanes)
            rest = Stop(seconds=self.random.uniform(*rest_s))
            begin = self.random.uniform(-4, self.seconds / 2.5)
            actors.append(
                self.walker(
                    self.edge(lane, side), spot, rest, self.edge(lane, self.random.choice((-1, 1))), begin_s=begin
                )
            )
        return actors

    def shoppers(self, number: int, row: Row, *, lanes: tuple[float, float], leave: float = 0.4) -> list[Actor]:
        """Who comes in from the side and goes into a shop; the share ``leave`` comes out of one instead."""
        actors = []
        for _ in range(number):
            shop = self.random.choice([each for each in row.shops if self._is_in_picture(door(row, each))])
            side = self.random.choice((-1, 1))
            x, y = door(row, shop)
            way = (self.edge(self.random.uniform(*lanes), side), (x, y - 2.0), (x, y - 0.1))
            begin = self.random.uniform(-2, self.seconds - 20)
            actors.append(self.walker(*(reversed(way) if self.random.random() < leave else way), begin_s=begin))
        return actors

    def _is_in_picture(self, spot: Spot) -> bool:
        u, _v = self.optics.pixel(*spot)
        return 40 < u < self.optics.width - 40


def door(row: Row, shop: Shop) -> Spot:
    """The middle of a shop's door on the ground."""
    return shop.x + shop.width_m - shop.door_m / 2 - 0.2, row.y


def _member(actor: Actor, way: Route, group: int) -> Actor:
    return Actor(means=actor.means, look=actor.look, route=way, paint=actor.paint, at_rest=actor.at_rest, group=group)
