"""Small tables and what they tell of a person: rows in, figures out."""

from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.risk import Assessment, Thresholds, assess
from naru.systems.combination.core.risk.classes import equivalence_classes, sensitive_cells
from naru.systems.combination.core.risk.closeness import equal_distance, hierarchical_distance, ordered_distance
from naru.systems.combination.core.risk.differencing import compare_releases
from naru.systems.combination.core.risk.diversity import distinct_values, entropy_diversity, is_recursively_diverse
from naru.systems.combination.core.risk.linkage import attack
from naru.systems.combination.core.risk.outliers import outliers
from naru.systems.combination.core.risk.population import estimate, match_is_right
from naru.systems.combination.core.risk.reidentification import journalist, presence, prosecutor, share_above
from naru.systems.combination.core.risk.special_uniques import special_uniques

AGES = pa.table({"age": ["20s", "20s", "20s", "30s", "30s", "40s"], "ill": ["a", "a", "b", "a", "c", "b"]})
COLUMNS = Columns(
    all=(
        Column(name="age", role=Role.QUASI, party="card"),
        Column(name="ill", role=Role.SENSITIVE, party="clinic"),
        Column(name="_serial_card", role=Role.SERIAL, party="card"),
    )
)


def assessed(table: pa.Table, **limits: Any) -> Assessment:
    return assess(ibis.memtable(table), COLUMNS.without(Role.SERIAL), thresholds=Thresholds.from_json(limits))


def test_prosecutor_is_one_in_the_smallest_class_and_marketer_classes_by_rows() -> None:
    classes = equivalence_classes(AGES, ["age"])
    assert (classes.smallest, prosecutor(classes).highest, prosecutor(classes).mean) == (1, 1.0, 0.5)


@pytest.mark.parametrize(("risk", "share"), [(1 / 3, 3 / 6), (0.34, 3 / 6), (0.33, 1.0), (0.5, 1 / 6), (1.0, 0.0)])
def test_share_of_rows_above_a_risk(risk: float, share: float) -> None:
    assert share_above(equivalence_classes(AGES, ["age"]), risk) == pytest.approx(share)


def test_journalist_counts_the_population_behind_a_class() -> None:
    population = pa.table({"age": ["20s"] * 6 + ["30s"] * 4 + ["40s"] * 2 + ["50s"]})
    risk = journalist(AGES, population, ["age"])
    assert (risk.highest, risk.mean) == (0.5, pytest.approx((3 / 6 + 2 / 4 + 1 / 2) / 6))
    found = presence(AGES, population, ["age"])
    assert (found.least, found.greatest) == (0.0, 0.5)


def test_diversity_of_each_class() -> None:
    cells = sensitive_cells(AGES, equivalence_classes(AGES, ["age"]), "ill")
    assert distinct_values(cells).tolist() == [2, 2, 1]
    expected = [np.exp(-(2 / 3 * np.log(2 / 3) + 1 / 3 * np.log(1 / 3))), 2.0, 1.0]
    assert entropy_diversity(cells) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("c", "l", "diverse"),
    [
        (2.0, 2, [False, True, False]),
        (2.1, 2, [True, True, False]),
        (1.0, 2, [False, False, False]),
        (9.0, 3, [False] * 3),
    ],
)
def test_recursive_diversity_weighs_the_most_frequent_value(c: float, l: int, diverse: list[bool]) -> None:  # noqa: E741
    cells = sensitive_cells(AGES, equivalence_classes(AGES, ["age"]), "ill")
    assert is_recursively_diverse(cells, c=c, l=l).tolist() == diverse


def test_ordered_distance_is_that_of_the_paper() -> None:
    """Li et al. 2007, section 4: {3k, 4k, 5k} lies .375 from the table, {6k, 8k, 11k} .167; here the last three classes mixed."""
    table = pa.table({"class": [1] * 3 + [2] * 3 + [3] * 3, "salary": [3, 4, 5, 6, 8, 11, 7, 9, 10]})
    cells = sensitive_cells(table, equivalence_classes(table, ["class"]), "salary")
    order = np.argsort([3, 4, 5, 6, 8, 11, 7, 9, 10])
    assert ordered_distance(cells, order)[:2] == pytest.approx([0.375, 1 / 6])


