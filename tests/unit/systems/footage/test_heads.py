"""Raw outputs in, boxes in pixels of the input out: one hand-made cell for each kind of head."""

import numpy as np
import pytest

from naru.systems.footage.core.detect.boxes import Boxes, overlap, suppress
from naru.systems.footage.core.detect.card import OUTPUTS, HeadCard, HeadKind
from naru.systems.footage.core.detect.heads import read_boxes
from naru.systems.footage.core.detect.misfits import misfit

SIZE = (64, 32)  # of the input: 8 × 4 cells of stride 8, 4 × 2 of 16
ROW = 1 * 8 + 2  # the cell in row 1, column 2 of stride 8


def head(kind: HeadKind, *, strides: tuple[int, ...] = (8, 16), labels: int = 3) -> HeadCard:
    return HeadCard(kind=kind, outputs={}, strides=strides, labels=labels)


def found(boxes: Boxes) -> list[tuple[list[float], float, int]]:
    return [
        ([round(float(side), 3) for side in box], round(float(score), 3), int(label))
        for box, score, label in zip(boxes.xyxy, boxes.scores, boxes.labels, strict=True)
    ]


def grid_rows() -> np.ndarray:
    rows = np.zeros((1, 32 + 8, 5 + 3), np.float32)
    rows[0, ROW] = [0.5, 0.25, np.log(2), np.log(1), 0.8, 0.1, 0.5, 0.2]  # centre at cell (2.5, 1.25), 16 × 8 pixels
    rows[0, 32 + 1] = [0, 0, 0, 0, 1, 0, 0, 0.3]  # the second cell of stride 16
    return rows


def test_a_grid_is_decoded_by_cell_and_stride() -> None:
    boxes = read_boxes({"rows": grid_rows()}, head(HeadKind.GRID), size=SIZE, least=0.3)
    assert found(boxes) == [([12, 6, 28, 14], 0.4, 1), ([8, -8, 24, 8], 0.3, 2)]


@pytest.mark.parametrize(("least", "count"), [(0.3, 2), (0.31, 1), (0.4, 1), (0.41, 0)])
def test_a_score_is_objectness_times_class_and_the_least_one_counts(least: float, count: int) -> None:
    assert len(read_boxes({"rows": grid_rows()}, head(HeadKind.GRID), size=SIZE, least=np.float32(least))) == count


def test_bins_are_expected_distances_from_the_middle_of_the_cell() -> None:
    scores, bins = np.zeros((1, 32, 3), np.float32), np.full((1, 32, 4, 8), -50, np.float32)
    scores[0, ROW, 2] = 0.75
    bins[0, :, :, 0] = 0
    for side, place in enumerate((1, 0, 3, 2)):
        bins[0, ROW, side] = -50
        bins[0, ROW, side, place] = 50
    outputs = {"scores_8": scores, "bins_8": bins.reshape(1, 32, 32)}
    boxes = read_boxes(outputs, head(HeadKind.BINS, strides=(8,)), size=SIZE, least=0.5)
    assert found(boxes) == [([20 - 8, 12, 20 + 24, 12 + 16], 0.75, 2)]


def test_a_distribution_between_two_bins_lies_between_them() -> None:
    scores, bins = np.zeros((1, 32, 3), np.float32), np.full((1, 32, 4, 8), -50, np.float32)
    scores[0, ROW, 0] = 1
    bins[0, ROW, :, 1:3] = 0
    boxes = read_boxes({"scores_8": scores, "bins_8": bins}, head(HeadKind.BINS, strides=(8,)), size=SIZE, least=0.5)
    assert found(boxes) == [([20 - 12, 12 - 12, 20 + 12, 12 + 12], 1, 0)]


def test_only_the_peaks_of_a_heat_map_are_boxes() -> None:
    heat, sides = np.zeros((1, 3, 4, 8), np.float32), np.zeros((1, 4, 4, 8), np.float32)
    heat[0, 1, 1, 2], heat[0, 1, 1, 3], heat[0, 1, 0, 7] = 0.9, 0.8, 0.6
    sides[0, :, 1, 2] = [1, 2, 3, 4]
    outputs = {"heat": heat, "sides": sides}
    boxes = read_boxes(outputs, head(HeadKind.HEAT_MAP, strides=(8,)), size=SIZE, least=0.5)
    assert found(boxes) == [([60, 4, 60, 4], 0.6, 1), ([19, 10, 23, 16], 0.9, 1)]


def test_priors_are_moved_and_stretched_by_their_variances() -> None:
    priors = np.array([[0.25, 0.25, 0.75, 0.75, 0, 0, 1, 1], [0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0.2, 0.2]], np.float32)
    loc = np.array([[1, 0, np.log(2) / 0.2, 0, 0, 0, 0, 0]], np.float32)
    conf = np.array([[0.1, 0.2, 0.7, 0.95, 0.03, 0.02]], np.float32)
    boxes = read_boxes({"priors": priors, "loc": loc, "conf": conf}, head(HeadKind.PRIORS), size=SIZE, least=0.5)
    assert found(boxes) == [([3.2, 8, 67.2, 24], 0.7, 2)]


