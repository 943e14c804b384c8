"""Several people's labels of a clip as one; where they differ, somebody has to say.

The most careful labelling (with the most boxes) is the ground; a box of it stands where at least half of the people have one there, and takes the
class that most of them say. What is left is a difference for a person to decide.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy.optimize import linear_sum_assignment

from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.metrics.boxes import Floats, boxes_of, iou


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A box on which people differ. ``said``: class by person, "" for whoever has none there."""

    frame: int
    box: tuple[float, float, float, float]
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """``labels``: LABELS; ``disputes`` in the order of frames."""

    labels: pa.Table
    disputes: tuple[Dispute, ...]


def merge(labelled: Mapping[str, pa.Table], *, least: float) -> Merged:
    """LABELS of one clip by person, two or more; boxes are of the same thing from an IoU of ``least`` on."""
    ground = max(sorted(labelled), key=lambda person: len(labelled[person]))
    ours = visible(labelled[ground])
    votes: list[Counter[str]] = [Counter({label: 1}) for label in ours["label"].to_pylist()]
    said: list[dict[str, str]] = [{ground: label} for label in ours["label"].to_pylist()]
    disputes = []
    for person in sorted(labelled.keys() - {ground}):
        theirs = visible(labelled[person])
        partners, alone = _partners(ours, theirs, least)
        names = theirs["label"].to_pylist()
        for row, partner in enumerate(partners):
            said[row][person] = names[partner] if partner >= 0 else ""
            votes[row][said[row][person]] += 1
        disputes += [_dispute(theirs, row, {person: names[row], ground: ""}) for row in alone]
    chosen = [vote.most_common(1)[0][0] or said[row][ground] for row, vote in enumerate(votes)]
    stands = [vote[""] * 2 <= sum(vote.values()) for vote in votes]
    disputes += [_dispute(ours, row, said[row]) for row, vote in enumerate(votes) if len(vote) > 1]
    merged = ours.set_column(ours.schema.get_field_index("label"), "label", pa.array(chosen, pa.string()))
    ordered = sorted(disputes, key=lambda each: (each.frame, each.box))
    return Merged(labels=merged.filter(pa.array(stands, pa.bool_())), disputes=tuple(ordered))


def _dispute(labels: pa.Table, row: int, said: Mapping[str, str]) -> Dispute:
    found = labels.slice(row, 1).to_pylist()[0]
    return Dispute(frame=found["frame"], box=(found["x1"], found["y1"], found["x2"], found["y2"]), said=said)


def _partners(ours: pa.Table, theirs: pa.Table, least: float) -> tuple[list[int], list[int]]:
    """Of each of our boxes its partner's row (-1 without), and the rows of theirs that are nobody's."""
    partner = [-1] * len(ours)
    taken: set[int] = set()
    their_rows = _rows_by_frame(theirs)
    edges, their_edges = boxes_of(ours), boxes_of(theirs)
    for frame, rows in _rows_by_frame(ours).items():
        others = their_rows.get(frame, [])
        for row, column in _matched(edges[rows], their_edges[others], least):
            partner[rows[row]] = others[column]
            taken.add(others[column])
    return partner, [row for row in range(len(theirs)) if row not in taken]


def _rows_by_frame(labels: pa.Table) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, frame in enumerate(labels["frame"].to_pylist()):
        found.setdefault(frame, []).append(row)
    return found


def _matched(one: Floats, other: Floats, least: float) -> list[tuple[int, int]]:
    overlap = iou(one, other)
    rows, columns = linear_sum_assignment(np.where(overlap >= least, -overlap - 1e3, 0.0))
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if overlap[row, column] >= least]
