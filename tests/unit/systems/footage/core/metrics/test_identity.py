"""IDF1 by hand: whole tracks are assigned to whole truths, for the most pictures shared."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.identity import IdentityCounts, identity_counts, idf1
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


TRUTH: list[Row] = [(0, 1, 0.0), (1, 1, 0.0), (2, 1, 0.0)]


@pytest.mark.parametrize(
    ("truth", "tracks", "tp", "fn", "fp"),
    [
        (TRUTH, [(0, 9, 0.0), (1, 9, 0.0), (2, 9, 0.0)], 3, 0, 0),
        (TRUTH, [(0, 8, 0.0), (1, 9, 0.0), (2, 9, 0.0)], 2, 1, 1),  # one id counts, the longer one
        (TRUTH, [(0, 9, 3.3)], 1, 2, 0),
        (TRUTH, [(0, 9, 3.4)], 0, 3, 1),
        ([*TRUTH, (0, 2, 50.0)], [(0, 9, 50.0), (1, 9, 0.0), (2, 9, 0.0)], 2, 2, 1),
        (TRUTH, [], 0, 3, 0),
        ([], [(0, 9, 0.0)], 0, 0, 1),
    ],
)
def test_pictures_of_the_best_assignment(truth: list[Row], tracks: list[Row], tp: int, fn: int, fp: int) -> None:
    assert identity_counts(sequence(boxes(*truth), boxes(*tracks))) == IdentityCounts(tp=tp, fn=fn, fp=fp)


def test_the_score_weighs_both_faults_by_half() -> None:
    assert idf1(IdentityCounts(tp=2, fn=1, fp=1)) == pytest.approx(2 / 3)
    assert idf1(IdentityCounts(tp=1, fn=2, fp=0)) == 0.5
    assert idf1(IdentityCounts()) == 0
    assert IdentityCounts(tp=1, fn=2, fp=3) + IdentityCounts(tp=4, fn=5, fp=6) == IdentityCounts(tp=5, fn=7, fp=9)
