"""Items of the lists that are shipped, and the words that a page says of them."""

import json
import re
from pathlib import Path

import pytest

import naru.systems.mydata
from naru.systems.mydata.core.items import list_of

FILES = sorted((Path(naru.systems.mydata.__file__).parent / "standards").glob("*_*.json"))
LISTS = [list_of(json.loads(file.read_text())) for file in FILES]


@pytest.mark.parametrize("listed", LISTS, ids=[each.code for each in LISTS])
def test_an_item_and_its_unit_are_said_in_english_without_hangul(listed) -> None:
    said = [words.en for item in listed.items for words in (item.words, item.unit_words)]
    assert not [each for each in said if re.search("[가-힣]", each)]


def test_a_unit_that_is_a_symbol_is_the_same_in_both_languages() -> None:
    units = {item.code: item.unit_words for listed in LISTS for item in listed.items}
    assert (units["health_check.weight"].ko, units["health_check.weight"].en) == ("kg", "kg")
    assert (units["bus_card.rides"].ko, units["bus_card.rides"].en) == ("회", "times")
