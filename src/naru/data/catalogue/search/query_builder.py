"""A plan turned into queries of the index: what fits, what is touched at all, and what ranks either.

*Theory of operation.* A word matches where all its triples stand, which is "contains the word, spaces ignored"; so does
each of its morphemes, or a synonym. What says every word fits; what says any of them, or a part of one, is touched. Both
are unscored, a matter of sorted lists without positions, and serve counting, facets and rights.

What fits is ranked by BM25 over the morphemes, title before keywords before publisher before text, and by titles that
contain the query. Where that is little, all that is touched is ranked: what fits first, then by how many of the words a
record says, each as much as it is rare (its inverse document frequency), more where it says all of one of several topics,
and a word of the subject weighs more in a record of the place that is asked for, its province, or the whole country.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tantivy import Occur, Query, Schema

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.places import NATION, Place, scopes_of
from naru.data.catalogue.core.query_plan import Group, Plan

Rarity = Callable[[Group], float]  # how much a group tells records apart: its inverse document frequency

RANKED = (("title_m", 3.0), ("tags_m", 2.0), ("publisher_m", 1.5), ("body_m", 0.7))
TITLE_WHOLE, TITLE_WORD, TITLE_EXACT = 6.0, 2.0, 12.0
FITS = 10_000.0  # for what says all that was asked, where some of it brings a record
COVERED = 8.0  # for each group that a record says, times how rare it is
PART, HELP = 0.6, 0.3  # what a part of a compound, and a word that merely helps, weigh beside a group
SYNONYM = 0.1  # of BM25: a synonym has counted already where a record says it
TOGETHER = 0.5  # for what says all of one of several topics, beside what it says of each word
HERE, AROUND, NATIONWIDE = 4.0, 2.0, 1.0  # what a word weighs more in a record of the place, its province, the country
EVERYWHERE, TITLE = ("pairs", "triples"), ("title_g", "title_g")


def matching(schema: Schema, plan: Plan) -> Query:
    """What fits: every group, or the whole query as one string, however it is spaced."""
    if plan.is_empty:
        return Query.all_query()
    together = _all([_group(schema, group) for group in plan.groups])
    return _any([together, contains(schema, plan.whole)]) if len(plan.groups) > 1 else together


def touching(schema: Schema, plan: Plan) -> Query:
    """What any subject, or a part of one, brings."""
    return _any([query for group in plan.subjects for query in (_group(schema, group), *_parts(schema, group))])


def ranking(schema: Schema, plan: Plan, match: Query) -> Query:
    """The same matches, scored."""
    return match if plan.is_empty else _scored_by(match, [exactly(schema, plan), *scores(schema, plan)])


def loose_ranking(schema: Schema, plan: Plan, rarity: Rarity) -> Query:
    """All that is touched: what fits first, then by how much of what is asked it says, how rare that is, and where."""
    lifts = [Query.const_score_query(matching(schema, plan), FITS)]
    for group in plan.subjects:
        weight, said = COVERED * group.weight * rarity(group), _group(schema, group)
        lifts.append(_said_or_parts(schema, group, rarity))
        lifts += [_lifted(_all([said, there]), weight * share) for there, share in _around(schema, plan.places)]
    for topic in plan.topics:
        together = COVERED * TOGETHER * sum(group.weight * rarity(group) for group in topic)
        lifts.append(_lifted(_all([_group(schema, group) for group in topic]), together))
    lifts += [_lifted(_group(schema, group), HELP * COVERED * rarity(group)) for group in plan.helping]
    return _scored_by(touching(schema, plan), [exactly(schema, plan), *lifts, *scores(schema, plan)])


def _said_or_parts(schema: Schema, group: Group, rarity: Rarity) -> Query:
    """By the whole group, or less by those of its parts that are said."""
    whole = _lifted(_group(schema, group), COVERED * group.weight * rarity(group))
    if len(group.parts) < 2:
        return whole
    parts = [
        _lifted(_word(schema, part), COVERED * PART * group.weight * rarity(Group(text=part, parts=(part,))))
        for part in group.parts
    ]
    return Query.disjunction_max_query([whole, Query.boolean_query([(Occur.Should, part) for part in parts])])


def _scored_by(match: Query, scores: Iterable[Query]) -> Query:
    return Query.boolean_query(
        [(Occur.Must, Query.const_score_query(match, 0.0)), *((Occur.Should, query) for query in scores)]
    )


def _lifted(query: Query, score: float) -> Query:
    return Query.const_score_query(query, max(score, 0.0))


def _parts(schema: Schema, group: Group) -> list[Query]:
    return [_word(schema, part) for part in group.parts] if len(group.parts) > 1 else []


def _around(schema: Schema, places: Sequence[Place]) -> list[tuple[Query, float]]:
    """The places' own records, their provinces', and those of the whole country."""
    if not places:
        return []
    regions = [_scope(schema, place.region) for place in places if place.region]
    around = [(_any(regions), AROUND)] if regions else []
    here = _all([_place(schema, place) for place in places])
    return [(here, HERE), *around, (_scope(schema, NATION), NATIONWIDE)]


def _place(schema: Schema, place: Place) -> Query:
    return _any(
        [*(_word(schema, name) for name in place.names), *(_scope(schema, scope) for scope in scopes_of(place))]
    )


def _scope(schema: Schema, scope: str) -> Query:
    return Query.term_query(schema, "scope", scope, "basic")


def exactly(schema: Schema, plan: Plan) -> Query:
    """The titles that are the query and nothing else."""
    return Query.const_score_query(Query.term_query(schema, "title_exact", plan.whole, "basic"), TITLE_EXACT)


def scores(schema: Schema, plan: Plan) -> list[Query]:
    """What raises a match, each by its own score."""
    found, lifted = [], {plan.whole: TITLE_WHOLE}
    for group, weight in [
        *((group, group.weight) for group in plan.groups),
        *((group, HELP) for group in plan.helping),
    ]:
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
    if group.place is not None:
        return _place(schema, group.place)
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
