"""A plan turned into queries of the index: one that decides what matches, one that ranks what matched.

*Theory of operation.* A word matches where its bigrams stand in a row anywhere in the document, which is "contains the
word, spaces ignored"; so does each of its morphemes, or a synonym. That query is unscored and serves counting, facets
and rights. The ranking query adds BM25 over the morphemes, title before keywords before publisher before text, and
lifts titles that contain the whole query.
"""

from collections.abc import Iterable, Mapping, Sequence

from tantivy import Occur, Query, Schema

from naru.catalogue.core import korean
from naru.catalogue.core.querying import Group, Plan

RANKED = (("title_m", 3.0), ("tags_m", 2.0), ("publisher_m", 1.5), ("body_m", 0.7))
TITLE_WHOLE, TITLE_WORD, TITLE_EXACT = 6.0, 2.0, 12.0
SYNONYM = 0.3


def matching(schema: Schema, plan: Plan, *, enough: int | None = None) -> Query:
    """What matches: every group, or ``enough`` of them; or the whole query as one string, however it is spaced."""
    if plan.is_empty:
        return Query.all_query()
    groups = [_group(schema, group) for group in plan.groups]
    together = _all(groups) if enough is None else _some(groups, enough)
    return _any([together, contains(schema, "all_b", plan.whole)]) if len(plan.groups) > 1 else together


def ranking(schema: Schema, plan: Plan, match: Query) -> Query:
    """The same matches, scored."""
    if plan.is_empty:
        return match
    should = [Query.boost_query(contains(schema, "title_b", plan.whole), TITLE_WHOLE)]
    exact = Query.term_query(schema, "title_exact", plan.whole, "basic")
    should.append(Query.const_score_query(exact, TITLE_EXACT))
    for group, weight in [*((group, 1.0) for group in plan.groups), *((group, 0.3) for group in plan.helping)]:
        for field, boost in RANKED:
            should += [_scored(schema, field, part, boost * weight) for part in group.parts]
        should.append(Query.boost_query(contains(schema, "title_b", group.text), TITLE_WORD * weight))
        for other in group.others:
            should += [_scored(schema, field, other, boost * SYNONYM * weight) for field, boost in RANKED[:2]]
    return Query.boolean_query(
        [(Occur.Must, Query.const_score_query(match, 0.0)), *((Occur.Should, query) for query in should)]
    )


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


def together(queries: Sequence[Query]) -> Query:
    return _all(list(queries)) if queries else Query.all_query()


def contains(schema: Schema, field: str, text: str) -> Query:
    """Documents whose field holds the text as a substring, spaces ignored."""
    tokens = korean.bigrams(text)
    match tokens:
        case []:
            return Query.empty_query()
        case [token]:
            return Query.term_query(schema, field, token, "freq")
        case _:
            return Query.phrase_query(schema, field, list(tokens))


def _group(schema: Schema, group: Group) -> Query:
    ways = [_word(schema, group.text)]
    if len(group.parts) > 1:
        ways.append(_all([_word(schema, part) for part in group.parts]))
    ways += [_word(schema, other) for other in group.others]
    return _any(ways)


def _word(schema: Schema, word: str) -> Query:
    """One syllable only as a morpheme of its own; one pair inside a word; more wherever they stand in a row."""
    tokens = korean.bigrams(word)
    if len(word) == 1:
        return _any([Query.term_query(schema, field, word, "basic") for field, _ in RANKED])
    if len(tokens) == 1:
        return Query.term_query(schema, "pairs", tokens[0], "basic")
    return contains(schema, "all_b", word)


def _scored(schema: Schema, field: str, term: str, boost: float) -> Query:
    return Query.boost_query(Query.term_query(schema, field, term, "freq"), boost)


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _some(queries: list[Query], enough: int) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=enough)
