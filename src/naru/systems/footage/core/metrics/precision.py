"""Average precision of detections, equal to pycocotools (COCOeval, boxes, all areas, at most 100 a picture and class)."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.metrics.boxes import Flags, Floats, boxes_of, floats, iou

OVERLAPS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0.0, 1.0, 101)
MOST_IN_PICTURE = 100
KEYS = ("clip_id", "frame")


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """``by_class``: (AP, AP50) of each class of the truth; the rest are means over them. NaN where the truth is empty."""

    ap: float
    ap50: float
    ap75: float
    recall: float  # mean over the overlaps of the recall at 100 a picture
    by_class: tuple[tuple[str, float, float], ...]


def average_precision(truth: pa.Table, detections: pa.Table) -> Precision:
    """``truth``: frame, class, x1…y2 (and clip_id where there are several clips); ``detections``: these and score."""
    names = sorted(set(truth["class"].to_pylist()))
    curves = [_of_class(_only(truth, name), _only(detections, name)) for name in names]
    if not curves:
        return Precision(ap=np.nan, ap50=np.nan, ap75=np.nan, recall=np.nan, by_class=())
    precision, recall = np.stack([curve[0] for curve in curves]), np.stack([curve[1] for curve in curves])
    return Precision(
        ap=float(precision.mean()),
        ap50=float(precision[:, 0].mean()),
        ap75=float(precision[:, 5].mean()),
        recall=float(recall.mean()),
        by_class=tuple(
            (name, float(of.mean()), float(of[0].mean())) for name, of in zip(names, precision, strict=True)
        ),
    )


def _only(table: pa.Table, name: str) -> pa.Table:
    return table.filter(pc.equal(table["class"], name))


def _of_class(truth: pa.Table, detections: pa.Table) -> tuple[Floats, Floats]:
    """(precision at 10 overlaps × 101 recalls, recall at each overlap)."""
    pictures = _by_picture(truth)
    hits, scores = [np.empty((len(OVERLAPS), 0), bool)], [np.empty(0)]
    for picture, rows in sorted(_by_picture(detections).items()):
        score = floats(detections, "score")[rows]
        rows = rows[np.argsort(-score, kind="stable")][:MOST_IN_PICTURE]
        overlap = iou(boxes_of(detections)[rows], boxes_of(truth)[pictures.get(picture, np.empty(0, int))])
        hits.append(_greedy(overlap))
        scores.append(floats(detections, "score")[rows])
    order = np.argsort(-np.concatenate(scores), kind="stable")
    return _curves(np.concatenate(hits, axis=1)[:, order], len(truth))


def _by_picture(table: pa.Table) -> dict[tuple[object, ...], "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    keys = [table[key].to_pylist() for key in KEYS if key in table.column_names]
    rows: dict[tuple[object, ...], list[int]] = {}
    for row, key in enumerate(zip(*keys, strict=True)):
        rows.setdefault(key, []).append(row)
    return {key: np.array(of, np.int64) for key, of in rows.items()}


def _greedy(overlap: Floats) -> Flags:
    """Overlaps × detections: whether each, in order of score, takes a box of the truth still free (the last of equals)."""
    hits = np.zeros((len(OVERLAPS), len(overlap)), bool)
    for level, least in enumerate(OVERLAPS):
        free = np.ones(overlap.shape[1], bool)
        for row in range(len(overlap)):
            candidate = np.where(free & (overlap[row] >= min(least, 1 - 1e-10)), overlap[row], -1.0)
            if len(candidate) and candidate.max() >= 0:
                best = len(candidate) - 1 - int(np.argmax(candidate[::-1]))
                free[best], hits[level, row] = False, True
    return hits


def _curves(hits: Flags, truths: int) -> tuple[Floats, Floats]:
    true, false = np.cumsum(hits, axis=1).astype(float), np.cumsum(~hits, axis=1).astype(float)
    recall = true / truths
    precise = np.maximum.accumulate((true / (true + false + np.spacing(1)))[:, ::-1], axis=1)[:, ::-1]
    curve = np.zeros((len(OVERLAPS), len(RECALLS)))
    for level in range(len(OVERLAPS)):
        at = np.searchsorted(recall[level], RECALLS, side="left")
        reached = at < recall.shape[1]
        curve[level, reached] = precise[level, at[reached]]
    return curve, recall[:, -1] if recall.shape[1] else np.zeros(len(OVERLAPS))
