"""One look into one snapshot of the index, under what its visitor may read: how many match, and which come first.

*Theory of operation.* Ranking costs a few dozen nanoseconds a match, too much where a word is in half a million of them.
There the index is first asked for the best of all that hold the words at all, a question it answers without looking at
every match (block-max WAND); those that really match are ranked as ever. Where too few of them do, every match is ranked:
the page is the same, found faster or slower.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Order, Query

from naru.base.kit.person import Person
from naru.data.catalogue import policy
from naru.data.catalogue.core.query_plan import Plan
from naru.data.catalogue.core.rights import OFFICERS
from naru.data.catalogue.core.search_values import DEEPEST, Loosened, SearchRequest, Sort
from naru.data.catalogue.core.turns import in_turns
from naru.data.catalogue.core.values import DatasetId
from naru.data.catalogue.search import facets, query_builder
from naru.data.catalogue.search.rarity import rarity_in
from naru.data.catalogue.search.store import Snapshot

Choices = tuple[tuple[str, tuple[str, ...]], ...]
Counted = tuple[int, dict[str, dict[str, int]]]
Hits = Sequence[tuple[float, DocAddress]]
Scored = dict[DatasetId, "Scoring"]  # best first

KEPT = 256  # counts kept a snapshot
MANY = 20_000  # matches from which on the best are looked for among the likely first
BALANCE = 0.5  # how much less telling a topic may be than another to be shown in turn with it
NEAR = 200  # how deep a page may lie to be looked for so


@dataclass(frozen=True, slots=True)
class Scoring:
    """``score`` is 0.0 where the order is not by it; the others are what the index says of the document."""

    score: float
    formats: tuple[str, ...]
    has_tables: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was typed: the plan, whether a part of it brings a record, and how far it goes."""

    plan: Plan
    is_loose: bool = False
    loosened: Loosened = Loosened.NO


