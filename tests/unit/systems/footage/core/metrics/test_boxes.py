"""Overlap of boxes, by hand: apart, at an edge, inside one another, without an area."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.boxes import areas, boxes_of, iou, paired_iou

SQUARE = (0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SQUARE, 1.0),
        ((5.0, 0.0, 15.0, 10.0), 1 / 3),
        ((5.0, 5.0, 15.0, 15.0), 25 / 175),
        ((2.0, 2.0, 4.0, 7.0), 0.1),
        ((10.0, 0.0, 20.0, 10.0), 0.0),
        ((0.0, 10.0, 10.0, 20.0), 0.0),
        ((11.0, 11.0, 12.0, 12.0), 0.0),
        ((5.0, 5.0, 5.0, 5.0), 0.0),
        ((8.0, 8.0, 2.0, 2.0), 0.0),  # turned inside out
    ],
)
def test_overlap_of_two_boxes(other: tuple[float, ...], expected: float) -> None:
    one, two = np.array([SQUARE]), np.array([other])
    assert paired_iou(one, two).tolist() == pytest.approx([expected])
    assert iou(one, two).tolist() == iou(two, one).T.tolist() == [pytest.approx([expected])]


def test_every_box_meets_every_other() -> None:
    ones, others = np.array([SQUARE, (20.0, 0.0, 30.0, 10.0)]), np.array([SQUARE, (25.0, 0.0, 35.0, 10.0), SQUARE])
    assert iou(ones, others) == pytest.approx(np.array([[1, 0, 1], [0, 1 / 3, 0]]))


def test_areas_are_never_below_nothing() -> None:
    assert areas(np.array([(1.0, 2.0, 4.0, 6.0), (4.0, 6.0, 1.0, 2.0), (0.0, 0.0, 5.0, 0.0)])).tolist() == [12, 0, 0]


def test_boxes_are_columns_side_by_side() -> None:
    rows = pa.table({"y2": [4], "x1": [1], "y1": [2], "x2": [3]})
    assert boxes_of(rows).tolist() == [[1, 2, 3, 4]]
    assert boxes_of(rows.slice(0, 0)).shape == (0, 4)
