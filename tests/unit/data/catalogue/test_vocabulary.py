"""The code lists: licences, themes, frequencies and regions."""

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.vocabulary import (
    FREQUENCIES,
    LICENCES,
    REGIONS,
    THEMES,
    place_words,
    region_of,
    themes_of,
)

PERMITS = {  # attribution, commercial use, derivatives, share alike
    "kogl-0": (False, True, True, False),
    "kogl-1": (True, True, True, False),
    "kogl-2": (True, False, True, False),
    "kogl-3": (True, True, False, False),
    "kogl-4": (True, False, False, False),
    "cc0-1.0": (False, True, True, False),
    "cc-by-4.0": (True, True, True, False),
    "cc-by-sa-4.0": (True, True, True, True),
    "cc-by-nc-4.0": (True, False, True, False),
    "cc-by-nd-4.0": (True, True, False, False),
    "cc-by-nc-sa-4.0": (True, False, True, True),
    "cc-by-nc-nd-4.0": (True, False, False, False),
}


def test_every_licence_says_what_it_permits() -> None:
    said = {
        code: (licence.attribution, licence.commercial, licence.derivatives, licence.share_alike)
        for code, licence in LICENCES.items()
    }
    assert said == PERMITS


@pytest.mark.parametrize(
    ("code", "url", "name"),
    [
        ("kogl-3", "https://www.kogl.or.kr/info/licenseType3.do", "KOGL type 3 (attribution, no derivatives)"),
        (
            "cc-by-nc-4.0",
            "https://creativecommons.org/licenses/by-nc/4.0/",
            "CC BY-NC 4.0 (attribution, non-commercial)",
        ),
    ],
)
def test_a_licence_has_its_address_and_name(code: str, url: str, name: str) -> None:
    assert (LICENCES[code].url, LICENCES[code].words.en) == (url, name)


def test_themes_and_frequencies_are_terms_of_the_eus_authority_tables() -> None:
    base = "http://publications.europa.eu/resource/authority"
    assert THEMES["medicine"].uri == f"{base}/data-theme/HEAL"
    assert FREQUENCIES["half-yearly"].uri == f"{base}/frequency/ANNUAL_2"
    assert {theme.eu for theme in THEMES.values()} <= {
        *("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN")
    }
    assert len({frequency.eu for frequency in FREQUENCIES.values()}) == len(FREQUENCIES) == 11


@pytest.mark.parametrize(
    ("texts", "themes"),
    [
        (("부산 시내버스 정류장",), ("transport",)),
        (("병원 병원 버스",), ("medicine", "transport")),
        (("버스", "병원"), ("medicine", "transport")),
        (("버스 버스 병원 병원 병원 대출",), ("medicine", "transport")),
        (("아무것도",), ()),
        ((), ()),
    ],
)
def test_a_texts_themes_are_the_two_whose_signs_it_says_most(texts: tuple[str, ...], themes: tuple[str, ...]) -> None:
    assert themes_of(*texts) == themes


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("충청남도 서산시", "44"),
        ("  부산광역시", "26"),
        ("전라북도", "52"),
        ("서산시 충청남도", None),
        ("부산광역시청", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_place_is_in_the_region_that_its_first_word_names(place: str, code: str | None) -> None:
    assert region_of(place) == code


def test_every_region_is_known_by_its_own_name() -> None:
    assert len(REGIONS) == 17
    assert {region_of(region.words.ko) for region in REGIONS.values()} == set(REGIONS)


@pytest.mark.parametrize(
    ("place", "english"), [("부산광역시", "Busan"), (" 부산 ", "Busan"), ("부산 해운대구", "부산 해운대구"), ("", "")]
)
def test_a_whole_region_is_said_in_english_too(place: str, english: str) -> None:
    assert place_words(place) == Words(place, english)
