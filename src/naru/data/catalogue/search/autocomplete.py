"""Words that begin as typed, by syllable, by half a syllable or by initials, with how many datasets say them."""

from naru.base.kit.person import Person
from naru.data.catalogue import policy
from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.rights import OFFICERS
from naru.data.catalogue.core.search_values import Suggestion
from naru.data.catalogue.search import indexer, query_builder
from naru.data.catalogue.search.documents import SEPARATOR

SHOWN = 7
LOOKED_AT = 400


def completions(typed: str, person: Person) -> tuple[Suggestion, ...]:
    """The words that continue what is typed, or have these initials; the most frequent first."""
    snapshot, passes = indexer.store().snapshot(), policy.passes(person)
    readable = None if OFFICERS in passes else query_builder.allowed(snapshot.schema, passes)
    by_initials = jamo.is_initials(typed)
    field, prefix = ("starts", typed) if by_initials else ("keys", jamo.letters(typed))
    terms = snapshot.searcher.terms_with_prefix(field, prefix, readable, LOOKED_AT)
    found: dict[str, int] = {}
    for term, count in terms:
        word = term.partition(SEPARATOR)[2]
        if count and (by_initials or _continues(typed, korean.squeezed(word))):
            found[word] = max(count, found.get(word, 0))
    best = _once_each(sorted(found, key=lambda word: (-found[word], len(word), word)))[:SHOWN]
    return tuple(Suggestion(text=word, count=found[word]) for word in best)


def _once_each(words: list[str]) -> list[str]:
    """Words that differ in nothing but spaces, once."""
    return list({korean.squeezed(word): word for word in reversed(words)}.values())[::-1]


def _continues(typed: str, word: str) -> bool:
    """Whole syllables must agree; the last may still be in the making ("주찾" → 주차장)."""
    return word.startswith(typed[:-1]) or jamo.letters(word).startswith(jamo.letters(typed))
