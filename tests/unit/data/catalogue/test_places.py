"""Places as people type them, and what a record's place stands for."""

import pytest

from naru.data.catalogue.core.places import NATION, Place, place_of, scope_of, scopes_of
from naru.data.catalogue.core.vocabulary import REGIONS


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("강릉", Place(("강릉시", "강릉"), "51")),
        ("강릉시", Place(("강릉시", "강릉"), "51")),
        ("예산군", Place(("예산군",), "44")),
        ("예산", None),  # a budget
        ("중구", Place(("중구",), None)),  # of six cities
        ("부산시", Place(("부산광역시", "부산시", "부산"), "26")),
        ("busan", Place(("부산광역시", "부산시", "부산"), "26")),
        ("주차장", None),
        ("", None),
    ],
)
def test_a_word_names_a_place_or_none(word: str, place: Place | None) -> None:
    assert place_of(word) == place


@pytest.mark.parametrize(
    ("place", "scope"),
    [
        ("부산광역시 해운대구", ("26/해운대구", "in 26")),
        ("부산광역시", ("26", "in 26")),
        ("부산교통공사", ("26", "in 26")),
        ("경찰청 광주광역시경찰청", ("29", "in 29")),
        ("경기도 광주시", ("41/광주시", "in 41")),
        ("재단법인경상남도관광재단", ("48", "in 48")),
        ("이천시시설관리공단", ("41/이천시", "in 41")),
        ("울산광역시중구도시관리공단", ("31/중구", "in 31")),
        ("기상청", (NATION,)),
        ("", (NATION,)),
    ],
)
def test_a_record_is_of_a_district_a_province_or_the_nation(place: str, scope: tuple[str, ...]) -> None:
    assert scope_of(place) == scope


@pytest.mark.parametrize(
    ("word", "scopes"),
    [("해운대구", ("26/해운대구",)), ("해운대", ("26/해운대구",)), ("부산", ("in 26",)), ("중구", ())],
)
def test_the_scopes_of_a_places_own_records(word: str, scopes: tuple[str, ...]) -> None:
    place = place_of(word)
    assert place is not None
    assert scopes_of(place) == scopes


def test_every_province_is_known_by_each_of_its_names_and_has_districts_but_sejong() -> None:
    for region in REGIONS.values():
        assert {place_of(name) for name in region.names} == {Place(region.names, region.code)}
    assert place_of("서귀포시") == Place(("서귀포시", "서귀포"), "50")
