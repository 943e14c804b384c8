"""What can be asked of the search where nothing else is said."""

from naru.data.catalogue.core.search_values import DEEPEST, SORT_WORDS, SearchRequest, Sort


def test_a_search_asks_for_the_first_twenty_best_with_facets_in_korean() -> None:
    assert SearchRequest() == SearchRequest(
        text="", facets={}, sort=Sort.RELEVANCE, offset=0, limit=20, with_facets=True, language="ko"
    )


def test_ten_thousand_results_can_be_paged_to() -> None:
    assert DEEPEST == 10_000


def test_every_order_has_words() -> None:
    assert SORT_WORDS.keys() == set(Sort)
