"""CLEAR MOT by hand: what is matched, switched, interrupted, and tracked for how long."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.clear import ClearCounts, clear_counts, mota, motp
from naru.systems.footage.core.metrics.sequence import sequence

Row = tuple[int, int, float]


def boxes(*rows: Row) -> pa.Table:
    """(frame, id, x): boxes ten wide and ten high."""
    frames, ids, lefts = ([row[at] for row in rows] for at in range(3))
    return pa.table(
        {
            "frame": pa.array(frames, pa.int64()),
            "track_id": pa.array(ids, pa.int64()),
            "x1": pa.array(lefts, pa.float64()),
            "y1": pa.array([0.0] * len(rows), pa.float64()),
            "x2": pa.array([left + 10 for left in lefts], pa.float64()),
            "y2": pa.array([10.0] * len(rows), pa.float64()),
        }
    )


def counted(truth: list[Row], tracks: list[Row]) -> ClearCounts:
    return clear_counts(sequence(boxes(*truth), boxes(*tracks)))


def through(name: int, frames: range | list[int], x: float = 0.0) -> list[Row]:
    return [(frame, name, x) for frame in frames]


@pytest.mark.parametrize(
    ("shift", "tp", "iou_sum"), [(0.0, 1, 1.0), (3.3, 1, 6.7 / 13.3), (10 / 3, 1, 0.5), (3.4, 0, 0.0)]
)
def test_half_of_an_overlap_is_a_match(shift: float, tp: int, iou_sum: float) -> None:
    counts = counted(through(1, [0]), through(9, [0], shift))
    assert (counts.tp, counts.fn, counts.fp) == (tp, 1 - tp, 1 - tp)
    assert counts.iou_sum == pytest.approx(iou_sum)


@pytest.mark.parametrize(
    ("matched", "mostly", "partly", "lost"),
    [(5, 1, 0, 0), (4, 0, 1, 0), (1, 0, 1, 0), (0, 0, 0, 1)],  # of five pictures; four fifths are not mostly
)
def test_how_long_a_truth_was_tracked(matched: int, mostly: int, partly: int, lost: int) -> None:
    tracks = through(9, range(matched)) + through(8, range(matched, 5), 100.0)
    counts = counted(through(1, range(5)), tracks)
    assert (counts.mostly_tracked, counts.partly_tracked, counts.mostly_lost) == (mostly, partly, lost)


def test_less_than_a_fifth_is_lost() -> None:
    counts = counted(through(1, range(6)), through(9, [0]) + through(8, range(1, 6), 100.0))
    assert (counts.partly_tracked, counts.mostly_lost) == (0, 1)


@pytest.mark.parametrize(
    ("tracks", "switches"),
    [
        (through(9, range(4)), 0),
        (through(8, [0, 1]) + through(9, [2, 3]), 1),
        (through(8, [0, 2]) + through(9, [1, 3]), 3),
        (through(8, [0]) + through(9, [3]), 1),  # however long ago
    ],
)
def test_a_switch_is_another_id_than_at_the_last_match(tracks: list[Row], switches: int) -> None:
    assert counted(through(1, range(4)), tracks).idsw == switches


@pytest.mark.parametrize(
    ("away", "interruptions"),
    [([], 0), ([1], 1), ([1, 2], 1), ([1, 3], 2), ([0], 0), ([4], 0)],
)
def test_a_way_is_interrupted_where_others_are_seen_meanwhile(away: list[int], interruptions: int) -> None:
    tracks = [(frame, 9, 100.0 if frame in away else 0.0) for frame in range(5)]
    assert counted(through(1, range(5)), tracks).frag == interruptions


def test_pictures_without_any_track_interrupt_nothing() -> None:
    assert counted(through(1, range(3)), through(9, [0, 2])).frag == 0


def test_who_was_matched_stays_matched_though_another_fits_better() -> None:
    counts = counted(through(1, [0, 1]), [(0, 8, 0.0), (1, 8, 2.0), (1, 9, 0.0)])
    assert (counts.tp, counts.idsw, counts.iou_sum) == (2, 0, pytest.approx(1 + 8 / 12))


def test_rivals_are_matched_for_the_largest_sum() -> None:
    counts = counted([(0, 1, 0.0), (0, 2, 3.0)], [(0, 8, 2.0), (0, 9, 5.0)])
    assert (counts.tp, counts.iou_sum) == (2, pytest.approx(8 / 12 + 8 / 12))


def test_nobody_on_one_side_is_all_missed_or_all_too_much() -> None:
    missed, too_much = counted(through(1, range(3)), []), counted([], through(9, range(2)))
    assert (missed.tp, missed.fn, missed.fp, missed.mostly_lost) == (0, 3, 0, 1)
    assert (too_much.tp, too_much.fn, too_much.fp, too_much.mostly_lost) == (0, 0, 2, 0)


def test_scores_follow_from_counts_and_counts_add_up() -> None:
    counts = ClearCounts(tp=6, fn=4, fp=1, idsw=2, iou_sum=4.5)
    assert (mota(counts), motp(counts)) == (pytest.approx(0.3), 0.75)
    assert (mota(ClearCounts()), motp(ClearCounts())) == (0, 0)
    twice = counts + counts
    assert (twice.tp, twice.fn, twice.fp, twice.idsw, twice.iou_sum) == (12, 8, 2, 4, 9.0)
