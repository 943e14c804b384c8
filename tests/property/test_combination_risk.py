"""What holds of risk and treatment whatever the table."""

from collections.abc import Sequence
from itertools import product
from random import Random

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.systems.combination.core.lattice.hierarchy import read_hierarchy
from naru.systems.combination.core.lattice.metrics import Discernibility, Entropy, Loss, Metric, Precision
from naru.systems.combination.core.lattice.search import search
from naru.systems.combination.core.lattice.space import Space, build_space
from naru.systems.combination.core.risk.classes import Cells, count_alike, equivalence_classes, sensitive_cells
from naru.systems.combination.core.risk.closeness import equal_distance, hierarchical_distance, ordered_distance
from naru.systems.combination.core.risk.coding import Real, encode
from naru.systems.combination.core.risk.criteria import (
    Closeness,
    Criterion,
    DistinctDiversity,
    EntropyDiversity,
    KAnonymity,
    RecursiveDiversity,
    failing_classes,
)
from naru.systems.combination.core.risk.reidentification import prosecutor, unique_share
from naru.systems.combination.core.treat.numbers import round_controlled, round_randomly
from naru.systems.combination.core.treat.rows import anatomise, permute, suppress_locally
from naru.systems.combination.core.treat.texts import generalise

TREE = (("a", "ab", "*"), ("b", "ab", "*"), ("c", "cd", "*"), ("d", "cd", "*"))
OTHER = (("0", "low", "*"), ("1", "low", "*"), ("2", "high", "*"))
HIERARCHIES = [read_hierarchy("x", TREE), read_hierarchy("y", OTHER)]

rows = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("012"), st.sampled_from("pqr")), min_size=1, max_size=40
)


def table_of(drawn: Sequence[tuple[str, str, str]]) -> pa.Table:
    return pa.table({name: [row[place] for row in drawn] for place, name in enumerate("xyz")})


def lifted(table: pa.Table, levels: tuple[int, int]) -> pa.Table:
    for place, (name, tree, level) in enumerate(zip("xy", (TREE, OTHER), levels, strict=True)):
        table = table.set_column(place, name, generalise(table.column(name), hierarchy=tree, level=level))
    return table


@given(rows, st.tuples(st.integers(0, 2), st.integers(0, 2)))
def test_generalising_never_makes_the_smallest_class_smaller(
    drawn: list[tuple[str, str, str]], levels: tuple[int, int]
) -> None:
    table = table_of(drawn)
    assert equivalence_classes(lifted(table, levels), "xy").smallest >= equivalence_classes(table, "xy").smallest


@given(rows, st.randoms(use_true_random=False))
def test_order_of_rows_tells_nothing(drawn: list[tuple[str, str, str]], chance: Random) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    assert figures(table_of(shuffled)) == pytest.approx(figures(table_of(drawn)))


@given(rows)
@settings(max_examples=25)
def test_counted_rows_give_the_figures_of_the_rows_themselves(drawn: list[tuple[str, str, str]]) -> None:
    counted = count_alike(ibis.memtable(table_of(drawn)), list("xyz")).to_pyarrow()
    assert figures(counted) == pytest.approx(figures(table_of(drawn)))


def figures(table: pa.Table) -> list[float]:
    classes = equivalence_classes(table, "xy")
    cells = sensitive_cells(table, classes, "z")
    return [classes.smallest, prosecutor(classes).mean, unique_share(classes), float(equal_distance(cells).max())]


@given(rows, st.integers(2, 6))
def test_local_suppression_never_raises_risk_and_reaches_k(drawn: list[tuple[str, str, str]], k: int) -> None:
    table = table_of(drawn)
    done = equivalence_classes(suppress_locally(table, "xy", k=k), "xy")
    assert done.smallest >= k or not done.rows
    assert prosecutor(done).highest <= prosecutor(equivalence_classes(table, "xy")).highest


@given(rows)
def test_a_class_of_the_whole_table_is_as_far_as_nothing(drawn: list[tuple[str, str, str]]) -> None:
    table = table_of(drawn)
    cells = sensitive_cells(table, equivalence_classes(table, ""), "z")
    width = len(cells.overall)
    flat = [np.zeros(width, dtype=np.int64)]
    for distance in (
        equal_distance(cells),
        ordered_distance(cells, np.arange(width)),
        hierarchical_distance(cells, flat),
    ):
        assert distance == pytest.approx([0.0])


@given(rows)
def test_a_tree_of_one_level_is_equal_distance(drawn: list[tuple[str, str, str]]) -> None:
    table = table_of(drawn)
    cells = sensitive_cells(table, equivalence_classes(table, "x"), "z")
    flat = [np.zeros(len(cells.overall), dtype=np.int64)]
    assert hierarchical_distance(cells, flat) == pytest.approx(equal_distance(cells))


@given(rows, st.permutations(range(3)))
def test_ordered_distance_is_the_area_between_cumulated_shares(
    drawn: list[tuple[str, str, str]], order: list[int]
) -> None:
    table = table_of([*drawn, ("a", "0", "p"), ("a", "0", "q"), ("a", "0", "r")])
    cells = sensitive_cells(table, equivalence_classes(table, "x"), "z")
    area = np.abs(np.cumsum(extra_of(cells)[:, order], axis=1)).sum(axis=1) / 2
    assert ordered_distance(cells, np.array(order)) == pytest.approx(area)


