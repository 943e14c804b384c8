"""Which texts are about the same, by the words they share; rare words weigh more (inverse document frequency)."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import log, sqrt


@dataclass(frozen=True, slots=True)
class Like:
    key: str
    score: float  # 0 to 1


def alike(asked: Set[str], texts: Mapping[str, Set[str]], *, least: float = 0.0, most: int = 20) -> list[Like]:
    """The most alike first, ties by key; those that share nothing are left out. Cosine of the words' weights."""
    spread = Counter(word for words in texts.values() for word in words)
    weight = {word: log(1 + len(texts) / count) for word, count in spread.items()}
    unseen = log(1 + len(texts))

    def length(words: Set[str]) -> float:
        return sqrt(sum(weight.get(word, unseen) ** 2 for word in words))

    own = length(asked)
    found = [
        Like(key, sum(weight[word] ** 2 for word in asked & words) / (own * length(words)))
        for key, words in texts.items()
        if asked & words and own and length(words)
    ]
    return sorted((each for each in found if each.score > least), key=lambda each: (-each.score, each.key))[:most]


def holding_all(asked: Sequence[str], texts: Mapping[str, Set[str]]) -> list[str]:
    """Keys of the texts that have every word asked for, in the order given."""
    return [key for key, words in texts.items() if all(word in words for word in asked)]
