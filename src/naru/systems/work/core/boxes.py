"""Boxes on a picture: in one form, two people's matched, and whether they say the same.

A box is [x1, y1, x2, y2, label] in whole pixels from the upper left. Two people's boxes are matched one to one by intersection
over union (Everingham and others, The PASCAL Visual Object Classes Challenge, 2010), the best pair first, whatever their labels.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any, TypeAlias

Box: TypeAlias = list[Any]  # [x1, y1, x2, y2, label]
Pair: TypeAlias = tuple[Box | None, Box | None]  # None: the other drew nothing there
BOXES_MOST, SIDE_LEAST = 500, 2
SAME_PLACE = Decimal("0.5")  # over which two boxes are of the same thing


def checked_boxes(said: object, labels: Sequence[str], *, width: int, height: int) -> list[Box] | None:
    """In their order, each inside the picture and at least two pixels wide and high; None for what is no such list."""
    if not isinstance(said, list) or len(said) > BOXES_MOST:
        return None
    if not all(_is_box(each, labels, width, height) for each in said):
        return None
    return sorted(said)


def _is_box(said: object, labels: Sequence[str], width: int, height: int) -> bool:
    if not (isinstance(said, list) and len(said) == 5 and said[4] in labels):
        return False
    x1, y1, x2, y2, _ = said
    if any(type(each) is not int for each in (x1, y1, x2, y2)):
        return False
    return bool(0 <= x1 <= x2 - SIDE_LEAST and x2 <= width and 0 <= y1 <= y2 - SIDE_LEAST and y2 <= height)


def overlap(one: Box, other: Box) -> Decimal:
    """Intersection over union: 0 apart, 1 the same place."""
    wide: int = min(one[2], other[2]) - max(one[0], other[0])
    high: int = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return Decimal(0)
    return Decimal(wide * high) / (_area(one) + _area(other) - wide * high)


def _area(box: Box) -> int:
    return int((box[2] - box[0]) * (box[3] - box[1]))


def matched(ones: Sequence[Box], others: Sequence[Box], least: Decimal = SAME_PLACE) -> list[Pair]:
    """Every box once, in the order of the first's, then what only the second drew."""
    to: dict[int, int] = {}
    for one, other in sorted(
        product(range(len(ones)), range(len(others))), key=lambda at: _rank(ones[at[0]], others[at[1]])
    ):
        if one not in to and other not in to.values() and overlap(ones[one], others[other]) >= least:
            to[one] = other
    pairs: list[Pair] = [(box, others[to[place]] if place in to else None) for place, box in enumerate(ones)]
    return pairs + [(None, box) for place, box in enumerate(others) if place not in to.values()]


def _rank(one: Box, other: Box) -> tuple[Decimal, bool, Box, Box]:
    """The nearest first, of those as near the same label; the same whoever of the two is named first."""
    return -overlap(one, other), one[4] != other[4], min(one, other), max(one, other)


def are_alike(ones: Sequence[Box], others: Sequence[Box], least: Decimal) -> bool:
    """Whether each box of either has one of the other's with its label, overlapping by so much at least."""
    return all(
        one is not None and other is not None and one[4] == other[4] for one, other in matched(ones, others, least)
    )
