"""Exact counts of every facet's values under the visitor's rights and the other choices."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from tantivy import Query, Schema, Searcher

from naru.base.kit.words import Words
from naru.data.catalogue.core.search_values import Facet, FacetValue
from naru.data.catalogue.core.states import ACCESS_WORDS, STATE_WORDS, Access, State
from naru.data.catalogue.core.values import publisher_words
from naru.data.catalogue.core.vocabulary import LICENCES, REGIONS, THEMES
from naru.data.catalogue.models import Publisher
from naru.data.catalogue.search import query_builder
from naru.data.catalogue.search.schema import PACKED, unpacked

SHOWN = 50
EVERY = 30_000  # values told apart in one go: more than any facet has, so that counts are exact

FACET_WORDS: dict[str, Words] = {
    "theme": Words("분야", "Theme"),
    "publisher": Words("제공기관", "Publisher"),
    "region": Words("지역", "Place"),
    "format": Words("파일 형식", "Format"),
    "year": Words("수정 연도", "Year updated"),
    "licence": Words("이용허락", "Licence"),
    "access": Words("공개 범위", "Access"),
    "state": Words("상태", "State"),
}


def as_kept(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Chosen values as the index keeps them, each once: formats in small letters."""
    return tuple(dict.fromkeys(value.lower() if name == "format" else value for value in values))


def counts(
    searcher: Searcher, schema: Schema, base: Sequence[Query], chosen: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, dict[str, int]]]:
    """(matches, facet → value → count). A facet's own choice does not narrow its own counts."""
    conditions = {name: query_builder.chosen(schema, {name: values}) for name, values in chosen.items() if values}
    everything = query_builder.together([*base, *(query for queries in conditions.values() for query in queries)])
    found, total = _counted(searcher, everything)
    for name in conditions:
        others = [query for other, queries in conditions.items() if other != name for query in queries]
        found[name] = _buckets(searcher.aggregate(query_builder.together([*base, *others]), _terms([name]))[name])
    return total, found


def total(searcher: Searcher, query: Query) -> int:
    """How many documents match, exactly."""
    answer = searcher.aggregate(query, {"total": {"value_count": {"field": "changed"}}})
    return int(answer["total"]["value"] or 0)


def _counted(searcher: Searcher, query: Query) -> tuple[dict[str, dict[str, int]], int]:
    """Every facet's counts and how many documents they are of, by the packed columns: two instead of eight."""
    answer = searcher.aggregate(query, _terms(PACKED))
    if any(answer[field]["sum_other_doc_count"] for field in PACKED):  # more combinations than can be told apart
        answer = searcher.aggregate(query, _terms(FACET_WORDS))
        return {name: _buckets(answer[name]) for name in FACET_WORDS}, total(searcher, query)
    found: dict[str, dict[str, int]] = {name: {} for name in FACET_WORDS}
    for field in PACKED:
        for combination, count in _buckets(answer[field]).items():
            for name, value in _unpacked(field, combination):
                mine = found[name]
                mine[value] = mine.get(value, 0) + count
    return found, sum(_buckets(answer["who"]).values())


_unpacked = lru_cache(maxsize=20_000)(unpacked)


def described(
    found: Mapping[str, Mapping[str, int]], chosen: Mapping[str, Sequence[str]], names: Mapping[str, Words]
) -> tuple[Facet, ...]:
    """The counts in words; at most fifty values a facet, those chosen always among them."""
    facets = []
    for name, words in FACET_WORDS.items():
        mine = chosen.get(name, ())
        counted = {**dict.fromkeys(mine, 0), **found.get(name, {})}
        order = sorted(counted, key=lambda value: (value not in mine, -counted[value], value))[:SHOWN]
        if name == "year":
            order = sorted(order, reverse=True)
        if counted and not (name in {"access", "state"} and len(counted) == 1 and not mine):
            values = tuple(
                FacetValue(value=value, words=_words(name, value, names), count=counted[value], is_chosen=value in mine)
                for value in order
            )
            facets.append(Facet(name=name, words=words, values=values))
    return tuple(facets)


def _terms(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": EVERY, "segment_size": EVERY}} for name in names}


def _buckets(answer: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}


@lru_cache(maxsize=2)
def publisher_names(generation: tuple[str, int]) -> dict[str, Words]:
    """Every publisher's name by its slug; asked of the database again when the index has moved on."""
    rows = Publisher.objects.values_list("slug", "name", "name_en")
    return {slug: publisher_words(name, name_en) for slug, name, name_en in rows}


def _words(facet: str, value: str, publishers: Mapping[str, Words]) -> Words:
    match facet:
        case "publisher" if value in publishers:
            return publishers[value]
        case "theme" if value in THEMES:
            return THEMES[value].words
        case "licence" if value in LICENCES:
            return LICENCES[value].words
        case "region" if value in REGIONS:
            return REGIONS[value].words
        case "access" if value in set(Access):
            return ACCESS_WORDS[Access(value)]
        case "state" if value in set(State):
            return STATE_WORDS[State(value)]
        case "format":
            return Words(value.upper(), value.upper())
        case _:
            return Words(value, value)
