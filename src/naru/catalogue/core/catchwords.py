"""The words by which people remember a dataset: what suggestions and corrections choose from."""

from collections.abc import Iterable

from naru.catalogue.core import korean

LONGEST = 24


def catchwords(titles: Iterable[str], keywords: Iterable[str]) -> list[str]:
    """Keywords as they stand, the nouns of the titles' words, and those nouns together: at least two letters, at most 24."""
    words = [word for title in titles for word in korean.words(title)]
    nouns = [noun for word in words for noun in (*korean.content(word), "".join(korean.content(word)))]
    spaced = [" ".join(korean.normalised(keyword).split()) for keyword in keywords]
    found = dict.fromkeys([*spaced, *nouns])
    return [word for word in found if len(word) <= LONGEST and len(korean.squeezed(word)) > 1]
