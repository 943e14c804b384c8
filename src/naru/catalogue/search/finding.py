"""One search: understand, match, count, rank, and read the hits from the rows under the visitor's rights.

The index decides what is found and how it ranks; the rows decide what is shown. A dataset that was withdrawn a moment
ago, and that the index still holds, is asked of the database like any other and does not come back.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tantivy import Order, Query, Schema, Searcher

from naru.catalogue import policy
from naru.catalogue.core.highlight import highlighted
from naru.catalogue.core.querying import Plan, retyped, understood
from naru.catalogue.core.rights import OFFICERS
from naru.catalogue.core.searching import DEEPEST, Hit, Loosened, SearchRequest, SearchResult, Sort
from naru.catalogue.core.values import Dataset, DatasetId
from naru.catalogue.reads.datasets import datasets
from naru.catalogue.search import asking, facets, keeping
from naru.catalogue.search.typos import likelier
from naru.kit.refusals import Refused
from naru.people.core.person import Person

EXCERPT = 180
INLINE = 200  # changes that a search brings into the index itself, before it looks

Counted = tuple[int, dict[str, dict[str, int]]]
Choices = tuple[tuple[str, tuple[str, ...]], ...]


def search(request: SearchRequest, person: Person) -> SearchResult:
    """Total, hits and facets, all of them only what the person may read."""
    start = time.perf_counter()
    catch_up()
    plan, loosened = _first_that_finds(request, person)
    found = _find(request, plan, loosened, person)
    return replace(found, seconds=time.perf_counter() - start)


def catch_up() -> None:
    """Bring a few waiting changes into the index at once; many are left to the worker, who is already at it."""
    if not keeping.store().exists() or keeping.is_behind():
        try:
            keeping.refresh(wait=not keeping.store().exists(), at_most=INLINE)
        except Refused:
            return


def _first_that_finds(request: SearchRequest, person: Person) -> tuple[Plan, Loosened]:
    """The strictest reading of the text that finds anything."""
    plan = understood(request.text)
    steps = [(plan, Loosened.SOME_WORDS if plan.is_question else Loosened.NO)]
    if not plan.is_empty:
        if (meant := retyped(request.text)) is not None:
            steps.append((understood(meant), Loosened.KEYBOARD))
        if len(plan.groups) > 2 and not plan.is_question:
            steps.append((plan, Loosened.SOME_WORDS))
    for step in steps:
        if _total(request, *step, person):
            return step
    if (likely := likelier(plan, person)) is not None and _total(request, likely, Loosened.TYPO, person):
        return likely, Loosened.TYPO
    return steps[0]


def _total(request: SearchRequest, plan: Plan, loosened: Loosened, person: Person) -> int:
    return _counted(_scope(person), plan, loosened, _choices(request.facets), request.with_facets)[0]


def _find(request: SearchRequest, plan: Plan, loosened: Loosened, person: Person) -> SearchResult:
    choices = _choices(request.facets)
    total, counted = _counted(_scope(person), plan, loosened, choices, request.with_facets)
    index = keeping.store().index()
    searcher, schema = index.searcher(), index.schema
    match = _match(schema, plan, loosened)
    narrowed = asking.together([*_conditions(schema, person), *asking.chosen(schema, dict(choices))])
    scores = _page(searcher, schema, request, plan, match, narrowed) if total else {}
    shown = datasets(scores, person)
    hits = tuple(_hit(shown[id_], score, plan, formats) for id_, (score, formats) in scores.items() if id_ in shown)
    gone = len(scores) - len(hits)
    return SearchResult(
        total=total - gone,
        seconds=0.0,
        hits=hits,
        facets=facets.described(counted, dict(choices), facets.publisher_names(keeping.store().generation()))
        if request.with_facets
        else (),
        loosened=Loosened.NO if plan.is_question and loosened is Loosened.SOME_WORDS else loosened,
        asked=plan.typed if loosened in {Loosened.KEYBOARD, Loosened.TYPO} else "",
    )


def _page(
    searcher: Searcher, schema: Schema, request: SearchRequest, plan: Plan, match: Query, narrowed: Query
) -> dict[DatasetId, tuple[float, tuple[str, ...]]]:
    """The ids of one page, best first, with their scores and formats."""
    offset = max(0, min(request.offset, DEEPEST))
    limit = max(1, min(request.limit, 100))
    if request.sort is Sort.RELEVANCE and not plan.is_empty:
        ranked = asking.together([asking.ranking(schema, plan, match), Query.const_score_query(narrowed, 0.0)])
        found = searcher.search(ranked, limit=limit, offset=offset, count=False)
        scores = [float(score) for score, _ in found.hits]
    else:
        by = Sort.ISSUED if request.sort is Sort.ISSUED else Sort.CHANGED
        both = asking.together([match, narrowed])
        found = searcher.search(
            both, limit=limit, offset=offset, count=False, order_by_field=by.value, order=Order.Desc
        )
        scores = [0.0] * len(found.hits)
    documents = [searcher.doc(address) for _, address in found.hits]
    return {
        DatasetId(str(document.get_first("id"))): (
            score,
            tuple(filter(None, str(document.get_first("formats")).split(","))),
        )
        for document, score in zip(documents, scores, strict=True)
    }


def _hit(dataset: Dataset, score: float, plan: Plan, formats: tuple[str, ...]) -> Hit:
    return Hit(
        dataset=dataset,
        score=score,
        title=highlighted(dataset.title, plan),
        excerpt=highlighted(dataset.description.description, plan, EXCERPT),
        formats=formats,
    )


def _match(schema: Schema, plan: Plan, loosened: Loosened) -> Query:
    return asking.matching(
        schema,
        plan,
        all_groups=loosened is not Loosened.SOME_WORDS,
    )


def _conditions(schema: Schema, person: Person) -> list[Query]:
    passes = policy.passes(person)
    return [] if OFFICERS in passes else [asking.allowed(schema, passes)]


def _choices(chosen: Mapping[str, Sequence[str]]) -> Choices:
    return tuple(
        (name, tuple(values)) for name, values in sorted(chosen.items()) if name in facets.FACET_WORDS and values
    )


def _scope(person: Person) -> tuple[str, ...]:
    passes = policy.passes(person)
    return (OFFICERS,) if OFFICERS in passes else tuple(sorted(passes))


def _counted(scope: tuple[str, ...], plan: Plan, loosened: Loosened, choices: Choices, with_facets: bool) -> Counted:
    return _count(keeping.store().generation(), scope, plan, loosened, choices, with_facets)


@lru_cache(maxsize=256)
def _count(
    generation: tuple[str, int],
    scope: tuple[str, ...],
    plan: Plan,
    loosened: Loosened,
    choices: Choices,
    with_facets: bool,
) -> Counted:
    """Counts are the same for all who hold the same passes until the index changes: kept for the last 256 searches."""
    index = keeping.store().index()
    searcher, schema = index.searcher(), index.schema
    base = [_match(schema, plan, loosened)]
    if scope != (OFFICERS,):
        base.append(asking.allowed(schema, scope))
    if with_facets:
        return facets.counts(searcher, schema, base, dict(choices))
    return facets.total(searcher, asking.together([*base, *asking.chosen(schema, dict(choices))])), {}
