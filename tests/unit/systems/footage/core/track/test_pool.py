"""The tracks alive at one picture: begun, seen, kept, and matched with boxes."""

import numpy as np
import pytest

from naru.systems.footage.core.track.kalman import Motion
from naru.systems.footage.core.track.pool import associate, empty_pool, widened


def boxes(*lefts: float) -> np.ndarray:
    return np.array([(left, 0.0, left + 10, 20.0) for left in lefts]).reshape(-1, 4)


def test_tracks_are_numbered_as_they_begin_whatever_was_kept() -> None:
    pool = empty_pool(Motion())
    assert pool.begin(boxes(0, 50), 1000).tolist() == [0, 1]
    pool.keep(np.array([False, True]))
    assert pool.begin(boxes(90), 2000).tolist() == [2]
    assert (pool.serial.tolist(), pool.seen_us.tolist(), pool.sights.tolist()) == ([1, 2], [1000, 2000], [1, 1])
    assert pool.boxes == pytest.approx(boxes(50, 90))


def test_who_is_seen_is_there_and_seen_once_more() -> None:
    pool = empty_pool(Motion())
    pool.begin(boxes(0, 50), 0)
    pool.advance(0.5)
    pool.see(np.array([1]), boxes(54), 500_000)
    assert (pool.seen_us.tolist(), pool.sights.tolist()) == ([0, 500_000], [1, 2])
    assert pool.boxes[0] == pytest.approx(boxes(0)[0])
    assert 50 < pool.boxes[1, 0] < 54 + 1e-9
    at = pool.boxes[1, 0]
    pool.advance(0.5)
    assert pool.boxes[1, 0] > at  # it goes on as it went


@pytest.mark.parametrize(("by", "expected"), [(0.0, (0, 0, 10, 20)), (0.5, (-5, -10, 15, 30))])
def test_boxes_are_widened_by_a_share_of_their_sides(by: float, expected: tuple[float, ...]) -> None:
    assert widened(boxes(0), by).tolist() == [list(expected)]


@pytest.mark.parametrize(
    ("tracks", "seen", "least", "widen", "pairs"),
    [
        ((0, 50), (50, 0), 0.3, 0.0, [(0, 1), (1, 0)]),
        ((0,), (5,), 1 / 3, 0.0, [(0, 0)]),
        ((0,), (5,), 0.34, 0.0, []),
        ((0,), (5,), 0.34, 0.5, [(0, 0)]),  # 15 of 25 of what is twice as wide
        ((0,), (30,), 0.0, 0.0, []),
        ((0, 4), (2, 5), 0.1, 0.0, [(0, 0), (1, 1)]),
        ((), (1,), 0.1, 0.0, []),
    ],
)
def test_rows_that_belong_together(
    tracks: tuple[float, ...], seen: tuple[float, ...], least: float, widen: float, pairs: list[tuple[int, int]]
) -> None:
    rows = associate(boxes(*tracks), boxes(*seen), least=least, widen=widen)
    assert list(zip(*(each.tolist() for each in rows), strict=True)) == pairs
