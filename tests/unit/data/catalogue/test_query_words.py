"""Words of a query that carry no weight, each under one kind."""

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.places import place_of
from naru.data.catalogue.core.query_words import DOING, WRAPPING, WordKind


def test_every_word_stands_under_its_kind() -> None:
    assert (WRAPPING["어디"], WRAPPING["엑셀"], WRAPPING["올해"], WRAPPING["추이"], WRAPPING["where"]) == (
        WordKind.QUESTION,
        WordKind.FORM,
        WordKind.TIME,
        WordKind.FIGURE,
        WordKind.ENGLISH,
    )
    assert "이용" in DOING
    assert "이용" not in WRAPPING


def test_no_word_is_a_place_and_all_are_written_as_they_are_looked_up() -> None:
    for word in (*WRAPPING, *DOING):
        assert place_of(word) is None
        assert korean.normalised(word) == word