@given(rows)
def test_hierarchical_distance_is_what_the_paper_carries_through_the_tree(drawn: list[tuple[str, str, str]]) -> None:
    table = table_of([*drawn, *((value, "0", "p") for value in "abcd")])
    cells = sensitive_cells(table, equivalence_classes(table, "y"), "x")
    labels = encode(table.column("x")).labels
    parents = np.array([0 if label in ("a", "b") else 1 for label in labels])
    extra = extra_of(cells)
    carried = np.zeros(len(extra))
    for parent in (0, 1):
        children = extra[:, parents == parent]
        carried += 1 / 2 * np.minimum(np.maximum(children, 0).sum(axis=1), np.maximum(-children, 0).sum(axis=1))
    sums = np.stack([extra[:, parents == parent].sum(axis=1) for parent in (0, 1)], axis=1)
    carried += np.minimum(np.maximum(sums, 0).sum(axis=1), np.maximum(-sums, 0).sum(axis=1))
    assert hierarchical_distance(cells, [parents, np.zeros(4, dtype=np.int64)]) == pytest.approx(carried, abs=1e-12)


def extra_of(cells: Cells) -> Real:
    """Class by value: the share in the class less the share in the table."""
    extra = np.tile(-cells.overall_shares, (len(cells.sizes), 1))
    extra[cells.class_of, cells.value] += cells.shares
    return extra


RULES: list[list[Criterion]] = [
    [KAnonymity(3)],
    [KAnonymity(2), DistinctDiversity("z", 2)],
    [EntropyDiversity("z", 1.5)],
    [RecursiveDiversity("z", 2.0, 2)],
    [KAnonymity(2), Closeness("z", 0.3)],
]


@pytest.mark.parametrize(
    "metric", [Loss(), Precision(), Entropy(), Discernibility(), Discernibility(charged=False)], ids=str
)
@pytest.mark.parametrize("rules", RULES, ids=["k", "distinct", "entropy", "recursive", "t"])
@given(drawn=rows, limit=st.sampled_from([0.0, 0.1, 0.5, 1.0]))
@settings(max_examples=25)
def test_search_finds_what_trying_every_node_finds(
    metric: Metric, rules: list[Criterion], drawn: list[tuple[str, str, str]], limit: float
) -> None:
    space = build_space(table_of(drawn), HIERARCHIES, sensitive=["z"])
    found = search(space, rules, metric=metric, suppression_limit=limit)
    best = every_node(space, rules, metric, limit)
    assert (found.score if found else None) == (pytest.approx(best) if best is not None else None)


def every_node(space: Space, rules: list[Criterion], metric: Metric, limit: float) -> float | None:
    scores = []
    for node in product(*(range(levels) for levels in space.shape)):
        classes = space.classes_at(node)
        failing = failing_classes(rules, classes, space.cells_at(classes))
        if classes.sizes[failing].sum() <= limit * space.rows:
            scores.append(metric.score(space, node, classes, failing))
    return min(scores, default=None)


@given(rows, st.randoms(use_true_random=False))
def test_permuting_keeps_rows_and_every_groups_values(drawn: list[tuple[str, str, str]], chance: Random) -> None:
    table = table_of(drawn)
    done = permute(table, ["z"], within=["x"], rng=np.random.default_rng(chance.randint(0, 9)))
    assert sorted(zip(done["x"].to_pylist(), done["z"].to_pylist(), strict=True)) == sorted(
        (row[0], row[2]) for row in drawn
    )


@given(st.lists(st.integers(-1_000, 1_000), min_size=1, max_size=30), st.integers(1, 50), st.integers(0, 5))
def test_roundings_go_to_neighbours_and_controlled_ones_keep_sums(numbers: list[int], base: int, seed: int) -> None:
    column = pa.chunked_array([pa.array(numbers)])
    group = np.arange(len(numbers)) % 3
    controlled = round_controlled(column, base=base, group_of=group).to_numpy()
    randomly = round_randomly(column, base=base, rng=np.random.default_rng(seed)).to_numpy()
    for after in (controlled, randomly):
        assert (np.abs(after - np.array(numbers)) < base).all()
        assert (after % base == 0).all()
    for each in range(3):
        assert abs(controlled[group == each].sum() - sum(np.array(numbers)[group == each])) <= base / 2 + 1e-6


@given(st.lists(st.sampled_from("pqrs"), min_size=1, max_size=40), st.integers(1, 3))
def test_anatomy_covers_every_row_with_diverse_groups(values: list[str], l: int) -> None:  # noqa: E741
    if max(values.count(value) for value in "pqrs") * l > len(values):
        return
    quasi, groups = anatomise(pa.table({"z": values}), "z", l=l, rng=np.random.default_rng(0))
    assert quasi.num_rows == len(values) == sum(groups["count_all"].to_pylist())
    held = groups["group"].to_pylist()
    assert min(held.count(group) for group in set(held)) >= l
