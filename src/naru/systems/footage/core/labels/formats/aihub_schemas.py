"""How AI-Hub's sets lay their labels out, as data: a new set is a new entry, and no code.

A *path* leads through the JSON: ``video.total_person``, ``annotations[]`` (each element), ``*`` (each value of an object, its name kept as the
track). Sources: the sets' descriptions on aihub.or.kr, dataSetSn 489 (footfall in trade areas, Busan) and 477 (unlawful acts in parks).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AihubSchema:
    """``rows``: the path to one row a box; the other fields are within a row. ``first``: the number of the first frame.

    ``corners``: whether a box is left, top, right, bottom, else left, top, width, height. ``classes``: codes of the set's own, by which a row
    names its class; without, the row says the name itself. ``label``: of every box, where rows name none. ``events``: a path to
    intervals (name, first frame, last frame), kept as attributes of the boxes within.
    """

    name: str
    media: str
    width: str
    height: str
    frames: str
    fps: str
    rows: str
    frame: str
    track: str
    box: str
    first: int
    corners: bool
    class_name: str = ""
    label: str = ""
    classes: Mapping[int, str] = field(default_factory=dict)
    events: str = ""
    event_name: str = ""
    event_start: str = ""
    event_end: str = ""
    constants: Mapping[str, object] = field(default_factory=dict)  # further fields, by path, as the set has them
    folder: str = "01.데이터/{split}/라벨링데이터"
    splits: Mapping[str, str] = field(
        default_factory=lambda: {
            "train": "1.Training",
            "validation": "2.Validation",
            "test": "3.Test",
            "": "1.Training",
        }
    )


FOOTFALL = AihubSchema(
    name="aihub-footfall",
    media="video.filename",
    width="video.width",
    height="video.height",
    frames="video.frames",
    fps="video.fps",
    rows="annotations[]",
    frame="frame",
    track="person_id",
    box="bbox",
    first=0,
    corners=False,
    label="person",
    events="events[]",
    event_name="event",
    event_start="start_frame",
    event_end="end_frame",
    constants={"video.total_person": "tracks"},
)
PARK = AihubSchema(
    name="aihub-park",
    media="metadata.file_name",
    width="metadata.width",
    height="metadata.height",
    frames="metadata.frames",
    fps="metadata.fps",
    rows="annotations[]",
    frame="cur_frame",
    track="object_id",
    box="bbox",
    first=0,
    corners=False,
    class_name="class_name",
    classes={
        1: "smoking",
        2: "fishing",
        3: "trash_dump",
        4: "wall_over",
        5: "damage_to_facilities",
        6: "banner_action",
        7: "fliers_action",
        8: "tent_setup",
        30: "sit_down_bench",
        31: "sit_down_floor",
        32: "moving",
        33: "stand",
    },
    events="events[]",
    event_name="ev_name",
    event_start="ev_start_frame",
    event_end="ev_end_frame",
)
SCHEMAS: Mapping[str, AihubSchema] = {each.name: each for each in (FOOTFALL, PARK)}
