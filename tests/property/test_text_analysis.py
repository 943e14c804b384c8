"""What holds for any text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.highlight import highlighted
from naru.data.catalogue.core.query_plan import understood

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)
ANYTHING = st.text(max_size=60)
MIXED = st.lists(st.one_of(HANGUL, st.sampled_from(["P1", "csv", "2024", "·", "｜"])), min_size=1, max_size=5)


@given(MIXED)
def test_spacing_makes_no_difference_to_hangul_atoms(words):
    hangul = [word for word in words if korean.is_hangul(word)]
    assert korean.atoms(hangul) == korean.atoms(["".join(hangul)])


@given(HANGUL, HANGUL, HANGUL)
def test_a_text_holds_every_triple_of_what_it_contains(before, middle, after):
    whole = before + middle + after
    assert korean.triples(korean.atoms([middle])).keys() <= korean.triples(korean.atoms([whole])).keys()


@given(HANGUL)
def test_pairs_are_of_neighbours_and_a_word_of_two_syllables_is_one(word):
    pairs = korean.pairs_of(word)
    assert set(pairs) <= {word, *map("".join, pairwise(word))}
    assert len(word) != 2 or pairs == (word,)


@given(ANYTHING)
def test_any_text_is_understood_without_failing(text):
    plan = understood(text)
    assert len(plan.groups) + len(plan.helping) <= 20
    assert "\ud800" not in plan.whole


@given(ANYTHING, ANYTHING)
def test_highlighting_loses_no_letter(text, query):
    assert "".join(piece.text for piece in highlighted(text, understood(query))) == text


@given(HANGUL)
def test_letters_composed_again_are_the_same_word(word):
    assert jamo.letters(jamo.compose(jamo.letters(word))) == jamo.letters(word)


@given(HANGUL, HANGUL)
def test_distance_is_symmetric_and_zero_only_for_the_same(one, other):
    left, right = jamo.letters(one), jamo.letters(other)
    assert jamo.distance(left, right, 3) == jamo.distance(right, left, 3)
    assert (jamo.distance(left, right, 3) == 0) == (left == right)
