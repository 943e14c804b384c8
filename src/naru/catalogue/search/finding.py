"""One search: understand, match, count, rank, and read the hits from the rows under the visitor's rights.

The index decides what is found and how it ranks; the rows decide what is shown. A dataset that was withdrawn a moment
ago, and that the index still holds, is asked of the database like any other and does not come back.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tantivy import DocAddress, Order, Query, Schema, Searcher

from naru.catalogue import policy
from naru.catalogue.core import jamo, korean
from naru.catalogue.core.highlight import highlighted
from naru.catalogue.core.querying import Plan, named_by_initials, retyped, understood
from naru.catalogue.core.rights import OFFICERS
from naru.catalogue.core.searching import DEEPEST, Hit, Loosened, SearchRequest, SearchResult, Sort
from naru.catalogue.core.values import Dataset, DatasetId
from naru.catalogue.reads.datasets import datasets
from naru.catalogue.search import asking, facets, keeping
from naru.catalogue.search.completing import completions
from naru.catalogue.search.typos import likelier
from naru.kit.refusals import Refused
from naru.people.core.person import Person

EXCERPT = 180
INLINE = 200  # changes that a search brings into the index itself, before it looks

CORRECTED = {Loosened.INITIALS, Loosened.KEYBOARD, Loosened.TYPO}

Choices = tuple[tuple[str, tuple[str, ...]], ...]
Counted = tuple[int, dict[str, dict[str, int]]]
Scored = dict[DatasetId, tuple[float, tuple[str, ...]]]  # best first: score and formats


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was typed: the plan, how many of its groups are enough (None: all), how far it goes."""

    plan: Plan
    enough: int | None = None
    loosened: Loosened = Loosened.NO


def search(request: SearchRequest, person: Person) -> SearchResult:
    """Total, hits and facets, all of them only what the person may read."""
    start = time.perf_counter()
    catch_up()
    reading = _strictest_that_finds(request.text, person)
    found = _find(request, reading, person)
    return replace(found, seconds=time.perf_counter() - start)


def catch_up() -> None:
    """Bring a few waiting changes into the index at once; many are left to the worker, who is already at it."""
    if not keeping.store().exists() or keeping.is_behind():
        try:
            keeping.refresh(wait=not keeping.store().exists(), at_most=INLINE)
        except Refused:
            return


def _strictest_that_finds(text: str, person: Person) -> Reading:
    """The strictest reading of the text that finds anything the person may read, whatever facets are chosen."""
    plan = understood(text)
    first = Reading(plan, plan.enough() if plan.is_question else None)
    if plan.is_empty or _finds(first, person):
        return first
    return next((reading for reading in _looser(plan, text, person) if _finds(reading, person)), first)


