"""A plan turned into queries of the index: one that decides what matches, others that rank what matched.

*Theory of operation.* A word matches where all its triples stand, which is "contains the word, spaces ignored"; so does
each of its morphemes, or a synonym. That query is unscored, a matter of sorted lists without positions, and serves
counting, facets and rights. The ranking adds BM25 over the morphemes, title before keywords before publisher before
text, and lifts titles that contain the whole query.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import comb

from tantivy import Occur, Query, Schema

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.query_plan import Group, Plan

RANKED = (("title_m", 3.0), ("tags_m", 2.0), ("publisher_m", 1.5), ("body_m", 0.7))
TITLE_WHOLE, TITLE_WORD, TITLE_EXACT = 6.0, 2.0, 12.0
EVERY_WORD = 100.0  # for what says all that was asked, where some of it is enough
SYNONYM = 0.3
EVERYWHERE, TITLE = ("pairs", "triples"), ("title_g", "title_g")
WAYS_MOST = 20  # ways to choose enough groups that are written out


def matching(schema: Schema, plan: Plan, *, enough: int | None = None) -> Query:
    """What matches: every group, or ``enough`` of them; or the whole query as one string, however it is spaced."""
    if plan.is_empty:
        return Query.all_query()
    groups = [_group(schema, group) for group in plan.groups]
    together = _all(groups) if enough is None else _some(groups, enough)
    return _any([together, contains(schema, plan.whole)]) if len(plan.groups) > 1 else together


def ranking(schema: Schema, plan: Plan, match: Query, *, is_partial: bool = False) -> Query:
    """The same matches, scored; where some words are enough (``is_partial``), those that say all are lifted."""
    if plan.is_empty:
        return match
    should = [exactly(schema, plan), *scores(schema, plan)]
    if is_partial:
        should.append(Query.const_score_query(matching(schema, plan), EVERY_WORD))
    return Query.boolean_query(
        [(Occur.Must, Query.const_score_query(match, 0.0)), *((Occur.Should, query) for query in should)]
    )


def exactly(schema: Schema, plan: Plan) -> Query:
    """The titles that are the query and nothing else."""
    return Query.const_score_query(Query.term_query(schema, "title_exact", plan.whole, "basic"), TITLE_EXACT)


def scores(schema: Schema, plan: Plan) -> list[Query]:
    """What raises a match, each by its own score."""
    found, lifted = [], {plan.whole: TITLE_WHOLE}
    for group, weight in [*((group, 1.0) for group in plan.groups), *((group, 0.3) for group in plan.helping)]:
        for field, boost in RANKED:
            found += [_scored(schema, field, part, boost * weight) for part in group.parts]
        lifted[group.text] = lifted.get(group.text, 0.0) + TITLE_WORD * weight
        for other in group.others:
            found += [_scored(schema, field, other, boost * SYNONYM * weight) for field, boost in RANKED[:2]]
    return found + [Query.boost_query(contains(schema, text, TITLE), boost) for text, boost in lifted.items()]


def is_of_terms(plan: Plan) -> bool:
    """Whether every score is a single term's: then the index need not look at every match to name the best."""
    return all(len(korean.atoms([text])) <= 3 for text in (plan.whole, *(group.text for group in plan.groups)))


def allowed(schema: Schema, passes: Iterable[str]) -> Query:
    """The documents that share a mark with the person."""
    return _any([Query.term_query(schema, "readers", mark, "basic") for mark in sorted(passes)])


def chosen(schema: Schema, facets: Mapping[str, Sequence[str]]) -> list[Query]:
    """One condition a facet: any of its chosen values."""
    return [
        _any([Query.term_query(schema, field, value, "basic") for value in values])
        for field, values in facets.items()
        if values
    ]


def these(schema: Schema, ids: Iterable[str]) -> Query:
    """The documents of these ids, unscored."""
    return Query.const_score_query(Query.term_set_query(schema, "id", list(ids)), 0.0)


def together(queries: Sequence[Query]) -> Query:
    """What all of the queries match; of none, everything."""
    return _all(list(queries)) if queries else Query.all_query()


def contains(schema: Schema, text: str, where: tuple[str, str] = EVERYWHERE) -> Query:
    """Documents that hold the text as a substring, spaces ignored; one or two atoms only inside a word."""
    pairs, triples = where
    atoms = korean.atoms(korean.words(text))
    if len(atoms) < 3:
        return Query.term_query(schema, pairs, "".join(atoms), "freq") if atoms else Query.empty_query()
    return _all([Query.term_query(schema, triples, triple, "freq") for triple in korean.triples(atoms)])


def _group(schema: Schema, group: Group) -> Query:
    ways = [_word(schema, group.text)]
    if len(group.parts) > 1:
        ways.append(_all([_word(schema, part) for part in group.parts]))
    ways += [_word(schema, other) for other in group.others]
    return _any(ways)


def _word(schema: Schema, word: str) -> Query:
    """One syllable only as a morpheme of its own; more wherever they stand in a row."""
    if len(word) == 1:
        return _any([Query.term_query(schema, field, word, "basic") for field, _ in RANKED])
    return contains(schema, word)


def _scored(schema: Schema, field: str, term: str, boost: float) -> Query:
    return Query.boost_query(Query.term_query(schema, field, term, "freq"), boost)


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _some(queries: list[Query], enough: int) -> Query:
    """Any ``enough`` of the queries. A few ways are written out: lists that meet are walked by the shortest."""
    if len(queries) <= enough:
        return _all(queries)
    if comb(len(queries), enough) <= WAYS_MOST:
        return _any([_all(list(way)) for way in combinations(queries, enough)])
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=enough)