def test_equal_and_hierarchical_distance_by_hand() -> None:
    cells = sensitive_cells(AGES, equivalence_classes(AGES, ["age"]), "ill")  # over all: a 1/2, b 1/3, c 1/6
    assert equal_distance(cells) == pytest.approx([1 / 6, 1 / 3, 2 / 3])
    tree = [np.array([0, 0, 1]), np.array([0, 0, 0])]  # a and b lie together, c apart
    assert hierarchical_distance(cells, tree) == pytest.approx([1 / 6, 1 / 2 * 0 + 1 / 3, 1 / 2 * 1 / 2 + 1 / 6])


@pytest.mark.parametrize(
    ("ones", "twos", "fraction", "right"), [(10, 5, 1.0, 1.0), (10, 5, 0.5, 0.5), (10, 0, 0.1, 1.0), (0, 5, 0.5, 0.0)]
)
def test_chance_that_a_match_is_right(ones: int, twos: int, fraction: float, right: float) -> None:
    assert match_is_right(ones, twos, fraction=fraction) == pytest.approx(right)


def test_fewer_are_unique_in_a_larger_population() -> None:
    rng = np.random.default_rng(7)
    classes = equivalence_classes(pa.table({"x": rng.zipf(1.6, 4_000)}), ["x"])
    shares = [estimate(classes, population=size).uniques_share for size in (4_000, 40_000, 400_000)]
    assert None not in shares
    assert shares == sorted(shares, reverse=True, key=lambda share: share or 0.0)
    assert shares[0] == pytest.approx((classes.sizes == 1).sum() / classes.rows, rel=0.15)


def test_special_uniques_are_minimal() -> None:
    table = pa.table({"a": [1, 1, 2, 2, 3], "b": [1, 2, 1, 2, 1], "c": [1, 1, 1, 1, 1]})
    found = special_uniques(table, ["a", "b", "c"], columns_max=3)
    assert [(each.columns, each.rows) for each in found.combinations] == [(("a", "b"), 4), (("a",), 1)]
    assert found.scores.tolist() == [1, 1, 1, 1, 2]
    with pytest.raises(Refused, match="sets of columns"):
        special_uniques(table, ["a", "b", "c"], columns_max=3, sets_max=6)


@pytest.mark.parametrize(
    ("numbers", "far"), [([1, 2, 3, 4, 5], 0), ([1, 2, 3, 4, 500], 1), ([7, 7, 7, 7, 8], 1), ([], 0), ([None, 3.0], 0)]
)
def test_numbers_that_stand_out(numbers: list[float | None], far: int) -> None:
    assert outliers(pa.chunked_array([pa.array(numbers, type=pa.float64())]), spreads=3.0).far == far


def linked(released: list[Any], kept: list[Any]) -> tuple[int, float]:
    """Row i of the release is row i of what was kept, which may go on."""
    out = pa.table({"s": [str(i) for i in range(len(released))], "x": released})
    source = pa.table({"s": [str(i) for i in range(len(kept))], "x": kept})
    found = attack(out, source, serial="s", columns={"x": "x"}, candidates=2)
    return found.singled_out, found.expected


@pytest.mark.parametrize(
    ("released", "kept", "singled_out", "expected"),
    [
        ([10, 11, 12], [10, 11, 12, 12], 2, (1 + 1 + 1 / 2) / 3),  # untouched: only twins hide
        (["1x", "1x", "2x"], [10, 11, 20], 1, (1 / 2 + 1 / 2 + 1) / 3),  # generalised: who shares a range hides
        (["*", "*", "*"], [10, 11, 20], 0, 1 / 3),  # suppressed: all hide
        (["*", "11", "11"], [10, 11, 11], 0, (1 / 3 + 1 / 2 + 1 / 2) / 3),
        ([9.0, 12.0, 31.0, 29.0], [10, 10, 30, 30], 0, 1 / 2),  # moved by at most 2: the near ones hide each other
        ([9.0, 12.0, 71.0], [10, 10, 70], 1, (1 / 2 + 1 / 2 + 1) / 3),
        (["b", "a", "a", "b"], ["a", "a", "b", "b"], 0, 1 / 4),  # changed round by chance: nothing to go by
    ],
)
def test_what_an_applicant_that_kept_its_source_can_single_out(
    released: list[Any], kept: list[Any], singled_out: int, expected: float
) -> None:
    assert linked(released, kept) == (singled_out, pytest.approx(expected))


def test_two_safe_releases_differ_by_one_person() -> None:
    earlier = pa.table({"age": ["20s"] * 5 + ["30s"] * 5})
    new = pa.table({"age": ["20s"] * 6 + ["30s"] * 5 + ["40s"] * 5})
    found = compare_releases(earlier, new, columns=["age"], hierarchies={}, below=5)
    assert (found.classes, found.small, found.rows_in_small) == (3, 1, 1)


