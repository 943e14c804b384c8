"""Shares as they are published."""

import pytest

from naru.systems.footage.core.groups import group_shares, wilson

ORDER = ("walk", "bicycle", "car")


def test_groups_keep_their_order_and_leave_out_those_without_anyone() -> None:
    assert [group.name for group in group_shares({"car": 30, "walk": 70, "bus": 5}, ORDER, least=5)] == ["walk", "car"]


@pytest.mark.parametrize(("bicycles", "shown"), [(5, True), (4, False), (1, False)])
def test_a_small_group_is_kept_back_with_another_that_would_tell_it(bicycles: int, shown: bool) -> None:
    groups = group_shares({"walk": 90, "bicycle": bicycles, "car": 20}, ORDER, least=5)
    assert (groups[1].share.value is not None) is shown
    assert (groups[2].share.value is not None) is shown, "or the small one is the total less the others"
    assert groups[0].share.value is not None


def test_nobody_has_no_groups() -> None:
    assert group_shares({}, ORDER, least=5) == ()


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    estimate = wilson(count, total, 0.95)
    assert estimate.value == count / total
    assert (estimate.low, estimate.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
