"""A mistyped word and the word that was meant: one or two struck keys away, among the words a person can find.

Words are compared by the keys that write them (자모), for that is where a typo happens: 주챠장 is one key from 주차장.
"""

from collections import Counter

from tantivy import Query, Schema, Searcher

from naru.base.kit.person import Person
from naru.data.catalogue import policy
from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.key_terms import catchwords
from naru.data.catalogue.core.query_plan import Plan, understood
from naru.data.catalogue.core.rights import OFFICERS
from naru.data.catalogue.core.values import DatasetId
from naru.data.catalogue.reads.datasets import datasets
from naru.data.catalogue.search import indexer, query_builder

SHORTEST = 5  # keys; shorter words are not guessed at
LONG = 10  # from here on two keys may be wrong
LOOKED_AT = 30


def likelier(plan: Plan, person: Person) -> Plan | None:
    """The plan with each word that nothing says replaced by the nearest one that something says; None if none is near."""
    snapshot = indexer.store().snapshot()
    searcher, schema = snapshot.searcher, snapshot.schema
    passes = policy.passes(person)
    readable = Query.all_query() if OFFICERS in passes else query_builder.allowed(schema, passes)
    typed = korean.normalised(plan.typed)
    for word in {word for group in plan.groups for word in (group.text,)}:
        said = query_builder.together([query_builder.contains(schema, word), readable])
        if not searcher.search(said, limit=1, count=False).hits:
            typed = typed.replace(word, _nearest(searcher, schema, word, readable, person))
    return understood(typed) if typed != korean.normalised(plan.typed) else None


def _nearest(searcher: Searcher, schema: Schema, word: str, readable: Query, person: Person) -> str:
    """The nearest word, the most frequent of those equally near; the word itself if none is near."""
    keys = jamo.letters(word)
    most = 0 if len(keys) < SHORTEST else 1 if len(keys) < LONG else 2
    if not most:
        return word
    fuzzy = Query.fuzzy_term_query(schema, "letters", keys, most, True)
    found = searcher.search(query_builder.together([fuzzy, readable]), limit=LOOKED_AT, count=False)
    ids = [DatasetId(str(searcher.doc(address).get_first("id"))) for _, address in found.hits]
    shown = datasets(ids, person).values()
    counted = Counter(
        korean.squeezed(candidate)
        for dataset in shown
        for candidate in catchwords((dataset.title, dataset.description.title_en), dataset.description.keywords)
    )
    near = {candidate: jamo.distance(keys, jamo.letters(candidate), most) for candidate in counted}
    best = sorted((away, -counted[candidate], candidate) for candidate, away in near.items() if away <= most)
    return best[0][2] if best else word
