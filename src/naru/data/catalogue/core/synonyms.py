"""Words that mean the same to a person who searches: nouns of ``synonym_lines``, and the nouns that verbs stand for."""

from collections.abc import Iterator
from dataclasses import dataclass

from naru.data.catalogue.core.korean import singular
from naru.data.catalogue.core.synonym_lines import NOUNS, VERBS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``words`` mean each other; ``everyday``, where there is one, means them but is not meant by them."""

    everyday: str
    words: tuple[str, ...]
    reason: str


def lines(text: str) -> Iterator[Line]:
    for line in filter(None, text.split("\n")):
        said, _, reason = line.partition(" | ")
        everyday, is_one_way, words = said.rpartition(" > ")
        yield Line(
            everyday=singular(everyday) if is_one_way else "",
            words=tuple(singular(word) for word in words.split()),
            reason=reason,
        )


def _table(text: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    for line in lines(text):
        for word in (line.everyday,) if line.everyday else line.words:
            table.setdefault(word, {}).update(dict.fromkeys(other for other in line.words if other != word))
    return {word: tuple(others) for word, others in table.items()}


SYNONYMS, VERB_NOUNS = _table(NOUNS), _table(VERBS)


def synonyms(word: str) -> tuple[str, ...]:
    """The other words of the lines that hold this word; small letters, no spaces, English in the singular."""
    return SYNONYMS.get(word, ())


def nouns_of(stem: str) -> tuple[str, ...]:
    """The nouns by which records say what a verb's stem says: "버리" → 폐기, 배출."""
    return VERB_NOUNS.get(stem, ())
