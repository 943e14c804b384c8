"""Districts as a drawing."""

from dataclasses import replace

import numpy as np
import shapely

from naru.data.query.core.base_map import Areas
from naru.data.query.core.choropleth import Regions
from naru.data.query.core.district_picture import WIDTH, drawn

ISLET = shapely.box(128.5, 35.99, 128.5001, 35.9901)
AREAS = Areas(
    names=("가구", "나구", "다구"),
    provinces=("시",) * 3,
    shapes=np.array(
        [shapely.box(127, 35, 128, 36), shapely.MultiPolygon([shapely.box(128, 35, 129, 36), ISLET]), ISLET],
        dtype=object,
    ),
)


def test_districts_are_drawn_the_largest_first() -> None:
    regions = Regions(areas=AREAS, places={"가구": 0, "나구": 1}, figures={"가구": 1.0, "나구": 4.0})
    picture = drawn(regions)
    assert picture is not None
    first, last = picture.districts
    assert (first.name, first.value, first.share, first.shade) == ("나구", 4.0, 1.0, 4)
    assert (last.name, last.share, last.shade) == ("가구", 0.25, 0)
    assert first.path.count("M") == 1  # its islet would be a dot
    assert (picture.width, picture.height) == (WIDTH, 368)  # a degree of longitude is shorter at 35.5 degrees
    assert (last.path[0], last.path[-1]) == ("M", "z")


def test_what_is_unknown_has_no_shade_and_nothing_is_no_picture() -> None:
    regions = Regions(areas=AREAS, places={"가구": 0, "나구": 1}, figures={"가구": None, "나구": 2.0})
    picture = drawn(regions)
    assert picture is not None
    assert [(one.name, one.shade) for one in picture.districts] == [("나구", 0), ("가구", None)]
    assert drawn(Regions(areas=AREAS, places={}, figures={})) is None


def test_a_district_that_is_an_islet_is_drawn() -> None:
    picture = drawn(Regions(areas=AREAS, places={"가구": 0, "다구": 2}, figures={"가구": 1.0, "다구": 2.0}))
    assert picture is not None
    assert all(one.path for one in picture.districts)


def test_an_islet_far_out_does_not_make_the_rest_small() -> None:
    far = shapely.box(128.5, 30, 128.5001, 30.0001)
    areas = replace(AREAS, shapes=np.array([AREAS.shapes[0], shapely.union(AREAS.shapes[1], far), ISLET], dtype=object))
    figures = {"가구": 1.0, "나구": 4.0}
    picture = drawn(Regions(areas=areas, places={"가구": 0, "나구": 1}, figures=figures))
    assert picture is not None
    assert 350 < picture.height < 400
