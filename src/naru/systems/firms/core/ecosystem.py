"""Who supplies whom as a picture: organisations on a ring, the busiest first, an arc for each supply."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

SIZE, RING = 1000, 340
NODE_LEAST, NODE_MOST = 10, 34
LINE_LEAST, LINE_MOST = 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    id: str
    x: int
    y: int
    radius: int
    supplied: int
    received: int

    @property
    def is_left(self) -> bool:
        return self.x < SIZE // 2

    @property
    def label_x(self) -> int:
        """Beside the node, away from the ring."""
        return self.x - self.radius - 12 if self.is_left else self.x + self.radius + 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    seller: str
    buyer: str
    count: int
    width: int
    path: str  # of an SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def picture(supplies: Mapping[tuple[str, str], int]) -> Picture:
    """``supplies``: (seller, buyer) → how many. The same supplies draw the same picture."""
    supplied: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for (seller, buyer), count in supplies.items():
        supplied[seller] += count
        received[buyer] += count
    weights = supplied + received
    ids = sorted(weights, key=lambda each: (-weights[each], each))
    most = max(weights.values(), default=1)
    nodes = {}
    for place, each in enumerate(ids):
        angle = 2 * pi * place / len(ids) - pi / 2
        nodes[each] = Node(
            id=each,
            x=round(SIZE / 2 + RING * cos(angle)),
            y=round(SIZE / 2 + RING * sin(angle)),
            radius=_between(NODE_LEAST, NODE_MOST, weights[each] / most),
            supplied=supplied[each],
            received=received[each],
        )
    thickest = max(supplies.values(), default=1)
    arcs = tuple(
        Arc(
            seller=seller,
            buyer=buyer,
            count=count,
            width=_between(LINE_LEAST, LINE_MOST, count / thickest),
            path=_path(nodes[seller], nodes[buyer]),
        )
        for (seller, buyer), count in sorted(supplies.items())
    )
    return Picture(nodes=tuple(nodes.values()), arcs=arcs)


def _between(least: int, most: int, share: float) -> int:
    return round(least + (most - least) * share)


def _path(one: Node, other: Node) -> str:
    """Bent towards the middle, and to one side, so that there and back are two lines."""
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    aside_x, aside_y = (other.y - one.y) * 0.12, (one.x - other.x) * 0.12
    bend_x = middle_x + (SIZE / 2 - middle_x) * 0.4 + aside_x
    bend_y = middle_y + (SIZE / 2 - middle_y) * 0.4 + aside_y
    return f"M{one.x} {one.y}Q{bend_x:.0f} {bend_y:.0f} {other.x} {other.y}"
