"""How crowded a picture is. In a crowd boxes hide each other and tracks stop being valid: then people are counted, not followed."""

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import Ints, boxes_of, ints, iou

SECOND_US = 1_000_000
HIDES = 0.3  # overlap from which one box hides another
DENSITY = pa.schema(
    [
        ("camera_id", pa.string()),
        ("bin_us", pa.int64()),
        ("people", pa.float64()),  # a picture, on average
        ("hidden", pa.float64()),  # share of boxes that hide or are hidden
        ("crowded", pa.bool_()),  # tracks of this time are not valid
    ]
)


def density(detections: pa.Table, *, bin_s: float = 60.0, crowded_at: float = 0.3) -> pa.Table:
    """DETECTIONS → ``DENSITY``: by camera and time. ``crowded``: at least ``crowded_at`` of the boxes hide each other.

    Pictures without a detection are not in the table given, hence not in the average.
    """
    cameras = np.array(detections["camera_id"].to_pylist(), dtype=object)
    rows = []
    for camera in sorted(set(cameras.tolist())):
        of = detections.filter(pa.array(cameras == camera))
        t_us, hidden = ints(of, "t_us"), _hidden(of)
        bins = t_us - t_us % round(bin_s * SECOND_US)
        for begin in np.unique(bins).tolist():
            here = bins == begin
            share = float(hidden[here].mean())
            people = float(here.sum() / len(np.unique(t_us[here])))
            rows.append((camera, begin, people, share, share >= crowded_at))
    columns = zip(*rows, strict=True) if rows else [()] * len(DENSITY)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, DENSITY, strict=True)], DENSITY)


def _hidden(detections: pa.Table) -> Ints:
    """1 for each box that overlaps another of its picture by ``HIDES``."""
    t_us, boxes = ints(detections, "t_us"), boxes_of(detections)
    order = np.argsort(t_us, kind="stable")
    _, begins = np.unique(t_us[order], return_index=True)
    hidden = np.zeros(len(t_us), np.int64)
    for rows in np.split(order, begins[1:]):
        overlap = iou(boxes[rows], boxes[rows])
        np.fill_diagonal(overlap, 0)
        hidden[rows] = overlap.max(axis=1) >= HIDES
    return hidden
