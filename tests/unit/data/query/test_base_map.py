"""The ground under maps: which areas a view has, and which area a name is."""

import numpy as np
import orjson
import pytest
import shapely

from naru.data.query.core.base_map import AREAS_MAXIMUM, Areas, Level, area_name, best_match, level_of, matched, plain

SQUARES = np.array([shapely.box(x, 35, x + 1, 36) for x in (127, 128, 129, 130)])
DISTRICTS = Areas(
    names=("중구", "해운대구", "중구", "기장군"),
    provinces=("서울특별시", "부산광역시", "부산광역시", "부산광역시"),
    shapes=SQUARES,
)
PROVINCES = Areas(names=("서울특별시", "부산광역시"), provinces=("서울특별시", "부산광역시"), shapes=SQUARES[:2])


@pytest.mark.parametrize(
    ("zoom", "level"),
    [(0.0, Level.PROVINCE), (7.99, Level.PROVINCE), (8.0, Level.DISTRICT), (11.99, Level.DISTRICT), (12.0, Level.DONG)],
)
def test_nearer_views_tell_smaller_areas_apart(zoom: float, level: Level) -> None:
    assert level_of(zoom) is level


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("서울시성북구", "성북구"),
        ("부산시중구", "중구"),
        ("시흥시", "시흥시"),
        ("수원시장안구", "수원시장안구"),
        ("중구", "중구"),
    ],
)
def test_an_area_is_called_as_people_call_it(name: str, called: str) -> None:
    assert area_name(name) == called


@pytest.mark.parametrize(
    ("name", "as_compared"),
    [
        ("해운대구", "해운대구"),
        ("부산광역시 해운대구", "해운대구"),
        ("부산 해운대구", "해운대구"),
        ("부산광역시", "부산광역시"),
        ("부산", "부산"),
        ("부산시 해운대구", "해운대구"),
        ("부산광역시해운대구", "해운대구"),
        ("부산진구", "부산진구"),
    ],
)
def test_names_are_compared_without_their_city(name: str, as_compared: str) -> None:
    assert plain(name, "부산광역시") == as_compared


def test_the_citys_own_district_is_meant_where_several_have_the_name() -> None:
    assert matched(["중구", "부산 해운대구", "없는구"], DISTRICTS, "부산광역시") == {"중구": 2, "부산 해운대구": 1}
    assert matched(["중구", "기장군"], DISTRICTS, "광주광역시") == {"기장군": 3}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["중구", "해운대구"], DISTRICTS),
        (["서울특별시", "부산광역시"], PROVINCES),
        (["중구", "없는구"], DISTRICTS),
        (["중구", "없는구", "다른구"], None),
        ([], None),
    ],
)
def test_the_level_that_most_names_are_of_is_taken(values: list[str], found: Areas | None) -> None:
    best = best_match(values, [DISTRICTS, PROVINCES], "부산광역시")
    assert (best[0] if best else None) is found


def test_a_view_has_what_lies_in_and_about_it() -> None:
    assert labels(DISTRICTS.view(128.4, 35.4, 128.6, 35.6, 10.0)) == ["해운대구"]
    wider = DISTRICTS.view(128.2, 35.2, 129.4, 35.8, 10.0)  # reaches half its width beyond
    assert labels(wider) == ["중구", "해운대구", "중구", "기장군"]
    assert AREAS_MAXIMUM >= 250  # all districts of the country in one view


def test_an_area_of_many_islands_is_named_once_on_its_largest() -> None:
    islands = shapely.MultiPolygon([shapely.box(127, 34, 127.1, 34.1), shapely.box(128, 34, 129, 35)])
    area = Areas(names=("섬",), provinces=("시",), shapes=np.array([islands]))
    assert islands.geoms[1].contains(area.middles[0])
    assert labels(area.view(127, 34, 129, 35, 10.0)) == ["섬"]


def labels(collection: bytes) -> list[str]:
    features = orjson.loads(collection)["features"]
    return [one["properties"]["label"] for one in features if one["geometry"]["type"] == "Point"]