def test_ready_rows_end_where_the_image_is_negative() -> None:
    rows = np.array([[[[0, 1, 0.9, 0.25, 0.5, 0.5, 1], [0, 2, 0.2, 0, 0, 1, 1], [-1, 1, 0.9, 0, 0, 1, 1]]]], np.float32)
    assert found(read_boxes({"rows": rows}, head(HeadKind.ROWS), size=SIZE, least=0.5)) == [([16, 16, 32, 32], 0.9, 1)]


def test_a_face_grid_scores_by_the_root_of_both() -> None:
    cls, obj, bbox = np.zeros((1, 32, 1), np.float32), np.ones((1, 32, 1), np.float32), np.zeros((1, 32, 4), np.float32)
    cls[0, ROW], obj[0, ROW], bbox[0, ROW] = 0.81, 1.0, [0.5, 0.25, np.log(2), 0]
    outputs = {"cls_8": cls, "obj_8": obj, "bbox_8": bbox}
    boxes = read_boxes(outputs, head(HeadKind.FACE_GRID, strides=(8,)), size=SIZE, least=0.5)
    assert found(boxes) == [([12, 6, 28, 14], 0.9, 0)]


FITTING = {
    HeadKind.GRID: {"rows": (40, 8)},
    HeadKind.BINS: {"scores_8": (32, 3), "bins_8": (32, 32), "scores_16": (8, 3), "bins_16": (8, 32)},
    HeadKind.HEAT_MAP: {"heat": (3, 4, 8), "sides": (4, 4, 8)},
    HeadKind.PRIORS: {"loc": (2, 4), "conf": (2, 3), "priors": (2, 8)},
    HeadKind.ROWS: {"rows": (5, 7)},
    HeadKind.FACE_GRID: {
        "cls_8": (32, 1), "obj_8": (32, 1), "bbox_8": (32, 4), "cls_16": (8, 1), "obj_16": (8, 1), "bbox_16": (8, 4),
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", FITTING, ids=str)
def test_outputs_fit_their_card_or_the_first_that_does_not_is_named(kind: HeadKind) -> None:
    outputs = {name: np.zeros(shape, np.float32) for name, shape in FITTING[kind].items()}
    assert misfit(outputs, head(kind), size=SIZE) is None
    for name in outputs:
        lacking = {other: values for other, values in outputs.items() if other != name}
        wrong = misfit(lacking, head(kind), size=SIZE)
        assert wrong is not None
        assert (wrong.what, wrong.seen) == (name, "-")
        longer = {**outputs, name: np.zeros(outputs[name].size + 1, np.float32)}
        wrong = misfit(longer, head(kind), size=SIZE)
        assert wrong is not None
        assert (wrong.what, wrong.seen) == (name, str(outputs[name].size + 1))


def test_every_kind_of_head_names_its_outputs() -> None:
    assert set(OUTPUTS) == set(HeadKind)


def boxes(*rows: tuple[float, float, float, float, float, int]) -> Boxes:
    table = np.array(rows, np.float32).reshape(-1, 6)
    return Boxes(xyxy=table[:, :4], scores=table[:, 4], labels=table[:, 5].astype(np.int64))


def test_of_overlapping_boxes_of_a_class_the_best_stays() -> None:
    kept = suppress(
        boxes((0, 0, 10, 10, 0.5, 1), (0, 0, 10, 9, 0.9, 1), (0, 0, 10, 10, 0.4, 2), (20, 0, 30, 10, 0.3, 1)), 0.5
    )
    assert [(round(float(score), 1), int(label)) for score, label in zip(kept.scores, kept.labels, strict=True)] == [
        (0.9, 1), (0.4, 2), (0.3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("shift", "left"), [(3, 1), (4, 2)])
def test_boxes_that_overlap_by_just_half_both_stay(shift: int, left: int) -> None:
    """Shifted by 4 of 12 they share 8 of 16: not more than half."""
    assert len(suppress(boxes((0, 0, 12, 12, 0.9, 0), (shift, 0, 12 + shift, 12, 0.8, 0)), 0.5)) == left


def test_overlap_is_intersection_over_union_and_nothing_for_empty_boxes() -> None:
    first = np.array([[0, 0, 10, 10], [5, 5, 5, 5]], np.float32)
    second = np.array([[5, 0, 15, 10], [0, 0, 10, 10], [20, 20, 30, 30]], np.float32)
    assert overlap(first, second).round(4).tolist() == [[pytest.approx(1 / 3, abs=1e-4), 1, 0], [0, 0, 0]]


def test_nothing_is_suppressed_of_nothing() -> None:
    assert len(suppress(boxes(), 0.5)) == 0
