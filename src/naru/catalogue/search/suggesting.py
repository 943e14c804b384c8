"""What a person may be about to type: words that begin so, by syllable, by half a syllable or by initials alone."""

from naru.catalogue.core import korean
from naru.catalogue.core.querying import understood
from naru.catalogue.core.searching import Loosened, SearchRequest, Suggestions
from naru.catalogue.core.values import Dataset
from naru.catalogue.search.completing import completions
from naru.catalogue.search.finding import catch_up, search
from naru.people.core.person import Person

TITLES = 4
LONGEST = 40


def suggest(text: str, person: Person) -> Suggestions:
    """Words with their counts, then datasets; nothing that the person may not read is hinted at."""
    typed = korean.squeezed(text[:LONGEST])
    if not typed:
        return Suggestions(words=(), datasets=())
    catch_up()
    words = completions(typed, person)
    return Suggestions(words=words, datasets=() if _is_unfinished(typed) else _datasets(text, person))


def _is_unfinished(typed: str) -> bool:
    return any("ㄱ" <= letter <= "ㅣ" for letter in typed)


def _datasets(text: str, person: Person) -> tuple[Dataset, ...]:
    if understood(text).is_empty:
        return ()
    found = search(SearchRequest(text=text, limit=TITLES, with_facets=False), person)
    return tuple(hit.dataset for hit in found.hits) if found.loosened is Loosened.NO else ()