@dataclass(frozen=True, slots=True)
class Look:
    snapshot: Snapshot
    scope: tuple[str, ...]  # the marks that decide what the visitor may find

    @staticmethod
    def of(snapshot: Snapshot, person: Person) -> "Look":
        """Officers find everything."""
        passes = policy.passes(person)
        return Look(snapshot, (OFFICERS,) if OFFICERS in passes else tuple(sorted(passes)))

    def count(self, reading: Reading, choices: Choices, *, with_facets: bool) -> Counted:
        """Counts are the same for all who hold the same passes until the index changes: kept for the last 256 searches."""
        key, kept = (self.scope, reading, choices, with_facets), self.snapshot.kept
        found: Counted | None = kept.get(key)
        if found is None:
            found = kept[key] = self._count(reading, choices, with_facets)
            while len(kept) > KEPT:
                kept.pop(next(iter(kept)), None)
        return found

    def says(self, word: str) -> bool:
        """Whether anything the visitor may find holds the word; one document is enough to know."""
        said = query_builder.together([query_builder.contains(self.snapshot.schema, word), *self._readable()])
        return bool(self._search(Query.const_score_query(said, 0.0), 1))

    def page(self, request: SearchRequest, reading: Reading, choices: Choices, total: int) -> Scored:
        """One page's ids with their scores, best first."""
        match, narrowed = self._match(reading), self._narrowed(choices)
        offset, limit = max(0, min(request.offset, DEEPEST)), max(1, min(request.limit, 100))
        if request.sort is not Sort.RELEVANCE or reading.plan.is_empty:
            by = Sort.ISSUED if request.sort is Sort.ISSUED else Sort.CHANGED
            both = query_builder.together([match, narrowed])
            return self._read(self._search(both, limit, offset, by=by.value), scored=False)
        if reading.is_loose:
            return self._read(self._loose(reading.plan, narrowed, limit, offset), scored=True)
        ranking = query_builder.ranking(self.snapshot.schema, reading.plan, match)
        ranked = query_builder.together([ranking, Query.const_score_query(narrowed, 0.0)])
        if total >= MANY and offset + limit <= NEAR and query_builder.is_of_terms(reading.plan):
            likely = query_builder.these(self.snapshot.schema, self._likely(reading, 3 * (offset + limit)))
            found = self._search(query_builder.together([likely, ranked]), limit, offset)
            if len(found) == limit:
                return self._read(found, scored=True)
        return self._read(self._search(ranked, limit, offset), scored=True)

    def _loose(self, plan: Plan, narrowed: Query, limit: int, offset: int) -> Hits:
        """What fits, then what says a part; of several topics each in its turn."""
        schema, rarity = self.snapshot.schema, rarity_in(self.snapshot.searcher)

        def ranked(ranking: Query, limit: int, offset: int = 0) -> Hits:
            return self._search(
                query_builder.together([ranking, Query.const_score_query(narrowed, 0.0)]), limit, offset
            )

        topics = plan.topics
        weights = [sum(rarity(group) for group in topic) for topic in topics]
        if not topics or min(weights) < BALANCE * max(weights):
            return ranked(query_builder.loose_ranking(schema, plan, rarity), limit, offset)
        deep = offset + limit
        fits = ranked(query_builder.ranking(schema, plan, query_builder.matching(schema, plan)), deep)
        each = [ranked(query_builder.loose_ranking(schema, plan.of(topic), rarity), deep) for topic in topics]
        by_place = {(hit[1].segment_ord, hit[1].doc): hit for hits in (*each, fits) for hit in hits}
        places = [[(address.segment_ord, address.doc) for _, address in hits] for hits in (fits, *each)]
        return [by_place[place] for place in in_turns(places[0], places[1:])[offset:deep]]

    def _count(self, reading: Reading, choices: Choices, with_facets: bool) -> Counted:
        searcher, schema = self.snapshot.searcher, self.snapshot.schema
        base = [self._match(reading), *self._readable()]
        if with_facets:
            return facets.counts(searcher, schema, base, dict(choices))
        return facets.total(searcher, query_builder.together([*base, *query_builder.chosen(schema, dict(choices))])), {}

    def _likely(self, reading: Reading, most: int) -> list[str]:
        """The documents that score highest by the plan's words, whether or not they match, and those that are lifted."""
        schema, plan = self.snapshot.schema, reading.plan
        scored = Query.boolean_query([(Occur.Should, query) for query in query_builder.scores(schema, plan)])
        found = [*self._search(scored, most), *self._search(query_builder.exactly(schema, plan), most)]
        return [str(self.snapshot.searcher.doc(address).get_first("id")) for _, address in found]

    def _search(self, query: Query, limit: int, offset: int = 0, by: str | None = None) -> Hits:
        search = self.snapshot.searcher.search
        if by is None:
            return search(query, limit=limit, offset=offset, count=False).hits
        return search(query, limit=limit, offset=offset, count=False, order_by_field=by, order=Order.Desc).hits

    def _match(self, reading: Reading) -> Query:
        wanted = query_builder.touching if reading.is_loose else query_builder.matching
        return wanted(self.snapshot.schema, reading.plan)

    def _readable(self) -> list[Query]:
        return [] if self.scope == (OFFICERS,) else [query_builder.allowed(self.snapshot.schema, self.scope)]

    def _narrowed(self, choices: Choices) -> Query:
        return query_builder.together([*self._readable(), *query_builder.chosen(self.snapshot.schema, dict(choices))])

    def _read(self, hits: Hits, *, scored: bool) -> Scored:
        found: Scored = {}
        for score, address in hits:
            document = self.snapshot.searcher.doc(address)
            formats = tuple(filter(None, str(document.get_first("formats")).split(",")))
            has_tables = str(document.get_first("tables")) != "0"
            scoring = Scoring(float(score) if scored else 0.0, formats, has_tables)
            found[DatasetId(str(document.get_first("id")))] = scoring
        return found


def choices_of(chosen: Mapping[str, Sequence[str]]) -> Choices:
    """In one order, values as the index keeps them; without unknown facets and those of which nothing is chosen."""
    return tuple(
        (name, facets.as_kept(name, values))
        for name, values in sorted(chosen.items())
        if name in facets.FACET_WORDS and values
    )
