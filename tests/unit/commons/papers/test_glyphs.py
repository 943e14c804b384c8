"""What a font lacks is spelt out, never left out."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from naru.commons.papers.core.glyphs import characters_of, spelt_out


@pytest.fixture(scope="module")
def characters() -> frozenset[int]:
    return characters_of((Path(finders.find("build/fonts")) / "PretendardGOV-Regular.otf").read_bytes())


def test_the_fonts_of_the_pages_have_the_2350_syllables_of_ks_x_1001(characters: frozenset[int]) -> None:
    pairs = (bytes([row, cell]).decode("euc-kr") for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF))
    assert not {each for each in pairs if ord(each) not in characters}


def test_what_it_lacks_is_spelt_out_wherever_it_stands(characters: frozenset[int]) -> None:
    value = {"이름": ["쀍 주식회사", "株"], "금액": 1000, "참": True, "없음": None}
    assert spelt_out(value, characters) == {
        "이름": ["[U+C00D] 주식회사", "[U+682A]"],
        "금액": 1000,
        "참": True,
        "없음": None,
    }
