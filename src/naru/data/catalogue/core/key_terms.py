"""The words by which people remember a dataset: what suggestions and corrections choose from."""

from collections.abc import Iterable
from functools import lru_cache

from naru.data.catalogue.core import korean

LONGEST = 24


def catchwords(titles: Iterable[str], keywords: Iterable[str]) -> list[str]:
    """Keywords as they stand, the nouns of the titles' words, and those nouns together: at least two letters, at most 24."""
    found = dict.fromkeys(_spaced(keyword) for keyword in keywords)
    for title in titles:
        for word in korean.words(title):
            found |= _nouns(word)
    return [word for word in found if 1 < len(word) <= LONGEST and len(_squeezed(word)) > 1]


@lru_cache(maxsize=korean.KEPT)
def _nouns(word: str) -> dict[str, None]:
    nouns = korean.content(word)
    return dict.fromkeys((*nouns, "".join(nouns)))


@lru_cache(maxsize=korean.KEPT)
def _squeezed(word: str) -> str:
    return korean.squeezed(word)


@lru_cache(maxsize=korean.KEPT)
def _spaced(keyword: str) -> str:
    return " ".join(korean.normalised(keyword).split())
