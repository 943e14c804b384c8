"""What others make of the same rows; run by a Python of its own that has ``trackers``, ``supervision``, ``trackeval``
and ``pyarrow``.

python -P _footage_rivals.py track DETECTIONS.txt FPS OUT_FOLDER      MOT text in, one MOT text a tracker out
python -P _footage_rivals.py zones ROWS.parquet POLYGON LINE          rows a second of PolygonZone and LineZone
python -P _footage_rivals.py loop CLIP POLYGON LINE                   a clip decoded, moved, tracked, counted, picture by picture
python -P _footage_rivals.py score TRUTH.txt TRACKS.txt               TrackEval's seconds
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


def track(detections: str, fps: str, folder: str) -> dict[str, float]:
    import supervision as sv
    from trackers import BoTSORTTracker, ByteTrackTracker, CBIoUTracker, OCSORTTracker, SORTTracker

    rows = np.loadtxt(detections, delimiter=",", ndmin=2)
    makers = {
        "SORT": SORTTracker,
        "ByteTrack": ByteTrackTracker,
        "OC-SORT": OCSORTTracker,
        "BoT-SORT": lambda: BoTSORTTracker(enable_cmc=False),
        "C-BIoU": CBIoUTracker,
    }
    taken = {}
    for name, make in makers.items():
        tracker, lines = make(), []
        began = time.process_time()
        for frame in range(1, int(rows[:, 0].max()) + 1):
            here = rows[rows[:, 0] == frame]
            boxes = np.concatenate([here[:, 2:4], here[:, 2:4] + here[:, 4:6]], axis=1)
            seen = tracker.update(
                sv.Detections(xyxy=boxes, confidence=here[:, 6], class_id=np.zeros(len(here), int))
                if len(here)
                else sv.Detections.empty()
            )
            for (x1, y1, x2, y2), of in zip(seen.xyxy, seen.tracker_id, strict=True):
                if of >= 0:
                    lines.append(f"{frame},{of},{x1},{y1},{x2 - x1},{y2 - y1},1,-1,-1,-1")
        taken[name] = time.process_time() - began
        (Path(folder) / f"{name}.txt").write_text("\n".join(lines))
    return taken


def zones(parquet: str, polygon: str, line: str) -> dict[str, float]:
    """Row groups of one picture's boxes, as its readers are fed; reading is not timed, all else is."""
    import pyarrow.parquet as pq
    import supervision as sv

    rows = pq.read_table(parquet, columns=["frame", "track_id", "x1", "y1", "x2", "y2"]).sort_by("frame")
    frame, names = rows["frame"].to_numpy(), rows["track_id"].to_numpy()
    boxes = np.column_stack([rows[edge].to_numpy() for edge in ("x1", "y1", "x2", "y2")])
    begins = np.flatnonzero(np.diff(frame, prepend=frame[0] - 1))
    zone = sv.PolygonZone(np.array(json.loads(polygon)), triggering_anchors=[sv.Position.BOTTOM_CENTER])
    (ax, ay), (bx, by) = json.loads(line)
    gate = sv.LineZone(sv.Point(ax, ay), sv.Point(bx, by), triggering_anchors=[sv.Position.BOTTOM_CENTER])
    began = time.process_time()
    for begin, end in zip(begins, [*begins[1:], len(frame)], strict=True):
        seen = sv.Detections(xyxy=boxes[begin:end], tracker_id=names[begin:end], class_id=np.zeros(end - begin, int))
        zone.trigger(seen)
        gate.trigger(seen)
    seconds = time.process_time() - began
    return {"rows_per_s": len(frame) / seconds, "in": gate.in_count, "out": gate.out_count}


def loop(clip: str, polygon: str, line: str) -> dict[str, float]:
    """The loop of supervision's own examples, with motion for a detector at half size, as ours has it."""
    import cv2
    import supervision as sv
    from trackers import SORTTracker

    cv2.setNumThreads(1)
    zone = sv.PolygonZone(np.array(json.loads(polygon)).astype(int), triggering_anchors=[sv.Position.BOTTOM_CENTER])
    (ax, ay), (bx, by) = json.loads(line)
    gate = sv.LineZone(sv.Point(ax, ay), sv.Point(bx, by), triggering_anchors=[sv.Position.BOTTOM_CENTER])
    tracker, model, kernel = SORTTracker(), cv2.createBackgroundSubtractorMOG2(), np.ones((3, 3), np.uint8)
    pictures, began = 0, time.process_time()
    for picture in sv.get_video_frames_generator(clip):
        half = cv2.resize(picture, None, fx=0.5, fy=0.5)
        mask = (model.apply(half) == 255).astype(np.uint8)
        closed = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel, iterations=3)
        stats = cv2.connectedComponentsWithStats(closed)[2][1:]
        large = stats[stats[:, 4] >= 0.0005 * closed.size]
        boxes = np.concatenate([large[:, :2], large[:, :2] + large[:, 2:4]], axis=1).astype(float) * 2
        found = (
            sv.Detections(xyxy=boxes, confidence=np.ones(len(boxes)), class_id=np.zeros(len(boxes), int))
            if len(boxes)
            else sv.Detections.empty()
        )
        seen = tracker.update(found)
        zone.trigger(seen)
        gate.trigger(seen)
        pictures += 1
    return {"pictures_per_s": pictures / (time.process_time() - began), "in": gate.in_count, "out": gate.out_count}


def score(truth: str, tracks: str) -> dict[str, float]:
    from trackeval.datasets._base_dataset import _BaseDataset
    from trackeval.metrics import CLEAR, HOTA, Identity

    sides = [np.loadtxt(path, delimiter=",", ndmin=2) for path in (truth, tracks)]
    dense = [np.unique(side[:, 1], return_inverse=True)[1] for side in sides]
    metrics = (HOTA(), CLEAR({"PRINT_CONFIG": False}), Identity({"PRINT_CONFIG": False}))
    began = time.process_time()
    frames = range(1, int(max(side[:, 0].max() for side in sides)) + 1)
    held = [[side[:, 0] == frame for frame in frames] for side in sides]
    ious = [
        _BaseDataset._calculate_box_ious(sides[0][one, 2:6], sides[1][other, 2:6], box_format="xywh")
        for one, other in zip(*held, strict=True)
    ]
    data = {
        "gt_ids": [dense[0][of] for of in held[0]],
        "tracker_ids": [dense[1][of] for of in held[1]],
        "similarity_scores": ious,
        "num_timesteps": len(ious),
        "num_gt_ids": dense[0].max() + 1,
        "num_tracker_ids": dense[1].max() + 1,
        "num_gt_dets": len(sides[0]),
        "num_tracker_dets": len(sides[1]),
    }
    results = [metric.eval_sequence(data) for metric in metrics]
    return {"ms": (time.process_time() - began) * 1000, "hota": float(results[0]["HOTA"].mean())}


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    print("RESULT", json.dumps({"track": track, "zones": zones, "score": score, "loop": loop}[verb](*rest)))
