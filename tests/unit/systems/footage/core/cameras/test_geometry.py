"""Outlines drawn on a picture: inside of it, with an area, with a length."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.cameras.geometry import check_inside, check_line, check_polygon

Points = list[tuple[float, float]]


def code_of(check: object, points: Points, **options: int) -> str:
    try:
        check(points, place="zone", **options)  # type: ignore[operator]
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("point", "is_outside"),
    [
        ((0, 0), False),
        ((640, 480), False),
        ((-0.1, 0), True),
        ((0, -0.1), True),
        ((640.1, 0), True),
        ((0, 480.1), True),
    ],
)
def test_the_edges_belong_to_the_picture(point: tuple[float, float], is_outside: bool) -> None:
    code = code_of(check_inside, [(1, 1), point], width=640, height=480)
    assert code == ("camera_point_outside" if is_outside else "")


def test_a_point_outside_is_named_by_its_number() -> None:
    with pytest.raises(Refused) as refused:
        check_inside([(1, 1), (641, 2.5)], width=640, height=480, place="zone")
    facts = refused.value.facts
    assert (facts["place"], facts["x"], facts["y"]) == ("zone[1]", "641", "2.5")


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([(0, 0), (10, 0), (0, 10)], ""),
        ([(0, 0), (10, 0), (10, 10), (0, 10)], ""),
        ([(0, 0), (10, 0)], "camera_polygon_flat"),
        ([(0, 0), (10, 0), (0, 0), (10, 0)], "camera_polygon_flat"),
        ([(0, 0), (5, 0), (10, 0)], "camera_polygon_flat"),
        ([(0, 0), (10, 10), (10, 0), (0, 10)], "camera_polygon_crosses"),
    ],
)
def test_a_zone_has_an_area_and_does_not_cross_itself(points: Points, code: str) -> None:
    assert code_of(check_polygon, points) == code


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([(0, 0), (1, 0)], ""),
        ([(0, 0), (1, 0), (0, 0)], ""),
        ([(0, 0)], "camera_line_short"),
        ([(0, 0), (0, 0)], "camera_line_short"),
        ([(0, 0), (1, 0), (1, 0)], "camera_line_short"),
    ],
)
def test_every_piece_of_a_line_has_a_length(points: Points, code: str) -> None:
    assert code_of(check_line, points) == code
