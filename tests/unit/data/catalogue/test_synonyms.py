"""Words that mean the same: both ways, and none of itself."""

import pytest

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.synonyms import SYNONYMS, synonyms


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("주차장", ("주차", "parking")),
        ("parking", ("주차장", "주차")),
        ("public", ("공공", "공영")),  # of two groups
        ("logistic", ("물류",)),  # the singular of logistics, by rule
        ("없는말", ()),
        ("", ()),
    ],
)
def test_the_other_words_of_its_groups(word: str, others: tuple[str, ...]) -> None:
    assert synonyms(word) == others


def test_a_synonym_is_one_both_ways_and_never_the_word_itself() -> None:
    for word, others in SYNONYMS.items():
        assert word not in others
        assert len(set(others)) == len(others) > 0
        assert all(word in SYNONYMS[other] for other in others)


def test_every_word_is_written_as_it_is_looked_up() -> None:
    assert [word for word in SYNONYMS if korean.normalised(word) != word or korean.singular(word) != word] == []
