"""Words that begin as typed, by syllable, by half a syllable or by initials, with how many datasets say them."""

from naru.catalogue import policy
from naru.catalogue.core import jamo, korean
from naru.catalogue.core.rights import OFFICERS
from naru.catalogue.core.searching import Suggestion
from naru.catalogue.search import asking, keeping
from naru.catalogue.search.documents import SEPARATOR
from naru.people.core.person import Person

SHOWN = 7
LOOKED_AT = 400


def completions(typed: str, person: Person) -> tuple[Suggestion, ...]:
    """The words that continue what is typed, or have these initials; the most frequent first."""
    snapshot, passes = keeping.store().snapshot(), policy.passes(person)
    readable = None if OFFICERS in passes else asking.allowed(snapshot.schema, passes)
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
