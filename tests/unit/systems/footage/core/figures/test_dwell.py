"""How long people stay: the curve of a textbook, and stays seen in part."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.footage.core.figures.dwell import kaplan_meier, survival
from naru.systems.footage.core.tables import VISITS
from tests.footage_rows import SECOND

# 6-MP arm of Freireich et al. 1963, weeks of remission; "+" is censored
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ENDED = [True] * 9 + [False] * 12


def test_the_curve_of_the_textbook() -> None:
    curve = kaplan_meier(np.array(WEEKS, float), np.array(ENDED))
    assert curve.seconds.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.low == pytest.approx([0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188], abs=1e-3)
    assert curve.high == pytest.approx([0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680], abs=1e-3)
    assert (curve.stays, curve.seen_whole) == (21, 9)
    median = curve.quantile(0.5)
    assert (median.seconds, median.low, median.high) == (23, 13, None)


def test_without_censoring_it_is_the_share_that_stay_longer() -> None:
    curve = kaplan_meier(np.array([1.0, 2, 2, 4]), np.ones(4, bool))
    assert curve.share == pytest.approx([0.75, 0.25, 0])
    assert (curve.low[-1], curve.high[-1]) == (0, pytest.approx(curve.high[-2]))
    assert curve.quantile(0.5).seconds == 2
    assert curve.quantile(0.76).seconds == 4
    assert curve.mean_s(100) == pytest.approx(2.25)
    assert curve.mean_s(2) == pytest.approx(1.75)


def test_where_nobody_was_seen_to_leave_nothing_is_said_of_the_median() -> None:
    curve = kaplan_meier(np.array([5.0, 9]), np.zeros(2, bool))
    assert (curve.quantile(0.5).seconds, curve.seen_whole, curve.mean_s(10)) == (None, 0, 10)
    assert kaplan_meier(np.empty(0), np.empty(0, bool)).quantile(0.5).seconds is None


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=60))
def test_the_curve_falls_and_lies_in_its_interval(stays: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier(np.array([seconds for seconds, _ in stays], float), np.array([ended for _, ended in stays]))
    assert (np.diff(curve.share) <= 0).all()
    assert ((curve.low <= curve.share + 1e-12) & (curve.share <= curve.high + 1e-12)).all()
    assert ((curve.low >= 0) & (curve.high <= 1)).all()


@pytest.mark.parametrize(
    ("left", "right", "whole"), [(False, False, 1), (True, False, 0), (False, True, 0), (True, True, 0)]
)
def test_a_visit_seen_in_part_on_either_side_lasted_at_least_so_long(left: bool, right: bool, whole: int) -> None:
    visit = {
        "camera_id": "c", "zone_id": "a", "track_id": 1, "visit": 1, "start_us": 5 * SECOND, "end_us": 8 * SECOND,
        "left_censored": left, "right_censored": right,
    }  # fmt: skip
    curve = survival(pa.Table.from_pylist([visit], schema=VISITS))
    assert (curve.stays, curve.seen_whole) == (1, whole)
    assert curve.seconds.tolist() == [3.0] * whole


def test_cut_recordings_do_not_shorten_the_median() -> None:
    """A thousand stays of 60 s in the middle; every third is cut somewhere: plain timers say less, the curve does not."""
    random = np.random.default_rng(4)
    stays = random.lognormal(np.log(60), 0.8, 3000)
    cut = np.where(random.random(3000) < 0.33, random.uniform(0, 120, 3000), np.inf)
    seen = np.minimum(stays, cut)
    median = kaplan_meier(seen, stays <= cut).quantile(0.5)
    assert median.seconds == pytest.approx(np.median(stays), abs=3)
    assert abs(np.median(seen) - np.median(stays)) > 5
    assert median.low is not None
    assert median.low <= np.median(stays) <= (median.high or 0)