def test_releases_of_other_levels_are_brought_to_one() -> None:
    hierarchy = [("21", "20s", "*"), ("25", "20s", "*"), ("31", "30s", "*")]
    earlier = pa.table({"age": ["21", "25", "25", "31"]})
    new = pa.table({"age": ["20s", "20s", "20s", "30s", "30s"]})
    found = compare_releases(earlier, new, columns=["age"], hierarchies={"age": hierarchy}, below=3)
    assert (found.classes, found.small, found.rows_in_small) == (2, 1, 1)


@pytest.mark.parametrize(
    ("limits", "failures"),
    [
        ({"k": 1}, ()),
        ({"k": 2}, ("k_below",)),
        ({"k": 1, "l": 1}, ()),
        ({"k": 1, "l": 2}, ("distinct_l_below",)),
        ({"k": 1, "t": 0.67}, ()),
        ({"k": 1, "t": 0.66}, ("t_above",)),
        ({"k": 1, "entropy_l": 1.1}, ("entropy_l_below",)),
        ({"k": 1, "recursive_c": 2.1, "recursive_l": 2}, ("recursive_l_broken",)),
        ({"k": 1, "prosecutor_max": 1.0}, ()),
        ({"k": 1, "prosecutor_max": 0.9}, ("prosecutor_above",)),
        ({"k": 1, "marketer_max": 0.49}, ("marketer_above",)),
        ({"k": 1, "unique_max": 0.16}, ("unique_above",)),
        ({"k": 1, "rare_columns": 1, "rare_below": 3, "rare_max": 0.5}, ()),
        ({"k": 1, "rare_columns": 1, "rare_below": 4, "rare_max": 0.5}, ("rare_above",)),
    ],
)
def test_each_limit_breaks_on_its_far_side(limits: dict[str, Any], failures: tuple[str, ...]) -> None:
    assert assessed(AGES, **limits).failures == failures


def test_a_linkage_above_its_limit_names_the_party() -> None:
    table = AGES.append_column("_serial_card", pa.array(list("abcdef")))
    limits = Thresholds(k=1, linkage_max=0.1)
    found = assess(ibis.memtable(table), COLUMNS, thresholds=limits, sources={"card": ibis.memtable(table)})
    assert [(each.code, each.about) for each in found.broken] == [("linkage_above", "card")]


@pytest.mark.parametrize(
    ("limits", "failures"),
    [
        ({"k": 1}, []),
        ({"k": 1, "difference_below": 1}, []),
        ({"k": 1, "difference_below": 2}, [("differences_above", "first")]),
        ({"k": 1, "journalist_max": 0.5}, []),
        ({"k": 1, "journalist_max": 0.49}, [("journalist_above", "")]),
        ({"k": 1, "presence_max": 0.5}, []),
        ({"k": 1, "presence_max": 0.49}, [("presence_above", "")]),
    ],
)
def test_what_others_know_is_held_against_limits(limits: dict[str, Any], failures: list[tuple[str, str]]) -> None:
    found = assess(
        ibis.memtable(AGES),
        COLUMNS.without(Role.SERIAL),
        thresholds=Thresholds.from_json(limits),
        earlier={"first": ibis.memtable(AGES.slice(1))},
        population=ibis.memtable(pa.concat_tables([AGES, AGES])),
    )
    assert [(each.code, each.about) for each in found.broken] == failures


def test_an_empty_table_has_nothing_to_fear() -> None:
    assert assessed(AGES.slice(0, 0), k=5, l=2, t=0.1, rare_columns=2, population=10).passes


def test_no_cell_of_any_row_is_in_an_assessment() -> None:
    table = pa.table({"age": ["나이비밀", "나이비밀", "x"], "ill": ["병비밀", "병비밀", "y"]})
    found = assessed(table, k=5, l=2, t=0.1, rare_columns=1, rare_below=5, population=100)
    assert "비밀" not in str(found.to_json())


@pytest.mark.parametrize(
    ("stored", "code"),
    [({}, "threshold_missing"), ({"k": "5"}, "threshold_unreadable"), ({"k": 2.5}, "threshold_unreadable"), ({"k": -1}, "threshold_unreadable"), ({"k": 5, "q": 1}, "threshold_unknown")],
)  # fmt: skip
def test_thresholds_that_cannot_be_read_are_refused(stored: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        Thresholds.from_json(stored)
    assert refusal.value.code == code
