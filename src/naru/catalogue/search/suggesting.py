"""What a person may be about to type: words that begin so, by syllable, by half a syllable or by initials alone."""

from naru.catalogue import policy
from naru.catalogue.core import jamo, korean
from naru.catalogue.core.querying import understood
from naru.catalogue.core.rights import OFFICERS
from naru.catalogue.core.searching import Loosened, SearchRequest, Suggestion, Suggestions
from naru.catalogue.core.values import Dataset
from naru.catalogue.search import asking, keeping
from naru.catalogue.search.documents import SEPARATOR
from naru.catalogue.search.finding import catch_up, search
from naru.people.core.person import Person

SHOWN = 7
TITLES = 4
LOOKED_AT = 400
LONGEST = 40


def suggest(text: str, person: Person) -> Suggestions:
    """Words with their counts, then datasets; nothing that the person may not read is hinted at."""
    typed = korean.squeezed(text[:LONGEST])
    if not typed:
        return Suggestions(words=(), datasets=())
    catch_up()
    words = _words(typed, person)
    return Suggestions(words=words, datasets=() if _is_unfinished(typed) else _datasets(text, person))


def _words(typed: str, person: Person) -> tuple[Suggestion, ...]:
    index = keeping.store().index()
    searcher, passes = index.searcher(), policy.passes(person)
    readable = None if OFFICERS in passes else asking.allowed(index.schema, passes)
    by_initials = jamo.is_initials(typed)
    field, prefix = ("starts", typed) if by_initials else ("keys", jamo.letters(typed))
    terms = searcher.terms_with_prefix(field, prefix, readable, LOOKED_AT)
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


def _is_unfinished(typed: str) -> bool:
    return any("ㄱ" <= letter <= "ㅣ" for letter in typed)


def _datasets(text: str, person: Person) -> tuple[Dataset, ...]:
    if understood(text).is_empty:
        return ()
    found = search(SearchRequest(text=text, limit=TITLES, with_facets=False), person)
    return tuple(hit.dataset for hit in found.hits) if found.loosened is Loosened.NO else ()
