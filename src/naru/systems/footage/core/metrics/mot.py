"""MOT Challenge text ↔ tables: ``frame, id, left, top, width, height, confidence, …``, frames from 1 there and from 0 here."""

import io

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused

MEASURED = pa.schema(
    [
        ("frame", pa.int64()),
        ("track_id", pa.int64()),
        *((edge, pa.float64()) for edge in ("x1", "y1", "x2", "y2")),
        ("score", pa.float64()),
    ]
)


def read_mot(text: str) -> pa.Table:
    """``frame`` from 0, ``track_id`` (-1 for a detection), ``x1 … y2`` in doubles, ``score``; empty text is an empty table.

    Raises ``Refused``: ``mot_line_unreadable`` with its line.
    """
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            cells = [float(cell) for cell in line.replace(" ", "").split(",")]
            frame, name, left, top, width, height = cells[:6]
        except ValueError:
            raise Refused("mot_line_unreadable", line=number) from None
        score = cells[6] if len(cells) > 6 else 1.0
        rows.append((int(frame) - 1, int(name), left, top, left + width, top + height, score))
    columns = zip(*rows, strict=True) if rows else [()] * len(MEASURED)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, MEASURED, strict=True)], MEASURED)


def write_mot(tracks: pa.Table) -> str:
    """The rows of TRACKS, in order of frame and id; three decimals."""
    order = tracks.sort_by([("frame", "ascending"), ("track_id", "ascending")])
    frame, name = order["frame"].to_pylist(), order["track_id"].to_pylist()
    boxes = np.column_stack([order[edge].to_numpy() for edge in ("x1", "y1", "x2", "y2")])
    scores = order["score"].to_pylist()
    written = io.StringIO()
    for at, of, (x1, y1, x2, y2), score in zip(frame, name, boxes.tolist(), scores, strict=True):
        confidence = 1.0 if score is None else score
        written.write(f"{at + 1},{of},{x1:.3f},{y1:.3f},{x2 - x1:.3f},{y2 - y1:.3f},{confidence:.3f},-1,-1,-1\n")
    return written.getvalue()