def _looser(plan: Plan, text: str, person: Person) -> Iterator[Reading]:
    """Readings that go further and further from the letter of the text, each made only when it is needed."""
    if jamo.is_initials(plan.whole):
        words = [korean.squeezed(word.text) for word in completions(plan.whole, person)]
        if words:
            yield Reading(named_by_initials(words), loosened=Loosened.INITIALS)
    if (meant := retyped(text)) is not None:
        yield Reading(understood(meant), loosened=Loosened.KEYBOARD)
    if len(plan.groups) > 2:
        yield Reading(plan, plan.enough(), Loosened.SOME_WORDS)
    if (likely := likelier(plan, person)) is not None:
        yield Reading(likely, loosened=Loosened.TYPO)
    parts = plan.in_parts()
    if len(parts.groups) > max(2, len(plan.groups)):
        yield Reading(parts, parts.enough(), Loosened.SOME_WORDS)
    if len(plan.groups) > 2:
        yield Reading(plan, len(plan.groups) // 2, Loosened.SOME_WORDS)


def _finds(reading: Reading, person: Person) -> bool:
    index = keeping.store().index()
    query = asking.together([_match(index.schema, reading), *_conditions(index.schema, _scope(person))])
    return bool(index.searcher().search(Query.const_score_query(query, 1.0), limit=1, count=False).hits)


def _find(request: SearchRequest, reading: Reading, person: Person) -> SearchResult:
    choices = _choices(request.facets)
    generation, scope = keeping.store().generation(), _scope(person)
    total, counted = _count(generation, scope, reading, choices, request.with_facets)
    scored = _page(request, reading, choices, scope) if total else {}
    shown = datasets(scored, person)
    hits = tuple(
        _hit(shown[id_], score, reading.plan, formats, request.language)
        for id_, (score, formats) in scored.items()
        if id_ in shown
    )
    names = facets.publisher_names(generation) if request.with_facets else {}
    return SearchResult(
        total=total - (len(scored) - len(hits)),
        seconds=0.0,
        hits=hits,
        facets=facets.described(counted, dict(choices), names) if request.with_facets else (),
        loosened=reading.loosened,
        asked=reading.plan.typed if reading.loosened in CORRECTED else "",
    )


@lru_cache(maxsize=256)
def _count(
    generation: tuple[str, int], scope: tuple[str, ...], reading: Reading, choices: Choices, with_facets: bool
) -> Counted:
    """Counts are the same for all who hold the same passes until the index changes: kept for the last 256 searches."""
    index = keeping.store().index()
    searcher, schema = index.searcher(), index.schema
    base = [_match(schema, reading), *_conditions(schema, scope)]
    if with_facets:
        return facets.counts(searcher, schema, base, dict(choices))
    return facets.total(searcher, asking.together([*base, *asking.chosen(schema, dict(choices))])), {}


def _page(request: SearchRequest, reading: Reading, choices: Choices, scope: tuple[str, ...]) -> Scored:
    """One page's ids with their scores and formats, best first."""
    index = keeping.store().index()
    searcher, schema = index.searcher(), index.schema
    match = _match(schema, reading)
    narrowed = asking.together([*_conditions(schema, scope), *asking.chosen(schema, dict(choices))])
    offset, limit = max(0, min(request.offset, DEEPEST)), max(1, min(request.limit, 100))
    if request.sort is Sort.RELEVANCE and not reading.plan.is_empty:
        ranked = asking.together([asking.ranking(schema, reading.plan, match), Query.const_score_query(narrowed, 0.0)])
        found = searcher.search(ranked, limit=limit, offset=offset, count=False)
        return _read(searcher, found.hits, scored=True)
    by = Sort.ISSUED if request.sort is Sort.ISSUED else Sort.CHANGED
    both = asking.together([match, narrowed])
    found = searcher.search(both, limit=limit, offset=offset, count=False, order_by_field=by.value, order=Order.Desc)
    return _read(searcher, found.hits, scored=False)


def _read(searcher: Searcher, hits: Sequence[tuple[float, DocAddress]], *, scored: bool) -> Scored:
    found: Scored = {}
    for score, address in hits:
        document = searcher.doc(address)
        formats = tuple(filter(None, str(document.get_first("formats")).split(",")))
        found[DatasetId(str(document.get_first("id")))] = (float(score) if scored else 0.0, formats)
    return found


def _hit(dataset: Dataset, score: float, plan: Plan, formats: tuple[str, ...], language: str) -> Hit:
    said = dataset.description
    title, text = said.title, said.description
    if language == "en":
        title, text = said.title_en or title, said.description_en or text
    return Hit(
        dataset=dataset,
        score=score,
        title=highlighted(title, plan),
        excerpt=highlighted(text, plan, EXCERPT),
        formats=formats,
    )


def _match(schema: Schema, reading: Reading) -> Query:
    return asking.matching(schema, reading.plan, enough=reading.enough)


def _scope(person: Person) -> tuple[str, ...]:
    """The marks that decide what a person may find; officers find everything."""
    passes = policy.passes(person)
    return (OFFICERS,) if OFFICERS in passes else tuple(sorted(passes))


def _conditions(schema: Schema, scope: tuple[str, ...]) -> list[Query]:
    return [] if scope == (OFFICERS,) else [asking.allowed(schema, scope)]


def _choices(chosen: Mapping[str, Sequence[str]]) -> Choices:
    return tuple(
        (name, tuple(values)) for name, values in sorted(chosen.items()) if name in facets.FACET_WORDS and values
    )
