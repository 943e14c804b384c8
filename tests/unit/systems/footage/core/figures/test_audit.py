"""What stands beside a count: minutes seen, an interval from hand counts, a day's expectation."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.audit import HandCount, accuracy, published
from naru.systems.footage.core.figures.bins import BIN_US
from naru.systems.footage.core.figures.coverage import COVERAGE, coverage, merged
from naru.systems.footage.core.figures.day_effect import day_effect
from naru.systems.footage.core.figures.intervals import quantile, share_interval
from tests.footage_rows import SECOND

Clip = tuple[str, float, float]


def clips(*spans: Clip) -> pa.Table:
    return pa.table(
        {
            "camera_id": pa.array([camera for camera, _, _ in spans], pa.string()),
            "start_us": pa.array([round(start * SECOND) for _, start, _ in spans], pa.int64()),
            "end_us": pa.array([round(end * SECOND) for _, _, end in spans], pa.int64()),
        }
    )


HOUR = [(0, 3600 * SECOND)]


def seen(*spans: Clip, due: list[tuple[int, int]] = HOUR) -> list[float]:
    found = coverage(clips(*spans), due=due)
    assert found.schema.equals(COVERAGE)
    return found["seen_s"].to_pylist()


@pytest.mark.parametrize(
    ("what", "spans", "expected"),
    [
        ("the whole hour", [("c", 0, 3600)], [900, 900, 900, 900]),
        ("a clip over two quarters", [("c", 800, 1000)], [100, 100, 0, 0]),
        ("two clips of the same minute", [("c", 0, 60), ("c", 30, 90)], [90, 0, 0, 0]),
        ("before and after it was due", [("c", -100, 100), ("c", 3500, 9999)], [100, 0, 0, 100]),
    ],
)
def test_seconds_seen_of_each_quarter(what: str, spans: list[Clip], expected: list[float]) -> None:
    assert seen(*spans) == expected, what


def test_only_what_is_due_is_due() -> None:
    due = [(600 * SECOND, 1000 * SECOND), (3000 * SECOND, 3100 * SECOND)]
    found = coverage(clips(("c", 0, 700), ("d", 0, 3600)), due=due, cameras=["dark"])
    assert found["due_s"].to_pylist() == [300, 100, 100] * 3
    assert found["bin_us"].to_pylist() == [0, BIN_US, 3 * BIN_US] * 3
    assert found["seen_s"].to_pylist() == [100, 0, 0, 300, 100, 100, 0, 0, 0]
    assert found["camera_id"].to_pylist() == ["c"] * 3 + ["d"] * 3 + ["dark"] * 3
    assert len(coverage(clips(), due=HOUR)) == 0


def test_spans_that_touch_are_one_and_empty_ones_none() -> None:
    assert merged([(5, 7), (0, 2), (2, 3), (6, 9), (20, 20)]) == [(0, 3), (5, 9)]


def test_a_published_count_is_made_up_for_and_has_an_interval() -> None:
    audited = accuracy(
        [HandCount(hand=hand, machine=machine) for hand, machine in ((22, 20), (11, 10), (33, 30), (44, 40))]
    )
    assert audited
    assert (audited.ratio, audited.dispersion, audited.parts) == (pytest.approx(1.1), 1.0, 4)
    found = published(100, audited)
    assert found
    assert found.value == pytest.approx(110)
    half = 3.182446 * (110 + 1.1 * 100**2 / 100) ** 0.5
    assert (found.low, found.high) == pytest.approx((110 - half, 110 + half))
    nobody = published(0, audited)
    assert nobody
    assert (nobody.low, nobody.value, nobody.high) == (0, 0, 0)


def test_a_machine_that_errs_in_bouts_has_a_wider_interval() -> None:
    even = accuracy([HandCount(hand=20, machine=20)] * 6)
    bouts = accuracy([HandCount(hand=20, machine=machine) for machine in (40, 5, 30, 5, 35, 5)])
    assert even
    assert bouts
    assert bouts.ratio == even.ratio == 1
    assert bouts.dispersion == pytest.approx(sum((20 - m) ** 2 / m for m in (40, 5, 30, 5, 35, 5)) / 5)
    assert published(100, bouts).high > published(100, even).high + 50  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "counts",
    [[], [HandCount(hand=9, machine=9)] * 2, [HandCount(hand=0, machine=3)] * 9, [HandCount(hand=3, machine=0)] * 9],
)
def test_without_an_audit_there_is_no_interval(counts: list[HandCount]) -> None:
    assert accuracy(counts) is None
    assert published(100, accuracy(counts)) is None


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        people = random.poisson(30, 8)
        audited = accuracy([HandCount(hand=int(n), machine=int(random.binomial(n, 0.85))) for n in people])
        there = int(random.poisson(200))
        interval = published(int(random.binomial(there, 0.85)), audited)
        held += interval is not None and interval.low <= there <= interval.high
    assert held / 400 > 0.93


def test_wilson_s_interval_of_a_share() -> None:
    found = share_interval(8, 10)
    assert (found.value, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    assert share_interval(0, 5).low == 0
    assert share_interval(5, 5).high == 1
    assert quantile(0.95) == pytest.approx(1.96, abs=1e-3)


MARKET = date(2026, 5, 4)  # a Monday


def days(*counts: float, special: float = 300) -> dict[date, float]:
    return {MARKET: special, **{MARKET - timedelta(weeks=n + 1): count for n, count in enumerate(counts)}}


def test_a_day_is_compared_with_the_same_weekday_of_other_weeks() -> None:
    others = {MARKET - timedelta(days=n): 9000.0 for n in (1, 2, 3)}
    found = day_effect(days(100, 110, 90, 100) | others, MARKET)
    assert found
    assert len(found.days) == 4
    assert found.expected.value == pytest.approx(99.8, abs=0.2)
    assert found.ratio.value == pytest.approx(3.0, abs=0.02)
    assert found.ratio.low < 3.0 < found.ratio.high
    assert found.is_unusual


def test_a_day_like_the_others_is_not_unusual() -> None:
    found = day_effect(days(100, 150, 70, 100, special=120), MARKET)
    assert found
    assert not found.is_unusual
    assert found.ratio.low < 1 < found.ratio.high


def test_counts_that_happen_to_be_alike_still_vary_as_counts_do() -> None:
    found = day_effect(days(100, 100, 100, 100, special=115), MARKET)
    assert found
    assert not found.is_unusual


def test_other_special_days_are_left_out_and_three_are_the_least() -> None:
    holiday = MARKET - timedelta(weeks=1)
    assert day_effect(days(9000, 100, 100, 100), MARKET, leave_out=[holiday]).expected.value == pytest.approx(100)  # type: ignore[union-attr]
    assert day_effect(days(9000, 100, 100), MARKET, leave_out=[holiday]) is None
    assert day_effect(days(100, 100), MARKET) is None
    assert day_effect({MARKET - timedelta(weeks=n): 9.0 for n in range(1, 9)}, MARKET) is None
