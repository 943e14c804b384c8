"""HOTA's counts by hand: at how many of the nineteen levels a match counts, and how well ids go together."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.hota import ALPHAS, HotaCounts, hota_counts
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


def counted(truth: list[Row], tracks: list[Row]) -> HotaCounts:
    return hota_counts(sequence(boxes(*truth), boxes(*tracks)))


def test_levels_are_nineteen_twentieths() -> None:
    assert len(ALPHAS) == 19
    assert (ALPHAS[0], ALPHAS[-1]) == (pytest.approx(0.05), pytest.approx(0.95))


@pytest.mark.parametrize(
    ("shift", "levels"),
    [(0.0, 19), (10 / 3, 10), (3.4, 9), (9.0, 1), (9.1, 0), (10.0, 0)],  # 1/2 counts at 0.5; 1/19 at 0.05
)
def test_an_overlap_counts_up_to_its_own_level(shift: float, levels: int) -> None:
    counts = counted([(0, 1, 0.0)], [(0, 9, shift)])
    assert counts.tp.tolist() == [1] * levels + [0] * (19 - levels)
    assert (counts.fn + counts.tp).tolist() == (counts.fp + counts.tp).tolist() == [1] * 19


def test_ids_that_share_part_of_their_ways_are_associated_in_part() -> None:
    counts = counted([(0, 1, 0.0), (1, 1, 0.0)], [(0, 8, 0.0), (1, 9, 0.0)])
    assert counts.tp.tolist() == [2] * 19
    assert counts.iou_sum.tolist() == [2] * 19
    assert counts.ass_a.tolist() == [1.0] * 19  # each one of two pictures
    assert counts.ass_re.tolist() == [1.0] * 19
    assert counts.ass_pr.tolist() == [2.0] * 19


def test_rivals_go_to_whom_they_go_with_over_the_whole_way() -> None:
    truth = [(frame, 1, 0.0) for frame in range(4)]
    tracks = [(frame, 8, 1.0) for frame in range(4)] + [(3, 9, 0.5)]
    counts = counted(truth, tracks)
    assert counts.tp.tolist()[0] == 4
    assert counts.ass_a.tolist()[0] == pytest.approx(4.0)  # 8 all along, though 9 fits the last picture better


@pytest.mark.parametrize(("truth", "tracks", "fn", "fp"), [([(0, 1, 0.0)], [], 1, 0), ([], [(0, 9, 0.0)], 0, 1)])
def test_nobody_on_one_side(truth: list[Row], tracks: list[Row], fn: int, fp: int) -> None:
    counts = counted(truth, tracks)
    assert (counts.tp.tolist(), counts.fn.tolist(), counts.fp.tolist()) == ([0] * 19, [fn] * 19, [fp] * 19)
    assert counts.ass_a.tolist() == counts.iou_sum.tolist() == [0] * 19


def test_sequences_add_up() -> None:
    one = counted([(0, 1, 0.0)], [(0, 9, 0.0)])
    twice = one + one
    assert (twice.tp.tolist(), twice.ass_pr.tolist()) == ([2] * 19, [2] * 19)
