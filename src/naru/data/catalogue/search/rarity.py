"""How rare what a group says is, by the counts that the index keeps of its terms."""

from collections.abc import Callable
from math import log

from tantivy import Searcher

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.query_plan import Group


def rarity_in(searcher: Searcher) -> Callable[[Group], float]:
    """A group's inverse document frequency, ln(1 + (N − n + ½) / (n + ½)) (Robertson and Spärck Jones, as BM25 has it).

    What nothing says tells nothing apart: 0. ``n`` is at most the documents that hold the rarest run of the word, and of its synonyms together: no list is walked.
    """
    count = max(1, searcher.num_docs)

    def rarity(group: Group) -> float:
        said = min(count, sum(_at_most(searcher, word) for word in (group.text, *group.others)))
        if len(group.parts) > 1:
            said = max(said, min(_at_most(searcher, part) for part in group.parts) // 2)
        if not said:
            return 0.0
        return log(1 + (count - said + 0.5) / (said + 0.5))

    return rarity


def _at_most(searcher: Searcher, word: str) -> int:
    """The most documents that can hold the word: exact up to three syllables."""
    atoms = korean.atoms(korean.words(word))
    if len(word) == 1:
        return max(int(searcher.doc_freq(field, word)) for field in ("title_m", "tags_m", "body_m"))
    if len(atoms) < 3:
        return int(searcher.doc_freq("pairs", "".join(atoms))) if atoms else 0
    return min(int(searcher.doc_freq("triples", triple)) for triple in korean.triples(atoms))
