"""The schema of every stage's table.

Time is ``t_us``: microseconds since 1970 in UTC, of the instant a frame was taken. Frames count from 0 in the order shown. Boxes are
``x1, y1, x2, y2`` in pixels of the picture as shown (rotated and square-pixelled), the origin top left, the far edge exclusive. Ground
positions ``gx, gy`` are metres east and north of the camera's anchor. A *foot point* is the middle of a box's lower edge.
"""

from types import MappingProxyType

import pyarrow as pa

BOX = (("x1", pa.float32()), ("y1", pa.float32()), ("x2", pa.float32()), ("y2", pa.float32()))
POINT = pa.struct([("x", pa.float64()), ("y", pa.float64())])

CAMERAS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("site_id", pa.string()),
        ("site_kind", pa.string()),  # "trade_area" | "park"
        ("longitude", pa.float64()),  # of the anchor, WGS 84
        ("latitude", pa.float64()),
        ("width", pa.int32()),  # pixels of the picture that zones and homography speak of
        ("height", pa.int32()),
        ("time_zone", pa.string()),  # IANA name
        ("homography", pa.list_(pa.float64())),  # 9, row by row: pixel → metres; empty where there is none
    ]
)
ZONES = pa.schema(
    [
        ("camera_id", pa.string()),
        ("zone_id", pa.string()),  # unique in its camera; lines too
        ("kind", pa.string()),  # "area" | "shop" | "prohibited" | "line"
        (
            "points",
            pa.list_(POINT),
        ),  # pixels; a polygon (not closed) or a polyline: who walks from its left to its right goes "in"
    ]
)
CLIPS = pa.schema(
    [
        ("clip_id", pa.string()),  # the first 16 hex digits of sha256
        ("camera_id", pa.string()),
        ("name", pa.string()),  # the file's name as brought
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("codec", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("start_us", pa.int64()),  # of the first frame
        ("end_us", pa.int64()),  # of the last frame, with its duration
        ("frames", pa.int32()),  # shown
        ("damaged", pa.int32()),  # frames that could not be decoded whole
        ("repairs", pa.list_(pa.string())),  # codes of what was put right: core/frames
    ]
)
FRAMES = pa.schema(
    [
        ("clip_id", pa.string()),
        ("frame", pa.int32()),
        ("t_us", pa.int64()),
        ("damaged", pa.bool_()),
    ]
)
DETECTIONS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("clip_id", pa.string()),
        ("frame", pa.int32()),
        ("t_us", pa.int64()),
        (
            "class",
            pa.string(),
        ),  # "person" "bicycle" "motorcycle" "kickboard" "car" "bus" "truck" "bottle" … or "moving"
        ("score", pa.float32()),  # 0…1
        *BOX,
        ("source", pa.string()),  # the model's name and version, or "motion"
    ]
)
TRACKS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("clip_id", pa.string()),
        ("track_id", pa.int64()),  # dense in its camera from 1, given when a track is confirmed
        ("frame", pa.int32()),
        ("t_us", pa.int64()),
        ("class", pa.string()),
        ("score", pa.float32()),  # null where interpolated
        *BOX,
        ("interpolated", pa.bool_()),
        ("gx", pa.float64()),  # foot point on the ground; null without homography
        ("gy", pa.float64()),
    ]
)
MASKS = pa.schema(
    [
        ("clip_id", pa.string()),
        ("frame", pa.int32()),
        ("track_id", pa.int64()),  # null where a face or plate model alone saw it
        ("region", pa.string()),  # "head" | "face" | "plate" | "body"
        *BOX,
    ]
)
ATTRIBUTES = pa.schema(
    [
        ("camera_id", pa.string()),
        ("track_id", pa.int64()),
        ("sex", pa.string()),  # "female" | "male" | "unknown"
        ("sex_score", pa.float64()),  # mean of the middle half of the votes, 0 female … 1 male; null without a vote
        ("age_band", pa.string()),  # "0-9" … "70+" | "unknown"
        ("mode", pa.string()),  # "walk" "bicycle" "motorcycle" "kickboard" "car" "bus" "truck" "unknown"
        ("votes", pa.int32()),
    ]
)
VISITS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("zone_id", pa.string()),
        ("track_id", pa.int64()),
        ("visit", pa.int32()),  # from 1 in its track and zone
        ("start_us", pa.int64()),
        ("end_us", pa.int64()),
        ("left_censored", pa.bool_()),  # inside already when the recording, or the track, began
        ("right_censored", pa.bool_()),
    ]
)
CROSSINGS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("line_id", pa.string()),
        ("track_id", pa.int64()),
        ("t_us", pa.int64()),
        ("direction", pa.string()),  # "in" | "out"
    ]
)
FLOWS = pa.schema(
    [
        ("camera_id", pa.string()),
        ("from_zone", pa.string()),
        ("to_zone", pa.string()),
        ("bin_us", pa.int64()),  # begin of the quarter of an hour
        ("tracks", pa.int64()),
    ]
)
EVENTS = pa.schema(
    [
        ("event_id", pa.string()),
        ("rule", pa.string()),
        ("rule_version", pa.int32()),
        ("camera_id", pa.string()),
        ("zone_id", pa.string()),  # null where a rule has no zone
        ("track_ids", pa.list_(pa.int64())),
        ("start_us", pa.int64()),
        ("end_us", pa.int64()),
        ("score", pa.float32()),
        ("clip_ids", pa.list_(pa.string())),
        ("evidence_us", pa.list_(pa.int64())),  # instants of the frames that show it
    ]
)
SCHEMAS = MappingProxyType(
    {
        "cameras": CAMERAS,
        "zones": ZONES,
        "clips": CLIPS,
        "frames": FRAMES,
        "detections": DETECTIONS,
        "tracks": TRACKS,
        "masks": MASKS,
        "attributes": ATTRIBUTES,
        "visits": VISITS,
        "crossings": CROSSINGS,
        "flows": FLOWS,
        "events": EVENTS,
    }
)
