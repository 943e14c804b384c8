"""Private counts and their budget; noise by OpenDP where it is installed."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.adapters.opendp import OpenDpLaplace
from naru.systems.combination.core.privacy import Budget, NoisyCounts, noisy_counts

COLUMN = pa.chunked_array([["a", "a", "b", None, "z"]])


class Silent:
    """No noise, so that what lies around it can be seen; notes what it was asked."""

    def __init__(self, shift: int = 0) -> None:
        self.shift, self.asked = shift, 0

    def noisy(self, counts: Sequence[int], *, rows_a_person: int, epsilon: float) -> list[int]:
        self.asked += 1
        return [count + self.shift for count in counts]


def ask(
    budget: Budget, *, epsilon: str = "0.5", mechanism: Any = None, categories: Sequence[str] = "abc", rows: int = 1
) -> NoisyCounts:
    return noisy_counts(
        COLUMN,
        list(categories),
        epsilon=Decimal(epsilon),
        rows_a_person=rows,
        what="ages",
        budget=budget,
        mechanism=mechanism or Silent(),
    )


def test_every_category_is_answered_and_no_other() -> None:
    assert ask(Budget(epsilon=Decimal(1))).counts == {"a": 2, "b": 1, "c": 0}


def test_noise_never_leaves_a_count_below_nought() -> None:
    assert ask(Budget(epsilon=Decimal(1)), mechanism=Silent(-2)).counts == {"a": 0, "b": 0, "c": 0}


def test_ten_tenths_are_one_and_the_eleventh_is_refused_unasked() -> None:
    budget, silent = Budget(epsilon=Decimal(1)), Silent()
    for _ in range(10):
        budget = ask(budget, epsilon="0.1", mechanism=silent).budget
    assert budget.left == 0
    with pytest.raises(Refused) as refusal:
        ask(budget, epsilon="0.0001", mechanism=silent)
    assert refusal.value.code == "privacy_budget_spent"
    assert silent.asked == 10


@pytest.mark.parametrize("epsilon", ["0", "-1", "NaN", "Infinity"])
def test_an_epsilon_of_nothing_or_without_end_is_refused(epsilon: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(Budget(epsilon=Decimal(1)), epsilon=epsilon)
    assert refusal.value.code == "epsilon_not_positive"


@pytest.mark.parametrize(
    ("asked", "code"), [({"categories": "aa"}, "categories_repeat"), ({"rows": 0}, "rows_a_person_unbounded")]
)
def test_what_noise_cannot_be_fitted_to_is_refused(asked: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(Budget(epsilon=Decimal(1)), **asked)
    assert refusal.value.code == code


def test_a_budget_reads_back_as_it_was() -> None:
    budget = Budget(epsilon=Decimal("1.5")).spend("ages", Decimal("0.3")).spend("wards", Decimal("0.7"))
    assert Budget.from_json(budget.to_json()) == budget  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ({}, "budget_unreadable"),
        ({"epsilon": "x", "spent": []}, "budget_unreadable"),
        ({"epsilon": "NaN", "spent": []}, "budget_unreadable"),
        ({"epsilon": "0", "spent": []}, "budget_unreadable"),
        ({"epsilon": "1", "spent": [{"what": "a"}]}, "budget_unreadable"),
        ({"epsilon": "1", "spent": [{"what": "a", "epsilon": "-1"}]}, "epsilon_not_positive"),
        ({"epsilon": "1", "spent": [{"what": "a", "epsilon": "2"}]}, "privacy_budget_spent"),
    ],
)
def test_a_tampered_budget_is_refused(stored: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        Budget.from_json(stored)
    assert refusal.value.code == code


@pytest.mark.skipif(find_spec("opendp") is None, reason="OpenDP is not installed (pip install naru[dp])")
@pytest.mark.parametrize(("epsilon", "rows"), [(0.5, 1), (1.0, 1), (1.0, 4)])
def test_opendps_noise_has_the_spread_that_its_epsilon_asks(epsilon: float, rows: int) -> None:
    drawn = OpenDpLaplace().noisy([100] * 20_000, rows_a_person=rows, epsilon=epsilon)
    mean = sum(drawn) / len(drawn)
    spread = (sum((each - mean) ** 2 for each in drawn) / len(drawn)) ** 0.5
    scale = rows / epsilon
    assert mean == pytest.approx(100, abs=8 * scale / 100)
    assert spread == pytest.approx(2**0.5 * scale, rel=0.15)


@pytest.mark.skipif(find_spec("opendp") is not None, reason="OpenDP is installed")
def test_without_opendp_it_says_how_to_get_it() -> None:
    with pytest.raises(Refused) as refusal:
        OpenDpLaplace().noisy([1], rows_a_person=1, epsilon=1.0)
    assert refusal.value.code == "opendp_missing"
