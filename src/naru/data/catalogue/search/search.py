"""One search: understand, match, count, rank, and read the hits from the rows under the visitor's rights.

The index decides what is found and how it ranks; the rows decide what is shown. A dataset that was withdrawn a moment
ago, and that the index still holds, is asked of the database like any other and does not come back.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.dataset_figures import DatasetFigures
from naru.data.catalogue.core.highlight import highlighted
from naru.data.catalogue.core.match_reasons import Field, why
from naru.data.catalogue.core.query_plan import Plan, named_by_initials, opened, retyped, understood
from naru.data.catalogue.core.search_values import Hit, Loosened, SearchRequest, SearchResult, Sort
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.reads.datasets import datasets
from naru.data.catalogue.reads.tables import figures
from naru.data.catalogue.search import facets, indexer
from naru.data.catalogue.search.autocomplete import completions
from naru.data.catalogue.search.executor import Choices, Look, Reading, Scoring, choices_of
from naru.data.catalogue.search.outbox import nudge
from naru.data.catalogue.search.typos import likelier

EXCERPT = 180
FEW = 20  # fits of all that was asked, below which what says a part of it follows
INLINE = 200  # changes that a search brings into the index itself, before it looks

CORRECTED = {Loosened.INITIALS, Loosened.KEYBOARD, Loosened.TYPO}


def search(request: SearchRequest, person: Person) -> SearchResult:
    """Total, hits and facets, all of them only what the person may read.

    Raises ``Refused``: ``index_is_being_built``.
    """
    start = time.perf_counter()
    catch_up(person)
    look, choices = Look.of(indexer.store().snapshot(), person), choices_of(request.facets)

    def fits(reading: Reading) -> int:
        return look.count(reading, (), with_facets=request.with_facets and not choices)[0]

    reading = _filled_up(_strictest(request.text, person, look, fits), request.sort, fits)
    found = _find(look, request, reading, choices, person)
    return replace(found, seconds=time.perf_counter() - start)


def catch_up(person: Person) -> None:
    """Bring a few waiting changes into the index at once, the person's own in any case.

    Many are left to the worker, who is already at it, as is the first index of a large catalogue: then this refuses.
    """
    if not indexer.store().exists():
        try:
            indexer.build_first()
        except Refused:
            nudge()
            raise
    elif indexer.is_behind():
        with suppress(Refused):
            indexer.refresh_some(INLINE)
        if not person.is_anonymous:
            with suppress(Refused):
                indexer.refresh_own(person.id)


def _strictest(text: str, person: Person, look: Look, fits: Callable[[Reading], int]) -> Reading:
    """The reading nearest to the letter of the text that anything the person may read fits, whatever facets are chosen.

    Where nothing does, each word brings what it can.
    """
    first = Reading(understood(text))
    if first.plan.is_empty or fits(first):
        return first
    for reading in _corrected(first.plan, text, person):
        if fits(reading):
            return reading
    return Reading(opened(first.plan, look.says), is_loose=True, loosened=Loosened.SOME_WORDS)


def _filled_up(reading: Reading, sort: Sort, fits: Callable[[Reading], int]) -> Reading:
    """Where little fits, what says a part follows, unless the order is by time, which would mix the two."""
    is_little = not (reading.is_loose or reading.plan.is_empty) and fits(reading) < FEW
    return replace(reading, is_loose=True) if is_little and sort is Sort.RELEVANCE else reading


def _corrected(plan: Plan, text: str, person: Person) -> Iterator[Reading]:
    """Readings of what may have been meant, each made only when it is needed."""
    if jamo.is_initials(plan.whole):
        words = [korean.squeezed(word.text) for word in completions(plan.whole, person)]
        if words:
            yield Reading(named_by_initials(words), loosened=Loosened.INITIALS)
    if (meant := retyped(text)) is not None:
        yield Reading(understood(meant), loosened=Loosened.KEYBOARD)
    if (likely := likelier(plan, person)) is not None:
        yield Reading(likely, loosened=Loosened.TYPO)


def _find(look: Look, request: SearchRequest, reading: Reading, choices: Choices, person: Person) -> SearchResult:
    total, counted = look.count(reading, choices, with_facets=request.with_facets)
    fitting = total
    if reading.is_loose:
        all_of_it = replace(reading, is_loose=False)
        fitting = look.count(all_of_it, choices, with_facets=request.with_facets and not choices)[0]
    scored = look.page(request, reading, choices, total) if total else {}
    shown = datasets(scored, person)
    with_tables = [id_ for id_, scoring in scored.items() if scoring.has_tables and id_ in shown]
    counted_of = figures(with_tables) if with_tables else {}
    hits = tuple(
        _hit(shown[id_], scoring, reading.plan, request.language, counted_of.get(id_))
        for id_, scoring in scored.items()
        if id_ in shown
    )
    names = facets.publisher_names(look.snapshot.generation) if request.with_facets else {}
    gone = [place for place, id_ in enumerate(scored, request.offset) if id_ not in shown]
    return SearchResult(
        total=total - len(gone),
        fitting=fitting - sum(place < fitting for place in gone),
        seconds=0.0,
        hits=hits,
        facets=facets.described(counted, dict(choices), names) if request.with_facets else (),
        loosened=reading.loosened,
        asked=reading.plan.typed if reading.loosened in CORRECTED else "",
    )


def _hit(dataset: Dataset, scoring: Scoring, plan: Plan, language: str, counted: DatasetFigures | None) -> Hit:
    said = dataset.description
    title, text = said.title, said.description
    if language == "en":
        title, text = said.title_en or title, said.description_en or text
    return Hit(
        dataset=dataset,
        score=scoring.score,
        why=why(plan, _texts(dataset, counted.names if counted else (), scoring.formats)),
        figures=counted,
        title=highlighted(title, plan),
        excerpt=highlighted(text, plan, EXCERPT),
        formats=scoring.formats,
    )


def _texts(dataset: Dataset, names: tuple[str, ...], formats: tuple[str, ...]) -> dict[Field, str]:
    """What the index holds of a dataset, by field."""
    said = dataset.description
    return {
        Field.TITLE: f"{said.title}\n{said.title_en}",
        Field.KEYWORDS: "\n".join((*said.keywords, *formats)),
        Field.PUBLISHER: f"{dataset.publisher.ko}\n{dataset.publisher.en}",
        Field.COLUMNS: "\n".join(names),
        Field.TEXT: "\n".join((said.description, said.description_en, said.place)),
    }
