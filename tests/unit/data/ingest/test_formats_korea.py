"""Which system puts coordinates on Korean land."""

import numpy as np
import pytest
from pyproj import Transformer

from naru.data.ingest.core.formats import korea
from naru.data.ingest.core.formats.korea import KOREAN_SYSTEMS, LIKELY, likely_epsg

CITIES = {
    "서울": (127.0, 37.5),
    "부산": (129.05, 35.15),
    "대전": (127.4, 36.35),
    "강릉": (128.9, 37.75),
    "광주": (126.85, 35.15),
}


def places(epsg: int, *degrees: tuple[float, float]) -> np.ndarray:
    mover = Transformer.from_crs(4326, epsg, always_xy=True)
    return np.column_stack(mover.transform(*zip(*(degrees or CITIES.values()), strict=True)))


@pytest.mark.parametrize("epsg", [5179, 5186, 3857])
def test_system_of_places_over_all_the_country_is_found(epsg: int) -> None:
    assert likely_epsg(places(epsg)) == epsg


@pytest.mark.parametrize(
    ("spots", "epsg"),
    [
        ([(127.0, 37.5)], 4326), ([(180, 90)], 4326), ([(-180, -90)], 4326), ([(180.1, 0)], None), ([(0, 90.1)], None),
        ([(float("nan"), 1)], None), ([], None), ([(127.0, 37.5), (float("inf"), 0)], 4326), ([(1e9, 1e9)], None),
    ],
)  # fmt: skip
def test_degrees_anywhere_on_earth_pass(spots: list[tuple[float, float]], epsg: int | None) -> None:
    assert likely_epsg(np.array(spots, dtype=float).reshape(-1, 2)) == epsg


@pytest.mark.parametrize(("on_land", "epsg"), [(4, 5179), (3, None)])
def test_four_in_five_places_lie_on_land(on_land: int, epsg: int | None) -> None:
    busan = places(5179, (129.05, 35.15))
    far = np.array([[9e6, 9e6]])
    assert likely_epsg(np.concatenate([busan] * on_land + [far] * (5 - on_land))) == epsg


@pytest.mark.parametrize("island", [(126.55, 33.4), (130.87, 37.5), (131.87, 37.24 + 0.2), (124.7, 37.95)])
def test_islands_are_land(island: tuple[float, float]) -> None:
    assert likely_epsg(places(5179, island)) == 5179


@pytest.mark.parametrize("sea", [(125.0, 35.0), (130.3, 36.5), (128.0, 33.8)])
def test_the_sea_is_no_land(sea: tuple[float, float]) -> None:
    assert likely_epsg(places(5179, sea)) is None


def test_land_is_korea() -> None:
    assert [round(number, 2) for number in korea._land().bounds] == [124.5, 33.15, 131.9, 38.7]
    assert round(korea._land().area, 2) == 14.52


def test_two_thousand_places_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[int]()
    monkeypatch.setattr(korea, "_share_on_land", lambda sample, _: asked.append(len(sample)) or 1.0)
    for count in (2_000, 4_000, 3_999):
        likely_epsg(np.full((count, 2), 1e6))
    assert set(asked) == {2_000, 3_999}


def test_systems_are_the_national_ones() -> None:
    assert KOREAN_SYSTEMS[0] == 5186
    assert sorted(KOREAN_SYSTEMS) == [2096, 2097, 2098, *range(5173, 5184), *range(5185, 5189)]
    assert LIKELY == (4326, 5179, 5186, 5187, 5181, 5185, 3857)
