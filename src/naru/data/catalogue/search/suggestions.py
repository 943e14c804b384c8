"""What a person may be about to type: words that begin so, by syllable, by half a syllable or by initials alone."""

from collections.abc import Sequence

from naru.base.kit.person import Person
from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.query_plan import retyped, understood
from naru.data.catalogue.core.search_values import Loosened, SearchRequest, Suggestion, Suggestions
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.search.autocomplete import completions
from naru.data.catalogue.search.search import catch_up, search

TITLES = 4
LONGEST = 40


def suggest(text: str, person: Person) -> Suggestions:
    """Words with their counts, then datasets; nothing that the person may not read is hinted at."""
    typed = korean.squeezed(text[:LONGEST])
    if not typed:
        return Suggestions(words=(), datasets=())
    catch_up(person)
    words = completions(typed, person) or _by_other_keys(text, person) or _of_the_last_word(text, person)
    return Suggestions(words=words, datasets=_datasets(_meant(text, typed, words), person))


def _by_other_keys(text: str, person: Person) -> tuple[Suggestion, ...]:
    """For what was typed with the keyboard set to English: "wnck" → 주차장."""
    meant = retyped(text[:LONGEST])
    return completions(korean.squeezed(meant), person) if meant and korean.squeezed(meant) else ()


def _of_the_last_word(text: str, person: Person) -> tuple[Suggestion, ...]:
    """Of several words the last is in the making: "부산 주ㅊ" → 부산 주차장, with how many datasets say all of it."""
    *said, last = text[:LONGEST].split() or [""]
    if not said or not korean.squeezed(last):
        return ()
    longer = [" ".join([*said, word.text]) for word in completions(korean.squeezed(last), person)]
    found = [(words, search(SearchRequest(text=words, limit=1, with_facets=False), person)) for words in longer]
    counted = [
        Suggestion(text=words, count=result.fitting)
        for words, result in found
        if result.fitting and result.loosened is Loosened.NO
    ]
    return tuple(sorted(counted, key=lambda one: -one.count))


def _meant(text: str, typed: str, words: Sequence[Suggestion]) -> str:
    """What to look for already: what is typed if it is a word, else the most frequent word that it may become."""
    if jamo.is_initials(typed):
        return ""
    if words and not any(korean.squeezed(word.text) == typed for word in words):
        return words[0].text
    return "" if _is_unfinished(typed) else text


def _is_unfinished(typed: str) -> bool:
    return any("ㄱ" <= letter <= "ㅣ" for letter in typed)


def _datasets(text: str, person: Person) -> tuple[Dataset, ...]:
    if understood(text).is_empty:
        return ()
    found = search(SearchRequest(text=text, limit=TITLES, with_facets=False), person)
    return tuple(hit.dataset for hit in found.hits[: found.fitting]) if found.loosened is Loosened.NO else ()
