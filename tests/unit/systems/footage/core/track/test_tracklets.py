"""A track's two ends: where, when, and how fast over its first and last second."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.track.tracklets import Tracklet, tracklets
from tests.footage_rows import SECOND, along, tracks

STRAIGHT = along((0.0, 50.0), (40.0, 50.0), steps=4)  # ten pixels a step


def only(table: pa.Table, over_s: float = 1.0) -> Tracklet:
    (piece,) = tracklets(table, over_s=over_s)
    return piece


def test_ends_go_as_fast_as_the_walker_went() -> None:
    piece = only(tracks((1, 3, STRAIGHT), step_s=0.5))
    assert (piece.name, piece.family, piece.sights) == (1, "person", 5)
    assert (piece.first.t_us, piece.last.t_us) == (3 * SECOND, 5 * SECOND)
    assert piece.first.at == pytest.approx([0, 50, 10, 20])
    assert piece.last.at == pytest.approx([40, 50, 10, 20])
    assert piece.first.speed == pytest.approx([20, 0])
    assert piece.last.speed == pytest.approx([20, 0])


@pytest.mark.parametrize(("over_s", "moves"), [(1.0, True), (0.99, False)])
def test_three_sights_within_reach_make_a_speed(over_s: float, moves: bool) -> None:
    piece = only(tracks((1, 0, STRAIGHT), step_s=0.5), over_s)
    assert bool(piece.first.speed.any()) is moves
    assert piece.first.at[:2] == pytest.approx([0, 50])


def test_only_what_lies_at_an_end_is_its_speed() -> None:
    turned = [*STRAIGHT, *along((40.0, 60.0), (40.0, 90.0), steps=3)]
    piece = only(tracks((1, 0, turned), step_s=0.5))
    assert piece.first.speed == pytest.approx([20, 0])
    assert piece.last.speed == pytest.approx([0, 20])


def test_boxes_that_were_not_seen_do_not_count() -> None:
    table = tracks((1, 0, STRAIGHT), step_s=0.5)
    guessed = pa.array([False, False, False, False, True])
    table = table.set_column(table.schema.get_field_index("interpolated"), table.schema.field("interpolated"), guessed)
    piece = only(table)
    assert (piece.sights, piece.last.t_us) == (4, round(1.5 * SECOND))


def test_pieces_stand_in_the_order_of_their_begin() -> None:
    rows = pa.concat_tables([tracks((2, 5, STRAIGHT)), tracks((9, 0, STRAIGHT), kind="bus"), tracks((1, 5, STRAIGHT))])
    assert [(piece.name, piece.family) for piece in tracklets(rows, over_s=1)] == [
        (9, "vehicle"),
        (1, "person"),
        (2, "person"),
    ]
    assert tracklets(rows.slice(0, 0), over_s=1) == []
