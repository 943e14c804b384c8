"""A truth beside an answer: ids made dense, pairs picture by picture, who has rivals and who has none."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.metrics.sequence import blocks, lone, sequence
from tests.refusing import refuses


def boxes(*rows: tuple[int, int]) -> pa.Table:
    """(frame, id), all at one place."""
    frames, ids = ([row[at] for row in rows] for at in range(2))
    place = {"x1": 0.0, "y1": 0.0, "x2": 10.0, "y2": 10.0}
    return pa.table(
        {
            "frame": pa.array(frames, pa.int64()),
            "track_id": pa.array(ids, pa.int64()),
            **{edge: pa.array([value] * len(rows), pa.float64()) for edge, value in place.items()},
        }
    )


TRUTH, TRACKS = boxes((5, 1), (0, 2), (0, 1)), boxes((5, 9), (0, 9), (5, 8))


def test_pairs_stand_picture_by_picture_row_by_row() -> None:
    of = sequence(TRUTH, TRACKS)
    assert (of.frames, of.truth.ids, of.track.ids) == (2, 2, 2)
    assert of.pairs.frame.tolist() == [0, 0, 1, 1]
    assert of.pairs.truth.tolist() == [0, 1, 2, 2]
    assert of.pairs.track.tolist() == [0, 0, 1, 2]
    assert of.pairs.iou.tolist() == [1, 1, 1, 1]
    assert (of.truth_ids.tolist(), of.track_ids.tolist()) == ([0, 1, 0, 0], [1, 1, 0, 1])


def test_weights_are_summed_by_pairs_of_ids() -> None:
    of = sequence(TRUTH, TRACKS)
    assert of.per_id_pair(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [[3, 5], [0, 2]]
    chosen = np.array([True, False, False, True])
    assert of.per_id_pair(np.array([1.0, 4.0]), chosen).tolist() == [[0, 5], [0, 0]]


def test_a_picture_of_one_side_has_no_pairs() -> None:
    of = sequence(boxes((0, 1), (1, 1)), boxes((1, 9), (2, 9)))
    assert (of.frames, of.pairs.frame.tolist()) == (3, [1])


@pytest.mark.parametrize(
    ("candidates", "matched", "contested"),
    [
        ((True, True, True, True), (False, False, False, False), [0, 1]),
        ((True, False, True, False), (True, False, True, False), []),
        ((True, True, True, False), (False, False, True, False), [0]),
        ((False, False, True, True), (False, False, False, False), [1]),
        ((False, False, False, False), (False, False, False, False), []),
    ],
)
def test_who_has_no_rival_is_matched_without_solving(
    candidates: tuple[bool, ...], matched: tuple[bool, ...], contested: list[int]
) -> None:
    alone, frames = lone(sequence(TRUTH, TRACKS).pairs, np.array(candidates))
    assert (tuple(alone.tolist()), frames.tolist()) == (matched, contested)


def test_a_block_is_a_pictures_pairs_and_its_rows() -> None:
    pairs = sequence(TRUTH, TRACKS).pairs
    assert list(blocks(pairs, np.array([0, 1]))) == [(slice(0, 2), 2), (slice(2, 4), 1)]
    assert list(blocks(pairs, np.array([1]))) == [(slice(2, 4), 1)]


def test_an_id_twice_in_a_picture_is_refused_where_it_stands() -> None:
    with refuses("track_id_twice") as refused:
        sequence(TRUTH, boxes((0, 9), (5, 8), (5, 8)))
    assert refused.value.facts == {"frame": 5, "id": 8}
