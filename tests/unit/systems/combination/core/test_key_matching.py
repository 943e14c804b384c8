"""Keys as small numbers: a row is a serial and, for each key, the number that stands for it or None."""

from collections import Counter
from itertools import permutations

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.key_matching import Matching, match_keys, parts_for, sample_links
from naru.systems.combination.core.key_tables import schema
from naru.systems.combination.engine import engine

Rows = list[tuple[int | None, ...]]


def matched(
    parties: dict[str, Rows], *, many: frozenset[str] = frozenset(), parts: int = 1
) -> tuple[set[tuple[int, ...]], Matching]:
    keys = len(next(row for rows in parties.values() for row in rows)) - 1
    with engine() as running:
        tables = {party: running.table(_table(rows, keys)) for party, rows in parties.items()}
        matching = match_keys(tables, keys=keys, keep=running.keep, many=many, parts=parts)
        links = matching.links.to_pyarrow().to_pylist()
    assert len({tuple(sorted(link.items())) for link in links}) == len(links), "a link stands once"
    return {tuple(link[party] for party in parties) for link in links}, matching


def _table(rows: Rows, keys: int) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [[] for _ in range(keys + 1)]
    doubled = [columns[0], *(column for key in columns[1:] for column in (key, key))]
    return pa.table([pa.array(column, pa.int64()) for column in doubled], schema=schema(keys))


@pytest.mark.parametrize(
    ("left", "right", "links"),
    [
        pytest.param([(1, 5)], [(9, 5)], {(1, 9)}, id="one key on both sides links"),
        pytest.param([(1, 5)], [(9, 6)], set(), id="another key does not"),
        pytest.param([(1, None)], [(9, None)], set(), id="no key is no key"),
        pytest.param([(1, 5), (2, 5)], [(9, 5)], set(), id="two records of one key link nobody"),
        pytest.param([(1, 5, 7)], [(9, 6, 7)], {(1, 9)}, id="the second key links what the first does not"),
        pytest.param([(1, 5, 7)], [(8, 5, None), (9, 6, 7)], {(1, 8)}, id="the first key goes before the second"),
        pytest.param(
            [(1, 5, 7), (2, 5, 8)], [(9, 5, 7)], {(1, 9)}, id="a later key tells apart what an earlier one does not"
        ),
        pytest.param(
            [(1, 5, 7), (2, None, 7)], [(8, 5, 6), (9, None, 7)], {(1, 8), (2, 9)}, id="who is linked is out of the way"
        ),
    ],
)
def test_two_parties(left: Rows, right: Rows, links: set[tuple[int, int]]) -> None:
    assert matched({"card": left, "hospital": right})[0] == links


def test_what_met_several_is_reported_by_party() -> None:
    _, matching = matched({"card": [(1, 5), (2, 5), (3, 6), (4, 9)], "hospital": [(8, 5), (9, 6)]})
    assert (matching.by_key, dict(matching.ambiguous)) == ((1,), {"card": 2, "hospital": 1})


def test_a_party_may_hold_a_person_several_times_where_that_is_agreed() -> None:
    parties = {"card": [(1, 5)], "hospital": [(8, 5), (9, 5)]}
    assert matched(parties)[0] == set()
    assert matched(parties, many=frozenset({"hospital"}))[0] == {(1, 8), (1, 9)}
    assert matched(parties, many=frozenset({"card"}))[0] == set()


@pytest.mark.parametrize(
    ("parties", "links"),
    [
        pytest.param([[(1, 5)], [(2, 5)], [(3, 5)]], {(1, 2, 3)}, id="all three hold the person"),
        pytest.param([[(1, 5)], [(2, 5)], [(3, 6)]], set(), id="two of three are not all"),
        pytest.param(
            [[(1, 5, None)], [(2, 5, 7)], [(3, None, 7)]], {(1, 2, 3)}, id="a chain over two keys is one person"
        ),
        pytest.param(
            [[(1, 5, None), (4, 8, 9)], [(2, 5, 7)], [(3, 8, 7)]],
            set(),
            id="a chain that meets two of one party is nobody",
        ),
    ],
)
def test_three_parties(parties: list[Rows], links: set[tuple[int, ...]]) -> None:
    assert matched(dict(zip(("a", "b", "c"), parties, strict=True)))[0] == links


rows = st.lists(st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 1, 2])), min_size=1, max_size=6)


@settings(max_examples=3, deadline=None)
@given(st.tuples(rows, rows, rows), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_parts_they_are_matched_in_matter_and_links_are_injective(
    drawn: tuple[Rows, ...], random: "st.Random"
) -> None:
    parties = {
        name: [(100 * place + number, *keys) for number, keys in enumerate(each)]
        for place, (name, each) in enumerate(zip(("a", "b", "c"), drawn, strict=True))
    }
    links, matching = matched(parties)
    for place in range(3):
        assert max(Counter(link[place] for link in links).values(), default=1) == 1
    order = random.choice(list(permutations(parties)))
    mixed = {name: random.sample(parties[name], len(parties[name])) for name in order}
    again, other = matched(mixed, parts=2)
    assert {tuple(link[order.index(name)] for name in parties) for link in again} == links
    assert (other.by_key, dict(other.ambiguous)) == (matching.by_key, dict(matching.ambiguous))


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    links = ibis.memtable(pa.table({"a": range(50), "b": range(50, 100)}))
    turned = ibis.memtable(pa.table({"a": range(49, -1, -1), "b": range(99, 49, -1)}))
    drawn = [
        sample_links(each, ("a", "b"), rows=5, seed=seed).to_pyarrow()
        for each, seed in ((links, 1), (turned, 1), (links, 2))
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


@pytest.mark.parametrize(
    ("records", "parts"), [(0, 1), (1, 1), (1 << 21, 1), ((1 << 21) + 1, 2), (1 << 22, 2), (10_000_000, 8)]
)
def test_large_tables_are_matched_in_parts(records: int, parts: int) -> None:
    assert parts_for(records) == parts


def test_what_does_not_fit_in_memory_is_refused_and_not_spilled() -> None:
    def ask() -> None:
        with engine(memory="20MB") as running:
            numbers = pa.array(range(1_000_000), pa.int64())
            table = running.table(pa.table([numbers, numbers, numbers], schema=schema(1)))
            match_keys({"a": table, "b": table}, keys=1, keep=running.keep)

    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == "combination_memory"
