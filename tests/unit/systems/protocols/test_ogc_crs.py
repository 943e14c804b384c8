"""Boxes and points in the systems that can be asked for, the axis order of each authority kept."""

import numpy as np
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.protocols.core import ogc_crs
from naru.systems.protocols.core.ogc_crs import CRS84

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CITY_HALL = (129.075, 35.18)


@pytest.mark.parametrize(("said", "crs"), [("", CRS84), (CRS84, CRS84), (f"[{EPSG}5179]", f"{EPSG}5179")])
def test_a_system_is_one_of_the_list(said: str, crs: str) -> None:
    assert ogc_crs.known("crs", said) == crs


def test_another_system_is_refused() -> None:
    with pytest.raises(Refused) as found:
        ogc_crs.known("crs", f"{EPSG}1")
    assert found.value.code == "parameter_unreadable"


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ("129,35,130,36", (129, 35, 130, 36)),
        ("129,35,0,130,36,9", (129, 35, 130, 36)),
        ("170,35,-170,36", (170, 35, -170, 36)),
        ("129,35,130,35", (129, 35, 130, 35)),
    ],
)
def test_a_box_of_four_or_six_numbers(said: str, box: ogc_crs.Box) -> None:
    assert ogc_crs.read_box(said, CRS84) == box


@pytest.mark.parametrize(
    "said", ["", "1,2,3", "1,2,3,4,5", "1,2,3,4,5,6,7", "a,2,3,4", "1,nan,3,4", "1,2,inf,4", "129,36,130,35"]
)
def test_a_box_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(Refused) as found:
        ogc_crs.read_box(said, CRS84)
    assert found.value.code == "parameter_unreadable"


def test_a_box_in_degrees_of_epsg_4326_has_latitude_first() -> None:
    assert ogc_crs.read_box("35,129,36,130", f"{EPSG}4326") == pytest.approx((129, 35, 130, 36))


def test_points_are_moved_there_and_their_box_back() -> None:
    assert ogc_crs.mover(CRS84) is None
    for code in ogc_crs.CODES:
        crs = f"{EPSG}{code}"
        move = ogc_crs.mover(crs)
        assert move is not None
        ((first, second),) = move(np.array([CITY_HALL]))
        west, south, east, north = ogc_crs.read_box(f"{first},{second},{first},{second}", crs)
        assert (west, south) == pytest.approx(CITY_HALL, abs=1e-6), code
        assert (east, north) == pytest.approx(CITY_HALL, abs=1e-6), code
