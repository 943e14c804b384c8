"""Agreement beyond chance, against published examples."""

from collections.abc import Hashable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.work.core import agreement
from naru.systems.work.core.agreement import Unit

# Krippendorff 2011, four observers and twelve units with answers missing
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units_of(*observers: str) -> list[Unit]:
    return [
        {f"o{who}": said for who, said in enumerate(column) if said != "."} for column in zip(*observers, strict=True)
    ]


def test_krippendorffs_own_example() -> None:
    assert agreement.alpha(units_of(*OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("observers", "expected"),
    [
        (("aabb", "aabb"), Fraction(1)),
        (("aabb", "aaba"), Fraction(8, 15)),  # observed 2, expected 30 of 56 pairs: 1 - 7·2/30
        (("ab", "ba"), Fraction(-1, 2)),
        (("aaaa", "aaaa"), None),  # one label alone says nothing
        (("a...", ".b.."), None),
        (("", ""), None),
    ],
)
def test_alpha_of_small_tables(observers: tuple[str, ...], expected: Fraction | None) -> None:
    found = agreement.alpha(units_of(*observers))
    assert found is None if expected is None else found == pytest.approx(float(expected))


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    units = units_of("aabbaabbabab" * 10, "aabbaabbabba" * 10)
    found = agreement.alpha_with_interval(units, seed="일감")
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert found == agreement.alpha_with_interval(units, seed="일감")
    assert found.units == 120
    half = agreement.alpha_with_interval(units[:30], seed="일감")
    assert half.high is not None
    assert half.low is not None
    assert half.high - half.low > found.high - found.low


def test_a_label_that_is_read_differently_stands_out() -> None:
    found = agreement.by_label(units_of("aabbcc" * 5, "aabcbc" * 5), ["a", "b", "c"], seed="일감")
    assert found["a"].value == pytest.approx(1)
    assert found["b"].value is not None
    assert found["b"].value < 0.5
    assert found["b"].value == pytest.approx(found["c"].value)


def test_kappa_of_cohens_table() -> None:
    """Cohen 1960: 88/14/18, 10/40/10, 2/6/12 of 200; kappa 0.492."""
    table = {"xx": 88, "xy": 14, "xz": 18, "yx": 10, "yy": 40, "yz": 10, "zx": 2, "zy": 6, "zz": 12}
    pairs: list[tuple[Hashable, Hashable]] = [(cell[0], cell[1]) for cell, count in table.items() for _ in range(count)]
    found, four = agreement.kappa(pairs), agreement.kappa(pairs * 4)
    assert found.value == pytest.approx(0.492, abs=0.0005)
    assert found.units == 200
    assert _width(found) == pytest.approx(0.2, abs=0.001)
    assert _width(four) == pytest.approx(_width(found) / 2)  # four times as many tell twice as well


def _width(found: agreement.Estimate) -> float:
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


@pytest.mark.parametrize("pairs", [[], [("a", "a")] * 5])
def test_kappa_says_nothing_where_there_is_nothing_to_say(pairs: list[tuple[Hashable, Hashable]]) -> None:
    assert agreement.kappa(pairs).value is None


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (1, 1, 0.207, 1.0)],
)
def test_wilsons_interval(right: int, of: int, low: float, high: float) -> None:
    found = agreement.share(right, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_no_share_of_nothing() -> None:
    assert agreement.share(0, 0).value is None


LABELS = st.sampled_from("abc")


@given(units=st.lists(st.dictionaries(st.sampled_from(["o1", "o2", "o3"]), LABELS, min_size=1), max_size=12))
def test_alpha_does_not_ask_who_or_in_which_order(units: list[dict[str, str]]) -> None:
    found = agreement.alpha(units)
    turned = agreement.alpha([{f"x{who}": said for who, said in unit.items()} for unit in reversed(units)])
    assert found is None or (found <= 1 + 1e-9 and turned == pytest.approx(found))
    alike = agreement.alpha([dict.fromkeys(unit, next(iter(unit.values()))) for unit in units])
    assert alike is None or alike == pytest.approx(1)
